"""Names: persons, bodies, states, forces, places, equipment, exercises."""

from __future__ import annotations

from vedette.extract.names.find import find_mentions

__all__ = ["find_mentions"]
