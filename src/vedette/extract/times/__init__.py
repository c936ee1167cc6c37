"""Time expressions: dates, times, durations, sets."""

from __future__ import annotations

from vedette.extract.times.find import find_times

__all__ = ["find_times"]
