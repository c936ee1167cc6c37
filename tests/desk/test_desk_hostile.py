"""Two hundred hostile reports: nothing in them runs, loads, or escapes, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys

import httpx
import pytest
from crawling import pages
from hostile import NUMBER, write
from serving import serving
from tabs import Tab

TARGET = re.compile(r'(?:href|src|action|formaction|xlink:href)\s*=\s*"([^"]*)"')
MOST = 320  # pages that are opened
MOST_TABLES = 60
RISKY = ("=", "+", "-", "@", "\t", "\r")
PLAIN = re.compile(r"[+-]?[\d.,]+(e[+-]?\d+)?$")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Return a store that took the hostile reports in, and the receipt."""
    folder = tmp_path_factory.mktemp("hostile")
    assert write(folder / "in") == NUMBER
    store = folder / "hostile.db"
    command = [sys.executable, "-m", "vedette.cli.main", "ingest", str(folder / "in")]
    done = subprocess.run(
        [*command, "--store", str(store), "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return store, json.loads(done.stdout)


@pytest.fixture(scope="module")
def hostile_desk(filled):
    yield from serving(filled[0])


@pytest.fixture(scope="module")
def found(hostile_desk):
    """Return link and HTML of every report and of some other pages of each kind."""
    return list(pages(hostile_desk, of_a_kind=NUMBER, most=MOST))


def test_no_report_is_lost(filled):
    _, receipt = filled
    assert receipt["added"] + receipt["failed"] == NUMBER
    assert receipt["added"] > NUMBER * 0.9
    assert {each["code"] for each in receipt["failures"]} <= {"not-text", "no-article"}


def test_nothing_runs_loads_or_asks_elsewhere(browser, hostile_desk, found):
    tab = Tab(browser)
    for link, _ in found:
        tab.page.goto(hostile_desk + link)
        assert tab.page.evaluate("window.__ran === undefined"), link
        assert tab.page.url.startswith(hostile_desk), link
    tab.context.close()
    assert len(found) > NUMBER
    assert tab.complaints == []
    assert tab.foreign(hostile_desk) == []


def test_no_link_leads_to_a_script(found):
    for link, page in found:
        for target in re.findall(
            r'(?:href|src|action|formaction|xlink:href)\s*=\s*"([^"]*)"', page
        ):
            assert re.match(r"(/(?!/)|#|\?|https?://)", target) or target == "", (link, target)


def test_no_cell_of_a_table_is_a_formula(hostile_desk, found):
    with httpx.Client(base_url=hostile_desk, follow_redirects=True, timeout=60) as client:
        tables = {
            each.replace("&amp;", "&")
            for _, page in found
            for each in re.findall(r'href="([^"]*(?:\.csv|format=csv)[^"]*)"', page)
        }
        for table in sorted(tables)[:MOST_TABLES]:
            answer = client.get(table)
            assert answer.status_code == 200, table
            for line in csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))):
                for cell in line:
                    assert not cell.startswith(RISKY) or PLAIN.match(cell), (table, cell)
