"""Read a few lines of news as far as speech: attributions with their speakers."""

from __future__ import annotations

from functools import cache

from vedette.extract.attribution import find_attributions
from vedette.extract.modality import modality_of
from vedette.extract.names.find import find_mentions
from vedette.model import Analysis, Block, Reading, Report, Zone
from vedette.read.reader import Reader
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.speakers.assign import resolve_speakers

READER = Reader()


def report_of(text, publisher="The Daily Watch"):
    blocks = []
    start = 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(Zone.BODY, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Report(
        id=Report.make_id(publisher, "", text),
        text=text,
        blocks=tuple(blocks),
        publisher=publisher,
        language="en",
    )


@cache
def reading_of(text) -> Reading:
    return READER.read(report_of(text))


@cache
def heard(text):
    """Return the attributions of a text in order, speakers resolved."""
    reading = reading_of(text)
    attributions, _ = find_attributions(reading)
    mentions = resolve_entities(reading, find_mentions(reading))
    analysis = Analysis(reading.report.id, attributions=attributions, mentions=mentions)
    return resolve_speakers(reading, analysis)


def abstentions(text):
    return [a.reason for a in find_attributions(reading_of(text))[1]]


def quotes(spans):
    return [span.quote for span in spans]


def lines(text):
    """Return (source, cue, content) of each attribution, parts joined by " … "."""
    return [
        (" … ".join(quotes(a.source)), " … ".join(quotes(a.cue)), " … ".join(quotes(a.content)))
        for a in heard(text)
    ]


def only(text):
    found = heard(text)
    assert len(found) == 1, lines(text)
    return found[0]


def modality_at(text, words, **options):
    """Return the modality of the outlet's own words."""
    reading = reading_of(text)
    start = text.index(words)
    return modality_of(reading, reading.span(start, start + len(words)), **options)
