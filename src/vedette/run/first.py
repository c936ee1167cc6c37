"""Who said it first: `vedette first`."""

from __future__ import annotations

from functools import cache

from vedette.compare.conventions import Conventions
from vedette.compare.first import Asked, First, first_number, first_words, numbers_of
from vedette.data.codebook import counted_classes
from vedette.errors import BadArgumentError, NotFoundError
from vedette.extract.figures.quantities import COUNT, Quantity, find_quantities
from vedette.model import Bound
from vedette.model.words import count, number
from vedette.run import queries
from vedette.store.view import View

NEAREST = 3  # numbers to offer where nobody gives the one asked for


def first(view: View, subject: str, value: str, *, conventions: Conventions) -> First:
    """Return who gave a number, or named something, first among reports on an activity.

    `value` is a number as news writes it ("30,000", "up to 30,000", "about 13 thousand"), else a
    word or a name. Raises NotFoundError where nobody says it, BadArgumentError for no words.
    """
    if not value.strip():
        raise BadArgumentError("no value to look for", next_step="Type a number or a name.")
    activity = queries.subject_of(view, subject)
    asked = asked_for(value)
    if asked is not None:
        ledger = queries.board(view, activity, conventions=conventions)
        items = queries.kept(view, view.analyses(activity=activity))
        found = first_number(ledger, asked, value=value)
        if found.tellings or found.undated:
            return found
    else:
        items = queries.kept(view, view.analyses(activity=activity))
        found = first_words(items, value, subject=activity, decisions=view.decisions())
        if found.tellings or found.undated:
            return found
        reports = sum(1 for _ in view.analyses(activity=activity))
        raise NotFoundError(
            f"{value!r} is no number and stands in none of {count(reports, 'report')}",
            where=activity,
            next_step=f"See vedette claims --subject {activity!r} for what is said.",
        )
    near = _nearest(asked, numbers_of(ledger))
    hint = f"The nearest numbers given: {near}" if near else "No numbers are given for it."
    raise NotFoundError(f"nobody gives {value!r}", where=activity, next_step=hint)


def asked_for(value: str) -> Asked | None:
    """Read a value as a number with its bound words; None where it is a name or a word."""
    found = find_quantities(value, 0, len(value))
    if len(found) != 1 or found[0].doubt:
        return None
    quantity = found[0]
    rest = f"{value[: quantity.start]} {value[quantity.end :]}".split()
    counted = _class_of(" ".join(rest))
    if rest and counted is None:
        return None  # "41st brigade", "Su-34 jets": a name with a number in it
    return _asked(quantity, counted)


def _asked(quantity: Quantity, counted: str | None) -> Asked | None:
    if quantity.kind != COUNT:
        return None
    plain = quantity.bound is Bound.EXACT
    return Asked(
        quantity.number.low,
        quantity.number.high,
        None if plain else quantity.bound,
        quantity.nearness,
        counted,
    )


@cache
def _heads() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in counted_classes():
        found.setdefault(one.name, one.name)
        for head in one.heads:
            for form in (head, f"{head}s"):
                found.setdefault(form, one.name)
    return found


def _class_of(words: str) -> str | None:
    return _heads().get(words.casefold())


def _nearest(asked: Asked, numbers: list[float]) -> str:
    near = sorted(numbers, key=lambda one: abs(one - asked.high))[:NEAREST]
    return ", ".join(number(one) for one in sorted(near))
