"""The ground of a map: a projection for what is shown, and the land under it.

A part of the world is drawn by Lambert's azimuthal equal-area projection around its middle: areas
are true everywhere and distances near the middle, so that a disc of so many kilometres is one.
The whole world is drawn by Equal Earth, which keeps areas, too.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.data.world import Grain, Land, land

EARTH = 6371.0  # kilometres
FINE = 6000.0  # a picture no wider than so many kilometres has the fine coasts
_BEHIND = 9000.0  # kilometres: what lies wholly farther off is not drawn; it would turn inside out
_SLACK = 24.0  # units that shapes reach beyond the picture, to hide where they are cut
_STEP = 0.7  # units: points of a line that lie closer are one
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what a map shows: its middle in degrees, its size, and units per kilometre."""

    lon: float
    lat: float
    width: float
    height: float
    scale: float
    whole: bool = False  # the world, by Equal Earth

    @property
    def projection(self) -> str:
        """Name the projection."""
        return "Equal Earth" if self.whole else "Lambert azimuthal equal-area"

    def at(self, lon: float, lat: float) -> XY:
        """Return where a position lies in the picture, which may be outside."""
        x, y = equal_earth(lon, lat) if self.whole else equal_area(lon, lat, self.lon, self.lat)
        return self.width / 2 + x * self.scale, self.height / 2 - y * self.scale

    def shows(self, lon: float, lat: float, *, margin: float = 0.0) -> bool:
        """Tell whether a position lies in the picture, `margin` units from its edge."""
        x, y = self.at(lon, lat)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def equal_area(lon: float, lat: float, lon0: float, lat0: float) -> XY:
    """Project by Lambert's azimuthal equal-area projection; kilometres from the middle."""
    phi, phi0, turn = math.radians(lat), math.radians(lat0), math.radians(lon - lon0)
    near = math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(turn)
    k = EARTH * math.sqrt(2 / max(1 + near, 1e-9))
    up = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(turn)
    return k * math.cos(phi) * math.sin(turn), k * up


def equal_earth(lon: float, lat: float) -> XY:
    """Project by Equal Earth (Šavrič, Patterson and Jenny 2018); kilometres from 0, 0."""
    a1, a2, a3, a4 = _EQUAL_EARTH
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * math.sqrt(3) / 3 * math.radians(lon) * math.cos(theta) / slope
    return EARTH * x, EARTH * theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


# ---- the land ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold the land of a picture as paths, and the countries in it as rings of points."""

    land: str
    coasts: str
    borders: str
    disputed: str
    countries: dict[str, tuple[tuple[XY, ...], ...]]


@lru_cache(maxsize=32)
def ground(frame: Frame) -> Ground:
    """Draw the land of a frame; the last ones are kept, for a page is drawn over and over."""
    grain: Grain = "110m" if frame.width / frame.scale > FINE else "50m"
    world = land(grain)
    lines = [_thin([frame.at(*point) for point in arc]) for arc in world.arcs]
    countries = dict(_countries(world, lines, frame))
    coasts = [n for n in range(len(lines)) if n not in world.borders | world.disputed]
    return Ground(
        "".join(path(ring) for rings in countries.values() for ring in rings),
        "".join(_open(lines[n], frame) for n in coasts),
        "".join(_open(lines[n], frame) for n in sorted(world.borders)),
        "".join(_open(lines[n], frame) for n in sorted(world.disputed)),
        countries,
    )


def _countries(
    world: Land, lines: Sequence[Sequence[XY]], frame: Frame
) -> Iterator[tuple[str, tuple[tuple[XY, ...], ...]]]:
    for code, pieces in world.shapes.items():
        rings: list[list[XY]] = []
        for ring in (ring for piece in pieces for ring in piece):
            joined = _joined(ring, world.arcs) if frame.whole else _joined(ring, lines)
            parts = _unrolled(joined) if frame.whole else [joined]
            placed = [[frame.at(*p) for p in part] for part in parts] if frame.whole else parts
            rings += (clipped(part, frame) for part in placed)
        if seen := tuple(tuple(ring) for ring in rings if len(ring) > 2):
            yield code, seen


