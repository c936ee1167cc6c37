"""Check anyone's text against reports: those of a store, or documents given for the purpose."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, BinaryIO

from vedette.brief.check.align import Pool
from vedette.brief.check.asked import Ask
from vedette.brief.check.cut import pieces
from vedette.brief.check.days import date_of
from vedette.brief.check.decide import FAR_BAR, check
from vedette.brief.check.given import given
from vedette.brief.check.notes import read_passages
from vedette.brief.check.passages import Kind, Passage, passages
from vedette.brief.check.statements import statements
from vedette.brief.check.words import listed
from vedette.data.catalogue import state_by_iso
from vedette.data.meanings import stem
from vedette.errors import BadArgumentError
from vedette.export.findings import checked_data
from vedette.gather.gather import gather
from vedette.model import Analysis, Block, Checked, Finding, Reading, Report
from vedette.read.reader import language_of
from vedette.run.readers import reader_for
from vedette.run.searched import LANGUAGE, searched_in
from vedette.run.tallies import Bench
from vedette.store.named import Days
from vedette.store.view import View

LONGEST = 300_000  # characters, some 50,000 words: a book is no text to check in one go
WHOLE = 4  # sentences from which on a report that holds them all is the text itself
THOUSAND = 1_000
TERMS = 6  # words that a sentence is looked up by
REPORTS = 12  # reports looked at for one sentence
WIDER = 20  # times as many are looked up where only some reports count
PARTS = ("attributions", "figures", "times", "mentions", "places")  # what a check compares
DAILY = 2_000  # reports of one day
SENTENCES = 3  # sentences taken of each for it
CHOSEN = 20  # and of all of them together: those are parsed
_WORD = re.compile(r"\w[\w’'-]*")
_QUOTED = re.compile(r"“([^“”]+)”")
_FIRM = (Kind.NAME, Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Result:
    """Hold a text with its checked sentences and the reports that the evidence stands in."""

    text: Report
    checked: tuple[Checked, ...]
    reports: dict[str, Report]

    @property
    def is_supported(self) -> bool:
        """Tell whether all sentences are supported, and there is one."""
        return bool(self.checked) and all(c.finding is Finding.SUPPORTED for c in self.checked)


def read_text(path: str, *, model: str, stdin: BinaryIO | None = None) -> Report:
    """Return the text of a file or of standard input ("-").

    Raises the error that kept it from being read, or BadArgumentError for another language.
    """
    reports = _reports([path], stdin)
    if len(reports) != 1:
        raise BadArgumentError(
            f"one text is checked at a time, not {len(reports)}",
            where=path,
            next_step="Give a file with one text",
        )
    report = reports[0]
    if len(report.text) > LONGEST:
        raise BadArgumentError(
            f"the text has {len(report.text):,} characters; {LONGEST:,} are checked at a time",
            where=path,
            next_step="Cut it into parts and check each",
        )
    reading = reader_for(model).read(report)
    if not reading.sentences:
        raise BadArgumentError(
            f"the text is in the language “{reading.language}”; only English is checked",
            where=path,
            next_step="Give an English text",
        )
    return report


def _reports(paths: Sequence[str], stdin: BinaryIO | None = None) -> list[Report]:
    found = []
    for item in gather(paths, stdin=stdin):
        if item.failure is not None:
            raise BadArgumentError(item.failure.message, next_step="Give a text in English")
        if item.report is not None:
            found.append(_as_english(item.report))
    return found


def _as_english(report: Report) -> Report:
    """Take a text too short to tell its language for English."""
    return replace(report, language=LANGUAGE) if language_of(report) == "und" else report


def check_against(
    text: Report, paths: Sequence[str], *, model: str, ask: Ask | None = None
) -> Result:
    """Check a text against documents, the only evidence."""
    return check_documents(text, _reports(paths), model=model, ask=ask)


def check_documents(
    text: Report, documents: Sequence[Report], *, model: str, ask: Ask | None = None
) -> Result:
    """Check a text against reports that are in no store; `ask` asks a language model too."""
    read = [understood(report, model) for report in documents]
    pool = Pool(p for reading, analysis in read for p in passages(reading, analysis))
    unread = [r.language for r, _ in read if not r.sentences]
    searched = _documents(len(documents), unread)
    found = tuple(check(_said(text, model), pool, searched, ask=ask))
    return Result(text, found, {report.id: report for report in documents})


def _said(text: Report, model: str) -> list[Passage]:
    from vedette.run.plan import analyse  # a quarter of a second, and a server checks elsewhere

    return read_passages(text, reader_for(model).read, analyse)


def understood(report: Report, model: str) -> tuple[Reading, Analysis]:
    """Return a report parsed and analysed."""
    from vedette.run.plan import analyse

    reading = reader_for(model).read(report)
    return reading, analyse(reading)


def _documents(count: int, unread: Sequence[str]) -> str:
    words = f"{count} document{'s' * (count != 1)}"
    if unread:
        return f"{words}, of which {len(unread)} not in English and not read"
    return words


def check_in_store(
    text: Report, view: View, *, model: str, among: Collection[str] | None = None
) -> Result:
    """Check a text against what the view of a store shows, or only against some reports of it."""
    said = _said(text, model)
    reports, pool = _evidence(said, view, model, text, among)
    searched = searched_in(view)
    found = check(said, pool, searched, FAR_BAR)
    if among is not None:  # what is reckoned over all reports says nothing of some of them
        return Result(text, tuple(found), reports)
    bench = Bench(view, searched)
    told = tuple(bench.tallied(each) or each for each in found)
    return Result(text, told, {**reports, **bench.reports})


def _evidence(
    said: Sequence[Passage],
    view: View,
    model: str,
    text: Report,
    among: Collection[str] | None = None,
) -> tuple[dict[str, Report], Pool]:
    """Return the reports that may speak of the sentences, and their sentences that may.

    A sentence that two reports print alike is parsed once, of the report that had it first. Names
    are not tagged again: the stored analysis has them.
    """
    wanted: dict[str, list[int]] = {}
    own = _bare(text.text) if len(said) >= WHOLE else None
    sought = [one for passage in said for one in _sought(passage)]
    for number, one in enumerate(sought):
        for report_id in _holding(view, one, among):
            wanted.setdefault(report_id, []).append(number)
    found = {
        report.id: (report, analysis)
        for report, analysis in view.analyses(report_ids=list(wanted), parts=PARTS)
        # a text is no evidence for itself, nor who prints all of it
        if report.id != text.id and not (own and own in _bare(report.text))
    }
    chosen = _chosen([report for report, _ in found.values()], wanted, sought)
    picked = [
        (replace(report, language=LANGUAGE, blocks=chosen[report.id]), analysis)
        for report, analysis in found.values()
        if report.id in chosen
    ]
    readings = reader_for(model).read_together([report for report, _ in picked], names=False)
    pairs = zip(readings, (analysis for _, analysis in picked), strict=True)
    pool = Pool(p for reading, analysis in pairs for p in passages(reading, analysis))
    return {report.id: report for report, _ in picked}, pool


def _holding(view: View, one: _Sought, among: Collection[str] | None) -> list[str]:
    """Return the reports that hold most of some words; those of a day that is named are in it."""
    days = set(_of_days(view, one.days))
    wide = among is not None or days
    found = view.search_any(one.terms, limit=REPORTS * (WIDER if wide else 1))
    if among is not None:
        found = [each for each in found if each in among]
    then = [each for each in found if each in days]
    return list(dict.fromkeys([*then[:REPORTS], *found[:REPORTS]]))


def _of_days(view: View, days: Collection[str]) -> Iterator[str]:
    """Yield the reports of days in words: "16 September" of any year that the store has."""
    first, last = view.days()
    for month, number, year in filter(None, map(date_of, days)):
        for each in (year,) if year else range(first.year, last.year + 1) if first and last else ():
            with suppress(ValueError):  # 29 February
                day = date(each, month, number)
                yield from view.calendar.ids(Days(day, day), last=DAILY)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Hold what is looked up: words for the index, and those that a sentence is chosen by.

    On one of the `days`, in words, it was printed.
    """

    terms: list[str]
    stems: frozenset[str]
    days: tuple[str, ...] = ()


