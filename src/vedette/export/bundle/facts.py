"""What accounts for the words of a sentence beside those that its cited words carry.

A composed sentence has clauses that the check finds in the cited words, and a frame: who speaks,
when it was printed and by whom, how figures stand to each other. The frame's words must come from
what the bundle knows of just these reports, speakers and figures, or from the composer's closed
list of connectives. So a name, a number, a day or a "not" that somebody put in stands out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from vedette.data.catalogue import State, state_by_iso
from vedette.export.bundle.contents import Bundle
from vedette.model import (
    Analysis,
    Attribution,
    BriefSentence,
    Figure,
    Publisher,
    Row,
    Span,
    Speaker,
    When,
)
from vedette.model.words import number

_MARKED = re.compile(r"“([^“”]+)”")
_WORD = re.compile(r"\w+(?:[’'.,/-]\w+)*")
# A frame says who and when; whoever turns a clause around with one of these is not framing it.
_TURNING = frozenset({"not", "no", "never", "nobody", "none", "neither", "nor", "without"})
_BOUNDS = (
    "about at least more than up to fewer than between and nearly just over halved cut raised from"
)
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded, without a genitive's ending."""
    found = (match[0].casefold().replace("’", "'") for match in _WORD.finditer(text))
    return [word.removesuffix("'s") for word in found]


class Facts:
    """What a bundle knows of the words that a sentence cites."""

    def __init__(self, bundle: Bundle, vocabulary: Collection[str]) -> None:
        self._bundle = bundle
        told = [words_in(text) for text in vocabulary]
        self._vocabulary = {word for words in told for word in words}
        self._turning = [w for w in told if len(w) > 1 and _TURNING.intersection(w)]
        self._readings = {each.report_id: each for each in bundle.readings}
        self._publishers = {each.name: each for each in bundle.publishers}
        self._excerpts = bundle.by_id
        self._carrying: dict[str, dict[str, Row]] = defaultdict(dict)
        self._giving: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in bundle.rows:
            self._giving[_value(row.figure)].append(row)
            for carrier in row.carriers:
                self._carrying[carrier.report_id][row.id] = row

    def faults(self, sentence: BriefSentence) -> Iterator[str]:
        """Yield what nothing accounts for in a sentence, and what of its clauses it leaves out."""
        printed = Counter(words_in(sentence.text))
        carried = Counter(w for one in sentence.carried or () for w in words_in(one.text))
        known = {w for text in self._texts(sentence) for w in words_in(text)}
        beside = list((printed - carried).elements())
        frame = self._vocabulary
        if sentence.carried:
            frame = frame - _TURNING | self._turned(sentence)
        strange = [word for word in beside if word not in known and word not in frame]
        if strange:
            yield f"nothing accounts for {_listed(strange)}"
        loose = {w for text in self._said_otherwise(sentence) for w in words_in(text)}
        left = [w for w in (carried - printed).elements() if w not in loose]
        if left:
            yield f"it leaves out {_listed(left)} of what its words carry"

    def _turned(self, sentence: BriefSentence) -> frozenset[str]:
        """Return the words of negation that stand in a frame's own wording, word after word."""
        printed = f" {' '.join(words_in(sentence.text))} "
        said = [words for words in self._turning if f" {' '.join(words)} " in printed]
        return frozenset(word for words in said for word in words)

    def names(self, sentence: BriefSentence, speaker: str) -> bool:
        """Tell whether somebody of this name speaks in the words that a sentence cites."""
        return any(
            each.speaker is not None and each.speaker.name == speaker
            for each in self._said(sentence)
        )

    # ---- what is known ---------------------------------------------------------------------------

    def _texts(self, sentence: BriefSentence) -> Iterator[str]:
        yield self._bundle.brief.subject
        yield from self._picture_days()
        yield from _quoted(sentence)
        for name in {one.report_id for one in sentence.evidence}:
            held = self._excerpts.get(name)
            if held is not None:
                yield from _published(held.publisher, self._publishers.get(held.publisher))
                yield from _days(held.published)
            for times in self._near(self._readings.get(name), sentence):
                yield from _days(times)
        for said in self._said(sentence):
            yield from _days(said.uttered)
            if said.speaker is not None:
                yield from _speaker(said.speaker)
        for row in self._rows(sentence):
            yield from _row(row)
            # A brief names who else gives the same number.
            for same in self._giving[_value(row.figure)]:
                yield from _speaker(same.speaker)
        for reading in self._readings.values():
            named = (one for one in reading.activities if one.name == self._bundle.brief.subject)
            yield from (one.type for one in named)

    def _picture_days(self) -> Iterator[str]:
        """Yield the day of the picture, and that since which changes count."""
        if self._bundle.versions.written is not None:
            yield _day(self._bundle.versions.written)
        if (since := self._bundle.brief.since) is not None:
            yield _day(date.fromisoformat(since[:10]))

    def _said_otherwise(self, sentence: BriefSentence) -> Iterator[str]:
        """Yield words of reports that are printed otherwise: who speaks, that he does, and when."""
        for said in self._said(sentence):
            for span in (*said.source, *said.cue):
                yield span.quote
            if said.speaker is not None:
                yield said.speaker.name
        for name in {one.report_id for one in sentence.evidence}:
            reading = self._readings.get(name)
            for one in reading.times if reading else ():
                if _touches(sentence, name, (one.span,)):
                    yield one.span.quote
        yield from self._vocabulary - _TURNING

    def _near(self, reading: Analysis | None, sentence: BriefSentence) -> Iterator[When]:
        """Yield the times that are named in cited words."""
        if reading is None:
            return
        for one in reading.times:
            if _touches(sentence, reading.report_id, (one.span,)):
                yield one.when

    def _said(self, sentence: BriefSentence) -> Iterator[Attribution]:
        for name in {one.report_id for one in sentence.evidence}:
            reading = self._readings.get(name)
            for said in reading.attributions if reading else ():
                if _touches(sentence, name, (*said.content, *said.cue)):
                    yield said

    def _rows(self, sentence: BriefSentence) -> Iterator[Row]:
        names = dict.fromkeys(one.report_id for one in sentence.evidence)
        rows = {row.id: row for name in names for row in self._carrying[name].values()}
        for row in rows.values():
            if any(_touches(sentence, c.report_id, (c.span,)) for c in row.carriers):
                yield row


