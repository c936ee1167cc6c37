"""Judge what a text tells of all reports on a subject: how many, what none says, what is open.

No words carry such a sentence. It is read for its values, and each is reckoned again from the
picture of the store, which the frames of briefs are written from too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vedette.brief.check.numbers import number_word
from vedette.brief.draft import Told
from vedette.brief.frames import absent_kind, in_one, write
from vedette.brief.lexicon import phrases
from vedette.brief.material import Material
from vedette.brief.texts import plain
from vedette.model import Evidence, Finding, Force, Span, Verdict

_NUMBER = r"(?:\d[\d,]*|[A-Za-z]+)"
_COUNT = re.compile(
    rf"^(?P<n>{_NUMBER}) reports? on (?P<subject>.+?) ha(?:s|ve) come in since "
    rf"(?P<day>[^,]+?)(?:, going back to (?P<texts>{_NUMBER}) texts)?$"
)
_ABSENT = re.compile(
    r"^No report on (?P<subject>.+?) (?P<verb>says|tells of|gives a number for) (?P<what>.+)$"
)
_OPEN = re.compile(r"^Of the numbers given for (?P<subject>.+?), (?P<parts>.+)$")
_HEAD = re.compile(
    r"^(?P<subject>.+?)(?: (?P<stage>yet to begin|under way|over))?"
    r"(?P<disputed>, its size in dispute)$"
    r"|^(?P<named>.+?) (?P<alone>yet to begin|under way|over)$"
)
_OLDER = re.compile(r"^Another version of a report on (?P<subject>.+?) corrects “")
_JOINTS = re.compile(r",? (?:and|or) |, ")
_KINDS = {"says": "nobody says", "tells of": "nobody gives",
          "gives a number for": "nobody counts"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold a sentence that tells of all reports on a subject, as the pattern reads it.

    `since` is the day in words that it counts from, "" for one that needs none.
    """

    kind: Told
    subject: str
    values: dict[str, str]
    since: str = ""

    @property
    def is_dateless(self) -> bool:
        """Tell whether it tells news without a word on since when."""
        return self.kind is Told.NEWS


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Hold what the picture makes of it."""

    finding: Finding
    reason: str
    evidence: tuple[Evidence, ...] = ()


def tally_of(sentence: str) -> Tally | None:
    """Return what a sentence tells of all reports on a subject; None for others."""
    text = plain(sentence).rstrip(". ")
    for kind, pattern in _patterns():
        if match := pattern.match(text):
            values = {key: value or "" for key, value in match.groupdict().items()}
            values["text"] = text
            subject = values["subject"] or values.get("named", "")
            return Tally(kind, subject, values, values.get("day", ""))
    return None


@cache
def _patterns() -> tuple[tuple[Told, re.Pattern[str]], ...]:
    return (
        (Told.COUNT, _COUNT),
        (Told.ABSENT, _ABSENT),
        (Told.OPEN, _OPEN),
        (Told.NEWS, _OLDER),
        (Told.HEAD, _HEAD),
    )


def reckon(tally: Tally, material: Material) -> Reckoned | None:
    """Return what a picture makes of a tally; None where it cannot tell."""
    judges = {
        Told.COUNT: _count,
        Told.ABSENT: _absent,
        Told.OPEN: _open,
        Told.NEWS: _older,
        Told.HEAD: _head,
    }
    return judges[tally.kind](tally, material)


def _stated(wrong: str, evidence: tuple[Evidence, ...] = ()) -> Reckoned:
    finding = Finding.CONTRADICTED if wrong else Finding.SUPPORTED
    return Reckoned(finding, wrong or "reckoned over the reports", evidence)


def _value(word: str) -> int | None:
    digits = word.replace(",", "")
    if digits.isdigit():
        return int(digits)
    found = 0.0 if word.lower() in ("no", "none") else number_word(word.lower())
    return None if found is None else int(found)


def _count(tally: Tally, material: Material) -> Reckoned | None:
    fresh, told = material.fresh, _value(tally.values["n"])
    if material.since_day is None or told is None:
        return None
    cited = tuple(_opening(one, material) for one in fresh[:3] if one in material.reports)
    if told != len(fresh):
        return _stated(f"{len(fresh)} reports have come in, not {tally.values['n']}", cited)
    texts = len({material.origins.get(one, one) for one in fresh})
    if tally.values["texts"] and _value(tally.values["texts"]) != texts:
        return _stated(f"they go back to {texts} texts, not {tally.values['texts']}", cited)
    return _stated("", cited)


def _opening(report_id: str, material: Material) -> Evidence:
    """Cite the first sentence of a report."""
    report = material.reports[report_id]
    start = report.blocks[0].start if report.blocks else 0
    return material.sentence(report_id, Span.cut(report.text, start, start + 1))


def _absent(tally: Tally, material: Material) -> Reckoned | None:
    """Look up each thing that no report is said to give among those asked for."""
    asked = {one.what: one for one in material.asked}
    wanted = list(_parts(tally.values["what"], frozenset(asked)))
    if not wanted or not set(wanted) <= asked.keys():
        return None
    if {absent_kind(asked[what]) for what in wanted} != {_KINDS[tally.values["verb"]]}:
        return None
    given = [asked[what] for what in wanted if asked[what].answered]
    wrong = "reports do tell " + ", ".join(one.what for one in given) if given else ""
    return _stated(wrong, tuple(each for one in given for each in one.evidence))


def _parts(listing: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the things of a listing; one that has a joint of its own stays whole."""
    text = listing
    while text:
        name = max((n for n in known if text == n or _follows(text, n)), key=len, default="")
        if not name:
            yield text  # nothing that anybody asks
            return
        yield name
        text = _JOINTS.sub("", text[len(name) :], count=1)


