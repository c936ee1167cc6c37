import pytest

from vedette.gather.furniture import read_imprint, split_outlet, zone_of
from vedette.model.span import Zone


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("The-CNN-Wire", Zone.CREDIT),
        ("(Reuters)", Zone.CREDIT),
        ("Source: PAP", Zone.CREDIT),
        ("Reporting by Anna Nowak in Warsaw; Editing by Tom Reed", Zone.CREDIT),
        ("Additional reporting by Anna Nowak and Jan Kos", Zone.CREDIT),
        ("Associated Press writer Anna Nowak in Riga contributed to this report.", Zone.CREDIT),
        ("© 2025 Baltic Courier. All rights reserved.", Zone.COPYRIGHT),
        ("Copyright 2024 Example Media Group", Zone.COPYRIGHT),
        ("ADVERTISEMENT", Zone.ADVERTISEMENT),
        ("Advertisement - scroll to go on", Zone.ADVERTISEMENT),
        ("Copyright: no use without a licence.", Zone.COPYRIGHT),
        ("Photo: Guards at the gate. © Baltic Courier", Zone.CAPTION),
        ("Subscribe to our newsletter", Zone.ADVERTISEMENT),
        ("Read more: Latvia shuts its sky", Zone.ADVERTISEMENT),
        ("Follow us on Telegram and X", Zone.ADVERTISEMENT),
        ("Photo: tanks on the range near Brest", Zone.CAPTION),
        ("Image credit: Ministry of Defence", Zone.CAPTION),
        ("Correction: The first version gave a wrong number of tanks.", Zone.CORRECTION),
        ("This story has been updated with the ministry's comment.", Zone.CORRECTION),
        ("An earlier version of this article misspelt the name.", Zone.CORRECTION),
        ("Editor's note: the figure in the lead was corrected.", Zone.CORRECTION),
    ],
)
def test_a_furniture_line_has_its_zone(line, zone):
    assert zone_of(line) is zone


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by state media suggests that 300 tanks moved.",
        "Photo evidence suggests that tanks moved.",
        "Related units were moved to Brest.",
        "Correction of artillery fire was practised on Sunday.",
        "Reuters reported the number first.",
        "Advertisement of the drills began in January.",
        "Follow-on forces crossed the river.",
        "Share prices fell after the launch.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_prose(line):
    assert zone_of(line) is None


def test_a_date_line_gives_day_author_and_outlet():
    imprint = read_imprint("date 2025-03-04 By Jane Roe, NTV")
    assert (imprint.byline, imprint.outlet) == ("Jane Roe", "NTV")
    assert (imprint.published.value, imprint.published.basis) == ("2025-03-04", "byline")


def test_parts_of_an_imprint_are_joined():
    imprint = read_imprint("By Jane Roe | Baltic Courier | 3 May 2024, 10:15 GMT")
    assert (imprint.byline, imprint.published.value) == ("Jane Roe", "2024-05-03")


def test_the_date_of_an_update_is_not_the_date_of_publication():
    assert not read_imprint("Updated: 2025-03-04").published.is_known


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, Poland had closed its border",
        "date of birth unknown",
        "September 16, 2025 was the last day of the drills",
    ],
)
def test_prose_is_no_imprint(line):
    assert read_imprint(line) is None


@pytest.mark.parametrize(
    ("names", "parted"),
    [
        ("Jane Roe, CNN", ("Jane Roe", "CNN")),
        ("Jane Roe and Tom Reed, Reuters", ("Jane Roe and Tom Reed", "Reuters")),
        ("Jane Roe, The Baltic Times", ("Jane Roe", "The Baltic Times")),
        ("Jane Roe, Tom Reed", ("Jane Roe, Tom Reed", None)),
        ("Jane Roe, Defence Correspondent", ("Jane Roe, Defence Correspondent", None)),
        ("AFP", ("", "AFP")),
    ],
)
def test_an_outlet_is_parted_from_authors(names, parted):
    assert split_outlet(names) == parted
