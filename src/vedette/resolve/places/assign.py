"""Places: which place each name means, in which role it stands, and how finely it is known."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.model import EntityKind, Mention, PlaceMention, Reading, Toponym, Where
from vedette.resolve.places.candidates import Kind, of_country
from vedette.resolve.places.direct import unplaced, without_weighing
from vedette.resolve.places.readings import Group, Page, narrowed
from vedette.resolve.places.roles import Said, gather, state_of
from vedette.resolve.places.weigh import Choice, weigh, weights
from vedette.resolve.places.wording import refined

# A state by its name is another place of that name only beyond doubt (Lebanon in Pennsylvania).
_NO_STATE = 0.8


def resolve_places(
    reading: Reading, mentions: tuple[Mention, ...], toponyms: tuple[Toponym, ...] = ()
) -> tuple[PlaceMention, ...]:
    """Return all places named, in text order, each with its role, resolved or with a reason.

    `toponyms` are names of places found by other means than the mentions; they are merged. One
    name means one place in a report, unless the words behind its comma say another. Names are
    weighed together: those of one country, division or neighbourhood support each other.
    """
    said = gather(reading, mentions, toponyms)
    if not said:
        return ()
    wheres, rest = {}, []
    for each in said:
        where = without_weighing(each, reading.report.text)
        if where is None:
            rest.append(each)
        else:
            wheres[each] = where
    page = Page(reading)
    groups = page.groups(rest, said)
    evidence, settled = page.evidence(said, groups, wheres.values())
    groups = narrowed(groups, evidence)
    names = [group.named for group in groups if group.named is not None]
    choices = iter(weigh(names, evidence, settled) if names else ())
    for group in groups:
        wheres.update(_places(group, next(choices) if group.named else None, page.text))
    return tuple(PlaceMention(reading.span(s.start, s.end), wheres[s], s.role) for s in said)


def _places(group: Group, choice: Choice | None, text: str) -> Iterator[tuple[Said, Where]]:
    """Yield for each occurrence of a name its place, or the reason why it has none."""
    reason = _reason(group, choice)
    for each in group.occurrences:
        if choice is None or (reason and not state_of(each)):
            country = group.behind[0] if group.behind else None
            yield each, unplaced(group.name, reason, country)
            continue
        best = choice.best
        if (iso := state_of(each)) and best.kind is not Kind.COUNTRY and choice.chance < _NO_STATE:
            best = of_country(iso) or best
        yield each, refined(best.where, best, text, each.start)


def _reason(group: Group, choice: Choice | None) -> str:
    """Return why a name stays unplaced, "" where its place is clear."""
    if choice is None:
        return _unknown(group)
    if choice.chance >= weights().least and not group.undecided:
        return ""
    if choice.nothing > choice.chance:
        return f"no country or town named that has the {choice.best.label}"
    if choice.rival is None:
        return f"unsure: {choice.best.label} or a place not in the gazetteer"
    return f"ambiguous: {choice.best.label} or {choice.rival.label}"


def _unknown(group: Group) -> str:
    """Return why a name without candidates has none."""
    if group.lacking and group.behind:
        return f"not in the gazetteer of {', '.join(filter(None, reversed(group.behind)))}"
    mention = group.occurrences[0].mention
    if mention is not None and mention.kind is EntityKind.FACILITY:
        return "facility not in the gazetteer"
    return "not in the gazetteer"
