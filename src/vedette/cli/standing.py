"""Commands that lay what is known side by side: `editions`, `gaps`."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture, tell
from vedette.compare.editions import Column, Editions
from vedette.compare.gaps import Expected, Gaps, Status
from vedette.model import Row
from vedette.model.words import bound, count, signed
from vedette.run import queries
from vedette.run.changes_contract import editions_data, gaps_data
from vedette.run.editions import editions as find_editions
from vedette.run.gaps import gaps as find_gaps

NOTHING = "nothing said"
SHOWN_IN_A_CELL = 8  # numbers; the rest is counted, --json lists all
_STYLES = {Status.NOBODY: "red", Status.GIVEN: "green"}


def editions(name: str, picture: Picture, *, counted: str, as_json: bool) -> None:
    """Print the editions of an exercise side by side."""
    with picture.open() as (view, settings):
        conventions = queries.conventions_of(settings)
        found = find_editions(view, name, counted=counted, conventions=conventions)
        left = view.left_out()
    if as_json:
        print_json({**editions_data(found), "left_out": left})
        return
    out = console()
    _show_editions(found, out)
    tell(left, out)


def _show_editions(found: Editions, out: Console) -> None:
    held = f", held by {' and '.join(found.organisers)}" if found.organisers else ""
    out.print(Text(f"{found.series}: {found.counted}{held}", style="bold"))
    table = Table(pad_edge=False, header_style="bold", show_lines=True)
    table.add_column("edition", no_wrap=True)
    for column in Column:
        table.add_column(str(column), overflow="fold", ratio=1)
    for one in found.editions:
        table.add_row(one.name, *(_cell(rows) for _, rows in one.cells))
    out.print(table)
    out.print(
        Text(
            "* replaced by the speaker's own later number   u/o/p utterers, origins (independent "
            "texts), publishers",
            style="dim",
        )
    )


def _cell(rows: Iterable[Row]) -> Text:
    """Write a cell: each number once, with who gives it."""
    same: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        same.setdefault((_value(row), row.figure.scope.place or ""), []).append(row)
    if not same:
        return Text(NOTHING, style="dim")
    cell = Text()
    for n, ((value, place), alike) in enumerate(list(same.items())[:SHOWN_IN_A_CELL]):
        names = list(dict.fromkeys(_name(row) for row in alike))
        first = alike[0]
        numbers = f"{len(first.utterers)}/{len(first.origins)}/{len(first.outlets)}"
        cell.append("\n" if n else "")
        cell.append(value, style="bold")
        cell.append(f" in {place}" if place else "")
        cell.append(f" {fold(', '.join(names), 60)} ")
        cell.append(numbers, style="dim")
    if len(same) > SHOWN_IN_A_CELL:
        cell.append(f"\nand {len(same) - SHOWN_IN_A_CELL} more", style="dim")
    return cell


def _value(row: Row) -> str:
    value = signed(row.figure).removeprefix("= ") or bound(row.figure)
    if value == "a change":
        value = fold(row.figure.span.quote, 40)
    return value + ("*" if row.replaced_by else "")


def _name(row: Row) -> str:
    return f"{row.speaker.name} (own voice)" if row.own_voice else row.speaker.name


def gaps(subject: str, picture: Picture, *, as_json: bool) -> None:
    """Print what the codebook expects of an activity, and how far it is given."""
    with picture.open() as (view, settings):
        found = find_gaps(view, subject, conventions=queries.conventions_of(settings))
        left = view.left_out()
    if as_json:
        print_json({**gaps_data(found), "left_out": left})
        return
    out = console()
    _show_gaps(found, out)
    tell(left, out)


def _show_gaps(found: Gaps, out: Console) -> None:
    several = " (one happening or several)" if found.activity is None else ""
    name = f"{found.activity}, {found.type}" if found.activity else f"Any {found.type}"
    told = f", in {count(found.reports, 'report')}{several}"
    out.print(Text(name, style="bold") + Text(told))
    if not found.expected:
        out.print(f"The codebook expects nothing of an activity of the type {found.type!r}.")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("asked", "given", "by", "in these words"):
        table.add_column(column, overflow="fold")
    for one in found.expected:
        status = Text(str(one.status), style=_STYLES.get(one.status, "yellow"))
        table.add_row(one.what, status, _by(one), _words(one))
    out.print(table)
    if found.open:
        out.print()
        out.print(Text("What would have to be asked", style="bold"))
    for left in found.open:
        quotes = "; ".join(f"“{fold(each.span.quote, 40)}”" for each in left.quotes[:3])
        out.print(Text(f"  {left.count} {left.what}: ") + Text(quotes, style="italic"))


def _by(one: Expected) -> str:
    if not one.answers:
        return ""
    names = fold(", ".join(one.utterers[:3]), 60)
    more = len(one.utterers) - 3
    told = f"{names} and {more} more" if more > 0 else names
    return f"{told} {len(one.utterers)}/{one.origins}/{one.outlets}".strip()


def _words(one: Expected) -> str:
    if not one.answers:
        return ""
    first = one.answers[0]
    more = len(one.answers) - 1
    rest = f" and {count(more, 'other')}" if more else ""
    return f"“{fold(first.quoted.span.quote, 60)}” {first.quoted.publisher}{rest}"
