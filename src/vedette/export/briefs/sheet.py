"""A brief laid out for printing: sentences with the numbers of their notes, notes with their words.

What every format needs stands here once; a format only writes it down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vedette.export.briefs.addresses import address_of, words_at
from vedette.export.briefs.shown import shown
from vedette.model import Brief, BriefSentence, Evidence, Report, When
from vedette.model.words import count, day, short_id

UNNAMED = "unknown publisher"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence with the numbers of its notes, or what was searched in vain for it.

    `key` names it within the page: "s1" is the headline.
    """

    key: str
    text: str
    notes: tuple[int, ...]
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one paragraph, under a heading or under none ("")."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Hold the exact words that carry sentences, and where they stand.

    `words` are as they stand in the report, unshown; every other text is fit to be shown.
    `address` leads to the page, `link` to the words on it; both are "" where no address is safe.
    """

    number: int
    report_id: str
    start: int
    end: int
    words: str
    language: str
    publisher: str
    headline: str
    published: When
    url: str
    address: str
    link: str
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        """Name the note within the page."""
        return f"n{self.number}"

    @property
    def quote(self) -> str:
        """Return the words fit to be shown, on one line."""
        return shown(self.words)

    @property
    def place(self) -> str:
        """Say where the words stand: report and offsets."""
        return f"{short_id(self.report_id)}, characters {self.start}–{self.end}"

    @property
    def day(self) -> str:
        """Say when the report was published."""
        return day(self.published)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a brief ready to be printed; `made` is the day its picture is of, None if unknown."""

    subject: str
    title: Line
    deck: tuple[Line, ...]
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    picture: str
    kept_back: str
    made: date | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return all sentences in reading order."""
        return (self.title, *self.deck, *(line for part in self.parts for line in part.lines))

    def citing(self, note: Note) -> list[Line]:
        """Return the sentences that a note carries."""
        wanted = set(note.lines)
        return [line for line in self.lines if line.key in wanted]


def lay_out(brief: Brief, reports: Mapping[str, Report]) -> Sheet:
    """Return the sheet of a brief; `reports` holds those it cites, by id."""
    numbers = {evidence: number for number, evidence in enumerate(brief.notes, 1)}
    keys = (f"s{n}" for n in range(1, len(brief.sentences) + 1))
    cited: dict[Evidence, list[str]] = defaultdict(list)

    common = _common(brief)

    def line(sentence: BriefSentence) -> Line:
        key = next(keys)
        evidence = tuple(dict.fromkeys(sentence.evidence))
        for one in evidence:
            cited[one].append(key)
        notes = tuple(numbers[one] for one in evidence)
        told = "" if common and not evidence else shown(sentence.searched)
        return Line(key, shown(sentence.text), notes, told)

    title = line(brief.headline)
    deck = tuple(map(line, brief.deck))
    parts = tuple(Part(shown(s.heading), tuple(map(line, s.sentences))) for s in brief.sections)
    notes = tuple(
        _note(number, evidence, reports.get(evidence.report_id), cited[evidence])
        for evidence, number in numbers.items()
    )
    made = _made(brief.as_of, (reports[n.report_id] for n in notes if n.report_id in reports))
    return Sheet(
        shown(brief.subject),
        title,
        deck,
        parts,
        notes,
        _picture(brief, notes, common),
        _kept(brief),
        made,
    )


def _note(number: int, evidence: Evidence, report: Report | None, keys: list[str]) -> Note:
    span = evidence.span
    url = report.url if report else ""
    return Note(
        number=number,
        report_id=shown(evidence.report_id),
        start=span.start,
        end=span.end,
        words=span.quote,
        language=report.language if report else "und",
        publisher=(shown(report.publisher) if report else "") or UNNAMED,
        headline=shown(report.headline or "") if report else "",
        published=report.published if report else When(),
        url=shown(url),
        address=address_of(url),
        link=words_at(url, span.quote),
        lines=tuple(keys),
    )


def _common(brief: Brief) -> str:
    """Return what all sentences without words stand on, "" where it is not one search."""
    found = {s.searched for s in brief.sentences if not s.evidence}
    return shown(found.pop()) if len(found) == 1 else ""


def _picture(brief: Brief, notes: tuple[Note, ...], searched: str) -> str:
    """Say what the brief was made of, and of which time."""
    return ". ".join(_sayings(brief, notes, searched)) + "."


def _sayings(brief: Brief, notes: tuple[Note, ...], searched: str) -> Iterator[str]:
    yield f"{shown(brief.subject)}, as {_known(brief)}"
    if notes:
        reports = len({note.report_id for note in notes})
        outlets = len({note.publisher for note in notes})
        yield f"Carried by {count(len(notes), 'passage')} of {_of(reports, outlets)}"
    if searched:
        yield f"What stands without a number rests on a search of {searched}"


def _known(brief: Brief) -> str:
    known = f"known by {shown(brief.as_of)}" if brief.as_of else "the reports at hand tell it"
    return f"{known}, since {shown(brief.since)}" if brief.since else known


def _of(reports: int, outlets: int) -> str:
    return f"{count(reports, 'report')} by {count(outlets, 'publisher')}"


def _kept(brief: Brief) -> str:
    """Say how many sentences the check kept back; they themselves do not leave."""
    number = len(brief.refused)
    if not number:
        return ""
    return f"{count(number, 'sentence')} kept back: the cited words do not carry {_it(number)}."


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


def _made(as_of: str | None, reports: Iterable[Report]) -> date | None:
    """Return the day of the picture: the one asked for, else the last that a cited report has."""
    if as_of:
        try:
            return date.fromisoformat(as_of[:10])
        except ValueError:
            pass
    days = [r.published.end or r.published.start for r in reports if r.published.is_known]
    return max((each for each in days if each is not None), default=None)
