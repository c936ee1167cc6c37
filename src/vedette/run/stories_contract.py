"""The machine contract of stories, threads and incidents: what `--json` prints."""

from __future__ import annotations

from typing import Any

from vedette.compare.stories.incidents import Incidents
from vedette.model import Incident, Placement
from vedette.run.contract import when_data
from vedette.run.stories import Told, Why


def told_data(told: Told, reasons: list[Placement] | None = None) -> dict[str, Any]:
    """Return a story, with the reasons where they are asked for."""
    data: dict[str, Any] = {
        "id": told.story.id,
        "name": told.story.name,
        "headline": told.headline,
        "first": told.first,
        "last": told.last,
        "reports": list(told.story.report_ids),
        "origins": told.origins,
        "outlets": list(told.outlets),
    }
    if reasons is not None:
        data["reasons"] = [placement_data(one) for one in reasons]
    return data


def placement_data(placement: Placement) -> dict[str, Any]:
    """Return why a report is where it is."""
    return {
        "report": placement.report_id,
        "joined": placement.story,
        "score": placement.score,
        "reason": placement.reason,
        "nearest": placement.nearest,
        "evidence": [
            {"feature": one.name, "detail": one.detail, "weight": round(one.score, 2)}
            for one in placement.evidence
        ],
        "rivals": [{"story": one.story, "score": one.score} for one in placement.rivals],
    }


def why_data(why: Why) -> dict[str, Any]:
    """Return why one report is in its story, with the decisions of persons on it."""
    return {
        "report": why.report_id,
        "story": told_data(why.told),
        "placement": placement_data(why.placement),
        "decisions": [
            {"id": one.id, "kind": one.kind, "a": one.a, "b": one.b, "by": one.by}
            | {"reason": one.reason}
            for one in why.decisions
        ],
    }


def incidents_data(found: Incidents) -> dict[str, Any]:
    """Return the incidents, and how many deeds were not tied, by the reason."""
    return {
        "incidents": [incident_data(one) for one in found.tied],
        "untied": dict(sorted(found.untied.items())),
    }


def incident_data(incident: Incident) -> dict[str, Any]:
    """Return an incident with what was tied to it, and why."""
    return {
        "id": incident.id,
        "type": incident.type,
        "when": when_data(incident.when),
        "where": {
            "name": incident.where.name,
            "country": incident.where.country,
            "geonameid": incident.where.geonameid,
        },
        "reports": list(incident.report_ids),
        "sightings": [
            {"report": one.report_id, "activity": one.activity_id, "quote": one.quote}
            | {"reason": one.reason}
            for one in incident.sightings
        ],
    }
