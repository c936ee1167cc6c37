"""Compare by value what words alone do not decide: places in places, days, what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.brief.check.align import GOOD, Alignment, lemma_likeness
from vedette.brief.check.amounts import Relation, amount_of, compare, is_quoted
from vedette.brief.check.framing import framed_words
from vedette.brief.check.moments import is_day_of, names, within
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.statements import Statement
from vedette.brief.check.verbs import supported
from vedette.brief.check.voices import told_of
from vedette.brief.check.words import listed
from vedette.data.meanings import is_kind_of, likeness
from vedette.model import (
    EntityKind,
    Figure,
    PlaceMention,
    PlacePrecision,
    PlaceRole,
    Scope,
    TimeMention,
    When,
)

_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.SEA)
_EXERCISE = "exercise/"


def valued(a: Alignment) -> Alignment:
    """Return an alignment in which what is carried by value counts as found.

    Passages beside the best one that are then no longer needed are left out.
    """
    alone = replace(a, beside=(), wide=tuple(m.likeness if m else 0.0 for m in a.matches))
    full, short = _with_values(a), _with_values(alone)
    needed = any(w >= GOOD > s for w, s in zip(full.wide, short.wide, strict=True))
    return full if needed else short


def _with_values(a: Alignment) -> Alignment:
    wide = tuple(
        GOOD if value < GOOD and is_carried(a, unit) else value
        for unit, value in zip(a.said.units, a.wide, strict=True)
    )
    return a if wide == a.wide else replace(a, wide=wide)


def is_support(a: Alignment, unit: Unit) -> bool:
    """Tell whether a verb only supports a noun that is found: "held talks" is "talked"."""
    return unit.kind is Kind.VERB and supported(a, unit.token) is not None


def _is_wider(a: Alignment, unit: Unit) -> bool:
    """Tell whether a word names the kind of what the report names in its place: a deal, a job."""
    match = a.by_token.get(unit.token.i)
    if match is None or unit.kind not in (Kind.NOUN, Kind.VERB):
        return False
    if unit.kind is not match.other.kind or a.said.is_negated(unit.token):
        return False
    same = a.said.governor(unit.token)[1] == a.best.governor(match.other.token)[1]
    return same and is_kind_of(match.other.lemma, unit.lemma)


def is_carried(a: Alignment, unit: Unit) -> bool:
    """Tell whether value alone carries a word: a number, what is counted, a place, the topic."""
    if is_support(a, unit) or _is_wider(a, unit):
        return True
    if unit.kind is Kind.NUMBER or (unit.kind is Kind.NOUN and not _is_exercise(unit)):
        return any(
            f.span.start <= unit.token.start < f.span.end
            and figure_relation(a, f) is Relation.CARRIES
            for f in a.said.figures
        )
    return _is_topic(a, unit) or (unit.kind is Kind.NAME and _holds_place(a, unit))


def frame_gaps(a: Alignment) -> tuple[str, ...]:
    """Return the words about a speech that neither the report's words nor its speakers carry."""
    if not isinstance(a.said, Statement):
        return ()
    known, sentence = framed_words(a.best), a.best.units
    return tuple(
        unit.token.text
        for unit in a.said.frame_units
        if unit.kind in (Kind.NAME, Kind.NOUN, Kind.NUMBER)
        and not _is_speaker(a.said, unit)
        and unit.token.lower.removesuffix("s") not in known
        and all(lemma_likeness(unit, key) < GOOD for key in a.best.by_lemma)
        and (unit.thing is None or all(unit.thing != other.thing for other in sentence))
    )


def _is_speaker(said: Statement, unit: Unit) -> bool:
    """Tell whether a word belongs to the name of who speaks, or to a group: those are compared."""
    for act in said.told:
        if act.speaker is None or not any(s.start <= unit.token.start < s.end for s in act.source):
            continue
        if act.speaker.kind is not EntityKind.PERSON or unit.token.text in act.speaker.name:
            return True
    return False


def _holds_place(a: Alignment, unit: Unit) -> bool:
    """Tell whether the passages name a place inside the one that a word names."""
    said = next((p for p in places(a.said) if _covers(p, unit)), None)
    if said is None or said.where.precision is not PlacePrecision.COUNTRY:
        return False
    return any(
        p.where.country == said.where.country and p.where.precision not in _WIDE
        for passage in (a.best, *a.beside)
        for p in places(passage)
    )


