"""Entities: mentions against the catalogue, over spellings and scripts."""

from __future__ import annotations

from vedette.resolve.entities.assign import resolve_entities

__all__ = ["resolve_entities"]
