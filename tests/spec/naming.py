"""Read a few lines of news as far as names: the mentions by their words, the places."""

from __future__ import annotations

from functools import cache

from vedette.extract.names.find import find_mentions
from vedette.model import Block, PlaceRole, Report, Zone
from vedette.read.reader import Reader
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.places.assign import resolve_places

READER = Reader()


@cache
def read(text):
    """Return (reading, mentions as read, mentions resolved)."""
    blocks = []
    start = 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(Zone.BODY, start, start + len(paragraph)))
        start += len(paragraph) + 2
    report = Report(Report.make_id("", "", text), text, tuple(blocks), language="en")
    reading = READER.read(report)
    mentions = find_mentions(reading)
    return reading, mentions, resolve_entities(reading, mentions)


def named(text):
    """Return kind, name and id of every mention by its words; the last of equal words wins."""
    return {m.span.quote: (m.kind, m.ref.name, m.ref.id) for m in read(text)[2]}


def generic(text):
    """Return the words of the mentions that are common nouns or adjectives of states."""
    return [m.span.quote for m in read(text)[2] if m.generic]


def places(text):
    """Return every place where something is by its words."""
    return {p.span.quote: p.where for p in named_places(text) if p.role is PlaceRole.LOCATION}


def roles(text):
    """Return the role of every place named, and its name, by its words."""
    return {p.span.quote: (p.role, p.where.name) for p in named_places(text)}


def named_places(text):
    """Return every place named, in whatever role."""
    reading, mentions, _ = read(text)
    return resolve_places(reading, mentions)
