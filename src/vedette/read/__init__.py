"""Text understood as text: language, sentences, tokens, quotation marks."""

from __future__ import annotations

from vedette.read.reader import Reader

__all__ = ["Reader"]
