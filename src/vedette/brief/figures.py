"""The figures of a board that a brief tells: which rows, in which words, against which others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from vedette.brief.amounts import amount_words
from vedette.brief.draft import Frame, Told
from vedette.brief.frames import frame
from vedette.brief.lexicon import class_word, listed
from vedette.brief.material import Material
from vedette.brief.naming import title
from vedette.data.catalogue import state_by_iso
from vedette.model import (
    Act,
    Basis,
    Certainty,
    EntityKind,
    Evidence,
    Force,
    Judgement,
    Row,
    Speaker,
    Stage,
    Tense,
    Verdict,
)

_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.PROBABLE})


class Figures:
    """The rows of a board that are told, by body, and what is known of each."""

    def __init__(self, material: Material) -> None:
        self.material = material
        ledger = material.ledger
        own = [r for r in ledger.rows if r.figure.scope.activity == ledger.activity]
        sized = [r for r in own if r.figure.is_strength and not r.is_open]
        self.counted = _main_class(sized)
        rows = [r for r in sized if r.figure.counted == self.counted and r.relay_of is None]
        self.rows = _without_echoes([r for r in rows if self._is_tellable(r)])
        self.others = [
            r
            for r in own
            if r.figure.counted not in {self.counted, *listed("uncounted")} and self._is_tellable(r)
        ]
        self.earlier = [r for r in ledger.rows if self._is_earlier(r)]
        self.bodies = self._by_body()
        self._edges = self._extremes()
        self.bodies.sort(key=lambda rows: (-self.weight(rows), in_time(rows[0])))

    def _is_tellable(self, row: Row) -> bool:
        """Leave out what nobody in particular says: a reader could not ask him."""
        name = row.speaker.name.lower().split()
        held = row.carriers[0].report_id in self.material.reports
        return held and (row.own_voice or not set(name) & set(listed("nobody")))

    def _is_earlier(self, row: Row) -> bool:
        """Tell whether a row counts another edition of the activity, as far as a brief tells it."""
        other = row.figure.scope.activity not in {None, self.material.ledger.activity}
        sized = row.figure.is_strength and row.figure.counted == self.counted
        return other and sized and row.relay_of is None and self._is_tellable(row)

    def _by_body(self) -> list[list[Row]]:
        """Return the rows to tell, by body."""
        bodies: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows, key=in_time):
            bodies[body_of(row)].append(row)
        return [_moves(rows) for rows in bodies.values()]

    def by_speaker(self, rows: Sequence[Row]) -> list[list[Row]]:
        """Return the rows of the body that some rows are of, by who speaks for it."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows, key=in_time):
            if body_of(row) == body_of(rows[0]):
                found[row.speaker.name].append(row)
        return [_moves(each) for each in found.values()]

    def weight(self, rows: Sequence[Row]) -> float:
        """Return how much it matters to tell what one body says."""
        best = max(rows, key=lambda r: len(r.origins))
        named = not best.is_unnamed and not best.own_voice
        ours = self.is_organiser(best)
        stands = any(r.replaced_by is None for r in rows)
        whole = any(r.figure.scope.place is None for r in rows)
        weight = 3 * ours + 2 * named + stands + whole + min(len(best.origins), 3)
        edge = 3 * any(r.id in self._edges for r in rows)
        office = any(title(r.speaker) and r.speaker.kind is EntityKind.PERSON for r in rows)
        return weight + 0.3 * len(rows) + edge + office

    def _extremes(self) -> frozenset[str]:
        """Return the lowest and the highest numbers that others of named speakers rule out."""
        named = [r for r in self.standing() if not r.is_unnamed and not r.own_voice]
        rows = {r.id: size_of(r) for r in named if size_of(r) and not _is_part(r)}
        pairs = [pair for pair, one in self.material.verdicts.items() if _is_conflict(one)]
        rival = {own for pair in pairs if pair <= rows.keys() for own in pair}
        ends = {rows[own] for own in rival}
        return frozenset(own for own in rival if rows[own] in {min(ends), max(ends)})

    def is_organiser(self, row: Row) -> bool:
        """Tell whether one of those speaks who hold the activity."""
        return speaks_for(row.speaker, self.material.organisers)

    # ---- one row -------------------------------------------------------------------------------

    def words(self, row: Row) -> Evidence:
        """Return the sentence of a row's first carrier."""
        first = row.carriers[0]
        return self.material.sentence(first.report_id, first.span)

    def claims(self, row: Row) -> tuple[str, ...]:
        """Return the claims made of a row's first carrier."""
        first = row.carriers[0]
        analysis = self.material.analyses.get(first.report_id)
        claims = analysis.claims if analysis else ()
        return tuple(c.id for c in claims if c.value.id == first.figure_id)

    def day(self, row: Row) -> Frame | None:
        """Return the day on which it was said, else that of the report."""
        first = row.carriers[0]
        exact = row.uttered.is_known and not (row.uttered.basis or "").startswith("not after")
        if exact and first.attribution_id:
            found = frame(
                Told.SAID_DAY, first.report_id, first.attribution_id, material=self.material
            )
            if found:
                return found
        return frame(Told.REPORT_DAY, first.report_id, material=self.material)

    def amounts(self, row: Row) -> Iterator[str]:
        """Yield what a row says, in our words and then, of a plain number, in those quoted.

        "6,000 to 8,000 of them" says too little by itself: there the class is named.
        """
        figure, quoted = row.figure, row.carriers[0].span.quote
        if figure.change is not None and figure.low is None and figure.high is None:
            last = quoted.lower().split()[-1:]
            yield from (word for word in last if word in listed("comparatives"))
        elif figure.counted_text is None and (noun := class_word(figure.counted)):
            yield self._scoped(row, f"{amount_words(figure)} {noun}")
        yield self.amount(row)
        if figure.change is None and len(figure.scope.force) > 1:
            yield f"{self.amount(row)} from {' and '.join(figure.scope.force)}"
        if figure.change is None and any(c.isdigit() for c in quoted):
            yield self._scoped(row, f"“{quoted[:1].lower()}{quoted[1:]}”")

    def amount(self, row: Row) -> str:
        """Return what a row says: how many, whose and where, as far as the report says so."""
        return self._scoped(row, _as_put(row) or amount_words(row.figure))

    def _scoped(self, row: Row, amount: str) -> str:
        scope = row.figure.scope
        unsaid = {*scope.assumed, *scope.borrowed}
        stated = scope.place not in {None, scope.activity} and "place" not in unsaid
        if stated and row.figure.change is not None:
            stated = str(scope.place) in self.words(row).span.quote  # another text may say where
        where = f" in {scope.place}" if stated else ""
        mine = row.figure.of or ""
        whose = ""  # all who take part together are the whole: only a part is told as one
        part = len(scope.force) == 1 and "force" not in unsaid
        if part and row.figure.counted == "personnel" and mine.lower() not in amount.lower():
            whose = f" from {scope.force[0]}"
        other = scope.activity not in {None, self.material.ledger.activity}
        edition = f" for {scope.activity}" if other else ""
        return f"{amount}{whose}{where}{edition}"

    # ---- how they stand to each other ----------------------------------------------------------

    def standing(self) -> list[Row]:
        """Return what each body still says of the whole: the best carried, of equals the last."""
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
        pairs = [
            (by_id[one], sorted(others, key=lambda r: (-self.weight([r]), in_time(r))))
            for one, others in found.items()
        ]
        return sorted(pairs, key=lambda p: (-len(p[1]), -self.weight([p[0]]), in_time(p[0])))

    def fitting(self, row: Row) -> list[Row]:
        """Return the numbers of others that answer the same question and can be true beside it."""
        return [
            other
            for other in self.standing()
            if other.id != row.id
            and body_of(other) != body_of(row)
            and not is_same(other, row)
            and not is_vague(other)
            and (one := self.material.verdicts.get(frozenset((row.id, other.id)))) is not None
            and one.verdict in {Verdict.AGREE, Verdict.REFINES}
        ]

    def same(self, row: Row) -> list[Row]:
        """Return what other named bodies say who give the same number of the same thing."""
        same = [r for r in self.rows if is_same(r, row) and not is_vague(r) and not r.own_voice]
        return list({body_of(r): r for r in same if body_of(r) != body_of(row)}.values())


