"""A map of the places that reports name, drawn so that nothing looks known better than it is.

A point is a dot, a settlement or the vicinity of one a ring; a region or a sea is a hatched disc
of its size, a country its own shape, hatched; none of these is ever a dot. What could not be
placed is not drawn at all: it stands in the tray. Solid lines mark a place where a claim says that
something is; dotted ones a place that is only named.

    minsk = Pin(name="Minsk", precision=PlacePrecision.SETTLEMENT, lat=53.9, lon=27.6, link="#p1")
    drawn = draw_map([minsk], name="map", label="Places in reports on Zapad-2025")
    {% from "map.html" import map_figure %}
    {{ map_figure(drawn, svg=ADDRESS, png=ADDRESS, geojson=ADDRESS, note=WORDS) }}

`drawn.svg` is markup for the page, and for `svg_file` and `png_file`. See `pins_of` in `pins.py`
for the pins of what a picture of the store tells.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from vedette.data.world import CREDIT, country_radius, region_radius, sea_radius
from vedette.model import PlacePrecision, words
from vedette.web.drawing.extent import Spread, frame_of
from vedette.web.drawing.ground import XY, Frame, Ground, ground, path
from vedette.web.drawing.labels import SIZES, Box, Label, place_labels

_TOGETHER = 3.0  # units: marks that lie closer are one mark
_PLAIN, _TALLY = 5.0, 9.0  # radius of a mark without and with a number in it
_LEAST_DISC = 14.0
_VAST = 700.0  # kilometres: larger areas do not decide what the picture shows
_NUDGES = (0, 18, -18, 36, -36, 54, -54, 72, -72)  # units by which the number of an area gives way
_DIGIT = 6.6
_KILOMETRES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Cited:
    """Hold words that name a place: their address, the words, and where they stand."""

    link: str
    quote: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Hold one place, how often it is named, and how many claims put something there.

    `placed` counts these claims, `kinds` are what claims that name it are about, `link` leads to
    the words; without coordinates it stands in the tray. `country` is the ISO code, `geonameid`
    tells how large a region is.
    """

    name: str
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonameid: int | None = None
    times: int = 1
    placed: int = 0
    kinds: tuple[str, ...] = ()
    link: str = ""
    anchor: str = ""  # of its row in the table
    cited: tuple[Cited, ...] = ()
    reason: str = ""  # why it could not be placed

    @property
    def is_area(self) -> bool:
        """Tell whether the place is known only as an area."""
        areas = {PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.SEA}
        return self.precision in areas

    @property
    def radius(self) -> float:
        """Return how far the place reaches from its middle, in kilometres."""
        if self.precision is PlacePrecision.REGION:
            return region_radius(self.country, self.geonameid)
        if self.precision is PlacePrecision.SEA:
            return sea_radius(self.name)
        return country_radius(self.country or "") if self.is_area else 0.0

    @property
    def words(self) -> str:
        """Say what the mark is, for who cannot see it."""
        said = words.count(self.times, "time")
        there = f", {words.count(self.placed, 'claim')} there" if self.placed else ", only named"
        return f"{self.name}, {self.precision}, {said}{there}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold a drawn map: the picture, and what stands below it.

    `shown` are the places in the picture, `outside` those beyond its edge, `tray` the unplaced.
    """

    svg: Markup
    projection: str
    shown: tuple[Pin, ...]
    outside: tuple[Pin, ...]
    tray: tuple[Pin, ...]
    credit: str = CREDIT

    @property
    def placed(self) -> tuple[Pin, ...]:
        """Return the places with coordinates, the most named first."""
        return tuple(sorted((*self.shown, *self.outside), key=_order))

    @property
    def listed(self) -> tuple[Pin, ...]:
        """Return all places and what could not be placed, the most named first."""
        return tuple(sorted((*self.shown, *self.outside, *self.tray), key=_order))


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark of the picture: where, and the places that it stands for."""

    x: float
    y: float
    pins: tuple[Pin, ...]

    @property
    def first(self) -> Pin:
        return self.pins[0]

    @property
    def times(self) -> int:
        return sum(pin.times for pin in self.pins)

    @property
    def name(self) -> str:
        more = len(self.pins) - 1
        return f"{self.first.name} and {more} more" if more else self.first.name

    @property
    def box(self) -> Box:
        if self.first.is_area:
            return Box(self.x, self.y, 4 + len(str(self.times)) * _DIGIT / 2, 8)
        size = (_TALLY if self.times > 1 else _PLAIN) + 1
        return Box(self.x, self.y, size + max(len(str(self.times)) - 2, 0) * _DIGIT / 2, size)


