"""Commands on publishers: `sources`, `source`, `regrade`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.deciding import show_made, show_receipt
from vedette.cli.listing import Picture, table
from vedette.model.words import count
from vedette.run import sources as run_sources
from vedette.run.config import Settings
from vedette.run.contract import receipt_data
from vedette.run.decisions_contract import entry_data, source_data
from vedette.run.registry import Entry, Fact
from vedette.run.sources import Wanted
from vedette.store.store import open_store

_YES = {True: "yes", False: "no", None: "unknown"}


def sources(picture: Picture, wanted: Wanted, *, as_json: bool) -> None:
    """Print the publishers with what is known of them."""
    with picture.open() as (view, _):
        found = run_sources.listed(view, wanted)
    if as_json:
        print_json([source_data(each) for each in found])
        return
    shown = table(
        "publisher",
        "reports",
        "origins led",
        "kind",
        "country",
        "owner",
        "state-affiliated",
        "grade",
    )
    for each in found:
        publisher = each.publisher
        shown.add_row(
            publisher.name or "unknown",
            str(each.reports),
            str(each.origins_led),
            str(publisher.kind),
            publisher.country or "unknown",
            publisher.owner or "unknown",
            _YES[publisher.state_affiliated],
            str(publisher.reliability),
        )
    out = console()
    out.print(shown)
    out.print("Grades follow the Admiralty scale; F, cannot be judged, is the default.")


def source(name: str, picture: Picture, *, as_json: bool) -> None:
    """Print one publisher: every fact with where it stands, and what was decided when and why."""
    with picture.open() as (view, _):
        entry = run_sources.look(view, name)
    if as_json:
        print_json(entry_data(entry))
        return
    _show(entry)


def _show(entry: Entry) -> None:
    out = console()
    name, reports = entry.publisher.name, count(entry.reports, "report")
    out.print(Text(name, style="bold") + Text(f"  {reports}", style="dim"))
    for fact in entry.facts:
        label = fact.field.replace("_", "-").replace("reliability", "grade")
        line = Text(f"  {label}: {fold(fact.value, 160) or 'unknown'}")
        out.print(line + Text(f"  {_where(fact)}", style="dim"))
        for other in fact.against:
            words = f"{other.value or 'unknown'} by {other.by}: {fold(other.reason, 120)}"
            out.print(Text(f"    contradicted, earlier: {words}", style="yellow"))
    for one in entry.history:
        when = f"{one.made_at:%Y-%m-%d %H:%M}" if one.made_at else ""
        what = f"{one.code or 'grade'} = {one.value or 'unknown'}"
        out.print(Text(f"  {when}  {what}  by {one.by}: {fold(one.reason, 160)}", style="dim"))


def _where(fact: Fact) -> str:
    if fact.judgement is not None and fact.judgement.made_at is not None:
        return f"set by {fact.by} on {fact.judgement.made_at:%Y-%m-%d}: {fold(fact.source, 120)}"
    return f"{fact.by}: {fact.source}" if fact.source else fact.by


def edit(name: str, changes: Sequence[str], settings: Settings, *, reason: str, who: str) -> None:
    """Change facts of a publisher and say what changed."""
    with open_store(settings.store) as store:
        for made in run_sources.edit(store, name, changes, reason=reason, who=who):
            show_made(made)


def regrade(name: str, letter: str, settings: Settings, *, reason: str, who: str) -> None:
    """Grade a publisher and say what changed."""
    with open_store(settings.store) as store:
        show_made(run_sources.regrade(store, name, letter, reason=reason, who=who))


def take_in(file: str, settings: Settings, *, reason: str, who: str, as_json: bool) -> None:
    """Take a registry file in and print the receipt."""
    with open_store(settings.store) as store:
        receipt = run_sources.take_in(store, file, reason=reason, who=who)
    if as_json:
        print_json(receipt_data(receipt))
        return
    show_receipt(receipt, "fact")
