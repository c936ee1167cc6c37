"""Changes: "nearly halved from 13,000", "cut by a third", "down from 30 to 12", "may be higher"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.figures.counted import Counted, measured_noun
from vedette.extract.figures.number import NumberForm
from vedette.extract.figures.quantities import COUNT, SHARE, Quantity
from vedette.extract.figures.rates import fold_of
from vedette.extract.figures.remainders import left_over, of_exercise, refers_back
from vedette.model import Change, Direction, Nearness, Reading, Token

PERCENT = "percent"


ROLES = ("by", "from", "to")


REACH = 14  # tokens between a verb of change and the number it governs


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one change: its words, what it does, and the quantities that are its parts.

    `carrier` is the index of the quantity that the change ends at or consists of, None where
    the verb alone says it; `used` are the indexes of quantities that it consumes. `first` and
    `last` are the tokens from the cue to the last part, `number` the token of the number words
    of a carrierless change.
    """

    change: Change
    carrier: int | None
    used: tuple[int, ...]
    first: int
    last: int
    number: int
    counted: Counted | None
    is_pure: bool
    outcome: float | None = None  # where base and outcome were read as one range


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Hold a language's words of change."""

    factors: dict[str, float]
    verbs: dict[str, Direction]
    adverbs: dict[str, Direction]
    comparatives: dict[str, Direction]
    measures: frozenset[str]
    below: frozenset[str]
    above: frozenset[str]


@cache
def change_words(language: str) -> ChangeWords:
    """Return the words of change of a language."""
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")
    changes, bounds = table["changes"], table["bounds"]
    words, verbs = changes["words"], changes["verbs"]
    verb_directions = dict.fromkeys(verbs["cut"], Direction.CUT)
    verb_directions.update(dict.fromkeys(verbs["raise"], Direction.RAISED))
    adverbs = dict.fromkeys(words["cut_words"], Direction.CUT)
    adverbs.update(dict.fromkeys(words["raise_words"], Direction.RAISED))
    comparatives = dict.fromkeys(words["less"], Direction.CUT)
    comparatives.update(dict.fromkeys(words["more"], Direction.RAISED))
    return ChangeWords(
        {lemma: float(value) for lemma, value in changes["factors"].items()},
        verb_directions,
        adverbs,
        comparatives,
        frozenset(words["measures"]),
        frozenset(bounds["below"]),
        frozenset(bounds["above"]) | {"more than", "over"},
    )


def find_changes(
    reading: Reading, tokens: tuple[Token, ...], quantities: list[tuple[int, Quantity]]
) -> Iterator[Found]:
    """Yield the changes of one sentence.

    `quantities` are those of the sentence with their indexes, in text order; a quantity serves
    one change only.
    """
    words = change_words(reading.language)
    taken: set[int] = set()
    for token in tokens:
        if token.pos in {"VERB", "AUX"} and token.lemma in words.factors:
            found = _multiplied(reading, token, quantities, taken, words)
        elif token.lemma in words.verbs and token.pos in {"VERB", "NOUN"}:
            found = _moved(reading, token, quantities, taken, words.verbs[token.lemma])
        elif token.lower in words.adverbs and token.pos in {"ADV", "ADP", "ADJ"}:
            found = _compared(reading, token, quantities, taken, words.adverbs[token.lower])
        else:
            continue
        if found is not None:
            taken.update(found.used)
            if found.carrier is not None:
                taken.add(found.carrier)
            yield found
    for index, _ in quantities:
        if index not in taken:
            found = _left(reading, quantities, index)
            if found is not None:
                taken.update((index, *found.used))
                yield found


def _left(reading: Reading, quantities: list[tuple[int, Quantity]], index: int) -> Found | None:
    # "will be little more than half of the 12,800 first planned"
    left = left_over(reading, quantities, index)
    at = dict(quantities)
    share = at[index]
    tokens = reading.tokens_between(share.start, share.end)
    if left is None or share.least >= 1 or not tokens:
        return None
    base, counted = left
    change = Change(
        Direction.CUT,
        factor=share.least,
        from_value=_single(at, base),
        nearness=_of_remainder(share.nearness),
    )
    used = () if base is None else (base,)
    last = max([tokens[-1].i, *(_last_token(reading, at[i]) for i in used)])
    return Found(change, index, used, tokens[0].i, last, tokens[-1].i, counted, is_pure=True)


def _of_remainder(nearness: Nearness) -> Nearness:
    """Return how near a cut comes to its share from how near the remainder does.

    Where little more than half is left, nearly half is gone.
    """
    swapped = {Nearness.ABOVE: Nearness.BELOW, Nearness.BELOW: Nearness.ABOVE}
    return swapped.get(nearness, nearness)


