"""Which views can be saved, and which claims each of them stands for."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import BadArgumentError
from vedette.run.saved import address_of, filters_of

names = st.text(min_size=1, max_size=20).filter(lambda name: name.strip("/. ") == name and name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/claims?text=b&speaker=A&page=tok&as_of=2025-09-01&by=x", "/claims?speaker=A&text=b"),
        ("/claims", "/claims"),
        ("/activity/Zapad-2025?row=x", "/activity/Zapad-2025"),
        (" /timeline?subject=Zapad-2025&offset=100 ", "/timeline?subject=Zapad-2025"),
        ("/people/khrenin#said", "/people/khrenin"),
    ],
)  # fmt: skip
def test_a_view_is_kept_without_what_belongs_to_a_moment(given: str, kept: str) -> None:
    assert address_of(given) == kept


@pytest.mark.parametrize(
    "text",
    ["", "/", "/nowhere", "/saved", "/login", "https://elsewhere.example/claims",
     "//evil.example/claims", "javascript:alert(1)", "/static/x", "/claims?" + "x=y&" * 900],
)  # fmt: skip
def test_what_is_no_view_of_ours_is_refused(text: str) -> None:
    with pytest.raises(BadArgumentError, match="no view"):
        address_of(text)


@given(names)
def test_a_page_of_one_thing_stands_for_a_filter(name: str) -> None:
    try:
        address = address_of(f"/activity/{quote(name, safe='')}")
    except BadArgumentError:
        return  # too long, or nothing but what addresses drop
    assert filters_of(address) == {"subject": name}
    assert address_of(address) == address


@pytest.mark.parametrize(
    ("address", "filters"),
    [
        ("/claims?polarity=denied", {"polarity": ("denied",)}),
        ("/claims?act=denies&act=warns", {"act": ("denies", "warns")}),
        ("/people/khrenin", {"speaker": "khrenin"}),
        ("/equipment/Oreshnik", {"subject": "Oreshnik"}),
        ("/places/Brest%20Region", {"place": "Brest Region"}),
        ("/sources/TASS", {"publisher": "TASS"}),
        ("/timeline?subject=Zapad-2025", {"subject": ("Zapad-2025",)}),
        ("/timeline", None),
        ("/people", None),
    ],
)
def test_pages_of_claims_can_be_followed_and_others_cannot(
    address: str, filters: dict[str, object] | None
) -> None:
    assert filters_of(address) == filters
