"""The scorer of the gold set on cases small enough to count by hand."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from quality.gold.heard import hear
from quality.gold.matching import Judged, Wanted, judge, wanted_of
from quality.gold.measures import agreement, measures_of
from quality.gold.mistakes import listing
from quality.gold.names import same
from quality.gold.readings import Document, Said, load
from quality.gold.verdicts import RelayVerdict, SpeakerVerdict, relay_verdict, speaker_verdict

from vedette.model import (
    Analysis,
    Anonymity,
    Attribution,
    Block,
    EntityKind,
    Report,
    Span,
    Speaker,
    SpeechKind,
    Zone,
)

TEXT = (
    "Harbour stays shut\n\n"
    "The harbour is closed, Anna Berg said. Ships must wait, the port authority announced. "
    "Sailors complained that nobody told them. “It will pass,” Berg added."
)


def ends(words):
    start = TEXT.rindex(words)
    return ((start, start + len(words)),)


def said(source, cue, content, *, kind="indirect", speakers=(), anonymity="named", relays=()):
    return Said(
        source=ends(source) if source else (),
        cue=ends(cue) if cue else (),
        content=ends(content),
        kind=kind,
        speakers=tuple(speakers),
        anonymity=anonymity,
        relays=tuple(relays),
    )


BERG = ("Anna Berg", "Berg")
PORT = ("port authority",)
CLOSED = said("Anna Berg", "said", "The harbour is closed", speakers=[BERG])
WAIT = said(
    "the port authority",
    "announced",
    "Ships must wait",
    speakers=[PORT],
    anonymity="organisation",
)
NOBODY_TOLD = said("Sailors", "complained", "nobody told them", speakers=[("sailors",)])
PASS = said("Berg", "added", "It will pass", kind="direct", speakers=[BERG])


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")

    def make(first, second):
        return Document("harbour", path, (tuple(first), tuple(second)))

    return make


def test_what_both_readers_have_must_be_found(document):
    both = document([CLOSED, WAIT], [CLOSED, WAIT])
    judged = judge(both, [CLOSED])
    measures = measures_of([judged])
    assert (measures["required"], measures["found"], measures["missed"]) == (2, 1, 1)
    assert measures["found_recall"] == 50.0
    assert measures["found_precision"] == 100.0
    assert measures["found_f1"] == pytest.approx(66.7, abs=0.1)


def test_what_one_reader_has_is_neither_required_nor_wrong(document):
    one = document([CLOSED, WAIT], [CLOSED])
    for heard in ([CLOSED], [CLOSED, WAIT]):
        measures = measures_of([judge(one, heard)])
        assert measures["found_f1"] == 100.0
        assert measures["found_of_one_reader"] == len(heard) - 1
        assert measures["speaker_n"] == 1


def test_what_no_reader_has_is_invented(document):
    measures = measures_of([judge(document([CLOSED], [CLOSED]), [CLOSED, WAIT])])
    assert measures["invented"] == 1
    assert measures["found_precision"] == 50.0
    assert measures["cue_exact_f1"] == pytest.approx(66.7, abs=0.1)


def test_another_cue_is_another_attribution(document):
    elsewhere = said("Anna Berg", "announced", "The harbour is closed")
    judged = judge(document([CLOSED], [CLOSED]), [elsewhere])
    assert (len(judged.missed), len(judged.invented)) == (1, 1)


def test_without_a_cue_more_than_half_the_content_must_be_shared(document):
    both = document([PASS], [PASS])
    assert judge(both, [said("", "", "It will pass", kind="direct")]).found
    assert judge(both, [said("", "", "will pass", kind="direct")]).found
    assert not judge(both, [said("", "", "them. “It", kind="direct")]).found


def test_a_span_is_right_if_it_is_either_readers(document):
    longer = said("Anna Berg", "said", "harbour is closed", speakers=[BERG])
    both = document([CLOSED], [longer])
    for heard in (CLOSED, longer):
        measures = measures_of([judge(both, [heard])])
        assert measures["content_exact_f1"] == 100.0
    shorter = said("Anna Berg", "said", "is closed", speakers=[BERG])
    measures = measures_of([judge(both, [shorter])])
    assert measures["content_exact_f1"] == 0.0
    assert measures["content_overlap_f1"] == 80.0  # two words of three: 2 * 2 / (2 + 3)


def test_punctuation_at_the_end_of_a_span_does_not_count(document):
    measures = measures_of(
        [judge(document([PASS], [PASS]), [said("Berg", "added", "“It will pass,”")])]
    )
    assert measures["content_exact_f1"] == 100.0
    assert measures["kind_accuracy"] == 0.0


def test_a_source_that_only_one_reader_has_may_be_left_out(document):
    bare = said("", "announced", "Ships must wait", speakers=[PORT])
    both = document([WAIT], [bare])
    assert measures_of([judge(both, [bare])])["source_exact_f1"] == 0.0  # nothing to count
    assert measures_of([judge(both, [WAIT])])["source_exact_f1"] == 100.0


def test_a_speaker_is_right_if_he_is_either_readers():
    other = said("Anna Berg", "said", "The harbour is closed", speakers=[PORT])
    wanted = Wanted((CLOSED, other))
    assert speaker_verdict(wanted, CLOSED) is SpeakerVerdict.RIGHT
    assert speaker_verdict(wanted, other) is SpeakerVerdict.RIGHT
    assert speaker_verdict(wanted, NOBODY_TOLD) is SpeakerVerdict.WRONG


def test_naming_nobody_is_right_only_where_a_reader_names_nobody():
    nobody = said("", "announced", "Ships must wait", anonymity="unstated")
    assert speaker_verdict(Wanted((CLOSED, CLOSED)), nobody) is SpeakerVerdict.ABSTAINED
    assert speaker_verdict(Wanted((CLOSED, nobody)), nobody) is SpeakerVerdict.RIGHTLY_NONE
    assert speaker_verdict(Wanted((nobody, nobody)), WAIT) is SpeakerVerdict.WRONG


def test_speakers_are_counted_given_right_and_abstained(document):
    unnamed = said("the port authority", "announced", "Ships must wait", anonymity="unstated")
    wrong = said("Berg", "added", "It will pass", kind="direct", speakers=[PORT])
    both = document([CLOSED, WAIT, PASS], [CLOSED, WAIT, PASS])
    measures = measures_of([judge(both, [CLOSED, unnamed, wrong])])
    assert measures["speakers_right"] == 1
    assert measures["speakers_wrong"] == 1
    assert measures["speakers_abstained"] == 1
    assert measures["speaker_right_of_given"] == 50.0
    assert measures["speaker_given"] == pytest.approx(66.7, abs=0.1)
    assert measures["speaker_given_named"] == 100.0
    assert measures["speaker_given_organisation"] == 0.0


def test_names_are_compared_without_case_article_and_form_of_address():
    assert same([("The Port Authority",)], [PORT])
    assert same([("Mr. Mazonas",)], [("Mažonas",)])
    assert not same([("General Motors",)], [("Motors",)])


def test_joint_speakers_are_compared_as_sets():
    both = [BERG, PORT]
    assert same([PORT, BERG], both)
    assert same([("Berg and port authority",)], both)
    assert not same([("Berg",)], both)
    assert not same(both, [BERG])


def test_a_chain_is_right_missing_or_wrong():
    told = said("Anna Berg", "said", "The harbour is closed", relays=[("Reuters",)])
    agency = said("Anna Berg", "said", "The harbour is closed", relays=[("TASS",)])
    wanted = Wanted((told, told))
    assert relay_verdict(wanted, told) is RelayVerdict.RIGHT
    assert relay_verdict(wanted, CLOSED) is RelayVerdict.MISSING
    assert relay_verdict(wanted, agency) is RelayVerdict.WRONG
    assert relay_verdict(Wanted((CLOSED, CLOSED)), CLOSED) is RelayVerdict.NONE
    assert relay_verdict(Wanted((CLOSED, CLOSED)), told) is RelayVerdict.WRONG


def test_agreement_counts_what_both_readers_have_twice(document):
    other = said("Berg", "added", "It will pass", kind="mixed", speakers=[PORT])
    measures = agreement([document([CLOSED, WAIT, PASS], [CLOSED, other])])
    assert (measures["reading_a"], measures["reading_b"]) == (3, 2)
    assert measures["agreement_f1"] == 80.0
    assert measures["agreement_kind"] == 50.0
    assert measures["agreement_speaker"] == 50.0


def test_the_two_readings_are_put_together_in_the_order_of_the_text(document):
    wanted = wanted_of(document([PASS, CLOSED], [WAIT, CLOSED]))
    assert [one.readings[0] for one in wanted] == [CLOSED, WAIT, PASS]
    assert [one.required for one in wanted] == [True, False, False]


def test_a_continued_quotation_inside_another_record_is_counted_apart(document):
    rest = said("", "", "Ships must wait")
    whole = said("Anna Berg", "said", "The harbour is closed, Anna Berg said. Ships must wait")
    measures = measures_of([judge(document([CLOSED, rest], [CLOSED, rest]), [whole])])
    assert (measures["missed"], measures["missed_within_another"]) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "heard", "count"),
    [
        ("missed", [CLOSED], 1),
        ("invented", [CLOSED, WAIT, PASS], 1),
        ("too-short", [said("Anna Berg", "said", "harbour is closed"), WAIT], 1),
        ("too-long", [said("Anna Berg", "said", "shut\n\nThe harbour is closed"), WAIT], 1),
        ("wrong-speaker", [said("Anna Berg", "said", "The harbour is closed", speakers=[PORT])], 1),
        ("abstained", [said("Anna Berg", "said", "The harbour is closed"), WAIT], 1),
    ],
)
def test_mistakes_are_listed_by_kind(document, kind, heard, count):
    judged = judge(document([CLOSED, WAIT], [CLOSED, WAIT]), heard)
    listed = listing([judged], kind)
    assert listed.endswith(f"{kind}: {count}")
    assert "harbour" in listed


def test_nothing_is_divided_by_nothing(document):
    empty = document([], [])
    assert set(measures_of([Judged(empty, (), (), ())]).values()) == {0}
    assert agreement([empty])["agreement_f1"] == 0.0


# ---- what Vedette heard, in the terms of the set


def report_of(publisher=""):
    return Report(
        id=Report.make_id(publisher, "", TEXT),
        text=TEXT,
        blocks=(Block(Zone.BODY, 0, len(TEXT)),),
        publisher=publisher,
        language="en",
    )


def heard(report, speaker, anonymity, chain=()):
    def spans(words):
        return tuple(Span.cut(TEXT, start, end) for start, end in ends(words))

    attribution = Attribution(
        id="att-1",
        kind=SpeechKind.INDIRECT,
        source=spans("Anna Berg"),
        cue=spans("said"),
        content=spans("The harbour is closed"),
        speaker=speaker,
        anonymity=anonymity,
        chain=chain,
    )
    return hear(report, Analysis(report.id, attributions=(attribution,)))[0]


def test_the_reports_own_outlet_and_the_speaker_are_no_relays():
    speaker = Speaker("Anna Berg", EntityKind.PERSON)
    chain = ("The Daily Watch (retold)", "Harbour News", "Anna Berg")
    one = heard(report_of("The Daily Watch (retold)"), speaker, Anonymity.NAMED, chain)
    assert one.relays == (("Harbour News",),)
    assert one.speakers == (("Anna Berg",),)


@pytest.mark.parametrize(
    ("speaker", "anonymity"),
    [
        (None, Anonymity.UNSTATED),
        (Speaker("she", EntityKind.PERSON), Anonymity.NAMED),
        (Speaker("the mayor", EntityKind.PERSON, candidates=("Berg", "Holm")), Anonymity.TITLE),
        (Speaker("statement", EntityKind.DOCUMENT), Anonymity.UNSTATED),
    ],
)
def test_a_source_that_is_not_resolved_names_nobody(speaker, anonymity):
    assert heard(report_of(), speaker, anonymity).speakers == ()


def test_a_catalogued_speaker_answers_to_all_his_names():
    speaker = Speaker("Belarus", EntityKind.STATE, id="state/BY")
    one = heard(report_of(), speaker, Anonymity.ORGANISATION)
    assert same(one.speakers, [("Republic of Belarus",)])


def test_an_unnamed_speaker_may_be_called_as_the_source_calls_him(tmp_path):
    row = {
        "document": "d", "source": [[0, 4]], "cue": [], "content": [[0, 4]],
        "quotes": {"source": ["two old sailors"], "cue": [], "content": []},
        "kind": "indirect", "speakers": [["sailors"]], "anonymity": "anonymous", "relays": [],
    }  # fmt: skip
    (tmp_path / "p").mkdir()
    for letter in "ab":
        (tmp_path / "p" / f"reading-{letter}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    first, _ = load(tmp_path, "p")[0].readings
    assert same([("two old sailors",)], first[0].speakers)
