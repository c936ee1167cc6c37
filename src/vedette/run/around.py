"""What stands around a report: its outlet, its versions, the text it goes back to, its story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vedette.errors import NotFoundError
from vedette.model import Fold, FoldKind, Origin, Publisher, Report
from vedette.run import linking, stories
from vedette.run.registry import Registry
from vedette.store.view import View

READ = 60  # reports of an origin, or of a story, that are listed; the rest is counted


@dataclass(frozen=True, slots=True)
class Reprint:
    """Hold a report that goes back to the same text, why, and how much of the text they share.

    `leads` says that the others go back to it; `is_other_language` that it is in another language
    than the report in hand.
    """

    report: Report
    fold: Fold | None
    leads: bool
    is_other_language: bool

    @property
    def kind(self) -> FoldKind | None:
        """Name how it goes back to the text; None for the one that leads."""
        return self.fold.kind if self.fold else None


@dataclass(frozen=True, slots=True)
class Text:
    """Hold the text that a report goes back to: who else prints it, and what could not be told."""

    origin: Origin
    reprints: tuple[Reprint, ...]
    more: int
    notes: tuple[str, ...]

    @property
    def source(self) -> Report:
        """Return the report that the others go back to: the first in time."""
        return next(one.report for one in self.reprints if one.leads)


@dataclass(frozen=True, slots=True)
class Happening:
    """Hold the story of a report: its name, its days, the first of its reports, how many more."""

    id: str
    name: str
    days: tuple[str, str] | None
    members: tuple[tuple[str, str, str, str | None], ...]
    count: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Around:
    """Hold what stands around a report; None where it was not compared."""

    publisher: Publisher
    versions: tuple[Report, ...]
    text: Text | None
    story: Happening | None


def around(view: View, report: Report, publishers: Mapping[str, Publisher]) -> Around:
    """Return what stands around a report; `publishers` are the known ones, by name."""
    return Around(
        publisher=publishers.get(report.publisher) or Publisher(report.publisher or "unknown"),
        versions=tuple(view.versions(report.id)),
        text=_text(view, report),
        story=_story(view, report.id),
    )


def outlets(view: View) -> dict[str, Publisher]:
    """Return what is known of all publishers, by name."""
    return {name: publisher for name, (publisher, _) in Registry(view).known().items()}


def _text(view: View, report: Report) -> Text | None:
    try:
        found, _ = linking.origin(view, report.id)
    except NotFoundError:
        return None
    if len(found.report_ids) == 1 and not found.partly and not found.notes:
        return None
    folds = {fold.report_id: fold for fold in found.folds}
    ids = [*found.report_ids, *found.partly]
    shown = _with(ids[:READ], report.id)
    reprints = tuple(
        Reprint(
            other,
            folds.get(other.id),
            leads=other.id == found.report_ids[0],
            is_other_language=_language(other) != _language(report),
        )
        for other in map(view.report, shown)
    )
    return Text(found, reprints, len(ids) - len(shown), found.notes)


def _with(ids: Sequence[str], own: str) -> list[str]:
    return [*ids, *([] if own in ids else [own])]


def _language(report: Report) -> str:
    return report.language.split("-", maxsplit=1)[0].lower()


def _story(view: View, report_id: str) -> Happening | None:
    """Return the story of a report; where persons decided on stories, all are looked through."""
    if stories.on_stories(view):
        try:
            told = stories.why(view, report_id).told
        except NotFoundError:
            return None
        members, story, named = list(told.members), told.story.id, told.story.name
    else:
        members = view.members(beside=report_id)
        if not members:
            return None
        story, named = members[0].story, None
    days = sorted(one.day for one in members if one.day)
    name = named or next((one.headline for one in members if one.headline), None)
    return Happening(
        id=story,
        name=name or "without a headline",
        days=(days[0], days[-1]) if days else None,
        members=tuple(
            (one.report_id, one.publisher, one.headline or "", one.day) for one in members[:READ]
        ),
        count=len(members),
        outlets=len({one.publisher for one in members}),
    )
