"""What a report says about where its places lie, as numbers to weigh candidates by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, exp, hypot, log1p, log10, radians

from vedette.resolve.places.candidates import Candidate, Kind, Match
from vedette.resolve.places.known import capital_ids

_KM_PER_DEGREE = 111.2
NEAR_KM, REGIONAL_KM = 40.0, 200.0
Division = tuple[str, str]  # country and code of its first division: ("US", "LA")


@dataclass(frozen=True, slots=True)
class Named:
    """Hold one name of a report: its key, where it stands, and the places it may mean."""

    key: str
    options: tuple[Candidate, ...]
    sentences: frozenset[int] = frozenset()
    paragraphs: frozenset[int] = frozenset()
    is_state: bool = False  # the names stage read it as a state


@dataclass(slots=True)
class Evidence:
    """Hold what the words of a report say about countries and divisions, and who published it.

    Places are counted under ("US", "") and ("US", "LA"); `sentences` and `paragraphs` hold the
    numbers of those in which each is named.
    """

    counts: Counter[Division] = field(default_factory=Counter)
    sentences: dict[Division, set[int]] = field(default_factory=lambda: defaultdict(set))
    paragraphs: dict[Division, set[int]] = field(default_factory=lambda: defaultdict(set))
    dateline: Candidate | None = None
    home: str = ""  # the publisher's country
    domain: str = ""

    def add(self, division: Division, sentence: int, paragraph: int) -> None:
        """Count one naming of a country or division; a division's country is named with it."""
        for place in {division, (division[0], "")}:
            self.counts[place] += 1
            self.sentences[place].add(sentence)
            self.paragraphs[place].add(paragraph)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold a place that a name of the report probably means."""

    key: str
    weight: float
    candidate: Candidate


FEATURES = (
    "town_people", "other_people", "share", "country", "division", "district", "water", "area",
    "site", "listed", "capital", "alias", "base", "state", "country_named", "country_in_sentence",
    "country_in_paragraph", "division_named", "division_in_sentence", "dateline_country",
    "near_dateline", "home", "in_domain", "village", "leading",
    "capital_alone",
)  # fmt: skip
NOTHING = (
    "nothing", "nothing_of_base", "nothing_of_other", "nothing_of_words", "nothing_of_people",
)  # fmt: skip
RELATIONS = ("country_votes", "division_votes", "near", "regional", "nearest", "country_alone")
_KINDS = (Kind.COUNTRY, Kind.DIVISION, Kind.DISTRICT, Kind.WATER, Kind.AREA, Kind.SITE, Kind.LISTED)
_VILLAGE = 50_000  # a smaller town without its country named may be anywhere
_LEAD = 2.0
_MOST_NAMED = 20


def sizes(named: Named) -> tuple[float, float]:
    """Return the logarithms of the people of the largest and the next place of a name."""
    people = sorted((log10(c.people + 10) for c in named.options), reverse=True)
    return people[0], people[1] if len(people) > 1 else 1.0


def static(
    candidate: Candidate, named: Named, evidence: Evidence, largest: tuple[float, float]
) -> list[float]:
    """Return the features of a candidate that need no other name of the report.

    `largest` are the logarithms of the people of the two largest places of that name.
    """
    country = (candidate.country, "")
    division = (candidate.country, candidate.division)
    people = log10(candidate.people + 10)
    town, own = candidate.kind is Kind.TOWN, candidate.kind is Kind.COUNTRY
    inside = bool(candidate.division) and candidate.kind is not Kind.DIVISION
    count = 0 if own else min(evidence.counts[country], _MOST_NAMED)
    return [
        people if town else 0.0,
        0.0 if town else people,
        people - largest[0],
        *(float(candidate.kind is kind) for kind in _KINDS),
        float(_is_capital(candidate)),
        float(candidate.match is Match.ALIAS),
        float(candidate.match is Match.BASE),
        float(own and named.is_state),
        log1p(count),
        float(count > 0 and not named.sentences.isdisjoint(evidence.sentences[country])),
        float(count > 0 and not named.paragraphs.isdisjoint(evidence.paragraphs[country])),
        log1p(min(evidence.counts[division], _MOST_NAMED)) if inside else 0.0,
        float(inside and not named.sentences.isdisjoint(evidence.sentences[division])),
        float(evidence.dateline is not None and candidate.country == evidence.dateline.country),
        exp(-apart(candidate, evidence.dateline) / REGIONAL_KM) if evidence.dateline else 0.0,
        float(bool(candidate.country) and candidate.country == evidence.home),
        float(town and _in_domain(named.key, evidence.domain)),
        float(town and not count and candidate.people < _VILLAGE),
        min(people - largest[1], _LEAD) if people == largest[0] else 0.0,
        float(_is_capital(candidate) and not _elsewhere(candidate, named, evidence)),
    ]


def _is_capital(candidate: Candidate) -> bool:
    return candidate.where.geonameid in capital_ids()


def _elsewhere(capital: Candidate, named: Named, evidence: Evidence) -> bool:
    """Tell whether the report names another country that has a place of a capital's name."""
    others = {c.country for c in named.options} - {capital.country}
    return evidence.home in others or any(evidence.counts[iso, ""] for iso in others)


