"""Geoparsing: places in news, GeoWebNews (GWN) and the Local-Global Lexicon (LGL).

Sets: milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation, `GWN.xml` and `lgl.xml`. Marked spans
without a place (Non_Toponym, *_Expression) are left out. Measures per file: `span_f1` of exact
spans, whatever their role; `acc161_all`, the share of marked places with coordinates that are found
and put within 161 km; `acc161_answered`, the same share of those that are found and given
coordinates. `gold_all` and `gold_answered` are the same two shares when the marked spans are given:
which place a name means, apart from finding it. `gold_ceiling` is the share of marked places near
any place of that name in the gazetteer, `gold_listed` is `gold_all` of those.

Three of four articles of these two files taught Vedette what names a place and which of several it
names. Only the fourth, on which nothing was learnt, is measured; other files are measured whole.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from xml.etree import ElementTree as ET

from vedette.extract.names.find import find_mentions
from vedette.model import Block, Mention, PlaceMention, Reading, Report, Toponym, Zone
from vedette.read import Reader
from vedette.resolve.entities.kinds import settle_kinds
from vedette.resolve.places import resolve_places
from vedette.resolve.places.names import clean, split_off
from vedette.resolve.places.readings import options
from vedette.run.plan import places_of

NEAR_KM = 161.0  # a hundred miles, the measure of the field
FILES = (("GWN", "GWN.xml"), ("LGL", "lgl.xml"))
PARTS = 4  # of each of these files
HELD = 3  # the part on which nothing was learnt
_NAMES = {file: name for name, file in FILES}


@dataclass(frozen=True, slots=True)
class Gold:
    """Hold one marked place; coordinates in degrees and GeoNames id where the set gives them.

    `type` says in GeoWebNews in which role it stands; "" elsewhere.
    """

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article as a report, its marked places, and its part of the file."""

    report: Report
    gold: tuple[Gold, ...]
    part: int = HELD


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of articles and the measures of both files."""
    reader = Reader()
    count = 0
    measures: dict[str, float] = {}
    for path in sorted(folder.glob("*.xml")):
        name = _NAMES.get(path.name, path.stem)
        totals: Counter[str] = Counter()
        for article in articles(path):
            if path.name in _NAMES and article.part != HELD:
                continue
            count += 1
            reading = reader.read(article.report)
            mentions, _ = settle_kinds(reading, find_mentions(reading))
            totals += measure(reading, mentions, article.gold)
        measures |= {f"{name}_{key}": value for key, value in rates(totals).items()}
    return count, measures


def measure(
    reading: Reading, mentions: tuple[Mention, ...], gold: tuple[Gold, ...]
) -> Counter[str]:
    """Count one article: as Vedette reads it, and with the marked spans given."""
    totals = compare(gold, places_of(reading, mentions))
    given = tuple(Toponym(g.start, g.end) for g in gold if 0 <= g.start < g.end)
    told = compare(gold, resolve_places(reading, mentions, given))
    totals += Counter({f"gold_{key}": told[key] for key in ("located", "answered", "near")})
    listed = tuple(mark for mark in gold if _is_listed(mark, reading.text))
    totals["gold_listed"] += len(listed)
    return totals


def _is_listed(mark: Gold, text: str) -> bool:
    """Tell whether the gazetteer has a place of this name near the marked one."""
    if mark.lat is None or mark.lon is None:
        return False
    lat, lon = mark.lat, mark.lon
    known = options(split_off(clean(text[mark.start : mark.end]))[0])
    return any(distance_km(lat, lon, c.lat, c.lon) <= NEAR_KM for c in known)


def articles(path: Path) -> Iterator[Article]:
    """Yield each article with its marked places, under the outlet that the set gives."""
    # Local evaluation data that the caller chose: no need for a hardened parser.
    for number, article in enumerate(ET.parse(path).getroot()):  # noqa: S314
        text = article.findtext("text") or ""
        gold = [g for mark in article.iter("toponym") if (g := _gold(mark)) is not None]
        if unicodedata.is_normalized("NFC", text) and text.strip():
            url = article.findtext("url") or article.findtext("link") or ""
            report = report_of(text, url, article.findtext("domain") or "")
            yield Article(report, tuple(gold), number % PARTS)


def _gold(mark: ET.Element) -> Gold | None:
    kind = mark.findtext("type") or ""
    if kind == "Non_Toponym" or kind.endswith("_Expression"):
        return None
    lat = mark.findtext("latitude") or mark.findtext("gaztag/lat")
    lon = mark.findtext("longitude") or mark.findtext("gaztag/lon")
    tag = mark.find("gaztag")
    own = mark.findtext("geonamesID") or (tag.get("geonameid") if tag is not None else None)
    start, end = int(mark.findtext("start") or 0), int(mark.findtext("end") or 0)
    number = int(own) if own and own.isdigit() else None
    if not lat or not lon:
        return Gold(start, end, None, None, number, kind)
    return Gold(start, end, float(lat), float(lon), number, kind)


def report_of(text: str, url: str = "", publisher: str = "") -> Report:
    """Return a text as a report whose blocks are its paragraphs."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Zone.BODY, at, at + len(line)))
        at += len(line) + 1
    own = Report.make_id(publisher, url, text)
    return Report(own, text, tuple(blocks), url, publisher, language="en")


def compare(gold: tuple[Gold, ...], found: tuple[PlaceMention, ...]) -> Counter[str]:
    """Count marked, found and matched spans, and how many lie within 161 km."""
    totals = Counter(gold=len(gold), found=len(found))
    ours = {(mention.span.start, mention.span.end): mention.where for mention in found}
    for mark in gold:
        located = mark.lat is not None and mark.lon is not None
        totals["located"] += located
        where = ours.get((mark.start, mark.end))
        if where is None:
            continue
        totals["matched"] += 1
        if mark.lat is None or mark.lon is None or where.lat is None or where.lon is None:
            continue
        totals["answered"] += 1
        totals["near"] += distance_km(mark.lat, mark.lon, where.lat, where.lon) <= NEAR_KM
    return totals


def rates(totals: Counter[str]) -> dict[str, float]:
    """Return the measures in per cent."""
    return {
        "span_f1": 200.0 * totals["matched"] / max(1, totals["gold"] + totals["found"]),
        "span_precision": 100.0 * totals["matched"] / max(1, totals["found"]),
        "span_recall": 100.0 * totals["matched"] / max(1, totals["gold"]),
        "acc161_all": 100.0 * totals["near"] / max(1, totals["located"]),
        "acc161_answered": 100.0 * totals["near"] / max(1, totals["answered"]),
        "gold_all": 100.0 * totals["gold_near"] / max(1, totals["gold_located"]),
        "gold_answered": 100.0 * totals["gold_near"] / max(1, totals["gold_answered"]),
        "gold_ceiling": 100.0 * totals["gold_listed"] / max(1, totals["gold_located"]),
        "gold_listed": 100.0 * totals["gold_near"] / max(1, totals["gold_listed"]),
    }


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in kilometres."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))
