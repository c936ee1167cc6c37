"""The network itself: an ONNX file with its vocabulary and labels inside, run on the CPU."""

from __future__ import annotations

import json
from collections.abc import Container
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vedette.data import data_file
from vedette.extract.encoder.inputs import Alphabet, Told, Window, arrays, windows
from vedette.extract.encoder.labels import Tagged
from vedette.extract.encoder.pieces import Pieces
from vedette.extract.encoder.tasks import Task
from vedette.model import Reading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@cache
def encoder(language: str, task: Task) -> Encoder | None:
    """Return the network of a language for a task, loaded on first use; None where none ships."""
    path = data_file(f"languages/{language}/{task.file}")
    return Encoder(path.read_bytes(), task) if path is not None else None


class Encoder:
    """Mark the spans of a task in the paragraphs of a reading."""

    def __init__(self, model: bytes, task: Task) -> None:
        self.task = task
        self._session = _session(model)
        about = self._session.get_modelmeta().custom_metadata_map
        self.version = about["version"]
        self._pieces = Pieces(about["vocabulary"].split("\n"))
        # Features with names for values bring their numbers: "tags", "deps" and so on.
        self.alphabet: Alphabet = {
            name: json.loads(about[f"{name}s"]) for name in task.features if f"{name}s" in about
        }

    def spans(
        self,
        reading: Reading,
        told: Told,
        only: Container[int] | None = None,
    ) -> tuple[Tagged, ...]:
        """Return the marked spans of a report in text order; they never overlap.

        `told` gives the features of a token that the task has beyond the basic ones. With `only`,
        a set of numbers of sentences, the others are passed over.
        Each window is a pass of its own: nothing is padded, what a core works on stays in its
        cache, and the same paragraph gives the same spans in any company.
        """
        found: list[Tagged] = []
        for first, scores in self._scores(reading, told, only):
            path = self.task.scheme.best_path(scores)
            for kind, start, end, score in self.task.scheme.spans_of(path, _softmax(scores)):
                found.append(Tagged(kind, first + start, first + end, score))
        return tuple(found)

    def _scores(
        self, reading: Reading, told: Told, only: Container[int] | None
    ) -> list[tuple[int, np.ndarray]]:
        """Return the first token of each paragraph and its tokens' scores, (tokens, labels)."""
        found: list[tuple[int, np.ndarray]] = []
        for window in windows(reading, self._pieces, self.alphabet, told, only):
            own = self._run(window)
            if window.goes_on:
                first, before = found.pop()
                found.append((first, np.concatenate([before, own])))
            else:
                found.append((window.first, own))
        return found

    def _run(self, window: Window) -> np.ndarray:
        (scores,) = self._session.run(["labels"], arrays([window], self.task.features))
        return np.asarray(scores[0], np.float64)


def _session(model: bytes) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread: runs side by side are the runner's business, and sums keep their order.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised: np.ndarray = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return shares
