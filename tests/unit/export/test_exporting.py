"""From a store to files: what is chosen, what is left out, where it may go."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime

import pytest
from export_samples import DRILL, claim, figure, nasty_page, plain_page, report, said

from vedette.compare.conventions import Conventions
from vedette.errors import BadArgumentError, NotFoundError
from vedette.export.columns import KINDS
from vedette.export.formats import FORMATS, format_of
from vedette.export.records import Page
from vedette.model import Analysis, EntityKind, Judgement, JudgementKind, Ref, Speaker
from vedette.run import exporting
from vedette.store.store import open_store

NOON = datetime(2025, 9, 20, 12, tzinfo=UTC)


def analysis(page: Page) -> Analysis:
    return Analysis(
        page.report.id,
        tuple(page.carriers.values()),
        page.figures,
        places=page.places,
        claims=page.claims,
    )


def other_page() -> Page:
    """A report on another thing, with a figure of the drill in passing."""
    its = report("Bob said the fleet sailed; 700 sailors joined.", url="https://example.org/two")
    carrier = said(its, "the fleet sailed", Speaker("Bob", EntityKind.PERSON))
    fleet = Ref(EntityKind.FORCE, "Northern Fleet", "force/north")
    one = claim(its, "the fleet sailed", carrier=carrier, subject=fleet)
    return Page(its, (one,), (figure(its, "700"),), carriers={carrier.id: carrier})


@pytest.fixture
def address(tmp_path):
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        pages = (plain_page(), nasty_page(), other_page())
        store.add([(page.report, analysis(page)) for page in pages], ingested_at=NOON)
    return path


@pytest.fixture
def view(address):
    with open_store(address, read_only=True) as store, store.view() as view:
        yield view


def export(view, name, to, *, about=None, table=None, store="postgresql://desk"):
    return exporting.export(
        view,
        format_of(name),
        about=about,
        table=table,
        to=str(to),
        store=store,
        conventions=Conventions.shipped(),
    )


# ---- what is exported --------------------------------------------------------------------------


def test_a_page_holds_what_one_report_says(view):
    ids = {page.report.id: page for page in exporting.pages_of(view)}
    page = ids[plain_page().report.id]
    assert (page.claims, page.figures, page.places) == (
        plain_page().claims,
        plain_page().figures,
        plain_page().places,
    )
    assert page.carrier(page.claims[0].attribution).speaker.name == "Ann Petrova"


@pytest.mark.parametrize("typed", ["Northern Fleet", "northern  FLEET", "force/north"])
def test_a_subject_is_found_in_any_case_and_by_its_id(view, typed):
    (page,) = exporting.pages_of(view, exporting.named(view, typed))
    assert [one.subject.name for one in page.claims] == ["Northern Fleet"]
    assert page.figures == ()


def test_a_figure_of_a_subject_comes_without_the_claims_on_others(view):
    pages = {
        p.report.id: p for p in exporting.pages_of(view, exporting.named(view, "granite-2025"))
    }
    assert set(pages) == {plain_page().report.id, other_page().report.id}
    passing = pages[other_page().report.id]
    assert passing.claims == ()
    assert [one.text for one in passing.figures] == ["700"]


def test_places_of_a_subject_are_those_in_its_words(view):
    pages = exporting.pages_of(view, DRILL.name)
    names = [place.where.name for page in pages for place in page.places]
    assert names == ["Brest", "Belarus", "Granite Valley"]


def test_a_subject_nobody_speaks_of_offers_the_nearest(view):
    with pytest.raises(NotFoundError, match=r"Did you mean: .*Granite-2025"):
        exporting.named(view, "Granit-2025")
    with pytest.raises(NotFoundError, match="See vedette claims"):
        exporting.named(view, "###")


def test_what_a_person_rejected_is_not_exported(address):
    page = plain_page()
    wrong = [
        Judgement(f"jdg-{n}", JudgementKind.REJECT, key, None, "person:mira", "wrong", made_at=NOON)
        for n, key in enumerate((page.claims[0].id, page.figures[1].id, nasty_page().report.id))
    ]
    with open_store(address) as store:
        store.add_judgements(wrong)
        with store.view() as view:
            pages = {page.report.id: page for page in exporting.pages_of(view)}
    kept = pages[page.report.id]
    assert kept.claims == page.claims[1:]
    assert kept.figures == page.figures[:1]
    assert nasty_page().report.id not in pages


def test_an_empty_store_exports_nothing_in_every_format(tmp_path):
    with open_store(str(tmp_path / "empty.db")) as store, store.view() as view:
        for name, how in FORMATS.items():
            (written,) = export(view, name, tmp_path / f"out{how.suffix}")
            assert written.number == 0
            assert (tmp_path / f"out{how.suffix}").exists()


# ---- where it goes -----------------------------------------------------------------------------


def test_a_folder_gets_one_file_for_each_table(view, tmp_path):
    written = export(view, "jsonl", f"{tmp_path}/tables/")
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert names == {f"{n}.jsonl" for n in ("claims", "figures", "places", "reports", "verdicts")}
    assert [(one.number, one.what) for one in written][:2] == [(4, "claim"), (3, "figure")]


def test_a_file_of_everything_goes_into_a_folder_under_our_name(view, tmp_path):
    export(view, "geojson", tmp_path)
    assert json.loads((tmp_path / "vedette.geojson").read_text(encoding="utf-8"))["features"]


def test_a_file_holds_the_claims_unless_another_table_is_named(view, tmp_path):
    export(view, "csv", tmp_path / "a.csv")
    export(view, "csv", tmp_path / "b.csv", table="reports")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("id,subject,")
    assert (tmp_path / "b.csv").read_text(encoding="utf-8").startswith("report,publisher,")


def test_a_format_that_holds_everything_knows_no_table(view, tmp_path):
    with pytest.raises(BadArgumentError, match="knows no --table"):
        export(view, "stix", tmp_path / "a.json", table="claims")


def test_an_unknown_format_lists_those_there_are():
    with pytest.raises(BadArgumentError, match="csv, jsonl, parquet, geojson, kml, stix, ftm, rdf"):
        format_of("xlsx")


def test_help_names_every_format_and_every_table():
    from typer.main import get_command

    from vedette.cli.main import app

    told = {one.name: one.help for one in get_command(app).commands["export"].params}
    assert all(name in told["format"] for name in FORMATS)
    assert all(name in told["table"] for name in KINDS)


def test_a_place_that_cannot_be_written_is_the_users_mistake(view, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (tmp_path / "no" / "such.csv", tmp_path / "file" / "a.csv", "/dev/full"):
        with pytest.raises(BadArgumentError, match="cannot be written"):
            export(view, "csv", place)


def test_the_store_is_never_overwritten(view, address, tmp_path):
    (tmp_path / "link.db").symlink_to(address)
    for place in (address, tmp_path / "link.db", f"{address}-wal"):
        with pytest.raises(BadArgumentError, match="is the store itself"):
            export(view, "csv", place, store=address)


def test_a_file_that_fails_half_way_leaves_the_old_one(view, tmp_path, monkeypatch):
    old = tmp_path / "a.csv"
    old.write_text("old", encoding="utf-8")

    def broken(*_):
        yield plain_page()
        raise RuntimeError

    monkeypatch.setattr(exporting, "pages_of", broken)
    with pytest.raises(RuntimeError):
        export(view, "csv", old)
    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_may_be_read_as_any_other(view, tmp_path):
    mask = os.umask(0o022)
    try:
        export(view, "csv", tmp_path / "a.csv")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o644


def test_reports_are_let_go_as_they_are_written(tmp_path):
    """Ten times the reports, not ten times the memory: the pages come from an iterator."""
    import gc
    import weakref

    alive: list[int] = []
    seen: list[weakref.ref[Held]] = []

    class Held(list):
        pass

    def pages():
        for _ in range(12):
            its = plain_page()
            mark = Held()
            seen.append(weakref.ref(mark))
            yield Page(its.report, its.claims, its.figures, its.places, _Marked(its.carriers, mark))
            gc.collect()
            alive.append(sum(one() is not None for one in seen))

    from vedette.export.formats import write_whole
    from vedette.export.records import Extract

    gc.freeze()  # what other tests loaded need not be looked through each time
    try:
        for name in ("geojson", "kml", "stix", "ftm", "rdf"):
            alive.clear()
            seen.clear()
            with (tmp_path / name).open("wb") as out:
                write_whole(FORMATS[name].whole(Extract(pages())), out)
            assert max(alive) <= 2
    finally:
        gc.unfreeze()


class _Marked(dict):
    def __init__(self, items, mark):
        super().__init__(items)
        self.mark = mark
