"""Commands on what changes with time: `changes`, `first`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture, tell
from vedette.compare.changes import Change, Changes, Edited, Group, Kind, Quoted
from vedette.compare.first import Branch, First, Telling
from vedette.model.words import count, day, short_id
from vedette.run import queries
from vedette.run.changes import changes as find_changes
from vedette.run.changes import parse_stretch
from vedette.run.changes_contract import changes_data, first_data
from vedette.run.config import load_settings
from vedette.run.first import first as find_first

SHOWN_OF_A_CAUSE = 2
SHOWN = 12  # of each kind; the rest is counted, --json lists all

Shown = TypeVar("Shown", Change, Edited, Group)

_TITLES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("New figures", (Kind.NEW_FIGURE,)),
    ("Figures that others repeat now", (Kind.REPEATED,)),
    ("Figures raised or cut", (Kind.RAISED, Kind.CUT, Kind.REPLACED)),
    ("Figures corrected or withdrawn", (Kind.CORRECTED, Kind.WITHDRAWN)),
    ("Figures read otherwise now", (Kind.READING,)),
    ("New denials", (Kind.DENIED,)),
    ("Conflicts opened", (Kind.OPENED,)),
    ("Conflicts closed", (Kind.CLOSED,)),
    ("Statements that vanished", (Kind.VANISHED,)),
    ("Activities named for the first time", (Kind.NAMED,)),
)


def changes(
    subject: str | None,
    stretch: tuple[str, str | None],
    picture: Picture,
    *,
    as_json: bool,
) -> None:
    """Print what is new between two moments."""
    settings = load_settings(store=picture.store)
    moments = parse_stretch(*stretch, by=picture.by)
    with queries.open_existing(settings) as store:
        conventions = queries.conventions_of(settings)
        found = find_changes(store, moments, subject, conventions=conventions)
    if as_json:
        print_json(changes_data(found))
        return
    _show(found, console())


def _show(found: Changes, out: Console) -> None:
    about = f" on {found.subject}" if found.subject else ""
    until = f"{found.since} to {found.until}, as {found.by}"
    out.print(Text(f"{count(len(found.reports), 'new report')}{about}", style="bold"))
    out.print(Text(until, style="dim"))
    for title, kinds in _TITLES:
        listed = found.of(*kinds)
        if kinds[0] in {Kind.OPENED, Kind.CLOSED}:
            _show_conflicts(out, title, listed)
        else:
            _section(out, title, listed, _show_change)
    _section(out, "Reports in another version", found.edited, _show_edited)
    _section(out, "New statements", found.groups, _show_group)
    if found.forgotten:
        out.print()
        out.print(Text("Forgotten reports", style="bold cyan"))
        for one in found.forgotten:
            out.print(Text(f"  {short_id(one.report_id)}, {one.at}: {fold(one.reason, 120)}"))
    if found.is_empty:
        out.print("Nothing changed.")
    tell(found.left_out, out)


def _section(
    out: Console, title: str, listed: Sequence[Shown], show: Callable[[Console, Shown], None]
) -> None:
    if not listed:
        return
    out.print()
    out.print(Text(title, style="bold cyan") + Text(f" ({len(listed)})"))
    for one in listed[:SHOWN]:
        show(out, one)
    if len(listed) > SHOWN:
        out.print(Text(f"  and {len(listed) - SHOWN} more; --json lists all", style="dim"))


def _show_change(out: Console, one: Change) -> None:
    named = one.speaker and not one.text.startswith(one.speaker)
    line = f"{one.speaker}: {one.text}" if named else one.text
    head = Text(f"  {fold(line, 160)}", style="bold" if one.kind is Kind.NEW_FIGURE else "")
    if one.kind in {Kind.RAISED, Kind.CUT, Kind.WITHDRAWN, Kind.REPLACED}:
        head.append(f"  {one.kind}", style="cyan")
    if one.count > 1:
        head.append(f"  {one.count}×", style="dim")
    if one.reason:
        head.append(f"  ({fold(one.reason, 120)})", style="dim")
    out.print(head)
    for quoted in one.quotes[:2]:
        out.print(Text(f"      {_words(quoted)}", style="dim italic"))


def _show_conflicts(out: Console, title: str, listed: Sequence[Change]) -> None:
    """Print conflicts by what opened or closed them, the cause of most of the hard ones first."""
    if not listed:
        return
    causes: dict[str, list[Change]] = defaultdict(list)
    for one in sorted(listed, key=lambda one: one.soft):
        causes[one.reason].append(one)
    order = sorted(causes.items(), key=lambda item: (-_hard(item[1]), -len(item[1])))
    out.print()
    out.print(
        Text(title, style="bold cyan") + Text(f" ({len(listed)}, {_hard(listed)} of them hard)")
    )
    for cause, clashes in order[:SHOWN]:
        told = f": {count(len(clashes), 'conflict')}, {_hard(clashes)} hard"
        out.print(Text(f"  {fold(cause, 150)}", style="bold") + Text(told))
        for one in clashes[:SHOWN_OF_A_CAUSE]:
            style = "yellow" if one.soft else "red"
            force = "soft" if one.soft else "hard"
            out.print(Text(f"      {force}: {fold(one.text, 200)}", style=style))
    if len(order) > SHOWN:
        out.print(Text(f"  and {len(order) - SHOWN} more causes; --json lists all", style="dim"))


def _hard(listed: Iterable[Change]) -> int:
    return sum(not one.soft for one in listed)


def _show_edited(out: Console, one: Edited) -> None:
    versions = f"{short_id(one.older)} → {short_id(one.newer)}"
    out.print(
        Text(f"  {one.publisher}, {day(one.published)}: {fold(one.headline, 80)}  {versions}")
    )
    for older, newer in one.changed:
        out.print(Text(f"      “{fold(older.span.quote, 70)}” → “{fold(newer.span.quote, 70)}”"))
    for word, quotes in (("gone", one.dropped), ("added", one.added)):
        for quoted in quotes:
            out.print(Text(f"      {word}: “{fold(quoted.span.quote, 100)}”"))
    if one.note:
        out.print(Text(f"      {fold(one.note, 200)}", style="dim italic"))


def _show_group(out: Console, one: Group) -> None:
    told = ", ".join(f"{n} {predicate}" for predicate, n in one.predicates[:4])
    name = one.speaker if one.subject == one.speaker else f"{one.speaker} on {one.subject}"
    out.print(
        Text(f"  {name}", style="bold") + Text(f": {told}, in {count(one.reports, 'report')}")
    )
    for _, _, quoted in one.shown[:1]:
        out.print(Text(f"      {_words(quoted)}", style="dim italic"))


def _words(quoted: Quoted) -> str:
    publisher = quoted.publisher or "unknown publisher"
    where = f"{publisher}, {day(quoted.published)}, {short_id(quoted.report_id)}"
    return f"“{fold(quoted.span.quote, 120)}” {where}"


# ---- first -------------------------------------------------------------------------------------


def first(subject: str, value: str, picture: Picture, *, as_json: bool) -> None:
    """Print who said it first, and the tree of its carriers."""
    with picture.open() as (view, settings):
        conventions = queries.conventions_of(settings)
        found = find_first(view, subject, value, conventions=conventions)
        left = view.left_out()
    if as_json:
        print_json({**first_data(found), "left_out": left})
        return
    out = console()
    _show_first(found, out)
    tell(left, out)


def _show_first(found: First, out: Console) -> None:
    leader = found.first
    out.print(Text(f"{found.subject}, {found.value}: ", style="bold") + _leader(leader))
    unsure = [one for one in found.tellings if one.unsure]
    if unsure:
        out.print(f"  of the same time, could be earlier: {len(unsure)} (marked ?)")
    if found.undated:
        out.print(f"  undated, could be earlier: {len(found.undated)}")
    if any(not one.dated for one in found.tellings):
        out.print(Text("  ≤ said that day or before: only the publication is dated", style="dim"))
    for one in (*found.tellings, *found.undated):
        out.print()
        _show_telling(one, out)


def _leader(leader: Telling | None) -> Text:
    if leader is None:
        return Text("nobody says it with a date", style="yellow")
    when = f"{'' if leader.dated else '≤ '}{day(leader.said)}"
    return Text(f"first {leader.name}, {when}")


def _show_telling(one: Telling, out: Console) -> None:
    mark = "? " if one.unsure else ""
    before = "" if one.dated or one.start is None else "≤ "
    head = Text(f"{mark}{before}{day(one.said)}  ", style="dim")
    head.append(one.name, style="bold")
    head.append(f"  {fold(one.text, 100)}")
    head.append(f"  {one.part}", style="cyan")
    out.print(head)
    _show_tree(one.carriers, out, depth=1)


def _show_tree(branches: Iterable[Branch], out: Console, *, depth: int) -> None:
    for one in branches:
        word = "reprint " if depth > 1 else ""
        rendering = f"  {one.rendering}" if one.rendering else ""
        line = f"{'    ' * depth}{word}{_words(one.quoted)}{rendering}"
        out.print(Text(line, style="" if depth == 1 else "dim"))
        _show_tree(one.reprints, out, depth=depth + 1)
