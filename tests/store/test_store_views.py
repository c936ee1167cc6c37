"""Views: what a picture of the store shows, now and as of a time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import EXERCISE, NOON, analyse, at, judge, make_report, numbered, pair

from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import JudgementKind, Publisher, Reliability, Report
from vedette.store.store import Store
from vedette.store.view import View


def left(view: View) -> dict[str, int]:
    out = view.left_out()
    assert (out.pop("rejected"), out.pop("reverted")) == (0, 0)
    return out


def ids(view: View) -> set[str]:
    return {report.id for report in view.reports()}


# ---- as of -------------------------------------------------------------------------------------


def test_a_picture_by_publication_ends_with_its_moment(store: Store) -> None:
    pairs = [pair(f"Day {day} said {day} hundred.", day=day) for day in (5, 10, 15)]
    store.add(pairs, ingested_at=NOON)
    first, second, third = (report.id for report, _ in pairs)
    for moment, expected in [
        (at(9), {first}),
        (at(10, 23).replace(minute=59, second=59), {first, second}),
        (at(10), {first}),  # at noon the day is not over
        (at(30), {first, second, third}),
    ]:
        with store.view(as_of=moment) as view:
            assert ids(view) == expected
            assert left(view) == {"undated": 0, "later": 3 - len(expected)}
            assert len(view.claims()) == len(expected)


def test_an_undated_report_enters_no_picture_by_publication(store: Store) -> None:
    undated = pair("Nobody knows when they said 40 came.", retrieved=at(3))
    store.add([undated, *numbered(1)], ingested_at=NOON)
    with store.view(as_of=at(30)) as view:
        assert undated[0].id not in ids(view)
        assert left(view) == {"undated": 1, "later": 0}
    with store.view(as_of=at(30), by="retrieved") as view:
        assert undated[0].id in ids(view)
        assert left(view) == {"undated": 0, "later": 1}
    with store.view() as view:
        assert undated[0].id in ids(view)
        assert left(view) == {"undated": 0, "later": 0}


def test_an_edited_version_counts_from_its_first_retrieval(store: Store) -> None:
    first = pair("Staff said 500 came.", day=5, url="u/1", retrieved=at(6))
    edited = pair("Staff said 900 came.", day=5, url="u/1", retrieved=at(20))
    store.add([first], ingested_at=NOON)
    store.add([edited], ingested_at=NOON)
    with store.view() as view:
        assert ids(view) == {edited[0].id}
        assert [report.id for report in view.versions(edited[0].id)] == [first[0].id, edited[0].id]
        assert view.report(first[0].id) == first[0]
        assert [figure.low for _, figure, _ in view.figures()] == [900]
        assert view.counts()["reports"] == 1
        assert view.counts()["versions"] == 2
        assert list(view.analyses(report_ids=[first[0].id])) == [first]
    with store.view(as_of=at(10)) as view:
        assert ids(view) == {first[0].id}
        assert view.versions(first[0].id) == [first[0]]
        assert [figure.low for _, figure, _ in view.figures()] == [500]
        assert left(view) == {"undated": 0, "later": 1}
    with store.view(as_of=at(25)) as view:
        assert ids(view) == {edited[0].id}


def test_versions_stand_in_the_order_of_retrieval_however_they_arrive(store: Store) -> None:
    later = pair("Staff said 900 came.", day=5, url="u/1", retrieved=at(20))
    earlier = pair("Staff said 500 came.", day=5, url="u/1", retrieved=at(6))
    store.add([later, earlier], ingested_at=NOON)
    with store.view() as view:
        assert ids(view) == {later[0].id}
    with store.view(as_of=at(10)) as view:
        assert ids(view) == {earlier[0].id}


def test_versions_without_retrieval_stand_in_the_order_of_arrival(store: Store) -> None:
    first, second = (pair(f"Staff said {n} came.", day=5, url="u/1") for n in (500, 900))
    store.add([first], ingested_at=NOON)
    store.add([second], ingested_at=at(2, month=10))
    with store.view() as view:
        assert ids(view) == {second[0].id}
    with store.view(as_of=at(30), by="published") as view:
        assert ids(view) == {first[0].id}
    with store.view(as_of=NOON, by="retrieved") as view:
        assert ids(view) == {first[0].id}


def test_a_picture_by_retrieval_takes_the_time_of_ingest_where_no_other_is_known(
    store: Store,
) -> None:
    store.add(numbered(1), ingested_at=at(8))
    for moment, count in [(at(7), 0), (at(8), 1)]:
        with store.view(as_of=moment, by="retrieved") as view:
            assert len(list(view.reports())) == count


def test_another_clock_is_refused(store: Store) -> None:
    with pytest.raises(BadArgumentError, match="--by"):
        store.view(by="guessed")  # type: ignore[arg-type]


def test_an_open_view_does_not_change(store: Store) -> None:
    store.add(numbered(2), ingested_at=NOON)
    with store.view() as view:
        store.add(numbered(2, first=2), ingested_at=NOON)
        assert view.counts()["reports"] == 2
    with store.view() as view:
        assert view.counts()["reports"] == 4


# ---- reports -----------------------------------------------------------------------------------


def test_a_report_is_found_by_a_unique_beginning_of_its_id_or_by_its_address(store: Store) -> None:
    (report, _), *_ = pairs = numbered(30)
    store.add(pairs, ingested_at=NOON)
    with store.view() as view:
        assert view.report(report.id[:20]) == report
        assert view.report(report.id[4:20]) == report
        assert view.report("u/0") == report


def test_an_ambiguous_beginning_names_the_candidates(store: Store) -> None:
    store.add(numbered(2), ingested_at=NOON)
    with store.view() as view, pytest.raises(NotFoundError, match="Did you mean rep-"):
        view.report("rep-")


@pytest.mark.parametrize("name", ["", "%", "____", "rep", "'; DROP TABLE report; --"])
def test_what_is_no_id_finds_nothing(store: Store, name: str) -> None:
    store.add(numbered(2), ingested_at=NOON)
    with store.view() as view, pytest.raises(NotFoundError, match="no such report"):
        view.report(name)


def test_a_mistyped_id_is_answered_with_the_nearest(store: Store) -> None:
    (report, _), *_ = numbered(1)
    store.add(numbered(1), ingested_at=NOON)
    with store.view() as view, pytest.raises(NotFoundError) as caught:
        view.report(report.id[:-1] + "x")
    assert report.id[:12] in caught.value.line()


# ---- claims, figures, names --------------------------------------------------------------------


def test_claims_are_filtered(store: Store) -> None:
    store.add(
        [
            pair("Ada Stone said 100 tanks moved.", day=1),
            pair("Bo Reed said 50% of nothing was shown.", day=2),
            pair("Ada Stone said nobody came.", day=3),
        ],
        ingested_at=NOON,
    )
    with store.view() as view:
        assert len(view.claims()) == 3
        assert len(view.claims(speaker="ada  STONE")) == 2
        assert len(view.claims(speaker="defence staff")) == 3
        assert len(view.claims(subject=EXERCISE.lower())) == 3
        assert len(view.claims(subject="Basalt-2025")) == 0
        assert len(view.claims(predicate="states", text="moved TANKS")) == 1
        assert len(view.claims(text="50%")) == 1
        assert len(view.claims(text="5_%")) == 0
        assert len(view.claims(limit=2)) == 2
        [(report, claim, attribution)] = view.claims(limit=1, offset=2)
        assert report.text.endswith("nobody came.")
        assert claim.evidence.holds_in(report.text)
        assert attribution is not None
        assert attribution.speaker is not None
        assert attribution.speaker.name == "Ada Stone"


def test_figures_come_with_report_and_attribution(store: Store) -> None:
    pairs = numbered(3)
    store.add(pairs, ingested_at=NOON)
    with store.view() as view:
        found = view.figures(activity=EXERCISE, counted="personnel", speaker="the staff")
        assert [(report, figure) for report, figure, _ in found] == [
            (report, analysis.figures[0]) for report, analysis in pairs
        ]
        assert all(
            attribution == a.attributions[0]
            for (_, _, attribution), (_, a) in zip(found, pairs, strict=True)
        )
        assert view.figures(activity="other") == []
        assert view.figures(counted="tank") == []


def test_names_are_listed_the_most_frequent_first(store: Store) -> None:
    store.add(numbered(2), ingested_at=NOON)
    store.add([pair("Bo Reed said no.", day=1)], ingested_at=NOON)
    with store.view() as view:
        assert view.activities() == [(EXERCISE, "exercise", 3)]
        assert view.subjects() == [EXERCISE]
        assert view.speakers() == ["The staff", "Bo Reed"]
        assert view.things() == ["The staff", "Bo Reed"]
        assert len(list(view.analyses(activity=EXERCISE))) == 3
        assert list(view.analyses(activity="other")) == []
        assert len(list(view.analyses(subject=EXERCISE))) == 3
        assert len(list(view.analyses(subject=EXERCISE.upper()))) == 3
        assert list(view.analyses(subject="other")) == []
        assert view.analysis(numbered(1)[0][0].id) == numbered(1)[0][1]


# ---- publishers and judgements -----------------------------------------------------------------


def test_publishers_carry_the_grade_that_stands(store: Store) -> None:
    store.add([pair("Ada said 5.", day=1), pair("Bo said 6.", day=2)], ingested_at=NOON)
    store.add([pair("Cy said 7.", day=3, publisher="Elsewhere")], ingested_at=NOON)
    assert store.add_publishers([Publisher("Northern Courier", country="NO")]) == 1
    assert store.add_publishers([Publisher("Northern Courier", country="NO")]) == 0

    def regrade(value: str, by: str) -> None:
        judgement = judge("Northern Courier", kind=JudgementKind.REGRADE, value=value, by=by)
        store.add_judgements([judgement])

    def grades() -> dict[str, Reliability]:
        with store.view() as view:
            return {each.name: each.reliability for each, _ in view.publishers()}

    assert grades() == {"Northern Courier": Reliability.F, "Elsewhere": Reliability.F}
    regrade("D", "rule:history@1")
    assert grades()["Northern Courier"] is Reliability.D
    regrade("B", "person:ada")
    regrade("E", "rule:history@2")
    assert grades()["Northern Courier"] is Reliability.B
    with store.view() as view:
        assert [(each.name, n) for each, n in view.publishers()] == [
            ("Northern Courier", 2),
            ("Elsewhere", 1),
        ]
        assert view.publishers()[0][0].graded_by == "person:ada"
        assert view.publishers()[0][0].country == "NO"


def test_a_judgement_supersedes_and_is_never_overwritten(store: Store) -> None:
    accepted = judge("fig-1", kind=JudgementKind.ACCEPT, made_at=at(1))
    assert store.add_judgements([accepted, accepted]) == 1
    assert store.add_judgements([judge("fig-1", kind=JudgementKind.ACCEPT, made_at=at(2))]) == 0
    rejected = judge(
        "fig-1", kind=JudgementKind.REJECT, made_at=at(5), supersedes=accepted.id, reason="misread"
    )
    assert store.add_judgements([rejected]) == 1
    with store.view() as view:
        assert view.judgements() == [rejected]
        assert view.judgements(superseded=True) == [accepted, rejected]
        assert view.judgements(kind=JudgementKind.ACCEPT) == []
        assert view.judgements(about="fig-2") == []
    with store.view(as_of=at(3), by="retrieved") as view:
        assert view.judgements() == [accepted]
    again = judge("fig-1", kind=JudgementKind.ACCEPT, made_at=at(9), supersedes=rejected.id)
    assert store.add_judgements([again]) == 1
    with store.view() as view:
        assert view.judgements() == [again]
        assert len(view.judgements(superseded=True)) == 3


def test_another_reason_for_the_same_decision_supersedes_the_old_one(store: Store) -> None:
    old, new = (judge("a", b="b", reason=why, made_at=at(1)) for why in ("first", "second"))
    assert store.add_judgements([old, new]) == 2
    with store.view() as view:
        assert view.judgements(about="b") == [new]


def test_a_judgement_without_its_claim_is_an_orphan(store: Store) -> None:
    [(report, analysis)] = numbered(1)
    store.add([(report, analysis)], ingested_at=NOON)
    at_home = judge(analysis.figures[0].id)
    lost = judge("clm-" + "0" * 32, by="person:ada")
    named = judge("Northern Courier", kind=JudgementKind.REGRADE, value="C")
    store.add_judgements([at_home, lost, named])
    with store.view() as view:
        assert view.orphans() == [lost]


# ---- forgetting --------------------------------------------------------------------------------


def test_forgetting_leaves_a_tombstone_and_nothing_else(store: Store) -> None:
    gone, kept = pair("Ada said 5 xylophones came.", day=1), pair("Bo said 6 came.", day=2)
    store.add([gone, kept], ingested_at=NOON)
    figure_id = gone[1].figures[0].id
    store.add_judgements([judge(figure_id), judge("x", evidence=(gone[0].id,)), judge("y")])
    assert store.forget(gone[0].id, reason="asked to", at=at(9))
    assert not store.forget(gone[0].id, reason="asked to", at=at(9))
    with store.view() as view:
        assert ids(view) == {kept[0].id}
        assert view.search("xylophones") == []
        assert len(view.figures()) == len(view.claims()) == 1
        assert [each.a for each in view.judgements(superseded=True)] == ["y"]
        with pytest.raises(NotFoundError):
            view.report(gone[0].id)
    [stone] = store.tombstones()
    assert (stone.report_id, stone.reason) == (gone[0].id, "asked to")
    assert store.forgotten([gone[0].id, kept[0].id]) == {gone[0].id}
    assert store.add([gone], ingested_at=NOON) == 0
    assert store.add([gone], ingested_at=NOON, force=True) == 1
    assert store.tombstones() == []


# ---- search ------------------------------------------------------------------------------------


def test_search_finds_words_in_headline_and_text(store: Store) -> None:
    report = make_report("Граница closed. The lorries were stuck at the crossing.", day=1)
    store.add([(report, analyse(report)), *numbered(3)], ingested_at=NOON)
    with store.view() as view:
        [(found, snippet)] = view.search("lorry граница")
        assert found == report.id
        assert "lorries" in snippet
        assert view.search('"stuck at the crossing"') == [(report.id, snippet)]
        assert view.search("“stuck at the crossing”") == [(report.id, snippet)]
        assert view.search("crossing stuck") == [(report.id, snippet)]
        assert view.search('"crossing stuck"') == []
        assert len(view.search("soldiers", limit=2)) == 2


def test_a_search_for_any_word_puts_reports_with_the_rarest_first(store: Store) -> None:
    rare = make_report("Soldiers saw a narwhal.", day=1)
    store.add([(rare, analyse(rare)), *numbered(3)], ingested_at=NOON)
    with store.view() as view:
        found = view.search_any(["soldiers", "narwhal", "unheard-of"])
        assert found[0] == rare.id
        assert len(found) == 4
        assert view.search_any(["narwhal"]) == [rare.id]
        assert view.search_any([]) == []
        assert view.search_any(['"', "OR", "*"]) == []


def test_a_view_counts_its_reports_by_language(store: Store) -> None:
    store.add(numbered(3), ingested_at=NOON)
    with store.view() as view:
        assert sum(view.languages().values()) == view.count() == 3


def test_parts_of_analyses_are_read_alone(store: Store) -> None:
    its = make_report("Soldiers saw a narwhal.", day=1)
    store.add([(its, analyse(its))], ingested_at=NOON)
    with store.view() as view:
        [(_, whole)] = view.analyses(report_ids=[its.id])
        [(_, some)] = view.analyses(report_ids=[its.id], parts=("attributions",))
        assert some.attributions == whole.attributions
        assert not some.claims


def test_a_view_knows_its_first_and_last_day(store: Store) -> None:
    with store.view() as view:
        assert view.days() == (None, None)
    first, last = make_report("One.", day=1), make_report("Two.", day=5)
    store.add([(one, analyse(one)) for one in (first, last)], ingested_at=NOON)
    with store.view() as view:
        days = view.days()
        assert days == (first.published.end, last.published.end)


def test_search_follows_the_picture(store: Store) -> None:
    first = pair("Staff said 500 sappers came.", day=5, url="u/1", retrieved=at(6))
    edited = pair("Staff said 900 sappers came.", day=5, url="u/1", retrieved=at(20))
    store.add([first, edited], ingested_at=NOON)
    with store.view() as view:
        assert [found for found, _ in view.search("sappers")] == [edited[0].id]
    with store.view(as_of=at(10)) as view:
        assert [found for found, _ in view.search("sappers")] == [first[0].id]


SYNTAX = [
    '"',
    '""',
    "soldiers AND",
    "OR NOT",
    "NEAR(soldiers drill, 2)",
    "headline:soldiers",
    "soldiers*",
    "^soldiers",
    "(soldiers",
    "-soldiers",
    "soldiers + drill",
    "{headline text}: soldiers",
    "' OR 1=1 --",
    "soldiers; DROP TABLE report",
    "\\",
    "%",
    "so\0ldiers",
    "…",
    "²",
    "a & !b | (c <-> d):*",
    ":words",
]


@pytest.mark.parametrize("query", SYNTAX)
def test_nothing_a_user_types_is_search_syntax(store: Store, query: str) -> None:
    store.add(numbered(2), ingested_at=NOON)
    with store.view() as view:
        assert isinstance(view.search(query), list)
        assert len(view.search("soldiers")) == 2


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=40))
def test_no_query_breaks_the_search(store: Store, query: str) -> None:
    with store.view() as view:
        assert view.search(query) == []


def test_a_long_query_is_searched_by_its_beginning(store: Store) -> None:
    store.add(numbered(1), ingested_at=NOON)
    with store.view() as view:
        assert len(view.search("soldiers " * 5000)) == 1


def test_a_report_holds_its_own_id(store: Store) -> None:
    store.add(numbered(1), ingested_at=NOON)
    with store.view() as view:
        [report] = view.reports()
    assert report.id == Report.make_id(report.publisher, report.url, report.text)
