"""Corruptions: sentences with one thing changed that matters, beside faithful rewordings.

Data: free texts, Wikinews as MEANTIME selects it and the documents of SummEdits. Sentences are
changed by rules of grammar over their parse: 1,000 corruptions of ten kinds (numbers, bounds,
units, names, speakers, dates, places, polarity, certainty, scope), and rewordings of twelve. Each
is checked by itself against one store that holds all the texts, the sentence's own among them. A
corruption is caught when the check finds anything but `supported`; a rewording is refused when it
finds anything but `supported`. Rules of the check were mended on the mistakes of one half of the
texts: `held_out_caught` and `held_out_refused` are of the other.

The rewordings share no list of words with the check. How many of a sample that was read are not
what they should be stands in `docs/accuracy.md`.
"""

from __future__ import annotations

from pathlib import Path

from quality.corruptions.choose import Change, changes
from quality.corruptions.corrupt import CORRUPTIONS
from quality.corruptions.measure import Outcome, measures, outcomes
from quality.corruptions.reword import REWORDINGS
from quality.corruptions.texts import documents

MOST = 100  # corruptions of each kind
MOST_REWORDINGS = 121


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of changed sentences and the measures in per cent."""
    found = run(folder)
    return len(found), measures(found)


def run(folder: Path) -> list[Outcome]:
    """Make the changes and check each against the whole store."""
    every = made(folder)
    return outcomes(folder, every)


def made(folder: Path) -> list[Change]:
    """Return all corruptions and rewordings."""
    texts = documents(folder)
    wrong = changes(texts, CORRUPTIONS, MOST)
    return [*wrong, *changes(texts, REWORDINGS, MOST_REWORDINGS)]


def examples(folder: Path, most: int) -> str:
    """Return `most` changes of each kind with what was made of which sentence, as text."""
    texts = documents(folder)
    rules = {**CORRUPTIONS, **REWORDINGS}
    lines = (
        f"{one.kind}: {one.made.text}\n    from: {one.source.text}"
        for one in changes(texts, rules, most)
    )
    return "\n".join(lines)