def draw_map(pins: Sequence[Pin], *, name: str, label: str, whole: bool = False) -> Drawn:
    """Draw places; `name` keeps the ids of two maps on one page apart, `whole` asks for the world.

    The picture holds most of what is told, never all at the cost of that.
    """
    placed = sorted((pin for pin in pins if pin.lat is not None), key=_order)
    tray = sorted((pin for pin in pins if pin.lat is None), key=_order)
    small = [pin for pin in placed if pin.radius <= _VAST]
    frame = frame_of([_spread(pin) for pin in small or placed], whole=whole)
    base = ground(frame)
    spots = [(pin, spot) for pin in placed if (spot := _spot(pin, frame, base))]
    shown = [pin for pin, _ in spots]
    inside = set(map(id, shown))
    outside = [pin for pin in placed if id(pin) not in inside]
    svg = _svg(frame, base, spots, name, label)
    return Drawn(svg, frame.projection, tuple(shown), tuple(outside), tuple(tray))


def _order(pin: Pin) -> tuple[int, str]:
    return -pin.times, pin.name


def _spread(pin: Pin) -> Spread:
    return Spread(pin.lon or 0.0, pin.lat or 0.0, min(pin.radius, _VAST), pin.times)


def _spot(pin: Pin, frame: Frame, base: Ground) -> XY | None:
    """Return where a place has its mark; None outside of the picture."""
    lon, lat = pin.lon or 0.0, pin.lat or 0.0
    if frame.shows(lon, lat, margin=6):
        return frame.at(lon, lat)
    rings = base.countries.get(pin.country or "", ())
    if pin.precision is not PlacePrecision.COUNTRY or not rings:
        return None
    return _seen_middle(max(rings, key=_area), frame)


def _seen_middle(ring: Sequence[XY], frame: Frame) -> XY | None:
    """Return the middle of what is seen of a country whose own middle lies beyond the edge."""
    inside = [(x, y) for x, y in ring if 0 < x < frame.width and 0 < y < frame.height]
    if _area(ring) < frame.width * frame.height / 200 or not inside:
        return None
    x = sum(x for x, _ in ring) / len(ring)
    y = sum(y for _, y in ring) / len(ring)
    return min(max(x, 30), frame.width - 30), min(max(y, 24), frame.height - 36)


def _area(ring: Sequence[XY]) -> float:
    following = (*ring[1:], ring[0])
    return abs(sum(a * d - b * c for (a, b), (c, d) in zip(ring, following, strict=True))) / 2


# ---- markup ------------------------------------------------------------------------------------


def _svg(
    frame: Frame, base: Ground, spots: Sequence[tuple[Pin, XY]], name: str, label: str
) -> Markup:
    marks = _together(spots, (frame.width, frame.height), frame.scale)
    boxes = [mark.box for mark in marks]
    labels = place_labels(boxes, [mark.name for mark in marks], (frame.width, frame.height - 18))
    parts = [
        Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            round(frame.width), round(frame.height), label
        ),
        _hatches(name),
        Markup(
            '<g aria-hidden="true"><path class="land" d="{}"/><path class="coast" d="{}"/>'
        ).format(base.land, base.coasts),
        Markup('<path class="border" d="{}"/><path class="border disputed" d="{}"/>').format(
            base.borders, base.disputed
        ),
        *(_hatched(pin, spot, frame, base, name) for pin, spot in spots if pin.is_area),
        Markup("</g>"),
        *(_mark(mark, own) for mark, own in zip(marks, labels, strict=True)),
        _foot(frame),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _together(spots: Sequence[tuple[Pin, XY]], size: XY, scale: float) -> list[_Mark]:
    """Join what lies on one spot, as a base and its town; numbers of areas give way to the rest."""
    marks: list[_Mark] = []
    for pin, (x, y) in spots:
        at = None if pin.is_area else _same(marks, x, y)
        if at is None:
            marks.append(_Mark(round(x, 1), round(y, 1), (pin,)))
        else:
            marks[at] = replace(marks[at], pins=(*marks[at].pins, pin))
    taken = [_grown(mark.box) for mark in marks if not mark.first.is_area]
    for i, mark in enumerate(marks):
        if mark.first.is_area:
            marks[i] = _given_way(mark, mark.first.radius * scale, taken, size)
            taken.append(_grown(marks[i].box))
    return marks


def _grown(box: Box) -> Box:
    """Return a mark as large as it is drawn in a picture half as wide."""
    return replace(box, across=box.across * SIZES["half"], up=box.up * SIZES["half"])


