"""A lexicon that threads share gives each the codes that one alone would get."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from vedette.compare.origins.words import Lexicon


def _new() -> Lexicon:
    return Lexicon({"three": 3}, frozenset({"monday"}), frozenset({"km"}))


def test_threads_that_share_a_lexicon_read_as_one_alone_does() -> None:
    texts = [" ".join(f"word{n * 40 + k}-part" for k in range(400)) for n in range(200)]
    shared = _new()
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(shared.read, texts))
    for text, (codes, flags) in zip(texts, read, strict=True):
        alone = _new().read(text)
        assert np.array_equal(codes, alone[0])
        assert np.array_equal(flags, alone[1])
