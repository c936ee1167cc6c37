"""Who said what: sources, cues, contents, speakers and relays in news that two readers read.

Set: `quality/gold/`, shipped with the project. Three parts, reported apart: `headline` and
`develop` are Wikinews articles, 32 each; `example` is part of the example corpus. Where the two
readings differ, either is right: see `README.md` beside this file.
"""

from __future__ import annotations

from pathlib import Path

from quality.gold.heard import analysed, hear
from quality.gold.matching import Judged, judge
from quality.gold.measures import Measure, agreement, measures_of
from quality.gold.readings import PARTS, Document, load

HOME = Path(__file__).parent


def score(folder: Path = HOME) -> tuple[int, dict[str, Measure]]:
    """Return the number of documents and the measures of all parts, each prefixed by its part."""
    count = 0
    measures: dict[str, Measure] = {}
    for part in PARTS:
        documents = load(folder, part)
        judged = judged_part(documents)
        count += len(documents)
        own = {**agreement(documents), **measures_of(judged)}
        measures |= {f"{part}_{name}": value for name, value in own.items()}
    return count, measures


def judged_part(documents: tuple[Document, ...]) -> tuple[Judged, ...]:
    """Read the documents as `vedette read` does and hold the result against both readings."""
    return tuple(judge(one, hear(one.report, analysed(one.report))) for one in documents)
