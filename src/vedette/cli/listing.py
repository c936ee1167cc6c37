"""Listings of what the store holds: claims, figures, timeline, sources, briefs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vedette.cli.board import show_ledger
from vedette.cli.console import console, fold, print_json
from vedette.cli.reading import speaker_name
from vedette.cli.rewriting import OURS, Wording
from vedette.cli.showing import show_brief
from vedette.model import Attribution, Claim, Report
from vedette.model.words import count, day, short_id
from vedette.run import briefs, queries
from vedette.run.briefs import Wish
from vedette.run.briefs_contract import brief_data
from vedette.run.config import Settings, load_settings
from vedette.run.contract import attribution_data, claim_data, report_data, when_data
from vedette.run.ledger_contract import ledger_to_data
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Picture:
    """Say which store is looked at, and as of when."""

    store: str | None
    as_of: str | None = None
    by: str = "published"

    @contextmanager
    def open(self) -> Iterator[tuple[View, Settings]]:
        """Open the view that is asked for."""
        settings = load_settings(store=self.store)
        moment = queries.parse_moment(self.as_of, by=self.by)
        with queries.open_existing(settings) as store, queries.view_of(store, moment) as view:
            yield view, settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which claims are wanted; None asks for all, `rejected` for those rejected."""

    subject: str | None
    speaker: str | None
    predicate: str | None
    text: str | None
    rejected: bool = False


def claims(picture: Picture, wanted: Wanted, *, limit: int, as_json: bool) -> None:
    """Print claims: who says it, what, and the words under it."""
    with picture.open() as (view, _):
        found = queries.claims(view, **asdict(wanted), limit=limit)
        if as_json:
            print_json([_claim_line(view, *each) for each in found])
            tell_left_out(view, as_json=True)
            return
        for each in found:
            _show_claim(view, *each)
        out = console()
        out.print(
            count(len(found), "claim") + (f" (the first {limit})" if len(found) == limit else "")
        )
        hidden = queries.count_rejected(view, **asdict(wanted))
        if hidden:
            words = f"{count(hidden, 'rejected claim')} not listed: vedette claims --rejected"
            out.print(Text(words, style="dim"))
        tell_left_out(view, as_json=False)


def _claim_line(
    view: View, report: Report, claim: Claim, carrier: Attribution | None
) -> dict[str, object]:
    return {
        **claim_data(claim),
        "carrier": attribution_data(carrier) if carrier else None,
        "report": report_data(report),
        "judged": queries.judged_as(view, claim.id),
    }


def _show_claim(view: View, report: Report, claim: Claim, carrier: Attribution | None) -> None:
    line = Text(speaker_name(carrier), style="bold")
    line.append(f"  {claim.predicate}  ", style="cyan")
    line.append(f"{claim.subject.name}: {fold(claim.value.text, 120)}")
    judged = queries.judged_as(view, claim.id)
    if judged:
        line.append(f"  [{judged}]", style="green" if judged == "accepted" else "yellow")
    out = console()
    out.print(line)
    out.print(Text(f"    “{fold(claim.evidence.quote, 400)}”", style="italic"))
    out.print(Text(f"    {_where(report)}, {short_id(claim.id)}", style="dim"))


def figures(subject: str, picture: Picture, *, as_json: bool) -> None:
    """Print the board of one activity."""
    with picture.open() as (view, settings):
        ledger = queries.figures(view, subject, conventions=queries.conventions_of(settings))
        if as_json:
            print_json(ledger_to_data(ledger))
            tell_left_out(view, as_json=True)
            return
        show_ledger(ledger, console())
        tell_left_out(view, as_json=False)


def timeline(subject: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print events in order of their own time."""
    with picture.open() as (view, _):
        events = queries.timeline(view, subject)
        if as_json:
            print_json(
                [
                    {
                        "when": when_data(event.when),
                        "what": event.what,
                        "who_says": event.speaker.name,
                        "said": when_data(event.said),
                        "report": event.report_id,
                        "publisher": event.publisher,
                        "span": [event.quote.start, event.quote.end],
                        "quote": event.quote.quote,
                    }
                    for event in events
                ]
            )
            tell_left_out(view, as_json=True)
            return
        shown = table("when", "what", "who says so", "in")
        for event in events:
            words = fold(event.quote.quote, 160)
            shown.add_row(day(event.when), words, event.speaker.name, event.publisher)
        console().print(shown)
        tell_left_out(view, as_json=False)


def brief(
    subject: str,
    picture: Picture,
    wish: Wish | None = None,
    wording: Wording = OURS,
    *,
    as_json: bool,
) -> None:
    """Print a brief with numbered references to exact words."""
    with picture.open() as (view, settings):
        composed = briefs.brief(view, subject, settings=settings, wish=wish)
        found = wording.of(composed, view, settings)
        if as_json:
            print_json(brief_data(found))
        else:
            show_brief(found, briefs.reports_of(found, view))
        tell_left_out(view, as_json=as_json)


def _where(report: Report) -> str:
    publisher = report.publisher or "unknown publisher"
    return f"{publisher}, {day(report.published)}, {short_id(report.id)}"


def table(*columns: str) -> Table:
    """Return an empty table with these columns."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def left_out_words(left: Mapping[str, int]) -> str:
    """Say how many reports a picture leaves out, and why; "" where none."""
    reasons = {
        "undated": "undated (no picture by publication can place them)",
        "later": "later",
    }
    words = ", ".join(f"{n} {reasons.get(why, why)}" for why, n in left.items() if n)
    return f"Reports left out of this picture: {words}" if words else ""


def tell_left_out(view: View, *, as_json: bool) -> None:
    """Say how many reports the picture leaves out: below a table, beside JSON whose shape is fixed.

    Standard output holds nothing but the JSON then.
    """
    tell(view.left_out(), console(stderr=as_json))


def tell(left: Mapping[str, int], out: Console) -> None:
    """Print how many reports a picture leaves out, if any."""
    if words := left_out_words(left):
        out.print(Text(words, style="dim"))
