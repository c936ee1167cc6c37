"""Read a few short reports, group them as they arrive, and say who sits with whom."""

from __future__ import annotations

from dataclasses import replace

from hearing import READER
from papers import paper

from vedette.compare.stories.group import group
from vedette.run.plan import analyse


def told(text, published=None, **header):
    """Return a report with what the pipeline says of it."""
    report = replace(paper(text, published=published, **header), language="en")
    return report, analyse(READER.read(report))


def companies(*items, decisions=()):
    """Return the stories as lists of places in the order in which reports were given."""
    places = {report.id: place for place, (report, _) in enumerate(items)}
    stories = group(items, decisions).stories
    return [[places[one] for one in story.report_ids] for story in stories]
