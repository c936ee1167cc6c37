"""Utterances put together from what reports tell: one seed each, to which renderings are tied.

The best rendering of a speaker's words seeds an utterance; every other one joins the seed that it
is most alike, or seeds one of its own. Nothing is chained by way of a third. Candidates come from
an index by speaker and content word, so that the cost follows what is found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vedette.compare.statements.decided import Decided
from vedette.compare.statements.likeness import compare
from vedette.compare.statements.told import Told
from vedette.model import Likeness, Sameness
from vedette.model.ledger import nobody

MOST_CANDIDATES = 24
MOST_PER_WORD = 400  # a word in more of a speaker's utterances tells none of them apart


@dataclass(slots=True, eq=False)
class Draft:
    """Gather the renderings of one utterance while it is put together; the first is its seed.

    `possibly` are drafts that may be the same utterance, with why.
    """

    told: list[Told]
    possibly: list[tuple[Draft, Likeness]] = field(default_factory=list)

    @property
    def seed(self) -> Told:
        """Return the rendering that the others are compared with."""
        return self.told[0]


@dataclass(frozen=True, slots=True)
class _Home:
    """Hold where a rendering belongs for sure, and where it may belong."""

    draft: Draft | None
    possibly: tuple[tuple[Draft, Likeness], ...] = ()


def gather(told: Iterable[Told], decided: Decided) -> list[Draft]:
    """Put renderings of one utterance together; what persons decided outranks what rules find."""
    drafts: list[Draft] = []
    shelves: dict[str, Shelf] = defaultdict(Shelf)
    homes: dict[str, Draft] = {}
    for one in sorted(told, key=lambda one: one.order):
        judged = next((homes[other] for other in decided.same(one.id) if other in homes), None)
        shelf = shelves[one.key]
        found = _Home(judged) if judged else _home_of(one, shelf, decided)
        home = found.draft
        if home is None:
            home = Draft([one], list(found.possibly))
            drafts.append(home)
        else:
            home.told.append(one)
        homes[one.id] = home
        shelf.put(one, home)
    _note_bodies(drafts, decided)
    return drafts


def _home_of(one: Told, shelf: Shelf, decided: Decided) -> _Home:
    """Return the utterance that a rendering belongs to, or those that it may belong to."""
    best: tuple[float, Draft] | None = None
    unsure: list[tuple[Draft, Likeness]] = []
    for draft in shelf.candidates(one):
        if decided.apart(one.id, (other.id for other in draft.told)):
            continue
        found = compare(one, draft.seed)
        if found.sameness is Sameness.UNSURE:
            unsure.append((draft, found))
        if found.sameness is Sameness.SAME and (best is None or found.score > best[0]):
            best = found.score, draft
            if draft.seed.sequence == one.sequence:
                break  # nothing is more alike
    return _Home(best[1]) if best else _Home(None, tuple(unsure))


def _note_bodies(drafts: Iterable[Draft], decided: Decided) -> None:
    """Note where a body and its spokesman may have said one thing: who spoke is not sure."""
    shelves: dict[str, Shelf] = defaultdict(Shelf)
    for draft in drafts:
        one = draft.seed
        if one.own_voice or nobody(one.speaker, one.anonymity):
            continue
        shelf = shelves[one.body]
        for other in shelf.candidates(one):
            if other.seed.key == one.key or decided.apart(one.id, [other.seed.id]):
                continue
            found = compare(one, other.seed)
            if found.sameness is Sameness.SAME:
                draft.possibly.append((other, found))
        shelf.put(one, draft)


class Shelf:
    """Utterances found again by their words."""

    def __init__(self) -> None:
        self._by_text: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
        self._by_word: dict[str, list[Draft]] = defaultdict(list)
        self._known: dict[int, int] = {}  # in the order of their coming

    def put(self, one: Told, draft: Draft) -> None:
        """Enter a rendering; an utterance is found by its texts, and by the words of its seed."""
        texts = self._by_text[one.sequence]
        if draft not in texts[-MOST_CANDIDATES:]:
            texts.append(draft)
        if id(draft) not in self._known:
            self._known[id(draft)] = len(self._known)
            for word in one.content | one.numbers:
                self._by_word[word].append(draft)

    def candidates(self, one: Told) -> Iterator[Draft]:
        """Yield the utterances that share most words with a rendering, each once."""
        same = self._by_text.get(one.sequence, ())
        found = {id(draft): draft for draft in same[-MOST_CANDIDATES:]}
        shared: Counter[int] = Counter(dict.fromkeys(found, len(one.words) + 1))
        for word in one.content | one.numbers:
            drafts = self._by_word.get(word, ())
            for draft in drafts if len(drafts) <= MOST_PER_WORD else ():
                shared[id(draft)] += 1
                found[id(draft)] = draft
        # Of equals the last, which is nearest in time.
        ranked = sorted(shared.items(), key=lambda item: (-item[1], -self._known[item[0]]))
        for place, _ in ranked[:MOST_CANDIDATES]:
            yield found[place]
