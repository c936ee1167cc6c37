"""Claims for whoever looks for them: by facet, page by page, with counts beside each choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vedette.compare.aliases import EQUIPMENT, PLACE, Aliases, aliases_of
from vedette.errors import BadArgumentError
from vedette.model import Attribution, Claim, Reliability, Report
from vedette.run import queries
from vedette.run.contract import attribution_data, claim_data, report_data
from vedette.run.kindred import names_of, of_subject
from vedette.run.people import voices_of
from vedette.run.targets import CLAIM, find
from vedette.store.seeking import (
    ACCEPTED,
    ARRIVAL,
    FACETS,
    OLDEST,
    ORDERS,
    REJECTED,
    REVIEWS,
    Place,
    Several,
    Sought,
    each_of,
)
from vedette.store.view import View

GRADE, REVIEW = "grade", "review"
WALKED = 500  # claims read at a time
SHOWN = 50  # values of a facet; the rest is counted together
Found = tuple[Report, Claim, Attribution | None, Place]
Counts = list[tuple[str | None, int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which claims are wanted, in a user's words; None asks for all (see `Sought`).

    Where several values are given, any of them will do. `grade` is an Admiralty letter: claims of
    the publishers that have it. `time` is a year, a month or a day in which what is claimed
    begins ("2025-09"). `since` and `until` are days of what is claimed, `published_since` and
    `published_until` of the report. `came_after` is the number of a report in the order of
    arrival.
    """

    text: str | None = None
    subject: Several = None
    kind: Several = None
    speaker: Several = None
    predicate: Several = None
    place: Several = None
    publisher: Several = None
    grade: Several = None
    polarity: Several = None
    certainty: Several = None
    act: Several = None
    since: date | None = None
    until: date | None = None
    review: Several = None
    time: Several = None
    published_since: date | None = None
    published_until: date | None = None
    language: Several = None
    came_after: int | None = None

    def __post_init__(self) -> None:
        for review in each_of(self.review):
            if review not in REVIEWS:
                step = f"Give one of: {', '.join(REVIEWS)}"
                raise BadArgumentError(f"{review!r} is no state of review", next_step=step)
        _check_days("", self.since, self.until)
        _check_days("published ", self.published_since, self.published_until)


def _check_days(what: str, since: date | None, until: date | None) -> None:
    if since and until and since > until:
        step = "Turn them round."
        raise BadArgumentError(f"{what}since {since} lies after until {until}", next_step=step)


@dataclass(frozen=True, slots=True)
class Facet:
    """Hold how many claims there are for each value of a facet, the most frequent first.

    None among the values is what is not stated; `others` counts the values left out.
    """

    name: str
    values: tuple[tuple[str | None, int], ...]
    others: int = 0


def seek(
    view: View, wanted: Wanted, *, after: Place | None = None, limit: int, order: str = OLDEST
) -> list[Found]:
    """Return a page of claims, each with its report, its carrier, and its place in the list.

    Raises BadArgumentError for an order that there is not (see `ORDERS`).
    """
    if order not in {*ORDERS, ARRIVAL}:
        step = f"Give one of: {', '.join(ORDERS)}"
        raise BadArgumentError(f"{order!r} is no order of claims", next_step=step)
    return view.seek(_sought(view, wanted), after=after, limit=limit, order=order)


def count(view: View, wanted: Wanted) -> int:
    """Count the claims that are wanted."""
    return view.count_sought(_sought(view, wanted))


def walk(view: View, wanted: Wanted, *, order: str = OLDEST) -> Iterator[Found]:
    """Yield all claims that are wanted, a page at a time from the store."""
    after: Place | None = None
    while page := seek(view, wanted, after=after, limit=WALKED, order=order):
        yield from page
        after = page[-1][3]


