"""Decisions as gold data, and registry files: out of one store, into another, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import NOON, analyse, dump, numbered, pair

from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Reliability, Report
from vedette.run import deciding, gold, judged, queries, sources
from vedette.run.goldline import FORMAT
from vedette.run.imports import imports, revert
from vedette.run.review import drafts
from vedette.store.store import Store, open_store

WHO = {"reason": "the words say otherwise", "who": "mira"}
TEXT = "The staff said 450 sappers came to the river. Report of the day."


@pytest.fixture
def report(store: Store) -> Report:
    found, its = pair(TEXT, day=3, url="u/river")
    store.add([(found, its), *numbered(2)], ingested_at=NOON)
    return found


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "other.db")) as opened:
        yield opened


def decided(store: Store, report: Report) -> None:
    its = analyse(report)
    deciding.reject(store, its.claims[0].id, **WHO)
    deciding.accept(store, its.figures[0].id, reason="it is there", who="ola")
    first, second = (one.id for one, _ in numbered(2))
    drafts.split(store, first, second, shared="story", **WHO)
    sources.regrade(store, "Northern Courier", "B", **WHO)
    sources.edit(store, "Northern Courier", ["owner=Fjord Press", "state_affiliated=no"], **WHO)


def written(store: Store, path: Path) -> list[dict[str, object]]:
    with store.view() as view:
        assert gold.write(view, str(path)) == len(path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_holds_words_offsets_digest_decision_author_time_and_reason(
    store: Store, report: Report, tmp_path: Path
) -> None:
    decided(store, report)
    first, *_ = lines = written(store, tmp_path / "gold.jsonl")
    assert [line["decision"] for line in lines] == [
        "reject", "accept", "not same", "regrade", "edit", "edit",
    ]  # fmt: skip
    assert first["format"] == FORMAT
    assert (first["by"], first["reason"]) == ("person:mira", WHO["reason"])
    assert first["made_at"]
    (words,) = first["words"]  # type: ignore[misc]
    assert words["report"] == report.id
    assert report.text[words["start"] : words["end"]] == words["quote"] == TEXT


def test_what_is_exported_stands_in_the_other_store(
    store: Store, other: Store, report: Report, tmp_path: Path
) -> None:
    decided(store, report)
    path = tmp_path / "gold.jsonl"
    lines = written(store, path)
    other.add([(report, analyse(report)), *numbered(2)], ingested_at=NOON)
    receipt = gold.read(other, str(path), who="desk")
    assert (receipt.added, receipt.known, receipt.failed) == (6, 0, 0)
    with other.view() as view:
        assert view.claims(rejected=True)
        (publisher, _), *_ = queries.sources(view)
        assert (publisher.reliability, publisher.owner) == (Reliability.B, "Fjord Press")
    assert written(other, tmp_path / "again.jsonl") == lines


def test_the_same_file_twice_changes_nothing(
    store: Store, other: Store, report: Report, tmp_path: Path
) -> None:
    decided(store, report)
    path = str(tmp_path / "gold.jsonl")
    written(store, Path(path))
    gold.read(other, path, who="desk")
    before = dump(other)
    receipt = gold.read(other, path, who="desk")
    assert (receipt.added, receipt.known) == (0, 6)
    assert dump(other) == before
    assert gold.read(store, path, who="desk").added == 0  # nor where it came from


def test_decisions_on_reports_that_are_not_there_wait_for_them(
    store: Store, other: Store, report: Report, tmp_path: Path
) -> None:
    deciding.reject(store, analyse(report).claims[0].id, **WHO)
    written(store, tmp_path / "gold.jsonl")
    gold.read(other, str(tmp_path / "gold.jsonl"), who="desk")
    with other.view() as view:
        (one,) = judged.judgements(view)
    assert one.state == judged.ORPHAN
    assert one.judgement.anchors[0].quote == TEXT
    other.add([(report, analyse(report))], ingested_at=NOON)
    with other.view() as view:
        assert [one.state for one in judged.judgements(view)] == [judged.IN_FORCE]
        assert view.claims() == []


def test_an_import_is_reverted_as_a_whole_and_comes_back_as_a_whole(
    store: Store, other: Store, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(store, report)
    path = str(tmp_path / "gold.jsonl")
    written(store, Path(path))
    other.add([(report, analyse(report)), *numbered(2)], ingested_at=NOON)
    with monkeypatch.context() as patched:  # what she decided before, the file's line replaces
        patched.setattr(deciding, "now", lambda: NOON)
        deciding.accept(other, analyse(report).claims[0].id, reason="first look", who="mira")
    run = gold.read(other, path, who="desk").id
    for comes_back in (
        lambda: revert(other, run, reason="it was fine", who="mira"),
        lambda: gold.read(other, path, who="desk"),
        lambda: revert(other, run, reason="it was fine", who="mira"),
    ):
        done = revert(other, run, reason="the wrong file", who="mira")
        assert done.effect == "6 decisions are taken back"
        with other.view() as view:
            assert view.standing.accepted == {analyse(report).claims[0].id}
            assert queries.sources(view)[0][0].reliability is Reliability.F
            assert [each.reverted is None for each in imports(other)] == [False]
        comes_back()
        with other.view() as view:
            assert [one.id for _, one, _ in view.claims(rejected=True)] == [
                analyse(report).claims[0].id
            ]
            assert queries.sources(view)[0][0].owner == "Fjord Press"
            assert [each.reverted is None for each in imports(other)] == [True]


def test_what_was_taken_back_here_stays_so_when_the_file_comes_again(
    store: Store, other: Store, report: Report, tmp_path: Path
) -> None:
    made = deciding.reject(store, analyse(report).claims[0].id, **WHO)
    path = str(tmp_path / "gold.jsonl")
    written(store, Path(path))
    gold.read(other, path, who="desk")
    deciding.undo(other, made.judgement.id, reason="no", who="ola")
    receipt = gold.read(other, path, who="desk")
    assert receipt.added == 0
    with other.view() as view:
        assert [one.code for one in view.judgements()] == [deciding.UNDO]


def spoilt(line: dict[str, object], change: str) -> str:
    words = {**line["words"][0]}  # type: ignore[index]
    changes: dict[str, dict[str, object]] = {
        "another format": {"format": "vedette-judgement-9"},
        "another decision": {"decision": "doubt"},
        "no reason": {"reason": " "},
        "no person": {"by": "rule:names@1"},
        "no zone": {"made_at": "2025-10-01T12:00:00"},
        "tomorrow": {"made_at": "2999-10-01T12:00:00+00:00"},
        "other words": {"words": [{**words, "quote": "X" * len(TEXT)}]},
        "short words": {"words": [{**words, "quote": "X"}]},
        "words of another": {"words": [{**words, "id": "clm-" + "0" * 32}]},
        "a second thing": {"b": "clm-" + "0" * 32},
        "another id": {"id": "jdg-" + "0" * 32},
        "no id": {"a": "claim 7"},
        "words of no kind": {"words": "TEXT"},
        "a number for a text": {"reason": 7},
    }
    return json.dumps({**line, **changes[change]})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("another format", "the format is not known"),
        ("another decision", '"decision" must be one of'),
        ("no reason", '"reason" must be a text'),
        ("no person", "must name a person"),
        ("no zone", "no time zone"),
        ("tomorrow", "in the future"),
        ("other words", "do not stand at"),
        ("short words", "the quote has 1 code points"),
        ("words of another", "which is not decided on"),
        ("a second thing", '"reject" is said of one'),
        ("another id", "not the digest"),
        ("no id", "no id: 'claim 7'"),
        ("words of no kind", '"words" must be a list'),
        ("a number for a text", '"reason" must be a text'),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_told_and_the_others_are_taken(
    store: Store, report: Report, tmp_path: Path, change: str, said: str
) -> None:
    made = deciding.reject(store, analyse(report).claims[0].id, **WHO)
    path = tmp_path / "gold.jsonl"
    (line,) = written(store, path)
    deciding.undo(store, made.judgement.id, **WHO)
    ola = {**line, "by": "person:ola"}
    del ola["id"]
    path.write_text(f"{spoilt(line, change)}\n\n{json.dumps(ola)}\n", encoding="utf-8")
    receipt = gold.read(store, str(path), who="desk")
    (failure,) = receipt.failures
    assert failure.message.startswith(f"{path}:1: ")
    assert said in failure.message
    assert "\n" not in failure.message
    assert receipt.added == 1


@pytest.mark.parametrize("text", ["{", "[]", "7", "null", '"x"', "{}", "\0", "[" * 100_000])
def test_nothing_that_a_line_holds_is_a_fault(store: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    receipt = gold.read(store, str(path), who="desk")
    assert (receipt.added, receipt.failed) == (0, 1)


def test_a_file_that_cannot_be_read_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        gold.read(store, str(tmp_path / "none.jsonl"), who="desk")
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(BadArgumentError, match="not UTF-8"):
        gold.read(store, str(tmp_path / "latin"), who="desk")
    with pytest.raises(BadArgumentError, match="cannot be read"):
        gold.read(store, str(tmp_path), who="desk")


# ---- the registry ------------------------------------------------------------------------------

FILE = """[[publisher]]
name = "Northern Courier"
country = "NO"
owner = "Fjord Press"
state_affiliated = false
source = "company register, 2025"

