"""Commands on texts that reports share: `origins`, `link`."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture
from vedette.model import Fold, FoldKind, Origin, Passage, Report, Shared
from vedette.model.words import count, day, short_id
from vedette.run import linking
from vedette.run.config import Settings
from vedette.run.origins_contract import origin_data, shared_data
from vedette.store.store import open_store
from vedette.store.view import View

SHOWN_PASSAGES = 6  # the rest is counted; --json lists all
_WORDS = {
    FoldKind.WHOLE: "the same text",
    FoldKind.CUT: "cut from it",
    FoldKind.EDITED: "edited",
    FoldKind.MIXTURE: "made of several texts, this among them",
    FoldKind.VERSION: "another version",
    FoldKind.JUDGED: "joined by a person",
}


def origins(report: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print the texts that several reports go back to; with a report, its own, in words."""
    with picture.open() as (view, _):
        if report is not None:
            found, shared = linking.origin(view, view.report(report).id)
            kept: tuple[Origin, ...] = (found,)
        else:
            every, shared = linking.origins(view)
            kept = tuple(one for one in every if len(one.report_ids) > 1 or one.partly)
        if as_json:
            print_json(
                {
                    "origins": [origin_data(one) for one in kept],
                    "shared": [shared_data(one) for one in shared],
                }
            )
            return
        _show(view, kept, shared, in_words=report is not None)


def _show(view: View, kept: Iterable[Origin], shared: Iterable[Shared], *, in_words: bool) -> None:
    out, every = console(), list(kept)
    for one in every:
        _show_origin(view, one, out, in_words=in_words)
    copied = list(shared)
    for pair in copied if in_words else ():
        a, b = (view.report(each) for each in (pair.a, pair.b))
        out.print(Text(f"shares words with another text: {_line(a)} - {_line(b)}"))
        _show_passages(pair.passages, out)
    out.print(f"{count(len(every), 'text')} shown, {count(len(copied), 'pair')} of other reports "
              "with passages in common")  # fmt: skip
    if waiting := view.unlinked():
        out.print(f"{count(waiting, 'report')} not compared yet: run vedette link")


def _show_origin(view: View, one: Origin, out: Console, *, in_words: bool) -> None:
    head, *_ = one.report_ids
    out.print(Text(_line(view.report(head)), style="bold"))
    for note in one.notes:
        out.print(Text(f"    {note}", style="yellow"))
    for fold_ in one.folds:
        out.print(Text(f"    {_line(view.report(fold_.report_id))}"))
        out.print(Text(f"        {_why(view, fold_, head)}", style="dim"))
        if in_words:
            _show_passages(fold_.passages, out)


def _why(view: View, fold_: Fold, head: str) -> str:
    into = "" if fold_.into == head else f" (by way of {_line(view.report(fold_.into))})"
    return f"{_WORDS[fold_.kind]}{into}: {', '.join(fold_.evidence)}"


def _show_passages(passages: tuple[Passage, ...], out: Console) -> None:
    longest = sorted(passages, key=lambda one: one.here.start - one.here.end)[:SHOWN_PASSAGES]
    for one in sorted(longest, key=lambda one: one.here.start):
        out.print(Text(f"        “{fold(one.here.quote, 240)}”", style="italic"))
        if one.there.quote != one.here.quote:
            out.print(Text(f"        there: “{fold(one.there.quote, 240)}”", style="italic dim"))
    if len(passages) > SHOWN_PASSAGES:
        out.print(Text(f"        and {len(passages) - SHOWN_PASSAGES} more", style="dim"))


def _line(report: Report) -> str:
    publisher = report.publisher or "unknown publisher"
    return f"{publisher}, {day(report.published)}, {short_id(report.id)}"


def link(settings: Settings) -> None:
    """Look for the origins of reports that an older version stored, and say how many."""
    with open_store(settings.store) as store:
        done = linking.link(store)
    console().print(f"{count(done, 'report')} compared. vedette origins lists what goes together.")
