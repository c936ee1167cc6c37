"""Cut a sentence that tells several things of the reports themselves into bits.

"The ministry said on 24 April that there were 400, the number given by the army too; the colonel
spoke of 300 (reported on 2 May)": who prints it on which day, who else gives the number and how a
calendar stands are no part of what is said. They are read apart from the words, and each bit is
parsed with spaces in place of all else, every offset kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from vedette.brief.check.numbers import number_words
from vedette.brief.check.words import FILE
from vedette.data import read_toml
from vedette.data.calendar import calendar_words

_PRINTED = r"(?:reported|published|printed|carried|quoted)"
DAY = r"(?:\d{1,2} [A-Z][a-z]+\.?|[A-Z][a-z]+\.? \d{1,2}|[A-Z][a-z]+day)(?:,? \d{4})?(?![\w.]*\w)"
NOTE = re.compile(
    rf"\s\((?:as )?{_PRINTED} on (?P<a>{DAY})\)"
    rf"|,? as {_PRINTED} on (?P<b>{DAY})"
    rf"|(?<![\w’'])As {_PRINTED} on (?P<c>{DAY}),"
    rf"| in (?:remarks|words|comments|a statement) {_PRINTED} on (?P<d>{DAY})"
)
_SAME = re.compile(
    r", the (?:same )?(?:number|figure) (?:also )?(?:given|named) by (?P<names>[^;]+?)"
    r"(?: too| as well|)(?=\s*[.;]?$)"
)
_ROLE = re.compile(r"(?<=\w), of (?P<body>(?:the )?[A-Z][^,;()]+),(?= )")
_LEAD = re.compile(
    rf"^(?P<outlet>\S.{{1,80}}?)(?: on (?P<a>{DAY}) reported| reported on (?P<b>{DAY}))(?: that)? "
)
_TAIL = re.compile(
    rf", (?P<outlet>(?:the )?[A-Z0-9][^,]{{1,60}}?(?:, after [^,]{{1,30}},)?)"
    rf" reported on (?P<a>{DAY})(?=\.?$)"
)
_CUT = re.compile(r"; |, while ")
_STAGE = re.compile(
    rf"^(?:by that calendar )?the \w+ (?P<stage>was under way on|was over on|had not begun by) "
    rf"(?P<day>{DAY})\.?$"
)
_WORD = re.compile(r"[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+)$")


@dataclass(frozen=True, slots=True)
class Bit:
    """Hold the stretches of a text that one bit keeps, and what else the text tells of it.

    On one of the `days` its words were printed, by `outlet`; `same` are the names of others who
    give its last number, `body` is whom its speaker belongs to. Of a calendar only `stage` and its
    day are told, of the days that the bit before it names.
    """

    kept: tuple[tuple[int, int], ...]
    days: tuple[str, ...] = ()
    outlet: str = ""
    same: str = ""
    speaker: str = ""
    body: str = ""
    stage: str = ""

    def blanked(self, text: str) -> str:
        """Return the text with spaces in place of all that the bit does not keep."""
        found = [" "] * len(text)
        for start, end in self.kept:
            found[start:end] = text[start:end]
        return "".join(found)

    @property
    def tells(self) -> bool:
        """Tell whether it says something of the reports, not only what they say."""
        return bool(self.days or self.outlet or self.same or self.body or self.stage)


def bits_of(text: str, start: int, end: int) -> tuple[Bit, ...]:
    """Return the bits of a sentence; none where it tells nothing of the reports."""
    found = [bit for a, b in _segments(text, start, end) for bit in _of_segment(text, a, b)]
    return tuple(found) if any(bit.tells for bit in found) else ()


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    last = start
    for match in _CUT.finditer(text, start, end):
        if _is_inside(text[start : match.start()]) or text[last : match.start()].count(" ") < 2:
            continue
        yield last, match.start()
        last = match.end()
    yield last, end


def _is_inside(before: str) -> bool:
    """Tell whether brackets or quotation marks are open."""
    return before.count("(") != before.count(")") or before.count("“") != before.count("”")


def _of_segment(text: str, start: int, end: int) -> Iterator[Bit]:
    words = text[start:end]
    if stage := _STAGE.match(words):
        yield Bit(((start, end),), days=(stage["day"],), stage=stage["stage"])
        return
    out: list[tuple[int, int]] = []
    bit = Bit(())
    notes = [m for m in NOTE.finditer(words) if names_day(m[0])]
    days = [(m.end(), next(d for d in m.groups() if d)) for m in notes]
    out += [m.span() for m in notes]
    if (same := _SAME.search(words)) and not _is_inside(words[: same.start()]):
        out.append(same.span())
        bit = replace(bit, same=same["names"].strip())
    if (role := _ROLE.search(words)) and (name := _NAME_BEFORE.search(words[: role.start()])):
        out.append(role.span())
        bit = replace(bit, speaker=name[0], body=role["body"])
    lead = None if notes else _LEAD.match(words) or _TAIL.search(words)
    if lead and names_day(lead[0]) and not _is_inside(words[: lead.start()]):
        out.append(lead.span())
        day = next(d for d in lead.groups()[1:] if d)
        bit = replace(bit, outlet=lead["outlet"], days=(day,))
    kept = [(start + a, start + b) for a, b in _without(len(words), out)]
    yield from _items(text, replace(bit, kept=tuple(kept)), [(start + at, d) for at, d in days])


def _without(length: int, out: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for a, b in sorted(out):
        if a > last:
            yield last, a
        last = max(last, b)
    if last < length:
        yield last, length


def names_day(note: str) -> bool:
    """Tell whether a note has a month or a weekday: "reported on Wall 5" is none."""
    return any(word.lower() in calendar_words() for word in _WORD.findall(note))


# ---- several numbers of one speaker ------------------------------------------------------------


@cache
def _figures() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the verb before the first number of a row, and the joints between them."""
    table = read_toml(FILE)["rows_of_numbers"]
    verb = "|".join(sorted(map(re.escape, table["verbs"]), key=len, reverse=True))
    bound = "|".join(sorted(map(re.escape, table["bounds"]), key=len, reverse=True))
    words = "|".join(sorted(number_words() - {"one"}, key=len, reverse=True))
    item = rf"“?(?:(?:{bound}) )?(?:\d|(?:{words})\b)"
    return (
        re.compile(rf"(?P<verb>\b(?:{verb}) )(?P<day>on {DAY} )?(?={item})"),
        re.compile(rf"(?:,? and |, )(?=(?:(?P<verb>{verb}) )?{item})"),
    )


