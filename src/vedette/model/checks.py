"""The one way a noun refuses to be born wrong."""

from __future__ import annotations

from vedette.errors import InvalidNoun


def require(condition: bool, message: str) -> None:
    """Raise InvalidNoun with this message unless the condition holds."""
    if not condition:
        raise InvalidNoun(message)
