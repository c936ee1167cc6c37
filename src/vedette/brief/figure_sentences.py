"""Sentences on figures: who gives which number, how it moved, how numbers stand to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from vedette.brief.draft import Clause, Draft, Frame, Glue, Name, Piece, Told, Words
from vedette.brief.figures import Figures, in_time, shortened, size_of, verbs
from vedette.brief.frames import frame, publisher_of
from vedette.brief.gate import fails
from vedette.brief.material import Material, Reader
from vedette.brief.sayings import Saying, told
from vedette.brief.voice import Proposal, Teller, Voice, enclosed
from vedette.model import Evidence, Force, Row

MOST_OTHERS = 3  # rows that one sentence sets another against
MOST_COUNTS = 4
MOST_CARRIERS = 4  # texts in which words are looked for that carry a number
MOST_BESIDE = 4  # rows set against a threshold
AT_LENGTH = 6  # numbers of one body from which each of its speakers has a sentence
WORDS_A_ROW = 12  # about how long the clause of a row is


class FigureTeller:
    """Puts the rows of a board into sentences; each row in words that hold by themselves."""

    def __init__(
        self, figures: Figures, sayings: Sequence[Saying], teller: Teller, reader: Reader
    ) -> None:
        self.figures, self.sayings = figures, sayings
        self.teller, self.reader = teller, reader
        self.material: Material = figures.material
        self._verbs: dict[str, str] = {}
        self._amounts: dict[str, str] = {}
        self._fit: dict[str, Row | None] = {}

    def proposals(self, most: int, told_already: Collection[str]) -> list[Proposal]:
        """Return what there is to tell of figures, at most so many numbers of one body.

        A body whose one number was told on top is not told again.
        """
        bodies = [
            rows for rows in self.figures.bodies if not {r.id for r in rows} <= {*told_already}
        ]
        whole = most < AT_LENGTH
        found = [
            self._body(part, n, most)
            for n, rows in enumerate(bodies)
            for part in ([rows] if whole else self.figures.by_speaker(rows))
        ]
        found += [one for n, rows in enumerate(bodies) for one in self._left(rows, n)]
        return [*found, *self._relations(), *self._thresholds(), *self._counts(), *self._earlier()]

    # ---- one body ------------------------------------------------------------------------------

    def _body(self, rows: Sequence[Row], n: int, most: int) -> Proposal:
        ours = self.figures.is_organiser(rows[0])
        many = most if ours else most // 2 or 1  # how the organisers' number moved is the story

        def make(voice: Voice) -> Iterator[Draft]:
            kept = shortened([fit for r in rows if (fit := self.fit(r))], many, in_order=ours)
            if kept:
                yield self.chain(kept, voice)
                yield self.chain(kept[-1:], voice)
            else:
                for row in rows[-2:]:
                    yield from self._in_full(row, voice)

        weight = 10 + self.figures.weight(rows)
        order = ("1", f"{n:03}", *in_time(rows[0]))
        return Proposal(make, weight, WORDS_A_ROW * min(len(rows), many) + 4, order)

    def _left(self, rows: Sequence[Row], n: int) -> Iterator[Proposal]:
        """Tell as reported what no short wording carries: changes that organisers made first."""
        ours = self.figures.is_organiser(rows[0])
        for row in rows:
            changed = ours and row.figure.change is not None

            def make(voice: Voice, row: Row = row) -> Iterator[Draft]:
                yield from self._in_full(row, voice)

            def stands(row: Row = row) -> bool:
                return self.fit(row) is None

            order = ("1", f"{n:03}", "left", row.id)
            yield Proposal(make, 14.5 if changed else 4, 20, order, stands=stands)

    def _earlier(self) -> list[Proposal]:
        """Tell for each earlier edition who gave which number."""
        by: dict[str, list[Row]] = defaultdict(list)
        for row in self.figures.earlier:
            by[row.figure.scope.activity or ""].append(row)
        ordered = sorted(by.items(), reverse=True)  # the last edition is asked for first
        return [self._edition(rows, n) for n, (_, rows) in enumerate(ordered)]

    def _edition(self, rows: Sequence[Row], n: int) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            once = {size_of(r): fit for r in rows if (fit := self.fit(r))}
            kept = sorted(once.values(), key=in_time)[:MOST_COUNTS]
            for many in range(len(kept), 0, -1):
                yield self.chain(kept[:many], voice)

        return Proposal(
            make, 3.0 - n / 10, WORDS_A_ROW * min(len(rows), MOST_COUNTS), ("5", str(n))
        )

    def fit(self, row: Row) -> Row | None:
        """Return a row with the carrier first, and the verb known, by which it holds; else None."""
        if row.id not in self._fit:
            self._fit[row.id] = next(self._holding(row), None)
        return self._fit[row.id]

    def _holding(self, row: Row) -> Iterator[Row]:
        held = [c for c in row.carriers if c.report_id in self.material.reports]
        by_words = {c.span.quote: c for c in reversed(held)}
        for carrier in list(reversed(by_words.values()))[:MOST_CARRIERS]:
            others = (c for c in row.carriers if c is not carrier)
            turned = replace(row, carriers=(carrier, *others))
            ways = [
                (verb, amount) for amount in self.figures.amounts(turned) for verb in verbs(row)
            ]
            for self._verbs[row.id], self._amounts[row.id] in ways:
                if not fails(self.chain([turned], Voice()), self.material, self.reader):
                    yield turned

    def _in_full(self, row: Row, voice: Voice) -> Iterator[Draft]:
        """Yield the sentence of a report that gives a number, as it is said there."""
        held = [c for c in row.carriers if c.report_id in self.material.reports]
        words = {self.material.sentence(c.report_id, c.span) for c in held}
        speakers = {c.attribution_id for c in held}
        for saying in self.sayings:
            if saying.words in words and saying.by is not None and saying.by.id in speakers:
                forms = told(saying, self.reader, self.material.day)
                yield from self.teller.drafts(saying, forms, voice)

    def chain(self, rows: Sequence[Row], voice: Voice) -> Draft:
        """Return one sentence on the numbers of one body, in order of time."""
        pieces: list[Piece] = []
        clauses: list[Clause] = []
        beside: list[Evidence] = []
        named: frozenset[str] = frozenset()
        goes = [n > 0 and self._goes_on(rows[n - 1], row) for n, row in enumerate(rows)]
        goes.append(False)
        last = voice.day
        for n, row in enumerate(rows):
            again = goes[n]
            if pieces:
                pieces.append(Glue("," if goes[n + 1] else " and") if again else Glue("; "))
            day = self._day_of(row)
            dated = not (goes[n + 1] and self.figures.day(row) == self.figures.day(rows[n + 1]))
            dated &= day != last
            last = day if dated else last
            mine, more = self.clause(
                row, n, voice, named=named, before=rows[n - 1] if again else None, dated=dated
            )
            first = n == 0 and dated and not again
            loose = not goes[n + 1] and not again
            pieces += self._turned(mine, row, voice, leads=first, loose=loose)
            clauses.append(Clause((self.figures.words(row),), self.figures.claims(row)))
            named |= more
            same = None if goes[n + 1] else self._same(row)
            if same is not None:
                pieces += [Glue(", "), same]
                beside += [self.figures.words(r) for r in self.figures.same(row)[:MOST_OTHERS]]
        return Draft(
            (*pieces, Glue(".")), tuple(clauses), beside=tuple(beside), named=named, day=last
        )

    def _day_of(self, row: Row) -> str:
        """Return the day of a row as sentences remember it."""
        day = self.figures.day(row)
        if day is None or day.told is Told.SAID_DAY:
            return day.text if day else ""
        of = frame(Told.DAY, row.carriers[0].report_id, material=self.material)
        return of.text if of else ""

    def _turned(
        self, pieces: list[Piece], row: Row, voice: Voice, *, leads: bool, loose: bool
    ) -> list[Piece]:
        """Give the day of a report in other places than behind each number."""
        day = frame(Told.DAY, row.carriers[0].report_id, material=self.material)
        last = pieces[-1]
        if day is None or not (isinstance(last, Frame) and last.told is Told.REPORT_DAY):
            return pieces
        if leads and voice.told % 3 == 1:
            return [Glue("As reported "), day, Glue(", "), *pieces[:-2]]
        if loose and voice.told % 3 == 2:
            return [*pieces[:-2], Glue(", as reported "), day]
        return pieces

    def _goes_on(self, before: Row, row: Row) -> bool:
        """Tell whether a row can follow without naming its speaker again."""
        alike = before.speaker.name == row.speaker.name and not row.own_voice
        return alike and bool(before.carriers[0].attribution_id and row.carriers[0].attribution_id)

    def clause(
        self,
        row: Row,
        number: int,
        voice: Voice,
        *,
        named: frozenset[str] = frozenset(),
        before: Row | None = None,
        dated: bool = True,
    ) -> tuple[list[Piece], frozenset[str]]:
        """Return the clause that tells one row: who, how many, where it says so, on which day.

        Behind a row `before` of the same speaker it does not name him again.
        """
        day = self.figures.day(row) if dated else None
        tail: list[Piece] = [Glue(" "), day] if day else []
        words = Words(f" {self._amounts.get(row.id) or self.figures.amount(row)}", number)
        first = row.carriers[0]
        if row.own_voice or first.attribution_id is None:
            return self._by_outlet(row, [words, *tail], voice.named | named)
        of = (first.report_id, first.attribution_id)
        verb = self._verbs.get(row.id) or "spoke of"
        same_verb = before is not None and self._verbs.get(before.id) == self._verbs.get(row.id)
        cue = Words(f" {verb}", number, is_cue=True, is_silent=same_verb)
        if before is not None:
            return [Name("", number, of), cue, words, *tail], frozenset()
        pieces, more = self.teller.named(row.speaker, of, Voice(voice.named | named), number)
        if day is not None and day.told is Told.SAID_DAY:
            first_word, _, rest = verb.partition(" ")
            head = Words(f" {first_word}", number, is_cue=True)
            more_verb = [Words(f" {rest}", number, is_cue=True)] if rest else []
            return [*pieces, head, Glue(" "), day, *more_verb, words], more
        return [*pieces, cue, words, *tail], more

    def _by_outlet(
        self, row: Row, told_of: list[Piece], named: set[str] | frozenset[str]
    ) -> tuple[list[Piece], frozenset[str]]:
        report_id = row.carriers[0].report_id
        key = f"outlet {publisher_of(self.material.reports[report_id], self.material).name}"
        kind = Told.OUTLET if key in named else Told.NAMED_OUTLET
        name = frame(kind, report_id, material=self.material)
        head: list[Piece] = enclosed(name) if name else []
        words, *dated = told_of
        day = frame(Told.DAY, report_id, material=self.material) if dated else None
        when: list[Piece] = [Glue(" "), day] if day else []
        return [*head, *when, Glue(" reported"), words], frozenset({key})

    def _same(self, row: Row) -> Frame | None:
        ids = [r.id for r in self.figures.same(row)[:MOST_OTHERS]]
        return frame(Told.SAME, row.id, *ids, material=self.material) if ids else None

    def rival(self, row: Row, others: Sequence[Row]) -> Row | None:
        """Return the first of some numbers that can be set against one in a sentence."""
        return next(
            (
                other
                for other in others
                if not fails(self.rivals(row, other, Voice()), self.material, self.reader)
            ),
            None,
        )

    def rivals(self, row: Row, other: Row, voice: Voice) -> Draft:
        """Return one sentence that sets two numbers against each other."""
        row, other = (self.fit(one) or one for one in (row, other))
        left, named = self.clause(row, 0, voice)
        right, more = self.clause(other, 1, voice, named=named)
        clauses = tuple(Clause((self.figures.words(r),)) for r in (row, other))
        return Draft((*left, Glue(", while "), *right, Glue(".")), clauses, named=named | more)

    # ---- how they stand to each other ----------------------------------------------------------

    def _relations(self) -> list[Proposal]:
        found: list[Proposal] = []
        done: set[frozenset[str]] = set()
        for force, kind in ((Force.HARD, "hard"), (Force.SOFT, "soft")):
            for row, others in self.figures.conflicts(force)[:2]:
                if kind == "soft" and found:
                    break  # where numbers exclude each other, those that nearly do are no news
                new = [o for o in others if frozenset((row.id, o.id)) not in done][:MOST_OTHERS]
                if not new:
                    continue
                done |= {frozenset((row.id, o.id)) for o in new}
                found.append(self._relation(kind, row, new, len(found)))
                fits = self.figures.fitting(row)[:MOST_OTHERS]
                if fits and kind == "hard":
                    found.append(self._relation("fits", row, fits, len(found)))
        return found

    def _relation(self, kind: str, row: Row, others: Sequence[Row], n: int) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            ids = (row.id, *(o.id for o in others))
            found = frame(Told.VERDICT, kind, *ids, material=self.material)
            if found is not None:
                cited = tuple(self.figures.words(r) for r in (row, *others))
                yield Draft((found, Glue(".")), beside=cited)

        first = {"hard": 30.0, "fits": 13.0, "soft": 15.0}[kind]
        weight = first - 8 * n  # that numbers exclude each other is told before most of them
        return Proposal(make, weight, 10 + 5 * len(others), ("2", str(n)))

    def _thresholds(self) -> list[Proposal]:
        found = []
        standing = [r for r in self.figures.standing() if not r.is_unnamed and not r.own_voice]
        for n, test in enumerate(self.material.ledger.thresholds):
            tested = {*test.below, *test.reached_by}
            ids = [r.id for r in standing if r.id in tested][:MOST_BESIDE]
            if ids:
                found.append(self._threshold(test.threshold.name, ids, n))
        return found

    def _threshold(self, name: str, ids: Sequence[str], n: int) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            found = frame(Told.BESIDE, name, *ids, material=self.material)
            if found is not None:
                cited = tuple(self.figures.words(self.material.rows[i]) for i in ids)
                yield Draft((found, Glue(".")), beside=cited)

        return Proposal(make, 15.0 - 3 * n, 10 + 4 * len(ids), ("3", str(n)))

    # ---- what else is counted ------------------------------------------------------------------

    def _counts(self) -> list[Proposal]:
        """Tell what else a speaker counts: ships, aircraft, delegations."""
        by: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.figures.others, key=in_time):
            if row.figure.counted_text and not row.own_voice and not row.is_unnamed:
                by[row.speaker.name].append(row)
        ranked = sorted(by.values(), key=lambda rows: (-len(rows), in_time(rows[0])))
        return [one for n, rows in enumerate(ranked) for one in self._count(rows, n)]

    def _count(self, rows: Sequence[Row], n: int) -> Iterator[Proposal]:
        """Yield what one speaker counts, a few things in each sentence."""
        things = list(dict.fromkeys(r.figure.counted for r in rows))
        for start in range(0, len(things), MOST_COUNTS):
            told_of = things[start : start + MOST_COUNTS]

            def make(voice: Voice, told_of: Sequence[str] = told_of) -> Iterator[Draft]:
                mine = [r for r in rows if r.figure.counted in told_of]
                once = {r.figure.counted: fit for r in mine if (fit := self.fit(r))}
                kept = list(once.values())
                for many in range(len(kept), 0, -1):
                    yield self._listed(kept[:many], voice)

            weight = 5.0 - n - start / MOST_COUNTS
            yield Proposal(make, weight, 8 + 4 * len(told_of), ("4", f"{n:03}", f"{start:03}"))

    def _listed(self, rows: Sequence[Row], voice: Voice) -> Draft:
        """Return one sentence with several counts of one speaker."""
        first = rows[0]
        of = (first.carriers[0].report_id, first.carriers[0].attribution_id or "")
        name, named = self.teller.named(first.speaker, of, voice, 0)
        pieces: list[Piece] = [*name]
        for n, row in enumerate(rows):
            if n == 0:
                pieces.append(Words(" spoke of", 0, is_cue=True))
            joint = " " if n == 0 else " and " if n == len(rows) - 1 else ", "
            pieces.append(
                Words(f"{joint}{self._amounts.get(row.id) or self.figures.amount(row)}", 0)
            )
        cited = tuple(dict.fromkeys(self.figures.words(r) for r in rows))
        day = self.figures.day(rows[-1])
        tail: list[Piece] = [Glue(" "), day] if day else []
        return Draft((*pieces, *tail, Glue(".")), (Clause(cited),), named=named)
