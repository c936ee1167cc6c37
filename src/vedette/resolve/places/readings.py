"""The names of one report made ready for weighing: who may be meant, and what the report says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import publishers, states
from vedette.model import EntityKind, PlacePrecision, Reading, Where
from vedette.resolve.places import gazetteer
from vedette.resolve.places.candidates import Candidate, Kind, Match, candidates
from vedette.resolve.places.evidence import Evidence, Named
from vedette.resolve.places.known import adjectives, country_names, folded, place_named
from vedette.resolve.places.names import Behind, behind, clean, split_off
from vedette.resolve.places.roles import Said, inside, state_of
from vedette.resolve.places.wording import region_word

# Names that a US state shares with a country and with a capital: no witness for either.
_SHARED = frozenset({"georgia", "washington"})
_NEAR_GEORGIA = ("GE", "RU", "AM", "AZ", "UA", "MD")


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the occurrences of one name in one report, which mean one place, and its candidates.

    `lacking` says that the candidates are none in the country or division that stands behind,
    `undecided` that the report says nothing that could tell them apart.
    """

    name: str
    behind: Behind | None
    occurrences: tuple[Said, ...]
    named: Named | None
    lacking: bool = False
    undecided: bool = False


class Page:
    """Look up sentences and paragraphs of one report by offset."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self._sentences = [sentence.start for sentence in reading.sentences]
        self._paragraphs = [block.start for block in reading.report.blocks]
        self._states: dict[int, set[str]] = {}  # the states named in each sentence

    def sentence(self, at: int) -> int:
        """Return the number of the sentence at an offset."""
        return bisect_right(self._sentences, at)

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph at an offset."""
        return bisect_right(self._paragraphs, at)

    def groups(self, said: Iterable[Said], states: Iterable[Said] = ()) -> list[Group]:
        """Group the occurrences of each name; what stands behind one settles the bare ones.

        A bare one beside the name of another state stays apart: "Brest" in a sentence on Belarus.
        """
        for state in states:
            if iso := self._state(state):
                self._states.setdefault(self.sentence(state.start), set()).add(iso)
        names: dict[str, list[tuple[Said, str, Behind | None]]] = {}
        for each in said:
            name, after = self._name(each)
            names.setdefault(folded(name) or name, []).append((each, name, after))
        return [group for found in names.values() for group in self._of_name(found)]

    def _state(self, said: Said) -> str:
        """Return the state that a name is, "" for the name of another place."""
        key = folded(self.text[said.start : said.end])
        return state_of(said) or adjectives().get(key) or country_names().get(key) or ""

    def _name(self, said: Said) -> tuple[str, Behind | None]:
        name, inner = split_off(clean(self.text[said.start : said.end]))
        word = region_word(self.text, said.end)
        if word and not inner and candidates(name + word):
            name += word
        return name, inner or behind(self.text, said.end)

    def _of_name(self, found: list[tuple[Said, str, Behind | None]]) -> Iterable[Group]:
        stated = next((after for _, _, after in found if after), None)
        kinds: dict[tuple[Behind | None, bool], list[Said]] = {}
        for each, name, after in found:
            facility = each.mention is not None and each.mention.kind is EntityKind.FACILITY
            settled = after or self._beside(each, name, stated) or stated
            kinds.setdefault((settled, facility), []).append(each)
        for (after, facility), occurrences in kinds.items():
            yield self._group(found[0][1], after, tuple(occurrences), facility=facility)

    def _beside(self, said: Said, name: str, stated: Behind | None) -> Behind | None:
        """Return another state in the sentence of a bare name that has a place of the name, too."""
        near = self._states.get(self.sentence(said.start), set())
        if stated is None or stated[0] in near:
            return None
        having = {c.country for c in candidates(name) if c.country in near}
        return (having.pop(), None) if len(having) == 1 else None

    def _group(
        self, name: str, after: Behind | None, occurrences: tuple[Said, ...], *, facility: bool
    ) -> Group:
        found = _facility(name) if facility else options(name)
        kept = _lying_in(found, after)
        comma = any(self.text[each.end : each.end + 1] == "," for each in occurrences)
        hard = after is not None and after[1] is not None and comma
        if not kept and hard and not any(c.kind is not Kind.TOWN for c in found):
            return Group(name, after, occurrences, None, lacking=bool(found))
        kept = kept or found
        if not kept:
            return Group(name, after, occurrences, None)
        at = [each.start for each in occurrences]
        is_state = any(
            e.mention is not None and e.mention.kind is EntityKind.STATE for e in occurrences
        )
        named = Named(
            folded(name) or name,
            kept,
            frozenset(map(self.sentence, at)),
            frozenset(map(self.paragraph, at)),
            is_state,
        )
        return Group(name, after, occurrences, named)

    def evidence(
        self, said: Iterable[Said], groups: Iterable[Group], placed: Iterable[Where]
    ) -> tuple[Evidence, list[Candidate]]:
        """Return what the report says of countries and divisions, and its places beyond doubt."""
        evidence = Evidence()
        for each in said:
            shared = folded(self.text[each.start : each.end]) in _SHARED
            if not shared and (iso := self._state(each)):
                self._add(evidence, (iso, ""), each)
        for group in groups:
            self._add_group(evidence, group)
        settled = [found for where in placed if (found := _certain(where))]
        for found in settled:
            evidence.counts[found.country, ""] += 1
        self._add_report(evidence, settled)
        return evidence, settled

    def _add(self, evidence: Evidence, division: tuple[str, str], said: Said) -> None:
        evidence.add(division, self.sentence(said.start), self.paragraph(said.start))

    def _add_group(self, evidence: Evidence, group: Group) -> None:
        key = folded(group.name)
        division = None if key in _SHARED else _means(key)
        for each in group.occurrences:
            if group.behind is not None:
                self._add(evidence, (group.behind[0], group.behind[1] or ""), each)
            if division is not None and not self._state(each):
                self._add(evidence, division, each)

    def _add_report(self, evidence: Evidence, settled: list[Candidate]) -> None:
        report = self.reading.report
        if report.dateline is not None and report.dateline.place:
            evidence.dateline = _of_dateline(report.dateline.place)
            if evidence.dateline is not None:
                evidence.counts[evidence.dateline.country, ""] += 1
                settled.append(evidence.dateline)
        evidence.domain = _domain(report.url) or report.publisher.casefold()
        evidence.home = home_of(report.publisher, evidence.domain)


