"""Who is who across reports: find a name, decide on two, take a decision back, let rules judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vedette.compare.identity import (
    NOT_SAME,
    SAME,
    Identities,
    base_of,
    home_of,
    identify,
    in_report,
    is_on_names,
    is_person,
)
from vedette.compare.proposals import namings_of, propose
from vedette.compare.rows import APART, speaker_key
from vedette.data.matcher import fold_name
from vedette.data.roster import candidates
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import (
    Analysis,
    EntityKind,
    Judgement,
    JudgementKind,
    Sameness,
)
from vedette.model.words import short_id
from vedette.run.clock import now
from vedette.store.store import Store
from vedette.store.view import View
from vedette.store.voices import Voices

CODE = "names"
UNSURE, REJECT = JudgementKind.UNSURE, JudgementKind.REJECT
_LIST_THEM = "See vedette names for what there is."


# ---- finding -----------------------------------------------------------------------------------


def people_of(view: View) -> Identities:
    """Return who is who by the judgements in force."""
    return identify(view.judgements())


def node_of(view: View, text: str) -> str:
    """Return the node that a user means by a name, an id, or either with "@" and a report.

    Raises NotFoundError where nobody is called so, BadArgumentError where several are.
    """
    name, report = _typed(view, text)
    found = _nodes(view, name, report)
    if not found:
        raise NotFoundError(f"nobody is called {text!r} in this store", next_step=_hint(view, text))
    if report and len(found) == 1:
        return in_report(*found.pop())
    own = {node for node, _ in found}
    if len(own) == 1:
        return own.pop()
    people = people_of(view)
    roots = {people.root_of(in_report(*one)) for one in found}
    if len(roots) > 1:
        roots = {root for root in roots if APART not in root} or roots
    if len(roots) > 1:
        raise _ambiguous(text, roots)
    return roots.pop()


_AT_REPORT = re.compile(r"(?P<name>.+)@(?P<report>(?:rep-)?[0-9a-f]{4,32})", re.DOTALL)


def _typed(view: View, text: str) -> tuple[str, str | None]:
    """Take NAME@REPORT apart; a name that holds an "@" of its own ("@hajun") stays whole."""
    found = _AT_REPORT.fullmatch(text)
    return (found["name"], view.report(found["report"]).id) if found else (text, None)


def _nodes(view: View, name: str, report: str | None) -> set[tuple[str, str]]:
    """Return the nodes called so, each with the report in which it is."""
    for typed in (name, *_known_names(name)):
        homes = [home for home in view.naming(typed) if report in {None, home}]
        found = {
            (node, its.id)
            for its, analysis in view.analyses(report_ids=homes)
            for node, called in _in_report(analysis)
            if typed in {called, node} or fold_name(called) == fold_name(typed) != ""
        }
        if found:
            return found
    return set()


def _known_names(name: str) -> Iterator[str]:
    """Yield the catalogue's name of whom a name spells, where that is one person."""
    same = {m.person.name for m in candidates(name) if m.likeness.sameness is Sameness.SAME}
    if len(same) == 1:
        yield from same


