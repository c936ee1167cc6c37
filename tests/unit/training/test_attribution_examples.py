"""Examples on their way to the network: files, batches, labels."""

from __future__ import annotations

import numpy as np
from training.attribution.features import composed
from training.examples import UNLABELLED, Example, Numbering, batches, read, stacked, write

from vedette.extract.encoder.inputs import Window
from vedette.extract.encoder.tasks import SPEECH


def example(size: int) -> Example:
    pieces = tuple((1000 + n,) for n in range(size))
    features = ((1,) * len(SPEECH.features),) * size
    return Example(Window(0, False, pieces, features), np.arange(size) % 13)


def test_examples_come_back_from_their_file(tmp_path):
    path = tmp_path / "some.jsonl"
    wanted = [example(3), example(5)]
    assert write(path, wanted) == 2
    found = read(path)
    assert [one.window for one in found] == [one.window for one in wanted]
    assert [one.labels.tolist() for one in found] == [one.labels.tolist() for one in wanted]
    assert not path.with_suffix(".part").exists()


def test_every_example_is_in_one_batch_and_no_batch_is_too_wide():
    some = [example(size) for size in (3, 90, 4, 60, 5, 30, 7)]
    for chance in (None, np.random.default_rng(1)):
        found = batches(some, 200, chance)
        assert sorted(n for batch in found for n in batch) == list(range(len(some)))
        assert all(max(some[n].window.size for n in b) * len(b) <= 200 for b in found)


def test_the_same_seed_gives_the_same_batches():
    some = [example(size) for size in range(1, 40)]
    one, other = (batches(some, 100, np.random.default_rng(7)) for _ in range(2))
    assert one == other


def test_padding_has_no_label():
    inputs, labels = stacked([example(2), example(4)], SPEECH.features)
    assert inputs["words"].shape == labels.shape == (2, 4)
    assert labels.tolist() == [[0, 1, UNLABELLED, UNLABELLED], [0, 1, 2, 3]]


def test_names_are_numbered_from_one_as_they_come():
    numbers = Numbering()
    assert [numbers.get(name, 0) for name in ("NN", "VB", "NN")] == [1, 2, 1]
    assert numbers == {"NN": 1, "VB": 2}


def test_composing_a_text_keeps_its_length():
    for text in ("plain", "cafe\u0301 \u212b", "\u0344x"):
        assert len(composed(text)) == len(text)
    assert composed("caf\u00e9") == "caf\u00e9"
