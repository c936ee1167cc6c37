"""Briefs as plain data: the machine contract of `vedette brief --json`."""

from __future__ import annotations

from typing import Any

from vedette.model import Brief, BriefSentence, Rewriting


def brief_data(found: Brief) -> dict[str, Any]:
    """Return a brief as JSON types; `paragraphs` are the `sections` without their headings."""
    return {
        "headline": found.headline.text,
        "deck": " ".join(sentence.text for sentence in found.deck),
        "paragraphs": [[_sentence(s) for s in paragraph] for paragraph in found.paragraphs],
        "sections": [
            {"heading": section.heading, "sentences": [_sentence(s) for s in section.sentences]}
            for section in found.sections
        ],
        "subject": found.subject,
        "since": found.since,
        "as_of": found.as_of,
        "on_top": {
            "headline": _sentence(found.headline),
            "deck": [_sentence(sentence) for sentence in found.deck],
        },
        "refused": [
            {"text": one.text, "finding": one.finding, "reason": one.reason}
            for one in found.refused
        ],
        "rewriting": _rewriting(found.rewriting),
    }


def _rewriting(done: Rewriting | None) -> dict[str, Any] | None:
    if done is None:
        return None
    return {
        "model": done.model,
        "asked": done.asked,
        "taken": done.taken,
        "kept": done.kept,
        "refused": [
            {"text": one.text, "finding": one.finding, "reason": one.reason} for one in done.refused
        ],
        "trouble": done.trouble or None,
    }


def _sentence(sentence: BriefSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "claims": list(sentence.claims),
        "evidence": [
            {"report": e.report_id, "span": [e.span.start, e.span.end], "quote": e.span.quote}
            for e in sentence.evidence
        ],
        "searched": sentence.searched or None,
        "wording": sentence.wording or None,
    }
