"""The maps of pictures: which places are drawn, and what is said under them."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.words import count, number
from vedette.run.atlas import atlas
from vedette.store.named import EVER, Days
from vedette.store.view import View
from vedette.web.drawing.map import Drawn, draw_map
from vedette.web.drawing.pins import pins_of
from vedette.web.site import Here, Site, state_of


@dataclass(frozen=True, slots=True)
class Charted:
    """Hold a map with the words under it that say of what it was made."""

    drawn: Drawn
    note: str


def chart(
    site: Site,
    view: View,
    here: Here,
    *,
    activity: str | None = None,
    days: Days = EVER,
    whole: bool = False,
) -> Charted:
    """Return the map of a picture, or of what speaks of one activity; drawn once for each state."""
    key = ("map", activity, days, whole, state_of(view, here))
    return site.draw(key, lambda: _chart(view, activity, days, whole=whole))


def _chart(view: View, activity: str | None, days: Days, *, whole: bool) -> Charted:
    made = atlas(view, days, activity=activity)
    label = f"Map of the places in reports{f' on {activity}' if activity else ''}"
    drawn = draw_map(pins_of(made), name="map", label=label, whole=whole)
    note = f"From {count(made.reports, 'report')}."
    if made.is_cut:
        note = (
            f"From the latest {number(made.reports)} reports; narrow the days to see earlier ones."
        )
    return Charted(drawn, note)
