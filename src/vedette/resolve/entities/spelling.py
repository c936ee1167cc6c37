"""One name in many spellings, as the stages of this room use it."""

from __future__ import annotations

from vedette.data.spelling import frames, latin, likeness, plain, readings, skeleton

__all__ = ["frames", "latin", "likeness", "plain", "readings", "skeleton"]
