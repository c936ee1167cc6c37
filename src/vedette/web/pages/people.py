"""The people who speak in public, and the page of one of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.run import lists, profiles
from vedette.run.profiles import Followed, Statement
from vedette.run.review.about import Decisions
from vedette.store.view import View
from vedette.web.asked import Offset, site_of
from vedette.web.site import Here, Site, carrier_address, state_of
from vedette.web.tables import Sheet, as_file, form_of, paged
from vedette.web.words import states

router = APIRouter(default_response_class=HTMLResponse)
PEOPLE_A_PAGE = 100
STATEMENTS_SHOWN = 60
PEOPLE = Sheet(
    "people",
    (
        ("id", lambda row: row[0].id),
        ("name", lambda row: row[0].name),
        ("role", lambda row: row[1] and row[1].role),
        ("body", lambda row: row[1] and row[1].body),
        ("state", lambda row: row[1] and row[1].state),
        ("statements", lambda row: row[0].statements),
        ("reports", lambda row: row[0].reports),
    ),
)
STATEMENTS = Sheet(
    "statements",
    (
        ("id", lambda one: one.said.id),
        ("words", lambda one: " ".join(span.quote for span in one.said.content)),
        ("kind", lambda one: one.said.kind),
        ("act", lambda one: one.said.modality.act),
        ("polarity", lambda one: one.said.modality.polarity),
        ("certainty", lambda one: one.said.modality.certainty),
        ("rendering", lambda one: one.said.rendering),
        ("role", lambda one: one.said.speaker.role),
        ("body", lambda one: one.said.speaker.body),
        ("uttered_start", lambda one: one.said.uttered.start),
        ("uttered_end", lambda one: one.said.uttered.end),
        ("report", lambda one: one.report.id),
        ("publisher", lambda one: one.report.publisher or None),
        ("published_start", lambda one: one.report.published.start),
        ("start", lambda one: one.said.content[0].start if one.said.content else None),
        ("end", lambda one: one.said.content[0].end if one.said.content else None),
    ),
)


@paged(router, "/people")
def people(request: Request, name: str = "", offset: Offset = 0) -> Response:
    """List the office holders and spokespeople who speak, the most heard first."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        every = _followed(site, view, here)
        found = [one for one in every if lists.fits(name, one.name)]
        if form := form_of(request):
            told = profiles.speakers_of(view, found)
            return as_file(request, form, PEOPLE, [(one, told.get(one.id)) for one in found])
        shown = found[offset : offset + PEOPLE_A_PAGE]
        return site.page(
            "people.html",
            here,
            people=shown,
            told=profiles.speakers_of(view, shown),
            name=name,
            total=len(found),
            offset=offset,
            size=PEOPLE_A_PAGE,
            left_out=view.left_out(),
        )


@paged(router, "/people/{name:path}")
def person(request: Request, name: str) -> Response:
    """Show what somebody said in public, and how his figures went."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        found = profiles.named(_followed(site, view, here), name)
        key = ("profile", found.id, state_of(view, here))
        its = site.remember(key, lambda: profiles.profile(view, found))
        if form := form_of(request):
            return as_file(request, form, STATEMENTS, its.statements, name=found.key)
        told = its.statements[0].said.speaker if its.statements else None
        followed, large = profiles.histories(view, its, lambda one: site.board(view, one))
        activities = {known for known, _, _ in view.activities()}
        return site.page(
            "person.html",
            here,
            its=its,
            done=Decisions(view).on(found.id, *found.nodes),
            told=told,
            statements=its.statements[:STATEMENTS_SHOWN],
            activities=[one for one in its.subjects if one[0] in activities],
            others=[one for one in its.subjects if one[0] not in activities],
            histories=followed,
            large=large,
            states=states,
            words=_words,
            carrier_address=carrier_address,
            left_out=view.left_out(),
        )


def _words(one: Statement) -> Any:
    """Return the words that a statement is opened by."""
    said = one.said
    return (said.content or said.cue or said.source or (None,))[0]


def private_names(site: Site, view: View, here: Here) -> frozenset[str]:
    """Return the names, folded, of people who stay within their report."""
    persons = _followed(site, view, here)
    return site.hold(("private", state_of(view, here)), lambda: profiles.private(view, persons))


def _followed(site: Site, view: View, here: Here) -> list[Followed]:
    return site.hold(("followed", state_of(view, here)), lambda: profiles.followed(view))
