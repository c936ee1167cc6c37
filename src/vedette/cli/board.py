"""The strength board on a terminal: one table per question, then what speaks against what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vedette.cli.console import fold
from vedette.compare.scopes import whole_force
from vedette.compare.world import World
from vedette.model import (
    Force,
    Judgement,
    Ledger,
    Repetition,
    Row,
    Step,
    ThresholdTest,
)
from vedette.model.words import bound, count, day, short_id, signed

SHOWN_CONFLICTS = 12  # the rest is counted; --json lists every pair


def show_ledger(ledger: Ledger, out: Console) -> None:
    """Print the board of an activity."""
    numbers = {row.id: n for n, row in enumerate(ledger.rows, 1)}
    steps = _steps(ledger)
    out.print(Text(f"{ledger.activity}: {count(len(ledger.rows), 'figure')}", style="bold"))
    for question, rows in _questions(ledger).items():
        out.print()
        out.print(Text(question, style="bold cyan"))
        out.print(_table(rows, numbers, steps))
    _show_marks(out)
    _show_repeated(ledger, numbers, out)
    _show_garbled(ledger, numbers, out)
    _show_loans(ledger, numbers, out)
    _show_conflicts(ledger, numbers, out)
    for test in ledger.thresholds:
        _show_threshold(test, numbers, out)


def _questions(ledger: Ledger) -> dict[str, list[Row]]:
    """Group rows by the question they answer, in the order of the ledger."""
    groups: dict[str, list[Row]] = {}
    for row in ledger.rows:
        groups.setdefault(_question(row, ledger.activity), []).append(row)
    return dict(sorted(groups.items(), key=lambda item: _rank(item[1], ledger.activity)))


def _question(row: Row, activity: str) -> str:
    scope = row.figure.scope
    parts = [row.figure.counted]
    if row.figure.unit and row.figure.unit != row.figure.counted:
        parts[0] += f" ({row.figure.unit})"
    if row.figure.change is not None:
        parts[0] += ", a change"
    force = whole_force(scope, World.shipped())
    if force:
        parts.append("of " + " and ".join(sorted(force)))
    parts.append(f"in {scope.place}" if scope.place else "the whole")
    parts += [part for part in (scope.component, scope.role) if part]
    if scope.activity != activity:
        parts.append(f"another edition: {scope.activity}")
    return " · ".join(parts)


def _rank(rows: list[Row], activity: str) -> tuple[object, ...]:
    figure = rows[0].figure
    scope = figure.scope
    force = whole_force(scope, World.shipped())
    narrow = sum(map(bool, (scope.place, force, scope.component, scope.role)))
    return (
        scope.activity != activity,
        scope.activity or "",
        figure.counted != "personnel",
        not figure.is_strength,
        figure.counted,
        narrow,
        -len(rows),
    )


_ARROWS = {
    Step.REPEATED: "=",
    Step.RAISED: "↑",
    Step.CUT: "↓",
    Step.CORRECTED: "c",
    Step.OUTCOME: "o",
    Step.MOVED: "?",
}


def _marks(row: Row, steps: dict[str, Step]) -> str:
    """Return short marks: how the number came from the speaker's last, and a single source."""
    single = "1u" if row.has_one_utterer else ""
    single += "1o" if row.has_one_origin else ""
    step = steps.get(row.id)
    return " ".join(mark for mark in (_ARROWS.get(step, "") if step else "", single) if mark)


def _steps(ledger: Ledger) -> dict[str, Step]:
    """Return the step of each row in the history of its own scope."""
    steps: dict[str, Step] = {}
    for history in ledger.histories:
        for entry in history.entries:
            if entry.step is not Step.WITHDRAWN:
                steps.setdefault(entry.row.id, entry.step)
    return steps


