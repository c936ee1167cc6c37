"""One function per wish of a user: what the command line and the web pages call."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import BinaryIO, Literal

from vedette.compare.aliases import aliases_of
from vedette.compare.conventions import Conventions, load_conventions
from vedette.compare.ledger import OpenLedger, build_ledger, open_ledger
from vedette.compare.timeline import Entry, build_timeline
from vedette.compare.world import World
from vedette.data.catalogue import exercises
from vedette.data.matcher import fold_name
from vedette.errors import BadArgumentError, NotFoundError
from vedette.gather.gather import gather
from vedette.model import (
    Analysis,
    Attribution,
    Claim,
    Failure,
    History,
    Judgement,
    Ledger,
    Publisher,
    Report,
)
from vedette.run.clock import now
from vedette.run.config import Settings
from vedette.run.near import near_names
from vedette.run.people import voices_of
from vedette.run.registry import Registry
from vedette.run.runner import Outcome, analyse_one
from vedette.store.said import left_standing
from vedette.store.store import Store, open_store
from vedette.store.view import View

By = Literal["published", "retrieved"]
MOST_AT_ONCE = 200  # reports that a page goes through for what needs all their words: 0.2 s
ALL_UP_TO = 4_000  # reports in a store, all are gone through
MOST_ON_A_BOARD = 100  # reports of a page's board: it takes 0.2 s then, and four times for twice


@dataclass(frozen=True, slots=True)
class Moment:
    """Say as of when, and by which clock, a picture is wanted; without `at` it is the present."""

    at: datetime | None = None
    by: By = "published"


def parse_moment(text: str | None, *, by: str = "published") -> Moment:
    """Read `--as-of`: a date means its end in UTC, else an ISO instant."""
    if by not in ("published", "retrieved"):
        raise BadArgumentError(f"{by!r} is no clock", next_step="Use --by published or retrieved")
    clock: By = "published" if by == "published" else "retrieved"
    if text is None:
        return Moment(None, clock)
    try:
        if len(text) == len("2025-09-16"):
            return Moment(datetime.combine(date.fromisoformat(text), time.max, UTC), clock)
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadArgumentError(
            f"{text!r} is no date", next_step="Write 2025-09-16 or 2025-09-16T12:00:00Z"
        ) from error
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return Moment(aware.astimezone(UTC), clock)


def read_paths(
    paths: Sequence[str], *, model: str, stdin: BinaryIO | None = None
) -> Iterator[Outcome | Failure]:
    """Read reports without storing anything; what cannot be read comes as a failure."""
    for item in gather(paths, stdin=stdin):
        if item.failure:
            yield item.failure
        if item.report is not None:
            yield analyse_one(item.report, model)


def view_of(store: Store, moment: Moment) -> View:
    """Return the picture as it could be known at a moment."""
    return store.view(as_of=moment.at, by=moment.by)


def conventions_of(settings: Settings) -> Conventions:
    """Return the conventions that the settings name."""
    return load_conventions(Path(settings.conventions) if settings.conventions else None)


def claims(
    view: View,
    *,
    subject: str | None = None,
    speaker: str | None = None,
    predicate: str | None = None,
    text: str | None = None,
    rejected: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> list[tuple[Report, Claim, Attribution | None]]:
    """Return claims with their report and carrier, in order of publication.

    A speaker is who he was judged to be (see `people`); NAME@REPORT is who is named so there.
    Those that persons rejected are left out, or with `rejected` alone there.
    """
    return view.claims(
        subject=subject,
        speaker=voices_of(view, speaker) if speaker is not None else None,
        predicate=predicate,
        text=text,
        rejected=rejected,
        limit=limit,
        offset=offset,
    )


def count_rejected(
    view: View,
    *,
    subject: str | None = None,
    speaker: str | None = None,
    predicate: str | None = None,
    text: str | None = None,
    rejected: bool = False,
) -> int:
    """Count the claims that a listing leaves out because persons rejected them."""
    if rejected or not view.standing.rejected:
        return 0
    voices = voices_of(view, speaker) if speaker is not None else None
    hidden = view.claims(
        subject=subject, speaker=voices, predicate=predicate, text=text, rejected=True
    )
    return len(hidden)


def judged_as(view: View, noun_id: str) -> str | None:
    """Return "accepted" or "rejected" where persons decided on a claim or figure, else None."""
    if noun_id in view.standing.rejected:
        return "rejected"
    return "accepted" if noun_id in view.standing.accepted else None


def subject_of(view: View, name: str, *, named: Sequence[str] | None = None) -> str:
    """Return the stored name of an activity, in whatever case it was typed.

    `named` are the activities that the view names, for whoever asks often. Raises NotFoundError
    with the nearest names when there is none.
    """
    names = list(named) if named is not None else [each for each, _, _ in view.activities()]
    aliases = {fold_name(alias): e.name for e in exercises() for alias in (e.name, *e.aliases)}
    known = {fold_name(n): n for n in names}
    found = known.get(fold_name(name)) or aliases.get(fold_name(name))
    if found in names:
        return aliases_of(view.decisions()).root_of(str(found))
    near = near_names(name, names)
    hint = f"Did you mean: {', '.join(near)}?" if near else _what_there_is(names)
    raise NotFoundError(f"no activity is called {name!r}", next_step=hint)


def _what_there_is(names: list[str]) -> str:
    if not names:
        return "The store names no activity yet: fill it with vedette ingest FOLDER"
    return f"The store knows: {', '.join(names[:8])}"


def figures(
    view: View, subject: str, *, conventions: Conventions, most: int | None = None
) -> Ledger:
    """Return all figures on one activity side by side, with a verdict for each pair.

    With `most`, those of the last to report, at most so many: every figure is compared with every
    other one, so that a thousand reports make a million verdicts, which nobody reads. `beyond`
    counts the others; an earlier picture (`as_of`) shows them.
    """
    ledger = board(view, subject_of(view, subject), conventions=conventions, most=most)
    return replace(ledger, left_out=sum(view.left_out().values()))


def beyond(view: View, activity: str, most: int) -> int:
    """Count the reports with figures that a board of the last `most` leaves out."""
    return view.counting_last(_editions(view, activity), most)[1]


def board(
    view: View,
    activity: str,
    *,
    conventions: Conventions,
    named: Collection[str] | None = None,
    most: int | None = None,
) -> Ledger:
    """Return the ledger of an activity by its stored name; empty where the picture has none.

    `named` are the activities that the view names, for whoever builds many ledgers of one view.
    """
    names = _editions(view, activity, named)
    ids = view.counting(names) if most is None else view.counting_last(names, most)[0]
    return build_ledger(
        view.analyses(report_ids=ids),
        activity=activity,
        conventions=conventions,
        world=World.shipped(),
        decisions=view.decisions(),
    )


def board_size(view: View, activity: str, named: Collection[str]) -> int:
    """Count the reports that a board is made of, where it is made of all of them."""
    return view.count_counting(_editions(view, activity, named))


def open_board(
    view: View,
    activity: str,
    *,
    conventions: Conventions,
    named: Collection[str] | None = None,
    most: int | None = None,
) -> OpenLedger:
    """Return the ledger of an activity by its stored name, its pairs to be judged on demand.

    Use it where a few of very many pairs are shown: a page, a picture. `most` as for `figures`.
    """
    names = _editions(view, activity, named)
    ids = view.counting(names) if most is None else view.counting_last(names, most)[0]
    opened = open_ledger(
        view.analyses(report_ids=ids),
        activity=activity,
        conventions=conventions,
        world=World.shipped(),
        decisions=view.decisions(),
    )
    return replace(opened, ledger=replace(opened.ledger, left_out=sum(view.left_out().values())))


def board_state(view: View, activity: str, most: int | None) -> Hashable:
    """Return what a board is made of: whoever keeps one can tell whether it is still the same."""
    mark = view.board_mark(_editions(view, activity), most)
    left_out = sum(view.left_out().values())
    return activity, most, mark, view.decided_until(), left_out, view.as_of, view.by


def boarded(
    view: View,
    activity: str,
    named: Collection[str] | None = None,
    decisions: Iterable[Judgement] | None = None,
    most: int | None = None,
) -> list[str]:
    """Return the ids of the reports that a board is made of: all editions of its series.

    Those that give other names to what persons judged to be one activity are among them.
    `decisions` are those of the view, or others to see what they would do; `most` as for `figures`.
    """
    names = _editions(view, activity, named, decisions)
    return view.counting(names) if most is None else view.counting_last(names, most)[0]


def _editions(
    view: View,
    activity: str,
    named: Collection[str] | None = None,
    decisions: Iterable[Judgement] | None = None,
) -> list[str]:
    world = World.shipped()
    aliases = aliases_of(view.decisions() if decisions is None else decisions)
    series = {world.series_of(name) for name in aliases.all_of(activity)}
    if named is None:
        named = [name for name, _, _ in view.activities()]
    names = {activity, *named, *(e.name for e in exercises())}
    return sorted(n for n in names if world.series_of(n) in series)


def histories_of(ledger: Ledger, speaker: str | None = None) -> tuple[History, ...]:
    """Return the histories of a board, or those in which a person or body speaks.

    Raises NotFoundError with the nearest names where nobody on the board is called so.
    """
    if speaker is None:
        return ledger.histories
    wanted = fold_name(speaker)
    names = {name for one in ledger.histories for name in (one.speaker, *one.persons)}
    called = {name for name in names if wanted and wanted in {fold_name(name), *_last(name)}}
    if not called:
        near = near_names(speaker, sorted(names))
        hint = f"Did you mean: {', '.join(near)}?" if near else "See vedette figures for who speaks"
        raise NotFoundError(f"nobody called {speaker!r} gives a figure", next_step=hint)
    return tuple(one for one in ledger.histories if called & {one.speaker, *one.persons})


def _last(name: str) -> tuple[str, ...]:
    return (fold_name(name.rsplit(maxsplit=1)[-1]),)


def gone_through(view: View) -> tuple[int | None, int]:
    """Return how many of the last reports a page goes through, and how many it goes without.

    None is all: what needs the words of all reports would take minutes and gigabytes in a large
    store. The commands go through all.
    """
    count = view.count()
    return (MOST_AT_ONCE, count - MOST_AT_ONCE) if count > ALL_UP_TO else (None, 0)


def gone_through_on(view: View, activity: str) -> tuple[int | None, int]:
    """Return the same for what needs the words of all reports on one activity."""
    reports = max((n for name, _, n in view.activities() if name == activity), default=0)
    most = MOST_AT_ONCE
    return (most, reports - most) if reports > 2 * most else (None, 0)


def timeline(
    view: View, subject: str | None = None, *, last: int | None = None
) -> tuple[Entry, ...]:
    """Return what is said to have happened or to be planned, in order of event time.

    With `last`, as the last so many reports say that tell times.
    """
    activity = subject_of(view, subject) if subject else None
    items = view.analyses(activity=activity, timed=True, last=last)
    return build_timeline(kept(view, items), activity=activity)


def kept(view: View, items: Iterable[tuple[Report, Analysis]]) -> Iterator[tuple[Report, Analysis]]:
    """Yield reports with what persons left standing of what they say."""
    rejected = view.standing.rejected
    for report, analysis in items:
        yield report, left_standing(analysis, rejected)


def sources(view: View) -> list[tuple[Publisher, int]]:
    """Return the publishers in the store with what is known of them and their reports.

    Persons' edits win over the store's registry, which wins over the shipped catalogue; nothing
    but a person grades anybody.
    """
    book = Registry(view)
    return [(book.publisher(each), reports) for each, reports in view.publishers()]


def forget(store: Store, report: str, *, reason: str) -> Report:
    """Remove a report and all that hangs on it, leaving a tombstone; return what was removed."""
    with store.view() as view:
        found = view.report(report)
    store.forget(found.id, reason=reason, at=now())
    return found


def open_existing(settings: Settings, *, in_memory: bool = False) -> Store:
    """Open the store for reading; a store that is not there is the user's mistake.

    With `in_memory`, for a server, what is asked again and again is answered from columns.
    """
    return open_store(settings.store, read_only=True, in_memory=in_memory)
