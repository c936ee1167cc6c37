import pytest

from vedette.gather.datelines import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "agency", "prose"),
    [
        ("MINSK, August 6. /TASS/. A train came.", "Minsk", "TASS", "A train came."),
        ("WARSAW, Sept 12 (Reuters) - Poland said", "Warsaw", "Reuters", "Poland said"),
        ("Pabrade Test area, Latvia (CNN) — As", "Pabrade Test area, Latvia", "CNN", "As"),
        ("VILNIUS, Lithuania (AP) – The", "Vilnius, Lithuania", "AP", "The"),
        ("MINSK. Aug 6 (Interfax) - The", "Minsk", "Interfax", "The"),
        ("NEW YORK — Two", "New York", None, "Two"),
        ("ROSTOV-ON-DON (dpa) - Two", "Rostov-on-Don", "dpa", "Two"),
        ("WASHINGTON, D.C. (AP) — The", "Washington, D.C.", "AP", "The"),
        ("RIGA/TALLINN (Baltic Wire) — Two", "Riga/Tallinn", "Baltic Wire", "Two"),
        ("OPOCHKA /Pskov Region/, May 3. /TASS/. Two", "Opochka, Pskov Region", "TASS", "Two"),
        ("(Reuters) - Poland said", None, "Reuters", "Poland said"),
    ],
)  # fmt: skip
def test_a_dateline_has_place_and_agency(text, place, agency, prose):
    dateline, begin, _ = find_dateline(text, 0, len(text))
    assert (dateline.place, dateline.agency, text[begin:]) == (place, agency, prose)
    assert dateline.span.holds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — has 32 members.",
        "BREAKING — Two drones were shot down.",
        "The ruling party (PiS) — which lost — said no.",
        "The army moved 300 tanks — all new — to the west.",
        "A ministry official said on Friday (AP) — no more.",
        "MINSK said on Monday that it would answer.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(text):
    assert find_dateline(text, 0, len(text)) is None


def test_a_dateline_with_a_year_tells_the_day():
    text = "MINSK, Sept. 12, 2025 — President"
    assert find_dateline(text, 0, len(text))[2].value == "2025-09-12"


def test_a_dateline_without_a_year_tells_no_day():
    text = "MINSK, August 6. /TASS/. A train came."
    assert not find_dateline(text, 0, len(text))[2].is_known
