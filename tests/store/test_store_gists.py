"""Stories in the store: placed as reports come in, the same on both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from store_samples import NOON, at, pair

from vedette.compare.stories.group import group as group_in_memory
from vedette.errors import NotFoundError
from vedette.model import Judgement, JudgementKind
from vedette.run import stories as run
from vedette.run.linking import Linker
from vedette.store.store import Store

FERRY = (
    "The staff said {n} passengers left the ferry Halland, aground off Gotland since {day}, by "
    "helicopter. The Swedish coast guard sent lifeboats from Visby to the ferry Halland."
)
MINE = (
    "The staff said {n} miners were rescued from the Karolina pit near Ostrava. Methane had "
    "exploded in the Karolina pit on {day}, the Czech mining office found."
)


def news():
    return [
        pair(FERRY.format(n=212, day="Friday"), day=10, url="u/1"),
        pair(MINE.format(n=31, day="Monday"), day=11, url="u/2"),
        pair(FERRY.format(n=198, day="Friday"), day=11, url="u/3"),
        pair(MINE.format(n=29, day="Monday"), day=12, url="u/4"),
    ]


@pytest.fixture
def filled(store: Store):
    items = news()
    store.add(items, ingested_at=NOON)
    assert run.group(store) == len(items)
    return store, [report.id for report, _ in items]


def companies(store: Store, ids, **moment):
    with store.view(**moment) as view:
        found = run.stories(view)
    return sorted(sorted(ids.index(one) for one in told.story.report_ids) for told in found)


def test_the_store_groups_as_memory_does(filled):
    store, ids = filled
    assert companies(store, ids) == [[0, 2], [1, 3]]
    in_memory = group_in_memory(news())
    with store.view() as view:
        assert {told.story for told in run.stories(view)} == set(in_memory.stories)
        why = run.why(view, ids[2])
    assert why.placement == in_memory.placements[ids[2]]
    assert why.placement.nearest == ids[0]


def test_the_members_beside_a_report_are_those_of_its_story(filled):
    store, ids = filled
    with store.view() as view:
        for one in ids:
            ours = {each.report_id for each in view.members(beside=one)}
            assert ours == set(run.why(view, one).told.story.report_ids)
        assert view.members(beside="rep-0") == []
        assert {each.report_id for each in view.members()} == set(ids)


def test_one_by_one_and_all_at_once_give_the_same(store: Store):
    items = news()
    for item in items:
        store.add([item], ingested_at=NOON)
        assert run.group(store) == 1
    assert companies(store, [report.id for report, _ in items]) == [[0, 2], [1, 3]]
    assert run.group(store) == 0


def test_a_picture_of_the_past_holds_only_what_was_out(filled):
    store, ids = filled
    assert companies(store, ids, as_of=at(11, 23)) == [[0, 2], [1]] or companies(
        store, ids, as_of=datetime(2025, 9, 11, 23, 59, 59, tzinfo=UTC)
    ) == [[0, 2], [1]]


def test_a_person_parts_and_joins_and_the_machine_keeps_its_own(filled):
    store, ids = filled
    kind = JudgementKind.NOT_SAME
    key = Judgement.make_id(kind, a=ids[0], b=ids[2], by="person:ann", code="story", value=None)
    store.add_judgements(
        [
            Judgement(
                key, kind, ids[0], ids[2], "person:ann", "two trips", code="story", made_at=NOON
            )
        ]
    )
    assert companies(store, ids) == [[0], [1, 3], [2]]
    with store.view() as view:
        assert [one.id for one in run.why(view, ids[2]).decisions] == [key]


def test_a_forgotten_report_leaves_its_story_and_its_words(filled):
    store, ids = filled
    store.forget(ids[0], reason="asked to", at=NOON)
    assert companies(store, ids) == [[1, 3], [2]]
    with store.grouping() as gists:
        near = gists.near(["halland"], None, limit=9)
    assert len(near["halland"]) == 1


def test_an_unknown_story_and_a_report_without_one_are_said(filled):
    store, _ = filled
    late = pair("Something else was said.", url="u/9")
    store.add([late], ingested_at=NOON)
    with store.view() as view:
        with pytest.raises(NotFoundError, match="no such story"):
            run.story(view, "sto-0000")
        with pytest.raises(NotFoundError, match="no story yet"):
            run.why(view, late[0].id)
        with pytest.raises(NotFoundError, match="no story is about"):
            run.stories(view, "volcano")


def test_a_story_is_found_by_the_beginning_of_its_id(filled):
    store, ids = filled
    with store.view() as view:
        told = run.stories(view)[0]
        found = run.story(view, told.story.id[:12])
        assert found.story == told.story
        assert [one.report_id for one in run.reasons(view, found)] == list(told.story.report_ids)
    assert set(told.story.report_ids) <= set(ids)


def test_a_cut_reprint_is_in_the_story_of_its_text(store: Store):
    whole = (
        f"{FERRY.format(n=212, day='Friday')} The weather had been calm all night, "
        "and nobody could say why the ferry had left the marked channel so close to the shore.\n\n"
        "Divers from Karlskrona are to look at the hull before tugs pull it off the rocks, which "
        "may take until the end of the week if the wind turns to the north as forecast."
    )
    cut = whole.split("\n\n")[1]
    first, second = pair(whole, day=10, url="u/1"), pair(cut, day=11, url="u/2")
    store.add([first, second], ingested_at=NOON)
    Linker(store).link()
    assert run.group(store) == 2
    with store.view() as view:
        [told] = run.stories(view)
        why = run.why(view, second[0].id)
    assert len(told.members) == 2
    assert why.placement.reason == "goes back to a text of this story"
