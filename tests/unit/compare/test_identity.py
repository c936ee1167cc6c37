"""Who is who: judgements join and part names, persons outrank rules, and nothing is overwritten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.compare.identity import Identities, identify
from vedette.compare.rows import APART
from vedette.model import EntityKind, Judgement, JudgementKind, Speaker

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
KNOWN, LOCAL, OTHER = "person/orlov", "person/local-1", "person/local-2"


def judged(kind, a, b, *, by="person:mira", hour=0, score=None):
    return Judgement(
        id=Judgement.make_id(kind, a=a, b=b, by=by, code="names", value=None),
        kind=kind,
        a=a,
        b=b,
        by=by,
        reason="because",
        score=score,
        made_at=NOON + timedelta(hours=hour),
    )


def ruled(kind, a, b, score=0.5):
    return judged(kind, a, b, by="rule:names@1", score=score)


def person(own, name="Ivan Orlov"):
    return Speaker(name, EntityKind.PERSON, id=own, state="BY")


def one(people, a, b):
    return people.root_of(a) == people.root_of(b)


def test_without_judgements_everybody_is_who_the_reading_says():
    assert identify([]).speaker_in(person(LOCAL), "rep-1") == person(LOCAL)


def test_a_rule_joins_two_names():
    people = identify([ruled(SAME, LOCAL, KNOWN)])
    assert people.root_of(LOCAL) == KNOWN


def test_the_joined_speaker_bears_the_known_name_and_keeps_his_own_words():
    people = identify([ruled(SAME, LOCAL, KNOWN)], {KNOWN: "Ivan Orlov"})
    found = people.speaker_in(person(LOCAL, "Iwan Orlow"), "rep-1")
    assert (found.id, found.name, found.as_written) == (KNOWN, "Ivan Orlov", "Iwan Orlow")


def test_a_persons_judgement_outranks_a_rules():
    people = identify([judged(NOT_SAME, LOCAL, KNOWN), ruled(SAME, LOCAL, KNOWN)])
    assert not one(people, LOCAL, KNOWN)
    people = identify([ruled(NOT_SAME, LOCAL, KNOWN), judged(SAME, LOCAL, KNOWN)])
    assert one(people, LOCAL, KNOWN)


def test_what_a_person_parts_no_rule_joins_by_a_third():
    rules = [ruled(SAME, LOCAL, OTHER), ruled(SAME, OTHER, KNOWN)]
    people = identify([*rules, judged(NOT_SAME, LOCAL, KNOWN)])
    assert not one(people, LOCAL, KNOWN)
    assert len(people.unheeded) == 1


def test_the_surer_rule_goes_first():
    rules = [ruled(SAME, LOCAL, OTHER, 0.4), ruled(SAME, OTHER, KNOWN, 0.9)]
    people = identify([*rules, judged(NOT_SAME, LOCAL, KNOWN)])
    assert one(people, OTHER, KNOWN)
    assert not one(people, LOCAL, OTHER)


def test_of_several_decisions_on_two_names_the_last_stands():
    first, later = judged(SAME, LOCAL, KNOWN), judged(NOT_SAME, KNOWN, LOCAL, hour=1)
    assert not one(identify([first, later]), LOCAL, KNOWN)
    assert not one(identify([later, first]), LOCAL, KNOWN)


def test_somebody_named_in_one_report_comes_apart_from_the_rest():
    here = f"{KNOWN}@rep-2"
    people = identify([judged(NOT_SAME, KNOWN, here)])
    assert people.speaker_in(person(KNOWN), "rep-1").id == KNOWN
    assert people.speaker_in(person(KNOWN), "rep-2").id == here


def test_of_two_reports_the_second_named_comes_apart():
    first, second = f"{KNOWN}@rep-9", f"{KNOWN}@rep-2"
    people = identify([judged(NOT_SAME, first, second)])
    assert people.root_of(first) == KNOWN
    assert people.root_of(second) == second


def test_two_parted_strangers_of_one_name_have_ids_that_tell_them_apart():
    people = identify([judged(NOT_SAME, LOCAL, OTHER)])
    ids = {people.speaker_in(person(own), "rep-1").id for own in (LOCAL, OTHER)}
    assert len(ids) == 2
    assert all(APART in own for own in ids)


def test_an_at_sign_of_a_name_is_no_report():
    handle = Speaker("@hajun", EntityKind.ORGANISATION, state="BY")
    people = identify([judged(SAME, "@hajun|BY", KNOWN)])
    assert people.speaker_in(handle, "rep-1").id == KNOWN


def test_an_unsure_rule_joins_and_parts_nobody():
    assert identify([ruled(JudgementKind.UNSURE, LOCAL, KNOWN)]) == Identities()


NODES = st.sampled_from([f"n{i}" for i in range(6)] + [f"n1@rep-{i}" for i in range(3)])
KINDS = st.sampled_from([SAME, NOT_SAME])


@given(st.lists(st.tuples(KINDS, NODES, NODES, st.booleans(), st.integers(0, 99)), max_size=14))
def test_no_group_holds_two_whom_a_person_parted_unless_persons_joined_them(rows):
    judgements = [
        judged(kind, a, b, hour=hour) if by_person else ruled(kind, a, b, hour / 100)
        for kind, a, b, by_person, hour in rows
        if a != b
    ]
    people = identify(judgements)
    last = {}
    for each in sorted(
        (j for j in judgements if j.by.startswith("person")), key=lambda j: j.made_at
    ):
        last[frozenset((each.a, each.b))] = each
    for each in last.values():
        ties = [j for j in last.values() if j.made_at == each.made_at and j is not each]
        if each.kind is NOT_SAME and not ties:
            assert not one(people, each.a, each.b)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_rules_changes_nothing(order):
    rules = [ruled(SAME, f"n{i}", f"n{i + 1}", 0.1 * i) for i in range(8)]
    people = identify([judged(NOT_SAME, "n0", "n8"), *rules[::order]])
    assert not one(people, "n0", "n8")
    assert [people.root_of(f"n{i}") for i in range(9)] == ["n0", *["n1"] * 8]