def _follows(text: str, name: str) -> bool:
    return text.startswith(name) and bool(_JOINTS.match(text[len(name) :]))


def _open(tally: Tally, material: Material) -> Reckoned | None:
    """Compare how often figures leave something open, part by part."""
    counts = {
        text: one
        for one in material.unclear
        if one.what in phrases()
        for text in (phrases()[one.what], in_one(phrases()[one.what]))
    }
    cited: list[Evidence] = []
    for part in _JOINTS.split(tally.values["parts"]):
        number, _, rest = part.partition(" ")
        known = counts.get(f"{{count}} {rest}")
        told = _value(number)
        if known is None or told is None:
            return None
        cited += known.evidence[:2]
        if told != known.count:
            return _stated(f"{known.count} {rest}, not {number}", tuple(cited))
    return _stated("", tuple(cited))


def _older(tally: Tally, material: Material) -> Reckoned | None:
    """Look a correction up among the news."""
    for news in material.news:
        told = write(Told.NEWS, (news.kind, *news.ids), material)
        if told and told.lower() == tally.values["text"].lower():
            return _stated("", news.evidence)
    return None


def _head(tally: Tally, material: Material) -> Reckoned | None:
    """Judge where the calendar of an activity stands on the picture's day, and its size."""
    stage = tally.values["stage"] or tally.values["alone"]
    cited: list[Evidence] = []
    if stage:
        ends = next(iter(sorted(_stretches(material))), None)
        told = write(Told.HEAD, ends[:2], material) if ends else ""
        if ends is None or not told:
            return None
        cited.append(ends[2])
        if told != f"{tally.subject} {stage}":
            return _stated(f"by its calendar it is “{told}”", tuple(cited))
    if tally.values["disputed"]:
        rivals = next(_rivals(material), ())
        if not rivals:
            return _stated("no two figures rule each other out", tuple(cited))
        cited += rivals
    return _stated("", tuple(cited))


def _stretches(material: Material) -> Iterator[tuple[str, str, Evidence]]:
    for report, analysis in material.items:
        for claim in analysis.claims:
            start, end = claim.when.start, claim.when.end
            ours = claim.subject.name == material.subject
            if ours and claim.predicate == "takes-place-during" and start and end and start < end:
                cited = material.sentence(report.id, claim.evidence)
                yield start.isoformat(), end.isoformat(), cited


def _rivals(material: Material) -> Iterator[tuple[Evidence, ...]]:
    for pair, judged in material.verdicts.items():
        if judged.verdict is Verdict.CONFLICT and judged.force is Force.HARD:
            rows = [material.rows[own] for own in sorted(pair) if own in material.rows]
            held = [r for r in rows if r.carriers[0].report_id in material.reports]
            if len(held) > 1:
                firsts = [r.carriers[0] for r in held]
                yield tuple(material.sentence(c.report_id, c.span) for c in firsts)
