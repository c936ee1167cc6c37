"""The words caught by a time pattern become a type and a formula (see `extract.times`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from vedette.extract.times.clocks import clock_part
from vedette.extract.times.lengths import UNITS, build_ago, build_duration, build_set
from vedette.extract.times.rules import TimeWords
from vedette.extract.times.years import Built, Caught, code_of, number_said, year_said
from vedette.model.when import TimeType

_HALF_YEARS = {"FORE": "H1", "HIND": "H2"}
_BEYOND = {"last:D": "ago:P2D", "next:D": "in:P2D"}
_OF_SOMETHING = frozenset({"ends", "its", "its2", "unit3", "unit4"})
_UNIT_OF_PART = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def build(words: TimeWords, kind: str, caught: Caught) -> Built | None:
    """Return the type and formula of caught words; None where they are no time after all."""
    return _BUILDERS[kind](words, caught)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _date(words: TimeWords, caught: Caught) -> Built | None:
    core = _core(words, caught)
    if core is None:
        return None
    core = _anchored(words, caught, core)
    part, core = _part(words, caught, core)
    mod = code_of(words, caught, "mod", table="modifiers")
    bound = code_of(words, caught, "bound", table="bounds")
    mod = code_of(words, caught, "near2", table="modifiers") or mod
    if "ends" in caught:
        mod = code_of(words, caught, "ends", table="ends")
    if mod in _HALF_YEARS and re.fullmatch(r"\d{4}|(?:last|this|next):Y", core):
        core = f"{core}-{_HALF_YEARS[mod]}" if core.isdigit() else f"{core}:XXXX-{_HALF_YEARS[mod]}"
        core, mod = core.replace(":Y:", "Y:"), None
    suffix = f";{mod or bound}" if mod or bound else ""
    if part.endswith("NI") and ("toward2" in caught or caught.get("toward", "of") != "of"):
        suffix = ";INTO"
    if "overnight" in caught:
        suffix = ";INTO"
    return (TimeType.TIME if part else TimeType.DATE), f"{core}{part}{suffix}"


def _anchored(words: TimeWords, caught: Caught, core: str) -> str:
    """Put "last", "next", ... before a core that they can move."""
    anchor = code_of(words, caught, "anchor", "anchor2", "anchor3", table="anchors")
    if anchor and ":" not in core and not re.match(r"\d{4}", core):
        core = f"{anchor}{'W' if 'weeks' in caught else ''}:{core}"
    for name, letter in (("ofyear", "Y"), ("ofyear2", "Y"), ("ofweek", "W")):
        if name in caught:
            core = f"{caught[name].lower()}{letter}:{core.rpartition(':')[2]}"
    return core


def _part(words: TimeWords, caught: Caught, core: str) -> tuple[str, str]:
    """Return the part or time of day, and the core without the one that it brought itself."""
    clock = caught.get("clock") or caught.get("clock2")
    if clock:
        return f"T{clock_part(words, clock)}", core
    part = code_of(words, caught, "part", "part2", "part3", table="parts")
    part = part or code_of(words, caught, "hours", table="hours")
    if part or "toward2" in caught:
        return f"T{part or 'NI'}", core
    if core.endswith("TNI"):
        return "TNI", core[:-3]
    return "", core


def _core(words: TimeWords, caught: Caught) -> str | None:
    if "iso" in caught:
        return caught["iso"].replace("/", "-")
    if "dotted" in caught:
        return _dotted_core(*caught["dotted"].split("."))
    if "numeric" in caught:
        return _numeric_core(caught["numeric"])
    for read in (_month_core, _calendar_core, _relative_core):
        core = read(words, caught)
        if core:
            return core
    return "same:D" if "clock" in caught else None


def _day_core(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _dotted_core(first: str, second: str, year: str) -> str:
    """Read "12.09.2025": dots put the day first, but where only the other order is a date."""
    swapped = int(second) > 12 >= int(first)
    return _day_core(year, first, second) if swapped else _day_core(year, second, first)


def _numeric_core(text: str) -> str:
    """Read "13/09/2025"; both days of one that may put the month first or the day."""
    first, second, year = re.findall(r"\d+", text)
    days = {_day_core(year, second, first), _day_core(year, first, second)}
    return "|".join(sorted(day for day in days if day[5:7] <= "12") or sorted(days)[:1])


def _month_core(words: TimeWords, caught: Caught) -> str | None:
    month = code_of(words, caught, "month", "month2", table="months")
    if not month:
        return None
    core = f"{_year(words, caught)}-{int(month):02d}"
    return f"{core}-{_number(caught['day']):02d}" if "day" in caught else core


def _year(words: TimeWords, caught: Caught) -> str:
    """Return the year; XX and two digits for a short one, X for none."""
    if "yy" in caught:
        return f"XX{_number(caught['yy']):02d}"
    year = caught.get("year") or caught.get("year2")
    return year_said(words, year) if year else "XXXX"


def _calendar_core(words: TimeWords, caught: Caught) -> str | None:
    year = _year(words, caught)
    if "weekday" in caught:
        return f"XXXX-WXX-{words.code('weekdays', caught['weekday'])}"
    if "yearend" in caught:
        return f"{year}-12-31"
    season = code_of(words, caught, "season", "season2", table="seasons")
    if season:
        return f"{year}-{season}"
    if "ordinal" in caught or "lasthalf" in caught:
        return _cut_core(words, caught, year)
    holiday = code_of(words, caught, "holiday", table="holidays")
    if holiday:
        return f"{year}-{holiday}"
    return _long_core(words, caught) or (year if year.isdigit() else None)


def _cut_core(words: TimeWords, caught: Caught, year: str) -> str | None:
    """Return a quarter or half of a year."""
    if "lasthalf" in caught:
        return f"{year}-H2"
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
    short = caught.get("short") or caught.get("short2")
    if short:
        return f"19{short[0]}"
    if "decadeword" in caught:
        return f"19{words.code('decades', caught['decadeword'])[0]}"
    return f"{int(caught['century']) - 1:02d}" if "century" in caught else None


def _relative_core(words: TimeWords, caught: Caught) -> str | None:
    if "day_word" in caught:
        core = words.code("days", caught["day_word"])
        return _BEYOND.get(core) if "beyond" in caught else core
    if "weekend" in caught:
        return "XXXX-WXX-WE"
    if "overnight" in caught:
        return "this:DTNI"
    return (
        _named_core(words, caught)
        or code_of(words, caught, "unit", table="units")
        or ("D" if "part" in caught else None)
    )


def _named_core(words: TimeWords, caught: Caught) -> str | None:
    """Return the core of what counts from a date named before: "the quarter", "the morning"."""
    if "period" in caught:
        return "its:Q"
    if "near" in caught or "near2" in caught:
        return "same:D"
    if not _OF_SOMETHING & caught.keys():
        return None
    unit = code_of(words, caught, *UNITS, table="units")
    if "unit4" in caught:
        return f"same:{unit}"
    return "this:D" if unit == "D" and "ends" in caught else f"its:{unit}"


def _range(words: TimeWords, caught: Caught) -> Built | None:
    month, month2 = caught.get("month"), caught.get("month2")
    first = words.code("months", month or month2 or "")
    last = words.code("months", month2 or month or "")
    year = caught.get("year") or caught.get("year1") or "XXXX"
    year1 = caught.get("year1") or year
    a = f"{year1}-{int(first):02d}-{_number(caught['day']):02d}"
    b = f"{year}-{int(last):02d}-{_number(caught['day2']):02d}"
    if a[:4] == b[:4] and a >= b:  # two days of a list, or a stretch that cannot be
        return None if "listed" in caught else (TimeType.DATE, "?it ends before it begins")
    return TimeType.DATE, f"{a}/{b}"


def _night(words: TimeWords, caught: Caught) -> Built | None:
    """Read "the night of 9 to 10 September": the night that ends on its second day."""
    month2 = caught.get("month2") or caught["month"]
    core = f"{_year(words, caught)}-{int(words.code('months', month2)):02d}"
    day, day2 = _number(caught["day"]), _number(caught["day2"])
    if day2 - day != 1 and (day2 != 1 or day < 28):
        return None
    return TimeType.TIME, f"{core}-{day2:02d}TNI;INTO"


def _month_range(words: TimeWords, caught: Caught) -> Built | None:
    first = int(words.code("months", caught.get("month") or caught["month3"]))
    last = int(words.code("months", caught["month2"]))
    year = caught.get("year", "XXXX")
    year1 = caught.get("year1", year)
    if first == last and year1 == year:
        return None
    if year.isdigit() and year1 == year and first > last:
        year1 = f"{int(year) - 1:04d}"
    return TimeType.DATE, f"{year1}-{first:02d}/{year}-{last:02d}"


def _year_range(_words: TimeWords, caught: Caught) -> Built | None:
    first, last = caught["year"], caught["year2"]
    last = last if len(last) == 4 else first[:2] + last
    return (TimeType.DATE, f"{first}/{last}") if first < last else None


def _weekday_set(words: TimeWords, caught: Caught) -> Built | None:
    day = code_of(words, caught, "weekday", "weekday2", table="weekdays")
    return TimeType.SET, f"XXXX-WXX-{day}"


def _week(words: TimeWords, caught: Caught) -> Built | None:
    if "weekday" in caught:
        return TimeType.DATE, f"weekfrom:XXXX-WXX-{words.code('weekdays', caught['weekday'])}"
    kind = "weekend" if "end" in caught else "week"
    return TimeType.DATE, f"{kind}:{_month_core(words, caught)}"


def _weekday_range(words: TimeWords, caught: Caught) -> Built | None:
    first = code_of(words, caught, "weekday", "weekday3", table="weekdays")
    last = code_of(words, caught, "weekday2", table="weekdays")
    return TimeType.DATE, f"XXXX-WXX-{first}/XXXX-WXX-{last}"


def _same(words: TimeWords, caught: Caught) -> Built | None:
    unit = caught["unit"].lower()
    if unit == "quarter":
        return TimeType.DATE, "its:Q"
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


def _quarter_to(words: TimeWords, caught: Caught) -> Built | None:
    """Read "the quarter ended 31 August": which of its year's it is, only the firm knows."""
    month = int(words.code("months", caught.get("month") or caught["month2"]))
    core = f"{_year(words, caught)}-{month:02d}"
    day = caught.get("day") or caught.get("day2")
    return TimeType.DATE, f"quarterto:{core}-{_number(day):02d}" if day else f"quarterto:{core}"


