"""What a decision would do, before it is made: the boards that it touches, worked out twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.world import World
from vedette.model import Judgement, JudgementKind, Ledger
from vedette.run import queries
from vedette.run.deciding import superseded
from vedette.run.review.differ import Change, differ
from vedette.run.review.drafts import Draft, Wish, draft
from vedette.store.view import View

BOARDS = 3  # that are worked out; of others it is said that they were not
Boards = Callable[[str], Ledger]
_ON_BOARDS = {
    JudgementKind.ACCEPT,
    JudgementKind.REJECT,
    JudgementKind.SAME,
    JudgementKind.NOT_SAME,
}


@dataclass(frozen=True, slots=True)
class Effects:
    """Hold what a decision would do: in one line, and on each board that it touches.

    `boards` are activities with what would be otherwise there; `others` are activities that were
    not worked out. `seen` is the number of the last judgement of the picture: who decides gives
    it back, so that what others decide meanwhile is noticed.
    """

    summary: str
    boards: tuple[tuple[str, tuple[Change, ...]], ...]
    others: tuple[str, ...]
    seen: int

    @property
    def changes_nothing(self) -> bool:
        """Tell whether every board stays as it is, as far as they were worked out."""
        return not self.others and not any(changes for _, changes in self.boards)


def preview(
    view: View,
    wish: Wish,
    *,
    conventions: Conventions | None = None,
    boards: Boards | None = None,
    most: int | None = None,
) -> Effects:
    """Say what a decision would do, and enter nothing.

    `boards` gives the boards as they stand, for whoever keeps them, and `most` says of how many
    last reports they are made. Raises what entering would.
    """
    rules = conventions or Conventions.shipped()
    drafted = draft(view, wish)
    wanted = _one_of_each_series(drafted.activities)
    if not _can_tell(view, drafted):  # known without working anything out
        same = tuple((name, ()) for name in wanted if _is_of_boards(drafted))
        return Effects(drafted.effect, same, (), view.decided_until())
    after = _decided(view.decisions(), drafted)
    found = []
    for name in wanted[:BOARDS]:
        before = boards(name) if boards else queries.board(view, name, conventions=rules, most=most)
        found.append((name, differ(before, _board(view, name, after, rules, most))))
    return Effects(drafted.effect, tuple(found), tuple(wanted[BOARDS:]), view.decided_until())


def _can_tell(view: View, drafted: Draft) -> bool:
    """Tell whether a decision can change a board.

    A comment, a grade, a claim alone does not, nor does accepting what nobody rejected.
    """
    out = view.standing.rejected
    return _is_of_boards(drafted) and any(
        one.kind is not JudgementKind.ACCEPT or one.a in out for one in drafted.entered
    )


def _is_of_boards(drafted: Draft) -> bool:
    return any(one.kind in _ON_BOARDS and not one.a.startswith("clm-") for one in drafted.entered)


def _one_of_each_series(names: Iterable[str]) -> list[str]:
    """Return the activities, one of each series: its editions stand on one board."""
    world = World.shipped()
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(world.series_of(name), name)
    return list(kept.values())


def _decided(standing: Sequence[Judgement], drafted: Draft) -> list[Judgement]:
    """Return the decisions in force once a draft is entered."""
    over = {superseded(standing, one) for one in drafted.entered} | {
        one.supersedes for one in drafted.entered
    }
    return [*(one for one in standing if one.id not in over), *drafted.entered]


def _board(
    view: View,
    name: str,
    decisions: Sequence[Judgement],
    rules: Conventions,
    most: int | None,
) -> Ledger:
    ids = queries.boarded(view, name, decisions=decisions, most=most)
    return build_ledger(
        view.analyses(report_ids=ids),
        activity=name,
        conventions=rules,
        world=World.shipped(),
        decisions=decisions,
    )
