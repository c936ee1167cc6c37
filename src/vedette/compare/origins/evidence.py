"""What beside the words says that one report goes back to another: credit, family, time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from vedette.compare.origins.words import plain
from vedette.data import data_file, read_toml
from vedette.data.catalogue import publishers
from vedette.model import Publisher, PublisherKind, Report

_WORD = re.compile(r"\w+", re.UNICODE)
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")
_WIRES = frozenset({PublisherKind.WIRE, PublisherKind.STATE_AGENCY, PublisherKind.MINISTRY})
LONGEST_NAME = 5  # words
UNDATED = "9999"
OWN, UNTAGGED, CREDITING = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Node:
    """Hold what is asked of a report beside its words.

    `sheet` tells which text it prints: reports with all the same words have the same. `moment` is
    its day or instant as text; `rank` puts an agency's own text before those that credit it.
    `names` are the agencies of its credit line and dateline; `translated` says that the credit
    line names a translation.
    """

    report_id: str
    sheet: int
    moment: str
    rank: int
    length: int
    publisher: str
    names: frozenset[str]
    credited: bool
    thread: str = ""
    translated: bool = False

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Return what reports are sorted by: the first in time is the one gone back to.

        Of one day, the agency's own text comes before those that credit it, and the longer text
        before those that were cut from it.
        """
        return self.moment, self.rank, -self.length, self.report_id

    @property
    def day(self) -> str | None:
        """Return the day of publication, None where nobody knows it."""
        return None if self.moment == UNDATED else self.moment[:10]


def node_of(report: Report, *, sheet: int, length: int) -> Node:
    """Return the node of a report."""
    dateline = report.dateline.agency if report.dateline else None
    names = agencies_in(report.credit or "", report.language) | agencies_in(dateline or "")
    house = outlet_of(report.publisher)
    listed = _catalogued().get(house)
    is_wire = listed is not None and listed.kind in _WIRES
    credits_others = bool(names - {house}) and not _is_named(report.publisher, names)
    rank = CREDITING if credits_others else OWN if names or is_wire else UNTAGGED
    return Node(
        report_id=report.id,
        sheet=sheet,
        moment=_moment(report),
        rank=rank,
        length=length,
        publisher=house,
        names=names,
        credited=bool(report.credit),
        thread=report.thread if report.url else "",
        translated=_is_translated(report),
    )


def _moment(report: Report) -> str:
    published = report.published.start or report.published.end
    instant = report.published.instant
    if published is None:
        return UNDATED
    return f"{published.isoformat()}T{instant:%H:%M:%S}" if instant else published.isoformat()


def _is_translated(report: Report) -> bool:
    words = {plain(word) for word in _WORD.findall(report.credit or "")}
    return bool(words & _words("translated", report.language))


def outlet_of(publisher: str) -> str:
    """Return one name for an outlet: that of the catalogue, else its own, folded."""
    name = _folded(_ASIDE.sub("", publisher))
    return _aliases().get(name, name)


def agencies_in(text: str, language: str = "en") -> frozenset[str]:
    """Return the outlets that a credit line or dateline names; else what it says itself."""
    words = [plain(word) for word in _WORD.findall(text)]
    found, place = set(), 0
    while place < len(words):
        for size in range(min(LONGEST_NAME, len(words) - place), 0, -1):
            name = _aliases().get(" ".join(words[place : place + size]))
            if name:
                found.add(name)
                place += size - 1
                break
        place += 1
    if found:
        return frozenset(found)
    rest = " ".join(word for word in words if word not in _words("credit_words", language))
    return frozenset({rest} if rest else ())


@cache
def _words(table: str, language: str) -> frozenset[str]:
    code = "en" if language in ("", "und") else language.split("-", maxsplit=1)[0]
    if data_file(f"languages/{code}/origins.toml") is None:
        return frozenset()
    return frozenset(map(plain, read_toml(f"languages/{code}/origins.toml")[table]))


def _is_named(publisher: str, names: Iterable[str]) -> bool:
    """Tell whether an outlet's name holds one of these names as whole words."""
    padded = f" {_folded(publisher)} "
    return any(f" {name} " in padded for name in names)


@cache
def _folded(name: str) -> str:
    return " ".join(plain(word) for word in _WORD.findall(name))


@cache
def _aliases() -> dict[str, str]:
    return {
        _folded(alias): _folded(one.name)
        for one in reversed(publishers())
        for alias in (*one.aliases, one.name)
    }


@cache
def _catalogued() -> dict[str, Publisher]:
    return {_folded(one.name): one for one in reversed(publishers())}


def is_tied(later: Node, earlier: Node) -> bool:
    """Tell whether a credit line or agency tag ties two reports."""
    return (
        bool(later.names & earlier.names)
        or earlier.publisher in later.names
        or _is_named(earlier.publisher, later.names)
    )


def is_family(a: Node, b: Node) -> bool:
    """Tell whether two reports come from one outlet, or from outlets of one owner."""
    return bool(a.publisher) and (a.publisher == b.publisher or bool(_owner(a) & _owner(b)))


def _owner(node: Node) -> frozenset[str]:
    listed = _catalogued().get(node.publisher)
    return frozenset({listed.owner} if listed and listed.owner else ())


def apart_in_days(a: Node, b: Node) -> int | None:
    """Return how many days lie between two reports, None where nobody knows."""
    if a.day is None or b.day is None:
        return None
    return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)


def beside_the_words(later: Node, earlier: Node) -> tuple[str, ...]:
    """Say in words what else ties two reports: credit line, agency tag, outlet, owner, time."""
    found = []
    if is_tied(later, earlier):
        found.append("credit line" if later.credited else "agency tag")
    if later.publisher and later.publisher == earlier.publisher:
        found.append("same outlet")
    elif is_family(later, earlier):
        found.append(f"same owner: {', '.join(sorted(_owner(later)))}")
    days = apart_in_days(later, earlier)
    if days is None:
        found.append("order of publication unknown")
    elif days:
        found.append(f"published {days} day{'s' if days > 1 else ''} later")
    else:
        found.append("published the same day")
    return tuple(found)
