"""Speakers: who stands behind a source, for which body, when and where."""

from __future__ import annotations

from vedette.resolve.speakers.assign import resolve_speakers

__all__ = ["resolve_speakers"]