def facets(view: View, wanted: Wanted, *, most: int | None = SHOWN) -> list[Facet]:
    """Count the claims that are wanted by every facet; one that is narrowed shows the rest, too.

    Each shows at most so many values; None shows all.
    """
    sought = _sought(view, wanted)
    counted = view.tally(sought, FACETS)
    counted["place"] = _together(counted["place"], aliases_of(view.decisions(), PLACE))
    counted["subject"] = _together(counted["subject"], aliases_of(view.decisions(), EQUIPMENT))
    counted["subject"] = _together(counted["subject"], aliases_of(view.decisions()))
    made = [_cut(Facet(name, tuple(values)), most) for name, values in counted.items()]
    return [*made, _grades(view, wanted, counted["publisher"]), _reviews(view, sought)]


def _together(counted: Counts, aliases: Aliases) -> Counts:
    """Return the counts of a facet with what persons judged one under the name that stands."""
    if not aliases.roots:
        return counted
    tally: Counter[str | None] = Counter()
    for name, times in counted:
        tally[None if name is None else aliases.root_of(name)] += times
    return sorted(tally.items(), key=lambda each: (-each[1], each[0] is None, each[0] or ""))


def _cut(facet: Facet, most: int | None) -> Facet:
    left = 0 if most is None else len(facet.values) - most
    return replace(facet, values=facet.values[:most], others=left) if left > 0 else facet


def _grades(view: View, wanted: Wanted, publishers: list[tuple[str | None, int]]) -> Facet:
    if wanted.grade is not None or wanted.publisher is not None:
        free = _sought(view, replace(wanted, grade=None))
        publishers = view.tally(free, ["publisher"])["publisher"]
    grades = graded(view)
    tally: Counter[str] = Counter()
    for name, times in publishers:
        tally[grades.get(name or "", str(Reliability.F))] += times
    return Facet(GRADE, tuple(sorted(tally.items())))


def _reviews(view: View, sought: Sought) -> Facet:
    standing = view.standing
    empty = {ACCEPTED: not standing.accepted, REJECTED: not standing.rejected}
    states = tuple(
        (one, 0 if empty.get(one) else view.count_sought(replace(sought, review=one)))
        for one in REVIEWS
    )
    return Facet(REVIEW, states)


def _sought(view: View, wanted: Wanted) -> Sought:
    fields = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
    grade = fields.pop(GRADE)
    if wanted.speaker is not None:
        fields["speaker"] = tuple(voices_of(view, each) for each in each_of(wanted.speaker))
    if wanted.place is not None:
        fields["place"] = tuple(
            n for one in each_of(wanted.place) for n in names_of(view, PLACE, one)
        )
    if wanted.subject is not None:
        fields["subject"] = tuple(
            n for one in each_of(wanted.subject) for n in of_subject(view, one)
        )
    publishers = None
    if grade is not None:
        letters = {_letter(each) for each in each_of(grade)}
        publishers = frozenset(name for name, one in graded(view).items() if one in letters)
    return Sought(**fields, publishers=publishers)


def _letter(grade: str) -> str:
    letter = grade.strip().upper()
    if letter not in set(map(str, Reliability)):
        step = "Give a letter from A to F."
        raise BadArgumentError(f"{grade!r} is no grade", next_step=step)
    return letter


def graded(view: View) -> dict[str, str]:
    """Return the publishers of the picture with their grades; reports without one have none."""
    return {
        "" if each.name == "unknown" else each.name: str(each.reliability)
        for each, _ in queries.sources(view)
    }


def claim_line(
    view: View, report: Report, claim: Claim, carrier: Attribution | None
) -> dict[str, object]:
    """Return a claim as the listing has it: with its carrier, its report, and what was decided."""
    return {
        **claim_data(claim),
        "carrier": attribution_data(carrier) if carrier else None,
        "report": report_data(report),
        "judged": queries.judged_as(view, claim.id),
    }


def one(view: View, text: str) -> dict[str, object]:
    """Return the claim that an id or its first digits name; raises NotFoundError."""
    target = find(view, text, nouns=(CLAIM,))
    report = target.report
    assert report is not None  # noqa: S101 - a claim stands in a report
    analysis = view.analysis(report.id)
    claim = next(each for each in analysis.claims if each.id == target.id)
    carriers = {each.id: each for each in analysis.attributions}
    return claim_line(view, report, claim, carriers.get(claim.attribution or ""))