def _roles(
    reading: Reading,
    cue: Token,
    quantities: list[tuple[int, Quantity]],
    taken: set[int],
) -> dict[str, int]:
    """Return for "by", "from" and "to" the index of the quantity behind it."""
    roles: dict[str, int] = {}
    last = cue.end
    for index, quantity in quantities:
        if quantity.start < cue.end or index in taken:
            continue
        gap = reading.text[last : quantity.start]
        if ";" in gap or len(gap.split()) > REACH:
            break
        before = reading.text[cue.end : quantity.start].lower().split()
        if before and before[-1] in _ARTICLES:
            before.pop()
        role = before[-1] if before else ""
        if role in {"by", "from", "to", "in"} and role not in roles:
            roles[role] = index
        elif roles:
            break
        last = quantity.end
    return roles


_ARTICLES = frozenset({"a", "an", "the", "its", "their"})


def _multiplied(
    reading: Reading,
    verb: Token,
    quantities: list[tuple[int, Quantity]],
    taken: set[int],
    words: ChangeWords,
) -> Found | None:
    factor = words.factors[verb.lemma]
    direction = Direction.CUT if factor < 1 else Direction.RAISED
    at = dict(quantities)
    roles = _roles(reading, verb, quantities, taken)
    base, goal = roles.get("from"), roles.get("to")
    first, nearness = _nearness(reading, verb.i, words)
    counted = _of_verb(reading, verb)
    told = counted is not None or base is not None or goal is not None
    if not told and not refers_back(reading, verb) and of_exercise(reading, verb) is None:
        return None
    change = Change(
        direction,
        factor=factor,
        from_value=_single(at, base),
        to_value=_single(at, goal),
        nearness=nearness,
    )
    used = tuple(i for i in (base,) if i is not None)
    last = max([verb.i, *(_last_token(reading, at[i]) for i in used)])
    return Found(change, goal, used, first, last, verb.i, counted, is_pure=goal is None)


def _moved(
    reading: Reading,
    cue: Token,
    quantities: list[tuple[int, Quantity]],
    taken: set[int],
    direction: Direction,
) -> Found | None:
    at = dict(quantities)
    roles = _roles(reading, cue, quantities, taken)
    amount, base, goal = roles.get("by"), roles.get("from"), roles.get("to")
    if amount is None and "in" in roles and at[roles["in"]].kind == SHARE:
        amount = roles["in"]  # "cut in half"
    if goal is not None and at[goal].kind == SHARE:
        return _to_share(reading, cue, quantities, goal, direction)
    if amount is None and base is None and goal is None:
        return None
    if amount is None and goal is None and not _is_bare_base(at, base):
        return None
    if base is not None and goal is None and _is_from_to(reading, at[base]):
        return _from_to(reading, cue, base, at[base], direction)
    if amount is not None and goal is not None and not _fits_unit(at[amount], at[goal]):
        amount = None
    by = at.get(amount) if amount is not None else None
    nearness = by.nearness if by else Nearness.NONE
    if by and nearness is Nearness.NONE:
        start = _token_before(reading, by.start)
        nearness = _nearness(reading, start, change_words(reading.language))[1]
    change = Change(
        direction,
        factor=_factor(by, direction) or fold_of(reading, cue, direction),
        amount=by.least if by and by.kind not in {SHARE, PERCENT} else None,
        from_value=_single(at, base),
        to_value=_single(at, goal),
        nearness=nearness,
    )
    counted = _of_verb(reading, cue) if cue.pos == "VERB" else _of_noun(reading, cue)
    carrier = goal if goal is not None else amount
    used = tuple(i for i in (amount, base) if i is not None and i != carrier)
    parts = [i for i in (amount, base) if i is not None]
    last = max([cue.i, *(_last_token(reading, at[i]) for i in parts)])
    return Found(change, carrier, used, cue.i, last, cue.i, counted, is_pure=goal is None)


def _is_from_to(reading: Reading, quantity: Quantity) -> bool:
    number = quantity.number
    words = reading.text[number.start : number.end].lower()
    return number.form is NumberForm.RANGE and " to " in words


def _from_to(
    reading: Reading, cue: Token, index: int, quantity: Quantity, direction: Direction
) -> Found:
    # "raised from 500 to 850": read as a range where no verb of change stands in front
    change = Change(direction, from_value=quantity.least, to_value=quantity.most)
    counted = _of_verb(reading, cue)
    last = _last_token(reading, quantity)
    return Found(
        change, index, (), cue.i, last, cue.i, counted, is_pure=False, outcome=quantity.most
    )


def _fits_unit(amount: Quantity, goal: Quantity) -> bool:
    return amount.kind in {SHARE, PERCENT} or amount.unit == goal.unit


