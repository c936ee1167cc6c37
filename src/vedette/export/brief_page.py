"""A brief in Python: as text, in a notebook, as plain data."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from vedette.export.text import encodable, one_line
from vedette.model import Brief, BriefSentence, Evidence, Report
from vedette.model.words import count, day


def rewriting_words(found: Brief) -> str:
    """Say in a line what a language model made of a brief, "" where none was asked."""
    done = found.rewriting
    if done is None:
        return ""
    if done.trouble:
        return f"Wording: ours, for {done.model} gave no answer that can be used: {done.trouble}."
    refused = f", {len(done.refused)} of its sentences refused" if done.refused else ""
    taken = count(done.taken, "sentence")
    return (
        f"Wording: {taken} marked * by {done.model}, checked; "
        f"{done.kept} of {done.asked} in our own words{refused}."
    )


class BriefPage:
    """Hold a brief with the reports it cites; print it, or let a notebook show it.

    `data` is the brief as `vedette brief --json` prints it.
    """

    def __init__(self, brief: Brief, reports: Mapping[str, Report], data: dict[str, Any]) -> None:
        self.brief = brief
        self.data = data
        self._reports = reports
        self._numbers = {note: number for number, note in enumerate(brief.notes, 1)}

    def __repr__(self) -> str:
        brief = self.brief
        paragraphs = (
            brief.headline.text,
            *(" ".join(map(self._line, part)) for part in (brief.deck, *brief.paragraphs)),
            "\n".join(f"[{n}] {one_line(self._note(note))}" for note, n in self._numbers.items()),
            rewriting_words(brief),
        )
        return "\n\n".join(part for part in paragraphs if part)

    def _line(self, sentence: BriefSentence) -> str:
        return one_line(f"{_marked(sentence)}{self._marks(sentence)}")

    def _marks(self, sentence: BriefSentence) -> str:
        return "".join(f" [{self._numbers[one]}]" for one in sentence.evidence)

    def _note(self, note: Evidence) -> str:
        report = self._reports.get(note.report_id)
        where = (
            f"{report.publisher or 'unknown publisher'}, {day(report.published)}: "
            if report
            else ""
        )
        return f"{where}“{note.span.quote}”"

    def _repr_html_(self) -> str:
        """Return the brief for a notebook; what reports and models say is text, never markup."""
        return "".join(self._html())

    def _html(self) -> Iterator[str]:
        brief = self.brief
        yield f"<h3>{_safe(brief.headline.text)}</h3>"
        yield f"<p><em>{' '.join(map(self._span, brief.deck))}</em></p>"
        for section in brief.sections:
            if section.heading:
                yield f"<h4>{_safe(section.heading)}</h4>"
            yield f"<p>{' '.join(map(self._span, section.sentences))}</p>"
        yield "<ol>"
        for note in self._numbers:
            yield f"<li>{_safe(self._note(note))}</li>"
        yield "</ol>"
        if words := rewriting_words(brief):
            yield f"<p><small>{_safe(words)}</small></p>"

    def _span(self, sentence: BriefSentence) -> str:
        told = f"wording by {sentence.wording}, checked" if sentence.wording else ""
        title = f' title="{html.escape(encodable(told))}"' if told else ""
        marks = _safe(self._marks(sentence).strip())
        return f"<span{title}>{_safe(_marked(sentence))}</span> <sup>{marks}</sup>"


def _marked(sentence: BriefSentence) -> str:
    return f"{sentence.text}*" if sentence.wording else sentence.text


def _safe(text: str) -> str:
    return html.escape(encodable(text))