def _sought(passage: Passage) -> Iterator[_Sought]:
    """Yield what a sentence is looked up by, and each part of one that tells several things."""
    told = tuple(day for one in passage.bits for day in one.bit.days)
    parts = [(passage, told)]
    parts += [(one.passage, one.bit.days) for one in passage.bits if one.passage is not None]
    if sum(unit.kind in _FIRM for unit in passage.units) > TERMS:
        known = set(terms_of(passage))
        parts += [(s, told) for s in statements(passage) if len(set(terms_of(s)) - known) > 1]
    for one, days in parts:
        words = " ".join(unit.token.text for unit in one.units)
        more = [w for unit in one.units if unit.kind is Kind.NUMBER for w in _spelt(unit.lemma)]
        yield _Sought([*terms_of(one), *more], _stems(" ".join((words, *more))), days)
    numbers = given(passage)
    for item in numbers if any(one.name for one in numbers) else ():
        ends = [f"{v:.10g}" for v in (item.figure.low, item.figure.high) if v]
        more = [word for value in ends for word in (value, *_spelt(value))]
        terms = (item.figure.number.quote, *more, *_WORD.findall(item.name))
        yield _Sought(list(dict.fromkeys(terms)), _stems(" ".join(terms)))
    for quoted in _QUOTED.findall(passage.span.quote):
        if len(inside := _WORD.findall(quoted)) > 1:
            yield _Sought([quoted, *inside], _stems(quoted))


