"""How each speaker's number went, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from vedette.cli.board import figure_value, still_repeated
from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture, tell_left_out
from vedette.model import History, HistoryEntry, Ledger, Step
from vedette.model.words import count, day
from vedette.run import queries
from vedette.run.history_contract import histories_to_data

_STYLES = {Step.CORRECTED: "yellow", Step.WITHDRAWN: "red", Step.MOVED: "magenta"}


def history(subject: str, speaker: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print what each speaker said of each thing counted, in time."""
    with picture.open() as (view, settings):
        conventions = queries.conventions_of(settings)
        ledger = queries.figures(view, subject, conventions=conventions)
        histories = queries.histories_of(ledger, speaker)
        orphans = view.orphans()
        if as_json:
            print_json(histories_to_data(ledger, histories, orphans))
            tell_left_out(view, as_json=True)
            return
        out = console()
        _show(ledger, histories, out)
        if orphans:
            gone = count(len(orphans), "judgement")
            out.print(Text(f"{gone} on what is no longer there", style="dim"))
        tell_left_out(view, as_json=False)


def _show(ledger: Ledger, histories: tuple[History, ...], out: Console) -> None:
    repeated = {one.row: one for one in ledger.repetitions}
    for one in histories:
        persons = f" ({', '.join(one.persons)})" if one.persons else ""
        title = Text(one.speaker, style="bold") + Text(f"{persons}: {_thing(one, ledger.activity)}")
        out.print(title)
        for entry in one.entries:
            out.print(_line(entry))
            if entry.words is not None:
                out.print(Text(f"        “{fold(entry.words.quote, 160)}”", style="italic"))
            if found := repeated.get(entry.row.id):
                out.print(Text(f"        {still_repeated(found)}", style="yellow"))
        out.print()
    if ledger.rejected:
        out.print(Text(f"{count(len(ledger.rejected), 'figure')} rejected by persons", style="dim"))
    for judgement in ledger.unheeded:
        out.print(Text(f"overruled: {judgement.by}: {judgement.reason}", style="dim"))


def _thing(history: History, activity: str) -> str:
    scope = history.scope
    where = f"in {scope.place}" if scope.place else "all of it"
    parts = [history.counted, history.unit or "", where]
    parts += [" and ".join(scope.force), scope.component or "", scope.role or ""]
    parts.append(f"of {scope.activity}" if scope.activity and scope.activity != activity else "")
    return ", ".join(part for part in parts if part)


def _line(entry: HistoryEntry) -> Text:
    style = _STYLES.get(entry.step, "cyan")
    value = Text(figure_value(entry.row), style="bold" if entry.stands else "strike")
    line = Text(f"  {day(entry.row.uttered)}  ") + value + Text("  ")
    line.append(str(entry.step), style=style)
    return line.append(f": {entry.reason}; {entry.row.speaker.name}")
