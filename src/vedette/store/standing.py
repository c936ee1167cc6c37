"""What persons' decisions do to a picture: which apply, and what they take out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from vedette.model import Judgement, JudgementKind, decided
from vedette.store import decisions
from vedette.store.anchors import Anchorage, Orphan
from vedette.store.picture import Picture

IMPORT = "import"  # the code of a decision on an import as a whole


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold the decisions that apply, with the ids that their words have now, and the others.

    `rejected` and `accepted` are ids of claims, figures, reports and judgements; a claim that
    holds a figure goes the figure's way.
    """

    decisions: tuple[Judgement, ...]
    orphans: tuple[Orphan, ...]
    rejected: frozenset[str]
    accepted: frozenset[str]

    @property
    def reviewed(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids of what persons accepted, and of what they rejected."""
        return self.accepted, self.rejected


def stand(judgements: Iterable[Judgement], anchorage: Anchorage) -> Standing:
    """Work out what the judgements in force do in one store."""
    settled, orphans = anchorage.settle(list(judgements))
    last = decided(settled)
    rejected = {each for each, one in last.items() if one.kind is JudgementKind.REJECT}
    accepted = last.keys() - rejected
    rejected |= _claims_of(rejected, anchorage) - accepted
    return Standing(
        tuple(settled),
        tuple(orphans),
        frozenset(rejected),
        frozenset(accepted | (_claims_of(accepted, anchorage) - rejected)),
    )


def _claims_of(ids: Iterable[str], anchorage: Anchorage) -> set[str]:
    return anchorage.claims_of(each for each in ids if each.startswith("fig-"))


def choice_of(picture: Picture, **wanted: Any) -> decisions.Choice:
    """Return which judgements are in force in a picture."""
    at = picture.as_of if picture.by == "retrieved" else None
    until = picture.until
    return decisions.Choice(at=at, until=until.judgement if until else None, **wanted)


def taken_out(
    connection: Connection, choice: decisions.Choice
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the reports that persons rejected, and the imports that they reverted."""
    rejects = decisions.read_judgements(connection, replace(choice, kind=JudgementKind.REJECT))
    if not any(one.a.startswith(("rep-", "rcp-", "imp-")) for one in rejects):
        return frozenset(), frozenset()
    accepts = decisions.read_judgements(connection, replace(choice, kind=JudgementKind.ACCEPT))
    last = decided([*rejects, *accepts])
    out = [each for each, one in last.items() if one.kind is JudgementKind.REJECT]
    return (
        frozenset(each for each in out if each.startswith("rep-")),
        frozenset(each for each in out if each.startswith("rcp-")),
    )
