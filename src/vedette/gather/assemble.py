"""A text and what its wrapping states become one `Report`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from vedette.errors import EmptyReport, TooLong
from vedette.gather.dates import parse_instant, parse_published
from vedette.gather.decode import MAX_BYTES, clean
from vedette.gather.furniture import Imprint, is_agency, read_imprint
from vedette.gather.layout import Layout, lay_out
from vedette.model.receipt import Failure
from vedette.model.report import Report
from vedette.model.span import Block, Zone
from vedette.model.when import UNKNOWN_WHEN, When

_LANGUAGES = {
    "english": "en",
    "russian": "ru",
    "polish": "pl",
    "ukrainian": "uk",
    "belarusian": "be",
    "lithuanian": "lt",
    "latvian": "lv",
    "estonian": "et",
    "german": "de",
    "french": "fr",
}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-]+)?$")
# A page printed in the easternmost zone carries tomorrow's date by UTC: that is no mistake.
_ZONES = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Hold what a header, a record or a page states about its text, as written there."""

    publisher: str = ""
    url: str = ""
    published: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    credit: str = ""
    language: str = ""
    retrieved: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    captions: tuple[str, ...] = ()
    basis: str = "header"


@dataclass(frozen=True, slots=True)
class Origin:
    """Name the item that a report is read from, and the day it is read on."""

    item: str
    today: date


def assemble(fields: Fields, body: str, origin: Origin) -> tuple[Report, tuple[Failure, ...]]:
    """Build the report, and the warnings about what is taken with a doubt.

    The text is headline, deck and body, those that there are; a body without any of them stays
    exactly as it is. Raises EmptyReport and TooLong.
    """
    if not body.strip():
        raise EmptyReport("there is no text to read", where=origin.item)
    headline, deck = clean(fields.headline).strip(), clean(fields.deck).strip()
    text = _compose(headline, deck, body, fields.captions)
    if len(text) > MAX_BYTES:
        raise TooLong(f"{len(text):,} characters in one report", where=origin.item)
    layout = lay_out(text, headline=headline, deck=deck)
    warnings: list[Failure] = []
    notes = list(fields.notes)
    published = _published(fields, layout, origin, warnings, notes)
    report = _report(text, fields, layout, published, tuple(notes))
    if "\ufffd" in text:
        _warn(warnings, origin, "broken-text", "some characters of the text are lost")
    return report, tuple(warnings)


def _compose(headline: str, deck: str, body: str, captions: tuple[str, ...]) -> str:
    front = [part for part in (headline, deck) if part and not _opens_with(body, part)]
    if not front and not captions:
        return body
    return "\n\n".join([*front, body.strip("\n"), *captions])


def _opens_with(body: str, part: str) -> bool:
    """Tell whether one of the first two lines of a body is this headline or deck already."""
    lines = [line for line in body[: 4 * len(part) + 1000].split("\n") if line.strip()][:2]
    return any(" ".join(line.split()) == " ".join(part.split()) for line in lines)


def _report(
    text: str,
    fields: Fields,
    layout: Layout,
    published: When,
    notes: tuple[tuple[str, str], ...],
) -> Report:
    imprint = layout.imprint
    stated = _stated_byline(fields.byline)
    outlet = imprint.outlet or stated.outlet
    publisher = fields.publisher or _publisher(outlet, imprint)
    language, kept = _language(fields.language)
    wire = outlet if outlet and outlet != publisher and is_agency(outlet) else None
    return Report(
        id=Report.make_id(publisher, fields.url, text),
        text=text,
        blocks=_with_captions(text, layout.blocks, fields.captions),
        url=fields.url,
        publisher=publisher,
        published=published,
        retrieved_at=_retrieved(fields.retrieved),
        headline=layout.headline,
        deck=layout.deck,
        byline=stated.byline or imprint.byline,
        dateline=layout.dateline,
        credit=fields.credit or layout.credit or wire,
        language=language,
        notes=notes + kept,
    )


def _publisher(outlet: str | None, imprint: Imprint) -> str:
    """Take a byline's outlet for the publisher; an agency only where it stands with the date.

    An agency behind a bare name is as often the source of a reprint.
    """
    if not outlet or (is_agency(outlet) and not imprint.published.is_known):
        return ""
    return outlet


def _stated_byline(byline: str) -> Imprint:
    if not byline:
        return Imprint()
    return read_imprint(byline) or Imprint(byline)


def _with_captions(
    text: str, blocks: tuple[Block, ...], captions: tuple[str, ...]
) -> tuple[Block, ...]:
    """Zone the captions that were put behind the body."""
    if not captions:
        return blocks
    start = len(text) - len("\n\n".join(captions))
    return tuple(
        Block(Zone.CAPTION, block.start, block.end) if block.start >= start else block
        for block in blocks
    )


def _language(stated: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    name = stated.strip().lower()
    if not name:
        return "und", ()
    code = _LANGUAGE.match(_LANGUAGES.get(name, name))
    return (code[1], ()) if code else ("und", (("language", stated),))


def _retrieved(stated: str) -> datetime | None:
    return parse_instant(stated) if stated else None


def _published(
    fields: Fields,
    layout: Layout,
    origin: Origin,
    warnings: list[Failure],
    notes: list[tuple[str, str]],
) -> When:
    """Take the stated date, else the byline's, else the dateline's; doubts become warnings.

    A date later than the retrieval is kept as written; pictures of the past go by the retrieval.
    """
    retrieved = _retrieved(fields.retrieved)
    if fields.retrieved and retrieved is None:
        _warn(warnings, origin, "unreadable-date", f"retrieved {fields.retrieved!r} is no date")
        notes.append(("retrieved", fields.retrieved))
    when = UNKNOWN_WHEN
    if fields.published:
        when = parse_published(fields.published, basis=fields.basis) or UNKNOWN_WHEN
        if not when.is_known:
            what = f"published {fields.published!r} is no date that fixes a day"
            _warn(warnings, origin, "unreadable-date", what)
            notes.append(("published", fields.published))
    for other in (layout.imprint.published, layout.dateline_date):
        when = when if when.is_known else other
    if when.start and when.start > origin.today + _ZONES:
        what = f"published {when.start} lies after today, {origin.today}"
        _warn(warnings, origin, "future-date", what)
    elif when.start and retrieved and when.start > retrieved.date() + _ZONES:
        what = f"published {when.start} lies after its retrieval, {retrieved.date()}"
        _warn(warnings, origin, "future-date", what)
    return when


def _warn(warnings: list[Failure], origin: Origin, code: str, what: str) -> None:
    warnings.append(Failure(origin.item, code, f"{origin.item}: {what}"))


def today_utc() -> date:
    """Return today's date by UTC, the one clock that gathering looks at."""
    return datetime.now(UTC).date()
