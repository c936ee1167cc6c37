"""The registry of publishers: what is known of an outlet, where it stands, and who set it.

The shipped catalogue comes first, the store's own entries replace it, and persons' edits and
grades go over both. An edit is a judgement: appended with author, time and reason, never written
over. An outlet under one of its other names ("TASS news agency") is the one of the catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from vedette.compare.contradictions import contradictions, last_of
from vedette.compare.rows import outlet_name
from vedette.data.catalogue import publishers
from vedette.model import Judgement, JudgementKind, Publisher, Reliability
from vedette.run.fields import FIELDS, put, write_field
from vedette.store.view import View

EDIT, REGRADE = JudgementKind.EDIT, JudgementKind.REGRADE
GRADE = "reliability"
CATALOGUE, REGISTRY, DEFAULT = "catalogue", "registry", "default"


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold one fact of a publisher: its value as written, where it stands, and who set it.

    `source` is where it stands ("recalled", a document), `by` who says so: "catalogue",
    "registry", "default", or the person of `judgement`. `against` are decisions of others.
    """

    field: str
    value: str
    source: str
    by: str
    judgement: Judgement | None = None
    against: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a publisher with its facts one by one, and all decisions ever made on it."""

    publisher: Publisher
    reports: int
    facts: tuple[Fact, ...]
    history: tuple[Judgement, ...]


@cache
def _catalogued() -> dict[str, Publisher]:
    return {
        name.casefold(): publisher
        for publisher in reversed(publishers())
        for name in (*publisher.aliases, publisher.name)
    }


def keys_of(name: str) -> frozenset[str]:
    """Return the names under which decisions on an outlet may stand: its own, the catalogue's."""
    found = _found(name)
    return frozenset({name.casefold(), *([found.name.casefold()] if found else [])})


def _found(name: str) -> Publisher | None:
    """Return what the catalogue has on a name, also with a remark behind it ("TASS (archive)")."""
    known = _catalogued()
    return known.get(name.casefold()) or known.get(outlet_name(name).casefold())


class Registry:
    """The registry as it stands in a view, with persons' decisions over it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._decisions: dict[str, list[Judgement]] = defaultdict(list)
        for one in view.judgements():
            if one.kind in {EDIT, REGRADE}:
                self._decisions[one.a.casefold()].append(one)

    def publisher(self, entered: Publisher) -> Publisher:
        """Return an outlet as the store's registry has it, with all that stands over it."""
        publisher = _with_catalogue(entered)
        for one in self._standing(entered.name):
            if one.kind is EDIT:
                publisher = put(publisher, one.code, one.value or "")
            elif one.value in set(map(str, Reliability)):
                publisher = _graded(publisher, one)
        return publisher

    def known(self) -> dict[str, tuple[Publisher, int]]:
        """Return all outlets by name: of reports, of the catalogue, and those only edited."""
        found = {each.name: (each, reports) for each, reports in self._view.publishers()}
        held = {key for name in found for key in keys_of(name)}
        others = [each for each in publishers() if each.name.casefold() not in held]
        held |= {each.name.casefold() for each in others}
        edited = {one.a: one for ours in self._decisions.values() for one in ours}
        others += [Publisher(name) for name in edited if name.casefold() not in held]
        found.update((each.name, (each, 0)) for each in others if each.name not in found)
        return {name: (self.publisher(each), reports) for name, (each, reports) in found.items()}

    def entry(self, entered: Publisher, reports: int) -> Entry:
        """Return everything known of one outlet, fact by fact."""
        publisher = self.publisher(entered)
        by_field = {self._field(one): one for one in self._standing(entered.name)}
        facts = [
            self._fact(field, publisher, entered, by_field.get(field)) for field in (*FIELDS, GRADE)
        ]
        keys = keys_of(entered.name)
        history = [e.judgement for e in self._view.history() if e.judgement.a.casefold() in keys]
        ours = [one for one in history if one.kind in {EDIT, REGRADE}]
        return Entry(publisher, reports, tuple(facts), tuple(ours))

    def _fact(
        self, field: str, publisher: Publisher, entered: Publisher, one: Judgement | None
    ) -> Fact:
        value = write_field(getattr(publisher, field))
        if one is not None:
            against = contradictions(self._ours(entered.name)).get(one.id, ())
            source = "; ".join(one.evidence) or one.reason
            return Fact(field, value, source, one.by, one, against)
        if field == GRADE or not value:
            by = publisher.graded_by if field == GRADE else None
            return Fact(field, value, "", by or DEFAULT)
        by = REGISTRY if entered.source else CATALOGUE
        return Fact(field, value, publisher.source or "", by)

    def _standing(self, name: str) -> Iterable[Judgement]:
        return last_of(self._ours(name)).values()

    def _ours(self, name: str) -> list[Judgement]:
        ours = [one for key in sorted(keys_of(name)) for one in self._decisions.get(key, ())]
        # A decision under the one name or the other is a decision on one outlet.
        return [replace(one, a=name) for one in sorted(ours, key=_time)]

    @staticmethod
    def _field(one: Judgement) -> str:
        return GRADE if one.kind is REGRADE else one.code


def _with_catalogue(publisher: Publisher) -> Publisher:
    """Add what the catalogue says of an outlet that the registry knows only by name."""
    found = _found(publisher.name)
    if publisher.source or found is None:
        return publisher
    graded = {"reliability", "graded_by", "graded_at"}
    kept = {name: getattr(publisher, name) for name in graded}
    return replace(found, name=publisher.name, **kept)


def _graded(publisher: Publisher, one: Judgement) -> Publisher:
    grade = Reliability(str(one.value))
    return replace(publisher, reliability=grade, graded_by=one.by, graded_at=one.made_at)


def _time(one: Judgement) -> str:
    return one.made_at.isoformat() if one.made_at else ""
