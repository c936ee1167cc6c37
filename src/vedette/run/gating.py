"""The gate of composed sentences, with a language model behind it."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.brief.check.gate import Cited, Gate
from vedette.model import UNKNOWN_WHEN, When
from vedette.run.plan import analyse
from vedette.run.readers import reader_for


def gate_for(model: str) -> Gate:
    """Return a gate that parses with a model; what it parses it keeps for as long as it lives."""
    return Gate(reader_for(model).read, analyse)


def passes(text: str, cited: Sequence[Cited], *, model: str, written: When = UNKNOWN_WHEN) -> bool:
    """Tell whether the cited words carry all that a text says."""
    return gate_for(model).passes(text, cited, written=written)