[[publisher]]
name = "River Gazette"
kind = "newspaper"
"""


def test_an_edit_is_shown_with_who_set_it_when_and_why(store: Store, report: Report) -> None:
    assert report.publisher == "Northern Courier"
    sources.edit(store, "northern courier", ["owner=Fjord Press"], **WHO)
    sources.edit(store, "Northern Courier", ["owner=Sea Press"], reason="sold", who="ola")
    with store.view() as view:
        entry = sources.look(view, "Northern Courier")
    (owner,) = [fact for fact in entry.facts if fact.field == "owner"]
    assert (owner.value, owner.by, owner.source) == ("Sea Press", "person:ola", "sold")
    assert [one.value for one in owner.against] == ["Fjord Press"]
    assert [one.value for one in entry.history] == ["Fjord Press", "Sea Press"]


def test_an_edit_taken_back_leaves_what_was_known(store: Store) -> None:
    store.add([pair(TEXT, day=3, publisher="TASS news agency")], ingested_at=NOON)
    (made,) = sources.edit(store, "TASS", ["owner=", "owner=nobody"][1:], **WHO)

    def owner() -> str | None:
        with store.view() as view:
            return queries.sources(view)[0][0].owner

    assert owner() == "nobody"  # an edit of the outlet, whatever a report calls it
    deciding.undo(store, made.judgement.id, **WHO)
    assert owner() == "Government of Russia"


def test_what_is_set_to_nothing_is_unknown(store: Store) -> None:
    store.add([pair(TEXT, day=3, publisher="TASS")], ingested_at=NOON)
    sources.edit(store, "TASS", ["state-affiliated=unknown", "owner="], **WHO)
    with store.view() as view:
        publisher = sources.look(view, "TASS").publisher
    assert (publisher.owner, publisher.state_affiliated) == (None, None)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("Northern Courier", "owned=x", "Did you mean: owner"),
        ("Northern Courier", "kind=newspapper", "Did you mean: newspaper"),
        ("Northern Courier", "country=no", "Write NO"),
        ("Northern Courier", "state_affiliated=maybe", "yes, no or unknown"),
        ("Northern Courier", "owner", "--set owner="),
        ("Northern Courrier", "owner=x", "Did you mean: Northern Courier"),
        ("Northern Courier", "=x", "Known: owner"),
    ],
)
def test_a_wrong_edit_is_told_with_what_to_type(
    store: Store, report: Report, name: str, change: str, said: str
) -> None:
    with pytest.raises((BadArgumentError, NotFoundError)) as caught:
        sources.edit(store, name, [change], **WHO)
    assert said in caught.value.line()
    assert report.id
    with store.view() as view:
        assert view.judgements() == []


def test_a_wrong_grade_is_told(store: Store, report: Report) -> None:
    with pytest.raises(BadArgumentError, match="is no grade"):
        sources.regrade(store, report.publisher, "G", **WHO)
    made = sources.regrade(store, report.publisher, "b", **WHO)
    assert "is graded B, was F" in made.effect


def test_publishers_are_listed_with_the_origins_that_they_lead(store: Store) -> None:
    pairs = [pair(TEXT, day=3), pair("Others said 9 came.", day=4, publisher="Elsewhere")]
    store.add(pairs, ingested_at=NOON)
    sources.edit(store, "Elsewhere", ["state_affiliated=yes"], **WHO)
    with store.view() as view:
        assert {each.publisher.name: each.origins_led for each in sources.listed(view)} == {
            "Northern Courier": 1,
            "Elsewhere": 1,
        }
        (one,) = sources.listed(view, sources.Wanted(state_affiliated=True))
        assert one.publisher.name == "Elsewhere"
        assert len(sources.listed(view, sources.Wanted(grade="f"))) == 2
        assert sources.listed(view, sources.Wanted(grade="A")) == []
        assert len(sources.listed(view, sources.Wanted(everybody=True))) > 100


def test_a_registry_file_is_an_import_of_edits(
    store: Store, report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(FILE, encoding="utf-8")
    receipt = sources.take_in(store, str(path), reason="", who="mira")
    assert (receipt.kind, receipt.added, receipt.known) == ("sources", 4, 0)
    before = dump(store)
    again = sources.take_in(store, str(path), reason="", who="mira")
    assert (again.added, again.known) == (0, 4)
    assert dump(store) == before
    with store.view() as view:
        entry = sources.look(view, report.publisher)
        assert entry.publisher.owner == "Fjord Press"
        assert {fact.source for fact in entry.facts if fact.field == "owner"} == {
            "company register, 2025"
        }
        assert sources.look(view, "River Gazette").publisher.kind == "newspaper"
    revert(store, receipt.id, reason="the wrong file", who="mira")
    with store.view() as view:
        assert sources.look(view, report.publisher).publisher.owner is None
        with pytest.raises(NotFoundError):
            sources.look(view, "River Gazette")
    sources.take_in(store, str(path), reason="", who="mira")
    with store.view() as view:
        assert sources.look(view, report.publisher).publisher.owner == "Fjord Press"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"NO"', '"Norway"', ":3: publisher Northern Courier: country"),
        ("[[publisher]]", "[[outlet]]", ":1: unknown table outlet"),
        ('"River Gazette"', '"Northern Courier"', ":9: publisher Northern Courier is here twice"),
        ("owner =", "owner ", ":4: no valid TOML"),
        ("newspaper", "newspapper", "Did you mean: newspaper"),
        ('name = "River Gazette"\n', "", ":8: publisher 2 has no name"),
    ],
)
def test_a_wrong_registry_file_is_told_and_nothing_of_it_taken(
    store: Store, tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(BadArgumentError) as caught:
        sources.take_in(store, str(path), reason="", who="mira")
    assert said in caught.value.line()
    assert "\n" not in caught.value.line()
    with store.view() as view:
        assert view.judgements() == []
    with pytest.raises(NotFoundError):
        sources.take_in(store, str(tmp_path / "none.toml"), reason="", who="mira")
    with pytest.raises(BadArgumentError, match="is a folder"):
        sources.take_in(store, str(tmp_path), reason="", who="mira")
