"""What was read out of words, field by field, for whoever has to say whether that is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vedette.model import Analysis, Attribution, Claim, Figure, Report, Span, words
from vedette.web import marks
from vedette.web.marks import Paragraph
from vedette.web.words import speaker_detail


@dataclass(frozen=True, slots=True)
class Field:
    """Hold one field of a reading; `doubt` says that it was assumed, or is not known."""

    label: str
    value: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the paragraph of a report in which words stand, with the words lit."""

    report: Report
    span: Span
    label: str
    paragraphs: tuple[Paragraph, ...]


def reading(noun: Claim | Figure, carrier: Attribution | None, report: Report) -> tuple[Field, ...]:
    """Return what was read: who says it, what, how surely, when and where."""
    own = _of_figure(noun) if isinstance(noun, Figure) else _of_claim(noun)
    return (_who(carrier, report), *own, _how(noun), _said(carrier, report))


def _who(carrier: Attribution | None, report: Report) -> Field:
    if carrier is None:
        outlet = report.publisher or "unknown publisher"
        return Field("Who says so", f"{outlet}, in its own voice")
    detail = speaker_detail(carrier.speaker)
    name = words.carrier(carrier)
    written = " ".join(span.quote for span in carrier.source)
    value = f"{name}, {detail}" if detail else name
    if carrier.speaker is None:
        return Field("Who says so", value, "not resolved")
    doubt = "one of several" if carrier.speaker.candidates else ""
    return Field(
        "Who says so", f"{value} (“{written}”)" if written not in ("", name) else value, doubt
    )


def _of_figure(figure: Figure) -> Iterator[Field]:
    what = words.signed(figure) or words.bound(figure)
    unit = f" {figure.unit}" if figure.unit and figure.unit != figure.counted else ""
    yield Field("How many", f"{what}{unit} ({words.bound(figure)})")
    of = f", of {figure.of}" if figure.of else ""
    yield Field("Of what", f"{figure.counted.replace('_', ' ')}{of}")
    scope = figure.scope
    yield Field("On", scope.activity or "no named activity", _doubt(figure, "activity"))
    yield Field(
        "Where", f"in {scope.place}" if scope.place else "the whole", _doubt(figure, "place")
    )
    yield Field("Whose", " and ".join(scope.force) or "all", _doubt(figure, "force"))
    for label, value in (("Component", scope.component), ("Role", scope.role)):
        if value:
            yield Field(label, value)
    yield Field("Stage and basis", f"{figure.stage}, {figure.basis}")
    if figure.as_of is not None:
        yield Field("As of", words.day(figure.as_of))


def _doubt(figure: Figure, name: str) -> str:
    scope = figure.scope
    if name in scope.borrowed:
        return "borrowed"
    return "assumed" if name in scope.assumed else ""


def _of_claim(claim: Claim) -> Iterator[Field]:
    yield Field("About", claim.subject.name)
    yield Field("What", f"{claim.predicate.replace('-', ' ')}: {claim.value.text}")
    yield Field("When", words.day(claim.when), "" if claim.when.is_known else "unknown")
    where = claim.where.name if claim.where else "not stated"
    yield Field("Where", where, "" if claim.where else "unknown")


def _how(noun: Claim | Figure) -> Field:
    told = words.modality(noun.modality)
    return Field("How", ", ".join(told) if told else "stated plainly")


def _said(carrier: Attribution | None, report: Report) -> Field:
    if carrier is not None and carrier.uttered.is_known:
        return Field("Said", words.day(carrier.uttered))
    return Field("Said", f"not after {words.day(report.published)}", "")


def passage(report: Report, analysis: Analysis, span: Span, label: str) -> Passage:
    """Return the paragraph in which words stand; the whole text is one click away."""
    around = marks.paragraphs(
        report, layers=marks.layers_of(analysis), anchors=(), mark=(span.start, span.end)
    )
    lit = [each for each in around if any(w.is_hit for piece in each.pieces for w in piece.opens)]
    return Passage(report, span, label, tuple(lit))
