"""What persons decide, in the store: replayed after a re-extraction, taken back, brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOON, analyse, at, judge, make_report, numbered, pair

from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Analysis, Claim, Figure, Judgement, JudgementKind, Report, Span
from vedette.run import deciding, judged, targets
from vedette.run.imports import find as find_import
from vedette.run.imports import imports, revert
from vedette.run.review import drafts
from vedette.store.anchors import GONE, OTHERWISE, SEVERAL
from vedette.store.store import Store

WHO = {"reason": "the words say otherwise", "who": "mira"}
TEXT = "The staff said 450 sappers came to the river. Report of the day."
NEXT = ("speech@2", "figures@2")


@pytest.fixture
def report(store: Store) -> Report:
    found, its = pair(TEXT, day=3, url="u/river")
    store.add([(found, its), *numbered(2)], ingested_at=NOON)
    return found


def extract_again(store: Store, report: Report, **changed: object) -> Analysis:
    its = replace(analyse(report, stages=NEXT), **changed)  # type: ignore[arg-type]
    store.add([(report, its)], ingested_at=at(2, month=10))
    return its


def with_id(noun: Claim, span: Span, **changed: object) -> Claim:
    moved = replace(noun, evidence=span, **changed)  # type: ignore[arg-type]
    made = Claim.make_id(
        moved.report_id,
        subject=moved.subject,
        predicate=moved.predicate,
        value=moved.value,
        evidence=span,
    )
    return replace(moved, id=made)


def words(store: Store, *, rejected: bool = False) -> set[str]:
    with store.view() as view:
        return {claim.evidence.quote for _, claim, _ in view.claims(rejected=rejected)}


def orphans(store: Store) -> dict[str, str]:
    with store.view() as view:
        return {one.judgement.id: one.reason for one in view.standing.orphans}


# ---- deciding ----------------------------------------------------------------------------------


def test_a_rejected_claim_is_listed_no_more_and_an_accepted_one_is_marked(
    store: Store, report: Report
) -> None:
    claim = analyse(report).claims[0]
    made = deciding.reject(store, claim.id[:14], **WHO)
    assert "is no longer listed" in made.effect
    assert TEXT not in words(store)
    assert words(store, rejected=True) == {TEXT}
    deciding.accept(store, claim.id, reason="read again", who="mira")
    assert TEXT in words(store)
    with store.view() as view:
        assert claim.id in view.standing.accepted
        (one,) = view.judgements()  # one person's change of mind replaces what he decided before
        assert one.kind is JudgementKind.ACCEPT
        assert one.anchors[0].quote == TEXT


def test_of_two_persons_the_later_stands_and_the_contradiction_is_shown(
    store: Store, report: Report
) -> None:
    figure = analyse(report).figures[0]
    deciding.reject(store, figure.id, **WHO)
    made = deciding.accept(store, figure.id, reason="it is there", who="ola")
    assert [one.by for one in made.against] == ["person:mira"]
    with store.view() as view:
        assert figure.id not in view.standing.rejected
        first, second = judged.judgements(view)
    assert (first.state, second.state) == (judged.OUTVOTED, judged.IN_FORCE)
    assert first.against == (second.judgement,)
    assert second.against == (first.judgement,)


def test_a_rejected_figure_leaves_with_the_claims_that_hold_it(store: Store) -> None:
    found, its = pair(TEXT, day=3)
    figure, claim = its.figures[0], its.claims[0]
    value = replace(claim.value, id=figure.id)
    store.add([(found, replace(its, claims=(replace(claim, value=value),)))], ingested_at=NOON)
    made = deciding.reject(store, figure.id, **WHO)
    assert "1 claim with it" in made.effect
    with store.view() as view:
        assert view.claims() == view.figures() == []


def test_a_row_of_the_board_means_the_figure_that_it_reads(store: Store, report: Report) -> None:
    figure = analyse(report).figures[0]
    made = deciding.reject(store, targets.row_id(figure.id)[:14], **WHO)
    assert made.judgement.a == figure.id


def test_a_rejected_report_leaves_the_picture_and_stays_in_the_store(
    store: Store, report: Report
) -> None:
    made = deciding.reject(store, report.id, **WHO)
    assert "leaves the picture" in made.effect
    with store.view() as view:
        assert report.id not in {one.id for one in view.reports()}
        assert view.search("sappers") == []
        assert view.left_out()["rejected"] == 1
        assert view.report(report.id).text == TEXT
        assert view.analysis(report.id).claims
    with store.view(as_of=at(5), by="retrieved") as view:
        assert view.left_out()["rejected"] == 0
    deciding.undo(store, made.judgement.id, **WHO)
    with store.view() as view:
        assert report.id in {one.id for one in view.reports()}


def test_of_versions_the_one_before_a_rejected_one_speaks(store: Store) -> None:
    first = pair("Staff said 500 sappers came.", day=5, url="u/1", retrieved=at(6))
    edited = pair("Staff said 900 sappers came.", day=5, url="u/1", retrieved=at(7))
    store.add([first, edited], ingested_at=NOON)
    deciding.reject(store, edited[0].id, **WHO)
    with store.view() as view:
        assert [one.id for one in view.reports()] == [first[0].id]
        assert [one.id for one in view.versions(first[0].id)] == [first[0].id]


# ---- after a re-extraction ---------------------------------------------------------------------


def test_a_decision_stands_where_the_id_stays(store: Store, report: Report) -> None:
    deciding.reject(store, analyse(report).claims[0].id, **WHO)
    extract_again(store, report)
    assert TEXT not in words(store)
    assert orphans(store) == {}


def test_a_decision_follows_its_words_where_their_span_shifts(store: Store, report: Report) -> None:
    claim = analyse(report).claims[0]
    made = deciding.reject(store, claim.id, **WHO)
    shorter = with_id(claim, Span.cut(TEXT, 0, 45))
    assert shorter.id != claim.id
    extract_again(store, report, claims=(shorter,))
    assert TEXT[:45] in words(store, rejected=True)
    with store.view() as view:
        (one,) = judged.judgements(view)
        assert one.now == (shorter.id,)
        assert judged.judgements(view, judged.Asked(about=shorter.id)) == [one]
    deciding.accept(store, shorter.id, reason="read again", who="mira")
    with store.view() as view:
        assert [one.supersedes for one in view.judgements()] == [made.judgement.id]


def test_a_decision_follows_its_words_where_the_subject_is_renamed(
    store: Store, report: Report
) -> None:
    claim = analyse(report).claims[0]
    deciding.reject(store, claim.id, **WHO)
    subject = replace(claim.subject, name="Granite-2025 (field phase)")
    extract_again(store, report, claims=(with_id(claim, claim.evidence, subject=subject),))
    assert TEXT not in words(store)


def test_of_two_that_say_the_same_the_one_about_the_same_is_meant(
    store: Store, report: Report
) -> None:
    claim = analyse(report).claims[0]
    deciding.reject(store, claim.id, **WHO)
    short = Span.cut(TEXT, 0, 45)
    other = replace(claim.subject, name="Another drill")
    ours, theirs = with_id(claim, short), with_id(claim, short, subject=other)
    extract_again(store, report, claims=(theirs, ours))
    with store.view() as view:
        assert {one.id for _, one, _ in view.claims(rejected=True)} == {ours.id}


@pytest.mark.parametrize("case", ["gone", "other predicate", "two as good"])
def test_a_decision_without_its_words_waits_and_is_applied_to_nothing(
    store: Store, report: Report, case: str
) -> None:
    claim = analyse(report).claims[0]
    made = deciding.reject(store, claim.id, **WHO)
    others = [replace(claim.subject, name=name) for name in ("One drill", "Another drill")]
    again, reason = {
        "gone": ((), GONE),
        "other predicate": ((with_id(claim, claim.evidence, predicate="strength"),), GONE),
        "two as good": (
            tuple(with_id(claim, claim.evidence, subject=each) for each in others),
            SEVERAL,
        ),
    }[case]
    extract_again(store, report, claims=again)
    assert orphans(store) == {made.judgement.id: reason}
    assert words(store, rejected=True) == set()
    with store.view() as view:
        (one,) = judged.judgements(view)
        assert (one.state, one.why) == (judged.ORPHAN, reason)
        assert one.judgement.anchors[0].quote == TEXT
    deciding.undo(store, made.judgement.id, **WHO)
    assert orphans(store) == {}


def test_a_figure_read_otherwise_on_the_same_words_is_another_thing(
    store: Store, report: Report
) -> None:
    figure: Figure = analyse(report).figures[0]
    made = deciding.reject(store, figure.id, **WHO)
    extract_again(store, report, figures=(replace(figure, counted="vehicles"),))
    assert orphans(store) == {made.judgement.id: OTHERWISE}
    with store.view() as view:
        assert len(view.figures()) == 3


def test_a_decision_comes_back_with_its_words(store: Store, report: Report) -> None:
    deciding.reject(store, analyse(report).claims[0].id, **WHO)
    extract_again(store, report, claims=())
    third = replace(analyse(report), stages=("speech@3",))
    store.add([(report, third)], ingested_at=at(3, month=10))
    assert words(store, rejected=True) == {TEXT}


def test_a_decision_does_not_go_over_to_a_new_version_and_is_proposed(
    store: Store, report: Report
) -> None:
    deciding.reject(store, analyse(report).figures[0].id, **WHO)
    edited = make_report(TEXT.replace("450 sappers", "some 450 sappers"), day=3, url="u/river")
    store.add([(edited, analyse(edited))], ingested_at=at(2, month=10))
    with store.view() as view:
        assert analyse(edited).figures[0].id in {figure.id for _, figure, _ in view.figures()}
        (one,) = judged.judgements(view)
    assert one.proposed == (judged.Proposal(analyse(edited).figures[0].id, edited.id, "450"),)
    deciding.reject(store, one.proposed[0].id, **WHO)
    with store.view() as view:
        assert [each.proposed for each in judged.judgements(view)] == [(), ()]


# ---- taking back -------------------------------------------------------------------------------


def test_an_undo_can_be_undone_and_undone_again(store: Store, report: Report) -> None:
    claim = analyse(report).claims[0]
    made = deciding.reject(store, claim.id, **WHO)
    last = made.judgement.id
    for is_out in (False, True, False):
        deciding.undo(store, last, **WHO)
        with store.view() as view:
            assert (claim.id in view.standing.rejected) == is_out
            backs = [one for one in view.judgements() if one.code == deciding.UNDO]
        last = backs[-1].id
    with store.view() as view:
        assert len(view.history()) == 6  # nothing is written over


def test_an_undo_brings_back_what_the_decision_had_replaced(store: Store, report: Report) -> None:
    claim = analyse(report).claims[0]
    deciding.reject(store, claim.id, **WHO)
    changed = deciding.accept(store, claim.id, reason="read again", who="mira")
    undone = deciding.undo(store, changed.judgement.id, **WHO)
    assert "stands again" in undone.effect
    assert words(store, rejected=True) == {TEXT}


def test_what_was_taken_back_is_not_taken_back_twice(store: Store, report: Report) -> None:
    made = deciding.reject(store, analyse(report).claims[0].id, **WHO)
    deciding.undo(store, made.judgement.id, **WHO)
    with pytest.raises(NotFoundError, match="took its place"):
        deciding.undo(store, made.judgement.id, **WHO)


def test_a_decision_of_a_person_is_undone_not_rejected(store: Store, report: Report) -> None:
    made = deciding.reject(store, analyse(report).claims[0].id, **WHO)
    with pytest.raises(BadArgumentError, match="vedette undo"):
        deciding.reject(store, made.judgement.id, **WHO)


def test_the_same_decision_twice_is_one(store: Store, report: Report) -> None:
    claim = analyse(report).claims[0]
    assert deciding.reject(store, claim.id, **WHO).is_new
    assert not deciding.reject(store, claim.id, **WHO).is_new


@pytest.mark.parametrize(
    ("target", "reason", "said"),
    [
        ("{claim}", " ", "needs a reason"),
        ("clm-zz", "why", "no id"),
        ("clm-1", "why", "at least 4 digits"),
        ("{near}", "why", "Did you mean clm-"),
    ],
)
def test_a_mistake_is_told_with_what_to_type(
    store: Store, report: Report, target: str, reason: str, said: str
) -> None:
    claim = analyse(report).claims[0].id
    other = "0" if claim[9] != "0" else "1"
    typed = target.format(claim=claim, near=claim[:9] + other * 5)
    with pytest.raises((BadArgumentError, NotFoundError)) as caught:
        deciding.reject(store, typed, reason=reason, who="mira")
    assert said in caught.value.line()
    assert "\n" not in caught.value.line()


# ---- pairs -------------------------------------------------------------------------------------


def test_merge_and_split_are_same_and_not_same_with_their_code(store: Store) -> None:
    (one, _), (two, its) = pairs = numbered(2)
    store.add(pairs, ingested_at=NOON)
    made = drafts.merge(store, one.id, two.id, shared="origin", **WHO).judgement
    assert (made.kind, made.code, made.pair) == (
        JudgementKind.SAME,
        "origin",
        frozenset({one.id, two.id}),
    )
    split = drafts.split(store, two.id, one.id, shared="origin", **WHO).judgement
    assert split.supersedes == made.id  # the same two, whichever is named first
    drafts.split(store, two.id, one.id, shared="story", **WHO)
    figures = (analyse(one).figures[0].id, its.figures[0].id)
    assert drafts.merge(store, *figures, shared="", **WHO).judgement.code == "utterance"
    with store.view() as view:
        assert {each.code for each in view.decisions()} == {"origin", "story", "utterance"}


@pytest.mark.parametrize(
    ("a", "b", "shared", "said"),
    [
        ("{one}", "{one}", "origin", "named twice"),
        ("{one}", "{two}", "", "--as origin or --as story"),
        ("{one}", "{two}", "utterance", "share no 'utterance'"),
        ("{one}", "{figure}", "", "a report"),
    ],
)
def test_what_cannot_be_merged_is_told(
    store: Store, a: str, b: str, shared: str, said: str
) -> None:
    (one, its), (two, _) = pairs = numbered(2)
    store.add(pairs, ingested_at=NOON)
    ids = {"one": one.id, "two": two.id, "figure": its.figures[0].id}
    with pytest.raises(BadArgumentError, match=said):
        drafts.merge(store, a.format(**ids), b.format(**ids), shared=shared, **WHO)


def test_decisions_on_reports_are_none_on_names(store: Store) -> None:
    (one, _), (two, _) = pairs = numbered(2)
    store.add(pairs, ingested_at=NOON)
    drafts.merge(store, one.id, two.id, shared="story", **WHO)
    with store.view() as view:
        assert deciding.people.on_names(view) == []
        assert not deciding.people.people_of(view).roots


# ---- imports -----------------------------------------------------------------------------------


def run(store: Store, name: str, *pairs: tuple[Report, Analysis]) -> str:
    """Take reports in as a run does."""
    from vedette.model import Receipt

    receipt = Receipt(f"rcp-{name * 32}", NOON, NOON, (f"{name}/",), added=len(pairs))
    store.add_receipt(receipt)
    store.add(pairs, ingested_at=NOON, import_id=receipt.id)
    return receipt.id


def shown(store: Store) -> int:
    with store.view() as view:
        return view.counts()["reports"]


def test_a_reverted_run_takes_what_no_other_run_brought(store: Store) -> None:
    both, only = numbered(2)
    first, second = run(store, "a", both), run(store, "b", both, only)
    done = revert(store, second, reason="a test run", who="mira")
    assert done.is_out
    assert "1 report leaves" in done.effect
    assert "1 report stays" in done.effect
    with store.view() as view:
        assert [one.id for one in view.reports()] == [both[0].id]
        assert view.left_out()["reverted"] == 1
    revert(store, first, reason="too", who="mira")
    assert shown(store) == 0
    assert not revert(store, second, reason="it was fine", who="ola").is_out
    assert shown(store) == 2
    assert store.tombstones() == []


def test_a_reverted_report_comes_back_when_it_is_taken_in_again(store: Store) -> None:
    (one,) = numbered(1)
    revert(store, run(store, "a", one), reason="a test run", who="mira")
    assert shown(store) == 0
    run(store, "b", one)
    assert shown(store) == 1


def test_what_was_there_before_a_run_stays_when_it_is_reverted(store: Store) -> None:
    before, new = numbered(2)
    store.add([before], ingested_at=NOON)
    revert(store, run(store, "a", before, new), reason="a test run", who="mira")
    assert shown(store) == 1


def test_the_version_before_a_reverted_one_speaks(store: Store) -> None:
    first = pair("Staff said 500 sappers came.", day=5, url="u/1", retrieved=at(6))
    edited = pair("Staff said 900 sappers came.", day=5, url="u/1", retrieved=at(7))
    run(store, "a", first)
    revert(store, run(store, "b", edited), reason="a test run", who="mira")
    with store.view() as view:
        assert [one.id for one in view.reports()] == [first[0].id]


def test_a_run_whose_reports_were_not_kept_is_not_reverted(store: Store) -> None:
    from vedette.model import Receipt

    store.add_receipt(Receipt("rcp-" + "c" * 32, NOON, NOON, ("c/",)))
    with pytest.raises(BadArgumentError, match="not kept what this import brought"):
        revert(store, "rcp-cccc", reason="why", who="mira")
    assert [one.can_be_reverted for one in imports(store)] == [False]


def test_an_unknown_import_offers_the_near_miss(store: Store) -> None:
    run(store, "d", *numbered(1))
    with pytest.raises(NotFoundError, match="Did you mean rcp-dddd"):
        find_import(store, "rcp-dddde")


def test_a_reverted_import_is_not_undone_by_half(store: Store) -> None:
    revert(store, run(store, "e", *numbered(1)), reason="a test run", who="mira")
    with store.view() as view:
        (mark,) = view.judgements()
    with pytest.raises(BadArgumentError, match="vedette revert rcp-eeee"):
        deciding.undo(store, mark.id, **WHO)


def test_a_rejection_takes_out_what_it_names_even_if_it_stood_before(store: Store) -> None:
    """A rejection that stands from before must not shield what was decided anew."""
    accepted = judge("fig-1", kind=JudgementKind.ACCEPT, by="person:ada", made_at=at(1))
    back = judge(accepted.id, kind=JudgementKind.REJECT, made_at=at(2), supersedes=accepted.id)
    again: Judgement = replace(accepted, made_at=at(3))
    store.add_judgements([accepted, back, again])
    assert store.add_judgements([replace(back, made_at=at(4))]) == 1
    with store.view() as view:
        assert [one.kind for one in view.judgements()] == [JudgementKind.REJECT]
