"""Numbers: what is counted, how many, with which bound, as part of what."""

from __future__ import annotations

from vedette.extract.figures.find import find_figures

__all__ = ["find_figures"]
