"""The figures in words: who gives which number, how it moved, and how numbers stand to each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from vedette.brief.amounts import amount_words
from vedette.brief.draft import Clause, Draft, Frame, Glue, Name, Piece, Told, Words
from vedette.brief.frames import frame, publisher_of
from vedette.brief.gate import fails
from vedette.brief.lexicon import listed
from vedette.brief.material import Material, Reader
from vedette.brief.sayings import Saying, told
from vedette.brief.voice import Proposal, Teller, Voice
from vedette.data.catalogue import state_by_iso
from vedette.model import (
    Act,
    Basis,
    Certainty,
    EntityKind,
    Evidence,
    Force,
    Row,
    Stage,
    Tense,
    Verdict,
)

MOST_ROWS = 4  # of one body in one sentence
MOST_OTHERS = 3  # rows that one sentence sets another against
MOST_COUNTS = 4
STYLES = 2


class Figures:
    """The rows of a board that are told, and the sentences that tell them."""

    def __init__(self, material: Material, teller: Teller, reader: Reader) -> None:
        self.material, self.teller, self.reader = material, teller, reader
        ledger = material.ledger
        own = [r for r in ledger.rows if r.figure.scope.activity == ledger.activity]
        sized = [r for r in own if r.figure.is_strength and not r.is_open]
        self.counted = _main_class(sized)
        rows = [r for r in sized if r.figure.counted == self.counted and r.relay_of is None]
        self.rows = self._without_echoes([r for r in rows if self._is_tellable(r)])
        self.others = [r for r in own if r.figure.counted != self.counted and self._is_tellable(r)]
        self._styles: dict[str, int | None] = {}
        self.sayings: Sequence[Saying] = ()
        self.bodies = self._by_body()

    def _is_tellable(self, row: Row) -> bool:
        """Leave out what an unresolved speaker says: a reader could not ask him."""
        name = row.speaker.name.lower().split()
        held = row.carriers[0].report_id in self.material.reports
        return held and (row.own_voice or not set(name) & set(listed("nobody")))

    def _without_echoes(self, rows: Sequence[Row]) -> list[Row]:
        """Leave out what unnamed speakers, and states, give after a named body of the same number.

        "Belarus announced about 13,000" in a later report is what its ministry announced.
        """
        firm = [r for r in rows if not _is_vague(r)]
        return [
            r
            for r in rows
            if not _is_vague(r)
            or not any(_is_same(r, other) and _is_near(r, other) for other in firm)
        ]

    def _by_body(self) -> list[list[Row]]:
        """Return the rows to tell, by body: organisers first, then those best carried."""
        bodies: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows, key=_in_time):
            bodies[body_of(row)].append(row)
        chosen = [_moves(rows) for rows in bodies.values()]
        return sorted(chosen, key=lambda rows: (-self.weight(rows), _in_time(rows[0])))

    def weight(self, rows: Sequence[Row]) -> float:
        """Return how much it matters to tell what one body says."""
        best = max(rows, key=lambda r: len(r.origins))
        named = not best.is_unnamed and not best.own_voice
        ours = self._is_organiser(best)
        stands = any(r.replaced_by is None for r in rows)
        whole = any(r.figure.scope.place is None for r in rows)
        return 3 * ours + 2 * named + stands + whole + min(len(best.origins), 3) + 0.3 * len(rows)

    def _is_organiser(self, row: Row) -> bool:
        state = state_by_iso(row.speaker.state) if row.speaker.state else None
        names = {row.speaker.name, *([state.name] if state else [])}
        return bool(names & self.material.organisers)

    # ---- sentences -----------------------------------------------------------------------------

    def proposals(self) -> list[Proposal]:
        """Return what there is to tell of figures, in reading order."""
        found = [self._body(rows, n) for n, rows in enumerate(self.bodies)]
        found += self._relations()
        found += self._thresholds()
        found += self._counts()
        return found

    def _body(self, rows: Sequence[Row], n: int) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            fit = [r for r in rows if self._style(r) is not None]
            kept = _shortened(fit, MOST_ROWS)
            if kept:
                yield self.chain(kept, voice)
            for row in rows if not kept else ():
                yield from self._in_full(row, voice)

        last = rows[-1]
        return Proposal(
            make,
            10 + self.weight(rows),
            12 * min(len(rows), MOST_ROWS) + 4,
            ("1", f"{n:03}"),
            "" if last.day is None else last.day.isoformat(),
        )

    def _style(self, row: Row) -> int | None:
        """Return the first wording of a row that holds by itself; None where none does."""
        if row.id not in self._styles:
            styles = (
                n
                for n in range(STYLES)
                if not fails(self.chain([row], Voice(), n), self.material, self.reader)
            )
            self._styles[row.id] = next(styles, None)
        return self._styles[row.id]

    def _in_full(self, row: Row, voice: Voice) -> Iterator[Draft]:
        """Yield the sentence of a report that gives a number, as it is said there."""
        said = [s for s in self.sayings if s.words == self.words(row) and s.by is not None]
        for saying in said:
            forms = told(saying, self.reader, self.material.day)
            yield from self.teller.drafts(saying, forms, voice)

    def chain(self, rows: Sequence[Row], voice: Voice, style: int | None = None) -> Draft:
        """Return one sentence on the numbers of one body, in order of time."""
        pieces: list[Piece] = []
        clauses: list[Clause] = []
        named: frozenset[str] = frozenset()
        for n, row in enumerate(rows):
            own = (self._style(row) or 0) if style is None else style
            again = n > 0 and _goes_on(rows[n - 1], row)
            if pieces:
                last = n == len(rows) - 1
                pieces.append(Glue(" and " if again and last else ", " if again else "; "))
            mine, more = self.row(row, n, voice, own, named=named, again=again)
            pieces += mine
            clauses.append(Clause((self.words(row),), self._claims(row)))
            named |= more
        same = self._same(rows[-1])
        if same is not None:
            pieces += [Glue(", "), same]
        pieces.append(Glue("."))
        return Draft(tuple(pieces), tuple(clauses), named=named)

    def row(
        self,
        row: Row,
        clause: int,
        voice: Voice,
        style: int,
        *,
        named: frozenset[str] = frozenset(),
        again: bool = False,
    ) -> tuple[list[Piece], frozenset[str]]:
        """Return the clause that tells one row: who, how many, where it says so, on which day."""
        amount = self.amount(row)
        day = self._day(row)
        tail: list[Piece] = [Glue(" "), day] if day else []
        first = row.carriers[0]
        if row.own_voice or first.attribution_id is None:
            outlet = publisher_of(self.material.reports[first.report_id], self.material).name
            kind = Told.OUTLET if f"outlet {outlet}" in voice.named | named else Told.NAMED_OUTLET
            name = frame(kind, first.report_id, material=self.material)
            head: list[Piece] = [name] if name else []
            told_of = [Glue(" reported "), Words(amount, clause)]
            return [*head, *told_of, *tail], frozenset({f"outlet {outlet}"})
        of = (first.report_id, first.attribution_id)
        cue = Words(f" {self._verb(row, style)}", clause, is_cue=True, is_silent=again)
        words = Words(amount if again else f" {amount}", clause)
        if again:
            return [Name("", clause, of), cue, words, *tail], frozenset()
        pieces, more = self.teller.named(row.speaker, of, Voice(voice.named | named), clause)
        return [*pieces, cue, words, *tail], more

    def _day(self, row: Row) -> Frame | None:
        first = row.carriers[0]
        exact = row.uttered.is_known and not (row.uttered.basis or "").startswith("not after")
        if exact and first.attribution_id:
            found = frame(
                Told.SAID_DAY, first.report_id, first.attribution_id, material=self.material
            )
            if found:
                return found
        return frame(Told.REPORT_DAY, first.report_id, material=self.material)

    def _verb(self, row: Row, style: int) -> str:
        modality = row.figure.modality
        if row.figure.change is not None and row.figure.low is None and row.figure.high is None:
            return (
                "said that the number would be" if not _is_past(row) else "said that the number was"
            )
        if style:
            return "said there were"
        if modality.act is Act.WARNS:
            return "warned of"
        if modality.act is Act.CLAIMS:
            return "claimed"
        if modality.certainty is Certainty.POSSIBLE:
            return "held possible"
        if modality.act is Act.ESTIMATES or row.figure.basis is Basis.ESTIMATED:
            return "estimated"
        return "announced" if row.figure.stage is Stage.ANNOUNCED else "spoke of"

    def amount(self, row: Row) -> str:
        """Return what a row says: how many, whose and where, as far as the report says so."""
        scope = row.figure.scope
        amount = amount_words(row.figure)
        unsaid = {*scope.assumed, *scope.borrowed}
        where = f" in {scope.place}" if scope.place and "place" not in unsaid else ""
        mine = row.figure.of or ""
        states = scope.force and "force" not in unsaid and row.figure.counted == "personnel"
        whose = ""
        if states and mine and mine.lower() not in amount.lower():
            whose = f" from {' and '.join(scope.force)}"
        return f"{amount}{whose}{where}"

    def words(self, row: Row) -> Evidence:
        """Return the sentence of a row's first carrier."""
        first = row.carriers[0]
        return self.material.sentence(first.report_id, first.span)

    def _claims(self, row: Row) -> tuple[str, ...]:
        first = row.carriers[0]
        analysis = self.material.analyses.get(first.report_id)
        claims = analysis.claims if analysis else ()
        return tuple(c.id for c in claims if c.value.id == first.figure_id)

    def _same(self, row: Row) -> Frame | None:
        """Name other named bodies that give the same number of the same thing."""
        same = [r for r in self.rows if _is_same(r, row) and not _is_vague(r) and not r.own_voice]
        others = {body_of(r): r for r in same if body_of(r) != body_of(row)}
        ids = [r.id for r in list(others.values())[:MOST_OTHERS]]
        return frame(Told.SAME, row.id, *ids, material=self.material) if ids else None

    # ---- how they stand to each other ----------------------------------------------------------

    def standing(self) -> list[Row]:
        """Return what still stands of what each body says of the whole: the best carried, the last."""
        found = []
        for rows in self.bodies:
            stood = [r for r in rows if not r.replaced_by and (r.figure.low or r.figure.high)]
            whole = [r for r in stood if r.figure.scope.place is None] or stood
            if whole:
                most = max(len(r.origins) for r in whole)
                found.append([r for r in whole if len(r.origins) == most][-1])
        return found

    def conflicts(self, force: Force) -> list[tuple[Row, list[Row]]]:
        """Return rows with those that they are in conflict with, the most contested first."""
        rows = [r for r in self.standing() if not r.own_voice]
        found: dict[str, list[Row]] = defaultdict(list)
        for a in rows:
            for b in rows:
                one = self.material.verdicts.get(frozenset((a.id, b.id)))
                if a.id != b.id and one and one.verdict is Verdict.CONFLICT and one.force is force:
                    found[a.id].append(b)
        by_id = {r.id: r for r in rows}
        pairs = [(by_id[one], others) for one, others in found.items()]
        return sorted(pairs, key=lambda p: (-len(p[1]), -self.weight([p[0]]), _in_time(p[0])))

    def _relations(self) -> list[Proposal]:
        found: list[Proposal] = []
        done: set[frozenset[str]] = set()
        for force, kind in ((Force.HARD, "hard"), (Force.SOFT, "soft")):
            for row, others in self.conflicts(force)[:3]:
                new = [o for o in others if frozenset((row.id, o.id)) not in done][:MOST_OTHERS]
                if not new or len(found) > 3:
                    continue
                done |= {frozenset((row.id, o.id)) for o in new}
                found.append(self._relation(kind, row, new, 9 - len(found)))
                fits = self._fitting(row)
                if fits and kind == "hard":
                    found.append(self._relation("fits", row, fits, 6))
        return found

    def _fitting(self, row: Row) -> list[Row]:
        """Return the numbers of others that answer the same question and can be true beside it."""
        return [
            other
            for other in self.standing()
            if other.id != row.id
            and body_of(other) != body_of(row)
            and not _is_same(other, row)
            and not _is_vague(other)
            and (one := self.material.verdicts.get(frozenset((row.id, other.id)))) is not None
            and one.verdict in {Verdict.AGREE, Verdict.REFINES}
        ][:MOST_OTHERS]

    def _relation(self, kind: str, row: Row, others: Sequence[Row], weight: float) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            found = frame(
                Told.VERDICT, kind, row.id, *(o.id for o in others), material=self.material
            )
            if found is not None:
                cited = tuple(self.words(r) for r in (row, *others))
                yield Draft((found, Glue(".")), beside=cited)

        return Proposal(make, weight, 10 + 5 * len(others), ("2", kind))

    def _thresholds(self) -> list[Proposal]:
        found = []
        standing = {r.id: r for r in self.standing() if not r.is_unnamed and not r.own_voice}
        for n, test in enumerate(self.material.ledger.thresholds):
            ids = [i for i in (*test.below, *test.reached_by) if i in standing]
            if ids:
                found.append(self._threshold(test.threshold.name, ids[:4], n))
        return found

    def _threshold(self, name: str, ids: Sequence[str], n: int) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            found = frame(Told.BESIDE, name, *ids, material=self.material)
            if found is not None:
                cited = tuple(self.words(self.material.rows[i]) for i in ids)
                yield Draft((found, Glue(".")), beside=cited)

        return Proposal(make, 7 - n, 10 + 4 * len(ids), ("3", str(n)))

    def _counts(self) -> list[Proposal]:
        """Tell what else a speaker counts: ships, aircraft, delegations."""
        by: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.others, key=_in_time):
            if row.figure.counted_text and not row.own_voice and not row.is_unnamed:
                by[row.speaker.name].append(row)
        found = []
        by = {name: [r for r in rows if self._style(r) is not None] for name, rows in by.items()}
        by = {name: rows for name, rows in by.items() if rows}
        for name, rows in sorted(by.items(), key=lambda item: -len(item[1])):
            once = list({r.figure.counted: r for r in rows}.values())[:MOST_COUNTS]
            found.append(self._count(name, once, len(found)))
        return found

    def _count(self, name: str, rows: Sequence[Row], n: int) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            for many in range(len(rows), 0, -1):
                yield self._listed(rows[:many], voice)

        return Proposal(make, 5 - n, 8 + 4 * len(rows), ("4", f"{n:03}", name))

    def _listed(self, rows: Sequence[Row], voice: Voice) -> Draft:
        first = rows[0]
        of = (first.carriers[0].report_id, first.carriers[0].attribution_id or "")
        name, named = self.teller.named(first.speaker, of, voice, 0)
        pieces: list[Piece] = [*name]
        for n, row in enumerate(rows):
            if n == 0:
                pieces.append(Words(" counted", 0, is_cue=True))
            joint = " " if n == 0 else " and " if n == len(rows) - 1 else ", "
            pieces.append(Words(f"{joint}{self.amount(row)}", 0))
        cited = tuple(dict.fromkeys(self.words(r) for r in rows))
        day = self._day(rows[-1])
        tail: list[Piece] = [Glue(" "), day] if day else []
        return Draft((*pieces, *tail, Glue(".")), (Clause(cited),), named=named)


