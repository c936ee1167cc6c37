"""What a map shows: a frame around most of what is told, so that one far place shrinks nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.web.drawing.ground import EARTH, Frame, equal_area, equal_earth

WIDTH = 960.0
LOWEST, HIGHEST = 440.0, 660.0
_MOST = 0.92  # share of the claims that a frame has to hold
_NEAR = 1.25  # whatever lies little farther off is held, too
_LEAST = 220.0  # kilometres from the middle to the edge: coasts and borders are no finer
_WIDEST = 6500.0  # kilometres from the middle; beyond it, the whole world is drawn
_FILL = 0.86  # share of the picture that is filled; the rest is room for names
_MANY = 120  # of the places, those with the most claims decide where the middle is


@dataclass(frozen=True, slots=True)
class Spread:
    """Hold one place to be shown: where, how far it reaches in kilometres, and its weight."""

    lon: float
    lat: float
    reach: float
    weight: int


def frame_of(spreads: Sequence[Spread], *, whole: bool = False) -> Frame:
    """Return the frame that holds most of what is told; the whole world where that is wide."""
    if whole or not spreads:
        return world()
    heart = _heart(spreads)
    held = _held(spreads, heart)
    if max(distance(heart, one) for one in held) > _WIDEST:
        return world()
    lon, lat = _middle(held, heart)
    across, up = LOWEST / WIDTH * _LEAST, _LEAST
    for one in held:
        x, y = equal_area(one.lon, one.lat, lon, lat)
        across, up = max(across, abs(x) + one.reach), max(up, abs(y) + one.reach)
    height = min(max(WIDTH * up / across, LOWEST), HIGHEST)
    scale = _FILL * min(WIDTH / across, height / up) / 2
    return Frame(round(lon, 2), round(lat, 2), WIDTH, round(height), round(scale, 5))


def world() -> Frame:
    """Return the frame of the whole world."""
    scale = WIDTH / 2 / equal_earth(180, 0)[0]
    return Frame(0, 0, WIDTH, round(2 * scale * equal_earth(0, 90)[1]), scale, whole=True)


def distance(a: Spread, b: Spread) -> float:
    """Return the distance between two places in kilometres."""
    phi, psi = math.radians(a.lat), math.radians(b.lat)
    turn = math.cos(math.radians(a.lon - b.lon))
    near = math.sin(phi) * math.sin(psi) + math.cos(phi) * math.cos(psi) * turn
    return EARTH * math.acos(min(max(near, -1.0), 1.0))


def _heart(spreads: Sequence[Spread]) -> Spread:
    """Return the place from which the way to all others is the shortest, by their claims."""
    some = sorted(spreads, key=lambda one: -one.weight)[:_MANY]
    return min(some, key=lambda one: sum(distance(one, other) * other.weight for other in some))


def _held(spreads: Sequence[Spread], heart: Spread) -> list[Spread]:
    outward = sorted(spreads, key=lambda one: distance(heart, one))
    total, sum_so_far, reach = sum(one.weight for one in spreads), 0, 0.0
    for one in outward:
        sum_so_far, reach = sum_so_far + one.weight, distance(heart, one)
        if sum_so_far >= _MOST * total:
            break
    return [one for one in outward if distance(heart, one) <= _NEAR * reach]


def _middle(held: Sequence[Spread], heart: Spread) -> tuple[float, float]:
    """Return the position in the middle of the box around some places."""
    points = [equal_area(one.lon, one.lat, heart.lon, heart.lat) for one in held]
    reaches = [one.reach for one in held]
    xs = [(x - r, x + r) for (x, _), r in zip(points, reaches, strict=True)]
    ys = [(y - r, y + r) for (_, y), r in zip(points, reaches, strict=True)]
    x = (min(low for low, _ in xs) + max(high for _, high in xs)) / 2
    y = (min(low for low, _ in ys) + max(high for _, high in ys)) / 2
    return _back(x, y, heart)


def _back(x: float, y: float, heart: Spread) -> tuple[float, float]:
    """Return the position of a point of Lambert's azimuthal equal-area projection."""
    rho = math.hypot(x, y)
    if rho == 0:
        return heart.lon, heart.lat
    phi0 = math.radians(heart.lat)
    c = 2 * math.asin(min(rho / (2 * EARTH), 1.0))
    lat = math.asin(math.cos(c) * math.sin(phi0) + y * math.sin(c) * math.cos(phi0) / rho)
    turn = math.atan2(
        x * math.sin(c), rho * math.cos(phi0) * math.cos(c) - y * math.sin(phi0) * math.sin(c)
    )
    return heart.lon + math.degrees(turn), math.degrees(lat)
