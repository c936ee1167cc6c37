"""Frames: what a sentence tells from the store's own knowledge of reports, rows and the picture.

A frame is written from its arguments and the material, and by nothing else: the gate writes each
one again, and lets none out that reads otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from vedette.brief import naming
from vedette.brief.amounts import amount_words
from vedette.brief.draft import Frame, Told
from vedette.brief.lexicon import phrase
from vedette.brief.material import Asked, Material
from vedette.brief.texts import curly, plain
from vedette.model import Force, Publisher, Report, Row, Speaker, Verdict
from vedette.model.words import number

Args = tuple[str, ...]
_ASKING = frozenset({"what", "when", "who", "where", "whose", "how", "since", "until", "under"})
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def frame(told: Told, *of: str, material: Material) -> Frame | None:
    """Return a frame, None where the material does not give it."""
    text = write(told, of, material)
    return Frame(text, told, of) if text else None


def write(told: Told, of: Args, material: Material) -> str:
    """Write the words of a frame; "" where the material does not give it."""
    try:
        return _WRITERS[told](of, material)
    except (KeyError, IndexError, ValueError):
        return ""  # it names what the material does not hold


def counted(n: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else number(n)


def publisher_of(report: Report, material: Material) -> Publisher:
    """Return what is known of a report's outlet."""
    return material.outlets.get(report.publisher) or Publisher(report.publisher or "unnamed outlet")


def _subject(_: Args, material: Material) -> str:
    return material.subject


def _head(of: Args, material: Material) -> str:
    """Say in few words where a calendar stands, and whether two rows are in hard conflict."""
    start, end, *pair = of
    stage = _stage_of(start, end, material)
    text = phrase(f"head {stage}").format(subject=material.subject) if stage else material.subject
    if not pair:
        return text if stage else ""
    judged = material.verdicts[frozenset(pair)]
    return f"{text}{phrase('head disputed')}" if judged.force is Force.HARD else ""


def _stage_of(start: str, end: str, material: Material) -> str:
    if not start or material.day is None:
        return ""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return "before" if material.day < first else "after" if material.day > last else "during"


def _new(of: Args, material: Material) -> str:
    """List figures that came in since the moment asked for."""
    new = {one for news in material.news if news.kind != "repeated" for one in news.ids}
    if not of or not set(of) <= new:
        return ""
    rows = listing([row_words(material.rows[one]) for one in of])
    return phrase("new").format(rows=rows, day=_since(material))


def _since(material: Material) -> str:
    """Return the day since which changes count; what is new is new since then."""
    if material.since_day is None:
        raise KeyError("since")
    return naming.day_words(material.since_day, material.day)


def _news(of: Args, material: Material) -> str:
    """Tell one change in the words of the reports: kind, and the ids of what changed."""
    told = next(one for one in material.news if (one.kind, *one.ids) == of)
    quotes = [curly(plain(one.span.quote)).strip(" .,;:“”") for one in told.evidence]
    names = {}
    if told.kind == "conflict opened":
        _, a, b = told.ids
        rows = {"a": row_words(material.rows[a]), "b": row_words(material.rows[b])}
        names = {**rows, "day": _since(material)}
    parts = {
        "old": quotes[0],
        "new": quotes[-1],
        "speaker": naming.with_article(told.speaker),
        **names,
    }
    parts["on"] = _on(material)
    return phrase(f"news {told.kind}").format(**parts)


def _role_before(of: Args, material: Material) -> str:
    speaker = _speaker(of, material)
    side = of[2]
    before, behind = naming.role_frame(speaker)
    return {"before": before, "behind": behind}[side]


def _speaker(of: Args, material: Material) -> Speaker:
    found = material.attributions[of[0]][of[1]].speaker
    if found is None:
        raise KeyError(of[1])
    return found


def _outlet(of: Args, material: Material) -> str:
    return naming.outlet(publisher_of(material.reports[of[0]], material))


def _named_outlet(of: Args, material: Material) -> str:
    return naming.outlet_in_full(publisher_of(material.reports[of[0]], material))


def _day(of: Args, material: Material) -> str:
    return naming.published_day(material.reports[of[0]], material.day)


def _report_day(of: Args, material: Material) -> str:
    report = material.reports[of[0]]
    when = report.published
    if when.start is None or when.start != when.end:
        return ""
    return phrase("report day").format(day=naming.day_words(when.start, material.day))


def _same(of: Args, material: Material) -> str:
    """Name who gives the same number of the same thing, by value."""
    first, *rest = (material.rows[one] for one in of)
    mine = _value(first)
    if not rest or any(_value(row) != mine for row in rest):
        return ""
    return phrase("same").format(others=listing([naming.speaker_name(row.speaker) for row in rest]))


def _value(row: Row) -> tuple[object, ...]:
    figure = row.figure
    numbers = (figure.low, figure.high, figure.bound, figure.change)
    return (*numbers, figure.scope.place, figure.counted, figure.scope.activity)


def _said_day(of: Args, material: Material) -> str:
    when = material.attributions[of[0]][of[1]].uttered
    return naming.on_day(when, material.day)


def _origins(of: Args, material: Material) -> str:
    texts = {material.origins.get(one, one) for one in of if one in material.reports}
    if len(texts) < 2:
        return ""
    return phrase("origins").format(count=counted(len(texts)))


def _stage(of: Args, material: Material) -> str:
    """Say where a calendar stands on the picture's day: thing, first and last day."""
    stage = _stage_of(of[0], of[1], material)
    if not stage or material.day is None:
        return ""
    day = naming.day_words(material.day, None)
    return phrase(stage).format(thing=material.type or "activity", day=day)


