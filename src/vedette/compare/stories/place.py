"""Where a report belongs: the story that it joins, or a new one, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vedette.compare.stories.alike import Weights, compare, evidence
from vedette.compare.stories.gist import Gist
from vedette.model import Placement, Rival

BEST = 3  # a report is compared with a story's nearest reports, not with its loudest one alone
RIVALS = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Hold a report that may tell of the same happening, with the story in which it is."""

    gist: Gist
    story: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    story: str
    score: float
    nearest: Gist


def place(
    gist: Gist, neighbours: Iterable[Neighbour], weights: Weights, *, same_text: str | None = None
) -> Placement:
    """Decide on one report. `same_text` is the story of the reports that print the same text."""
    open_, barred = _candidates(gist, neighbours, weights)
    if same_text is not None and same_text not in barred:
        return Placement(gist.report_id, same_text, 0.0, "goes back to a text of this story")
    best = open_[0] if open_ else None
    rivals = tuple(Rival(one.story, round(one.score, 2)) for one in open_[:RIVALS])
    needed = _needed(gist, best, weights) if best else weights.join_from
    if best is None or best.score < needed:
        return Placement(
            gist.report_id,
            None,
            0.0,
            _alone(best, next(iter(barred.values()), ""), needed),
            (),
            rivals,
        )
    return Placement(
        gist.report_id,
        best.story,
        round(best.score, 2),
        f"scores {best.score:.1f} where {needed:.1f} is needed",
        evidence(gist, best.nearest, weights),
        rivals[1:],
        best.nearest.report_id,
    )


def _candidates(
    gist: Gist, neighbours: Iterable[Neighbour], weights: Weights
) -> tuple[list[_Candidate], dict[str, str]]:
    """Return the stories nearby, the likeliest first, and why others are out of the question."""
    stories: dict[str, list[tuple[float, str, Gist]]] = defaultdict(list)
    barred: dict[str, str] = {}
    for one in neighbours:
        if reason := other_edition(gist, one.gist):
            barred[one.story] = reason
        score = weights.score(compare(gist, one.gist))
        stories[one.story].append((score, one.gist.report_id, one.gist))
    found = [_candidate(key, near) for key, near in stories.items() if key not in barred]
    found.sort(key=lambda one: (-one.score, one.story))
    return found, barred


def _candidate(story: str, near: Sequence[tuple[float, str, Gist]]) -> _Candidate:
    best = sorted(near, key=lambda one: (-one[0], one[1]))[:BEST]
    return _Candidate(story, sum(score for score, _, _ in best) / len(best), best[0][2])


def other_edition(a: Gist, b: Gist) -> str:
    """Say that two reports are mostly about two editions of one series, "" where they are not."""
    if not (a.activity and b.activity):
        return ""  # "this year's exercise" may be any edition
    if a.series and a.series == b.series and a.activity != b.activity:
        return f"{a.activity} is not {b.activity}"
    return ""


def _needed(gist: Gist, best: _Candidate, weights: Weights) -> float:
    """Return the score from which a report joins a story.

    A named activity lasts for weeks and holds many happenings: its names speak for none of them.
    """
    shared = gist.activity and gist.activity == best.nearest.activity
    return weights.join_from + (weights.same_activity if shared else 0.0)


def _alone(best: _Candidate | None, barred: str, needed: float) -> str:
    if best is not None:
        return (
            f"the nearest story comes to {best.score:.1f} and would need {needed:.1f}: "
            "another happening"
        )
    return barred or "nothing nearby shares its names and words"
