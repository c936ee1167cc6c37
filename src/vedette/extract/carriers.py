"""Find the attribution that carries a stretch of a report."""

from __future__ import annotations

from vedette.model import Analysis, Attribution, Modality, Span


class Carriers:
    """Look up attributions by place. Built once for one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._parts = sorted(
            (
                (span, attribution)
                for attribution in analysis.attributions
                for span in attribution.content
            ),
            key=lambda part: part[0].end - part[0].start,
        )
        self._glosses = [g for a in analysis.attributions for g in a.gloss]

    def at(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose content covers a span.

        A gloss inside a quotation is the reporter's own: nobody else carries it.
        """
        if any(gloss.covers(span) for gloss in self._glosses):
            return None
        return next((a for part, a in self._parts if part.covers(span)), None)

    def modality_at(self, span: Span) -> Modality:
        """Return the modality of what carries a span; the plain one for the outlet's own voice."""
        attribution = self.at(span)
        return attribution.modality if attribution else Modality()
