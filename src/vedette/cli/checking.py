"""Check a text against the reports, and show what was found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from vedette.cli.console import console, print_json
from vedette.cli.listing import Picture
from vedette.errors import BadArgumentError
from vedette.model import Checked, CheckedPart, Finding, Proof, Report
from vedette.model.words import day, short_id
from vedette.run.asking import asker
from vedette.run.checking import Result, check_against, check_in_store, read_text, result_data
from vedette.run.config import load_settings

_STYLES = {
    Finding.SUPPORTED: "green",
    Finding.PARTLY: "yellow",
    Finding.DISPUTED: "magenta",
    Finding.CONTRADICTED: "red",
    Finding.NOT_FOUND: "dim",
}


def check(
    file: str, picture: Picture, against: Sequence[str], *, ask: bool = False, as_json: bool
) -> Result:
    """Print each sentence of a text with its verdict, the reason and the words; return them."""
    result = _result(file, picture, against, ask=ask)
    if as_json:
        print_json(result_data(result))
        return result
    for one in result.checked:
        _show(one, result.reports)
    counted = Counter(one.finding for one in result.checked)
    console().print(
        ", ".join(f"{counted[finding]} {finding}" for finding in Finding if counted[finding])
        or "no sentence to check"
    )
    return result


def _result(file: str, picture: Picture, against: Sequence[str], *, ask: bool) -> Result:
    if ask and not against:
        step = "Name the documents with --against"
        raise BadArgumentError("a model is asked about documents", where="--ask", next_step=step)
    settings = load_settings(store=picture.store)
    model = settings.model
    text = read_text(file, model=model, stdin=sys.stdin.buffer)
    if against:
        asked = asker(settings.rewriting, tell=_tell) if ask else None
        return check_against(text, against, model=model, ask=asked)
    with picture.open() as (view, settings):
        return check_in_store(text, view, model=settings.model)


def _tell(words: str) -> None:
    """Print on standard error what is sent: standard output holds nothing but the findings."""
    console(stderr=True).print(Text(words, style="dim"))


def _show(one: Checked, reports: dict[str, Report]) -> None:
    out = console()
    line = Text(f"{one.finding}".ljust(14), style=_STYLES[one.finding])
    out.print(line.append(" ".join(one.sentence.quote.split()), style="bold"))
    out.print(Text(f"    {one.reason}"))
    for part in one.parts if len(one.parts) > 1 else ():
        out.print(Text(f"    - {part.finding}: ", style=_STYLES[part.finding]).append(_words(part)))
    for proof in one.evidence:
        out.print(Text(f"    {_source(proof, reports)}", style="dim"))
        out.print(Text(f"      “{' '.join(proof.span.quote.split())}”", style="italic"))
    out.print()


def _words(part: CheckedPart) -> str:
    return " ".join(part.span.quote.split())


def _source(proof: Proof, reports: dict[str, Report]) -> str:
    report = reports[proof.report_id]
    side = "for" if proof.supports else "against"
    where = report.publisher or report.url or "a document"
    return f"{side}: {where}, {day(report.published)} ({short_id(proof.report_id)})"
