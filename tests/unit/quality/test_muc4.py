"""The scorer of MUC-4 on made-up templates: alignment, halves, options, dates, places, numbers."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from quality.muc4.keys import (
    BODY,
    CONFIDENCE,
    DATE,
    DESCRIPTION,
    NAME,
    NUMBER,
    PLACE,
    TARGET,
    TYPE,
    Filler,
    Template,
    read_keys,
)
from quality.muc4.scoring import align, compare, judge, measures, score_message

KEY = """\
;; a comment of the annotators
0.  MESSAGE: ID                     DEV-MUC3-9001 (NOBODY)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  (- 04 MAR 90) / 02 MAR 90
3.  INCIDENT: LOCATION              KORVANIA: ZELMA (CITY): OLD PORT (NEIGHBORHOOD)
4.  INCIDENT: TYPE                  BOMBING
9.  PERP: INDIVIDUAL ID             ? "REBELS" / "GROUP OF REBELS"
12. PHYS TGT: ID                    "\\"SEA\\" HOTEL" / "HOTEL"
                                    "BUS"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "GUARD" / "GUARDS"
21. HUM TGT: NUMBER                 1 / PLURAL: "GUARD" / "GUARDS"
17. PHYS TGT: TOTAL NUMBER          *

0.  MESSAGE: ID                     DEV-MUC3-9002 (NOBODY)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *

