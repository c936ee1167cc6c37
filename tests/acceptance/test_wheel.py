"""What a plain installation brings: code, data, migrations, pages, and the example reports."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize(
    "name",
    [
        "vedette/cli/main.py",
        "vedette/data/catalogue/equipment.toml",
        "vedette/data/codebook/military-activity.toml",
        "vedette/data/conventions.toml",
        "vedette/data/languages/en/speech.toml",
        "vedette/web/templates/activity.html",
        "vedette/web/static/vedette.css",
    ],
)
def test_the_wheel_holds_a_file(names, name):
    assert name in names


def test_the_wheel_holds_every_example_report(names, corpus):
    assert {f"vedette/examples/zapad-2025/{p.name}" for p in corpus.glob("*.txt")} <= names


def test_the_wheel_holds_every_migration_and_data_file(names):
    source = ROOT / "src"
    wanted = [*source.rglob("*.toml"), *source.rglob("migrations/**/*.py")]
    assert {path.relative_to(source).as_posix() for path in wanted} <= names
