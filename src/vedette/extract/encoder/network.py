"""The network itself: an ONNX file with its vocabulary and labels inside, run on the CPU."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from vedette.extract.encoder.inputs import Alphabet, Window, arrays, windows
from vedette.extract.encoder.labels import Tagged, best_path, spans_of
from vedette.extract.encoder.pieces import Pieces
from vedette.model import Reading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_BATCH = 2048  # pieces in one pass, padding included


@cache
def encoder(language: str) -> Encoder | None:
    """Return the encoder of a language, loaded on first use; None where none is shipped."""
    path = files("vedette.data") / "languages" / language / "speech.onnx"
    return Encoder(path.read_bytes()) if path.is_file() else None


class Encoder:
    """Mark sources, cues and contents in the paragraphs of a reading."""

    def __init__(self, model: bytes) -> None:
        self._session = _session(model)
        about = self._session.get_modelmeta().custom_metadata_map
        self.version = about["version"]
        self._pieces = Pieces(about["vocabulary"].split("\n"))
        self._alphabet = Alphabet(json.loads(about["tags"]), json.loads(about["deps"]))

    def spans(self, reading: Reading, rules: Sequence[Tagged] = ()) -> tuple[Tagged, ...]:
        """Return the marked spans of a report in text order; they never overlap.

        `rules` are the spans that the rules found; the network has learnt how far to trust them.
        Windows of one report share passes by length; no report shares one with another, so
        that the same report gives the same spans anywhere.
        """
        found: list[Tagged] = []
        for first, scores in self._scores(reading, rules):
            path = best_path(scores)
            for kind, start, end, score in spans_of(path, _softmax(scores)):
                found.append(Tagged(kind, first + start, first + end, score))
        return tuple(found)

    def _scores(self, reading: Reading, rules: Sequence[Tagged]) -> list[tuple[int, np.ndarray]]:
        """Return the first token of each paragraph and its tokens' scores, (tokens, labels)."""
        cut = list(windows(reading, self._pieces, self._alphabet, rules))
        logits: dict[int, np.ndarray] = {}
        for batch in _batches(cut):
            logits.update(zip(batch, self._run([cut[n] for n in batch]), strict=True))
        return _joined(cut, logits)

    def _run(self, batch: Sequence[Window]) -> np.ndarray:
        (logits,) = self._session.run(["labels"], arrays(batch))
        return np.asarray(logits, np.float64)


def _session(model: bytes) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread: runs side by side are the runner's business, and sums keep their order.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _batches(cut: Sequence[Window]) -> list[list[int]]:
    """Group windows of like length, so that little padding is computed."""
    groups: list[list[int]] = []
    for n in sorted(range(len(cut)), key=lambda n: (cut[n].size, n)):
        if not groups or cut[n].size * (len(groups[-1]) + 1) > _BATCH:
            groups.append([])
        groups[-1].append(n)
    return groups


def _joined(cut: Sequence[Window], logits: dict[int, np.ndarray]) -> list[tuple[int, np.ndarray]]:
    """Put the windows of one paragraph together again: first token, scores of all its tokens."""
    found: list[tuple[int, np.ndarray]] = []
    for n, window in enumerate(cut):
        own = logits[n][: len(window.pieces)]
        if window.goes_on:
            first, before = found[-1]
            found[-1] = (first, np.concatenate([before, own]))
        else:
            found.append((window.first, own))
    return found


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