def body_of(row: Row) -> str:
    """Return the body that gives a number; who has none is his own."""
    return row.speaker.body or row.speaker.name


def _is_vague(row: Row) -> bool:
    return row.is_unnamed or row.speaker.kind is EntityKind.STATE


def _is_near(row: Row, other: Row) -> bool:
    """Tell whether two speakers can be one: nobody knows, or both are of one state."""
    return row.is_unnamed or row.speaker.state == other.speaker.state


def _is_past(row: Row) -> bool:
    return row.figure.modality.tense is Tense.PAST


def _goes_on(before: Row, row: Row) -> bool:
    """Tell whether a row can follow without naming its speaker again."""
    alike = before.speaker.name == row.speaker.name
    change = row.figure.change is not None or before.figure.change is not None
    return alike and not change and not row.own_voice and bool(row.carriers[0].attribution_id)


def _shortened(rows: Sequence[Row], most: int) -> list[Row]:
    """Keep the first and the last of a long row of numbers, and those that changed it."""
    if len(rows) <= most:
        return list(rows)
    ranked = sorted(
        rows[1:-1], key=lambda r: (-len(r.origins), r.figure.change is None, _in_time(r))
    )
    return sorted([rows[0], rows[-1], *ranked[: most - 2]], key=_in_time)


def _main_class(rows: Sequence[Row]) -> str:
    counts = Counter(r.figure.counted for r in rows)
    if counts["personnel"]:
        return "personnel"
    return min(counts, key=lambda one: (-counts[one], one)) if counts else ""


def _in_time(row: Row) -> tuple[str, str]:
    return str(row.day or "9999"), row.id


def _is_same(a: Row, b: Row) -> bool:
    x, y = a.figure, b.figure
    same = (x.low, x.high, x.bound, x.change) == (y.low, y.high, y.bound, y.change)
    return same and x.scope.place == y.scope.place and x.counted == y.counted


def _moves(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of one body that say something new: each value and scope once."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        figure = row.figure
        halved = figure.change is not None and figure.low is None
        value = "change" if halved else (figure.low, figure.high, figure.bound)
        key = (value, figure.scope.place, figure.scope.force or "")
        best = seen.get(key)
        if best is None or (len(row.carriers) > len(best.carriers) and row.day == best.day):
            seen[key] = row
    whole = list(seen.values())
    return sorted(whole, key=_in_time)