def speaks_for(speaker: Speaker, states: Collection[str]) -> bool:
    """Tell whether somebody speaks for one of some states: an expert from there does not."""
    if speaker.kind is EntityKind.PERSON and not speaker.body:
        return False
    state = state_by_iso(speaker.state) if speaker.state else None
    return speaker.name in states or (state is not None and state.name in states)


def verbs(row: Row) -> Iterator[str]:
    """Yield the verbs that can tell a row, the best first: no hedge is lost, none is added."""
    modality = row.figure.modality
    if row.figure.change is not None and row.figure.low is None and row.figure.high is None:
        if modality.certainty in _UNSURE:
            yield "said that the number might be"
            return
        past = modality.tense is Tense.PAST
        yield "said that the number was" if past else "said that the number would be"
        return
    if modality.certainty is Certainty.POSSIBLE:
        if modality.act is Act.WARNS:
            yield "warned that there might be"
        yield "said that there might be"
        return
    if modality.act is Act.WARNS:
        yield "warned of"
    elif modality.act is Act.CLAIMS:
        yield "claimed"
    elif modality.act is Act.ESTIMATES or row.figure.basis is Basis.ESTIMATED:
        yield "estimated"
    elif row.figure.stage is Stage.ANNOUNCED:
        yield "announced"
    else:
        yield "spoke of"
    ahead = modality.tense is Tense.PLANNED or row.figure.stage is Stage.FORECAST
    yield "said that there would be" if ahead else "said that there were"


