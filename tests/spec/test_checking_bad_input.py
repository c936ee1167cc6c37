"""Texts that are hard to check: empty, foreign, long, full of rubbish."""

from __future__ import annotations

import io

import pytest
from checks import MODEL
from papers import paper

from vedette.errors import VedetteError
from vedette.run.checking import check_documents, read_text

STORM = "The frigate Aurora fired two missiles at a barge near Narva on 3 March 2024."


def text_of(content: str) -> str:
    return read_text("-", model=MODEL, stdin=io.BytesIO(content.encode())).text


def test_an_empty_text_is_refused_in_one_line():
    with pytest.raises(VedetteError) as caught:
        text_of("")
    assert "\n" not in caught.value.line()


def test_a_text_in_another_language_is_refused_by_its_name():
    russian = (
        "Министерство обороны сообщило, что учения начнутся в пятницу на полигоне под Минском."
    )
    with pytest.raises(VedetteError, match="only English is checked"):
        text_of(russian)


def test_control_characters_do_not_move_offsets():
    text = "The frigate\x07 Aurora fired two\u200b missiles at a barge near Narva.\x1b[31m"
    report = paper(text, publisher="x")
    for one in check_documents(report, [paper(STORM)], model=MODEL).checked:
        assert report.text[one.sentence.start : one.sentence.end] == one.sentence.quote


def test_a_long_text_is_checked_to_its_end():
    text = " ".join(f"Ship {n} carried {n + 2} guns to the harbour of Narva." for n in range(900))
    result = check_documents(paper(text, publisher="x"), [paper(STORM)], model=MODEL)
    assert result.checked[-1].sentence.quote.startswith("Ship 899")


def test_a_text_as_long_as_a_book_is_refused_in_one_line():
    with pytest.raises(VedetteError, match="characters") as caught:
        text_of("Ship three carried five guns to the harbour of Narva. " * 6_000)
    assert "\n" not in caught.value.line()


def test_binary_data_is_refused_in_one_line():
    with pytest.raises(VedetteError) as caught:
        read_text("-", model=MODEL, stdin=io.BytesIO(bytes(range(256)) * 20))
    assert "\n" not in caught.value.line()
