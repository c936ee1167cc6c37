"""Tell what makes a passage deny a sentence, or say less: opposites, denials, amounts, roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from vedette.brief.check.align import FOUND, GOOD, Alignment, Match, lemma_likeness
from vedette.brief.check.amounts import Relation
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.values import counts_same, one_in_other, only_part, relation, same_question
from vedette.brief.check.verbs import light_pairs, support_pairs, verb_pairs
from vedette.brief.check.voices import is_turned
from vedette.brief.check.words import quantity_of, state_of_word
from vedette.data.meanings import MADE, OPPOSITE, likeness
from vedette.model import Figure, TimeMention, Token

_OPEN_KINDS = (Kind.NOUN, Kind.VERB, Kind.ADJECTIVE, Kind.ADVERB)


@dataclass(frozen=True, slots=True)
class Clash:
    """Hold one difference that makes two sentences deny each other, with its kind and words."""

    kind: str
    said: str
    found: str


def clashes(a: Alignment) -> tuple[Clash, ...]:
    """Return what makes the best passage deny the sentence."""
    if a.is_verbatim:
        return ()
    found = [*_opposites(a), *_polarity(a), *_amounts(a), *_times(a)]
    found += [*_replaced(a), *_roles(a), *_quantities(a)]
    return tuple(dict.fromkeys(found))


def _opposites(a: Alignment) -> Iterable[Clash]:
    """Yield words without a match where their opposites stand."""
    for unit, match in zip(a.said.units, a.matches, strict=True):
        if unit.kind not in _OPEN_KINDS or (match and _stands(a, match)):
            continue
        for other in a.best.units:
            if other.kind is not unit.kind or likeness(unit.lemma, other.lemma) != OPPOSITE:
                continue
            if not _same_place(a, unit, other):
                continue
            if a.said.is_negated(unit.token) == a.best.is_negated(other.token):
                yield Clash("opposite", unit.token.text, other.token.text)


def _stands(a: Alignment, match: Match) -> bool:
    """Tell whether a match is beyond doubt: the same word, or one like it in the same place."""
    return match.likeness >= MADE or _same_place(a, match.unit, match.other)


def swapped(a: Alignment) -> tuple[tuple[Unit, Unit], ...]:
    """Return words that the best passage lacks, each with the other word that stands in its place.

    The two hang on the same word in the same way, are of one kind and mean different things.
    """
    if a.is_verbatim:
        return ()
    taken = {m.other.token.i for m in a.by_token.values()}
    found = []
    for unit, match in zip(a.said.units, a.matches, strict=True):
        if match is not None and _same_place(a, unit, match.other):
            continue
        head, role = a.said.governor(unit.token)
        above = a.by_token.get(head.i)
        if above is None or above.likeness < GOOD or head.i == unit.token.i:
            continue
        for other in a.best.units:
            top, part = a.best.governor(other.token)
            if top.i != above.other.token.i or part != role or other.token.i in taken:
                continue
            if other.kind is unit.kind and likeness(unit.lemma, other.lemma) < FOUND:
                found.append((unit, other))
                break
    return tuple(found)


def mood_changes(a: Alignment) -> int:
    """Count verbs that are planned, doubted or undone on one side only."""
    count = 0
    for m in a.by_token.values():
        if m.unit.kind is Kind.VERB and m.other.kind is Kind.VERB:
            said, found = m.unit.token, m.other.token
            count += a.said.has_doubt(said) != a.best.has_doubt(found)
            count += a.said.is_planned(said) != a.best.is_planned(found)
            count += a.said.is_negated(said) != a.best.is_negated(found)
    return count


def _same_place(a: Alignment, unit: Unit, other: Unit) -> bool:
    """Tell whether two words hang on the same, or the same hangs on them."""
    head, role = a.said.governor(unit.token)
    top, part = a.best.governor(other.token)
    above = a.by_token.get(head.i)
    if above is not None and above.other.token.i == top.i:
        return True
    if role == part and head.lemma == top.lemma and _share_below(a, head, top) >= 1:
        return True  # "was larger", "was smaller"
    if role == part == "ROOT":
        return _share_below(a, unit.token, other.token) >= 1
    return _share_below(a, unit.token, other.token) >= (1 if unit.kind is Kind.VERB else 2)


def _share_below(a: Alignment, unit: Token, other: Token) -> int:
    below = {
        m.other.token.i for m in a.by_token.values() if a.said.governor(m.unit.token)[0].i == unit.i
    }
    return sum(a.best.governor(a.best.reading.tokens[i])[0].i == other.i for i in below)


def _polarity(a: Alignment) -> Iterable[Clash]:
    """Yield the same verb, denied on one side only."""
    for match in a.by_token.values():
        pair = (match.unit, match.other)
        if any(u.kind not in (Kind.VERB, Kind.ADJECTIVE, Kind.NOUN) for u in pair):
            continue
        if match.likeness < GOOD or not _supported_below(a, match):
            continue
        if _denied(a.said, match.unit.token) != _denied(a.best, match.other.token):
            yield Clash("denial", match.unit.token.text, match.other.token.text)
    for said, found in (*light_pairs(a), *support_pairs(a)):
        if _denied(a.said, said) != _denied(a.best, found):
            yield Clash("denial", said.text, found.text)


def _denied(passage: Passage, token: Token) -> bool:
    """Tell whether a word is denied, by its sentence or by who speaks of it.

    Who denies that a ship entered waters denies the entering, not the waters.
    """
    turned = token.pos in ("VERB", "AUX") and is_turned(passage, token)
    return passage.is_negated(token) != turned


def _supported_below(a: Alignment, match: Match) -> bool:
    if match.unit.kind is not Kind.VERB:
        head, _ = a.said.governor(match.unit.token)
        top, _ = a.best.governor(match.other.token)
        above = a.by_token.get(head.i)
        return above is not None and above.other.token.i == top.i
    return _share_below(a, match.unit.token, match.other.token) >= 1


def _amounts(a: Alignment) -> Iterable[Clash]:
    """Yield another number of the same thing."""
    for figure in a.said.figures:
        verdicts = [(relation(figure, other), other) for other in _rivals(a, figure)]
        told = {other.text for _, other in verdicts}
        if (
            verdicts
            and figure.text not in told
            and all(one is Relation.DENIES for one, _ in verdicts)
        ):
            yield Clash("amount", figure.text, verdicts[0][1].text)


def only_of_part(a: Alignment) -> str | None:
    """Return the part that alone is counted in the report, where the statement counts the whole.

    None where another passage counts what the statement counts.
    """
    for figure in a.said.figures:
        found = [
            only_part(figure, other)
            for passage in (a.best, *a.beside)
            for other in passage.figures
            if counts_same(figure, other) and relation(figure, other) is Relation.CARRIES
        ]
        if found and all(found) and not _names(a.said, found[0] or ""):
            return found[0]
    return None


def _names(said: Passage, part: str) -> bool:
    """Tell whether a statement has the words of a part, if in small letters or as an adjective."""
    words = {t.lower for t in said.reading.tokens_of(said.sentence)}
    words |= {state for word in words if (state := state_of_word(word))}
    return all(
        {word.lower(), state_of_word(word.lower())} & words
        for word in part.replace(" and ", " ").split()
    )


def shared_by(a: Alignment) -> str | None:
    """Return who shares a number in the report, where a statement gives it to one alone."""
    if not a.said.figures:
        return None
    taken = {m.other.token.i for m in a.by_token.values()}
    for m in a.by_token.values():
        if m.unit.kind is not Kind.NAME or a.best.governor(m.other.token)[1] != "subject":
            continue
        for child in a.best.reading.children[m.other.token.i]:
            token = a.best.reading.tokens[child]
            if token.dep == "conj" and token.pos == "PROPN" and token.i not in taken:
                return f"{m.other.token.text} and {token.text}"
    return None


def _rivals(a: Alignment, figure: Figure) -> list[Figure]:
    return [f for f in a.best.figures if counts_same(figure, f) and same_question(figure, f)]


def _times(a: Alignment) -> Iterable[Clash]:
    """Yield another day of the same deed: both known, and no day in common."""
    known = [t for t in a.best.times if t.when.start and t.when.end]
    for time in a.said.times:
        if not (time.when.start and time.when.end) or not known:
            continue
        if _hangs_on_match(a, time, known) and all(_apart(time, other) for other in known):
            yield Clash("time", time.span.quote, known[0].span.quote)


def _apart(a: TimeMention, b: TimeMention) -> bool:
    first, second = a.when, b.when
    if not (first.start and first.end and second.start and second.end):
        return False
    return first.end < second.start or second.end < first.start


def _hangs_on_match(a: Alignment, time: TimeMention, known: list[TimeMention]) -> bool:
    def heads(passage: Passage, mention: TimeMention) -> set[int]:
        inside = [t for t in passage.tokens if mention.span.start <= t.start < mention.span.end]
        return {passage.governor(t)[0].i for t in inside}

    wanted = {a.by_token[i].other.token.i for i in heads(a.said, time) if i in a.by_token}
    return any(wanted & heads(a.best, other) for other in known)


def _replaced(a: Alignment) -> Iterable[Clash]:
    """Yield a name or number that stands in the place of one that the passage does not have."""
    taken = {m.other.token.i for m in a.by_token.values()}
    for unit, match in zip(a.said.units, a.matches, strict=True):
        if match is not None or unit.kind not in (Kind.NAME, Kind.NUMBER) or _in_figure(a, unit):
            continue
        head, role = a.said.governor(unit.token)
        above = a.by_token.get(head.i)
        if above is None or above.likeness < GOOD or _is_named(a, unit):
            continue
        for other in a.best.units:
            if other.kind is not unit.kind or other.token.i in taken:
                continue
            top, part = a.best.governor(other.token)
            if top.i == above.other.token.i and part == role and rival_names(a, unit, other):
                yield Clash(
                    "name" if unit.kind is Kind.NAME else "number",
                    unit.token.text,
                    other.token.text,
                )


def _in_figure(a: Alignment, unit: Unit) -> bool:
    """Tell whether a number belongs to a figure: those are compared by value and bound."""
    spans = [f.number for f in a.said.figures]
    return any(s.start <= unit.token.start and unit.token.end <= s.end for s in spans)


def _is_named(a: Alignment, unit: Unit) -> bool:
    """Tell whether another word of the same name is found: "Alexander Lukashenko", "Lukashenko"."""
    if unit.kind is not Kind.NAME:
        return False
    return any(t.i in a.by_token for t in a.said.name_tokens(unit.token) if t.i != unit.token.i)


def rival_names(a: Alignment, unit: Unit, other: Unit) -> bool:
    """Tell whether two names are of different things of one kind, as far as is known."""
    if lemma_likeness(unit, other.lemma) >= FOUND:
        return False
    if unit.kind is Kind.NUMBER:
        return True
    if unit.lemma.startswith(other.lemma) or other.lemma.startswith(unit.lemma):
        return False  # a series and one of it: "Zapad", "Zapad-2025"
    if one_in_other(a.said, unit, a.best, other):
        return False
    first, second = a.said.name_id(unit.token), a.best.name_id(other.token)
    if first and second:
        return first != second
    return a.said.name_kind(unit.token) == a.best.name_kind(other.token)


def _roles(a: Alignment) -> Iterable[Clash]:
    """Yield who did it and to whom or from where, where these have changed places."""
    for match in a.by_token.values():
        if match.unit.kind is not Kind.VERB or match.other.kind is not Kind.VERB:
            continue
        parts = [
            (m.unit.token, role, part)
            for m in a.by_token.values()
            for head, role in (a.said.governor(m.unit.token),)
            for top, part in (a.best.governor(m.other.token),)
            if head.i == match.unit.token.i and top.i == match.other.token.i
        ]
        for (one, role, part), (other, role_too, part_too) in combinations(parts, 2):
            if role != role_too and (role, role_too) == (part_too, part):
                yield Clash("roles", one.text, other.text)


def _quantities(a: Alignment) -> Iterable[Clash]:
    """Yield "all" on one side and "some" on the other."""
    for match in a.by_token.values():
        said = _quantity(a.said, match.unit)
        found = _quantity(a.best, match.other)
        if said and found and said[0] != found[0]:
            yield Clash("quantity", said[1], found[1])


def _quantity(passage: Passage, unit: Unit) -> tuple[str, str] | None:
    if unit.kind is not Kind.NOUN:
        return None
    for child in passage.reading.children[unit.token.i]:
        token = passage.reading.tokens[child]
        if kind := quantity_of(token.lower):
            return kind, token.text
    return None


def hedged(a: Alignment) -> tuple[str, ...]:
    """Return verbs that the passage hedges and the sentence does not."""
    return tuple(
        said.text
        for said, found in verb_pairs(a)
        if a.best.has_doubt(found) and not a.said.has_doubt(said)
    )


def ahead(a: Alignment) -> tuple[str, ...]:
    """Return verbs that are done in the sentence and only planned in the passage."""
    return tuple(
        said.text
        for said, found in verb_pairs(a)
        if said.tag in ("VBD", "VBN", "VBG")
        and a.best.is_planned(found)
        and not a.said.is_planned(said)
    )
