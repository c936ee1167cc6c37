"""Stories of the store: reports are grouped as they come in, and read with persons' decisions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from vedette.compare.stories.alike import Weights
from vedette.compare.stories.decide import CODE, decided
from vedette.compare.stories.gist import Gist
from vedette.compare.stories.group import make_gist, named, story_id
from vedette.compare.stories.incidents import Incidents, find_incidents
from vedette.compare.stories.index import MOST_PER_KEY, vote
from vedette.compare.stories.place import Neighbour, place
from vedette.compare.stories.threads import find_threads
from vedette.compare.world import World
from vedette.errors import NotFoundError
from vedette.model import (
    Analysis,
    Judgement,
    JudgementKind,
    Placement,
    Report,
    Story,
    Thread,
    codec,
)
from vedette.model.words import short_id
from vedette.run.linking import count_origins, fellows_of
from vedette.store.gists import UNDATED, GistRow, Gists, Member
from vedette.store.store import Store
from vedette.store.view import View

STEP = 500  # reports grouped in one transaction
KEPT_GISTS = 20_000  # looked at lately, and likely to be looked at again: news comes in swarms
Known = Mapping[str, tuple[Report, Analysis]]


# ---- grouping ----------------------------------------------------------------------------------


class Grouper:
    """Place the reports that have no story yet, in the order in which they came."""

    def __init__(self, store: Store, weights: Weights | None = None) -> None:
        self._store = store
        self._weights = weights or Weights.shipped()
        self._world = World.shipped()
        self._gists: dict[int, tuple[str, Gist]] = {}

    def group(self, fresh: Iterable[tuple[Report, Analysis]] = ()) -> int:
        """Place all that wait and return how many did; `fresh` spares reading them again."""
        known = {report.id: (report, analysis) for report, analysis in fresh}
        count = 0
        while True:
            with self._store.grouping() as gists:
                waiting = gists.pending(STEP)
                with self._store.view() as view:
                    fellows = fellows_of(view, [key for _, key in waiting])
                for number, gist in self._made(gists, waiting, known):
                    self.place(gists, number, gist, fellows.get(gist.report_id, ()))
            count += len(waiting)
            if len(waiting) < STEP:
                return count

    def _made(
        self, gists: Gists, waiting: Sequence[tuple[int, str]], known: Known
    ) -> list[tuple[int, Gist]]:
        unread = [number for number, key in waiting if key not in known]
        read = {
            number: (report, said or Analysis(report.id))
            for number, report, said in gists.read(unread)
        }
        items = ((number, known.get(key) or read[number]) for number, key in waiting)
        return [(number, make_gist(*item, self._world)) for number, item in items]

    def place(self, gists: Gists, number: int, gist: Gist, fellows: Collection[str] = ()) -> None:
        """Place one report inside the transaction that `gists` belongs to.

        `fellows` are reports that go back to the same text.
        """
        text = next(iter(gists.stories(fellows)), None) if fellows else None
        near = self._neighbours(gists, gist)
        found = place(gist, near, self._weights, same_text=text)
        story = found.story or story_id(gist.report_id)
        gists.add([row_of(number, story, gist, found)])
        self._gists[number] = (story, gist)

    def _neighbours(self, gists: Gists, gist: Gist) -> list[Neighbour]:
        window = self._weights.window
        days = None if gist.day is None else (gist.day - window, gist.day + window)
        near = gists.near(gist.keys, days, limit=MOST_PER_KEY)
        numbers = vote(gist, near.items())
        if len(self._gists) > KEPT_GISTS:
            self._gists.clear()
        missing = [number for number in numbers if number not in self._gists]
        for number, (story, payload) in gists.gists(missing).items():
            self._gists[number] = (story, read_gist(payload))
        return [Neighbour(self._gists[n][1], self._gists[n][0]) for n in numbers]


def group(store: Store) -> int:
    """Place all reports that have no story yet; return how many did."""
    return Grouper(store).group()


def row_of(number: int, story: str, gist: Gist, found: Placement) -> GistRow:
    """Return the row of a report that was placed."""
    return GistRow(
        report_no=number,
        story=story,
        day=UNDATED if gist.day is None else gist.day,
        activity=gist.activity,
        keys=gist.keys,
        payload=json.dumps(asdict(gist), ensure_ascii=True, separators=(",", ":")),
        placement=codec.dumps(found),
    )


def read_gist(payload: str) -> Gist:
    """Build a gist from its stored form."""
    data: Any = json.loads(payload)
    read: Any = {key: tuple(one) if isinstance(one, list) else one for key, one in data.items()}
    return Gist(**read)


# ---- reading -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a story as it is listed: its reports, its days, and how many texts and outlets."""

    story: Story
    headline: str | None
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    origins: int
    members: tuple[Member, ...]


def stories(view: View, subject: str | None = None) -> list[Told]:
    """Return the stories of a picture, the largest first; `subject` is an activity or a word.

    A subject chooses the stories named so, and those with it in a headline.
    """
    return [with_origins(view, one) for one in list_stories(view, subject)]


def with_origins(view: View, told: Told) -> Told:
    """Return a story with its origins counted."""
    return replace(told, origins=origins_in(view, told.story.report_ids))


def list_stories(view: View, subject: str | None = None) -> list[Told]:
    """Return the same without counting origins (0), for whoever shows a part at a time."""
    members = {one.report_id: one for one in view.members()}
    return _listed(view, members, subject)


