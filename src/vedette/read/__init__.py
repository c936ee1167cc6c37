"""Text understood as text: language, sentences, tokens, quotation marks."""

from __future__ import annotations

from vedette.read.reader import Reader, model_label

__all__ = ["Reader", "model_label"]
