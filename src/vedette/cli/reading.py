"""Show what is understood of reports that are not stored: `read` and `ignored`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.text import Text

from vedette.cli.console import console, print_json
from vedette.model import Analysis, Attribution, Claim, Failure, Report, ValueKind
from vedette.run.config import Settings
from vedette.run.contract import reading_data
from vedette.run.ignored import ignored_in
from vedette.run.queries import read_paths
from vedette.run.readers import reader_for


def read(paths: Sequence[str], *, settings: Settings, as_json: bool, with_text: bool) -> int:
    """Print each report's analysis; return how many items failed."""
    failed = 0
    for outcome in read_paths(paths, model=settings.model, stdin=sys.stdin.buffer):
        failure = outcome if isinstance(outcome, Failure) else outcome.failure
        if failure is not None:
            failed += 1
            print(f"vedette: {failure.message}", file=sys.stderr)
        if isinstance(outcome, Failure) or outcome.analysis is None:
            continue
        if as_json:
            print_json(reading_data(outcome.report, outcome.analysis, with_text=with_text))
        else:
            _show(outcome.report, outcome.analysis)
    return failed


def ignored(paths: Sequence[str], *, settings: Settings, as_json: bool) -> int:
    """Print the sentences that gave no claim though they look as if they should."""
    failed = 0
    for outcome in read_paths(paths, model=settings.model, stdin=sys.stdin.buffer):
        if isinstance(outcome, Failure) or outcome.failure is not None:
            failure = outcome if isinstance(outcome, Failure) else outcome.failure
            print(f"vedette: {failure.message if failure else ''}", file=sys.stderr)
            failed += 1
            continue
        found = ignored_in(reader_for(settings.model).read(outcome.report))
        if as_json:
            print_json(
                [
                    {"span": [i.span.start, i.span.end], "text": i.span.quote, "why": list(i.why)}
                    for i in found
                ]
            )
            continue
        out = console()
        for item in found:
            out.print(Text(" ".join(item.span.quote.split())))
            out.print(Text(f"    {'; '.join(item.why)}", style="dim"))
        out.print(f"{len(found)} sentences with a number or a speech verb gave no claim")
    return failed


def _show(report: Report, analysis: Analysis) -> None:
    out = console()
    published = report.published.start.isoformat() if report.published.start else "undated"
    head = " · ".join(part for part in (report.publisher or "unknown publisher", published) if part)
    out.print(Text(report.headline or "(no headline)", style="bold"))
    out.print(Text(head, style="dim"))
    by_id = {a.id: a for a in analysis.attributions}
    for claim in analysis.claims:
        carrier = by_id.get(claim.attribution or "")
        out.print()
        out.print(_line(claim, carrier))
        out.print(Text(f"    “{' '.join(claim.evidence.quote.split())}”", style="italic"))
    out.print()
    out.print(
        f"{len(analysis.attributions)} attributions, {len(analysis.figures)} figures, "
        f"{len(analysis.claims)} claims; {len(analysis.abstentions)} left undecided"
    )


def _line(claim: Claim, carrier: Attribution | None) -> Text:
    line = Text()
    line.append(speaker_name(carrier), style="bold")
    line.append(f"  {claim.predicate}  ", style="cyan")
    if claim.value.kind is ValueKind.TEXT:
        line.append(claim.subject.name)
    else:
        line.append(f"{claim.subject.name}: {' '.join(claim.value.text.split())}")
    sure = [str(claim.modality.polarity)] if claim.modality.polarity == "denied" else []
    if claim.modality.certainty != "unstated":
        sure.append(str(claim.modality.certainty))
    if sure:
        line.append(f"  ({', '.join(sure)})", style="yellow")
    return line


def speaker_name(carrier: Attribution | None) -> str:
    """Return who says it, for a person to read."""
    if carrier is None:
        return "the outlet itself"
    return carrier.speaker.name if carrier.speaker else "an unresolved speaker"
