"""What must hold of a board whatever its reports say: carriers, garbled words, order of arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from board import LITHUANIA, MINISTRY, PUTIN, REVENKO, ZELENSKY, row
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pairs import world
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.intervals import extent
from vedette.compare.ledger import build_ledger
from vedette.compare.thresholds import is_estimate
from vedette.compare.verdicts import judge_pair
from vedette.model import Basis, Ledger, Rendering, Stage

CONVENTIONS = Conventions.shipped()
SPEAKERS = (PUTIN, MINISTRY, REVENKO, LITHUANIA, ZELENSKY)
BOUNDS = ("", "about", "up to", "fewer than", "at least", "more than", "nearly", "just over")
DAYS = ("2025-02-10", "2025-05-28", "2025-09-01", "2025-09-15", "2025-09-16", None)
WORDS = "{n} soldiers were named in the {k} report of the day about the drill"
RENDERINGS = (Rendering.ORIGINAL, Rendering.TRANSLATED, Rendering.PARAPHRASE)

said = st.fixed_dictionaries(
    {
        "by": st.sampled_from(SPEAKERS),
        "bound": st.sampled_from(BOUNDS),
        "value": st.sampled_from((6_500, 6_800, 7_000, 8_000, 9_000, 13_000, 30_000, 100_000)),
        "day": st.sampled_from(DAYS),
        "place": st.sampled_from((None, "Belarus", "Kaliningrad")),
        "assumed": st.sampled_from(((), ("place",))),
        "stage": st.sampled_from((Stage.ANNOUNCED, Stage.DURING, Stage.AFTER)),
        "rendering": st.sampled_from(RENDERINGS),
    }
)
boards = st.lists(said, min_size=1, max_size=5)


def desk(one: dict, number: int, *, publisher: str | None = None, **other: object) -> Desk:
    facts = {**one, **other}
    words = f"{facts['bound']} {facts['value']:,}".strip()
    text = WORDS.format(n=words, k=number)
    report = paper(text, publisher=publisher or f"Outlet {number}", published=facts["day"])
    assumed = facts["assumed"] if facts["place"] is None else ()
    return Desk(report).says(
        words,
        words,
        by=facts["by"],
        rendering=facts["rendering"],
        place=facts["place"],
        assumed=assumed,
        stage=facts["stage"],
    )


def ledger(desks: list[Desk]) -> Ledger:
    return build_ledger(
        [one.item for one in desks], activity="Zapad-2025", conventions=CONVENTIONS, world=world()
    )


def bare(board: Ledger) -> list[object]:
    """Return the rows of a board without what carries them, and all that is judged."""
    rows = [replace(one, carriers=(), origins=(), outlets=(), garbled=()) for one in board.rows]
    return [sorted(rows, key=lambda one: one.id), set(board.verdicts), set(board.thresholds)]


@given(boards, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_nothing_depends_on_the_order_in_which_reports_arrive(facts, random):
    desks = [desk(one, number) for number, one in enumerate(facts)]
    mixed = list(desks)
    random.shuffle(mixed)
    assert ledger(mixed) == ledger(desks)


@given(boards, st.integers(min_value=0, max_value=4))
@settings(max_examples=60, deadline=None)
def test_another_carrier_of_no_better_rendering_changes_nothing(facts, chosen):
    one = facts[chosen % len(facts)]
    assume(one["day"] is not None)
    desks = [desk(fact, number) for number, fact in enumerate(facts)]
    later = (date.fromisoformat(one["day"]) + timedelta(days=1)).isoformat()
    again = desk(one, 9, publisher="Zeitung", rendering=Rendering.PARAPHRASE, day=later)
    there, back = ledger(desks), ledger([*desks, again])
    held = {carrier.report_id for row in back.rows for carrier in row.carriers}
    assume(again.report.id in held)  # it may render what is itself garbled
    assert bare(there) == bare(back)
    assert sum(len(row.carriers) for row in back.rows) == 1 + sum(
        len(row.carriers) for row in there.rows
    )


@given(boards, st.integers(min_value=0, max_value=4))
@settings(max_examples=60, deadline=None)
def test_a_garbled_rendering_changes_nothing_else(facts, chosen):
    chosen %= len(facts)
    facts = [
        {**one, "value": one["value"] + 17 * number} for number, one in enumerate(facts)
    ]  # so that no two speak of one number
    facts[chosen] |= {"rendering": Rendering.ORIGINAL, "bound": "up to"}
    desks = [desk(one, number) for number, one in enumerate(facts)]
    there = ledger(desks)
    one, report = facts[chosen], desks[chosen].report
    wrong = f"at least {one['value']:,}"
    text = f"{report.text}\n\nThe head says {wrong}."
    spoilt = paper(text, publisher=report.publisher, published=one["day"])
    twice = Desk(spoilt)
    for words, rendering in ((f"up to {one['value']:,}", Rendering.ORIGINAL), (wrong, None)):
        twice.says(
            words,
            words,
            by=one["by"],
            rendering=rendering or Rendering.PARAPHRASE,
            place=one["place"],
            assumed=one["assumed"] if one["place"] is None else (),
            stage=one["stage"],
        )
    alone = Desk(spoilt)
    alone.figures, alone.attributions = twice.figures[:1], twice.attributions[:1]
    others = [each for number, each in enumerate(desks) if number != chosen]
    clean, garbled = ledger([*others, alone]), ledger([*others, twice])
    assert len(clean.rows) == len(there.rows)
    assert [row.figure.span.quote for row in garbled.garbled] == [wrong]
    assert bare(clean) == bare(garbled)


numbers = st.integers(min_value=1_000, max_value=40_000)


@given(
    numbers,
    numbers,
    st.sampled_from(BOUNDS),
    st.sampled_from(SPEAKERS),
    st.sampled_from((Basis.STATED, Basis.ESTIMATED)),
    st.sampled_from((None, "Belarus")),
)
@settings(max_examples=300, deadline=None)
def test_about_and_fewer_than_get_one_verdict_against_all_that_lies_above(
    n, value, bound, by, basis, place
):
    rival = row(by, f"{bound} {value:,}".strip(), number=3, basis=basis, place=place)
    reach = extent(rival.figure, CONVENTIONS.tolerances, estimate=is_estimate(rival, world()))
    assume(reach is not None)
    assume(reach.core.low > 1.1 * n)
    # The organiser's own number: an estimate by others reaches 20 per cent, "fewer than" nothing.
    speaker = MINISTRY if by is not MINISTRY else PUTIN
    found = {
        (one.verdict, one.force, one.code)
        for one in (
            judge_pair(
                row(speaker, f"{word} {n:,}", number=number, place=place),
                rival,
                conventions=CONVENTIONS,
                world=world(),
            )
            for number, word in enumerate(("about", "fewer than"), 1)
        )
    }
    assert len(found) == 1
