"""What a composed brief would lose with some words: found in it, not composed anew.

Composing a brief takes most of a second and a language model; a page shows effects at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import Brief, Span


@dataclass(frozen=True, slots=True)
class Resting:
    """Hold the sentences of a brief that stand on some words alone, and count those that also do.

    `subject` is whose brief it is.
    """

    subject: str
    alone: tuple[str, ...]
    others: int


def resting(brief: Brief, report_id: str, span: Span) -> Resting:
    """Return what of a brief stands on words of a report."""
    alone: list[str] = []
    others = 0
    for sentence in brief.sentences:
        cited = [
            each.report_id == report_id and each.span.overlaps(span) for each in sentence.evidence
        ]
        if cited and all(cited):
            alone.append(sentence.text)
        elif any(cited):
            others += 1
    return Resting(brief.subject, tuple(dict.fromkeys(alone)), others)
