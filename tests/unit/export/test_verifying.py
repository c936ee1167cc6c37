"""Verifying a file without a language model: what it finds, what it leaves, what is no bundle."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bundle_samples import bundle

from vedette.errors import BadArgumentError, NotFoundError
from vedette.export.bundle.contents import write
from vedette.run.verifying import verify


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "b.zip"
    file.write_bytes(write(bundle()))
    return file


def outcomes(path, **more):
    found = verify(str(path), model=None, **more)
    return found, {each.name: each for each in found.outcomes}


def test_a_bundle_holds_without_a_language_model_and_says_what_it_left(path):
    found, by_name = outcomes(path)
    assert found.holds
    assert by_name["sentences"].unchecked == 3
    assert by_name["reports"].unchecked == 1


def test_an_original_checks_what_the_bundle_has_only_a_digest_of(path, tmp_path):
    made = bundle(with_text=True).excerpts[0]
    head = f"publisher: {made.publisher}\nurl: {made.url}\ndate: 2025-09-16\n\n"
    file = tmp_path / "report.txt"
    file.write_text(head + made.text, encoding="utf-8")
    _, by_name = outcomes(path, originals=[str(file)])
    assert (by_name["originals"].checked, by_name["originals"].failures) == (1, ())
    file.write_text(head + made.text.replace("4,000", "9,000"), encoding="utf-8")
    _, by_name = outcomes(path, originals=[str(file)])
    assert (by_name["originals"].checked, by_name["originals"].unchecked) == (0, 1)


def test_a_passage_that_is_not_the_originals_is_told(tmp_path):
    """A forger who gives another passage cannot give the text that has it."""
    made = bundle()
    (held,) = made.excerpts
    true = bundle(with_text=True).excerpts[0].text
    passages = tuple(replace(p, text=p.text.replace("5,000", "9,000")) for p in held.passages)
    file = tmp_path / "b.zip"
    file.write_bytes(write(replace(made, excerpts=(replace(held, passages=passages),))))
    report = tmp_path / "report.txt"
    head = f"publisher: {held.publisher}\nurl: {held.url}\ndate: 2025-09-16\n\n"
    report.write_text(head + true, encoding="utf-8")
    _, by_name = outcomes(file, originals=[str(report)])
    assert any("does not stand at" in each for each in by_name["originals"].failures)


def test_what_is_no_bundle_is_the_users_mistake(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("no bundle")
    with pytest.raises(BadArgumentError, match="is no bundle"):
        verify(str(file), model=None)
    for missing in (tmp_path, tmp_path / "nowhere.zip"):
        with pytest.raises(NotFoundError, match="no such file"):
            verify(str(missing), model=None)


def test_a_file_above_the_limit_is_not_read(path, monkeypatch):
    monkeypatch.setattr("vedette.run.verifying.LARGEST", 1000)
    with pytest.raises(BadArgumentError, match="is larger than"):
        verify(str(path), model=None)


def test_a_language_model_that_is_not_there_leaves_the_sentences(path):
    found = verify(str(path), model="no_such_model")
    by_name = {each.name: each for each in found.outcomes}
    assert found.holds
    assert by_name["sentences"].checked == 0
    assert "no_such_model" in by_name["sentences"].why
