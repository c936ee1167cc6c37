"""Accounts, logins, tokens and the audit log, and an older store that gets them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from store_samples import EXERCISE, NOON, pair

from vedette.store import migrate
from vedette.store.access import Account, Done, Login, Role, Token
from vedette.store.seeking import Sought
from vedette.store.store import Store, open_store

AT = "2026-01-01T12:00:00.000000"
ANNA = Account("Änna Ångström", Role.ANALYST, "$argon2id$…", AT, "desk")


def test_an_account_is_found_in_any_case_and_changed_in_place(store: Store) -> None:
    with store.access() as access:
        access.put_account(ANNA)
        access.put_account(Account("änna ångström", Role.EDITOR, "other", AT, "desk"))
    with store.doors() as doors:
        assert [each.role for each in doors.accounts()] == [Role.EDITOR]
        assert doors.account("ÄNNA  ÅNGSTRÖM") == doors.accounts()[0]
        assert doors.account("anna") is None


def test_what_hangs_on_an_account_goes_with_it(store: Store) -> None:
    login = Login("digest", ANNA.name, AT, AT, "192.0.2.7")
    token = Token("tok-1", "other", ANNA.name, Role.VIEWER, "nightly", AT, "desk")
    with store.access() as access:
        access.put_account(ANNA)
        access.put_login(login)
        access.put_token(token)
    with store.doors() as doors:
        held = doors.login("digest")
        assert held is not None
        assert held[1] == ANNA
        assert doors.token("other") == (token, ANNA)
        assert doors.token("tok-1") is doors.login("other") is None
    with store.access() as access:
        access.put_account(ANNA)  # changed: the login ends, the token stays
    with store.doors() as doors:
        assert doors.login("digest") is None
        assert doors.tokens() == [token]
    with store.access() as access:
        assert access.drop_account("änna ångström")
        assert not access.drop_account("änna ångström")
    with store.doors() as doors:
        assert doors.tokens() == doors.accounts() == []


def test_logins_that_ran_out_are_removed(store: Store) -> None:
    moments = {"old": ("2025-01-01", "2025-01-09"), "idle": ("2025-01-08", "2025-01-08"),
               "fine": ("2025-01-08", "2025-01-09")}  # fmt: skip
    with store.access() as access:
        access.put_account(ANNA)
        for name, (made, seen) in moments.items():
            access.put_login(Login(name, ANNA.name, made, seen, ""))
        access.drop_logins(unseen_since="2025-01-08T12", made_before="2025-01-02")
        assert access.login("old") is access.login("idle") is None
        assert access.login("fine") is not None
        access.drop_login("fine")
        assert access.login("fine") is None


def test_the_log_is_read_from_its_end_by_person_and_by_number(store: Store) -> None:
    lines = [Done(AT, who, "session", "", f"act {n}", "\0\ud800", 200)
             for n, who in enumerate(("anna", "bo", "anna"))]  # fmt: skip
    with store.access() as access:
        for line in lines:
            access.note(line)
    with store.doors() as doors:
        assert [done.action for _, done in doors.done(limit=9)] == ["act 2", "act 1", "act 0"]
        assert [done.action for _, done in doors.done(who="Anna", limit=9)] == ["act 2", "act 0"]
        assert [no for no, _ in doors.done(before=3, limit=1)] == [2]


def test_a_key_is_set_once(store: Store) -> None:
    with store.access() as access:
        assert access.secret("pages", "one") == "one"
        assert access.secret("pages", "two") == "one"


@pytest.mark.parametrize(
    ("role", "needed", "enough"),
    [
        (Role.VIEWER, Role.VIEWER, True),
        (Role.VIEWER, Role.ANALYST, False),
        (Role.ANALYST, Role.VIEWER, True),
        (Role.ANALYST, Role.EDITOR, False),
        (Role.EDITOR, Role.ANALYST, True),
    ],
)
def test_a_role_may_what_a_lower_one_may(role: Role, needed: Role, enough: bool) -> None:
    assert role.may(needed) is enough


COUNTS = ("claims", "figures", "attributions", "unplaced", "abstained", "timed")


def test_places_and_counts_of_an_older_store_are_filled_in(address: str) -> None:
    with open_store(address) as store:
        store.add([pair(f"Minsk said 500 of {EXERCISE}.", day=5)], ingested_at=NOON)
        with store._engine.begin() as connection:
            row = connection.execute(sa.text("SELECT no, payload FROM analysis")).one()
            where = '"where":{"name":"Brest Region"},'
            payload = row.payload.replace('"claims":[{', f'"claims":[{{{where}', 1)
            assert where in payload
            connection.execute(
                sa.text("UPDATE analysis SET payload = :payload"), {"payload": payload}
            )
            config = migrate._config()
            config.attributes["connection"] = connection
            for statement in (
                "DROP TABLE webhook",
                "DROP TABLE saved_search",
                "DROP INDEX claim_when",
                "DROP INDEX claim_place",
                "ALTER TABLE claim DROP COLUMN place",
                "ALTER TABLE claim DROP COLUMN place_key",
                *(f"ALTER TABLE analysis DROP COLUMN {name}" for name in COUNTS),
                *(f"DROP TABLE {name}" for name in ("login", "access_token", "invitation")),
                *(f"DROP TABLE {name}" for name in ("account", "audit", "attempt")),
                "DROP TABLE secret",
            ):
                connection.execute(sa.text(statement))
            command.stamp(config, "0004", purge=True)
    with open_store(address) as store, store.view() as view:
        assert len(view.seek(Sought(place="brest region"))) == 1
        assert {name: view.counts()[name] for name in COUNTS[:3]} == dict.fromkeys(COUNTS[:3], 1)
        assert view.tally(Sought(place="Brest Region"), ["place"])["place"][-1][1] == 1
        with store.doors() as doors:
            assert doors.accounts() == []