def _joined(ring: Iterable[int], lines: Sequence[Sequence[XY]]) -> list[XY]:
    points: list[XY] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points.extend(line[1:] if points else line)
    return points


def _unrolled(ring: list[XY]) -> list[list[XY]]:
    """Cut a ring in degrees at the 180th meridian: one part on either side of the map."""
    turned, shift = [ring[0]], 0.0
    for (before, _), (lon, lat) in itertools.pairwise(ring):
        shift += 360 if lon - before < -180 else -360 if lon - before > 180 else 0
        turned.append((lon + shift, lat))
    if shift:  # it goes around a pole
        return [ring]
    west, east = min(lon for lon, _ in turned), max(lon for lon, _ in turned)
    parts = [turned]
    parts += [[(lon - 360, lat) for lon, lat in turned]] if east > 180 else []
    parts += [[(lon + 360, lat) for lon, lat in turned]] if west < -180 else []
    return [_cut(_cut(part, 0, -180, 1), 0, 180, -1) for part in parts]


def _thin(line: Sequence[XY]) -> list[XY]:
    """Leave out points that nobody could tell from the one before; the ends stay."""
    kept = [line[0]]
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _STEP:
            kept.append((x, y))
    return [*kept, line[-1]]


def clipped(ring: list[XY], frame: Frame) -> list[XY]:
    """Cut a ring at the edge of the picture (Sutherland and Hodgman 1974)."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    left, right = -_SLACK, frame.width + _SLACK
    top, bottom = -_SLACK, frame.height + _SLACK
    if not xs or max(xs) < left or min(xs) > right or max(ys) < top or min(ys) > bottom:
        return []
    far, middle = _BEHIND * frame.scale, (frame.width / 2, frame.height / 2)
    if not frame.whole and all(math.dist(point, middle) > far for point in ring):
        return []
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        ring = _cut(ring, axis, edge, sign)
    return ring


def _cut(ring: list[XY], axis: int, edge: float, sign: int) -> list[XY]:
    """Return what of a ring lies on one side of an edge."""
    kept: list[XY] = []
    for i, here in enumerate(ring):
        before = ring[i - 1]
        inside, was = (here[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
        if inside is not was:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            kept.append(
                (
                    before[0] + share * (here[0] - before[0]),
                    before[1] + share * (here[1] - before[1]),
                )
            )
        if inside:
            kept.append(here)
    return kept


def _open(line: Sequence[XY], frame: Frame) -> str:
    """Write the parts of a line that come near the picture."""
    near = [
        -_SLACK <= x <= frame.width + _SLACK and -_SLACK <= y <= frame.height + _SLACK
        for x, y in line
    ]
    written: list[str] = []
    part: list[XY] = []
    for i, point in enumerate(line):
        wanted = near[i] or (i > 0 and near[i - 1]) or (i + 1 < len(line) and near[i + 1])
        if part and (not wanted or abs(point[0] - part[-1][0]) > frame.width / 2):
            written.append(_written(part))  # it leaves, or runs around the back of the world
            part = []
        if wanted:
            part.append(point)
    return "".join([*written, _written(part) if part else ""])


def path(ring: Sequence[XY]) -> str:
    """Write a ring as the data of a path."""
    return f"{_written(ring)}z"


def _written(line: Sequence[XY]) -> str:
    """Write a line in tenths of a unit, each point from the one before: half as long."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in line]
    x, y = tenths[0]
    steps = (b[axis] - a[axis] for a, b in itertools.pairwise(tenths) for axis in (0, 1))
    told = "".join(map(_tenth, steps))
    return f"M{x / 10:g} {y / 10:g}l{told}" if told else ""


def _tenth(number: int) -> str:
    text = f"{number / 10:g}".replace("0.", ".", 1) if -10 < number < 10 else f"{number / 10:g}"
    return text if text.startswith("-") else f" {text}"
