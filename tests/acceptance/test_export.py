"""`vedette export` as a user types it, on the example corpus; each file read by its own library."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import vedette

FORMATS = ("csv", "jsonl", "parquet", "geojson", "kml", "stix", "ftm", "rdf")


@pytest.fixture(scope="module")
def desk(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("desk")
    done = vedette("ingest", corpus, "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def export(desk, *arguments):
    done = vedette("export", *arguments, "--store", "s.db", cwd=desk)
    assert done.returncode == 0, done.stderr
    return done


def listed(desk):
    done = vedette("claims", "--limit", "100000", "--json", "--store", "s.db", cwd=desk)
    return {claim["id"]: claim for claim in json.loads(done.stdout)}


def test_csv_holds_every_claim_with_its_words(desk):
    rows = list(csv.DictReader(io.StringIO(export(desk, "csv").stdout, newline="")))
    claims = listed(desk)
    assert {row["id"] for row in rows} == set(claims)
    for row in rows:
        assert row["quote"].lstrip("'") == claims[row["id"]]["evidence"]["quote"].lstrip("'")
        assert [int(row["start"]), int(row["end"])] == claims[row["id"]]["evidence"]["span"]


def test_a_folder_of_tables_joins(desk):
    told = export(desk, "jsonl", "--to", "tables/").stderr
    assert len(told.splitlines()) == 5
    rows = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (desk / "tables").glob("*.jsonl")
    }
    figures = {row["id"] for row in rows["figures"]}
    reports = {row["report"] for row in rows["reports"]}
    counted = {row["value_id"] for row in rows["claims"] if row["value_kind"] == "figure"}
    assert counted
    assert counted <= figures
    assert {row["a_figure"] for row in rows["verdicts"]} <= figures
    for name in ("claims", "figures", "places"):
        assert {row["report"] for row in rows[name]} <= reports


def test_parquet_opens_in_polars(desk):
    import polars as pl

    export(desk, "parquet", "--table", "figures", "--about", "Zapad-2025", "--to", "f.parquet")
    frame = pl.read_parquet(desk / "f.parquet")
    assert set(frame["activity"].drop_nulls()) == {"Zapad-2025"}
    assert 100_000 in frame["low"].to_list()


def test_geojson_is_valid_and_keeps_the_unplaced(desk):
    from geojson_pydantic import FeatureCollection

    found = FeatureCollection.model_validate_json(export(desk, "geojson").stdout)
    for feature in found.features:
        unplaced = feature.properties["place_precision"] == "unplaced"
        assert (feature.geometry is None) == unplaced
    assert any(feature.geometry is None for feature in found.features)


def test_kml_is_valid(desk):
    from fastkml.validator import validate

    export(desk, "kml", "--to", "a.kml")
    assert validate(file_to_validate=Path(desk / "a.kml"))


def test_stix_is_valid_and_holds_opinions(desk):
    import stix2
    from stix2validator import ValidationOptions, validate_file

    export(desk, "stix", "--about", "Zapad-2025", "--to", "a.json")
    bundle = stix2.parse((desk / "a.json").read_text(encoding="utf-8"), allow_custom=False)
    kinds = {one.type for one in bundle.objects if hasattr(one, "type")}
    assert {"report", "note", "opinion", "identity", "location"} <= kinds
    # 103 asks for random ids and 302 for digests of pages: advice, and against what we promise.
    options = ValidationOptions(version="2.1", disabled="103,302")
    assert validate_file(str(desk / "a.json"), options).is_valid


def test_rdf_and_followthemoney_are_read_back(desk):
    import rdflib
    from followthemoney.statement.serialize import read_path_statements

    export(desk, "rdf", "--to", "a.ttl")
    graph = rdflib.Graph().parse(desk / "a.ttl", format="turtle")
    claims = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("urn:vedette:term:Claim")))
    assert len(claims) == len(listed(desk))
    export(desk, "ftm", "--to", "a.ftm.json")
    notes = {
        statement.entity_id
        for statement in read_path_statements(desk / "a.ftm.json", "json")
        if statement.schema == "Note"
    }
    assert set(listed(desk)) <= notes


def test_the_example_for_python_runs_as_printed(desk, monkeypatch, capsys):
    page = Path(__file__).resolve().parents[2] / "docs" / "templates" / "exports.md"
    (code,) = re.findall(r"```python\n(.+?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(desk)
    names = {}
    exec(code.replace("vedette.db", "s.db"), names)  # noqa: S102 -- our own manual
    assert len(names["frame"]) > 80
    assert len(names["spring"]) == 2
    assert capsys.readouterr().out.startswith("claims: ")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_gives_the_same_file(desk, name):
    for path in ("once", "twice"):
        export(desk, name, "--about", "Zapad-2025", "--to", path)
    assert (desk / "once").read_bytes() == (desk / "twice").read_bytes()


def test_a_picture_of_the_past_says_what_it_leaves_out(desk):
    done = export(desk, "csv", "--table", "reports", "--as-of", "2025-05-27", "--to", "old.csv")
    assert done.stderr.splitlines()[0] == "old.csv: 2 reports"
    assert "Left out of this picture: 38 later" in done.stderr


def test_a_reader_that_goes_away_is_no_mistake(desk):
    command = [sys.executable, "-m", "vedette.cli.main", "export", "rdf", "--store", "s.db"]
    with subprocess.Popen(
        command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read().decode()
    assert "Traceback" not in told
    assert "a fault in Vedette" not in told
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("xlsx",), "Formats: csv, jsonl, parquet, geojson, kml, stix, ftm, rdf"),
        (("csv", "--about", "Zapad-2052"), "Did you mean: Zapad-2025"),
        (("csv", "--table", "people"), "Tables: claims, figures, places, reports, verdicts"),
        (("kml", "--table", "claims"), "knows no --table"),
        (("csv", "--to", "no/such/place.csv"), "cannot be written"),
        (("csv", "--to", "s.db"), "is the store itself"),
        (("csv", "--as-of", "soon"), "is no date"),
    ],
    ids=lambda part: "-".join(part) if isinstance(part, tuple) else "",
)
def test_a_mistake_is_one_line(desk, arguments, told):
    done = vedette("export", *arguments, "--store", "s.db", cwd=desk)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
