"""The commands `bundle` and `verify`: a brief with its evidence in one file, and its check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from rich.text import Text

from vedette.cli.console import console, print_json
from vedette.cli.listing import Picture, tell_left_out
from vedette.export.bundle.checks import Outcome
from vedette.export.bundle.contents import write
from vedette.model.words import count
from vedette.run import briefs, exporting
from vedette.run.bundling import bundle_of
from vedette.run.config import load_settings
from vedette.run.verifying import Verified
from vedette.run.verifying import verify as verify_file

WIDTH = 12  # of the names of checks


def bundle(subject: str, picture: Picture, to: str, *, with_texts: bool) -> None:
    """Write a brief with its evidence, and say on standard error what went along."""
    with picture.open() as (view, settings):
        brief = briefs.brief(view, subject, settings=settings)
        made = bundle_of(view, brief, settings, with_texts=with_texts)
        data = write(made)
        with exporting.sink(to, store=settings.store, is_text=False) as out:
            out.write(data)
        if to != exporting.STDOUT:
            parts = (
                count(len(brief.sentences), "sentence"),
                count(len(made.excerpts), "report"),
                count(len(made.claims), "claim"),
                count(len(made.rows), "figure"),
                count(len(made.judgements), "judgement"),
            )
            texts = "with whole texts" if with_texts else "words and digests, no whole texts"
            console(stderr=True).print(Text(f"{to}: {', '.join(parts)}; {texts}"))
        tell_left_out(view, as_json=True)


def verify(
    path: str,
    store: str | None,
    originals: Sequence[str],
    *,
    quick: bool,
    as_json: bool,
) -> Verified:
    """Print what was checked of a bundle, and one line for each failure; return both."""
    model = None if quick else load_settings(store=store).model
    if store is None:
        found = verify_file(path, model=model, originals=originals)
    else:
        with Picture(store).open() as (view, _):
            found = verify_file(path, model=model, view=view, originals=originals)
    if as_json:
        print_json({"holds": found.holds, "checks": [asdict(each) for each in found.outcomes]})
        return found
    _show(found)
    return found


def _show(found: Verified) -> None:
    out = console()
    for each in found.outcomes:
        out.print(_line(each))
    for name, told in found.failures:
        out.print(Text(f"{name}: {told}", style="red"))
    out.print(Text(_result(found), "bold"))


def _result(found: Verified) -> str:
    if not found.holds:
        return "the bundle does not hold"
    left = sum(each.unchecked for each in found.outcomes)
    return f"what was checked holds; {left:,} not checked" if left else "the bundle holds"


def _line(each: Outcome) -> Text:
    return Text(each.name.ljust(WIDTH), style="bold").append(Text(each.line, style="not bold"))
