"""The words caught by a time pattern become a type and a formula (see `extract.times`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vedette.extract.times.rules import TimeWords
from vedette.model.when import TimeType

Caught = Mapping[str, str]
Built = tuple[TimeType, str | None]

_BEYOND = {"last:D": "ago:P2D", "next:D": "in:P2D"}
_UNIT_OF_PART = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def build(words: TimeWords, kind: str, caught: Caught) -> Built | None:
    """Return the type and formula of caught words; None where they are no time after all."""
    return _BUILDERS[kind](words, caught)


def _code(words: TimeWords, caught: Caught, *names: str, table: str) -> str | None:
    value = next((caught[name] for name in names if name in caught), None)
    return words.code(table, value) if value else None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _date(words: TimeWords, caught: Caught) -> Built | None:
    core = _core(words, caught)
    if core is None:
        return None
    anchor = _code(words, caught, "anchor", "anchor2", "anchor3", table="anchors")
    if anchor and ":" not in core and not re.match(r"\d{4}", core):
        core = f"{anchor}:{core}"
    if "ofyear" in caught:
        core = f"{caught['ofyear'].lower()}Y:{core.rpartition(':')[2]}"
    part, core = _part(words, caught, core)
    mod = _code(words, caught, "mod", table="modifiers")
    bound = _code(words, caught, "bound", table="bounds")
    mod = "END" if "ends" in caught and mod is None else mod
    suffix = f";{mod or bound}" if mod or bound else ""
    if part.endswith("NI") and ("toward2" in caught or caught.get("toward", "of") != "of"):
        suffix = ";INTO"
    if "overnight" in caught:
        suffix = ";INTO"
    return (TimeType.TIME if part else TimeType.DATE), f"{core}{part}{suffix}"


def _part(words: TimeWords, caught: Caught, core: str) -> tuple[str, str]:
    """Return the part or time of day, and the core without the one that it brought itself."""
    clock = caught.get("clock") or caught.get("clock2")
    if clock:
        return _clock(clock), core
    part = _code(words, caught, "part", "part2", table="parts")
    if part or "toward2" in caught:
        return f"T{part or 'NI'}", core
    if core.endswith("TNI"):
        return "TNI", core[:-3]
    return "", core


def _clock(text: str) -> str:
    lowered = text.lower()
    if "noon" in lowered:
        return "T12:00"
    if "midnight" in lowered:
        return "T24:00"
    digits = re.findall(r"\d+", lowered)
    if len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    if re.search(r"\dp|\d\s*p\.?\s?m", lowered) and hour < 12:
        hour += 12
    elif re.search(r"\d\s*a\.?\s?m", lowered) and hour == 12:
        hour = 0
    zone = "Z" if re.search(r"gmt|utc", lowered) else ""
    return f"T{hour:02d}:{minute}{zone}"


def _core(words: TimeWords, caught: Caught) -> str | None:
    if "iso" in caught:
        return caught["iso"]
    if "dotted" in caught:
        day, month, year = caught["dotted"].split(".")
        return f"{year}-{int(month):02d}-{int(day):02d}"
    for read in (_month_core, _calendar_core, _relative_core):
        core = read(words, caught)
        if core:
            return core
    return "same:D" if "clock" in caught else None


def _month_core(words: TimeWords, caught: Caught) -> str | None:
    month = _code(words, caught, "month", table="months")
    if not month:
        return None
    year = caught.get("year", "XXXX")
    core = f"{year}-{int(month):02d}"
    return f"{core}-{_number(caught['day']):02d}" if "day" in caught else core


def _calendar_core(words: TimeWords, caught: Caught) -> str | None:
    year = caught.get("year", "XXXX")
    if "weekday" in caught:
        return f"XXXX-WXX-{words.code('weekdays', caught['weekday'])}"
    season = _code(words, caught, "season", "season2", table="seasons")
    if season:
        return f"{year}-{season}"
    if "ordinal" in caught:
        return _cut_core(words, caught, year)
    return _long_core(words, caught) or caught.get("year")


def _cut_core(words: TimeWords, caught: Caught, year: str) -> str | None:
    """Return a quarter or half of a year."""
    number = caught["ordinal"]
    number = number if number.isdigit() else words.code("ordinals", number)
    letter = caught.get("cutcode") or ("H" if caught["cut"].lower() == "half" else "Q")
    if letter.upper() == "H" and number > "2":
        return None
    return f"{year}-{letter.upper()}{number}"


def _long_core(words: TimeWords, caught: Caught) -> str | None:
    """Return a decade as three digits, a century as two."""
    if "decade" in caught:
        return caught["decade"][:3]
    if "short" in caught:
        return f"19{caught['short'][0]}"
    if "decadeword" in caught:
        return f"19{words.code('decades', caught['decadeword'])[0]}"
    return f"{int(caught['century']) - 1:02d}" if "century" in caught else None


def _relative_core(words: TimeWords, caught: Caught) -> str | None:
    if "day_word" in caught:
        core = words.code("days", caught["day_word"])
        return _BEYOND.get(core) if "beyond" in caught else core
    if "weekend" in caught:
        return "XXXX-WXX-WE"
    if "ends" in caught:
        unit = _code(words, caught, "unit", table="units")
        return f"this:{unit or 'Y'}"
    if "overnight" in caught:
        return "this:DTNI"
    return _code(words, caught, "unit", table="units") or ("D" if "part" in caught else None)


def _range(words: TimeWords, caught: Caught) -> Built | None:
    month, month2 = caught.get("month"), caught.get("month2")
    first = words.code("months", month or month2 or "")
    last = words.code("months", month2 or month or "")
    year = caught.get("year") or caught.get("year1") or "XXXX"
    year1 = caught.get("year1") or year
    a = f"{year1}-{int(first):02d}-{_number(caught['day']):02d}"
    b = f"{year}-{int(last):02d}-{_number(caught['day2']):02d}"
    if a[:4] == b[:4] and a >= b:
        return None
    return TimeType.DATE, f"{a}/{b}"


def _year_range(_words: TimeWords, caught: Caught) -> Built | None:
    first, last = caught["year"], caught["year2"]
    last = last if len(last) == 4 else first[:2] + last
    return (TimeType.DATE, f"{first}/{last}") if first < last else None


def _weekday_set(words: TimeWords, caught: Caught) -> Built | None:
    day = _code(words, caught, "weekday", "weekday2", table="weekdays")
    return TimeType.SET, f"XXXX-WXX-{day}"


def _week(words: TimeWords, caught: Caught) -> Built | None:
    return TimeType.DATE, f"week:{_month_core(words, caught)}"


def _weekday_range(words: TimeWords, caught: Caught) -> Built | None:
    first = _code(words, caught, "weekday", "weekday3", table="weekdays")
    last = _code(words, caught, "weekday2", table="weekdays")
    return TimeType.DATE, f"XXXX-WXX-{first}/XXXX-WXX-{last}"


def _same(words: TimeWords, caught: Caught) -> Built | None:
    unit = caught["unit"].lower()
    if unit in _UNIT_OF_PART:
        return TimeType.TIME, f"same:DT{_UNIT_OF_PART[unit]}"
    if unit == "weekend":
        return TimeType.DATE, "same:WE"
    return TimeType.DATE, f"same:{words.code('units', unit)}"


def _neighbour(_words: TimeWords, caught: Caught) -> Built | None:
    word = caught["neighbour"].lower()
    way = "after" if word in {"next", "following", "after"} else "before"
    part = _UNIT_OF_PART.get(caught["unit"].lower())
    return (TimeType.TIME if part else TimeType.DATE), f"{way}:P1D" + (f"T{part}" if part else "")


def _ago(words: TimeWords, caught: Caught) -> Built | None:
    value = _period(words, caught)
    way = (caught.get("way") or caught["way2"]).lower()
    if way == "ago":
        return TimeType.DATE, "PAST_REF" if "X" in value else f"ago:{value}"
    if way in {"from now", "hence"}:
        return TimeType.DATE, "FUTURE_REF" if "X" in value else f"in:{value}"
    direction = "after" if way in {"later", "after", "afterwards"} else "before"
    return TimeType.DATE, f"{direction}:{value}"


def _period(words: TimeWords, caught: Caught) -> str:
    """Return the ISO 8601 period of a number and a unit; X for a number that is not said."""
    unit = _code(words, caught, *_UNITS, table="units") or ""
    bare = not {"num", "half", "whole"} & set(caught) and "vague" not in caught
    one = bare and not any(caught.get(n, "").lower().endswith("s") for n in _UNITS)
    number = "1" if one or "whole" in caught else _amount(words, caught.get("num"))
    if "half" in caught:
        return _half(unit)
    if "half2" in caught:
        return _period_of(f"{number}.5", unit)
    return _period_of(number, unit)


_UNITS = ("unit", "unit2", "unit3", "unit4")


def _half(unit: str) -> str:
    halves = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S"}
    return halves.get(unit, _period_of("0.5", unit))


def _period_of(number: str, unit: str) -> str:
    if unit in {"DE", "CE"} and number.isdigit():
        return f"P{int(number) * (10 if unit == 'DE' else 100)}Y"
    if unit == "Q" and number.isdigit():
        return f"P{int(number) * 3}M"
    return f"PT{number}{unit[1]}" if unit[:1] == "T" else f"P{number}{unit}"


def _amount(words: TimeWords, text: str | None) -> str:
    """Return a number in digits; X for none and for a range."""
    if not text:
        return "X"
    lowered = " ".join(text.lower().split())
    plain = lowered.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return plain
    numbers = words.codes["numbers"]
    if lowered in numbers:
        return numbers[lowered]
    tens, _, ones = lowered.replace("-", " ").partition(" ")
    if tens in numbers and ones in numbers and int(numbers[tens]) >= 20 > int(numbers[ones]):
        return str(int(numbers[tens]) + int(numbers[ones]))
    return "X"


def _duration(words: TimeWords, caught: Caught) -> Built | None:
    if "fortnight" in caught:
        return TimeType.DURATION, "P2W"
    number, unit = caught.get("num", "").lower(), caught.get("unit", "").lower()
    if (number == "a" and unit in {"second", "quarter"}) or unit == "quarters":
        return None  # "a second bridge", "three-quarters"
    return TimeType.DURATION, _period(words, caught)


def _set(words: TimeWords, caught: Caught) -> Built | None:
    if "frequency" in caught:
        return TimeType.SET, words.code("frequencies", caught["frequency"])
    if "stretch" in caught:
        return TimeType.SET, _set_of_parts(words, caught["stretch"].lower())
    unit = words.code("units", caught["unit"])
    number = "2" if "other" in caught else _amount(words, caught.get("num"))
    if "times" in caught or number == "X":
        number = "1"
    return TimeType.SET, _period_of(number, unit)


def _set_of_parts(words: TimeWords, unit: str) -> str:
    if unit in words.codes["parts"]:
        return f"XXXX-XX-XXT{words.codes['parts'][unit]}"
    if unit in words.codes["seasons"]:
        return f"XXXX-{words.codes['seasons'][unit]}"
    return "XXXX-WXX-WE"


def _fixed(words: TimeWords, caught: Caught) -> Built | None:
    phrase = caught["reference"]
    listed = phrase.lower() in words.codes["in_references"]
    return TimeType.DATE, words.code("in_references" if listed else "references", phrase)


def _open(_words: TimeWords, _caught: Caught) -> Built | None:
    return TimeType.DATE, None


_BUILDERS: dict[str, Callable[[TimeWords, Caught], Built | None]] = {
    "date": _date,
    "range": _range,
    "yearrange": _year_range,
    "weekdayset": _weekday_set,
    "week": _week,
    "weekdayrange": _weekday_range,
    "same": _same,
    "neighbour": _neighbour,
    "ago": _ago,
    "duration": _duration,
    "set": _set,
    "fixed": _fixed,
    "open": _open,
}
