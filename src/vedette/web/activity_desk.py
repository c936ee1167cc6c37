"""An activity's board as pages use it: built once for a state of the store, judged on demand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from vedette.compare.conventions import Conventions
from vedette.compare.corroboration import value_key
from vedette.compare.ledger import OpenLedger
from vedette.compare.world import World
from vedette.model import Force, Judgement, Row, Verdict
from vedette.run.queries import MOST_ON_A_BOARD, conventions_of, open_board
from vedette.store.view import View
from vedette.web.questions import Questions, ask, most_backed, when_said
from vedette.web.site import Site

ORDER = (
    Verdict.DIFFERENT_QUESTION,
    Verdict.PART_OF,
    Verdict.REFINES,
    Verdict.AGREE,
    Verdict.CONFLICT,
)
COMPARED = 150  # rows of which all pairs are judged at once: 11,175 of them


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold the pairs of one verdict in short: how many, by which codes, and one to show."""

    verdict: Verdict
    total: int
    hard: int
    codes: tuple[tuple[str, int], ...]
    example: Judgement


@dataclass(frozen=True, slots=True)
class Tension:
    """Say how far the figures on an activity are apart, and never where between they lie.

    `hard` and `soft` are conflicts of its own numbers, whatever they count; `is_part` says that
    not all numbers were compared, so that there may be more.
    """

    figures: int  # different numbers that are said
    speakers: int
    hard: int
    soft: int
    is_part: bool = False

    @property
    def conflicts(self) -> int:
        """Count the pairs that conflict."""
        return self.hard + self.soft


class Desk:
    """Hold the ledger of an activity with what its pages look up in it again and again."""

    def __init__(self, opened: OpenLedger) -> None:
        self.opened = opened
        self.world = World.shipped()
        self.questions: Questions = ask(opened.ledger)
        self.rows = {row.id: row for row in opened.ledger.rows}
        # Its page as written, once it was asked for, and of which state of the store.
        self.written: tuple[Hashable, str] | None = None

    @cached_property
    def alike(self) -> dict[object, list[Row]]:
        """Return the rows that stand behind each other: of one value, bound and scope."""
        found: dict[object, list[Row]] = defaultdict(list)
        for row in self.opened.ledger.rows:
            found[value_key(row.figure, self.world)].append(row)
        return found

    def backed_by(self, row: Row) -> list[Row]:
        """Return the rows of the value, bound and scope of one, itself among them."""
        return self.alike.get(value_key(row.figure, self.world), [row])

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Return why a rendering is garbled, by the id of its figure."""
        told = {one.a: one.reason for one in self.opened.ledger.renderings}
        return {
            carrier.figure_id: told[row.id]
            for row in self.opened.ledger.garbled
            if row.id in told
            for carrier in row.carriers
        }

    @cached_property
    def compared(self) -> tuple[Row, ...]:
        """Return the rows on the activity itself that most stand behind, in the order of time."""
        return most_backed(tuple(in_time(self.opened.ledger.own)), COMPARED)

    @property
    def uncompared(self) -> int:
        """Count the rows on the activity that are in no pair here."""
        return len(self.opened.ledger.own) - len(self.compared)

    @cached_property
    def pairs(self) -> tuple[Judgement, ...]:
        """Return the verdicts on each pair of those, conflicts first, hard before soft.

        They are `Ledger.own_verdicts`, as far as they are judged at once.
        """
        judged = self.opened.among([row.id for row in self.compared])
        return tuple(sorted(judged, key=self.place))

    def of_row(self, row_id: str) -> tuple[Judgement, ...]:
        """Return the verdicts on one row against all of its class."""
        return tuple(sorted(self.opened.against(row_id, self.rows), key=self.place))

    def place(self, one: Judgement) -> tuple[object, ...]:
        """Rank a verdict for a list: conflicts first, then what most stand behind."""
        order = ORDER.index(one.verdict) if one.verdict else 0
        return -order, one.force is not Force.HARD, -self._backing(one), -(one.apart or 0), one.id

    def _backing(self, one: Judgement) -> int:
        rows = [self.rows[id_] for id_ in (one.a, one.b) if id_ in self.rows]
        return sum(
            len(row.origins) + 2 * len(row.utterers) - 4 * bool(row.relay_of) for row in rows
        )

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Return what the verdicts amount to: why most numbers do not conflict, and which do."""
        found = []
        for verdict in ORDER:
            pairs = [one for one in self.pairs if one.verdict is verdict]
            if pairs:
                codes = Counter(_plain(one.code) for one in pairs).most_common()
                hard = sum(one.force is Force.HARD for one in pairs)
                example = next(one for one in pairs if _plain(one.code) == codes[0][0])
                found.append(Kind(verdict, len(pairs), hard, tuple(codes), example))
        return tuple(found)

    @cached_property
    def tension(self) -> Tension:
        """Count the different figures, the speakers and the conflicts."""
        own = self.opened.ledger.own
        figures = {(r.figure.counted, r.figure.low, r.figure.high, r.figure.bound) for r in own}
        speakers = {body.name for row in own for body in row.utterers}
        clashes = [one.force for one in self.pairs if one.verdict is Verdict.CONFLICT]
        hard = clashes.count(Force.HARD)
        part = bool(self.uncompared)
        return Tension(len(figures), len(speakers), hard, len(clashes) - hard, is_part=part)

    def across(self) -> int:
        """Count the conflicts between numbers of different panels: parts larger than wholes."""
        return sum(one.code in ("part exceeds whole", "sum") for one in self.pairs)


def open_desk(view: View, activity: str, *, conventions: Conventions) -> Desk:
    """Return the board of an activity, by its stored name, as pages use it."""
    return Desk(open_board(view, activity, conventions=conventions, most=MOST_ON_A_BOARD))


def tension_of(site: Site, view: View, activity: str) -> Tension:
    """Return how far an activity's numbers are apart, worked out once for a board."""

    def read() -> Tension:
        return open_desk(view, activity, conventions=conventions_of(site.settings)).tension

    return site.count(("tension", site.board_state(view, activity, MOST_ON_A_BOARD)), read)


def _plain(code: str) -> str:
    return "differs at a threshold" if code.startswith("differs at") else code


def in_time(rows: Sequence[Row]) -> list[Row]:
    """Return rows in the order of utterance."""
    return sorted(rows, key=when_said)
