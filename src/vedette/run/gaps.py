"""What the codebook expects of an activity and nobody has given: `vedette gaps`."""

from __future__ import annotations

from vedette.compare.conventions import Conventions
from vedette.compare.gaps import Gaps, find_gaps
from vedette.compare.world import World
from vedette.data.codebook import Expectation, activity_types
from vedette.run import queries
from vedette.store.view import View


def gaps(view: View, subject: str, *, conventions: Conventions) -> Gaps:
    """Return what is known of an activity by what its type leads one to expect.

    Of a type that the codebook expects nothing of, only what stays open.
    """
    activity = queries.subject_of(view, subject)
    kind = next(kind for name, kind, _ in view.activities() if name == activity)
    return find_gaps(
        queries.board(view, activity, conventions=conventions),
        view.analyses(activity=activity),
        _expected_of(kind),
        kind=kind,
        world=World.shipped(),
    )


def _expected_of(kind: str) -> tuple[Expectation, ...]:
    return next((one.expects for one in activity_types() if one.type == kind), ())
