"""The name tagger runs where a proper noun is in no catalogue, and nowhere else."""

from __future__ import annotations

import pytest

from vedette.read.english import load_model
from vedette.read.names import has_unknown_name
from vedette.run.config import DEFAULT_MODEL


@pytest.fixture(scope="module")
def nlp():
    return load_model(DEFAULT_MODEL)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Belarus said on Monday that Minister Viktor Khrenin had left.", False),
        ("Zapad-2025 ended in September, said Tomas Godliauskas.", False),
        ("the soldiers went home before dawn.", False),
        ("Colonel Jonas Petraitis said so.", True),
        ("The London Times printed the letter.", True),
        ("said Lee Sang-min of the institute", True),
        ("Russia and Fernwood signed a treaty.", True),
        ("", False),
    ],
)
def test_only_an_unknown_name_calls_the_tagger(nlp, text, unknown):
    assert has_unknown_name(nlp(text)) is unknown
