"""Reports read from a few lines of news, and what their statements come to together."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from papers import paper

from vedette.compare.statements.build import build_statements
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one


@cache
def item(text, publisher="Harbour News", published="2024-03-04", url="", headline=None):
    """Return a report with its analysis; blank lines part paragraphs."""
    made = paper(text, publisher=publisher, published=published, url=url, headline=headline)
    report = replace(made, language="en")
    return report, analyse_one(report, DEFAULT_MODEL).analysis


def reports(*texts, first=4):
    """Return reports of outlets called A, B, C ..., one each day."""
    return [
        item(text, f"Outlet {'ABCDEFGH'[number]}", f"2024-03-{first + number:02}")
        for number, text in enumerate(texts)
    ]


def together(*items, **more):
    return build_statements(items, **more)


def said(found, part):
    """Return the one utterance whose reading holds these words."""
    hits = [one for one in found.utterances if part in one.words]
    assert len(hits) == 1, [one.words for one in found.utterances]
    return hits[0]


def outlets(one):
    return sorted(carrier.publisher.removeprefix("Outlet ") for carrier in one.carriers)


def ties(found):
    """Return (words of the denial, code, words denied or None)."""
    known = {one.id: one for one in (*found.utterances, *found.outside)}
    return [
        (known[tie.a].words, tie.code, known[tie.b].words if tie.b else None) for tie in found.ties
    ]


def flagged(one):
    """Return (code, words of the reading, words of the carrier) of what carriers disagree on."""
    return [
        (
            str(code),
            difference.ours.quote if difference.ours else None,
            difference.theirs.quote if difference.theirs else None,
        )
        for wording in one.wordings
        for difference in wording.differences
        for code in difference.codes
        if code.is_flagged
    ]