def _in_report(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield the nodes of a report with their names: who speaks, and who is named."""
    for one in analysis.attributions:
        if one.speaker is not None:
            yield speaker_key(one.speaker), one.speaker.name
    for mention in analysis.mentions:
        if mention.kind is EntityKind.PERSON and mention.ref.id:
            yield mention.ref.id, mention.ref.name


def _hint(view: View, text: str) -> str:
    from rapidfuzz import fuzz, process

    names = view.speakers()
    near = process.extract(text, names, scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    return f"Did you mean: {', '.join(name for name, _, _ in near)}?" if near else _LIST_THEM


def voices_of(view: View, speaker: str) -> str | Voices:
    """Return how to choose what somebody says, where judgements say who is who.

    Raises BadArgumentError where a person told two apart who are both called so.
    """
    people = people_of(view)
    if not people.roots:
        return speaker
    name, report = _typed(view, speaker)
    found = _nodes(view, name, report)
    roots = {people.root_of(in_report(*one)) for one in found}
    if not roots & {*people.roots.values()} and not report:
        return speaker
    if len(roots) > 1:
        roots = {root for root in roots if APART not in root} or roots
    if len(roots) > 1 and roots & people.parted:
        raise _ambiguous(speaker, roots)
    return _voices("" if report else speaker, roots, people, found if report else ())


def _voices(
    name: str, roots: set[str], people: Identities, told: Iterable[tuple[str, str]]
) -> Voices:
    ours = {node for node, root in people.roots.items() if root in roots}
    split = {node for node in people.roots if APART in node}
    return Voices(
        name,
        whole=frozenset(node for node in ours if APART not in node),
        also=frozenset({*map(_pair, ours & split), *told}),
        without=frozenset({*people.roots} - ours - split),
        but_not=frozenset(map(_pair, split - ours)),
    )


def _ambiguous(text: str, roots: set[str]) -> BadArgumentError:
    listed = "; ".join(sorted(roots)[:4])
    return BadArgumentError(f"{len(roots)} are called {text!r}", next_step=f"Type one of: {listed}")


def _pair(node: str) -> tuple[str, str]:
    return base_of(node), home_of(node)


# ---- deciding ----------------------------------------------------------------------------------


def decide(store: Store, a: str, b: str, *, same: bool, reason: str, who: str) -> Judgement:
    """Enter a person's decision that two names are one person or body, or are not.

    It outranks every rule, and takes the place of an earlier decision on the same two, which is
    kept. Raises BadArgumentError where the two are one name, or where decisions would contradict
    each other.
    """
    require_reason(reason, who)
    with store.view() as view:
        one, two = node_of(view, a), node_of(view, b)
        if one == two:
            raise BadArgumentError(
                f"{a!r} and {b!r} are one name here ({one})",
                next_step="Name the report that means somebody else: NAME@REPORT",
            )
        made = on_nodes(view, one, two, same=same, reason=reason, who=who)
    store.add_judgements([made])
    return made


def on_nodes(view: View, one: str, two: str, *, same: bool, reason: str, who: str) -> Judgement:
    """Return a decision on two nodes as it would be entered.

    Raises BadArgumentError where it would contradict another decision of a person.
    """
    standing = view.judgements()
    made = _decision(one, two, same=same, reason=reason, who=who, standing=standing)
    check_agrees([each for each in standing if each.id != made.supersedes], made)
    return made


def require_reason(reason: str, who: str) -> None:
    """Raise BadArgumentError for a decision without a reason or without anybody's name."""
    if not reason.strip():
        raise BadArgumentError("a decision needs a reason", next_step='Write --reason "why"')
    if not who.strip():
        raise BadArgumentError("a decision needs who makes it", next_step="Write --who NAME")


def _decision(
    a: str, b: str, *, same: bool, reason: str, who: str, standing: Iterable[Judgement]
) -> Judgement:
    kind, by = (SAME if same else NOT_SAME), f"person:{who}"
    own = Judgement.make_id(kind, a=a, b=b, by=by, code=CODE, value=None)
    before = [
        one
        for one in standing
        if is_person(one) and ({one.a, one.b} == {a, b} or (one.kind is REJECT and one.a == own))
    ]
    return Judgement(
        id=own,
        kind=kind,
        a=a,
        b=b,
        by=by,
        reason=reason,
        code=CODE,
        made_at=now(),
        supersedes=before[-1].id if before else None,
    )


def check_agrees(standing: Iterable[Judgement], made: Judgement) -> None:
    """Raise BadArgumentError where a decision would join two whom persons' others keep apart."""
    theirs = [one for one in standing if is_person(one)]
    ignored = identify([*theirs, made]).unheeded
    if not ignored:
        return
    apart = next((one for one in theirs if one.kind is NOT_SAME), ignored[0])
    raise BadArgumentError(
        f"this contradicts an earlier decision: {apart.a} is not {apart.b} ({apart.reason})",
        next_step=f"Take that back first: vedette undo {short_id(apart.id)} --reason WHY",
    )


def undo(store: Store, judgement: str, *, reason: str, who: str) -> Judgement:
    """Take a decision on two names back, a person's or a rule's; return what was taken back.

    The decision stays in the store, superseded; a rule does not make it again.
    """
    require_reason(reason, who)
    with store.view() as view:
        found = [one for one in on_names(view) if _is_called(one, judgement)]
    if len(found) != 1:
        what = "several decisions begin so" if found else "no such decision stands"
        raise NotFoundError(what, where=judgement, next_step=_LIST_THEM)
    taken, by = found[0], f"person:{who}"
    rejection = Judgement(
        id=Judgement.make_id(REJECT, a=taken.id, b=None, by=by, code=CODE, value=None),
        kind=REJECT,
        a=taken.id,
        b=None,
        by=by,
        reason=reason,
        code=CODE,
        made_at=now(),
        supersedes=taken.id,
    )
    store.add_judgements([rejection])
    return taken


def on_names(view: View) -> list[Judgement]:
    """Return the judgements on two names that are in force."""
    kinds = {SAME, NOT_SAME, UNSURE}
    return [one for one in view.judgements() if one.kind in kinds and is_on_names(one)]


def _is_called(one: Judgement, text: str) -> bool:
    return one.id.startswith(text) or one.id.removeprefix("jdg-").startswith(text)


def judge_names(store: Store) -> int:
    """Let the rules judge the names of office holders and bodies; return how many were new.

    A pair on which a person has taken the rule's decision back is left to persons.
    """
    with store.view() as view:
        proposed = propose(namings_of(view.analyses()))
        standing = view.judgements()
    taken_back = {one.a for one in standing if one.kind is REJECT}
    before = {
        frozenset((one.a, one.b or "")): one
        for one in standing
        if one.code == CODE and not is_person(one) and one.b
    }
    at = now()
    made = []
    for one in proposed:
        old = before.get(frozenset((one.a, one.b or "")))
        other = old is not None and old.id != one.id
        if one.id not in taken_back:
            supersedes = old.id if old is not None and other else None
            made.append(replace(one, made_at=at, supersedes=supersedes))
    return store.add_judgements(made) if made else 0
