"""Fixtures that several kinds of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.run.config import DEFAULT_MODEL
from vedette.run.examples import example_folder

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def corpus() -> Path:
    return example_folder()


@pytest.fixture(scope="session")
def corpus_outcomes(corpus):
    """Every report of the example corpus with its analysis, by file name."""
    from vedette.gather.gather import gather
    from vedette.run.runner import analyse_one

    outcomes = {}
    for path in sorted(corpus.glob("*.txt")):
        item = next(iter(gather([str(path)])))
        assert item.report is not None, item.failure
        outcomes[path.name] = analyse_one(item.report, DEFAULT_MODEL)
    return outcomes
