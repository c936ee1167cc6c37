"""Commands on who is who: `names`, `same`, `not-same`."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture
from vedette.model import Judgement
from vedette.model.words import count, short_id
from vedette.run import people
from vedette.run.config import Settings
from vedette.run.linked import linked_names
from vedette.run.names_contract import known_data
from vedette.store.store import open_store

SHOWN_FORMS = 8  # the rest is counted; --json lists all


def names(name: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print who is written in several ways or was judged on, and why."""
    with picture.open() as (view, _):
        found = linked_names(view, name)
    if as_json:
        print_json([known_data(one) for one in found])
        return
    out = console()
    for one in found:
        out.print(Text(one.name, style="bold") + Text(f"  {one.node}", style="dim"))
        for form in one.forms[:SHOWN_FORMS]:
            out.print(Text(f"    {form.text}  ({count(form.reports, 'report')})  {form.why}"))
        if len(one.forms) > SHOWN_FORMS:
            out.print(Text(f"    and {len(one.forms) - SHOWN_FORMS} more", style="dim"))
        _show(one.judgements, out, style="")
        _show(one.open, out, style="yellow")
    out.print(f"{count(len(found), 'name')} linked or judged")


def _show(judgements: Iterable[Judgement], out: Console, *, style: str) -> None:
    for one in judgements:
        line = f"    {short_id(one.id)}  {one.kind}  {one.a} - {one.b}  by {one.by}: "
        out.print(Text(line + fold(one.reason, 160), style=style))


def judge(settings: Settings, *, as_json: bool) -> None:
    """Let the rules judge names, and say how many judgements are new."""
    with open_store(settings.store) as store:
        made = people.judge_names(store)
    console(stderr=as_json).print(
        f"{count(made, 'new judgement')} on names. vedette undo takes one back."
    )


def decide(a: str, b: str, settings: Settings, *, same: bool, reason: str, who: str) -> None:
    """Enter a decision and say what stands now."""
    with open_store(settings.store) as store:
        made = people.decide(store, a, b, same=same, reason=reason, who=who)
    out = console()
    out.print(Text(f"{short_id(made.id)}: {made.a} is {'' if same else 'not '}{made.b}"))
    out.print(f"Take it back with: vedette undo {short_id(made.id)} --reason WHY")
