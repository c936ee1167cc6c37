"""A correction note takes back what the outlet itself had said."""

from __future__ import annotations

import pytest

from vedette.gather.gather import gather
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one

HEAD = """publisher: The Daily Watch
date: 2024-05-07
headline: Drill ends

The exercise Northern Shield-2024 ended on Monday. About 900 soldiers took part, the army said.

"""


def attributions(tmp_path, note):
    path = tmp_path / "report.txt"
    path.write_text(HEAD + note, encoding="utf-8")
    return analyse_one(next(iter(gather([str(path)]))).report, DEFAULT_MODEL).analysis


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this report said that 1,200 soldiers took part.",
        "Correction: a previous version of this article stated that 1,200 troops were involved.",
        "Clarification: The original story said the drill had 1,200 participants.",
    ],
)
def test_what_an_earlier_version_said_is_the_outlets_and_taken_back(tmp_path, note):
    analysis = attributions(tmp_path, note)
    taken_back = [a for a in analysis.attributions if a.source and "1,200" in a.content[0].quote]
    assert [(a.speaker.name, str(a.modality.commitment)) for a in taken_back] == [
        ("The Daily Watch", "rejects")
    ]


def test_a_correction_that_quotes_somebody_else_keeps_him(tmp_path):
    note = "Correction: The ministry said that 1,200 soldiers had arrived, not 900."
    analysis = attributions(tmp_path, note)
    assert all(str(a.modality.commitment) != "rejects" for a in analysis.attributions)