def _to_share(
    reading: Reading,
    cue: Token,
    quantities: list[tuple[int, Quantity]],
    goal: int,
    direction: Direction,
) -> Found | None:
    # "shrink to half of the 13,000 planned": the share is what is left
    at = dict(quantities)
    share = at[goal]
    base = next((i for i, q in quantities if q.start >= share.end and q.kind == COUNT), None)
    if base is None or reading.text[share.end : at[base].start].split() not in (
        ["of", "the"],
        ["of"],
    ):
        base = None
    cut = direction is Direction.CUT
    change = Change(
        direction,
        factor=share.least,
        from_value=_single(at, base),
        nearness=_of_remainder(share.nearness) if cut else share.nearness,
    )
    used = () if base is None else (base,)
    last = max([cue.i, *(_last_token(reading, at[i]) for i in (goal, *used))])
    counted = _of_verb(reading, cue)
    return Found(change, goal, used, cue.i, last, cue.i, counted, is_pure=True)


def _compared(
    reading: Reading,
    cue: Token,
    quantities: list[tuple[int, Quantity]],
    taken: set[int],
    direction: Direction,
) -> Found | None:
    # "7,000 troops, down from 13,000": the number in front is where it ends
    roles = _roles(reading, cue, quantities, taken)
    if "from" not in roles or not reading.text[cue.end :].lower().startswith((" from", " by")):
        return None
    at = dict(quantities)
    base = roles["from"]
    behind = roles.get("to")
    before = [i for i, q in quantities if q.end <= cue.start and i not in taken]
    goal = behind if behind is not None else before[-1] if before else None
    if goal is None:
        return None
    by = at.get(roles["by"]) if "by" in roles else None
    change = Change(
        direction,
        factor=_factor(by, direction),
        amount=by.least if by and by.kind == COUNT else None,
        from_value=_single(at, base),
        to_value=_single(at, goal),
    )
    used = tuple(roles[role] for role in ("by", "from") if role in roles)
    last = max(_last_token(reading, at[i]) for i in used)
    return Found(change, goal, used, cue.i, last, cue.i, None, is_pure=False)


def _is_bare_base(at: dict[int, Quantity], base: int | None) -> bool:
    return base is not None and at[base].kind == COUNT and at[base].number.digits


def _factor(by: Quantity | None, direction: Direction) -> float | None:
    if by is None or by.kind not in {SHARE, PERCENT}:
        return None
    share = by.least / 100 if by.kind == PERCENT else by.least
    return round(1 - share if direction is Direction.CUT else 1 + share, 6)


def _single(at: dict[int, Quantity], index: int | None) -> float | None:
    if index is None:
        return None
    quantity = at[index]
    low = quantity.low
    return low if low is not None else quantity.high


def _last_token(reading: Reading, quantity: Quantity) -> int:
    tokens = reading.tokens_between(quantity.start, quantity.end)
    return tokens[-1].i if tokens else 0


def _token_before(reading: Reading, offset: int) -> int:
    # the preposition in front of a number ("almost by half")
    tokens = reading.tokens_between(max(0, offset - 4), offset)
    return tokens[-1].i if tokens else 0


def _nearness(reading: Reading, i: int, words: ChangeWords) -> tuple[int, Nearness]:
    for size in (2, 1):
        if i < size:
            continue
        phrase = " ".join(t.lower for t in reading.tokens[i - size : i])
        if phrase in words.below:
            return i - size, Nearness.BELOW
        if phrase in words.above:
            return i - size, Nearness.ABOVE
    return i, Nearness.NONE


def _of_verb(reading: Reading, verb: Token) -> Counted | None:
    """Return what a verb of change changes: its object, or the subject it befalls."""
    tokens = reading.tokens
    for _ in range(3):
        children = [tokens[i] for i in reading.children[verb.i]]
        for labels in ({"dobj", "obj"}, {"nsubjpass"}, {"nsubj"}):
            for child in children:
                if child.dep in labels:
                    found = measured_noun(reading, child.i)
                    if found is not None:
                        return found
        if verb.dep in {"acl", "relcl", "amod"}:
            return measured_noun(reading, verb.head)
        if verb.dep not in {"conj", "xcomp", "advcl"} or verb.head == verb.i:
            return None
        verb = tokens[verb.head]
    return None


def _of_noun(reading: Reading, noun: Token) -> Counted | None:
    # "a cut in the number of troops by a third"
    for i in reading.children[noun.i]:
        if reading.tokens[i].dep == "prep":
            for j in reading.children[i]:
                found = measured_noun(reading, j)
                if found is not None:
                    return found
    return None
