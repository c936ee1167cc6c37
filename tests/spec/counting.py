"""Read a few lines of news as far as figures: what is counted, and in which scope."""

from __future__ import annotations

from datetime import date
from functools import cache

from vedette.extract.attribution import find_attributions
from vedette.extract.figures.find import find_figures
from vedette.extract.names.find import find_mentions
from vedette.extract.scope.assign import scope_figures
from vedette.extract.times.find import find_times
from vedette.model import Analysis, Block, Report, When, Zone
from vedette.read.reader import Reader
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.places.assign import resolve_places
from vedette.resolve.speakers.assign import resolve_speakers
from vedette.resolve.times.assign import resolve_times

READER = Reader()


def report_of(text, published):
    blocks = []
    start = 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(Zone.BODY, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Report(
        id=Report.make_id("The Daily Watch", "", text),
        text=text,
        blocks=tuple(blocks),
        publisher="The Daily Watch",
        published=When.on(published),
        language="en",
    )


@cache
def reading_of(text, published=date(2024, 3, 5)):
    return READER.read(report_of(text, published))


@cache
def counted(text):
    """Return the figures of a text without scope, and the abstentions."""
    return find_figures(reading_of(text))


def figure_with(text, number):
    """Return the figure whose number words are these."""
    figures = [f for f in counted(text)[0] if f.number.quote == number]
    assert len(figures) == 1, [f.number.quote for f in counted(text)[0]]
    return figures[0]


@cache
def scoped(text, published=date(2024, 3, 5)):
    """Return figures by number words, scoped by the stages that come before."""
    reading = reading_of(text, published)
    mentions = find_mentions(reading)
    places = resolve_places(reading, mentions)
    mentions = resolve_entities(reading, mentions)
    attributions, _ = find_attributions(reading)
    figures, _ = find_figures(reading)
    analysis = Analysis(
        reading.report.id,
        attributions=attributions,
        figures=figures,
        times=resolve_times(reading, find_times(reading)),
        places=places,
        mentions=mentions,
    )
    speakers = resolve_speakers(reading, analysis)
    analysis = Analysis(
        reading.report.id,
        attributions=speakers,
        figures=figures,
        times=analysis.times,
        places=places,
        mentions=mentions,
    )
    return {f.number.quote: f for f in scope_figures(reading, analysis)}, analysis
