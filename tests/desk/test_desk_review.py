"""Review in a real browser: by keyboard alone, without a script, and by two people at once."""

from __future__ import annotations

import re

import pytest
from tabs import Tab

from vedette.model import JudgementKind
from vedette.run import deciding, people
from vedette.store.store import open_store

TWENTY = 20


def left(page) -> int:
    return int(page.locator("#review").get_attribute("data-left"))


def heading(page) -> str:
    return page.locator("#item").inner_text()


def pressed(page, key: str) -> None:
    """Press a key and wait until another item, or another number of them, is there."""
    before = page.locator("#review").element_handle()
    page.keyboard.press(key)
    page.wait_for_function("old => !old.isConnected", arg=before)


def test_twenty_claims_are_reviewed_by_keyboard_alone(tab, own_desk, own_store):
    page = tab.page
    page.goto(f"{own_desk}/review")
    first, every = heading(page), left(page)
    for number in range(TWENTY):
        pressed(page, "r" if number % 4 == 3 else "a")
        # The focus is on what is next, and what was done is said to whoever listens.
        assert page.evaluate("document.activeElement.id") == "item"
        said = page.locator("#announce").inner_text()
        assert "Your last decision" in said
        assert heading(page) in said
    assert heading(page) != first
    assert left(page) <= every - TWENTY
    assert tab.complaints == []
    with open_store(str(own_store), read_only=True) as store, store.view() as view:
        made = [one for one in view.judgements() if one.is_by_person]
    kinds = [one.kind for one in made]
    assert kinds.count(JudgementKind.REJECT) == TWENTY // 4
    assert kinds.count(JudgementKind.ACCEPT) == TWENTY - TWENTY // 4
    assert {one.by for one in made} == {"person:desk"}
    assert all(one.anchors for one in made if one.a[:4] in ("fig-", "clm-"))


def test_a_wrong_decision_is_undone_with_one_key_and_its_item_comes_back(tab, own_desk):
    page = tab.page
    page.goto(f"{own_desk}/review")
    first, before = heading(page), left(page)
    pressed(page, "r")
    assert heading(page) != first
    pressed(page, "u")
    assert heading(page) == first
    assert left(page) == before


def test_items_are_left_and_come_back_to_with_n_and_p(tab, own_desk):
    page = tab.page
    page.goto(f"{own_desk}/review")
    first, before = heading(page), left(page)
    pressed(page, "n")
    second = heading(page)
    assert second != first
    pressed(page, " ")
    assert heading(page) not in (first, second)
    pressed(page, "p")
    assert heading(page) == second
    assert left(page) == before


def test_keys_do_nothing_while_somebody_types(tab, own_desk):
    page = tab.page
    page.goto(f"{own_desk}/review")
    before = left(page)
    page.keyboard.press("w")
    page.keyboard.type("around and about")
    assert page.locator("#reason").input_value() == "around and about"
    assert left(page) == before
    page.keyboard.press("Escape")
    pressed(page, "a")
    page.goto(f"{own_desk}/decisions")
    assert "around and about" in page.locator("tbody").inner_text()


def test_the_effects_stand_beside_the_keys_before_one_is_pressed(tab, own_desk):
    page = tab.page
    page.goto(f"{own_desk}/review?kind=conflict")
    page.locator("dl#effects").wait_for()
    told = page.locator("dl#effects").inner_text()
    assert re.search(r"1 row leaves the board of Zapad-2025|stays on the board", told)
    assert "disappear" in told
    assert "corroboration of" in told or "across it" in told


def test_a_wrong_merge_is_undone(tab, own_desk, own_store):
    with open_store(str(own_store)) as store:
        assert people.judge_names(store) > 0
    page = tab.page
    page.goto(f"{own_desk}/review?kind=merge")
    first = heading(page)
    pair = page.locator(".sides h3 small").all_inner_texts()
    assert len(pair) == 2
    pressed(page, "m")
    assert joined(own_store, pair)
    pressed(page, "u")
    assert not joined(own_store, pair)
    page.goto(f"{own_desk}/review?kind=merge")
    assert heading(page) == first
    page.goto(f"{own_desk}/decisions")
    assert page.locator("td[data-label=State]", has_text="replaced").count() == 1  # it is kept


def joined(path, pair) -> bool:
    with open_store(str(path), read_only=True) as store, store.view() as view:
        who = people.people_of(view)
        return who.root_of(pair[0]) == who.root_of(pair[1])


def test_everything_works_without_a_script(browser, own_desk):
    tab = Tab(browser, java_script_enabled=False)
    page = tab.page
    page.goto(f"{own_desk}/review")
    first, before = heading(page), left(page)
    page.get_by_role("link", name="Show what each decision would do").click()
    assert page.locator("dl#effects").is_visible()
    page.get_by_role("button", name="Accept", exact=False).first.click()
    assert left(page) == before - 1
    assert heading(page) != first
    page.get_by_role("button", name="Undo u").click()
    assert left(page) == before
    assert heading(page) == first
    tab.context.close()


def test_the_second_of_two_who_decide_at_once_is_told(browser, own_desk, own_store):
    tab = Tab(browser)
    page = tab.page
    page.goto(f"{own_desk}/review")
    item = page.locator("#decide input[name=item]").input_value()
    with open_store(str(own_store)) as store:
        deciding.accept(store, item, reason="I heard it myself", who="berta")
    pressed(page, "r")
    assert "Meanwhile berta decided on it" in page.locator(".alert").inner_text()
    assert "I heard it myself" in page.locator(".decided").inner_text()
    with open_store(str(own_store), read_only=True) as store, store.view() as view:
        assert [one.by for one in view.judgements()] == ["person:berta"]
    pressed(page, "r")  # who has seen it decides nonetheless
    with open_store(str(own_store), read_only=True) as store, store.view() as view:
        assert [one.by for one in view.judgements()] == ["person:berta", "person:desk"]
    tab.context.close()


def test_comments_stand_with_the_thing(tab, own_desk):
    page = tab.page
    page.goto(f"{own_desk}/review")
    first = heading(page)
    page.keyboard.press("c")
    page.keyboard.type("Ask the ministry what it counts.")
    page.keyboard.press("Tab")
    pressed(page, "Enter")
    assert heading(page) == first
    assert "Ask the ministry what it counts." in page.locator(".decided").inner_text()


@pytest.mark.parametrize("kind", ["", "conflict", "garbled", "borrowed", "denied", "open"])
def test_every_kind_of_item_shows_its_words_and_why_it_waits(tab, own_desk, kind):
    page = tab.page
    page.goto(f"{own_desk}/review?kind={kind}")
    assert page.locator("mark.lit").first.is_visible()
    assert page.locator(".why li").count() >= 1
    assert page.locator(".keys button").count() >= 2
