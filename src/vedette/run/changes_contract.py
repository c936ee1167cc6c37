"""Changes, firsts, editions and gaps as plain data: what the commands print with --json.

The commands with a picture add `"left_out": {"undated", "later"}`, the reports that it leaves out.
"""

from __future__ import annotations

from typing import Any

from vedette.compare.changes import Change, Changes, Edited, Group, Kind, Quoted
from vedette.compare.editions import Column, EditionRow, Editions
from vedette.compare.first import Branch, First, Telling
from vedette.compare.gaps import Answer, Expected, Gaps, Open
from vedette.model import Row
from vedette.run.contract import when_data
from vedette.run.ledger_contract import row_to_data

Data = dict[str, Any]

# What stands under which key, in the order of the answer.
LISTED: dict[str, tuple[Kind, ...]] = {
    "new_figures": (Kind.NEW_FIGURE,),
    "repeated_figures": (Kind.REPEATED,),
    "moved_figures": (
        Kind.RAISED,
        Kind.CUT,
        Kind.REPLACED,
        Kind.CORRECTED,
        Kind.WITHDRAWN,
        Kind.READING,
    ),
    "new_denials": (Kind.DENIED,),
    "conflicts_opened": (Kind.OPENED,),
    "conflicts_closed": (Kind.CLOSED,),
    "vanished_statements": (Kind.VANISHED,),
    "new_activities": (Kind.NAMED,),
}


def changes_data(found: Changes) -> Data:
    """Return what is new between two pictures.

    `{"since","until","by","subject","reports":[ids],"left_out":{"undated","later"},
    "new_claims":[group],"new_figures","repeated_figures","moved_figures","new_denials",
    "conflicts_opened","conflicts_closed","vanished_statements","new_activities":[change],
    "corrected_reports":[edited],"forgotten_reports":[{"report","reason","at"}]}`.
    """
    return {
        "since": found.since,
        "until": found.until,
        "by": found.by,
        "subject": found.subject,
        "reports": list(found.reports),
        "left_out": dict(found.left_out),
        "new_claims": [group_data(one) for one in found.groups],
        **{key: [change_data(one) for one in found.of(*kinds)] for key, kinds in LISTED.items()},
        "corrected_reports": [edited_data(one) for one in found.edited],
        "forgotten_reports": [
            {"report": one.report_id, "reason": one.reason, "at": one.at} for one in found.forgotten
        ],
        **({"uncompared": list(found.uncompared)} if found.uncompared else {}),
    }


def change_data(one: Change) -> Data:
    """Return one change.

    `{"kind","subject","speaker","text","reason","force","count","ids","quotes":[quoted]}`; only a
    conflict has a force. `quotes` shows some of the `count` carriers.
    """
    clash = one.kind in {Kind.OPENED, Kind.CLOSED}
    return {
        "kind": str(one.kind),
        "subject": one.subject,
        "speaker": one.speaker or None,
        "text": one.text,
        "reason": one.reason or None,
        "force": ("soft" if one.soft else "hard") if clash else None,
        "count": one.count,
        "ids": list(one.ids),
        "quotes": [quoted_data(each) for each in one.quotes],
    }


def quoted_data(one: Quoted) -> Data:
    """Return words of a report: `{"report","publisher","published","span","quote"}`."""
    return {
        "report": one.report_id,
        "publisher": one.publisher,
        "published": when_data(one.published),
        "span": [one.span.start, one.span.end],
        "quote": one.span.quote,
    }


def group_data(one: Group) -> Data:
    """Return the new statements of one speaker on one subject.

    `{"subject","speaker","count","reports","predicates":{name: number},"shown":[...],"claims"}`.
    """
    return {
        "subject": one.subject,
        "speaker": one.speaker,
        "count": one.count,
        "reports": one.reports,
        "predicates": dict(one.predicates),
        "shown": [
            {"predicate": predicate, "value": value, **quoted_data(quoted)}
            for predicate, value, quoted in one.shown
        ],
        "claims": list(one.ids),
    }


