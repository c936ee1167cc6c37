"""Examples of answers and bodies in the OpenAPI document, cut short; the words are made up.

A test holds the keys of each example against what the call answers.
"""

from __future__ import annotations

from typing import Any, Final

from vedette import __version__

_REPORT: Final = {
    "id": "rep-5f1c0000000000000000000000000000",
    "url": "https://example.org/granite",
    "publisher": "Northern Courier",
    "headline": "Granite drill opens",
    "published": {
        "start": "2025-09-10", "end": "2025-09-10", "precision": "day", "basis": "byline",
    },
}  # fmt: skip
_WORDS: Final = "up to 7,000 soldiers take part"
_BARE_CLAIM: Final = {
    "id": "clm-91aa0000000000000000000000000000",
    "subject": {"kind": "exercise", "name": "Granite-2025", "id": None},
    "predicate": "strength",
    "value": {"kind": "text", "text": _WORDS, "id": None},
    "evidence": {"span": [64, 94], "quote": _WORDS},
}
_CLAIM: Final = {
    **_BARE_CLAIM,
    "carrier": {"kind": "indirect", "speaker": {"name": "Ilse Adamson", "kind": "person"}},
    "report": _REPORT,
    "judged": None,
}
_ROW: Final = {
    "id": "row-7d20000000000000000000000000000",
    "counted": "personnel",
    "low": None,
    "high": 7000,
    "bound": "at most",
    "speaker": {"name": "Ilse Adamson", "kind": "person"},
    "quote": "up to 7,000 soldiers",
    "utterers": 1,
    "origins": 1,
    "outlets": 1,
}
_ID: Final = "jdg-0c4e0000000000000000000000000000"
_JUDGEMENT: Final = {
    "id": _ID,
    "by": "person:anna",
    "made_at": "2025-10-01T12:00:00+00:00",
    "reason": "the outlet took it back",
}
_META: Final = {
    "version": __version__,
    "as_of": None,
    "by": "published",
    "coverage": {
        "reports": 4,
        "left_out": {"undated": 0, "later": 0, "rejected": 0, "reverted": 0},
    },
}
_PAGE: Final = {"limit": 50, "next": "q3Vh…", "total": None}


def _one(data: dict[str, Any]) -> dict[str, Any]:
    return {"data": data, "page": None, "meta": _META}


def _many(*data: dict[str, Any]) -> dict[str, Any]:
    return {"data": list(data), "page": _PAGE, "meta": _META}


def _bare(data: Any) -> dict[str, Any]:
    return {"data": data, "page": None, "meta": {"version": __version__}}


