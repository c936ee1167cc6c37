"""Saved searches and webhooks: kept by owner, gone with the account, counted by arrival."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import EXERCISE, NOON, pair

from vedette.errors import BadArgumentError, NotFoundError
from vedette.run import hooks
from vedette.run import saved as run
from vedette.run.accounts import remove as remove_account
from vedette.run.claims import Wanted, seek
from vedette.store.access import Account, Role
from vedette.store.saved import Hook
from vedette.store.seeking import ARRIVAL
from vedette.store.store import Store


def add(store: Store, *texts: str, day: int = 5) -> None:
    store.add([pair(text, day=day) for text in texts], ingested_at=NOON)


def post_of(status: int, sent: list[bytes]) -> hooks.Post:
    def post(_: Hook, body: bytes, __: dict[str, str]) -> int:
        sent.append(body)
        return status

    return post


def test_a_search_is_kept_by_its_owner_and_found_by_name_or_id(store: Store) -> None:
    made = run.save(store, "anna", "Strength", "/claims?predicate=strength&as_of=2025-09-12&page=x")
    assert made.address == "/claims?predicate=strength"
    assert run.find(store, "anna", "strength") == made == run.find(store, None, made.id)
    with pytest.raises(NotFoundError):
        run.find(store, "vera", made.id)
    with pytest.raises(BadArgumentError, match="there is such a search"):
        run.save(store, "anna", "STRENGTH", "/claims")
    run.save(store, "vera", "Strength", "/claims")
    run.remove(store, made)
    with store.saved() as saved:
        assert [one.owner for one in saved.searches()] == ["vera"]


def test_new_is_what_came_in_since_it_was_opened(store: Store) -> None:
    add(store, f"Minsk said 500 of {EXERCISE}.")
    search = run.save(store, "desk", "All", f"/activity/{EXERCISE}")
    with store.view() as view:
        assert run.fresh(view, search) == 0
    add(store, f"Minsk said 600 of {EXERCISE}.", f"Vilnius said 700 of {EXERCISE}.", day=1)
    with store.view() as view:
        assert run.fresh(view, search) == 2
    run.opened(store, search)
    with store.view() as view:
        assert [one.new for one in run.listed(store, view, "desk")] == [0]


def test_what_came_in_last_comes_first_however_old_it_is(store: Store) -> None:
    add(store, f"Minsk said 500 of {EXERCISE}.", day=9)
    add(store, f"Minsk said 600 of {EXERCISE}.", day=1)
    with store.view() as view:
        found = seek(view, Wanted(), limit=10, order=ARRIVAL)
    days = [report.published.start.day for report, *_ in found if report.published.start]
    assert days == [1, 9]


def test_a_feed_can_be_renewed_and_taken_away(store: Store) -> None:
    search = run.save(store, "desk", "All", "/claims")
    assert search.key
    assert run.by_key(store, search.key) == search
    renewed = run.renew(store, search, feed=True)
    with pytest.raises(NotFoundError):
        run.by_key(store, search.key)
    run.renew(store, renewed, feed=False)
    with pytest.raises(NotFoundError):
        run.by_key(store, renewed.key or "")
    with pytest.raises(NotFoundError):
        run.by_key(store, "' OR 1=1 --\0\ud800")


def test_searches_go_with_their_account(store: Store) -> None:
    with store.access() as access:
        access.put_account(Account("Anna", Role.ANALYST, "hash", "2026-01-01T00", "desk"))
    search = run.save(store, run.owner_of("Anna"), "Mine", "/claims")
    hooks.add(store, search, "http://127.0.0.1:9/", by="anna", private=True)
    run.save(store, "desk", "Others", "/claims")
    remove_account(store, "anna")
    with store.saved() as saved:
        assert [one.name for one in saved.searches()] == ["Others"]
        assert saved.hooks() == []


def test_a_webhook_is_told_once_of_what_is_new(store: Store) -> None:
    add(store, f"Minsk said 500 of {EXERCISE}.")
    search = run.save(store, "desk", "All", "/claims")
    hooks.add(store, search, "http://127.0.0.1:9/", by="desk", private=True)
    sent: list[bytes] = []
    post = post_of(204, sent)
    assert [one.outcome for one in hooks.notify(store, post=post)] == ["nothing new"]
    add(store, f"Minsk said 600 of {EXERCISE}.")
    assert [(one.outcome, one.new) for one in hooks.notify(store, post=post)] == [("sent", 1)]
    assert [one.outcome for one in hooks.notify(store, post=post)] == ["nothing new"]
    assert len(sent) == 1
    assert b"600 of" in sent[0]


def test_a_webhook_that_fails_waits_is_counted_and_misses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks.time, "sleep", lambda _: None)
    search = run.save(store, "desk", "All", "/claims")
    hooks.add(store, search, "http://127.0.0.1:9/", by="desk", private=True)
    add(store, f"Minsk said 600 of {EXERCISE}.")
    sent: list[bytes] = []
    (one,) = hooks.notify(store, post=post_of(503, sent))
    assert (one.outcome, one.hook.failures, one.error) == ("failed", 1, "the answer was 503")
    assert len(sent) == hooks.TRIES
    assert [each.outcome for each in hooks.notify(store, post=post_of(200, sent))] == ["waiting"]
    with store.saving() as saved:
        saved.put_hook(replace(saved.hooks()[0], next_at=None))
    add(store, f"Minsk said 700 of {EXERCISE}.")
    (one,) = hooks.notify(store, post=post_of(200, sent))
    assert (one.outcome, one.new, one.hook.failures) == ("sent", 2, 0)


def test_a_refusal_is_not_tried_again_at_once(store: Store) -> None:
    search = run.save(store, "desk", "All", "/claims")
    hooks.add(store, search, "http://127.0.0.1:9/", by="desk", private=True)
    add(store, f"Minsk said 600 of {EXERCISE}.")
    sent: list[bytes] = []
    (one,) = hooks.notify(store, post=post_of(410, sent))
    assert (one.outcome, len(sent)) == ("failed", 1)