def _items(text: str, bit: Bit, days: list[tuple[int, str]]) -> Iterator[Bit]:
    """Yield a bit for each number of a row of them; the bit itself where there is no row.

    A number without a day of printing of its own has that before it or behind it.
    """
    opens, joins = _figures()
    bare = bit.blanked(text)
    low, high = bit.kept[0][0] if bit.kept else 0, bit.kept[-1][1] if bit.kept else 0
    head = opens.search(bare, low, high)
    joints = list(joins.finditer(bare, head.end(), high)) if head else []
    joints = [m for m in joints if not _is_inside(bare[low : m.start()])]
    if not head or not joints:
        yield replace(bit, days=bit.days or tuple(d for _, d in days[:1]))
        return
    starts = [head.end(), *(m.end() for m in joints)]
    ends = [*(m.start() for m in joints), high]
    verb = head.span("verb")
    for n, (a, b) in enumerate(zip(starts, ends, strict=True)):
        own = joints[n - 1]["verb"] if n else None
        if own:
            verb = joints[n - 1].span("verb")
        before = [(low, head.end())] if n == 0 else [(low, head.start()), *([] if own else [verb])]
        last = n == len(starts) - 1
        near = bit.days or _near(days, a, len(text) if last else starts[n + 1])
        if n == 0 and head["day"]:
            near = bit.days  # the day on which it was said
        kept = tuple(_shared(bit.kept, [*before, (a, b)]))
        yield replace(bit, kept=kept, days=near, same=bit.same if last else "")


def _near(days: list[tuple[int, str]], start: int, end: int) -> tuple[str, ...]:
    """Return the day that is told between two places, else those before and behind them."""
    own = [day for at, day in days if start <= at <= end]
    before = [day for at, day in days if at < start]
    behind = [day for at, day in days if at > end]
    return tuple(own[:1] or (*before[-1:], *behind[:1]))


def _shared(
    kept: tuple[tuple[int, int], ...], wanted: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    for a, b in wanted:
        for c, d in kept:
            if max(a, c) < min(b, d):
                yield max(a, c), min(b, d)