_STORY: Final = {
    "id": "sto-11d80000000000000000000000000000",
    "name": "Granite-2025",
    "headline": "Granite drill opens",
    "first": "2025-09-10",
    "last": "2025-09-14",
    "reports": [_REPORT["id"]],
    "origins": 1,
    "outlets": ["Northern Courier"],
}
_SOURCE: Final = {
    "name": "Northern Courier",
    "reports": 2,
    "kind": "newspaper",
    "country": None,
    "owner": None,
    "state_affiliated": None,
    "reliability": "F",
    "origins_led": 1,
}
EXAMPLES: Final[dict[str, Any]] = {
    "coverage": _one(
        {
            "reports": 4, "versions": 5, "claims": 3, "figures": 3, "attributions": 3,
            "judgements": 0, "first_day": "2025-09-10", "last_day": "2025-09-15",
            "undated": 1, "unplaced": 1, "abstained": 5, "uncompared": 0,
            "unnamed_activities": [],
        }
    ),
    "reports": _many(_REPORT),
    "report": _one(
        {
            "report": _REPORT, "attributions": [], "figures": [], "times": [], "places": [],
            "entities": [], "activities": [], "claims": [_BARE_CLAIM], "abstentions": [],
            "stages": [],
            "text": "Granite drill opens\n…", "versions": [_REPORT["id"]],
        }
    ),
    "origin": _one(
        {"origins": [{"id": "ori-27aa", "reports": [_REPORT["id"]]}], "shared": []}
    ),
    "claims": _many(_CLAIM),
    "facets": {
        **_many(
            {"facet": "predicate", "values": [{"value": "strength", "claims": 3}], "others": 0}
        ),
        "page": None,
    },
    "claim": _one(_CLAIM),
    "activities": _many({"name": "Granite-2025", "type": "exercise", "reports": 4}),
    "figures": _one(
        {"activity": "Granite-2025", "figures": [_ROW], "verdicts": [], "thresholds": []}
    ),
    "histories": _one(
        {
            "activity": "Granite-2025", "histories": [], "repeated": [], "rejected": 0,
            "unheeded": [], "orphans": [],
        }
    ),
    "timeline": _many(
        {
            "when": _REPORT["published"], "what": f"Granite-2025: strength {_WORDS}",
            "who_says": "Ilse Adamson", "said": _REPORT["published"], "report": _REPORT["id"],
            "publisher": "Northern Courier", "span": [64, 94], "quote": _WORDS,
        }
    ),
    "statements": _one(
        {
            "subject": "Granite-2025", "statements": [], "silences": [], "outside": [],
            "ties": [], "claims": [], "unheeded": [],
        }
    ),
    "denials": _one({"subject": "Granite-2025", "denials": []}),
    "first": _one({"subject": "Granite-2025", "value": "up to 30,000", "left_out": {}}),
    "changes": _one(
        {
            "since": "2025-09-10T23:59:59+00:00", "until": "2025-09-15T23:59:59+00:00",
            "by": "published", "subject": None, "reports": [_REPORT["id"]],
            "conflicts_opened": [],
        }
    ),
    "editions": _one({"series": "Zapad", "counted": "personnel", "editions": [], "left_out": {}}),
    "gaps": _one({"activity": "Granite-2025", "type": "exercise", "expected": []}),
    "origins": _many({"id": "ori-27aa", "reports": [_REPORT["id"]]}),
    "shared": _many({"a": _REPORT["id"], "b": _REPORT["id"]}),
    "stories": _many(_STORY),
    "story": _one({**_STORY, "reasons": []}),
    "why": _one({"report": _REPORT["id"], "story": _STORY, "placement": {}, "decisions": []}),
    "incidents": _one({"incidents": [], "untied": {}}),
    "names": _many({"id": "person/adamson", "name": "Ilse Adamson", "written": [], "open": []}),
    "sources": _many(_SOURCE),
    "source": _one({"name": "Northern Courier", "reports": 2, "facts": [], "history": []}),
    "imports": _many({"id": "rcp-1", "added": 5, "known": 0, "failed": 0, "reverted": None}),
    "judgements": _many(_JUDGEMENT),
    "judgement": _one(_JUDGEMENT),
    "decided": _bare(
        {
            **_JUDGEMENT, "decision": "reject", "a": _CLAIM["id"], "b": None,
            "effect": "the claim is shown as said no more", "is_new": True, "contradicts": [],
        }
    ),
    "check": _one(
        {
            "supported": False, "about": None,
            "searched": "4 reports published from 2025-09-10 to 2025-09-14, in English",
            "counts": {
                "supported": 0, "partly": 1, "disputed": 0, "contradicted": 0, "not found": 0,
            },
            "sentences": [
                {
                    "sentence": "Up to 7,000 soldiers take part in Granite.", "span": [0, 42],
                    "verdict": "partly", "reason": "only as said by Ilse Adamson", "sure": 0.9,
                    "evidence": [
                        {"report": _REPORT["id"], "span": [64, 94], "quote": _WORDS, "for": True}
                    ],
                    "parts": [],
                }
            ],
            "reports": [_REPORT],
        }
    ),
    "brief": _one(
        {
            "headline": "Granite-2025 begins", "deck": "", "subject": "Granite-2025",
            "since": None, "as_of": None, "paragraphs": [],
            "sections": [
                {
                    "heading": "The figures",
                    "sentences": [
                        {
                            "text": "Ilse Adamson spoke of up to 7,000 soldiers.",
                            "claims": [_CLAIM["id"]],
                            "evidence": [
                                {"report": _REPORT["id"], "span": [64, 94], "quote": _WORDS}
                            ],
                            "searched": None, "wording": None,
                        }
                    ],
                }
            ],
            "on_top": {}, "refused": [], "rewriting": None, "reports": [_REPORT],
        }
    ),
    "preview": _bare(
        {
            "summary": "the figure “up to 7,000” leaves the board of Granite-2025, 1 claim with it",
            "boards": [
                {
                    "activity": "Granite-2025",
                    "changes": [
                        {"part": "conflicts", "words": "1 conflict disappears: …"},
                    ],
                }
            ],
            "not_worked_out": [],
            "seen": 12,
        }
    ),
    "review": _many(
        {
            "id": "fig-3c100000000000000000000000000000", "noun": "figure",
            "title": "“up to 7,000 soldiers”, Ilse Adamson", "activity": "Granite-2025",
            "weight": 10.0,
            "reasons": [
                {"ground": "conflict", "words": "stands in 1 conflict (1 hard)"},
                {"ground": "assumed", "words": "place assumed: not stated"},
            ],
            "words": [
                {"report": _REPORT["id"], "span": [64, 84], "quote": "up to 7,000 soldiers",
                 "label": None},
            ],
            "renderings": ["fig-3c100000000000000000000000000000"], "pair": None, "score": None,
        }
    ),
    "session": _bare({"name": "anna", "role": "analyst", "via": "session", "csrf": "5d8e…"}),
    "accounts": _bare(
        [{"name": "anna", "role": "analyst", "made_at": "2025-10-01T12:00:00+00:00",
          "made_by": "desk", "locked_at": None}]
    ),
    "tokens": _bare(
        [{"id": "tok-72b790b3", "account": "anna", "role": "viewer", "label": "nightly",
          "made_at": "2025-10-01T12:00:00+00:00", "made_by": "desk", "ends_at": None}]
    ),
    "audit": _bare(
        [{"no": 7, "at": "2025-10-01T12:00:00+00:00", "who": "anna", "via": "session",
          "address": "192.0.2.7", "action": "reject", "detail": _CLAIM["id"], "status": 201}]
    ),
    "meaning": _bare(
        {"code": "not-found", "status": 404, "title": "Not found",
         "meaning": "There is nothing by that name or id.",
         "type": "/api/v1/problems/not-found"}
    ),
    "problem": {
        "type": "/api/v1/problems/bad-argument",
        "title": "That cannot be asked",
        "status": 400,
        "detail": "there is no parameter 'speeker' here",
        "instance": "/api/v1/claims",
        "code": "bad-argument",
        "next_step": "Did you mean: speaker?",
        "parameters": [{"name": "speeker", "reason": "not taken here"}],
    },
}  # fmt: skip
_WHY: Final = {"reason": "the outlet took it back"}
CHECKED_TEXT: Final[dict[str, Any]] = {
    "text": {"value": {"text": "Up to 7,000 soldiers take part in Granite."}},
    "activity": {
        "value": {
            "text": "Up to 7,000 soldiers take part in Granite.",
            "about": "Granite-2025",
            "as_of": "2025-09-12",
        }
    },
}
BODIES: Final[dict[str, Any]] = {
    "accept": {"value": {"decision": "accept", "target": _CLAIM["id"], **_WHY}},
    "reject": {"value": {"decision": "reject", "target": _CLAIM["id"], **_WHY}},
    "merge": {
        "value": {
            "decision": "merge", "a": "rep-5f1c", "b": "rep-88b0", "shared": "origin",
            "reason": "one text, translated twice",
        }
    },
    "split": {
        "value": {
            "decision": "split", "a": "rep-5f1c", "b": "rep-88b0", "shared": "story",
            "reason": "two drills in one week",
        }
    },
    "regrade": {
        "value": {
            "decision": "regrade", "name": "Northern Courier", "grade": "B",
            "reason": "corrected itself within a day, three times",
        }
    },
    "undo": {"value": {"decision": "undo", "target": _ID, "reason": "wrong claim"}},
    "comment": {
        "value": {"decision": "comment", "target": _CLAIM["id"], "reason": "asked the ministry"}
    },
}  # fmt: skip
