"""Times: expressions against the publication date, as intervals."""

from __future__ import annotations

from vedette.resolve.times.assign import resolve_times

__all__ = ["resolve_times"]
