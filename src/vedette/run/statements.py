"""Statements and denials on a subject: what `vedette statements` and `vedette denials` show."""

from __future__ import annotations

from dataclasses import replace

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import Item
from vedette.compare.statements.build import build_statements
from vedette.data.matcher import fold_name
from vedette.errors import NotFoundError
from vedette.model import Speaker, Statements, Utterance
from vedette.run.queries import subject_of
from vedette.store.view import View


def statements(
    view: View,
    subject: str,
    *,
    conventions: Conventions,
    speaker: str | None = None,
    last: int | None = None,
) -> Statements:
    """Return who said what of a subject, each once with its carriers, counts, and ties.

    Only reports that speak of the subject are read. `speaker` is a name, an id, or the body
    spoken for. With `last`, only the last so many reports on an activity are read. Raises
    NotFoundError for a subject or speaker that no report names.
    """
    named, items = _about(view, subject, last)
    found = build_statements(
        items, subject=named, conventions=conventions, decisions=view.decisions()
    )
    return found if speaker is None else _said_by(found, speaker)


def denials(
    view: View, subject: str | None, *, conventions: Conventions, last: int | None = None
) -> Statements:
    """Return the ties between statements on a subject, or in all reports, and what they tie.

    With `last`, of all reports the last so many.
    """
    named, items = (
        _about(view, subject, last) if subject else (None, list(view.analyses(last=last)))
    )
    found = build_statements(
        items, subject=named, conventions=conventions, decisions=view.decisions()
    )
    tied = {one for tie in found.ties for one in (tie.a, tie.b)}
    return replace(
        found,
        utterances=tuple(one for one in found.utterances if one.id in tied),
        silences=(),
        claims=(),
    )


def _about(view: View, subject: str, last: int | None) -> tuple[str, list[Item]]:
    """Return the stored name of a subject with the reports that speak of it."""
    try:
        activity = subject_of(view, subject)
    except NotFoundError:
        ids = view.naming(subject)
        if not ids:
            raise
        return subject, list(view.analyses(report_ids=ids))
    return activity, list(view.analyses(activity=activity, last=last))


def _said_by(found: Statements, speaker: str) -> Statements:
    utterances = tuple(one for one in found.utterances if _is_by(one.speaker, speaker))
    silences = tuple(one for one in found.silences if _is_by(one.speaker, speaker))
    if not utterances and not silences:
        names = sorted({one.speaker.name for one in found.utterances})
        raise NotFoundError(
            f"nobody called {speaker!r} says anything of {found.subject}",
            next_step=f"Those who do: {', '.join(names[:8])}" if names else "",
        )
    kept = {one.id for one in utterances}
    ties = tuple(tie for tie in found.ties if not kept.isdisjoint((tie.a, tie.b)))
    named = {one for tie in ties for one in (tie.a, tie.b)} - kept
    beside = [one for one in (*found.utterances, *found.outside) if one.id in named]
    claims = {claim for one in utterances for claim in one.claims}
    return replace(
        found,
        utterances=utterances,
        silences=silences,
        ties=ties,
        outside=tuple(beside),
        claims=tuple(one for one in found.claims if not claims.isdisjoint(one.claims)),
    )


def _is_by(speaker: Speaker, wanted: str) -> bool:
    names = {fold_name(name) for name in (speaker.name, speaker.body) if name}
    return speaker.id == wanted or fold_name(wanted) in names


def by_id(found: Statements) -> dict[str, Utterance]:
    """Return what ties can name, by id."""
    return {one.id: one for one in (*found.outside, *found.utterances)}
