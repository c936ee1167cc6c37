"""What the files of the gold set promise."""

import sys
import unicodedata
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from quality.gold import HOME
from quality.gold.readings import PARTS, READINGS, load, rows

FIELDS = {
    "document", "source", "cue", "content", "quotes", "kind", "speakers", "speaker_kind",
    "anonymity", "body", "relays", "medium", "silent",
}  # fmt: skip
FILES = [(part, letter) for part in PARTS for letter in READINGS]


def texts_of(part):
    return {document.name: document.report.text for document in load(HOME, part)}


@pytest.mark.parametrize(("part", "letter"), FILES)
def test_a_quote_is_the_text_at_its_offsets(part, letter):
    texts = texts_of(part)
    for row in rows(HOME / part / f"reading-{letter}.jsonl"):
        for name in ("source", "cue", "content"):
            cut = [texts[row["document"]][start:end] for start, end in row[name]]
            assert cut == row["quotes"][name], row


@pytest.mark.parametrize(("part", "letter"), FILES)
def test_a_record_has_every_field_and_pieces_in_order(part, letter):
    for row in rows(HOME / part / f"reading-{letter}.jsonl"):
        assert set(row) == FIELDS
        assert row["content"] or row["silent"]
        assert row["content"] == sorted(row["content"])
        assert row["kind"] in {"direct", "indirect", "mixed"}
        assert row["anonymity"] in {"named", "title", "organisation", "anonymous", "unstated"}
        assert all(names and all(names) for names in (*row["speakers"], *row["relays"]))


@pytest.mark.parametrize("part", PARTS)
def test_a_text_is_in_nfc_and_read_as_it_is_printed(part):
    for document in load(HOME, part):
        assert unicodedata.is_normalized("NFC", document.report.text)
        if part != "example":
            assert document.report.text == document.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("part", "least"), [("headline", 200), ("develop", 150), ("example", 80)])
def test_both_readings_of_a_part_are_large_enough_to_tell(part, least):
    for letter in READINGS:
        assert len(rows(HOME / part / f"reading-{letter}.jsonl")) >= least


def test_no_text_is_in_two_parts():
    names = [name for part in PARTS for name in texts_of(part)]
    assert len(names) == len(set(names)) == 32 + 32 + 12