0.  MESSAGE: ID                     DEV-MUC3-9003 (NOBODY)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  ARSON
"""


def one(**slots):
    names = {"date": DATE, "place": PLACE, "type": TYPE, "name": NAME, "body": BODY,
             "target": TARGET, "description": DESCRIPTION}  # fmt: skip
    return Template({names[k]: (Filler((v,)),) for k, v in slots.items()})


def test_keys_are_read_with_alternatives_tags_and_options():
    keys = read_keys(KEY)
    (template,) = keys["DEV-MUC3-9001"]
    assert template.of(DATE) == (Filler(("- 04 MAR 90", "02 MAR 90")),)
    assert template.of(9) == (Filler(("REBELS", "GROUP OF REBELS"), (), optional=True),)
    assert [f.values for f in template.of(TARGET)] == [('"SEA" HOTEL', "HOTEL"), ("BUS",)]
    assert template.of(NAME) == ()
    assert template.of(NUMBER) == (Filler(("1", "PLURAL"), ("GUARD", "GUARDS")),)
    assert template.of(17) == ()


def test_a_message_without_an_incident_has_no_template():
    assert read_keys(KEY)["DEV-MUC3-9002"] == []


def test_an_optional_template_left_out_is_not_missing():
    (template,) = read_keys(KEY)["DEV-MUC3-9003"]
    assert template.optional
    assert score_message([template], [])[TYPE].possible == 0
    required = Template(template.slots)
    assert score_message([required], [])[TYPE].possible == 1


@pytest.mark.parametrize(
    ("key", "response", "credit"),
    [
        ("25 AUG 89", "25 AUG 89", 1.0),
        ("25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.5),
        ("- 26 AUG 89", "25 AUG 89", 0.5),
        ("- 26 AUG 89", "- 26 AUG 89", 1.0),
        ("26 AUG 89", "- 26 AUG 89", 0.5),
        ("25 AUG 89 - 26 AUG 89", "- 26 AUG 89", 0.5),
        ("25 AUG 89", "- 26 AUG 89", 0.0),
        ("24 AUG 89 - 25 AUG 89", "- 26 AUG 89", 0.0),
        ("25 AUG 89", "24 AUG 89", 0.0),
        ("- 26 AUG 89", "27 AUG 89", 0.0),
        ("25 AUG 89", "no date", 0.0),
    ],
)
def test_dates_earn_half_inside_a_range_and_as_the_default(key, response, credit):
    assert compare(DATE, Filler((key,)), Filler((response,))) == credit


@pytest.mark.parametrize(
    ("response", "credit"),
    [
        ("KORVANIA: ZELMA: OLD PORT", 1.0),
        ("KORVANIA: ZELMA (CITY): OLD PORT (NEIGHBORHOOD)", 1.0),
        ("KORVANIA", 0.5),
        ("KORVANIA: ZELMA", 0.5),
        ("LURIA: ZELMA: OLD PORT", 0.5),
        ("LURIA", 0.0),
        ("LURIA: ZELMA", 0.0),
    ],
)
def test_a_place_earns_half_for_the_country(response, credit):
    key = Filler(("KORVANIA: ZELMA (CITY): OLD PORT (NEIGHBORHOOD)",))
    assert compare(PLACE, key, Filler((response,))) == credit


@pytest.mark.parametrize(
    ("key", "response", "credit"),
    [
        (Filler(("7",), ("JUDGES",)), Filler(("7",), ("SEVEN JUDGES",)), 1.0),
        (Filler(("7",), ("JUDGES",)), Filler(("7",), ("SAILORS",)), 0.5),
        (Filler(("5 - 7",), ("JUDGES",)), Filler(("7",), ("SAILORS",)), 0.5),
        (Filler(("~7",), ("JUDGES",)), Filler(("7",), ("JUDGES",)), 0.5),
        (Filler(("PLURAL",), ("JUDGES",)), Filler(("7",), ("JUDGES",)), 0.0),
        (Filler(("1", "PLURAL"), ("JUDGE",)), Filler(("PLURAL",), ("JUDGE",)), 1.0),
    ],
)
def test_numbers_are_right_with_their_tag_and_half_right_at_an_end(key, response, credit):
    assert compare(NUMBER, key, response) == credit


def test_attack_is_half_of_every_type_and_no_type_is_half_of_attack():
    assert compare(TYPE, Filler(("BOMBING",)), Filler(("ATTACK",))) == 0.5
    assert compare(TYPE, Filler(("ATTACK",)), Filler(("BOMBING",))) == 0.0


def test_an_accusation_by_anybody_is_half_of_one_by_authorities():
    key = Filler(("SUSPECTED OR ACCUSED BY AUTHORITIES",), ("KPF",))
    assert compare(CONFIDENCE, key, Filler(("SUSPECTED OR ACCUSED",), ("KPF",))) == 0.5
    assert compare(CONFIDENCE, key, Filler(("REPORTED AS FACT",), ("KPF",))) == 0.0


def test_strings_are_compared_without_articles_and_numbers():
    key = Filler(("PEASANTS", "OLD PEASANTS"))
    assert compare(DESCRIPTION, key, Filler(("THE 3 PEASANTS",))) == 1.0
    assert compare(DESCRIPTION, key, Filler(("POOR OLD PEASANTS",))) == 1.0
    assert compare(NAME, Filler(("ALBERT TORR",)), Filler(("TORR",))) == 0.5
    assert compare(DESCRIPTION, key, Filler(("SAILORS",))) == 0.0


def test_templates_meet_only_in_type_and_somebody():
    key = one(type="BOMBING", name="ALBERT TORR")
    assert align([key], [one(type="BOMBING", name="JAN KASK")]) == [
        (None, one(type="BOMBING", name="JAN KASK")),
        (key, None),
    ]
    assert align([key], [one(type="ARSON", name="ALBERT TORR")])[-1] == (key, None)
    attack = one(type="ATTACK", name="TORR")
    assert align([key], [attack]) == [(key, attack)]


def test_the_best_alignment_is_taken_whatever_the_order():
    first = one(type="ATTACK", name="ALBERT TORR", date="01 MAY 89")
    second = one(type="ATTACK", name="ALBERT TORR", date="02 MAY 89")
    pairs = align([first, second], [second, first])
    assert pairs == [(second, second), (first, first)]


def test_spurious_and_missing_fillers_cost_precision_and_recall():
    key = Template({TYPE: (Filler(("ATTACK",)),), NAME: (Filler(("A B",)), Filler(("C D",)))})
    response = Template({TYPE: (Filler(("ATTACK",)),), NAME: (Filler(("A B",)),)})
    spurious = one(type="ARSON", target="BUS")
    found = measures([score_message([key], [response, spurious])])
    assert (found["victim_name_r"], found["victim_name_p"]) == (50.0, 100.0)
    assert (found["type_r"], found["type_p"]) == (100.0, 50.0)
    assert found["target_id_p"] == 0.0


def test_an_optional_filler_counts_only_where_it_is_given():
    key = Template({NAME: (Filler(("A B",), (), optional=True),)})
    assert judge(NAME, key, Template()).possible == 0
    given = judge(NAME, key, one(name="A B"))
    assert (given.possible, given.actual, given.credit) == (1, 1, 1.0)
