"""What there are networks for: each marks its own kinds of spans and is told its own features."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.extract.encoder.labels import Scheme

BASIC = ("shape", "tag", "dep", "opens")  # told to every network


@dataclass(frozen=True, slots=True)
class Task:
    """Name a network's file, its labels, and what it is told of each token beside its pieces."""

    file: str
    scheme: Scheme
    features: tuple[str, ...]


SPEECH = Task("speech.onnx", Scheme("source", "cue", "content"), (*BASIC, "rule"))
TOPONYMS = Task("toponyms.onnx", Scheme("location", "association"), (*BASIC, "ent", "rule", "town"))
