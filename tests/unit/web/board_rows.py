"""Rows and open ledgers built by hand, for what is drawn of them."""

from __future__ import annotations

from datetime import date

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import OpenLedger
from vedette.compare.verdicts import Judge
from vedette.compare.world import World
from vedette.model import (
    Anonymity,
    Bound,
    Change,
    EntityKind,
    Figure,
    Ledger,
    Rendering,
    Row,
    RowCarrier,
    Scope,
    Span,
    Speaker,
    Stage,
    When,
)
from vedette.web.board_lines import Pen
from vedette.web.site import Here

DRILL = "Granite-2025"
WORLD = World(
    parents={"Karhu": "Northland"},
    organisers={DRILL: ("Northland", "Eastmark")},
    states={"NO": "Northland", "DK": "Westmark"},
)
ADAMSON = Speaker(
    "Ilse Adamson", EntityKind.PERSON, "person/adamson", "Northland Ministry", state="NO"
)
WATCH = Speaker("Westmark Watch", EntityKind.ORGANISATION, "organisation/watch", state="DK")


def figure(
    low: float | None,
    high: float | None,
    bound: Bound = Bound.EXACT,
    *,
    number: int = 1,
    counted: str = "personnel",
    place: str | None = None,
    force: tuple[str, ...] = (),
    assumed: tuple[str, ...] = (),
    borrowed: tuple[str, ...] = (),
    change: Change | None = None,
    stage: Stage = Stage.UNSTATED,
    activity: str | None = DRILL,
) -> Figure:
    span = Span(number * 100, number * 100 + 5, "words")
    return Figure(
        f"fig-{number}", span, span, low, high, bound, counted, change=change, stage=stage,
        scope=Scope(activity, place, force, assumed=assumed, borrowed=borrowed),
    )  # fmt: skip


def row(
    one: Figure,
    *,
    speaker: Speaker = ADAMSON,
    day: int | None = 10,
    own_voice: bool = False,
    anonymity: Anonymity = Anonymity.NAMED,
    replaced_by: str | None = None,
    relay_of: str | None = None,
) -> Row:
    when = When() if day is None else When.on(date(2025, 9, day))
    carrier = RowCarrier(
        "rep-1", "Courier", when, one.id, None, one.span, Rendering.PARAPHRASE, "rep-1"
    )
    return Row(
        f"row-{one.id}", one, speaker, when, (carrier,), anonymity, own_voice,
        origins=("rep-1",), outlets=("Courier",), replaced_by=replaced_by, relay_of=relay_of,
    )  # fmt: skip


def opened(*rows: Row) -> OpenLedger:
    judge = Judge(rows, conventions=Conventions.shipped(), world=WORLD)
    return OpenLedger(Ledger(DRILL, rows, (), ()), judge)


def pen(ledger: OpenLedger) -> Pen:
    """Return what draws the rows of a ledger."""
    return Pen(ledger, Here(f"/activity/{DRILL}"), WORLD)
