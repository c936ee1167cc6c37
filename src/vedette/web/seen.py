"""What a visitor has seen: a cookie that says how far the store reached at his last visit.

It holds two points: where the visit before this one ended, which changes are counted from, and
where this one has got to. A visit ends when nobody has looked for `AWAY`, so that what is new
does not vanish when a page is loaded twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from fastapi import Request, Response

from vedette.store.picture import Mark

AWAY = timedelta(hours=4)
_KEPT = 400 * 86_400  # seconds; browsers keep no cookie longer
_POINT = re.compile(r"(\d{1,12})\.(\d{1,12})\.(\d{1,11})", re.ASCII)
_NAME = "vedette-seen"


@dataclass(frozen=True, slots=True)
class Point:
    """Hold how far a store reached at an instant."""

    mark: Mark
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold where the last visit ended (None: this is the first one), and where this one is."""

    before: Point | None
    here: Point

    def moved(self, mark: Mark, at: datetime) -> Seen:
        """Return the same after another look; after a while away it is another visit."""
        here = Point(mark, at)
        if at - self.here.at >= AWAY:
            return Seen(self.here, here)
        return replace(self, here=here)


def read(request: Request, mark: Mark, at: datetime) -> Seen:
    """Return what a visitor has seen; a cookie that makes no sense is a first visit."""
    parts = request.cookies.get(cookie_of(request), "").split("~")
    points = [_point(part) for part in parts if part]
    known = [each for each in points if each is not None and _fits(each, mark, at)]
    if not known or len(known) != len(points) or len(known) > 2:
        return Seen(None, Point(mark, at))
    before = known[0] if len(known) == 2 else None
    return Seen(before, known[-1]).moved(mark, at)


def all_seen(mark: Mark, at: datetime) -> Seen:
    """Return what one has seen who has seen all."""
    return Seen(Point(mark, at), Point(mark, at))


def write(request: Request, response: Response, seen: Seen) -> None:
    """Keep what a visitor has seen, in his own browser."""
    points = [each for each in (seen.before, seen.here) if each is not None]
    response.set_cookie(
        cookie_of(request),
        "~".join(f"{p.mark.report}.{p.mark.judgement}.{int(p.at.timestamp())}" for p in points),
        max_age=_KEPT,
        httponly=True,
        samesite="lax",
        secure=cookie_of(request) != _NAME,
    )


def cookie_of(request: Request) -> str:
    """Return the name of the cookie; behind TLS a browser holds it to this host."""
    secure = request.app.state.visitors.doors.secure
    return f"__Host-{_NAME}" if secure else _NAME


def _point(text: str) -> Point | None:
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    report, judgement, seconds = map(int, found.groups())
    return Point(Mark(report, judgement), datetime.fromtimestamp(seconds, UTC))


def _fits(point: Point, mark: Mark, at: datetime) -> bool:
    """Tell whether a point can be of this store: another store may have taken its place."""
    return (
        point.mark.report <= mark.report
        and point.mark.judgement <= mark.judgement
        and point.at <= at
    )
