"""The scoring of MUC-4: templates aligned, slots judged, counted over all templates.

After "Guidelines for scoring mismatches" (version 7) and the configuration of the final test: a
response template may be laid on a key template if the incident types match at least in part and
so does a filler of a perpetrator, a target or a victim; of all such alignments the best counts.
A pair of fillers is correct, partial (half) or incorrect; fillers without a partner are missing
or spurious. An optional filler or template that is left out is not missing. What people judged
there is judged by rule here: a string is correct that equals an alternative but for articles and
numbers or has it as its last words, partial where they share a word that is no such. Types of
places ("(CITY)") are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from quality.muc4.keys import (
    BODY,
    CONFIDENCE,
    DATE,
    DESCRIPTION,
    EFFECT,
    INDIVIDUAL,
    NAME,
    NUMBER,
    PLACE,
    STAGE,
    TARGET,
    TARGET_NUMBER,
    TYPE,
    Filler,
    Template,
)

SCORED = {
    DATE: "date",
    PLACE: "location",
    TYPE: "type",
    STAGE: "stage",
    INDIVIDUAL: "perpetrator_individual",
    BODY: "perpetrator_organization",
    CONFIDENCE: "perpetrator_confidence",
    TARGET: "target_id",
    TARGET_NUMBER: "target_number",
    NAME: "victim_name",
    DESCRIPTION: "victim_description",
    NUMBER: "victim_number",
    EFFECT: "victim_effect",
}
_CONTENT = (INDIVIDUAL, BODY, TARGET, NAME, DESCRIPTION)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})[A-Za-z]*\s+(\d{2})")
_PREMODIFIERS = frozenset(
    [
        "a",
        "the",
        "an",
        "this",
        "that",
        "these",
        "those",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "more",
        "most",
        "many",
        "several",
        "some",
        "all",
        "few",
        "any",
        "another",
        "other",
        "certain",
        "of",
    ]
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Count the fillers of a slot: possible in the key, actual in the response, and credit."""

    possible: int = 0
    actual: int = 0
    credit: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.possible + other.possible,
            self.actual + other.actual,
            self.credit + other.credit,
        )

    @property
    def recall(self) -> float:
        """Return the recall in per cent."""
        return 100 * self.credit / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Return the precision in per cent."""
        return 100 * self.credit / self.actual if self.actual else 0.0


def score_message(keys: Sequence[Template], responses: Sequence[Template]) -> dict[int, Tally]:
    """Return the tally of every scored slot over the templates of one message."""
    found = {slot: Tally() for slot in SCORED}
    for key, response in align(keys, responses):
        for slot in SCORED:
            found[slot] += judge(slot, key, response)
    return found


def align(
    keys: Sequence[Template], responses: Sequence[Template]
) -> list[tuple[Template | None, Template | None]]:
    """Pair the templates of a message so that most credit is given; None pairs what is left."""
    worth = [[_worth(key, response) for key in keys] for response in responses]

    @cache
    def best(row: int, free: int) -> tuple[float, tuple[int, ...]]:
        if row == len(responses):
            return 0.0, ()
        rest = best(row + 1, free)
        chosen = (rest[0], (-1, *rest[1]))
        for column in range(len(keys)):
            if free >> column & 1 and worth[row][column] > 0:
                rest = best(row + 1, free & ~(1 << column))
                total = worth[row][column] + rest[0]
                if total > chosen[0]:
                    chosen = (total, (column, *rest[1]))
        return chosen

    pairing = best(0, (1 << len(keys)) - 1)[1]
    pairs: list[tuple[Template | None, Template | None]] = [
        (keys[column] if column >= 0 else None, response)
        for column, response in zip(pairing, responses, strict=True)
    ]
    return pairs + [(key, None) for i, key in enumerate(keys) if i not in pairing]


def _worth(key: Template, response: Template) -> float:
    """Return the credit of laying a response on a key, 0 where the conditions do not hold."""
    if not judge(TYPE, key, response).credit:
        return 0.0
    if not any(judge(slot, key, response).credit for slot in _CONTENT):
        return 0.0
    return sum(judge(slot, key, response).credit for slot in SCORED)


def judge(slot: int, key: Template | None, response: Template | None) -> Tally:
    """Return the tally of one slot of a pair; an optional template left out counts nothing."""
    given = response.of(slot) if response else ()
    if key is None:
        return Tally(0, len(given), 0.0)
    wanted = key.of(slot)
    if response is None:
        asked = 0 if key.optional else sum(not filler.optional for filler in wanted)
        return Tally(asked, 0, 0.0)
    credit, used = _credit(slot, wanted, given)
    asked = sum(not filler.optional or i in used for i, filler in enumerate(wanted))
    return Tally(asked, len(given), credit)


def _credit(
    slot: int, wanted: tuple[Filler, ...], given: tuple[Filler, ...]
) -> tuple[float, set[int]]:
    """Pair the fillers, the best pairs first; return the credit and which of the key are used."""
    pairs = sorted(
        (
            (-compare(slot, key, response), i, j)
            for i, key in enumerate(wanted)
            for j, response in enumerate(given)
        ),
    )
    credit, used, spent = 0.0, set[int](), set[int]()
    for worth, i, j in pairs:
        if worth < 0 and i not in used and j not in spent:
            credit -= worth
            used.add(i)
            spent.add(j)
    return credit, used


def compare(slot: int, key: Filler, response: Filler) -> float:
    """Return 1 for a correct filler, 0.5 for a partial one, 0 for an incorrect one."""
    value = max(_value(slot, alternative, response.values[0]) for alternative in key.values)
    if slot not in (CONFIDENCE, NUMBER, TARGET_NUMBER, EFFECT) or value < 1 or not key.tags:
        return value
    tag = response.tags[0] if response.tags else ""
    return 1.0 if any(_strings(other, tag) for other in key.tags) else 0.5


def _value(slot: int, key: str, response: str) -> float:
    if slot == DATE:
        return _dates(key, response)
    if slot == PLACE:
        return _places(key, response)
    if slot in (NUMBER, TARGET_NUMBER):
        return _numbers(key, response)
    if slot in (TYPE, STAGE, CONFIDENCE, EFFECT):
        return _sets(slot, key, response)
    return _strings(key, response)


def _sets(slot: int, key: str, response: str) -> float:
    if key == response:
        return 1.0
    half = (
        (slot == TYPE and response == "ATTACK")
        or (slot == CONFIDENCE and key == f"{response} BY AUTHORITIES")
        or (
            slot == EFFECT and key == "NO INJURY OR DEATH" and response in {"NO INJURY", "NO DEATH"}
        )
    )
    return 0.5 if half else 0.0


def _dates(key: str, response: str) -> float:
    wanted, given = interval(key), interval(response)
    if wanted == given:
        return 1.0
    if given[0] is None:  # "- 26 AUG 89", which tells only when the report was written
        return 0.5 if wanted[1] == given[1] else 0.0
    if wanted[1] is None or given[1] is None:
        return 0.0
    inside = (wanted[0] or date.min) <= given[0] and given[1] <= wanted[1]
    return 0.5 if inside else 0.0


def interval(text: str) -> tuple[date | None, date | None]:
    """Read "21 JAN 89", "15 JAN 89 - 21 JAN 89" or "- 21 JAN 89", open at its beginning."""
    days = [_day(*found) for found in _DAY.findall(text)]
    known = [day for day in days if day is not None]
    if not known:
        return None, None
    if text.lstrip().startswith("-"):
        return None, known[-1]
    return known[0], known[-1]


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(1900 + int(year), _MONTHS.index(month.upper()) + 1, int(day))
    except ValueError:
        return None


def _places(key: str, response: str) -> float:
    wanted, given = _levels(key), _levels(response)
    if wanted == given:
        return 1.0
    if not wanted or not given:
        return 0.0
    same_country = wanted[0] == given[0]
    return 0.5 if same_country or (len(given) > 1 and wanted[1:] == given[1:]) else 0.0


def _levels(place: str) -> list[str]:
    """Return the names from the country down, without their types."""
    return [re.sub(r"\([^()]*\)", "", level).strip() for level in re.split(r":|\s-\s", place)]


def _numbers(key: str, response: str) -> float:
    wanted, given = _plain(key), _plain(response)
    if wanted == given:
        return 1.0
    anchors = re.findall(r"\d+", wanted)
    return 0.5 if given.isdigit() and wanted != given and given in anchors else 0.0


def _plain(number: str) -> str:
    return re.sub(r"[\s,]", "", number)


def _strings(key: str, response: str) -> float:
    wanted, given = _content(key), _content(response)
    if not wanted or not given:
        return 0.0
    if given[-len(wanted) :] == wanted:
        return 1.0
    return 0.5 if set(wanted) & set(given) else 0.0


def _content(text: str) -> list[str]:
    words = re.findall(r"[\w'’.-]+", text.lower())
    return [w.strip(".'’-") for w in words if w not in _PREMODIFIERS and not w.isdigit()]


def measures(tallies: Iterable[dict[int, Tally]]) -> dict[str, float]:
    """Return recall and precision of every slot and of all of them, in per cent."""
    whole = {slot: Tally() for slot in SCORED}
    for tally in tallies:
        for slot, one in tally.items():
            whole[slot] += one
    found: dict[str, float] = {}
    every = Tally()
    for slot, name in SCORED.items():
        found[f"{name}_r"] = round(whole[slot].recall, 1)
        found[f"{name}_p"] = round(whole[slot].precision, 1)
        every += whole[slot]
    return {
        **found,
        "all_slots_r": round(every.recall, 1),
        "all_slots_p": round(every.precision, 1),
    }
