"""Who and what reports name, counted on each engine: against what their analyses hold."""

from __future__ import annotations

from store_samples import EXERCISE, HARBOUR, NOON, at, pair, with_names

from vedette.store.store import Store


def filled(store: Store) -> list[str]:
    own = ["person/known", "person/known", "person/local-1"]
    items = [
        with_names(
            *pair(f"Ministry {n % 2} said {n}10 of {EXERCISE}.", day=day, publisher=paper), own[n]
        )
        for n, (day, paper) in enumerate([(5, "Courier"), (None, "Courier"), (9, "Herald")])
    ]
    store.add(items, ingested_at=NOON)
    return [report.id for report, _ in items]


def test_persons_things_and_places_are_counted(store: Store) -> None:
    ids = filled(store)
    with store.view() as view:
        rolls = view.rolls
        persons = {one.id: (one.statements, one.reports) for one in rolls.persons()}
        assert persons == {"person/known": (2, 2), "person/local-1": (1, 1)}
        samples = rolls.samples(rolls.persons())
        assert {own: one.speaker.id for own, one in samples.items() if one.speaker} == {
            own: own for own in persons
        }
        (thing,) = rolls.things("equipment")
        assert (thing.name, thing.id, thing.times, thing.reports) == (
            "Lynx",
            "equipment/lynx",
            6,
            3,
        )
        (place,) = rolls.places()
        assert (place.name, place.times, place.reports) == ("Karhu Harbour", 3, 3)
        assert rolls.wheres([place]) == {"Karhu Harbour": HARBOUR}
        assert rolls.at("karhu harbour", last=2) == ([ids[0], ids[2]], 3)
        assert rolls.speaking(["person/known"], last=9) == ([ids[1], ids[0]], 2)
        assert rolls.naming("equipment", "LYNX", last=1) == ([ids[2]], 3)
        assert rolls.subjects() == set()
        kind = str(view.claims()[0][1].subject.kind)
        said = [(one.predicate, one.claims) for one in rolls.said_of(kind)]
        assert sum(claims for _, claims in said) == 3


def test_a_publisher_is_counted_by_day_with_its_latest_reports(store: Store) -> None:
    ids = filled(store)
    with store.view() as view:
        rolls = view.rolls
        days = dict(rolls.days_of("Courier"))
        assert days == {None: 1, "2025-09-05": 1}
        assert [one.id for one in rolls.latest_of("Courier", 5)] == ids[:2]
        assert rolls.agencies_of("Courier") == []
        assert set(rolls.arrived(ids).values()) == {"2025-10-01T12:00:00.000000"}


def test_what_a_picture_leaves_out_is_not_counted(store: Store) -> None:
    filled(store)

    with store.view(as_of=at(6)) as view:
        assert [one.id for one in view.rolls.persons()] == ["person/known"]
        assert view.rolls.places()[0].times == 1