def _same(marks: Sequence[_Mark], x: float, y: float) -> int | None:
    for i, mark in enumerate(marks):
        if not mark.first.is_area and math.dist((mark.x, mark.y), (x, y)) < _TOGETHER:
            return i
    return None


def _given_way(mark: _Mark, reach: float, taken: Sequence[Box], size: XY) -> _Mark:
    """Move the number of an area to where nothing lies, as far as it stays in the area."""
    steps = sorted(((dx, dy) for dx in _NUDGES for dy in _NUDGES), key=lambda s: math.hypot(*s))
    for dx, dy in steps:
        moved = replace(mark, x=mark.x + dx, y=mark.y + dy)
        inside = 16 < moved.x < size[0] - 16 and 12 < moved.y < size[1] - 26
        inside &= math.hypot(dx, dy) <= reach
        if inside and not any(_grown(moved.box).meets(box) for box in taken):
            return moved
    return mark


def _hatches(name: str) -> Markup:
    made = Markup("<defs>")
    for kind, gap in (("placed", 7), ("named", 10)):
        made += Markup(
            '<pattern id="{0}-{1}" class="hatch {1}" width="{2}" height="{2}"'
            ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<path d="M0 0V{2}"/></pattern>'
        ).format(name, kind, gap)
    return made + Markup("</defs>")


def _kind(pins: Sequence[Pin]) -> str:
    return "placed" if any(pin.placed for pin in pins) else "named"


def _hatched(pin: Pin, spot: XY, frame: Frame, base: Ground, name: str) -> Markup:
    """Draw the area of a place: the shape of a country, a disc as large as a region or a sea."""
    kind = _kind([pin])
    rings = base.countries.get(pin.country or "", ())
    if pin.precision is PlacePrecision.COUNTRY and rings:
        return Markup('<path class="area {} {}" fill="url(#{}-{})" d="{}"/>').format(
            pin.precision, kind, name, kind, "".join(path(ring) for ring in rings)
        )
    radius = max(pin.radius * frame.scale, _LEAST_DISC)
    return Markup(
        '<circle class="area {} {}" fill="url(#{}-{})" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>'
    ).format(pin.precision, kind, name, kind, *spot, radius)


def _mark(mark: _Mark, label: Label | None) -> Markup:
    said = "; ".join(pin.words for pin in mark.pins)
    inner = Markup("").join(_shape(mark))
    if label is not None:
        inner += Markup(
            '<text class="name {}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>'
        ).format(label.size, label.dx, label.dy, label.anchor, mark.name)
    return Markup(
        '<a href="{}" aria-label="{}"><title>{}</title>'
        '<g transform="translate({} {})"><g class="mark {} {}">{}</g></g></a>'
    ).format(
        mark.first.link, said, said, mark.x, mark.y, mark.first.precision, _kind(mark.pins), inner
    )


def _shape(mark: _Mark) -> Iterator[Markup]:
    """Draw a mark: a chip with a number on an area, a ring for a settlement, a dot for a point."""
    box = mark.box
    if mark.first.is_area:
        yield Markup(
            '<rect class="chip" x="{:.1f}" y="-8" width="{:.1f}" height="16" rx="3"/>'
        ).format(-box.across, 2 * box.across)
    elif mark.times > 1 and box.across > box.up:
        yield Markup(
            '<rect class="ring" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="{:.1f}"/>'
        ).format(-box.across + 1, -box.up + 1, 2 * box.across - 2, 2 * box.up - 2, box.up - 1)
    else:
        yield Markup('<circle class="ring" r="{}"/>').format(box.across - 1)
    if mark.times > 1 or mark.first.is_area:
        yield Markup('<text class="tally" y="3.6" text-anchor="middle">{}</text>').format(
            mark.times
        )


def _foot(frame: Frame) -> Markup:
    """Write the scale and the credit, which go wherever the picture goes."""
    y = round(frame.height) - 8
    made = Markup('<g class="foot" aria-hidden="true">')
    if not frame.whole:
        km = max((k for k in _KILOMETRES if k * frame.scale < frame.width / 5), default=10)
        made += Markup(
            '<path class="scale" d="M12 {0}v5H{1:.1f}v-5"/><text x="{2:.1f}" y="{3}">{4} km</text>'
        ).format(y - 4, 12 + km * frame.scale, 18 + km * frame.scale, y + 1, km)
    return made + Markup(
        '<text class="credit" x="{}" y="{}" text-anchor="end">{} · {}</text></g>'
    ).format(round(frame.width) - 8, y + 1, CREDIT, frame.projection)