def ranked(view: View) -> list[str] | None:
    """Return the ids of all stories in the same order, for whoever looks at a few (`one_of`).

    None where persons decided on stories: then all have to be put together.
    """
    return None if on_stories(view) else view.largest_stories()


def one_of(view: View, story: str) -> Told:
    """Return one of the ranked stories, its origins not counted."""
    members = {one.report_id: one for one in view.members(story=story)}
    return next(one for one in _listed(view, members) if one.story.id == story)


def _listed(view: View, members: Mapping[str, Member], subject: str | None = None) -> list[Told]:
    found = [_told(story, members) for story in _stories(view, members)]
    if subject is not None:
        found = [one for one in found if _is_about(one, subject)]
        if not found:
            raise NotFoundError(f"no story is about {subject!r}", next_step="See vedette stories.")
    return sorted(found, key=lambda one: (-len(one.members), one.first or "9999", one.story.id))


def _stories(view: View, members: Mapping[str, Member]) -> tuple[Story, ...]:
    story_of = {one.report_id: one.story for one in members.values()}
    choices = on_stories(view)
    touched = {one.a for one in choices} | {one.b for one in choices if one.b}
    split = {story_of[one] for one in touched if one in story_of}
    wanted = [one for one, story in story_of.items() if story in split]
    gists = {key: read_gist(kept) for key, (kept, _) in view.gists(wanted).items()}
    settled = decided(story_of, gists, choices, Weights.shipped())
    return named(settled, {one.report_id: one.activity for one in members.values()})


def on_stories(view: View) -> tuple[Judgement, ...]:
    """Return the decisions on stories that are in force."""
    kinds = (JudgementKind.SAME, JudgementKind.NOT_SAME)
    return tuple(one for one in view.judgements() if one.code == CODE and one.kind in kinds)


def _told(story: Story, members: Mapping[str, Member]) -> Told:
    ours = tuple(members[one] for one in story.report_ids)
    days = sorted(one.day for one in ours if one.day)
    return Told(
        story=story,
        headline=next((one.headline for one in ours if one.headline), None),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        outlets=tuple(sorted({one.publisher for one in ours})),
        origins=0,
        members=ours,
    )


def origins_in(view: View, report_ids: Sequence[str]) -> int:
    """Return to how many texts some reports go back."""
    from vedette.compare.origins import find_origins

    if len(report_ids) == 1:
        return 1
    if not view.unlinked():
        return count_origins(view, report_ids)
    return len(find_origins([view.report(one) for one in report_ids], decisions=view.decisions()))


def _is_about(told: Told, subject: str) -> bool:
    wanted = subject.casefold()
    names = (told.story.name or "", *(one.headline or "" for one in told.members))
    return any(wanted in name.casefold() for name in names)


def story(view: View, name: str) -> Told:
    """Return the story with this id or beginning; raises NotFoundError."""
    every = _near(view, name)
    found = [one for one in every if name in (one.story.id, short_id(one.story.id))]
    found = found or [one for one in every if _begins(one.story.id, name)]
    if len(found) != 1:
        what = f"{len(found)} stories begin so" if found else "no such story"
        raise NotFoundError(what, where=name, next_step="See vedette stories for their ids.")
    return with_origins(view, found[0])


def _near(view: View, name: str) -> list[Told]:
    """Return the stories whose id begins so; where persons decided on stories, all of them."""
    if on_stories(view):
        return list_stories(view)
    return _listed(view, {one.report_id: one for one in view.members(story=name)})


def _begins(key: str, name: str) -> bool:
    return len(name) >= 4 and (key.startswith(name) or key.removeprefix("sto-").startswith(name))


@dataclass(frozen=True, slots=True)
class Why:
    """Hold a report's story, why the machine placed it so, and what persons decided on it."""

    report_id: str
    told: Told
    placement: Placement
    decisions: tuple[Judgement, ...]


def why(view: View, report: str) -> Why:
    """Return why a report is in its story; raises NotFoundError."""
    key = view.report(report).id
    kept = view.gists([key])
    near = (
        list_stories(view)
        if on_stories(view)
        else _listed(view, {one.report_id: one for one in view.members(beside=key)})
    )
    told = next((one for one in near if key in one.story.report_ids), None)
    if told is None or key not in kept:
        raise NotFoundError(
            "this report has no story yet", where=report, next_step="Run: vedette ingest"
        )
    ours = tuple(one for one in on_stories(view) if key in (one.a, one.b))
    told = with_origins(view, told)
    return Why(key, told, codec.loads(Placement, kept[key][1]), ours)


def reasons(view: View, told: Told) -> list[Placement]:
    """Return why each report of a story is in it, in order of arrival."""
    kept = view.gists(told.story.report_ids)
    return [codec.loads(Placement, kept[one][1]) for one in told.story.report_ids if one in kept]


def threads(view: View) -> tuple[Thread, ...]:
    """Return the named activities with the stories that are mostly about them."""
    return find_threads([one.story for one in list_stories(view)])


def incidents(view: View, kind: str | None = None, *, last: int | None = None) -> Incidents:
    """Return what several reports tell of one deed, and how many deeds could not be tied.

    With `last`, only the last so many reports are gone through.
    """
    found = find_incidents(view.analyses(parts=("activities",), last=last))
    if kind is None:
        return found
    chosen = tuple(one for one in found.tied if one.type == kind)
    return replace(found, tied=chosen, untied=Counter(found.untied))
