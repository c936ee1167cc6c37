"""The persons and bodies followed across reports: how they are written, and who judged what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from vedette.compare.identity import Identities, base_of, identify, in_report, names_of, node_in
from vedette.data.catalogue import entity_id, persons
from vedette.data.matcher import fold_name
from vedette.data.namesakes import Named, compare_persons
from vedette.model import (
    Analysis,
    EntityKind,
    Judgement,
    JudgementKind,
    Mention,
    Report,
    Sameness,
    Speaker,
)
from vedette.run.people import node_of, on_names
from vedette.store.view import View

UNSURE = JudgementKind.UNSURE


@dataclass(frozen=True, slots=True)
class Form:
    """Hold one way in which somebody is written, in how many reports, and why it is he."""

    text: str
    reports: int
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """Hold somebody followed across reports: his node, his names, and the judgements on them.

    `open` are pairs that the rules could not decide.
    """

    node: str
    name: str
    forms: tuple[Form, ...]
    judgements: tuple[Judgement, ...] = ()
    open: tuple[Judgement, ...] = ()


def linked_names(view: View, name: str | None = None, *, last: int | None = None) -> list[Known]:
    """Return who is written in several ways or was judged on, with why, the busiest first.

    With `name`, whoever is called so; with `last`, as the last so many reports have it.
    """
    judgements = on_names(view)
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    called: dict[str, str] = {}
    people = identify(view.judgements())
    for report, analysis in view.analyses(last=last):
        called.update({k: v for k, v in _called(report, analysis).items() if k not in called})
        for node, text in written_in(report, analysis):
            forms[people.root_of(node)][text].add(report.id)
    judged = {people.root_of(node) for one in judgements for node in (one.a, one.b or "")}
    wanted = people.root_of(node_of(view, name)) if name else None
    found = [
        _known(root, forms[root], called, judgements, people)
        for root in {*forms, *judged}
        if root == wanted or (wanted is None and (len(forms[root]) > 1 or root in judged))
    ]
    return sorted(found, key=lambda one: (-sum(form.reports for form in one.forms), one.name))


def _called(report: Report, analysis: Analysis) -> dict[str, str]:
    return names_of([(report, analysis)])


def written_in(report: Report, analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield the nodes of a report's persons with the words that name them."""
    for mention in analysis.mentions:
        if mention.kind is EntityKind.PERSON and mention.ref.id:
            yield in_report(mention.ref.id, report.id), _plainly(mention)
    for one in analysis.attributions:
        if one.speaker is not None and _is_followed(one.speaker):
            yield node_in(one.speaker, report.id), one.speaker.name


def _plainly(mention: Mention) -> str:
    return " ".join(mention.span.quote.split())


def _is_followed(speaker: Speaker) -> bool:
    return speaker.kind is EntityKind.PERSON and not speaker.candidates


@cache
def _aliases() -> dict[str, frozenset[str]]:
    return {
        entity_id(EntityKind.PERSON, person.id): frozenset(map(fold_name, person.aliases))
        for person in persons()
    }


def _known(
    root: str,
    forms: dict[str, set[str]],
    called: dict[str, str],
    judgements: Iterable[Judgement],
    people: Identities,
) -> Known:
    name = called.get(root) or called.get(base_of(root)) or next(iter(forms), root)
    ours = [
        one for one in judgements if root in {people.root_of(one.a), people.root_of(one.b or "")}
    ]
    written = sorted(forms.items(), key=lambda item: (-len(item[1]), item[0]))
    return Known(
        root,
        name,
        tuple(Form(text, len(homes), why_so(text, name, root)) for text, homes in written),
        tuple(one for one in ours if one.kind is not UNSURE),
        tuple(one for one in ours if one.kind is UNSURE),
    )


def why_so(text: str, name: str, node: str) -> str:
    """Say why words mean somebody; the catalogue's own spellings come before what rules say."""
    if fold_name(text) == fold_name(name):
        return "the name itself"
    found = compare_persons(Named(text), Named(name))
    if found.sameness is Sameness.SAME:
        return found.reason
    if fold_name(text) in _aliases().get(base_of(node), ()):
        return "a spelling in the catalogue of persons"
    return "told in part, beside the full name, a title or the state"
