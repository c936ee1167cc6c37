"""What a language model answers where it is asked whether evidence carries a sentence.

Nothing here asks anybody: who has a model at hand gives a function. The answer is one more thing
that is weighed (`entail.py`): how likely "yes" is beside "no" as the first word (Kadavath et al.
2022), not what the model would go on to write. It lets nothing pass that the rules hold back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vedette.brief.check.align import Pool, align
from vedette.brief.check.passages import Passage

Ask = Callable[[Sequence[dict[str, str]]], float]
NEAREST = 4  # sentences of the reports that have most of a sentence
_ROLE = "You are a helpful assistant."
_QUESTION = "Is everything the summary says supported by the document? Answer Yes or No."


def question(said: Passage, pool: Pool) -> list[dict[str, str]]:
    """Return the messages that ask whether the sentences nearest to a sentence carry it."""
    document = " ".join(_words(one) for one in _evidence(said, pool))
    asked = f"Document:\n{document}\n\nSummary: {_words(said)}\n\n{_QUESTION}"
    return [{"role": "system", "content": _ROLE}, {"role": "user", "content": asked}]


def _evidence(said: Passage, pool: Pool) -> list[Passage]:
    """Return the nearest sentences, and those that help the nearest out, in the reports' order."""
    found = align(said, pool, most=NEAREST)
    chosen = {id(one.best) for one in found} | {id(p) for one in found[:1] for p in one.beside}
    return [passage for passage in pool.passages if id(passage) in chosen]


def _words(passage: Passage) -> str:
    return " ".join(passage.span.quote.split())
