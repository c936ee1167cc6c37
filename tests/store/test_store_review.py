"""Decisions that others make meanwhile, comments, links to set a password, failed logins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import EXERCISE, NOON, at, numbered, pair

from vedette.compare.conventions import Conventions
from vedette.errors import DecidedMeanwhile, NotFoundError
from vedette.model import JudgementKind
from vedette.run import accounts, queries
from vedette.run.review.about import decided_on, last_by
from vedette.run.review.drafts import Wish, enter
from vedette.run.review.preview import preview
from vedette.run.review.queue import gather, undecided
from vedette.store.access import Role
from vedette.store.store import Store
from vedette.web.access.throttle import BY_ACCOUNT, Throttle

TEXT = "The staff said 450 sappers came to the river. Report of the day."


@pytest.fixture
def figure(store: Store) -> str:
    store.add([pair(TEXT, day=3, url="u/river"), *numbered(2)], ingested_at=NOON)
    with store.view() as view:
        return next(f.id for _, f, _ in view.figures() if f.low == 450)


def seen(store: Store) -> int:
    with store.view() as view:
        return view.decided_until()


def wish(decision: str, a: str, *, who: str = "mira", **more: object) -> Wish:
    return Wish(decision, a, "the words say so", who, **more)  # type: ignore[arg-type]


# ---- decided meanwhile -------------------------------------------------------------------------


def test_a_decision_of_another_on_the_same_thing_is_noticed(store: Store, figure: str) -> None:
    before = seen(store)
    enter(store, wish("accept", figure, who="berta"), seen=before)
    with pytest.raises(DecidedMeanwhile, match="berta decided on it"):
        enter(store, wish("reject", figure), seen=before)
    with store.view() as view:
        assert [one.by for one in view.judgements()] == ["person:berta"]
    enter(store, wish("reject", figure), seen=seen(store))  # seen, and decided nonetheless
    with store.view() as view:
        assert figure in view.standing.rejected


def test_ones_own_decisions_and_those_on_other_things_disturb_nobody(
    store: Store, figure: str
) -> None:
    before = seen(store)
    with store.view() as view:
        other = next(f.id for _, f, _ in view.figures() if f.id != figure)
    enter(store, wish("accept", figure), seen=before)
    enter(store, wish("reject", other, who="berta"), seen=before)
    enter(store, wish("reject", figure), seen=before)


def test_an_undone_decision_is_noticed_too(store: Store, figure: str) -> None:
    made = enter(store, wish("reject", figure, who="berta")).judgement
    before = seen(store)
    enter(store, wish("undo", made.id, who="carl"), seen=before)
    with pytest.raises(NotFoundError):
        enter(store, wish("undo", made.id), seen=before)


def test_a_comment_never_stands_in_the_way(store: Store, figure: str) -> None:
    before = seen(store)
    enter(store, wish("comment", figure, who="berta"), seen=before)
    assert enter(store, wish("reject", figure), seen=before).is_new


# ---- one act -----------------------------------------------------------------------------------


def test_all_renderings_are_accepted_and_taken_back_at_one_stroke(store: Store) -> None:
    texts = [f"The staff said 450 sappers came to the river. {n}th edition." for n in range(3)]
    pairs = [pair(text, day=3, url=f"u/{n}") for n, text in enumerate(texts)]
    store.add(pairs, ingested_at=NOON)
    with store.view() as view:
        ids = [f.id for _, f, _ in view.figures()]
    made = enter(store, wish("accept", ids[0], others=tuple(ids[1:])))
    with store.view() as view:
        assert set(ids) <= view.standing.accepted
    enter(store, wish("undo", made.judgement.id))
    with store.view() as view:
        assert not view.standing.accepted & set(ids)


# ---- comments ----------------------------------------------------------------------------------


def test_comments_are_kept_side_by_side_and_decide_nothing(store: Store, figure: str) -> None:
    for words in ("ask them", "they do not answer"):
        enter(store, Wish("comment", figure, words, "mira"))
    enter(store, Wish("comment", EXERCISE, "watch the river", "mira"))
    with store.view() as view:
        told = decided_on(view, [figure, EXERCISE])
        assert [one.why for one in told[figure]] == ["ask them", "they do not answer"]
        assert [one.is_comment for one in told[EXERCISE]] == [True]
        assert view.standing.rejected == view.standing.accepted == frozenset()
        item = next(one for one in undecided(view, gather(view)) if one.id == figure)
    assert item.id == figure


def test_the_last_decision_of_a_person_is_his_own(store: Store, figure: str) -> None:
    enter(store, wish("accept", figure, who="berta"))
    with store.view() as view:
        assert last_by(view, "mira") is None
        last = last_by(view, "berta")
    assert last is not None
    assert last.what == "accepted"


# ---- before it is made -------------------------------------------------------------------------


def test_a_preview_enters_nothing_and_says_what_would_be(store: Store, figure: str) -> None:
    with store.view() as view:
        told = preview(view, wish("reject", figure))
        assert told.boards[0][0] == EXERCISE
        assert any("leaves the board" in change.words for change in told.boards[0][1])
        assert view.judgements() == []
    enter(store, wish("reject", figure), seen=told.seen)
    with store.view() as view:
        after = preview(view, wish("reject", figure))
        assert after.boards[0][1] == ()
        back = view.judgements(kind=JudgementKind.REJECT)[0]
        again = preview(view, wish("undo", back.id))
    assert any("comes onto the board" in change.words for change in again.boards[0][1])


def test_what_was_decided_leaves_the_queue(store: Store, figure: str) -> None:
    with store.view() as view:
        kept = gather(view)
        assert figure in {one.id for one in undecided(view, kept)}
    enter(store, wish("accept", figure))
    with store.view() as view:
        assert figure not in {one.id for one in undecided(view, kept)}


# ---- accounts ----------------------------------------------------------------------------------


def test_a_link_sets_a_password_once(store: Store) -> None:
    made, key = accounts.add_invited(store, "Nora", Role.ANALYST, by="desk")
    assert accounts.check(store, "Nora", "three grey herons") is None
    now = accounts.now()
    assert accounts.invited(store, key, at=now + timedelta(hours=73)) is None
    accounts.accept_invitation(store, key, "three grey herons", at=now)
    assert accounts.check(store, "nora", "three grey herons") is not None
    with pytest.raises(NotFoundError):
        accounts.accept_invitation(store, key, "other words here", at=now)
    accounts.remove(store, made.name)


def test_a_locked_account_keeps_everything_and_lets_nobody_in(store: Store) -> None:
    accounts.add(store, "edgar", Role.EDITOR, "three grey herons", by="desk")
    account = accounts.add(store, "vera", Role.VIEWER, "four white swans", by="desk")
    key = accounts.log_in(store, account, address="", at=NOON)
    assert accounts.logged_in(store, key, at=NOON) is not None
    accounts.lock(store, "vera", is_locked=True)
    assert accounts.logged_in(store, key, at=NOON) is None
    assert accounts.check(store, "vera", "four white swans") is None
    accounts.lock(store, "vera", is_locked=False)
    assert accounts.check(store, "vera", "four white swans") is not None


def test_failures_are_counted_in_the_store_and_forgotten_after_an_hour(store: Store) -> None:
    moment = [at(1)]
    one, other = Throttle(lambda: moment[0]), Throttle(lambda: moment[0])
    for each in (one, other, one, other, one):
        assert not each.enter(store, {"account:anna": BY_ACCOUNT})
    assert other.enter(store, {"account:anna": BY_ACCOUNT}) == timedelta(seconds=1)
    moment[0] += timedelta(hours=1, seconds=1)
    assert not other.enter(store, {"account:anna": BY_ACCOUNT})
    with store.doors() as doors:
        assert doors.attempts(["account:anna"])["account:anna"][0] == 1


def test_only_so_many_failures_are_kept(store: Store) -> None:
    with store.access() as access:
        for number in range(6):
            access.put_attempt(f"account:{number}", 1, f"2026-01-0{number + 1}")
        access.forget_attempts("2026-01-02", 3)
        assert len(access.attempts([f"account:{n}" for n in range(6)])) == 3


# ---- one activity under two names --------------------------------------------------------------


def test_two_activities_are_merged_shown_as_one_and_parted_again(store: Store) -> None:
    first, second = pair(TEXT, day=3, url="u/a"), pair(TEXT.replace("450", "900"), day=4, url="u/b")
    report, analysis = second
    other = f"{EXERCISE} (river)"
    scoped = tuple(replace(f, scope=replace(f.scope, activity=other)) for f in analysis.figures)
    named = tuple(replace(each, name=other) for each in analysis.activities)
    store.add(
        [first, (report, replace(analysis, figures=scoped, activities=named))], ingested_at=NOON
    )
    rules = Conventions.shipped()
    with store.view() as view:
        assert len(queries.figures(view, EXERCISE, conventions=rules).rows) == 1
        told = preview(view, wish("merge", EXERCISE, b=other, shared="activity"))
        assert told.summary == f"{EXERCISE} and {other} are one activity"
        assert any("comes onto the board" in c.words for _, cs in told.boards for c in cs)
    made = enter(store, wish("merge", EXERCISE, b=other, shared="activity"), seen=told.seen)
    with store.view() as view:
        assert queries.subject_of(view, other) == EXERCISE
        board = queries.figures(view, other, conventions=rules)
        assert sorted(row.figure.low or 0 for row in board.rows) == [450, 900]
    enter(store, wish("undo", made.judgement.id))
    with store.view() as view:
        assert len(queries.figures(view, EXERCISE, conventions=rules).rows) == 1
        assert queries.subject_of(view, other) == other