def _spelt(value: str) -> list[str]:
    """Return how else reports write a large number: 30000 is "30,000", and "30 thousand"."""
    if not value.isdigit() or int(value) < THOUSAND:
        return []
    whole, rest = divmod(int(value), THOUSAND)
    return [f"{int(value):,}", *([] if rest else [f"{whole} thousand"])]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def terms_of(passage: Passage) -> list[str]:
    """Return the words that a sentence is looked up by: names, numbers, then the longest nouns.

    A state is also looked up by its adjective: "U.S. officers" are "American officers".
    """
    speech = listed("speech")
    ranked = sorted(
        [u for u in passage.units if not (u.kind is Kind.VERB and u.lemma in speech)],
        key=lambda u: (u.kind not in _FIRM, u.kind is not Kind.NOUN, -len(u.lemma)),
    )
    words = list(dict.fromkeys(u.token.text for u in ranked))[:TERMS]
    things = [u.thing or "" for u in ranked]
    states = [t.removeprefix("state/") for t in things if t.startswith("state/")]
    named = [state for iso in dict.fromkeys(states) if (state := state_by_iso(iso))]
    more = [name for state in named for name in (state.name, *state.demonyms[:1])]
    return list(dict.fromkeys([*words, *more]))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold a sentence of a report, cut and not yet parsed, with its words."""

    report_id: str
    block: Block
    text: str
    words: frozenset[str]


def _chosen(
    reports: Sequence[Report], wanted: dict[str, list[int]], sought: Sequence[_Sought]
) -> dict[str, tuple[Block, ...]]:
    """Return by report the sentences that share most words with those to be checked, as blocks.

    `wanted` are the sentences to be checked, by number, that a report was found for.
    """
    rows: dict[int, list[_Piece]] = {}
    for report in reports:
        cut = _cut(report)
        for number in wanted[report.id]:
            rows.setdefault(number, []).extend(_nearest(sought[number], cut, SENTENCES))
    kept: dict[str, _Piece] = {}
    for number, cut in sorted(rows.items()):
        distinct = list({one.text: kept.get(one.text, one) for one in cut}.values())
        kept |= {one.text: one for one in _nearest(sought[number], distinct, CHOSEN)}
    blocks: dict[str, list[Block]] = {}
    for one in kept.values():
        blocks.setdefault(one.report_id, []).append(one.block)
    return {i: tuple(sorted(found, key=lambda b: b.start)) for i, found in blocks.items()}


def _cut(report: Report) -> list[_Piece]:
    if language_of(report) != LANGUAGE:
        return []
    rows = ((block, report.text[block.start : block.end]) for block in pieces(report))
    return [_Piece(report.id, block, text, _stems(text)) for block, text in rows]


def _nearest(sought: _Sought, cut: Sequence[_Piece], most: int) -> list[_Piece]:
    """Return the sentences that share most words with what is sought, rare words first."""
    common = Counter(word for one in cut for word in one.words & sought.stems)
    scored = [
        (sum(1 / common[w] for w in one.words & sought.stems), -n) for n, one in enumerate(cut)
    ]
    return [cut[-n] for score, n in heapq.nlargest(most, scored) if score > 0]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in _WORD.findall(text))


def result_data(result: Result) -> list[dict[str, Any]]:
    """Return the result for JSON: the machine contract of `vedette check --json`."""
    return [checked_data(one) for one in result.checked]
