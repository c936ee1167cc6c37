"""Judge what a sentence reckons of figures and words that reports give.

How figures stand to each other and to a threshold follows from their bounds, what is new from the
days of the reports that give it, and what took the place of what from the words of one speaker.
Each figure must be given by who is named behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vedette.brief.check.align import Pool
from vedette.brief.check.amounts import amount_of, widened
from vedette.brief.check.days import date_of
from vedette.brief.check.given import (
    Given,
    bare,
    given,
    is_called,
    is_named,
    proofs_of,
    squared,
    stand_so,
)
from vedette.brief.check.passages import Passage
from vedette.data import read_toml
from vedette.model import CheckedPart, Figure, Finding, Proof, Speaker

_NEW = re.compile(r"New (?P<what>among the figures|in conflict) since (?P<day>[^:]+): ")
_LINE = re.compile(
    r"(?:When )?[Ss]et against the (?P<document>[^(),]+?)"
    r"(?: \((?P<line>\w+) from (?P<value>[\d,.]+(?: thousand)?) (?P<counted>\w+)\))?, "
)
_LIES = re.compile(r" lies? (?P<where>below the line|at or above it)")
_INSTEAD = re.compile(r"^In place of “(?P<old>[^“”]+)” there (?:now )?stands “(?P<new>[^“”]+)”"
                      r" \((?:the )?(?P<name>[^()]+)\)\.?$")  # fmt: skip
_JOINTS = re.compile(r"(?:\s|,|\.|\band\b)*")
CARRIED = "the words carry it"


def reckoned(said: Passage, pool: Pool) -> CheckedPart | None:
    """Judge a sentence that reckons; None for others."""
    judges = (squared, _newly, _beside, _instead)
    return next((found for judge in judges if (found := judge(said, pool)) is not None), None)


def _support(said: Passage, proofs: Sequence[Proof], reason: str = "") -> CheckedPart:
    finding = Finding.PARTLY if reason else Finding.SUPPORTED
    return CheckedPart(said.span, finding, reason or CARRIED, tuple(dict.fromkeys(proofs)))


def _only_given(said: Passage, found: Sequence[Given], start: int, end: int) -> bool:
    """Tell whether nothing but figures with their names stands between two places."""
    text, last = said.reading.report.text, start
    for one in found:
        if one.span.start < last or not _JOINTS.fullmatch(text, last, one.span.start):
            return False
        last = one.span.end
    return bool(_JOINTS.fullmatch(text, last, end))


# ---- what is new -------------------------------------------------------------------------------


def _newly(said: Passage, pool: Pool) -> CheckedPart | None:
    """Judge "new among the figures since 14 September", "new in conflict since"."""
    head = _NEW.match(said.reading.report.text, said.sentence.start)
    day = date_of(head["day"]) if head else None
    if head is None or day is None:
        return None
    found = [one for one in given(said) if one.span.start >= head.end()]
    if not found or not _only_given(said, found, head.end(), said.sentence.end):
        return None
    together = head["what"] == "in conflict"
    proofs = proofs_of(said, found, pool, alike=together)
    if isinstance(proofs, CheckedPart):
        return proofs
    fresh = [_is_new(one, day, pool) for one in found]
    if together:
        apart = len(found) == 2 and stand_so(found, "apart")
        reason = "" if apart and any(fresh) else "they do not stand in a new conflict"
    else:
        old = next((one for one, new in zip(found, fresh, strict=True) if not new), None)
        reason = f"given before: “{old.span.quote}”" if old else ""
    return _support(said, proofs, reason)


def _is_new(one: Given, day: tuple[int, int, int], pool: Pool) -> bool:
    """Tell whether a speaker gives a number in no report from before a day."""
    days = [p.reading.report.published.start for p in _giving(one.figure, one.name, pool)]
    known = [each for each in days if each is not None]
    month, number, year = day
    return bool(known) and all(each >= date(year or each.year, month, number) for each in known)


def _giving(figure: Figure, name: str, pool: Pool) -> Iterator[Passage]:
    said = amount_of(figure)
    for passage in pool.passages:
        same = (f for f in passage.figures if amount_of(f) == said)
        if any(is_called(name, passage, f) for f in same):
            yield passage


# ---- beside a threshold ------------------------------------------------------------------------


def _beside(said: Passage, pool: Pool) -> CheckedPart | None:
    """Judge how figures lie to a threshold of the conventions that a sentence names."""
    text = said.reading.report.text
    head = _LINE.match(text, said.sentence.start)
    if head is None:
        return None
    lines = _lines(said, head)
    if not lines:
        return _support(said, (), f"no such threshold is known: “{head[0].strip(' ,')}”")
    found = [one for one in given(said) if one.span.start >= head.end()]
    proofs = proofs_of(said, found, pool)
    if isinstance(proofs, CheckedPart):
        return proofs
    placed = _placed(said, found, head.end())
    if placed is None:
        return None
    if any(all(_lies(one.figure, line) == where for one, where in placed) for line in lines):
        return _support(said, proofs)
    return _support(said, proofs, "a figure lies otherwise to the threshold")


def _lines(said: Passage, head: re.Match[str]) -> list[float]:
    """Return the values of the threshold that is named, of all of the document where none is."""
    rows = [
        (float(row["value"]), row)
        for row in read_toml("conventions.toml")["threshold"]
        if row["name"].startswith(f"{head['document']}: ")
    ]
    if not head["line"]:
        return [value for value, _ in rows]
    name, said_value = f"{head['document']}: {head['line']}", _value(said, head.start("value"))
    return [
        value
        for value, row in rows
        if row["name"] == name and value == said_value and row["counted"] == head["counted"]
    ]


def _placed(said: Passage, found: Sequence[Given], start: int) -> list[tuple[Given, str]] | None:
    """Return each figure with where it is said to lie; None where other words stand between."""
    text, last = said.reading.report.text, start
    placed: list[tuple[Given, str]] = []
    for lies in _LIES.finditer(text, start, said.sentence.end):
        here = [one for one in found if last <= one.span.start < lies.start()]
        if not here or not _only_given(said, here, last, lies.start()):
            return None
        placed += [(one, lies["where"]) for one in here]
        last = lies.end()
    rest = _JOINTS.fullmatch(text, last, said.sentence.end)
    return placed if rest and len(placed) == len(found) > 0 else None


def _value(said: Passage, at: int) -> float | None:
    figure = next((f for f in said.figures if f.number.start <= at < f.number.end), None)
    return figure.low if figure else None


def _lies(figure: Figure, line: float) -> str:
    """Return how a figure lies to a threshold, "" where it may lie on both sides."""
    amount = amount_of(figure)
    if amount is None:
        return ""
    reach = widened(amount)
    if reach.low >= line:
        return "at or above it"
    return (
        "below the line" if reach.high < line or (amount.high == line and amount.high_open) else ""
    )


# ---- what took the place of what ---------------------------------------------------------------


def _instead(said: Passage, pool: Pool) -> CheckedPart | None:
    """Judge "in place of “about 400” there stands “300” (the ministry)".

    Both must be words of that speaker, or of who speaks with him, on numbers; the second later.
    """
    match = _INSTEAD.match(" ".join(said.span.quote.split()))
    if match is None:
        return None
    olds, news = (list(_quoting(match[words], pool)) for words in ("old", "new"))
    for new in news:
        by = next((one for one in _speakers(new) if is_named(match["name"], one)), None)
        for old in olds if by else ():
            if _is_later(new, old, match) and any(
                _speak_for_one(by, one) for one in _speakers(old)
            ):
                return _support(said, (_proof(old), _proof(new)))
    proofs = [_proof(p) for row in (olds, news) for p in row[:1]]
    return _support(said, proofs, f"not found so of {match['name']}")


def _quoting(words: str, pool: Pool) -> Iterator[Passage]:
    """Yield the sentences in which these very words stand."""
    return (p for p in pool.passages if words in " ".join(p.span.quote.split()))


def _speakers(passage: Passage) -> list[Speaker]:
    return [act.speaker for act in passage.carriers if act.speaker]


def _speak_for_one(a: Speaker | None, b: Speaker) -> bool:
    """Tell whether two speakers are one, or speak for one body."""
    if a is None:
        return False
    bodies = [bare(one.body or one.name) for one in (a, b)]
    return bodies[0] == bodies[1]


def _is_later(new: Passage, old: Passage, match: re.Match[str]) -> bool:
    first, second = old.reading.report.published.start, new.reading.report.published.start
    if old.report_id != new.report_id:
        return first is not None and second is not None and first <= second
    text = old.reading.report.text
    return text.find(match["old"]) < text.find(match["new"]) or old.span.start < new.span.start


def _proof(passage: Passage) -> Proof:
    return Proof(passage.report_id, passage.span, True)
