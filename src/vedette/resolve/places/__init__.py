"""Places: names against gazetteer and catalogue, with honest precision."""

from __future__ import annotations

from vedette.resolve.places.assign import resolve_places

__all__ = ["resolve_places"]
