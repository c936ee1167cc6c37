"""Choose about as many changes of each kind, spread over the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quality.corruptions.rules import Made, Rule, Texts
from quality.corruptions.texts import Document, Source, chosen, tidy


@dataclass(frozen=True)
class Change:
    """Hold a changed sentence with its kind, and the sentence it was made of."""

    kind: str
    source: Source
    made: Made

    @property
    def half(self) -> int:
        """Return the half of the texts it belongs to."""
        return self.source.document.half


def changes(documents: Sequence[Document], rules: Mapping[str, Rule], most: int) -> list[Change]:
    """Return up to `most` changes of each kind: first of sentences that have few, rules in turn."""
    texts = Texts(tuple(documents))
    told = {" ".join(s.text.split()) for d in documents for s in d.sources}
    found: list[Change] = []
    for kind, rule in rules.items():
        every = {c.made.text: c for c in _every(kind, rule, texts) if c.made.text not in told}
        found += _chosen(list(every.values()), most)
    return found


def _every(kind: str, rule: Rule, texts: Texts) -> Iterator[Change]:
    for document in texts.documents:
        for source in document.sources:
            for made in rule(source, texts):
                if made.text and made.text != source.text:
                    yield Change(kind, source, replace(made, text=tidy(made.text)))


def _chosen(every: Sequence[Change], most: int) -> list[Change]:
    """Take changes one by one: the rule and the sentence that have had the fewest come first."""
    ranked = sorted(every, key=lambda c: chosen(f"{c.source.key}{c.made.text}", 1 << 30))
    rules: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    order: list[tuple[int, int, int, Change]] = []
    for n, one in enumerate(ranked):
        sources[one.source.key] += 1
        rules[one.made.rule] += 1
        order.append((sources[one.source.key], rules[one.made.rule], n, one))
    return [one for *_, one in sorted(order, key=lambda row: row[:3])[:most]]