def one_in_other(said: Passage, unit: Unit, found: Passage, other: Unit) -> bool:
    """Tell whether of two names of places one lies in the other: the report only says less."""
    first = next((p for p in places(said) if _covers(p, unit)), None)
    second = next((p for p in places(found) if _covers(p, other)), None)
    if first is None or second is None or first.where.country != second.where.country:
        return False
    return any(p.where.precision is PlacePrecision.COUNTRY for p in (first, second))


def _is_topic(a: Alignment, unit: Unit) -> bool:
    """Tell whether a word stands for the one exercise that the report is about.

    It is its name where the passage says "the drills", or "the drills" where it is understood.
    """
    named = {m.ref.id for m in a.best.analysis.mentions if (m.ref.id or "").startswith(_EXERCISE)}
    if len(named) != 1:
        return False
    if (unit.thing or "").startswith(_EXERCISE):
        return named == {unit.thing} and any(map(_is_exercise, a.best.units))
    return _is_exercise(unit) and _is_definite(a.said, unit)


def _is_exercise(unit: Unit) -> bool:
    return unit.kind is Kind.NOUN and likeness("exercise", unit.lemma) >= GOOD


def _is_definite(said: Passage, unit: Unit) -> bool:
    children = (said.reading.tokens[c] for c in said.reading.children[unit.token.i])
    return any(t.lower in ("the", "this", "these", "their", "its") for t in children)


def places(passage: Passage) -> tuple[PlaceMention, ...]:
    """Return the places where something is, as a passage names them."""
    start, end = passage.sentence.start, passage.sentence.end
    return tuple(
        p
        for p in passage.analysis.places
        if p.role is PlaceRole.LOCATION and start <= p.span.start and p.span.end <= end
    )


def _covers(place: PlaceMention, unit: Unit) -> bool:
    return place.span.start <= unit.token.start and unit.token.end <= place.span.end


def time_gaps(a: Alignment) -> Iterator[str]:
    """Yield what the passages lack of the days that a statement names.

    A time less exact than the report's is carried, a more exact one is not.
    """
    told = [(p, t) for p in (a.best, *a.beside) for t in p.moments]
    for time in a.said.moments:
        there = list(_times_there(a, time))
        named = [pair for pair in told if names(pair[1], time)]
        if named and all(_is_end(*pair) != _is_end(a.said, time) for pair in named):
            yield f"not the same end in the report: “{time.span.quote}”"
            continue
        if named or _is_written(a, time):
            continue
        if _is_of_report(a, time) or _stays_over(a, time):
            continue
        if any(within(other, time.when) for other in there):
            continue
        if any(within(time.when, other) for other in there):
            yield f"more exact than the report: “{time.span.quote}”"
        else:
            yield f"not found: “{time.span.quote}”"


def _is_end(passage: Passage, time: TimeMention) -> bool:
    """Tell whether a time is how long something lasts: "until 18 May" is not "on 18 May"."""
    before = [t.lower for t in passage.reading.tokens if t.end <= time.span.start][-1:]
    return bool(set(before) & listed("ends_of_time"))


def _is_of_report(a: Alignment, time: TimeMention) -> bool:
    """Tell whether a time is the day of a report that carries: "(reported on 16 September)"."""
    inside = [t for t in a.said.tokens if time.span.start <= t.start < time.span.end]
    above = {a.said.governor(t)[0].lemma.lower() for t in inside}
    if not above & listed("printing"):
        return False
    days = (p.reading.report.published for p in (a.best, *a.beside))
    return any(is_day_of(day, time) for day in days)


def _stays_over(a: Alignment, time: TimeMention) -> bool:
    """Tell whether a thing was over on a day that comes after a report which calls it over."""
    if not (_is_ended(a.said) and _is_ended(a.best) and time.when.start):
        return False
    told = a.best.reading.report.published
    return told.end is not None and told.end <= time.when.start


def _is_ended(passage: Passage) -> bool:
    """Tell whether a passage says that something is over: "the drill is over"."""
    tokens = passage.reading.tokens
    return any(
        t.lower == "over"
        and t.dep in ("advmod", "acomp", "prep", "prt", "oprd")
        and tokens[t.head].lemma.lower() == "be"
        and not any(tokens[c].dep == "pobj" for c in passage.reading.children[t.i])
        and not passage.is_negated(tokens[t.head])
        for t in passage.tokens
    )


def _is_written(a: Alignment, time: TimeMention) -> bool:
    """Tell whether the passages have the words of an open time, if only as words."""
    if time.when.start:
        return False
    words = f" {time.span.quote.lower()} "
    return any(words in f" {' '.join(t.lower for t in p.tokens)} " for p in (a.best, *a.beside))