# ---- how figures stand to each other -----------------------------------------------------------


def row_words(row: Row, *, named: bool = True) -> str:
    """Name a figure by its amount and speaker: "the 100,000 of Putin"."""
    amount = amount_words(row.figure, with_counted=False)
    return f"{amount} ({naming.short_name(row.speaker)})" if named else amount


def _verdict(of: Args, material: Material) -> str:
    """Say how the first row stands to the others, all by one verdict of the ledger."""
    kind, first, rest = of[0], material.rows[of[1]], [material.rows[one] for one in of[2:]]
    judged = [material.verdicts[frozenset((of[1], one))] for one in of[2:]]
    if kind == "hard" and all(j.force is Force.HARD for j in judged):
        return phrase("hard").format(
            a=row_words(first), others=listing([row_words(r) for r in rest])
        )
    if kind == "soft" and all(j.force is Force.SOFT for j in judged):
        return phrase("soft").format(
            a=row_words(first), others=listing([row_words(r) for r in rest])
        )
    fits = {Verdict.AGREE, Verdict.REFINES}
    if kind == "fits" and all(j.verdict in fits for j in judged):
        return phrase("fits").format(
            a=row_words(first), others=listing([row_words(r) for r in rest])
        )
    if kind == "part" and all(j.verdict is Verdict.PART_OF and j.a == of[1] for j in judged):
        return phrase("part").format(
            a=row_words(first), others=listing([row_words(r) for r in rest])
        )
    return ""


def listing(words: Sequence[str], joint: str = "and") -> str:
    """Join words: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def _beside(of: Args, material: Material) -> str:
    """Say which rows lie below a threshold, and which at or above it."""
    test = next(t for t in material.ledger.thresholds if t.threshold.name == of[0])
    below = [material.rows[i] for i in of[1:] if i in test.below]
    above = [material.rows[i] for i in of[1:] if i in test.reached_by]
    parts = []
    if below:
        verb = "lies" if len(below) == 1 else "lie"
        rows = listing([row_words(r) for r in below])
        parts.append(phrase("below").format(rows=rows, lie=verb))
    if above:
        verb = "lies" if len(above) == 1 else "lie"
        rows = listing([row_words(r) for r in above])
        parts.append(phrase("above").format(rows=rows, lie=verb))
    if len(below) + len(above) != len(of) - 1 or not parts:
        return ""
    t = test.threshold
    document, _, line = t.name.partition(": ")
    head = phrase("threshold").format(
        document=document, line=line or "threshold", value=number(t.value), counted=t.counted
    )
    return f"{head} {', '.join(parts)}"


# ---- what is not there -------------------------------------------------------------------------


def _absent(of: Args, material: Material) -> str:
    """List what no report gives, all asked for in the same way."""
    wanted = {one.what: one for one in material.asked if not one.answered}
    return absent_words([wanted[what] for what in of], _on(material))


def _on(material: Material) -> str:
    """Name what the reports are on; of a type of activity that would read badly."""
    return "" if material.subject == material.type else f" on {material.subject}"


def absent_words(what: Sequence[Asked], on: str) -> str:
    """Say what no report gives; "" for things that are not asked for in one way."""
    kinds = {absent_kind(one) for one in what}
    if len(kinds) != 1:
        return ""
    return phrase(kinds.pop()).format(what=listing([one.what for one in what], "or"), on=on)


def absent_kind(asked: Asked) -> str:
    """Return the phrase by which something is said to be missing."""
    if asked.what.split()[0] in _ASKING:
        return "nobody says"
    return "nobody counts" if asked.numeric else "nobody gives"


def in_one(text: str) -> str:
    """Put a phrase on several into the singular: "one does not say where"."""
    for many, one in (("do not", "does not"), ("carry", "carries"), ("come", "comes")):
        text = text.replace(f"}} {many} ", f"}} {one} ")
    return text


def _open(of: Args, material: Material) -> str:
    found = {one.what: one.count for one in material.unclear}
    parts = []
    for what in of:
        known = phrase(what) if found[what] != 1 else in_one(phrase(what))
        parts.append(known.format(count=counted(found[what]).replace("no", "none", 1)))
    return phrase("open").format(subject=material.subject, parts=listing(parts))


def _count(of: Args, material: Material) -> str:
    what = of[0]
    if what == "fresh" and material.since_day is not None and material.fresh:
        n = len(material.fresh)
        day = naming.day_words(material.since_day, material.day)
        texts = len({material.origins.get(one, one) for one in material.fresh})
        key = "fresh one" if n == 1 else "fresh same" if n == texts else "fresh"
        return phrase(key).format(count=counted(n), texts=counted(texts), day=day, on=_on(material))
    if what == "reports" and material.reports:
        n = len(material.reports)
        return phrase("reports one" if n == 1 else "reports").format(count=counted(n))
    return ""


_WRITERS: dict[Told, Callable[[Args, Material], str]] = {
    Told.SUBJECT: _subject,
    Told.HEAD: _head,
    Told.NEW: _new,
    Told.NEWS: _news,
    Told.ROLE: _role_before,
    Told.OUTLET: _outlet,
    Told.NAMED_OUTLET: _named_outlet,
    Told.DAY: _day,
    Told.SAID_DAY: _said_day,
    Told.REPORT_DAY: _report_day,
    Told.SAME: _same,
    Told.ORIGINS: _origins,
    Told.STAGE: _stage,
    Told.VERDICT: _verdict,
    Told.BESIDE: _beside,
    Told.ABSENT: _absent,
    Told.OPEN: _open,
    Told.COUNT: _count,
}