def nothing(named: Named, largest: tuple[float, float]) -> list[float]:
    """Return the features of the answer that no known place is meant."""
    matches = {candidate.match for candidate in named.options}
    return [
        1.0,
        float(matches == {Match.BASE}),
        float(Match.NAME not in matches and Match.BASE not in matches),
        float(" " in named.key),
        largest[0],
    ]


@lru_cache(maxsize=4096)
def _in_domain(key: str, domain: str) -> bool:
    plain = key.replace(" ", "")
    return len(plain) > 4 and plain in domain.replace("-", "")


def apart(a: Candidate, b: Candidate) -> float:
    """Return the distance in kilometres on a flat map, near enough for weighing."""
    east = (a.lon - b.lon + 540.0) % 360.0 - 180.0
    middle = cos(radians((a.lat + b.lat) / 2))
    return _KM_PER_DEGREE * hypot(a.lat - b.lat, east * middle)


@dataclass(slots=True)
class Votes:
    """Hold what the names of a report probably mean together, each name with one vote."""

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[Division, float] = field(default_factory=lambda: defaultdict(float))
    anchors: list[Anchor] = field(default_factory=list)


_UNLIKELY = 0.02
_ANCHOR = 0.2  # a less probable reading of a name is no witness for where another lies
_FINE = frozenset({Kind.TOWN, Kind.DISTRICT, Kind.LISTED})


def poll(readings: Iterable[tuple[Named, list[float]]]) -> Votes:
    """Count the votes of all names, each candidate with its probability."""
    votes = Votes()
    for named, chances in readings:
        votes.total += 1.0
        for candidate, chance in zip(named.options, chances, strict=False):
            if chance < _UNLIKELY:
                continue
            if candidate.country:
                votes.countries[candidate.country] += chance
            if candidate.division:
                votes.divisions[candidate.country, candidate.division] += chance
            if chance >= _ANCHOR and candidate.kind in _FINE:
                votes.anchors.append(Anchor(named.key, chance, candidate))
    return votes


def relations(named: Named, chances: list[float], votes: Votes) -> list[list[float]]:
    """Return for each candidate its features among the other names of the report.

    `chances` are the last probabilities of the candidates; the name's own part is taken out of the
    votes, for nobody is his own witness.
    """
    others = max(votes.total - 1.0, 1.0)
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[Division, float] = defaultdict(float)
    for candidate, chance in zip(named.options, chances, strict=False):
        countries[candidate.country] += chance
        divisions[candidate.country, candidate.division] += chance
    anchors = [anchor for anchor in votes.anchors if anchor.key != named.key]
    return [_relation(c, others, countries, divisions, votes, anchors) for c in named.options]


def _relation(
    candidate: Candidate,
    others: float,
    countries: dict[str, float],
    divisions: dict[Division, float],
    votes: Votes,
    anchors: list[Anchor],
) -> list[float]:
    country = division = near = regional = 0.0
    if candidate.country:
        mine = countries[candidate.country]
        country = max(votes.countries.get(candidate.country, 0.0) - mine, 0.0) / others
    if candidate.division:
        key = candidate.country, candidate.division
        division = max(votes.divisions.get(key, 0.0) - divisions[key], 0.0) / others
    nearest = 20_000.0
    for anchor in anchors:
        km = apart(candidate, anchor.candidate)
        nearest = min(nearest, km / anchor.weight)
        near += anchor.weight * exp(-km / NEAR_KM)
        regional += anchor.weight * exp(-km / REGIONAL_KM)
    alone = country if candidate.kind is Kind.COUNTRY else 0.0
    return [country, division, min(near, 2.0), min(regional, 3.0), -log10(nearest + 10.0), alone]