def _as_put(row: Row) -> str:
    """Return a change in the words of its report ("nearly halved from the 13,000"), if they fit."""
    if row.figure.change is None or row.figure.low is not None or row.figure.high is not None:
        return ""
    words = row.carriers[0].span.quote.split()
    done = [w for w in words[:2] if w.endswith("ed") or (w == "cut" and words[-1] != w)]
    follows = words[words.index(done[0]) + 1 :][:1] if done else []
    fits = follows and follows[0] in listed("change_joints")
    return " ".join(words) if fits else ""


def _main_class(rows: Sequence[Row]) -> str:
    counts = Counter(r.figure.counted for r in rows)
    if counts["personnel"]:
        return "personnel"
    return min(counts, key=lambda one: (-counts[one], one)) if counts else ""


def _without_echoes(rows: Sequence[Row]) -> list[Row]:
    """Leave out what unnamed speakers, and states, give after a named body of the same number.

    "Belarus announced about 13,000" in a later report is what its ministry announced.
    """
    firm = [r for r in rows if not is_vague(r)]
    return [r for r in rows if not is_vague(r) or not any(_is_echo(r, other) for other in firm)]


def _is_echo(row: Row, other: Row) -> bool:
    near = row.is_unnamed or row.speaker.state == other.speaker.state
    x, y = row.figure.change, other.figure.change
    halved = x is not None and y is not None and (x.direction, x.factor) == (y.direction, y.factor)
    return near and (is_same(row, other) or halved)


def _moves(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of one body that say something new: each value and scope once."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        figure = row.figure
        halved = figure.change is not None and figure.low is None
        value = "change" if halved else (figure.low, figure.high, figure.bound)
        whose = figure.scope.force if len(figure.scope.force) == 1 else ()
        key = (value, "" if halved else figure.scope.place, whose)
        best = seen.get(key)
        if best is None or (len(row.carriers) > len(best.carriers) and row.day == best.day):
            seen[key] = row
    return sorted(seen.values(), key=in_time)


def shortened(rows: Sequence[Row], most: int, *, in_order: bool) -> list[Row]:
    """Keep of a long row of numbers the first, the changes, and the last ones.

    Without an order that matters, keep those that the most texts carry.
    """
    if len(rows) <= most:
        return list(rows)
    if most == 1:
        whole = [r for r in rows if not _is_part(r)] or [*rows]
        most_carried = max(len(r.origins) for r in whole)
        return [r for r in whole if len(r.origins) == most_carried][-1:]
    if not in_order:
        best = sorted(rows, key=lambda r: (-len(r.origins), in_time(r)))
        return sorted(best[:most], key=in_time)
    first, *rest = rows
    changes = [r for r in rest if r.figure.change is not None][: max(0, most - 2)]
    last = [r for r in rest if r.figure.change is None][-(most - 1 - len(changes)) :]
    return sorted([first, *changes, *last], key=in_time)


def in_time(row: Row) -> tuple[str, str]:
    """Return the place of a row in time."""
    return str(row.day or "9999"), row.id


def _is_conflict(judged: Judgement) -> bool:
    return judged.verdict is Verdict.CONFLICT


def _is_part(row: Row) -> bool:
    """Tell whether a row counts some of those who take part: in one place, from one state."""
    return row.figure.scope.place is not None or len(row.figure.scope.force) == 1


def size_of(row: Row) -> float:
    """Return the number that a row gives, of an interval the end that is said; 0 for none."""
    figure = row.figure
    return float(figure.high if figure.high is not None else figure.low or 0)


def body_of(row: Row) -> str:
    """Return the body that gives a number; who has none is his own."""
    return row.speaker.body or row.speaker.name


def is_vague(row: Row) -> bool:
    """Tell whether nobody in particular speaks: an unnamed one, or a state."""
    return row.is_unnamed or row.speaker.kind is EntityKind.STATE


def is_same(a: Row, b: Row) -> bool:
    """Tell whether two rows give the same number of the same thing."""
    x, y = a.figure, b.figure
    same = (x.low, x.high, x.bound, x.change) == (y.low, y.high, y.bound, y.change)
    return same and x.scope.place == y.scope.place and x.counted == y.counted
