"""The documentation names everything there is, and the generated pages are current."""

from __future__ import annotations

import ast
import json
import re
import sys
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from vedette.cli import main as command_line
from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.export.bundle.checks import Outcome
from vedette.model import (
    Abstention,
    Activity,
    Analysis,
    Attribution,
    Bound,
    Brief,
    BriefSentence,
    Change,
    Checked,
    CheckedPart,
    Claim,
    Direction,
    EntityKind,
    Failure,
    Figure,
    Finding,
    Judgement,
    JudgementKind,
    Mention,
    Participant,
    PlaceMention,
    Proof,
    Receipt,
    Ref,
    Report,
    Rewriting,
    Scope,
    Span,
    Speaker,
    SpeechKind,
    StageCount,
    TimeMention,
    TimeType,
    Value,
    ValueKind,
    When,
    Where,
)
from vedette.run.access_contract import account_data, done_data, token_data
from vedette.run.briefs_contract import brief_data
from vedette.run.checking import Result, result_data
from vedette.run.config import Settings
from vedette.run.contract import reading_data, receipt_data
from vedette.run.hooks import Delivery
from vedette.run.ledger_contract import ledger_to_data
from vedette.run.linked import Form, Known
from vedette.run.names_contract import known_data
from vedette.run.saved import Listed
from vedette.run.saved_contract import delivery_data, listed_data, search_data
from vedette.store.access import Account, Done, Role, Token
from vedette.store.saved import Hook, Search
from vedette.store.store import open_store

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "vedette"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]

sys.path.insert(0, str(ROOT))

from docs.making import commands, contract, data, errors, examples, shapes, spec  # noqa: E402