def narrowed(groups: Iterable[Group], evidence: Evidence) -> list[Group]:
    """Tell Georgia the state and Washington the capital from their namesakes in the US.

    They are so well known that no weighing of people and distances parts them: what else the
    report names does.
    """
    return [_narrowed(group, evidence) for group in groups]


def _narrowed(group: Group, evidence: Evidence) -> Group:
    counts = evidence.counts
    key = folded(group.name)
    if group.named is None or key not in _SHARED:
        return group
    if key == "washington":
        kept = tuple(c for c in group.named.options if c.division == "DC")
        away = counts["US", "WA"] or not kept
        return group if away else replace(group, named=replace(group.named, options=kept))
    states = any(division for country, division in counts if country == "US")
    if any(counts[iso, ""] for iso in _NEAR_GEORGIA):
        country = "GE"
    elif states or counts["US", ""]:
        country = "US"
    else:
        return replace(group, undecided=group.behind is None)
    kept = tuple(c for c in group.named.options if c.country == country)
    return replace(group, named=replace(group.named, options=kept or group.named.options))


def _means(key: str) -> tuple[str, str] | None:
    """Return the country or division that a name means whatever else bears it."""
    if area := gazetteer.areas().get(key):
        return (area.country, area.admin1 or "") if area.country else None
    iso = country_names().get(key)
    return (iso, "") if iso else None


def _lying_in(options: tuple[Candidate, ...], after: Behind | None) -> tuple[Candidate, ...]:
    if after is None:
        return options
    country, division = after
    return tuple(
        c
        for c in options
        if c.country == country
        and (c.division == division if division else c.kind is not Kind.COUNTRY)
        and not (c.kind is Kind.DIVISION and division)
    )


def _certain(where: Where) -> Candidate | None:
    """Return a place of the catalogue as a witness for where the other names lie."""
    if where.lat is None or where.lon is None or where.precision is PlacePrecision.COUNTRY:
        return None
    country = where.country or ""
    return Candidate(Kind.LISTED, Match.NAME, where, where.lat, where.lon, country, "", 0)


def _of_dateline(place: str) -> Candidate | None:
    name, after = split_off(" ".join(place.split()))
    options = candidates(clean(name))
    return next(iter(_lying_in(options, after) or options), None)


def _domain(url: str) -> str:
    host = url.partition("//")[2].partition("/")[0].casefold()
    return host.removeprefix("www.")


@cache
def _outlets() -> dict[str, str]:
    """Return the countries of outlets by their names and domains."""
    found = {}
    for outlet in publishers():
        for name in (outlet.name, *outlet.aliases, *outlet.domains):
            if outlet.country:
                found[name.casefold()] = outlet.country
    return found


@cache
def _top_domains() -> dict[str, str]:
    return {state.iso.lower(): state.iso for state in states()} | {"uk": "GB"}


def home_of(publisher: str, domain: str) -> str:
    """Return the country of an outlet: by the catalogue, else by the end of its domain."""
    known = _outlets().get(publisher.casefold()) or _outlets().get(domain)
    return known or _top_domains().get(domain.rpartition(".")[2], "")


_ELSEWHERE = frozenset(
    {"river", "creek", "lake", "bay", "mountain", "mountains", "valley", "island", "islands",
     "quarter", "street", "avenue", "road", "square", "boulevard", "drive", "lane", "highway"}
)  # fmt: skip


def options(name: str) -> tuple[Candidate, ...]:
    """Return the places that a name may mean, or that it is named for."""
    return candidates(name) or _inner(name)


def _inner(name: str) -> tuple[Candidate, ...]:
    """Return the place that a longer name is named for: "Bank of Japan", "Toronto Star".

    A river or a street named for a place lies anywhere.
    """
    if name.rsplit(maxsplit=1)[-1].lower() in _ELSEWHERE:
        return ()
    for start, end in inside(name):
        found = candidates(name[start:end])
        if found:
            return tuple(replace(c, match=Match.BASE) for c in found)
    return ()


def _facility(name: str) -> tuple[Candidate, ...]:
    """Return the facility as the catalogue has it, else the towns it is named for, as vicinity."""
    known = tuple(c for c in candidates(name) if c.kind in {Kind.LISTED, Kind.SITE})
    if known:
        return known[:1] if known[0].kind is Kind.LISTED else known
    lower = name.lower()
    head = next((head for head in _facility_heads() if lower.endswith(head)), "")
    base = name[: len(name) - len(head)] if head else name
    if place := place_named(folded(base)):
        return tuple(c for c in candidates(base) if c.where.name == place.name)[:1]
    return tuple(
        replace(c, where=replace(c.where, name=name, precision=PlacePrecision.VICINITY))
        for c in candidates(base)
        if c.where.precision is PlacePrecision.SETTLEMENT
    )


@cache
def _facility_heads() -> tuple[str, ...]:
    heads = read_toml("languages/en/mentions.toml")["facilities"]["heads"]
    return tuple(sorted((f" {head}" for head in heads), key=len, reverse=True))
