"""The page of one report: its text, with all that was read out of it; and two texts abreast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.errors import NotFoundError
from vedette.model import Analysis, Attribution, Claim, FoldKind, Report, Span
from vedette.run import queries
from vedette.run.abreast import abreast, blocks_of
from vedette.run.around import around, outlets
from vedette.run.review.about import Decisions
from vedette.run.targets import CLAIM, find
from vedette.store.view import View
from vedette.web import marks
from vedette.web.asked import METHODS, site_of
from vedette.web.marks import Range, Stretch, anchor
from vedette.web.site import Here, address, headline, state_of, words_of

router = APIRouter(default_response_class=HTMLResponse)
LAYERS = {
    "source": "who speaks",
    "cue": "cue",
    "content": "what is said",
    "gloss": "gloss",
    "figure": "figures",
    "time": "times",
    "place": "places",
    "thing": "things",
}
FOLDS: Mapping[FoldKind | None, str] = {
    None: "the text that the others go back to",
    FoldKind.WHOLE: "the whole text",
    FoldKind.CUT: "a cut of the text",
    FoldKind.EDITED: "the text, reworded",
    FoldKind.MIXTURE: "this text among others",
    FoldKind.VERSION: "another version",
    FoldKind.JUDGED: "one text, a person says",
}
Part = Annotated[int, Query(ge=0, le=100_000)]


@dataclass(frozen=True, slots=True)
class Noted:
    """Hold a claim as it stands beside the text: who carries it, what was decided on it.

    `words` names the stretch that carries it, `also` those of its speaker and cue.
    """

    claim: Claim
    spoken: Attribution | None
    judged: str | None

    @property
    def words(self) -> str:
        """Name the words that carry it."""
        return anchor(self.claim.evidence)

    @property
    def also(self) -> str:
        """Name the words that say who speaks, and how."""
        spans = (*self.spoken.source, *self.spoken.cue) if self.spoken else ()
        return " ".join(map(anchor, spans))

    @property
    def cue(self) -> str:
        """Return the cue as written."""
        return " ".join(span.quote for span in self.spoken.cue) if self.spoken else ""


@router.api_route("/report/{name}", methods=METHODS)
def report(request: Request, name: str, mark: str = "", part: Part = 0, hide: str = "") -> Response:
    """Show a report's text with everything that was read out of it."""
    site, here = site_of(request), Here.of(request)
    with site.look(Here(here.path)) as (_, view):
        found = view.report(name)
        if found.id != name:
            return RedirectResponse(address("report", found.id, **dict(here.query)))
        state = state_of(view, Here(""))
        marked = marks.parse_mark(mark, len(found.text))
        every = marks.stretches(found)
        parts = marks.parts(every)
        number = _part(parts, part, marked)
        shown = parts[number]
        known = site.count(("outlets", state), lambda: outlets(view))
        whole = (
            site.leaf_through((found.id, state), lambda: view.analysis(found.id))
            if len(parts) > 1
            else view.analysis(found.id)
        )
        analysis = marks.within(whole, shown)
        return site.page(
            "report.html",
            here,
            report=found,
            analysis=analysis,
            around=around(view, found, known),
            folds=FOLDS,
            paragraphs=marks.paragraphs(
                found,
                layers=marks.layers_of(analysis),
                anchors=marks.cited(analysis),
                mark=marked,
                within=shown,
            ),
            first=every.index(shown[0]) + 1 if shown else 1,
            groups=_beside(view, analysis, every),
            decisions=Decisions(view),
            claims=len(whole.claims),
            part=number + 1,
            parts=len(parts),
            headline=headline(found),
            layers=LAYERS,
            hidden=frozenset(hide.split(",")) & set(LAYERS),
        )


def _part(parts: Sequence[Sequence[Stretch]], asked: int, marked: Range | None) -> int:
    """Return the number of the part that is shown: that of the mark, else the one asked for."""
    if marked is not None and not asked:
        starts = [part[0].start for part in parts if part]
        return max(0, bisect_right(starts, marked[0]) - 1)
    return min(max(asked, 1), len(parts)) - 1


def _beside(
    view: View, analysis: Analysis, every: Sequence[Stretch]
) -> list[tuple[int, list[Noted]]]:
    """Return claims by the number of their paragraph."""
    carriers = {each.id: each for each in analysis.attributions}
    starts = [one.start for one in every]
    groups: dict[int, list[Noted]] = {}
    ordered = sorted(analysis.claims, key=lambda one: (one.evidence.start, one.evidence.end))
    for claim in ordered:
        paragraph = bisect_right(starts, claim.evidence.start)
        spoken = carriers.get(claim.attribution) if claim.attribution else None
        noted = Noted(claim, spoken, queries.judged_as(view, claim.id))
        groups.setdefault(paragraph, []).append(noted)
    return list(groups.items())


@router.api_route("/claim/{claim}", methods=METHODS)
def to_claim(request: Request, claim: str) -> Response:
    """Lead to the exact words of a claim, by its id or the first digits."""
    site, here = site_of(request), Here.of(request)
    with site.look(Here(here.path)) as (_, view):
        target = find(view, claim, nouns=(CLAIM,))
        if target.report is None or target.anchor is None:
            raise NotFoundError("no such claim", where=claim)
        words = Span.cut(target.report.text, target.anchor.start, target.anchor.end)
        return RedirectResponse(words_of(target.report.id, words))


# ---- two texts ---------------------------------------------------------------------------------


@router.api_route("/report/{name}/beside/{other}", methods=METHODS)
def beside(request: Request, name: str, other: str, only: str = "") -> Response:
    """Set two texts side by side: versions, reprints, an original and its translation."""
    site, here = site_of(request), Here.of(request)
    with site.look(Here(here.path)) as (_, view):
        before, after = view.report(name), view.report(other)
    if (before.id, after.id) != (name, other):
        return RedirectResponse(address("report", before.id, "beside", after.id))
    one_language = _language(before) == _language(after)
    pairs = abreast(before, after) if one_language else None
    changed = sum(1 for pair in pairs or () if not pair.is_same)
    return site.page(
        "beside.html",
        here,
        before=before,
        after=after,
        is_version=before.thread == after.thread,
        one_language=one_language,
        pairs=None if pairs is None else [p for p in pairs if not (only and p.is_same)],
        texts=None if pairs is not None else [(one, blocks_of(one)) for one in (before, after)],
        changed=changed,
        only=bool(only),
        headline=headline,
    )


def _language(one: Report) -> str:
    return one.language.split("-", maxsplit=1)[0].lower()