def edited_data(one: Edited) -> Data:
    """Return a report that another version took the place of, with what changed in its figures.

    `{"older","newer","publisher","url","headline","published","note","changed":[{"from","to"}],
    "dropped","added"}`.
    """
    return {
        "older": one.older,
        "newer": one.newer,
        "publisher": one.publisher,
        "url": one.url or None,
        "headline": one.headline or None,
        "published": when_data(one.published),
        "note": one.note or None,
        "changed": [{"from": quoted_data(a), "to": quoted_data(b)} for a, b in one.changed],
        "dropped": [quoted_data(each) for each in one.dropped],
        "added": [quoted_data(each) for each in one.added],
    }


# ---- first -------------------------------------------------------------------------------------


def first_data(found: First) -> Data:
    """Return who said it first and the tree of carriers.

    `{"subject","value","first":telling or null,"tellings":[telling],"undated":[telling]}`, in the
    order of time; what is undated could be earlier than the first.
    """
    return {
        "subject": found.subject,
        "value": found.value,
        "first": telling_data(found.first) if found.first else None,
        "tellings": [telling_data(one) for one in found.tellings],
        "undated": [telling_data(one) for one in found.undated],
    }


def telling_data(one: Telling) -> Data:
    """Return one telling.

    `{"part","speaker":{"name","kind","body","state","id"},"own_voice","text","said","dated",
    "unsure","row","carriers":[{...quoted,"rendering","reprints":[carrier]}]}`. `dated` is false
    where only the publication is dated; `unsure` tells that it could have come before the first.
    """
    speaker = one.speaker
    return {
        "part": str(one.part),
        "speaker": {
            "name": speaker.name,
            "kind": str(speaker.kind),
            "body": speaker.body,
            "state": speaker.state,
            "id": speaker.id,
        },
        "own_voice": one.own_voice,
        "text": one.text,
        "said": when_data(one.said),
        "dated": one.dated,
        "unsure": one.unsure,
        "row": one.row,
        "carriers": [branch_data(each) for each in one.carriers],
    }


def branch_data(one: Branch) -> Data:
    """Return a carrier with its reprints below it."""
    return {
        **quoted_data(one.quoted),
        "rendering": one.rendering or None,
        "reprints": [branch_data(each) for each in one.reprints],
    }


# ---- editions and gaps -------------------------------------------------------------------------


def editions_data(found: Editions) -> Data:
    """Return the editions of a series side by side.

    `{"series","counted","organisers","columns","editions":[{"name","cells":{column: [row]}}]}`;
    a row as in `vedette figures`. An empty list means that nothing is said.
    """
    return {
        "series": found.series,
        "counted": found.counted,
        "organisers": list(found.organisers),
        "columns": [str(one) for one in Column],
        "editions": [_edition(one) for one in found.editions],
    }


def _edition(one: EditionRow) -> Data:
    cells = {str(column): [_cell(row) for row in rows] for column, rows in one.cells}
    return {"name": one.name, "cells": cells}


def _cell(row: Row) -> Data:
    return {**row_to_data(row), "replaced_by": row.replaced_by}


def gaps_data(found: Gaps) -> Data:
    """Return what is expected of an activity and how far it is given.

    `{"activity","type","reports","expected":[{"what","status","utterers":[names],"origins","outlets",
    "answers":[{"name","own_voice","unnamed","text","row",...quoted}]}],"open":[{"what","count",
    "quotes"}]}`; status is `nobody`, `only unnamed speakers`, `only outlets in their own voice`,
    `only one speaker`, `only disputed` or `given`. `activity` is null where a type was asked for.
    """
    return {
        "activity": found.activity,
        "type": found.type,
        "reports": found.reports,
        "expected": [_expected(one) for one in found.expected],
        "open": [_open(one) for one in found.open],
    }


def _expected(one: Expected) -> Data:
    return {
        "what": one.what,
        "status": str(one.status),
        "utterers": list(one.utterers),
        "origins": one.origins,
        "outlets": one.outlets,
        "answers": [_answer(each) for each in one.answers],
    }


def _answer(one: Answer) -> Data:
    return {
        "name": one.name,
        "own_voice": one.own_voice,
        "unnamed": not one.body,
        "text": one.text,
        "row": one.row,
        **quoted_data(one.quoted),
    }


def _open(one: Open) -> Data:
    return {
        "what": one.what,
        "count": one.count,
        "quotes": [quoted_data(each) for each in one.quotes],
    }
