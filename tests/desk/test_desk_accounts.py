"""The desk as others reach it: what who logs in sees, by role, is as sound as the rest."""

from __future__ import annotations

import shutil

import pytest
from axe import SIZES, wrong_here, wrong_on
from serving import serving
from tabs import Tab

from vedette.run import accounts
from vedette.store.access import Account, Role
from vedette.store.store import open_store

PASSWORD = "correct horse battery"  # noqa: S105 - of accounts that live as long as a test
PEOPLE = {"viewer": "vera", "analyst": "anna", "editor": "edgar"}
EVIL = "<img src=x onerror=window.__ran=1>\u202e"
OWN = ("/account", "/decisions", "/saved", "/")
PAGES = {
    "viewer": (*OWN, "/review", "/accounts", "/nowhere"),  # the last two are refused, in words
    "analyst": (*OWN, "/review", "/decide", "/tokens"),
    "editor": (*OWN, "/review", "/accounts", "/tokens", "/audit", "/audit?who=nobody"),
}
REFUSED = {"viewer": ("/accounts", "/nowhere"), "analyst": ("/tokens",), "editor": ()}


@pytest.fixture(scope="module")
def store(example, tmp_path_factory):
    """Return the example store with an account of each role, and some that wait or are locked."""
    path = tmp_path_factory.mktemp("accounts") / "desk.db"
    shutil.copy(example, path)
    with open_store(str(path)) as store:
        hashed = accounts.hashed(PASSWORD, "nobody")  # once: it takes a while on purpose
        for role, name in PEOPLE.items():
            with store.access() as access:
                access.put_account(
                    Account(name, Role(role), hashed, "2026-01-01T12:00:00.000000", "desk")
                )
        accounts.add_invited(store, "walter", Role.ANALYST, by="edgar")
        accounts.add_invited(store, "lena", Role.VIEWER, by="edgar")
        accounts.lock(store, "lena", is_locked=True)
        for name in PEOPLE.values():
            accounts.give_token(
                store, name, role=Role.VIEWER, label=f"{EVIL} {name}"[:60], days=30, by="edgar"
            )
    return path


@pytest.fixture(scope="module")
def desk(store):
    yield from serving(store, accounts=True)


@pytest.fixture(scope="module")
def link(store):
    """Return the address behind which somebody who was invited sets a password."""
    with open_store(str(store)) as opened:
        _, key = accounts.add_invited(opened, "ida", Role.VIEWER, by="edgar")
    return f"/welcome?key={key}"


def log_in(tab, desk, name, password=PASSWORD):
    tab.page.goto(f"{desk}/login")
    tab.page.get_by_label("Name").fill(name)
    tab.page.get_by_label("Password").fill(password)
    tab.page.get_by_role("button", name="Log in").click()


@pytest.fixture(params=SIZES)
def stranger(request, browser):
    tab = Tab(browser, **SIZES[request.param])
    yield tab
    tab.context.close()


def quiet(tab, desk, *, refused=()):
    """Tell what a tab complained of, but that a page was refused that has to be."""
    assert tab.foreign(desk) == []
    assert tab.page.evaluate("window.__ran === undefined")
    return [one for one in tab.complaints if not one.startswith(tuple(desk + r for r in refused))]


def test_who_is_not_logged_in_meets_sound_pages(stranger, desk, link):
    wrong = list(wrong_on(stranger, [f"{desk}/login", f"{desk}/people", f"{desk}{link}"]))
    log_in(stranger, desk, EVIL, "a wrong password")
    assert stranger.page.get_by_role("alert").count() == 1
    wrong += wrong_here(stranger)
    assert wrong == []
    assert quiet(stranger, desk, refused=("/login",)) == []


@pytest.mark.parametrize("role", PEOPLE)
def test_the_pages_of_every_role_are_sound_at_every_size(stranger, desk, role):
    log_in(stranger, desk, PEOPLE[role])
    assert stranger.page.get_by_role("link", name=PEOPLE[role]).is_visible()
    wrong = list(wrong_on(stranger, [desk + path for path in PAGES[role]]))
    assert wrong == []
    assert quiet(stranger, desk, refused=REFUSED[role]) == []


def test_what_is_shown_once_is_sound_at_every_size(stranger, desk):
    log_in(stranger, desk, "edgar")
    wrong = []
    stranger.page.goto(f"{desk}/accounts")
    stranger.page.get_by_role("button", name="New link walter").click()
    assert "/welcome?key=" in stranger.page.get_by_role("status").inner_text()
    wrong += wrong_here(stranger)
    stranger.page.get_by_label("Name").fill("vera")
    stranger.page.get_by_role("button", name="Add").click()
    assert stranger.page.get_by_role("alert").count() == 1
    wrong += wrong_here(stranger)
    stranger.page.goto(f"{desk}/tokens")
    stranger.page.get_by_label("What it is for").fill("a script")
    stranger.page.get_by_role("button", name="Make").click()
    assert stranger.page.get_by_role("status").count() == 1
    wrong += wrong_here(stranger)
    assert wrong == []
    assert quiet(stranger, desk, refused=("/accounts",)) == []


def test_a_viewer_is_shown_no_button_that_he_may_not_press(stranger, desk):
    log_in(stranger, desk, "vera")
    for path in ("/review", "/decisions", "/people", "/claims"):
        stranger.page.goto(desk + path)
        forms = stranger.page.locator('main form[method="post"]').count()
        assert forms == 0, (path, stranger.page.locator('main form[method="post"]').first)
