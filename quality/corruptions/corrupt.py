"""Corruptions: one change that makes a sentence false, or says more than is known."""

from __future__ import annotations

from quality.corruptions.amounts import bounds, numbers, units
from quality.corruptions.moods import certainty, polarity, scope
from quality.corruptions.rules import Rule
from quality.corruptions.things import dates, names, places, speakers

CORRUPTIONS: dict[str, Rule] = {
    "numbers": numbers,
    "bounds": bounds,
    "units": units,
    "names": names,
    "speakers": speakers,
    "dates": dates,
    "places": places,
    "polarity": polarity,
    "certainty": certainty,
    "scope": scope,
}
