"""What the codebook expects of an activity and nobody has given: `vedette gaps`."""

from __future__ import annotations

from vedette.compare.conventions import Conventions
from vedette.compare.gaps import Gaps, find_gaps
from vedette.compare.world import World
from vedette.data.codebook import Expectation, activity_types
from vedette.data.matcher import fold_name
from vedette.run import queries
from vedette.store.view import View


def gaps(view: View, subject: str, *, conventions: Conventions) -> Gaps:
    """Return what is known of an activity by what its type leads one to expect.

    `subject` is a named activity, or a type of the codebook ("airspace violation"): then all that
    is told of that type is asked. Of a type that nothing is expected of, only what stays open.
    """
    kind = _type_called(subject)
    if kind is not None:
        found = queries.kept(view, view.analyses(activity=kind))
        return find_gaps(
            None,
            found,
            _expected_of(kind),
            kind=kind,
            world=World.shipped(),
            decisions=view.decisions(),
        )
    activity = queries.subject_of(view, subject)
    kind = next(kind for name, kind, _ in view.activities() if name == activity)
    return find_gaps(
        queries.board(view, activity, conventions=conventions),
        queries.kept(view, view.analyses(activity=activity)),
        _expected_of(kind),
        kind=kind,
        world=World.shipped(),
        decisions=view.decisions(),
    )


def _type_called(subject: str) -> str | None:
    typed = fold_name(subject)
    return next((one.type for one in activity_types() if fold_name(one.type) == typed), None)


def _expected_of(kind: str) -> tuple[Expectation, ...]:
    return next((one.expects for one in activity_types() if one.type == kind), ())
