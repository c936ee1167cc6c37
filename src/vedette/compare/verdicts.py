"""The eight rules that decide how two figures stand to each other; the first that applies wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from vedette.compare.conventions import Conventions
from vedette.compare.intervals import Extent, apart
from vedette.compare.replaced import bases_of, find_replaced
from vedette.compare.rows import same_speaker
from vedette.compare.scopes import (
    Relation,
    relate_components,
    relate_forces,
    relate_places,
    relate_roles,
)
from vedette.compare.sides import ScopeKey, Side, meet, named_rows, prepare
from vedette.compare.sums import broken_sums
from vedette.compare.thresholds import differing
from vedette.compare.world import World
from vedette.model import Basis, Figure, Force, Judgement, JudgementKind, Row, Stage, Verdict
from vedette.model.ids import ID_BYTES

RULE = "rule:verdict@1"
_DIMENSIONS = ("place", "force", "component", "role")
_ACTS = (Basis.NOTIFIED, Basis.COUNTED, Basis.SEEN)
_STAGES: Mapping[Stage | Basis, int] = {one: place for place, one in enumerate((*Stage, *_ACTS))}


def judge_rows(
    rows: Sequence[Row],
    *,
    conventions: Conventions,
    world: World,
    partitioned: frozenset[str] = frozenset(),
) -> tuple[Judgement, ...]:
    """Judge each pair of rows of one counted class once, in the order of the rows.

    Rows carry `replaced_by` where rule 2 found a later number (see `find_replaced`);
    `partitioned` are figures whose parts are said to be all of them (see `called_whole`).
    """
    return Judge(rows, conventions=conventions, world=world, partitioned=partitioned).all()


def judge_pair(a: Row, b: Row, *, conventions: Conventions, world: World) -> Judgement:
    """Judge two rows by themselves, rule 2 included."""
    marked = find_replaced((a, b), world=world)
    judge = Judge(marked, conventions=conventions, world=world)
    return judge.pair(judge.sides[a.id], judge.sides[b.id])


class Judge:
    """Hold the rows under judgement with what the rules ask of them."""

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        conventions: Conventions,
        world: World,
        partitioned: frozenset[str] = frozenset(),
    ) -> None:
        self.conventions = conventions
        self.world = world
        bases = bases_of(rows, world=world)
        self.sides = prepare(rows, conventions=conventions, world=world, bases=bases)
        self.named = {figure: row.id for figure, row in named_rows(rows).items()}
        self.sums: Mapping[frozenset[str], str] = broken_sums(
            rows, self.sides, world=world, partitioned=partitioned
        )
        self._relations: dict[tuple[ScopeKey, ScopeKey], tuple[Relation, str]] = {}

    def all(self) -> tuple[Judgement, ...]:
        """Judge each pair of one counted class once, in the order of the rows."""
        classes: dict[str, list[Side]] = defaultdict(list)
        for side in self.sides.values():
            classes[side.row.figure.counted].append(side)
        pairs = (pair for sides in classes.values() for pair in combinations(sides, 2))
        return tuple(self.pair(a, b) for a, b in pairs)

    def pair(self, a: Side, b: Side) -> Judgement:
        """Judge one pair; the order of the two does not matter."""
        if b.order < a.order:
            a, b = b, a
        return (
            self._other_question(a, b)
            or self._replaced(a, b)
            or self._scope(a, b)
            or self._no_ground(a, b)
            or self._values(a, b)
        )

    def _other_question(self, a: Side, b: Side) -> Judgement | None:
        """Apply rule 1: another activity, edition, counted class or unit."""
        first, second = a.row.figure, b.row.figure
        if first.counted != second.counted:
            return _different(a, b, "other class", f"{first.counted} against {second.counted}")
        mine, other = first.scope.activity, second.scope.activity
        if mine != other:
            related = mine and other and self.world.series_of(mine) == self.world.series_of(other)
            what = f"{mine or 'no named activity'} against {other or 'no named activity'}"
            return _different(a, b, "edition" if related else "other activity", what)
        if first.unit != second.unit and _units_differ(first.unit, second.unit):
            what = f"{first.unit or 'a count'} against {second.unit or 'a count'}"
            return _different(a, b, "other unit", what)
        return None

    def _replaced(self, a: Side, b: Side) -> Judgement | None:
        """Apply rule 2: a number that its speaker changed does not answer for later ones."""
        if a.row.replaced_by is None and b.row.replaced_by is None:
            return None
        if a.row.replaced_by == b.row.replaced_by:
            return None  # two tellings of the number that no longer stands
        for old, new in ((a, b), (b, a)):
            from_then_on = (
                old.replaced_on is not None
                and new.row.day is not None
                and new.row.day >= old.replaced_on
            )
            if from_then_on or (old.row.replaced_by == new.row.id):
                what = f"{old.words} was replaced by {old.replaced_by}"
                return _different(a, b, "replaced", what)
        return None

    def _scope(self, a: Side, b: Side) -> Judgement | None:
        """Apply rules 3 and 4: the same thing, a part of it, or something else."""
        for part, whole in ((a, b), (b, a)):
            if self.named.get(part.row.figure.part_of or "") == whole.row.id:
                return self._part(part, whole, "of those")  # the report itself says so
        relation, where = self.relate(a.scope, b.scope)
        if relation is Relation.APART:
            return _different(a, b, "other scope", f"not the same {where}")
        if relation is Relation.EQUAL:
            if (a.is_moving or b.is_moving) and not meet(a.moment, b.moment):
                return _different(a, b, "other moment", "counted at different times")
            return None
        part, whole = (a, b) if relation is Relation.NARROWER else (b, a)
        return self._part(part, whole, where)

    def relate(self, a: ScopeKey, b: ScopeKey) -> tuple[Relation, str]:
        """Return how one scope stands to another, and the dimensions that decide."""
        known = self._relations.get((a, b))
        if known is None:
            known = self._relations[a, b] = self._related(a, b)
        return known

    def _related(self, a: ScopeKey, b: ScopeKey) -> tuple[Relation, str]:
        each = (
            relate_places(a[0], b[0], self.world),
            relate_forces(a[1], b[1], self.world),
            relate_components(a[2], b[2]),
            relate_roles(a[3], b[3]),
        )
        found = set(each) - {Relation.EQUAL}
        unlike = [name for name, one in zip(_DIMENSIONS, each, strict=True) if one]
        if len(found) > 1 or Relation.APART in found:
            apart_in = [n for n, one in zip(_DIMENSIONS, each, strict=True) if one == 3]
            return Relation.APART, " and ".join(apart_in or unlike)
        return (found.pop() if found else Relation.EQUAL), " and ".join(unlike)

    def _part(self, part: Side, whole: Side, where: str) -> Judgement:
        total = self.sums.get(frozenset((part.row.id, whole.row.id)))
        if total:
            return _conflict(part, whole, "sum", total)
        mine, other = part.extent, whole.extent
        if mine and other and not part.is_open and not whole.is_open:
            more = mine.hard.low > other.hard.high
            if more or (mine.hard.low == other.hard.high and mine.hard.low_open):
                why = f"the part ({where}) is larger than the whole"
                code = "part exceeds whole"
                return _conflict(part, whole, code, why, whole)
        why = f"{part.words} counts a part ({where}) of {whole.words}"
        return _judgement(part, whole, Verdict.PART_OF, "part", why)

    def _no_ground(self, a: Side, b: Side) -> Judgement | None:
        """Leave out what commits to no number."""
        for side in (a, b):
            if side.is_open:
                what = f"{side.words} is asked or supposed, not said"
                return _different(a, b, "open question", what)
            if side.extent is None:
                return _different(a, b, "no number", f"{side.words} gives no number to compare")
        return None

    def _values(self, a: Side, b: Side) -> Judgement:  # noqa: PLR0911 - one per outcome
        """Apply rules 5 to 8: the numbers themselves."""
        mine, other = a.extent, b.extent
        if mine is None or other is None:
            return _different(a, b, "no number", "no number to compare")
        comparative = self._comparative(a, b)
        if comparative:
            return comparative
        if not mine.hard.meets(other.hard):
            smaller = a if mine.hard.high <= other.hard.low else b
            return _conflict(a, b, "hard", "the intervals do not meet", smaller)
        if not mine.core.meets(other.core):
            smaller = a if mine.core.high <= other.core.low else b
            return _conflict(a, b, "soft", "the intervals meet, their cores do not", smaller)
        if not self._alike(a, b):
            if mine.hard.inside(other.hard):
                return _refines(a, b)
            if other.hard.inside(mine.hard):
                return _refines(b, a)
        return _agree(a, b, mine, other)

    def _alike(self, a: Side, b: Side) -> bool:
        """Tell two plain numbers, or two bounds of one direction close together."""
        if a.is_point and b.is_point:
            return True
        if not a.direction or a.direction != b.direction or a.extent is None or b.extent is None:
            return False
        return apart(a.extent, b.extent) <= 100 * self.conventions.tolerances.same_bound

    def _comparative(self, a: Side, b: Side) -> Judgement | None:
        """Apply rule 7 to "higher than announced": it conflicts with the number it names."""
        for one, named in ((a, b), (b, a)):
            compared = one.row.figure.compared_to
            if compared is None or named.row.figure.compared_to is not None:
                continue
            same = one.extent and named.extent and one.extent.written == named.extent.written
            if self.named.get(compared) == named.row.id or same:
                why = f"{one.words} speaks against the number it names"
                return _conflict(a, b, "comparative", why)
        return None


def _conflict(a: Side, b: Side, code: str, why: str, smaller: Side | None = None) -> Judgement:
    """Build a conflict, at most soft where a figure or the deciding scope is in doubt."""
    hard = code != "soft"
    doubt = a.doubt or b.doubt
    if not doubt and smaller is not None:
        # The larger number may count less than the whole and be too large all the more;
        # only the scope of the smaller one can explain the gap away.
        doubt = smaller.assumption
    force = Force.HARD if hard and not doubt else Force.SOFT
    if code in _VALUE_CODES:
        himself = _is_himself(a, b)
        code = "against himself" if himself else force.value
    notes = [why, *_notes(a, b)]
    if doubt and hard:
        notes.append(f"soft only: {doubt}")
    return _judgement(a, b, Verdict.CONFLICT, code, "; ".join(notes), force)


_VALUE_CODES = frozenset({"hard", "soft"})


def _notes(a: Side, b: Side) -> list[str]:
    """Say which stages stand against each other, and whether one body or state speaks twice."""
    first, second = _stood_on(a.row.figure), _stood_on(b.row.figure)
    notes = []
    if first != second and first is not Stage.UNSTATED and second is not Stage.UNSTATED:
        if _STAGES[second] < _STAGES[first]:
            first, second = second, first
        notes.append(f"{first} against {second}")
    if a.row.own_voice or b.row.own_voice:
        return notes
    if a.body != b.body:
        if a.states and not a.states.isdisjoint(b.states):
            notes.append("same state")
    elif a.speaker != b.speaker and _is_himself(a, b):
        notes.append("same body")
    return notes


def _is_himself(a: Side, b: Side) -> bool:
    # Of 125,000 pairs few have one speaker: the costly question is asked of those.
    return (a.speaker == b.speaker or a.body == b.body) and same_speaker(a.row, b.row)


def _stood_on(figure: Figure) -> Stage | Basis:
    """Return the stage of a number, or the act that put it: "announced against counted"."""
    return figure.basis if figure.basis in _ACTS else figure.stage


def _units_differ(first: str | None, second: str | None) -> bool:
    # "1,000 drones a day" answers another question than "1,000 drones"
    rated = any((unit or "").startswith("per ") for unit in (first, second))
    return rated or (first is not None and second is not None)


def _different(a: Side, b: Side, code: str, what: str) -> Judgement:
    mine, other = a.extent, b.extent
    if mine and other and mine.written == other.written:
        what += "; equal numbers, unequal things"
    return _judgement(a, b, Verdict.DIFFERENT_QUESTION, code, what)


def _agree(a: Side, b: Side, mine: Extent, other: Extent) -> Judgement:
    notes = differing(a.thresholds, b.thresholds)
    same = mine.written == other.written and a.row.figure.bound is b.row.figure.bound
    code = notes[0] if notes else "same value" if same else "close"
    why = "the same number" if same else "the intervals meet"
    return _judgement(a, b, Verdict.AGREE, code, "; ".join((why, *notes, *_notes(a, b))))


def _refines(narrow: Side, wide: Side) -> Judgement:
    why = f"{narrow.range_words} lies inside {wide.range_words}"
    notes = "; ".join((why, *_notes(narrow, wide)))
    return _judgement(narrow, wide, Verdict.REFINES, "inside", notes)


def verdict_id(a: str, b: str, code: str, verdict: Verdict) -> str:
    """Return `Judgement.make_id` of a verdict, at a third of its cost.

    A board of 500 rows has 125,000 verdicts; hashed part by part, their ids took a fifth of the
    time. The parts that many verdicts share are encoded once.
    """
    data = _HEAD + _part_of_id(a) + _part_of_id(b) + _tail(code, verdict)
    return f"jdg-{blake2b(data, digest_size=ID_BYTES).hexdigest()}"


@lru_cache(maxsize=4096)
def _part_of_id(part: str) -> bytes:
    data = part.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data


@lru_cache(maxsize=64)
def _tail(code: str, verdict: Verdict) -> bytes:
    return _part_of_id(RULE) + _part_of_id(code) + _part_of_id(str(verdict))


_HEAD = _part_of_id("jdg") + _part_of_id(str(JudgementKind.VERDICT))


def _judgement(
    a: Side, b: Side, verdict: Verdict, code: str, why: str, force: Force | None = None
) -> Judgement:
    first, second = a.row.id, b.row.id
    distance = apart(a.extent, b.extent) if a.extent and b.extent else None
    shown = f", {distance:.0f} % apart" if distance else ""
    return Judgement(
        id=verdict_id(first, second, code, verdict),
        kind=JudgementKind.VERDICT,
        a=first,
        b=second,
        by=RULE,
        reason=f"{a.shown}; {b.shown}: {why}{shown}.",
        code=code,
        verdict=verdict,
        force=force,
        apart=distance,
        evidence=(a.range_words, b.range_words),
    )
