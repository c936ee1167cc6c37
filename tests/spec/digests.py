"""Briefs of a few made-up reports, through a store as a user has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from checks import MODEL

from vedette.brief.check.gate import Gate
from vedette.brief.material import Material
from vedette.model import Brief, Report
from vedette.run import briefs, queries
from vedette.run.briefs import Wish
from vedette.run.checking import understood
from vedette.run.config import Settings
from vedette.run.desk import Desk
from vedette.run.plan import analyse
from vedette.run.readers import reader_for
from vedette.store.store import Store, open_store
from vedette.store.view import View

SETTINGS = Settings(model=MODEL)
AT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def shelf(reports: Iterable[Report]) -> Iterator[Store]:
    """Keep reports in a store for a while, in the order given."""
    with TemporaryDirectory() as folder:
        place = str(Path(folder) / "news.db")
        with open_store(place) as store:
            store.add([(one, understood(one, MODEL)[1]) for one in reports], ingested_at=AT)
            yield store


@contextmanager
def picture(*reports: Report, as_of: str | None = None) -> Iterator[View]:
    """Look at a store of some reports."""
    moment = queries.parse_moment(as_of)
    with shelf(reports) as store, queries.view_of(store, moment) as view:
        yield view


def brief_of(
    *reports: Report,
    subject: str,
    as_of: str | None = None,
    since: str | None = None,
    length: str = "page",
) -> Brief:
    """Return the brief of a subject from some reports."""
    with picture(*reports, as_of=as_of) as view:
        return briefs.brief(view, subject, settings=SETTINGS, wish=Wish(since, length))


def told(found: Brief) -> str:
    """Return all that a brief says, as one text."""
    return " ".join(sentence.text for sentence in found.sentences)


def section(found: Brief, heading: str) -> str:
    """Return the text of one section, "" where there is none."""
    return " ".join(
        sentence.text
        for one in found.sections
        if one.heading == heading
        for sentence in one.sentences
    )


def material(*reports: Report, subject: str, as_of: str | None = None) -> tuple[Material, Desk]:
    """Return what a brief is made of, with what parses it."""
    with picture(*reports, as_of=as_of) as view:
        made = briefs.material_of(view, subject, settings=SETTINGS)
    items = {item[0].id: item for item in made.items}
    return made, Desk(items, Gate(reader_for(MODEL).read, analyse), made.day)


def numbers(text: str) -> set[str]:
    """Return the numbers in a text, without separators."""
    return {one.replace(",", "") for one in re.findall(r"\d+(?:,\d{3})*", text)}
