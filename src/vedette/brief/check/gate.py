"""Fail-closed: a composed sentence leaves only if the words that it cites carry it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vedette.brief.check.align import Pool
from vedette.brief.check.cut import sentences_at
from vedette.brief.check.decide import check
from vedette.brief.check.judge import Bar
from vedette.brief.check.notes import read_passages
from vedette.brief.check.passages import Passage, passages
from vedette.model import (
    UNKNOWN_WHEN,
    Analysis,
    Block,
    Checked,
    Finding,
    Reading,
    Report,
    Span,
    When,
    Zone,
)

# Own sentences are short and made by rule: values decide, not the score learnt on newspaper prose.
GATE_BAR = Bar(0.6, verb=False, sure=0.0)
_HERE = "composed"  # the publisher of a sentence that no report holds


@dataclass(frozen=True, slots=True)
class Cited:
    """Point to words of a report, with what is understood of the report."""

    report: Report
    analysis: Analysis
    span: Span


class Gate:
    """Check composed sentences, each against only the words that it cites.

    `read` parses a report and `analyse` understands a reading: the gate parses a composed
    sentence by itself, and of each report only the sentences that are cited, each once. What is
    said by whom comes from the report's stored analysis.
    """

    def __init__(
        self, read: Callable[[Report], Reading], analyse: Callable[[Reading], Analysis]
    ) -> None:
        self._read = read
        self._analyse = analyse
        self._known: dict[tuple[str, int, int], tuple[Passage, ...]] = {}

    def passes(self, text: str, cited: Sequence[Cited], *, written: When = UNKNOWN_WHEN) -> bool:
        """Tell whether all that a text says is carried by the cited words."""
        found = self.check(text, cited, written=written)
        return bool(found) and all(one.finding is Finding.SUPPORTED for one in found)

    def check(
        self, text: str, cited: Sequence[Cited], *, written: When = UNKNOWN_WHEN
    ) -> list[Checked]:
        """Return what the cited words carry of each sentence of a text.

        `written` is the day of the text: "on Monday" counts back from it. A text without a word
        that means something gives an empty list.
        """
        report = composed(text, written)
        said = read_passages(report, self._read, self._analyse)
        pool = Pool(p for one in cited for p in self.passages(one))
        return list(check(said, pool, "the cited words", GATE_BAR))

    def passages(self, cited: Cited) -> tuple[Passage, ...]:
        """Return the sentences around the cited words, parsed."""
        key = (cited.report.id, cited.span.start, cited.span.end)
        if key not in self._known:
            blocks = sentences_at(cited.report, cited.span)
            reading = self._read(replace(cited.report, language="en", blocks=blocks))
            self._known[key] = tuple(passages(reading, cited.analysis))
        return self._known[key]


def composed(text: str, written: When = UNKNOWN_WHEN) -> Report:
    """Return a composed text as a report that nobody published."""
    return Report(
        id=Report.make_id(_HERE, "", text),
        text=text,
        blocks=(Block(Zone.BODY, 0, len(text)),),
        publisher=_HERE,
        published=written,
        language="en",
    )
