"""The plan: which stage runs when, what it reads and what it writes.

Every stage is a pure function of the reading and of what stands in the analysis so far. Its
version lands in the provenance of all it makes; raise it when the same report yields other claims.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vedette.data import digest
from vedette.extract.activities import find_activities
from vedette.extract.attribution import find_attributions
from vedette.extract.claims import make_claims
from vedette.extract.figures.find import find_figures
from vedette.extract.names.find import find_mentions
from vedette.extract.names.toponyms import find_toponyms
from vedette.extract.scope.assign import scope_figures
from vedette.extract.times.find import find_times
from vedette.model import Abstention, Analysis, Mention, PlaceMention, Reading
from vedette.resolve.entities.assign import link_entities
from vedette.resolve.entities.kinds import settle_kinds
from vedette.resolve.places.assign import resolve_places
from vedette.resolve.places.beside import is_unlisted
from vedette.resolve.places.kinds import known_as_places
from vedette.resolve.speakers.assign import resolve_speakers
from vedette.resolve.times.assign import resolve_times


@dataclass(frozen=True, slots=True)
class Stage:
    """Declare one stage: name, version, the parts of the analysis it reads and writes."""

    name: str
    version: int
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[Reading, Analysis], Analysis]

    @property
    def label(self) -> str:
        """Return "name@version"."""
        return f"{self.name}@{self.version}"


def _mentions(reading: Reading, analysis: Analysis) -> Analysis:
    mentions, abstained = settle_kinds(reading, find_mentions(reading))
    return _with(replace(analysis, mentions=mentions), abstained)


def _times(reading: Reading, analysis: Analysis) -> Analysis:
    return replace(analysis, times=resolve_times(reading, find_times(reading)))


def _places(reading: Reading, analysis: Analysis) -> Analysis:
    places = places_of(reading, analysis.mentions)
    return replace(analysis, places=places, mentions=known_as_places(analysis.mentions, places))


def places_of(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[PlaceMention, ...]:
    """Return all places named: what the network marks and what the rules find.

    A guess of the rules that the network does not share counts where a gazetteer knows the name.
    """
    toponyms, doubted = find_toponyms(reading, mentions)
    spans = {mention.span for mention in doubted}
    found = resolve_places(reading, mentions, toponyms)
    return tuple(p for p in found if p.span not in spans or not is_unlisted(p))


def _entities(reading: Reading, analysis: Analysis) -> Analysis:
    linked = link_entities(reading, analysis.mentions)
    return _with(replace(analysis, mentions=linked.mentions), linked.abstentions)


def _attribution(reading: Reading, analysis: Analysis) -> Analysis:
    attributions, abstained = find_attributions(reading)
    return _with(replace(analysis, attributions=attributions), abstained)


def _speakers(reading: Reading, analysis: Analysis) -> Analysis:
    return replace(analysis, attributions=resolve_speakers(reading, analysis))


def _activities(reading: Reading, analysis: Analysis) -> Analysis:
    return replace(analysis, activities=find_activities(reading, analysis))


def _figures(reading: Reading, analysis: Analysis) -> Analysis:
    figures, abstained = find_figures(reading)
    found = replace(analysis, figures=figures)
    return _with(replace(found, figures=scope_figures(reading, found)), abstained)


def _claims(reading: Reading, analysis: Analysis) -> Analysis:
    return replace(analysis, claims=make_claims(reading, analysis))


def _with(analysis: Analysis, abstained: tuple[Abstention, ...]) -> Analysis:
    return replace(analysis, abstentions=analysis.abstentions + abstained)


PLAN: tuple[Stage, ...] = (
    Stage("mentions", 2, (), ("mentions",), _mentions),
    Stage("times", 1, (), ("times",), _times),
    Stage("places", 2, ("mentions",), ("places", "mentions"), _places),
    Stage("entities", 2, ("mentions",), ("mentions",), _entities),
    Stage("attribution", 2, (), ("attributions",), _attribution),
    Stage("speakers", 2, ("attributions", "mentions", "times"), ("attributions",), _speakers),
    Stage(
        "activities",
        3,
        ("mentions", "places", "times", "attributions"),
        ("activities",),
        _activities,
    ),
    Stage(
        "figures",
        1,
        ("mentions", "places", "times", "attributions", "activities"),
        ("figures",),
        _figures,
    ),
    Stage(
        "claims",
        2,
        ("mentions", "places", "times", "attributions", "activities", "figures"),
        ("claims",),
        _claims,
    ),
)


def check_plan(plan: tuple[Stage, ...] = PLAN) -> list[str]:
    """Return what is wrong with the order of a plan: a part read before any stage wrote it."""
    written: set[str] = set()
    wrong: list[str] = []
    for stage in plan:
        wrong += [f"{stage.name} reads {part} too early" for part in set(stage.reads) - written]
        written |= set(stage.writes)
    return wrong


def stages_of(reading_model: str) -> tuple[str, ...]:
    """Return the provenance of an analysis: the parser, the data, every stage with its version."""
    return (f"read:{reading_model}", f"data:{digest()}", *(stage.label for stage in PLAN))


def analyse(reading: Reading) -> Analysis:
    """Run all stages of the plan over one reading.

    A reading without sentences (a language without a parser) yields an analysis that says so.
    """
    analysis = Analysis(reading.report.id, stages=stages_of(reading.model))
    if not reading.sentences:
        return _with(analysis, _unread(reading))
    for stage in PLAN:
        analysis = stage.run(reading, analysis)
    return analysis


def _unread(reading: Reading) -> tuple[Abstention, ...]:
    if not reading.report.blocks:
        return ()
    block = reading.report.blocks[0]
    reason = f"no parser for the language {reading.language}"
    return (Abstention("read", reading.span(block.start, block.end), reason),)
