"""Reports with their analyses built by hand from short news text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from board import figure

from vedette.model import (
    Analysis,
    Anonymity,
    Attribution,
    Block,
    Dateline,
    Figure,
    Modality,
    Rendering,
    Report,
    Span,
    Speaker,
    SpeechKind,
    When,
    Zone,
)


def paper(
    text: str,
    *,
    publisher: str = "Example News",
    published: str | None = "2025-09-15",
    url: str = "",
    credit: str | None = None,
    agency: str | None = None,
    headline: str | None = None,
    instant: datetime | None = None,
) -> Report:
    """Build a report; blank lines part its paragraphs, the headline stands first."""
    whole = f"{headline}\n\n{text}" if headline else text
    blocks, start = [], 0
    for paragraph in whole.split("\n\n"):
        zone = Zone.HEADLINE if headline and start == 0 else Zone.BODY
        blocks.append(Block(zone, start, start + len(paragraph)))
        start += len(paragraph) + 2
    when = When()
    if published:
        day = date.fromisoformat(published)
        on = When.on(day)
        when = When(day, day, on.precision, published, "header", instant)
    dateline = Dateline(None, agency, Span.cut(whole, 0, 1)) if agency else None
    return Report(
        id=Report.make_id(publisher, url, whole),
        text=whole,
        blocks=tuple(blocks),
        url=url,
        publisher=publisher,
        published=when,
        headline=headline,
        credit=credit,
        dateline=dateline,
    )


class Desk:
    """Gather what one report says: figures with who says them, in the report's words."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.figures: list[Figure] = []
        self.attributions: list[Attribution] = []

    def says(
        self,
        quote: str,
        words: str,
        *,
        by: Speaker | None = None,
        rendering: Rendering = Rendering.PARAPHRASE,
        anonymity: Anonymity = Anonymity.NAMED,
        uttered: str | None = None,
        is_gloss: bool = False,
        modality: Modality | None = None,
        **what: object,
    ) -> Desk:
        """Add the figure that stands in `quote` and reads `words`, said by somebody or nobody."""
        start = self.report.text.index(quote)
        span = Span.cut(self.report.text, start, start + len(quote))
        attribution = None
        if by is not None:
            attribution = self._attribution(span, by, rendering, anonymity, uttered)
        one = figure(words, **what)  # type: ignore[arg-type]
        self.figures.append(
            replace(
                one,
                id=Figure.make_id(self.report.id, span),
                span=span,
                number=span,
                attribution=attribution,
                is_gloss=is_gloss,
                modality=modality or one.modality,
            )
        )
        return self

    def _attribution(
        self,
        span: Span,
        by: Speaker,
        rendering: Rendering,
        anonymity: Anonymity,
        uttered: str | None,
    ) -> str:
        quoted = rendering in {Rendering.ORIGINAL, Rendering.TRANSLATED}
        own = Attribution.make_id(self.report.id, (), (), (span,))
        self.attributions.append(
            Attribution(
                id=own,
                kind=SpeechKind.DIRECT if quoted else SpeechKind.INDIRECT,
                source=(),
                cue=(),
                content=(span,),
                speaker=by,
                anonymity=anonymity,
                rendering=rendering,
                uttered=When.on(date.fromisoformat(uttered)) if uttered else When(),
            )
        )
        return own

    @property
    def item(self) -> tuple[Report, Analysis]:
        """Return the report with its analysis."""
        analysis = Analysis(
            report_id=self.report.id,
            attributions=tuple(self.attributions),
            figures=tuple(self.figures),
        )
        return self.report, analysis
