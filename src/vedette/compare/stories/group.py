"""Stories in one pass: each report joins a story or opens one when it arrives, and stays there.

Persons' decisions are laid over what the pass found (see `decide`), so that they hold whatever the
order, and taking one back brings the machine's grouping back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vedette.compare.ledger import Item
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.stories.alike import Weights
from vedette.compare.stories.decide import Decided, decided
from vedette.compare.stories.gist import Gist, gist_of, named_activities
from vedette.compare.stories.index import Index
from vedette.compare.stories.place import Neighbour, place
from vedette.compare.world import World
from vedette.model import Analysis, Judgement, Placement, Report, Story, make_id


@dataclass(frozen=True, slots=True)
class Grouped:
    """Hold the stories with the reason for each report, and the decisions that could not stand."""

    stories: tuple[Story, ...]
    placements: Mapping[str, Placement]
    unheeded: tuple[Judgement, ...] = ()


class Stream:
    """Place reports one after the other, and remember where they went."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights.shipped()
        self.gists: list[Gist] = []
        self.story_of: dict[str, str] = {}
        self.placements: dict[str, Placement] = {}
        self._index = Index(self.weights.window)

    def take(self, gist: Gist, *, same_text: str | None = None) -> Placement:
        """Place one report; `same_text` is a report that prints the same text."""
        near = (self.gists[number] for number in self._index.near(gist))
        neighbours = (Neighbour(one, self.story_of[one.report_id]) for one in near)
        known = self.story_of.get(same_text) if same_text else None
        found = place(gist, neighbours, self.weights, same_text=known)
        self.story_of[gist.report_id] = found.story or story_id(gist.report_id)
        self.placements[gist.report_id] = found
        self._index.add(len(self.gists), gist)
        self.gists.append(gist)
        return found


def story_id(first_report: str) -> str:
    """Return the id of the story that a report opens."""
    return make_id("sto", first_report)


def make_gist(report: Report, analysis: Analysis, world: World | None = None) -> Gist:
    """Return the gist of a report, with the series of its main activity."""
    world = world or World.shipped()
    published = report.published.start or report.published.end
    activity, series = _main(analysis, world, published.year if published else None)
    return gist_of(report, analysis, activity=activity, series=series)


def _main(analysis: Analysis, world: World, year: int | None) -> tuple[str, str]:
    """Return the named activity that a report is mostly about, and its series; "" for none.

    "The exercise" of no told year is the edition of the year in which the report came out, and
    where there is none, any.
    """
    named = Counter(named_activities(analysis))
    series = Counter[str]()
    for name, times in named.items():
        series[world.series_of(name)] += times
    if not series:
        return "", ""
    (best, _), *_ = series.most_common(1)
    editions = Counter({name: n for name, n in named.items() if world.series_of(name) == best})
    held = {name for name, each in world.series.items() if each == best}
    if held:
        bare = editions.pop(best, 0)
        this = next((name for name in sorted(held) if year and name.endswith(str(year))), None)
        if this is not None and (bare or this in editions):
            editions[this] += bare
            return max(editions, key=lambda name: (editions[name], name == this)), best
    return max(editions, key=lambda name: editions[name], default=""), best


def group(
    items: Iterable[Item], decisions: Iterable[Judgement] = (), *, world: World | None = None
) -> Grouped:
    """Group reports in the order in which they come; of undated ones, as they are given."""
    known = {report.id: (report, analysis) for report, analysis in items}
    decisions = tuple(decisions)
    reports = [report for report, _ in known.values()]
    texts = origin_of(find_origins(reports, decisions=decisions))
    stream = Stream()
    first: dict[str, str] = {}
    for report, analysis in known.values():
        text = texts[report.id]
        stream.take(make_gist(report, analysis, world), same_text=first.get(text))
        first.setdefault(text, report.id)
    gists = {gist.report_id: gist for gist in stream.gists}
    settled = decided(stream.story_of, gists, decisions, stream.weights)
    about = {key: gist.activity for key, gist in gists.items()}
    return Grouped(named(settled, about), stream.placements, settled.unheeded)


def find_stories(items: Iterable[Item], decisions: Iterable[Judgement] = ()) -> tuple[Story, ...]:
    """Group reports in order of publication, undated ones last; see `group`."""
    in_time = sorted(items, key=lambda item: _published(item[0]))
    return group(in_time, decisions).stories


def _published(report: Report) -> tuple[str, str]:
    day = report.published.start or report.published.end
    instant = report.published.instant
    moment = instant.isoformat() if instant else day.isoformat() if day else "9999"
    return moment, report.id


def named(settled: Decided, about: Mapping[str, str]) -> tuple[Story, ...]:
    """Return the stories, each with the named activity that most of its reports are about."""
    return tuple(
        Story(key, reports, _main_name([about[one] for one in reports]))
        for key, reports in settled.stories.items()
    )


def _main_name(names: list[str]) -> str | None:
    (best, times), *_ = Counter(names).most_common(1)
    return best if best and 2 * times > len(names) else None
