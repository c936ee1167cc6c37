"""Commands on what tells of one happening: `stories`, `story`, `incidents`."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture
from vedette.errors import BadArgumentError
from vedette.model import Placement
from vedette.model.words import count, day, short_id
from vedette.run import stories as run
from vedette.run.stories_contract import incidents_data, told_data, why_data


def stories(subject: str | None, picture: Picture, *, reasons: bool, as_json: bool) -> None:
    """Print the stories of a picture, with why each report is in its own where that is asked."""
    with picture.open() as (view, _):
        found = run.stories(view, subject)
        whys = [run.reasons(view, one) if reasons else None for one in found]
        left_out = view.left_out()
    if as_json:
        print_json([told_data(one, its) for one, its in zip(found, whys, strict=True)])
        return
    out = console()
    for one, its in zip(found, whys, strict=True):
        _show(one, out)
        for placement in its or ():
            _show_reason(placement, out)
    out.print(_summary(len(found), left_out))


def _summary(stories_found: int, left_out: dict[str, int]) -> str:
    hidden = [f"{n} {name}" for name, n in left_out.items() if n]
    tail = f"; left out: {', '.join(hidden)}" if hidden else ""
    return f"{count(stories_found, 'story', 'stories')}{tail}"


def _show(told: run.Told, out: Console) -> None:
    title = told.headline or told.story.name or "no headline"
    out.print(Text(short_id(told.story.id), style="dim") + Text(f"  {fold(title, 100)}", "bold"))
    days = " to ".join(dict.fromkeys(filter(None, (told.first, told.last)))) or "undated"
    named = f"{told.story.name}; " if told.story.name else ""
    numbers = (
        f"{count(len(told.members), 'report')}, {count(told.origins, 'origin')}, "
        f"{count(len(told.outlets), 'outlet')}"
    )
    out.print(f"    {named}{days}; {numbers}", markup=False)


def _show_reason(placement: Placement, out: Console) -> None:
    line = f"    {short_id(placement.report_id)}: {placement.reason}"
    if placement.nearest:
        line += f", most like {short_id(placement.nearest)}"
    out.print(Text(line))
    for one in placement.evidence[:5]:
        out.print(Text(f"        {one}", style="dim"))
    for rival in placement.rivals:
        out.print(Text(f"        not {short_id(rival.story)} ({rival.score:.1f})", style="dim"))


def story(name: str | None, report: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print one story with its reports, or why a report is where it is."""
    if (name is None) == (report is None):
        raise BadArgumentError("one story is shown", next_step="Give an ID, or --why REPORT")
    with picture.open() as (view, _):
        if report is not None:
            _why(run.why(view, report), as_json=as_json)
            return
        found = run.story(view, str(name))
        its = run.reasons(view, found)
    if as_json:
        print_json(told_data(found, its))
        return
    out = console()
    _show(found, out)
    placed = {one.report_id: one for one in its}
    for member in found.members:
        line = f"    {member.day or 'undated'}  {member.publisher or 'unknown'}: "
        out.print(Text(line + fold(member.headline or "no headline", 100), style="italic"))
        _show_reason(placed[member.report_id], out)


def _why(found: run.Why, *, as_json: bool) -> None:
    if as_json:
        print_json(why_data(found))
        return
    out = console()
    _show(found.told, out)
    _show_reason(found.placement, out)
    for one in found.decisions:
        line = f"    {short_id(one.id)}  {one.kind}  {short_id(one.a)} - {short_id(one.b or '')}"
        out.print(Text(f"{line}  by {one.by}: {fold(one.reason, 160)}"))


def incidents(kind: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print the deeds that several reports tell of, and how many could not be tied."""
    with picture.open() as (view, _):
        found = run.incidents(view, kind)
    if as_json:
        print_json(incidents_data(found))
        return
    out = console()
    for one in found.tied:
        head = f"  {one.type}, {one.where.name}, {day(one.when)}"
        out.print(Text(short_id(one.id), style="dim") + Text(head, style="bold"))
        for sighting in one.sightings:
            line = f"    {short_id(sighting.report_id)}  “{fold(sighting.quote, 80)}”"
            out.print(Text(f"{line}: {sighting.reason}"))
    out.print(count(len(found.tied), "incident"))
    for reason, times in sorted(found.untied.items()):
        out.print(Text(f"    not tied: {count(times, 'deed')}, {reason}", style="dim"))
