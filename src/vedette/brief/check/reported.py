"""Judge what a sentence tells of the reports themselves, by value.

Who printed the words and on which day must be so of the very report that carries them; who else
gives a number must give that number; a calendar stands as its days say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from vedette.brief.check.align import Pool
from vedette.brief.check.bits import Bit
from vedette.brief.check.days import date_of, months
from vedette.brief.check.given import bare, carrying, names_in
from vedette.brief.check.passages import Passage, ReadBit
from vedette.brief.naming import outlet_in_full
from vedette.data.catalogue import publishers
from vedette.model import (
    Checked,
    CheckedPart,
    Finding,
    Proof,
    Publisher,
    Report,
    Span,
    Speaker,
)

_REMARK = re.compile(r"\s*\([^()]*\)$")
_STRETCH = re.compile(
    r"(?:from )?(?:(?P<a>\d{1,2})(?: (?P<am>[A-Z][a-z]+))? (?:to|until|-|–) (?P<b>\d{1,2}) "
    r"(?P<bm>[A-Z][a-z]+)|(?P<cm>[A-Z][a-z]+) (?P<c>\d{1,2}) (?:to|until|-|–) "
    r"(?:(?P<dm>[A-Z][a-z]+) )?(?P<d>\d{1,2}))(?:,? (?P<y>\d{4}))?"
)
Judge = Callable[[Passage, Pool], Checked]


def untold(said: Passage, pool: Pool) -> str | None:
    """Return what is told of the reports and is not so, though all other words are carried."""
    for one in said.bits:
        if one.bit.same and one.passage is not None and None in list(_others(one, pool)):
            return f"not given too by {one.bit.same}"
        if one.bit.body and _is_of_another(one.bit, pool):
            return f"{one.bit.speaker} speaks for another body in the report"
        if one.bit.outlet and _is_miscalled(one.bit.outlet, pool):
            return f"the outlet is called otherwise: “{one.bit.outlet}”"
    return None


def _is_miscalled(words: str, pool: Pool) -> bool:
    """Tell whether an outlet is named with what is not so of it: another state, another kind."""
    reports = {p.report_id: p.reading.report for p in pool.passages}.values()
    named = [r for r in reports if r.publisher and bare(words).endswith(bare(_plain_name(r)))]
    return bool(named) and not any(is_outlet(r, words) for r in named)


def _is_of_another(bit: Bit, pool: Pool) -> bool:
    """Tell whether all bodies that a speaker is known for have no word in common with the one."""
    bodies = {
        one.body for one in _speakers(pool) if one.body and bare(one.name) == bare(bit.speaker)
    }
    mine = _long_words(bit.body)
    return bool(bodies) and not any(mine & _long_words(body) for body in bodies)


def _long_words(name: str) -> set[str]:
    return {word.lower() for word in name.split() if len(word) > 3}


def _speakers(pool: Pool) -> Iterator[Speaker]:
    return (a.speaker for p in pool.passages for a in p.analysis.attributions if a.speaker)


def _plain_name(report: Report) -> str:
    return _REMARK.sub("", report.publisher or "")


def told_together(said: Passage, pool: Pool, judge: Judge) -> Checked | None:
    """Return support for a sentence whose bits all hold; None where one does not, or for others."""
    if not said.bits:
        return None
    proofs: list[Proof] = []
    parts: list[CheckedPart] = []
    for n, one in enumerate(said.bits):
        found = _held(one, n, said, pool, judge)
        if found is None:
            return None
        proofs += found.evidence
        parts.append(_part(one, found, said))
    kept = tuple(dict.fromkeys(proofs))
    if not kept:
        return None
    sure = min((part.sure for part in _checked(said, pool, judge)), default=0.5)
    return Checked(
        said.span, Finding.SUPPORTED, "the words carry it", kept, sure, False, tuple(parts)
    )


def _part(one: ReadBit, found: Checked, said: Passage) -> CheckedPart:
    """Return what was found of a bit, its words where they stand in the whole text."""
    start, end = one.bit.kept[0][0], one.bit.kept[-1][1]
    words = Span.cut(said.reading.report.text, start, end)
    return CheckedPart(words, Finding.SUPPORTED, found.reason, found.evidence)


def _checked(said: Passage, pool: Pool, judge: Judge) -> Iterator[Checked]:
    for one in said.bits:
        if one.passage is not None and not one.bit.stage:
            yield judge(one.passage, _printed_by(one.bit, pool))


def _held(one: ReadBit, n: int, said: Passage, pool: Pool, judge: Judge) -> Checked | None:
    """Return what carries a bit, None for nothing."""
    if one.bit.stage:
        return _calendar(one, said.bits[n - 1] if n else None, said, pool)
    if one.passage is None:
        return None
    near = _printed_by(one.bit, pool)
    found = judge(one.passage, near)
    if found.finding is not Finding.SUPPORTED or not _belongs(one.bit, near):
        return None
    if not one.bit.same:
        return found
    others = list(_others(one, pool))
    if not others or None in others:
        return None
    return replace(found, evidence=(*found.evidence, *(p for p in others if p is not None)))


# ---- who printed it, and when ------------------------------------------------------------------


def _printed_by(bit: Bit, pool: Pool) -> Pool:
    """Return the passages of the reports that a bit may mean."""
    if not (bit.outlet or any(map(date_of, bit.days))):
        return pool
    there = {p.report_id: p.reading.report for p in pool.passages}
    meant = {own for own, report in there.items() if _is_meant(bit, report)}
    return Pool(p for p in pool.passages if p.report_id in meant)


def _is_meant(bit: Bit, report: Report) -> bool:
    printed = not bit.days or any(is_printed_on(report, day) for day in bit.days)
    return printed and (not bit.outlet or is_outlet(report, bit.outlet))


def is_printed_on(report: Report, words: str) -> bool:
    """Tell whether a report came out on a day; a weekday, or no day at all, is open."""
    day, when = date_of(words), report.published
    if day is None:
        return True
    if when.start is None or when.start != when.end:
        return False
    month, number, year = day
    return (when.start.month, when.start.day) == (month, number) and year in (0, when.start.year)


def is_outlet(report: Report, words: str) -> bool:
    """Tell whether words name the outlet of a report, with what is known of its state or not."""
    name = _plain_name(report)
    if not name:
        return False
    names = {bare(name), bare(report.publisher)}
    if (known := _catalogued().get(name.casefold())) is not None:
        names |= {bare(outlet_in_full(replace(known, name=name))), *map(bare, known.aliases)}
    return bare(words) in names


@cache
def _catalogued() -> dict[str, Publisher]:
    return {
        name.casefold(): one for one in reversed(publishers()) for name in (*one.aliases, one.name)
    }


# ---- who else says it, and for whom -------------------------------------------------------------


def _belongs(bit: Bit, pool: Pool) -> bool:
    """Tell whether the speaker of a bit belongs to the body behind his name, by the reports."""
    if not bit.body:
        return True
    return any(
        one.body is not None
        and bare(one.body) == bare(bit.body)
        and bare(one.name) == bare(bit.speaker)
        for one in _speakers(pool)
    )


def _others(one: ReadBit, pool: Pool) -> Iterator[Proof | None]:
    """Yield for each who is said to give the number too the words in which he does."""
    figures = one.passage.figures if one.passage else ()
    if not figures:
        yield None
        return
    for name in names_in(one.bit.same, pool):
        yield next((proof for proof, _ in carrying(figures[-1], name, pool)), None)


# ---- how a calendar stands ---------------------------------------------------------------------


def _calendar(one: ReadBit, before: ReadBit | None, said: Passage, pool: Pool) -> Checked | None:
    """Return support where the days that a sentence names say so themselves."""
    day, text = date_of(one.bit.days[0]), said.reading.report.text
    if before is None or day is None or not day[2]:
        return None
    printed = (p.reading.report.published.start for p in _printed_by(before.bit, pool).passages)
    if day[2] not in {each.year for each in printed if each}:
        return None
    words = before.bit.blanked(text)
    ends = next(filter(None, (_ends(m, day[2]) for m in _STRETCH.finditer(words))), None)
    if ends is None:
        return None
    now = date(day[2], day[0], day[1])
    stage = "had not begun by" if now < ends[0] else "was over on" if now > ends[1] else ""
    if one.bit.stage != (stage or "was under way on"):
        return None
    start, end = one.bit.kept[0]
    return Checked(Span.cut(text, start, end), Finding.PARTLY, "by the days that it names")


def _ends(match: re.Match[str], year: int) -> tuple[date, date] | None:
    m = match.groupdict()
    first, last = (m["a"], m["b"]) if m["a"] else (m["c"], m["d"])
    named = (m["am"] or m["bm"], m["bm"]) if m["a"] else (m["cm"], m["dm"] or m["cm"])
    numbers = [months().get((month or "").lower()) for month in named]
    if None in numbers or not (first and last):
        return None
    try:
        return tuple(  # type: ignore[return-value]
            date(int(m["y"] or year), month or 0, int(day))
            for month, day in zip(numbers, (first, last), strict=True)
        )
    except ValueError:
        return None