def _year_back(words: TimeWords, caught: Caught) -> Built | None:
    """Read "the year-earlier quarter", "the 2024 period": the stretch spoken of, another year."""
    if "year" in caught:
        return TimeType.DATE, f"back:{caught['year']}"
    if "ordinal" in caught:
        return TimeType.DATE, f"back:Q{words.code('ordinals', caught['ordinal'])}"
    return TimeType.DATE, "back:P"


def _day_of(words: TimeWords, caught: Caught) -> Built | None:
    """Read "Day 3 of the exercise"; D+3 counts from a day that only the plan names."""
    if "plus" in caught:
        return TimeType.DATE, "?counted from a day that is not named"
    nth = code_of(words, caught, "nth", "nth2", table="day_ordinals")
    number = nth or number_said(words, caught.get("count") or caught.get("count2"))
    return TimeType.DATE, f"dayof:P{number}D"


def _no_date(_words: TimeWords, caught: Caught) -> Built | None:
    if "noclock" in caught:
        return TimeType.TIME, "?no such time of day"
    return TimeType.DATE, "?no such day" if "noday" in caught else "?no such year"


def _fixed(words: TimeWords, caught: Caught) -> Built | None:
    if "futureterm" in caught:
        return TimeType.DATE, "FUTURE_REF"
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
    "monthrange": _month_range,
    "night": _night,
    "week": _week,
    "quarterto": _quarter_to,
    "yearback": _year_back,
    "dayof": _day_of,
    "nodate": _no_date,
    "weekdayrange": _weekday_range,
    "same": _same,
    "neighbour": _neighbour,
    "ago": build_ago,
    "duration": build_duration,
    "set": build_set,
    "fixed": _fixed,
    "open": _open,
}