def _times_there(a: Alignment, time: TimeMention) -> Iterator[When]:
    for passage in (a.best, *a.beside):
        yield from (t.when for t in passage.known_times)
    if _is_of_speech(a.said, time):  # "said on Monday": the day of the words, else of the report
        yield from (act.uttered for act in a.best.carriers if act.uttered.start)
        yield a.best.reading.report.published


def _is_of_speech(said: Passage, time: TimeMention) -> bool:
    if not isinstance(said, Statement):
        return False
    inside = [t.i for t in said.tokens if time.span.start <= t.start < time.span.end]
    return bool(inside) and all(i in said.framing for i in inside)


def figure_relation(a: Alignment, figure: Figure) -> Relation | None:
    """Return how the passages stand to a figure; None where none counts the same."""
    compare_to = _quoted if _is_quoted(a) else relation
    found = [
        compare_to(figure, other)
        for passage in (a.best, *a.beside)
        for other in passage.figures
        if counts_same(figure, other) and same_scope(figure, other)
    ]
    if not found:
        return None
    return next((r for r in (Relation.CARRIES, Relation.OPEN) if r in found), Relation.DENIES)


def counts_same(a: Figure, b: Figure) -> bool:
    """Tell whether two figures count the same kind of thing, in the same unit."""
    if a.unit != b.unit or amount_of(a) is None or amount_of(b) is None:
        return False
    words = (_last(a.counted_text or a.counted), _last(b.counted_text or b.counted))
    if likeness(*words) >= GOOD or (bool(a.unit) and a.counted == b.counted):
        return True
    # "How many take part": a figure without a noun of its own counts what its class says.
    return a.counted == b.counted and not (a.counted_text and b.counted_text)


def _last(words: str) -> str:
    word = words.lower().split()[-1] if words.split() else ""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def relation(said: Figure, evidence: Figure) -> Relation:
    """Return how one figure stands to another, by value and bound alone."""
    first, second = amount_of(said), amount_of(evidence)
    return compare(first, second) if first and second else Relation.OPEN


def _is_quoted(a: Alignment) -> bool:
    """Tell whether a statement is told as somebody's words: "claimed fewer than 26,000 troops"."""
    heads = (t.lemma.lower() for t in a.said.tokens if t.dep == "ROOT" and t.pos == "VERB")
    return any(act.speaker for act in told_of(a.said)) or any(map(_is_speech, heads))


def _is_speech(lemma: str) -> bool:
    return lemma in listed("speech")


def misquoted(a: Alignment) -> list[str]:
    """Return the figures that follow from what a speaker says, and that he does not say."""
    if not _is_quoted(a):
        return []
    return [
        figure.text
        for figure in a.said.figures
        if figure_relation(a, figure) is Relation.OPEN
        and any(
            relation(figure, other) is Relation.CARRIES
            for passage in (a.best, *a.beside)
            for other in passage.figures
            if counts_same(figure, other)
        )
    ]


def _quoted(said: Figure, evidence: Figure) -> Relation:
    """Return how a figure in somebody's mouth stands to another: a bound is given as it is."""
    found, first, second = relation(said, evidence), amount_of(said), amount_of(evidence)
    if found is Relation.CARRIES and first and second and not is_quoted(first, second):
        return Relation.OPEN
    return found


def same_scope(said: Figure, found: Figure) -> bool:
    """Tell whether two figures may count the same part: what one does not state is open."""
    pairs = zip(_parts(said.scope), _parts(found.scope), strict=True)
    return not any(mine and theirs and mine != theirs for mine, theirs in pairs)


def same_question(said: Figure, found: Figure) -> bool:
    """Tell whether two figures answer one question: one that counts a part denies nothing of all.

    Only the activity may go without saying.
    """
    return same_scope(said, found) and _parts(said.scope)[1:] == _parts(found.scope)[1:]


def only_part(said: Figure, found: Figure) -> str | None:
    """Return whose or where alone it is counted in the report, where a text counts the whole."""
    mine, theirs = _parts(said.scope)[1:3], _parts(found.scope)[1:3]
    named = (said.scope.place, *said.scope.force)
    for one, other in zip(mine, theirs, strict=True):
        if other and not one and not set(other) & set(named):
            return " and ".join(other)
    return None


def _parts(scope: Scope) -> tuple[tuple[str, ...], ...]:
    lent = {*scope.borrowed, *scope.assumed}
    place = scope.place if "place" not in lent else None
    return (
        (scope.activity,) if scope.activity else (),
        scope.force if "force" not in lent else (),
        (place,) if place else (),
        (scope.component,) if scope.component else (),
        (scope.role,) if scope.role else (),
    )