def _quoted(sentence: BriefSentence) -> Iterator[str]:
    """Yield what a sentence quotes that stands letter by letter in the words it cites."""
    for inside in _MARKED.findall(sentence.text):
        if any(inside in " ".join(one.span.quote.split()) for one in sentence.evidence):
            yield inside


def _value(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.bound, figure.counted


def _touches(sentence: BriefSentence, report_id: str, spans: Iterable[Span]) -> bool:
    return any(
        one.report_id == report_id and one.span.overlaps(span)
        for span in spans
        for one in sentence.evidence
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word[:40]}”" for word in list(dict.fromkeys(words))[:6])


def _published(name: str, known: Publisher | None) -> Iterator[str]:
    yield name
    if known is not None:
        yield from (*known.aliases, str(known.kind), known.owner or "")
        yield from _state(known.country)
        if known.state_affiliated:
            yield "the state-affiliated state agency news broadcaster outlet ministry"
    yield "unnamed unknown outlet publisher"


def _state(code: str | None) -> Iterator[str]:
    """Yield the names of a state, given by code or by name."""
    found: State | None = state_by_iso(code) if code else None
    if found is not None:
        yield from (found.name, *found.names, *found.demonyms, *found.people)
    elif code:
        yield code


def _speaker(speaker: Speaker) -> Iterator[str]:
    yield from (speaker.name, speaker.body or "", speaker.role or "", speaker.as_written or "")
    yield from speaker.candidates
    yield from _state(speaker.state)


def _row(row: Row) -> Iterator[str]:
    yield from _speaker(row.speaker)
    yield from _days(row.uttered)
    yield from _amount(row.figure)


def _amount(figure: Figure) -> Iterator[str]:
    change = figure.change
    values = [figure.low, figure.high]
    values += [change.from_value, change.to_value, change.amount] if change else []
    yield from (number(value) for value in values if value is not None)
    scope = figure.scope
    yield from (figure.number.quote, figure.counted, figure.counted_text or "", figure.of or "")
    yield from (scope.activity or "", scope.place or "", *scope.force, scope.component or "")
    yield _BOUNDS


def _days(when: When) -> Iterator[str]:
    for each in (when.start, when.end):
        if each is not None:
            yield _day(each)


def _day(day: date) -> str:
    """Write a day in the ways that briefs do."""
    return f"{day.day} {day:%B} {day:%b} {day.year} {day.isoformat()}"


def small_numbers() -> tuple[str, ...]:
    """Return the numbers that a frame writes as words."""
    return _SMALL
