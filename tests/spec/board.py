"""Rows built by hand: a number, who says it, and what it counts."""

from __future__ import annotations

import re
from datetime import date

from vedette.model import (
    Anonymity,
    Basis,
    Bound,
    Certainty,
    Change,
    Commitment,
    EntityKind,
    Figure,
    Modality,
    Nearness,
    Rendering,
    Row,
    RowCarrier,
    Scope,
    Span,
    Speaker,
    Stage,
    When,
)

ZAPAD = "Zapad-2025"
_WORDS = (
    ("up to", Bound.AT_MOST),
    ("no more than", Bound.AT_MOST),
    ("fewer than", Bound.FEWER_THAN),
    ("no fewer than", Bound.AT_LEAST),
    ("at least", Bound.AT_LEAST),
    ("more than", Bound.MORE_THAN),
    ("about", Bound.ABOUT),
    ("nearly", Bound.ABOUT),
    ("just over", Bound.ABOUT),
    ("", Bound.EXACT),
)

PUTIN = Speaker(name="Vladimir Putin", kind=EntityKind.PERSON, id="person/putin", state="RU")
MINISTRY = Speaker(
    name="Belarusian Ministry of Defence", kind=EntityKind.ORGANISATION, id="org/by-mod", state="BY"
)
MINISTRIES = Speaker(
    name="defence ministries of Russia and Belarus", kind=EntityKind.ORGANISATION, state="RU, BY"
)
RUSSIA = Speaker(name="Russia", kind=EntityKind.STATE, id="state/RU", state="RU")
REVENKO = Speaker(
    name="Valery Revenko",
    kind=EntityKind.PERSON,
    id="person/revenko",
    body="Belarusian Ministry of Defence",
    state="BY",
)
LITHUANIA = Speaker(
    name="Lithuanian intelligence", kind=EntityKind.ORGANISATION, id="org/lt-vsd", state="LT"
)
COLONEL = Speaker(name="Mindaugas Mazonis", kind=EntityKind.PERSON, id="person/mazonis", state="LT")
ZELENSKY = Speaker(
    name="Volodymyr Zelensky", kind=EntityKind.PERSON, id="person/zelensky", state="UA"
)
ANALYSTS = Speaker(name="analysts", kind=EntityKind.GROUP)
OFFICIALS = Speaker(name="officials", kind=EntityKind.GROUP)
OUTLET = Speaker(name="Example Broadcaster", kind=EntityKind.PUBLISHER)


def quantity(words: str) -> tuple[float | None, float | None, Bound, Nearness]:
    """Read "up to 30,000", "nearly 10" or "6,000-8,000" into low, high, bound and nearness."""
    if pair := re.fullmatch(r"([\d,]+)-([\d,]+)", words):
        low, high = (float(one.replace(",", "")) for one in pair.groups())
        return low, high, Bound.BETWEEN, Nearness.NONE
    prefix, _, digits = words.rpartition(" ")
    bound = dict(_WORDS)[prefix]
    value = float(digits.replace(",", ""))
    near = {"nearly": Nearness.BELOW, "just over": Nearness.ABOVE}.get(prefix, Nearness.NONE)
    low = None if bound in {Bound.AT_MOST, Bound.FEWER_THAN} else value
    high = None if bound in {Bound.AT_LEAST, Bound.MORE_THAN} else value
    return low, high, bound, near


def figure(
    words: str,
    *,
    number: int = 1,
    counted: str = "personnel",
    activity: str | None = ZAPAD,
    place: str | None = None,
    force: tuple[str, ...] = (),
    component: str | None = None,
    role: str | None = None,
    assumed: tuple[str, ...] = (),
    stage: Stage = Stage.UNSTATED,
    basis: Basis = Basis.UNSTATED,
    change: Change | None = None,
    as_of: str | None = None,
    unit: str | None = None,
    part_of: str | None = None,
    compared_to: str | None = None,
    certainty: Certainty = Certainty.UNSTATED,
    modality: Modality | None = None,
    bound: Bound | None = None,
) -> Figure:
    """Build a figure; `number` tells two figures of the same words apart."""
    low, high, read, near = (None, None, Bound.EXACT, Nearness.NONE)
    if change is None or words[-1:].isdigit():
        low, high, read, near = quantity(words)
    quote = words or "nearly halved"
    span = Span(number * 1000, number * 1000 + len(quote), quote)
    return Figure(
        id=f"fig-{number}-{quote}-{place}-{activity}",
        span=span,
        number=span,
        low=low,
        high=high,
        bound=bound or read,
        counted=counted,
        unit=unit,
        nearness=near,
        scope=Scope(activity, place, force, component, role, assumed),
        stage=stage,
        basis=basis,
        as_of=When.on(date.fromisoformat(as_of)) if as_of else None,
        change=change,
        part_of=part_of,
        compared_to=compared_to,
        modality=modality or Modality(certainty=certainty),
    )


def asked(*, presupposed: bool = False) -> Modality:
    """Return the modality of a question."""
    commitment = Commitment.PRESUPPOSES if presupposed else Commitment.MENTIONS
    return Modality(commitment=commitment)


def row(
    speaker: Speaker,
    words: str,
    *,
    said: str | None = "2025-09-15",
    report: str = "rep-1",
    own_voice: bool = False,
    anonymity: Anonymity = Anonymity.NAMED,
    **what: object,
) -> Row:
    """Build a row with one carrier."""
    one = figure(words, **what)  # type: ignore[arg-type]
    when = When.on(date.fromisoformat(said)) if said else When()
    carrier = RowCarrier(
        report, "Example News", when, one.id, None, one.span, Rendering.PARAPHRASE, report
    )
    return Row(
        id=f"row-{speaker.name}-{said}-{one.id}",
        figure=one,
        speaker=speaker,
        uttered=when,
        carriers=(carrier,),
        anonymity=anonymity,
        own_voice=own_voice,
    )
