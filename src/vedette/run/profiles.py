"""Persons in their public role: who speaks, what they said, and how their figures went.

Only office holders and spokespeople have a page: who is in the catalogue, or holds a public office
by the report's own words. Others who are named in the news stay within their report: they are
offered nowhere, and nobody looks for them across reports here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vedette.compare.identity import Identities, base_of
from vedette.compare.ledger import Item
from vedette.data.matcher import fold_name
from vedette.data.offices import is_public
from vedette.errors import NotFoundError
from vedette.model import (
    Act,
    Anonymity,
    Attribution,
    History,
    Judgement,
    JudgementKind,
    Ledger,
    Polarity,
    Report,
    Speaker,
)
from vedette.run import queries
from vedette.run.linked import Form, why_so, written_in
from vedette.run.near import near_names
from vedette.run.people import on_names, people_of
from vedette.store.named import LOCAL, PERSON, Voice
from vedette.store.view import View

LOOKED_AT = 1_000  # persons of single reports of whom it is looked up whether they hold an office
READ = 100  # reports that are read for one person
BOARDS = 3  # activities whose figures are followed for one person
LARGEST_BOARD = 1_500  # reports of a board that is made for it
_NAMED = frozenset({Anonymity.NAMED, Anonymity.ORGANISATION})
Value = TypeVar("Value")
Told = tuple[str | None, str | None, str | None]  # role, body, state


@dataclass(frozen=True, slots=True)
class Followed:
    """Hold somebody who is followed across reports; `nodes` are the ids that mean him."""

    id: str
    name: str
    statements: int
    reports: int
    nodes: tuple[str, ...]
    leaf: Voice

    @property
    def key(self) -> str:
        """Return what his page is called."""
        return self.id.removeprefix(PERSON)


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one statement of somebody in one report."""

    report: Report
    said: Attribution


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold what the reports tell of somebody who speaks in public.

    `told` are role, body and state with the number of statements, `kinds` how the words are given,
    `denied` how many statements deny something. `read` of `reports` were read for it.
    """

    person: Followed
    statements: tuple[Statement, ...]
    told: tuple[tuple[Told, int], ...]
    kinds: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    denied: int
    silent: int
    subjects: tuple[tuple[str, int], ...]
    forms: tuple[Form, ...]
    judged: tuple[Judgement, ...]
    open: tuple[Judgement, ...]
    read: int
    reports: int


# ---- who is followed ---------------------------------------------------------------------------


def followed(view: View) -> list[Followed]:
    """Return the persons followed across reports, the most heard first."""
    voices = view.rolls.persons()
    local = [each for each in voices if each.id.startswith(LOCAL)][:LOOKED_AT]
    public = {own for own, one in view.rolls.samples(local).items() if _is_public(one)}
    people = people_of(view)
    groups: dict[str, list[Voice]] = defaultdict(list)
    for each in voices:
        if not each.id.startswith(LOCAL) or each.id in public:
            groups[base_of(people.root_of(each.id))].append(each)
    found = [_followed(root, ours) for root, ours in groups.items()]
    return sorted(found, key=lambda one: (-one.statements, one.name))


def _is_public(one: Attribution) -> bool:
    speaker = one.speaker
    if speaker is None or speaker.candidates or one.anonymity not in _NAMED:
        return False
    return is_public(speaker.role)


def _followed(root: str, ours: list[Voice]) -> Followed:
    first = next((each for each in ours if each.id == root), ours[0])
    statements, reports = sum(v.statements for v in ours), sum(v.reports for v in ours)
    return Followed(root, first.name, statements, reports, tuple(v.id for v in ours), first)


def private(view: View, persons: Iterable[Followed]) -> frozenset[str]:
    """Return the names, folded, of persons who are not followed; `persons` are those who are."""
    public = {fold_name(one.name) for one in persons}
    local = {each.name for each in view.rolls.persons() if each.id.startswith(LOCAL)}
    return frozenset(map(fold_name, local | view.rolls.subjects())) - public


def speakers_of(view: View, persons: Iterable[Followed]) -> Mapping[str, Speaker]:
    """Return how the last report that lets them speak tells each of these persons."""
    wanted = {one.id: one.leaf for one in persons}
    samples = view.rolls.samples(wanted.values())
    found = {own: samples.get(voice.id) for own, voice in wanted.items()}
    return {own: one.speaker for own, one in found.items() if one is not None and one.speaker}


def named(persons: Iterable[Followed], text: str) -> Followed:
    """Return the person of a page's name, an id, or a name; raises NotFoundError."""
    known = list(persons)
    for one in known:
        if text in {one.key, one.id} or text in {node.removeprefix(PERSON) for node in one.nodes}:
            return one
    called = [one for one in known if fold_name(one.name) == fold_name(text)]
    if len(called) == 1:
        return called[0]
    near = near_names(text, [one.name for one in known])
    hint = f"Did you mean: {', '.join(near)}?" if near else "See the list of people"
    raise NotFoundError(f"nobody called {text!r} speaks in public here", next_step=hint)