def _table(rows: Iterable[Row], numbers: dict[str, int], steps: dict[str, Step]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("#", justify="right", style="dim")
    table.add_column("figure", justify="right", no_wrap=True)
    table.add_column("said", no_wrap=True)
    table.add_column("by", ratio=2)
    table.add_column("in these words", ratio=4)
    table.add_column("u/o/p", no_wrap=True)
    table.add_column("", no_wrap=True, style="magenta")
    for row in rows:
        table.add_row(
            str(numbers[row.id]),
            Text(figure_value(row), style="strike" if row.replaced_by else "bold"),
            day(row.uttered),
            fold(_speaker(row), 60),
            fold(row.carriers[0].span.quote, 90),
            Text(
                f"{_utterers(row)}/{len(row.origins)}/{len(row.outlets)}",
                style="dim" if row.has_one_utterer or row.has_one_origin else "",
            ),
            _marks(row, steps),
        )
    return table


def figure_value(row: Row) -> str:
    """Return a row's number with its marks: assumed, borrowed, replaced."""
    scope = row.figure.scope
    value = signed(row.figure).removeprefix("= ") or bound(row.figure)
    marks = "~" if {"place", "force"} & set(scope.assumed) else ""
    return value + marks + ("^" if scope.borrowed else "") + ("*" if row.replaced_by else "")


def _speaker(row: Row) -> str:
    name = row.speaker.name
    if row.own_voice:
        return f"{name}, own voice"
    body = row.speaker.body
    return f"{name}, {body}" if body and body != name else name


def _utterers(row: Row) -> str:
    least = any(body.at_least for body in row.utterers)
    return f"{len(row.utterers)}{'+' if least else ''}"


def _show_marks(out: Console) -> None:
    out.print()
    out.print(
        Text(
            "~ place or force not stated: the whole is assumed   ^ scope borrowed from another "
            "statement of the same speaker   * replaced by the speaker's own later number   "
            "u/o/p utterers, origins (independent texts), publishers   1u 1o a single utterer, a "
            "single text   against the speaker's last number: = repeated ↑ raised ↓ cut "
            "c corrected o outcome ? another number, no word of a change",
            style="dim",
        )
    )


def _show_repeated(ledger: Ledger, numbers: dict[str, int], out: Console) -> None:
    for one in ledger.repetitions:
        out.print(Text(f"  #{numbers[one.row]} {still_repeated(one)}", style="yellow"))
    gone = [
        f"{count(len(found), 'figure')} {what}"
        for found, what in (
            (ledger.superseded, "corrected or taken back by their outlets"),
            (ledger.rejected, "rejected by persons"),
        )
        if found
    ]
    if gone:
        out.print(Text(f"  Not on the board: {', '.join(gone)}", style="dim"))


def still_repeated(repetition: Repetition) -> str:
    """Say which outlets give a number after it was replaced."""
    outlets = count(len(repetition.outlets), "outlet")
    return f"still repeated by {outlets} after {repetition.since}: {', '.join(repetition.outlets)}"


def _show_garbled(ledger: Ledger, numbers: dict[str, int], out: Console) -> None:
    garbled = {row.id: row for row in ledger.garbled}
    if not ledger.renderings:
        return
    out.print()
    out.print(Text("Renderings that contradict their own utterance", style="bold"))
    for one in ledger.renderings:
        row = garbled[one.a]
        carrier = row.carriers[0]
        out.print(
            Text(f"  “{fold(carrier.span.quote, 80)}” ({carrier.publisher}) ", style="yellow")
            + Text(f"against #{numbers[one.b or '']}: {one.reason} ({short_id(one.id)})")
        )


def _show_loans(ledger: Ledger, numbers: dict[str, int], out: Console) -> None:
    if not ledger.loans:
        return
    out.print()
    out.print(Text("Borrowed scope; vedette reject ID takes a loan back", style="bold"))
    for one in ledger.loans:
        out.print(Text(f"  #{numbers[one.a]}^ {one.reason} ({short_id(one.id)})"))


def _show_conflicts(ledger: Ledger, numbers: dict[str, int], out: Console) -> None:
    conflicts = sorted(
        ledger.conflicts,
        key=lambda one: (one.force is not Force.HARD, numbers[one.a], numbers[one.b or ""]),
    )
    out.print()
    out.print(Text("Pairs compared", style="bold") + Text(f": {_tally(ledger.own_verdicts)}"))
    for one in _spread(conflicts):
        style = "red" if one.force is Force.HARD else "yellow"
        out.print(
            Text(f"  #{numbers[one.a]} against #{numbers[one.b or '']}", style=style)
            + Text(f" ({one.force}): {one.reason}")
        )
    left = len(conflicts) - len(_spread(conflicts))
    if left:
        out.print(Text(f"  and {left} more conflicts; --json lists every pair", style="dim"))
    _show_elsewhere(ledger, out)


def _tally(verdicts: Iterable[Judgement]) -> str:
    tally = Counter(str(one.verdict) for one in verdicts)
    return ", ".join(f"{n} {verdict}" for verdict, n in tally.most_common()) or "none"


def _show_elsewhere(ledger: Ledger, out: Console) -> None:
    """Print what the pairs amount to in which a number on another edition stands."""
    own = {one.id for one in ledger.own_verdicts}
    others = [one for one in ledger.verdicts if one.id not in own]
    if others:
        out.print(Text(f"  Pairs with other editions: {_tally(others)}", style="dim"))


def _spread(conflicts: list[Judgement]) -> list[Judgement]:
    """Choose the conflicts to show: each row comes up before any comes up again."""
    seen: Counter[str] = Counter()
    chosen: list[Judgement] = []
    pool = list(conflicts)
    while pool and len(chosen) < SHOWN_CONFLICTS:
        best = min(pool, key=lambda one: (seen[one.a] + seen[one.b or ""], pool.index(one)))
        pool.remove(best)
        chosen.append(best)
        seen.update([best.a, best.b or ""])
    return chosen


def _show_threshold(test: ThresholdTest, numbers: dict[str, int], out: Console) -> None:
    out.print()
    out.print(
        Text(test.threshold.name, style="bold")
        + Text(f": {test.threshold.value:,.0f} {test.threshold.counted}")
    )
    for word, ids in (
        ("at or above", test.reached_by),
        ("on both sides", test.straddled_by),
        ("below", test.below),
    ):
        listed = ", ".join(f"#{n}" for n in sorted(numbers[i] for i in ids)) or "none"
        out.print(f"  {word}: {listed}")
    tally = Counter(why for _, why in test.why_not)
    why = "; ".join(f"{n} {reason}" for reason, n in tally.most_common(4))
    why += "; ..." if len(tally) > 4 else ""
    untested = count(len(test.not_tested), "figure")
    out.print(Text(f"  not tested (other scope): {untested}: {why or 'none'}", style="dim"))