from docs import make  # noqa: E402


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """Return the parts of a page by their headings of the second level."""
    parts = re.split(r"^## (.+)$", text(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# ---- the generated pages -----------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.name for path in make.TEMPLATES.glob("*.md")))
def test_a_generated_page_is_current(name):
    current = make.page(make.TEMPLATES / name)
    assert text(name) == current, "run: python -m docs.make"


def test_a_page_is_written_the_same_way_twice():
    assert make.pages() == make.pages()


def test_examples_and_what_they_printed_are_kept_together():
    kept = {path.stem for path in examples.CAPTURED.glob("*.txt")}
    assert kept == set(examples.EXAMPLES)
    templates = "".join(path.read_text(encoding="utf-8") for path in make.TEMPLATES.glob("*.md"))
    assert set(re.findall(r"\{\{ example (\S+) \}\}", templates)) == kept


def test_an_example_types_a_command_that_exists():
    for example in examples.EXAMPLES.values():
        assert example.command.split()[1] in commands.commands()


# ---- everything is named -----------------------------------------------------------------------


@pytest.mark.parametrize("name", commands.commands())
def test_every_command_has_a_section_with_its_options_and_an_example(name):
    section = sections("commands.md")[name]
    assert f"$ vedette {name}" in section
    for parameter in commands.commands()[name].params:
        for option in parameter.opts:
            assert not option.startswith("-") or option in section, option


def test_every_setting_and_variable_is_documented():
    section = sections("commands.md")["Settings"]
    for name in Settings.__dataclass_fields__:
        assert f"`{name}`" in section
    for path in SOURCE.rglob("*.py"):
        for variable in re.findall(r"VEDETTE_[A-Z_]+", path.read_text(encoding="utf-8")):
            assert f"`{variable}`" in section, variable


def test_every_exit_code_is_documented():
    codes = {one.exit_code for one in errors.classes()}
    codes |= {command_line.INTERRUPTED, command_line.STRICT_FAILED}
    if "check" in commands.commands():
        codes.add(command_line.NOT_SUPPORTED)
    section = sections("commands.md")["Exit codes"]
    for code in codes:
        assert f"| {code} |" in section


def test_every_error_is_documented_with_cause_and_remedy():
    page = text("errors.md")
    codes = [one.code for one in errors.classes()]
    assert set(codes) == set(errors.CAUSES)
    for one in errors.classes():
        assert f"| `{one.code}` | `{one.__name__}` |" in page


def test_every_warning_is_documented():
    raised = set()
    for path in (*SOURCE.glob("gather/*.py"), SOURCE / "run" / "ingest.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                place = {"Failure": 1, "_warn": 2}.get(getattr(call.func, "id", ""))
                code = call.args[place] if place and len(call.args) > place else None
                raised |= {code.value} if isinstance(code, ast.Constant) else set()
    assert raised == set(errors.WARNINGS)


def test_every_key_of_the_reference_data_is_described():
    assert data.undescribed() == []


def test_every_chapter_of_the_tests_is_in_the_manual():
    page = text("understands.md")
    for path in spec.FOLDER.glob("test_*.py"):
        title = spec.title_of(path.stem.removeprefix("test_"))
        assert f"\n## {title}\n" in page


# ---- the machine contract ----------------------------------------------------------------------

STORY = "Minsk said on Monday that 4,000 soldiers would take part in Granite-2025."


def span(words: str) -> Span:
    return Span.cut(STORY, STORY.index(words), STORY.index(words) + len(words))


def story(change: Change | None = None) -> tuple[Report, Analysis]:
    """Build a report by hand whose analysis holds one of everything."""
    report = Report(
        Report.make_id("Example Wire", "", STORY),
        STORY,
        (),
        publisher="Example Wire",
        published=When.on(date(2025, 9, 16), basis="header"),
        retrieved_at=datetime(2025, 9, 17, tzinfo=UTC),
    )
    speaker = Speaker("Belarus", EntityKind.STATE, id="state/BY", state="BY")
    said = Attribution(
        Attribution.make_id(
            report.id, (span("Minsk"),), (span("said"),), (span("4,000 soldiers"),)
        ),
        SpeechKind.INDIRECT,
        (span("Minsk"),),
        (span("said"),),
        (span("4,000 soldiers"),),
        speaker,
    )
    figure = Figure(
        Figure.make_id(report.id, span("4,000")),
        span("4,000 soldiers"),
        span("4,000"),
        4000.0,
        4000.0,
        Bound.EXACT,
        "personnel",
        scope=Scope(activity="Granite-2025"),
        change=change,
        attribution=said.id,
        is_strength=True,
    )
    exercise = Ref(EntityKind.EXERCISE, "Granite-2025")
    value = Value(ValueKind.FIGURE, "4,000 soldiers", figure.id)
    monday = When.on(date(2025, 9, 15))
    minsk = Where("Minsk", reason="no such place in a test")
    claim = Claim(
        Claim.make_id(
            report.id, subject=exercise, predicate="strength", value=value, evidence=span("4,000")
        ),
        report.id,
        exercise,
        "strength",
        value,
        span("4,000"),
        said.id,
        when=monday,
        where=minsk,
    )
    activity = Activity(
        Activity.make_id("exercise", name="Granite-2025", report_id=report.id, span=span("take")),
        "exercise",
        span("Granite-2025"),
        "Granite-2025",
        (Participant("organiser", Ref(EntityKind.STATE, "Belarus")),),
        monday,
        minsk,
    )
    return report, Analysis(
        report.id,
        (said,),
        (figure,),
        (TimeMention(span("Monday"), TimeType.DATE, "2025-09-15", monday),),
        (PlaceMention(span("Minsk"), minsk),),
        (Mention(span("Granite-2025"), exercise),),
        (activity,),
        (claim,),
        (Abstention("figures", span("part"), "a size without a number"),),
        ("figures@1",),
    )


def keys(shape: str) -> set[str]:
    return set(shapes.SHAPES[shape])


def test_a_reading_has_the_documented_keys():
    found = reading_data(*story(Change(Direction.CUT, from_value=8000.0)), with_text=True)
    assert set(found) == keys("reading")
    one = {name: found[name][0] for name in found if isinstance(found[name], list)}
    for name, shape in (
        ("attributions", "attribution"),
        ("figures", "figure"),
        ("times", "time"),
        ("places", "place"),
        ("entities", "entity"),
        ("activities", "activity"),
        ("claims", "claim"),
        ("abstentions", "abstention"),
    ):
        assert set(one[name]) == keys(shape), shape
    assert set(found["report"]) == keys("report")
    assert set(one["figures"]["change"]) == keys("change")
    assert set(one["figures"]["scope"]) == keys("scope")
    assert set(one["attributions"]["speaker"]) == keys("speaker")
    assert set(one["attributions"]["modality"]) == keys("modality")
    assert set(one["claims"]["when"]) == keys("when")
    assert set(one["claims"]["where"]) == keys("where")


def test_a_board_has_the_documented_keys():
    found = ledger_to_data(
        build_ledger([story()], activity="Granite-2025", conventions=Conventions.shipped())
    )
    assert set(found) == keys("board")
    (row,) = found["figures"]
    assert set(row) == keys("row")
    assert set(row["utterer_list"][0]) == keys("utterer")
    assert set(found["thresholds"][0]) == keys("threshold")


def test_a_receipt_has_the_documented_keys():
    now = datetime(2025, 9, 17, tzinfo=UTC)
    failure = Failure("a.txt", "empty", "a.txt: there is no text to read")
    receipt = Receipt("rcp-1", now, now, ("a.txt",), 0, 0, (StageCount("figures"),), (failure,))
    found = receipt_data(receipt)
    assert set(found) == keys("receipt")
    assert set(found["stages"][0]) == keys("count")
    assert set(found["failures"][0]) == {"item", "code", "message"}


@pytest.mark.parametrize(
    ("command", "shape"),
    [
        (("claims",), "listed claim"),
        (("timeline",), "event"),
        (("sources",), "source"),
        (("brief", "Granite-2025"), "brief"),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else part,
)
def test_a_listing_has_the_documented_keys(tmp_path, capsys, command, shape):
    store = str(tmp_path / "s.db")
    with open_store(store) as opened:
        opened.add([story()], ingested_at=datetime(2025, 9, 17, tzinfo=UTC))
    with pytest.raises(SystemExit) as left:
        command_line.main([*command, "--json", "--store", store])
    assert left.value.code == 0
    found = json.loads(capsys.readouterr().out)
    one = found[0] if isinstance(found, list) else found
    assert set(one) == keys(shape)
    if shape == "brief":
        assert set(found["paragraphs"][0][0]) == keys("sentence")


def test_a_checked_sentence_has_the_documented_keys():
    report, _ = story()
    span = Span.cut(report.text, 0, 5)
    proofs = (Proof(report.id, span, supports=True),)
    parts = (CheckedPart(span, Finding.SUPPORTED, "why", proofs),)
    one = Checked(span, Finding.SUPPORTED, "why", proofs, 0.5, parts=parts)
    found = result_data(Result(report, (one,), {report.id: report}))
    assert set(found[0]) == keys("checked sentence")
    assert set(found[0]["evidence"][0]) == keys("proof")
    assert set(found[0]["parts"][0]) == keys("checked part")


def test_what_a_language_model_did_has_the_documented_keys():
    head = BriefSentence("Nobody tells of an end", (), (), searched="one report")
    done = Rewriting("some-model", asked=1, taken=0, kept=1)
    found = brief_data(Brief("Granite-2025", head, (), (), rewriting=done))
    assert set(found["rewriting"]) == keys("rewriting")


def test_a_verification_has_the_documented_keys():
    assert {each.name for each in fields(Outcome)} == keys("check of a bundle")


def test_accounts_tokens_and_the_audit_log_have_the_documented_keys():
    made = "2026-01-01T12:00:00"
    account = Account("anna", Role.VIEWER, "hash", made, "desk")
    assert set(account_data(account)) == keys("account")
    token = Token("tok-1", "digest", "anna", Role.VIEWER, "nightly", made, "desk")
    assert set(token_data(token)) == keys("token")
    done = Done(made, "anna", "session", "", "login", "", 200)
    assert set(done_data(1, done)) == keys("line of the audit log")


def test_saved_searches_and_deliveries_have_the_documented_keys():
    made = "2026-01-01T12:00:00"
    search = Search("srch-1", "desk", "Denials", "/claims?polarity=denied", made, made, 0, "key")
    hook = Hook("hook-1", "srch-1", "https://desk.example/", "secret", made, "desk", 0)
    found = listed_data(Listed(search, 2, (hook,)))
    assert set(found) == keys("saved search")
    assert set(search_data(search)) == keys("saved search") - {"new", "webhooks"}
    assert set(found["webhooks"][0]) == keys("webhook")
    assert set(delivery_data(Delivery(hook, search, "sent"))) == keys("delivery")


def test_a_linked_name_has_the_documented_keys():
    judged = Judgement("jdg-1", JudgementKind.SAME, "person/a", "person/b", "rule:names@1", "why")
    known = Known("person/a", "Ann", (Form("Anne", 2, "why"),), (judged,))
    found = known_data(known)
    assert set(found) == keys("linked name")
    assert set(found["written"][0]) == keys("form")
    assert set(found["judgements"][0]) == keys("name judgement")


def test_every_shape_and_every_list_of_values_is_printed():
    page = text("json.md")
    template = (make.TEMPLATES / "json.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\{\{ fields (.+) \}\}", template)) == set(shapes.SHAPES)
    for name in contract.ENUMS:
        assert contract.enum_list(name).splitlines()[-1] in page


# ---- all pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(path):
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        target, _, anchor = link.partition("#")
        if urlsplit(link).scheme:
            continue
        aim = (path.parent / target).resolve() if target else path
        assert aim.exists(), link
        if anchor and aim.suffix == ".md":
            assert anchor in anchors(aim), link


def prose(path: Path) -> str:
    """Return a page without its blocks of code."""
    return re.sub(
        r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# Addresses that stand for any other, and this machine itself.
OWN_HOSTS = {"example.org", "localhost", "127.0.0.1"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_names_no_other_host_and_no_place_on_a_machine(path):
    page = path.read_text(encoding="utf-8")
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s\"'<>)`]+", page)}
    assert {host for host in hosts if not host.endswith(".example.org")} <= OWN_HOSTS
    homes = r"(?<![\w.:/])/(?:home|root|tmp|work|Users|mnt|var|usr|opt|private|workspace)/"
    assert not re.search(homes, page)
    assert not re.search(r"\b[A-Z]:\\", page)