# ---- one person --------------------------------------------------------------------------------


def profile(view: View, person: Followed) -> Profile:
    """Return what the last reports in which somebody speaks tell of him."""
    ids, total = view.rolls.speaking(person.nodes, last=READ)
    items = list(queries.kept(view, view.analyses(report_ids=ids))) if ids else []
    statements = [
        Statement(report, one)
        for report, analysis in items
        for one in analysis.attributions
        if one.speaker is not None and one.speaker.id in person.nodes
    ]
    said = [one.said for one in statements]
    judged = [one for one in on_names(view) if {one.a, one.b} & {person.id, *person.nodes}]
    unsure = JudgementKind.UNSURE
    return Profile(
        person,
        tuple(reversed(statements)),
        told=_counted((s.speaker.role, s.speaker.body, s.speaker.state) for s in said if s.speaker),
        kinds=_counted(str(one.kind) for one in said),
        acts=_counted(str(one.modality.act) for one in said),
        denied=sum(_denies(one) for one in said),
        silent=sum(one.modality.act is Act.KEEPS_SILENT for one in said),
        subjects=_counted(_subjects(items, {one.id for one in said}, person.name)),
        forms=_forms(items, person, people_of(view)),
        judged=tuple(one for one in judged if one.kind is not unsure),
        open=tuple(one for one in judged if one.kind is unsure),
        read=len(items),
        reports=total,
    )


def _denies(one: Attribution) -> bool:
    return one.modality.act is Act.DENIES or one.modality.polarity is Polarity.DENIED


def _counted(values: Iterable[Value]) -> tuple[tuple[Value, int], ...]:
    return tuple(Counter(values).most_common())


def _subjects(items: Iterable[Item], said: set[str], own: str) -> Iterable[str]:
    """Yield what somebody speaks of; a statement without a predicate is on the speaker alone."""
    return (
        claim.subject.name
        for _, analysis in items
        for claim in analysis.claims
        if claim.attribution in said and claim.subject.name != own
    )


def _forms(items: Iterable[Item], person: Followed, people: Identities) -> tuple[Form, ...]:
    """Return how somebody is written, in how many reports, and why it is he."""
    homes: dict[str, set[str]] = defaultdict(set)
    for report, analysis in items:
        for node, text in written_in(report, analysis):
            if base_of(people.root_of(node)) == person.id or base_of(node) in person.nodes:
                homes[text].add(report.id)
    written = sorted(homes.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Form(t, len(ids), why_so(t, person.name, person.id)) for t, ids in written)


def histories(
    view: View, profile: Profile, board: Callable[[str], Ledger]
) -> tuple[list[tuple[str, History]], list[str]]:
    """Return how somebody's figures went, by activity; and the activities too large for that.

    `board` makes the board of an activity, or has it already.
    """
    known = {name for name, _, _ in view.activities()}
    found: list[tuple[str, History]] = []
    large: list[str] = []
    for activity in [name for name, _ in profile.subjects if name in known][:BOARDS]:
        if len(queries.boarded(view, activity, known)) > LARGEST_BOARD:
            large.append(activity)
            continue
        ledger = board(activity)
        found += [(activity, one) for one in ledger.histories if _speaks_in(one, profile.person)]
    return found, large


def _speaks_in(history: History, person: Followed) -> bool:
    return any(entry.row.speaker.id in person.nodes for entry in history.entries)
