"""What rules propose about names across reports, and about whom they keep silent."""

from __future__ import annotations

from vedette.compare.proposals import RULE, namings_of, propose
from vedette.model import (
    Analysis,
    Anonymity,
    Attribution,
    EntityKind,
    JudgementKind,
    Report,
    Span,
    Speaker,
    SpeechKind,
)

SAME, NOT_SAME, UNSURE = JudgementKind.SAME, JudgementKind.NOT_SAME, JudgementKind.UNSURE


def item(number, *speakers):
    text = f"Report {number} quotes people."
    report = Report(Report.make_id("", "", text), text, (), language="en")
    span = Span.cut(text, 0, 6)
    said = tuple(
        Attribution(f"att-{i}", SpeechKind.INDIRECT, (), (), (span,), s, Anonymity.NAMED)
        for i, s in enumerate(speakers)
    )
    return report, Analysis(report.id, attributions=said)


def person(number, name, **told):
    return Speaker(name, EntityKind.PERSON, id=f"person/local-{number}", **told)


def proposed(*speakers):
    return propose(namings_of([item(n, speaker) for n, speaker in enumerate(speakers)]))


def test_one_officer_in_two_spellings_is_proposed_with_score_and_evidence():
    body = {"state": "LT", "body": "Lithuanian Armed Forces", "role": "colonel"}
    (found,) = proposed(person(1, "Jonas Žukas", **body), person(2, "Йонас Жукас", **body))
    assert (found.kind, found.by, found.code) == (SAME, RULE, "names")
    assert (found.score or 0) > 0
    assert any(line.startswith("surname: ") for line in found.evidence)
    assert found.made_at is None


def test_two_generals_of_one_surname_are_not_one():
    (found,) = proposed(
        person(1, "Ivan Popov", state="RU", role="general"),
        person(2, "Pavel Popov", state="RU", role="general"),
    )
    assert found.kind is NOT_SAME
    assert "Ivan" in found.reason


def test_a_surname_and_a_rank_are_too_little():
    (found,) = proposed(
        person(1, "Popov", state="RU", role="general"),
        person(2, "Ivan Popov", state="RU", role="general"),
    )
    assert found.kind is UNSURE


def test_people_without_office_stay_in_their_report():
    assert proposed(person(1, "Anna Petrova"), person(2, "Anna Petrova")) == []


def test_the_losing_candidate_stands_in_the_evidence():
    body = {"state": "RU", "body": "Russian Ministry of Defence", "role": "officer"}
    found = proposed(
        person(1, "Igor Konev", **body),
        person(2, "Ihor Konew", **body),
        person(3, "Pavel Konev", **body),
    )
    (joined,) = [one for one in found if one.kind is SAME]
    assert any(line.startswith("not Pavel Konev: ") for line in joined.evidence)


def test_a_body_in_two_spellings_is_one():
    first = Speaker("Belaruski Hajun", EntityKind.ORGANISATION, state="BY")
    second = Speaker("Беларускі Гаюн", EntityKind.ORGANISATION, state="BY")
    assert [one.kind for one in proposed(first, second)] == [SAME]


def test_bodies_of_two_states_are_two():
    first = Speaker("Security Council", EntityKind.ORGANISATION, state="RU")
    second = Speaker("Security Council", EntityKind.ORGANISATION, state="UA")
    assert SAME not in [one.kind for one in proposed(first, second)]


def test_entries_of_the_catalogue_are_never_compared_with_each_other():
    known = [
        Speaker("Igor Orlov", EntityKind.PERSON, id=f"person/{own}", state="RU", role="minister")
        for own in ("orlov-1", "orlov-2")
    ]
    assert proposed(*known) == []


def test_pairs_grow_with_the_surname_not_with_the_archive():
    names = [f"{first} {stem}ov" for first in ("Igor", "Oleg") for stem in map(_stem, range(400))]
    people = [person(i, name, role="minister") for i, name in enumerate(names)]
    assert len(proposed(*people)) < 20 * len(names)


def _stem(number):
    letters = "bdfglmnprtvz"
    return "".join(letters[number // 12**i % 12] + "ao"[i % 2] for i in range(3)).capitalize()


def test_what_is_too_long_for_a_name_is_left_out():
    long = Speaker("word " * 2_000, EntityKind.ORGANISATION, state="BY")
    assert proposed(long, long) == []


def test_ids_do_not_depend_on_the_order_of_reports():
    body = {"state": "LT", "body": "Lithuanian Armed Forces", "role": "colonel"}
    two = [item(1, person(1, "Jonas Žukas", **body)), item(2, person(2, "Jonas Zukas", **body))]
    ids = {tuple(one.id for one in propose(namings_of(items))) for items in (two, two[::-1])}
    assert len(ids) == 1
