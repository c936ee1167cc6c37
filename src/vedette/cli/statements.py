"""Statements on a terminal: who said what once, carried by whom, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture, tell_left_out
from vedette.model import (
    Act,
    Commitment,
    Corroborated,
    Difference,
    Judgement,
    Statements,
    Utterance,
)
from vedette.model.words import count, day, short_id
from vedette.run import queries
from vedette.run import statements as said
from vedette.run.statements_contract import denials_to_data, statements_to_data

SHOWN_CLAIMS = 12  # claims that several outlets carry; --json lists all


def statements(subject: str, picture: Picture, speaker: str | None, *, as_json: bool) -> None:
    """Print the utterances on a subject with carriers, counts and ties."""
    with picture.open() as (view, settings):
        conventions = queries.conventions_of(settings)
        found = said.statements(view, subject, conventions=conventions, speaker=speaker)
        if as_json:
            print_json(statements_to_data(found))
            tell_left_out(view, as_json=True)
            return
        _show(found, console())
        tell_left_out(view, as_json=False)


def denials(subject: str | None, picture: Picture, *, as_json: bool) -> None:
    """Print who denies or contradicts what."""
    with picture.open() as (view, settings):
        found = said.denials(view, subject, conventions=queries.conventions_of(settings))
        if as_json:
            print_json(denials_to_data(found))
            tell_left_out(view, as_json=True)
            return
        out = console()
        for tie in found.ties:
            _show_tie(tie, found, out)
        out.print(count(len(found.ties), "tie") + " between statements")
        tell_left_out(view, as_json=False)


def _show(found: Statements, out: Console) -> None:
    about = f" on {found.subject}" if found.subject else ""
    out.print(Text(count(len(found.utterances), "statement") + about, style="bold"))
    for one in found.utterances:
        out.print()
        _show_utterance(one, found, out)
    if found.silences:
        out.print()
        out.print(Text("Nothing said", style="bold"))
        for one in found.silences:
            out.print(Text(f"  {_head(one)}: {fold(one.words, 160)}", style="dim"))
    _show_claims(found.claims, out)
    for judgement in found.unheeded:
        out.print(Text(f"Overruled by a later judgement: {judgement.reason}", style="yellow"))


def _show_utterance(one: Utterance, found: Statements, out: Console) -> None:
    out.print(Text(_head(one), style="bold") + Text(f"  {_numbers(one)}", style="dim"))
    out.print(Text(f"  “{fold(one.words, 400)}”", style="italic"))
    where = ", ".join(dict.fromkeys(c.publisher or short_id(c.report_id) for c in one.carriers))
    out.print(Text(f"  {count(len(one.carriers), 'carrier')}: {fold(where, 200)}", style="dim"))
    for wording in one.disagreeing:
        for difference in wording.differences:
            if difference.is_flagged:
                out.print(Text(f"  carriers disagree on the words: {_put(difference)}", "yellow"))
    if one.relays:
        out.print(Text(f"  passes on: {_named([one.relays], found)}", style="dim"))
    if one.possibly:
        out.print(Text(f"  possibly the same: {_named(one.possibly, found)}", style="dim"))
    for tie in found.ties:
        if tie.b == one.id:
            by = said.by_id(found)[tie.a]
            out.print(Text(f"  against it: {_head(by)}: “{fold(by.words, 120)}”", style="red"))


def _head(one: Utterance) -> str:
    body = one.speaker.body
    name = (
        one.speaker.name if not body or body == one.speaker.name else f"{one.speaker.name}, {body}"
    )
    return f"{name}{', own voice' if one.own_voice else ''}, {day(one.uttered)} ({_act(one)})"


def _act(one: Utterance) -> str:
    rejects = one.modality.commitment is Commitment.REJECTS
    return str(Act.DENIES) if rejects else str(one.modality.act)


def _numbers(one: Utterance | Corroborated) -> str:
    least = "+" if any(body.at_least for body in one.utterers) else ""
    marks = [
        word
        for word, holds in (
            ("one utterer", one.is_of_one_utterer),
            ("one origin", one.is_of_one_origin),
        )
        if holds
    ]
    numbers = f"{len(one.utterers)}{least}/{len(one.origins)}/{len(one.outlets)} u/o/p"
    return ", ".join([numbers, *marks])


def _put(one: Difference) -> str:
    codes = ", ".join(map(str, one.codes))
    ours = f"“{one.ours.quote}”" if one.ours else "nothing"
    theirs = f"“{one.theirs.quote}”" if one.theirs else "nothing"
    return f"{codes}: {fold(ours, 80)} against {fold(theirs, 80)}"


def _named(ids: Iterable[str], found: Statements) -> str:
    known = said.by_id(found)
    return "; ".join(f"“{fold(known[one].words, 80)}”" for one in ids if one in known)


def _show_tie(tie: Judgement, found: Statements, out: Console) -> None:
    known = said.by_id(found)
    a, b = known[tie.a], known.get(tie.b or "")
    out.print(Text(f"{_head(a)}: ", style="bold") + Text(f"“{fold(a.words, 200)}”", style="italic"))
    if b is None:
        out.print(Text(f"  {tie.code}", style="yellow"))
    else:
        against = f"  {tie.code}  {_head(b)}: "
        out.print(Text(against, style="red") + Text(f"“{fold(b.words, 200)}”", style="italic"))
    why = "; ".join((*((tie.reason,) if b is not None else ()), *tie.evidence))
    shown = [part for part in (why, f"({short_id(tie.id)})") if part]
    out.print(Text("  " + "  ".join(shown), style="dim"))


def _show_claims(claims: Iterable[Corroborated], out: Console) -> None:
    several = [one for one in claims if len(one.outlets) > 1]
    if not several:
        return
    out.print()
    out.print(Text("Claimed by several outlets", style="bold"))
    for one in several[:SHOWN_CLAIMS]:
        denied = "not " if str(one.polarity) == "denied" else ""
        what = f"{one.subject.name}: {denied}{one.predicate} {fold(one.value, 100)}"
        out.print(Text(f"  {what}") + Text(f"  {_numbers(one)}", style="dim"))
