"""What a decision does, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import Judgement, JudgementKind
from vedette.model.words import count, folded, short_id
from vedette.run.targets import CLAIM, FIGURE, REPORT, Target
from vedette.store.view import View

_SHARED = {
    "origin": ("go back to one text", "do not go back to one text"),
    "story": ("tell one happening", "do not tell one happening"),
    "activity": ("are one activity", "are two activities"),
    "place": ("are one place", "are two places"),
    "equipment": ("are one kind of equipment", "are two kinds of equipment"),
    "utterance": ("are one utterance", "are two utterances"),
}


def effect_of(view: View, made: Judgement, *targets: Target) -> str:
    """Say what a decision does to what is shown."""
    first = targets[0]
    if len(targets) == 2:
        words = _SHARED[made.code][made.kind is JudgementKind.NOT_SAME]
        return f"{_named(first)} and {_named(targets[1])} {words}"
    is_out = made.kind is JudgementKind.REJECT
    if first.noun == REPORT:
        return _of_report(view, first, is_out=is_out)
    if first.noun == FIGURE:
        return _of_figure(view, first, is_out=is_out)
    if first.noun == CLAIM:
        return _of_claim(view, first, is_out=is_out)
    ruled = first.judgement
    what = f"the {ruled.kind if ruled else ''} “{folded(first.words, 160)}”"
    return f"{what} {'is no longer applied' if is_out else 'stands, and a person says so'}"


def _of_report(view: View, target: Target, *, is_out: bool) -> str:
    analysis = view.analysis(target.id)
    said = f"{count(len(analysis.claims), 'claim')} and {count(len(analysis.figures), 'figure')}"
    boards = sorted({f.scope.activity for f in analysis.figures if f.scope.activity})
    on = f" (boards: {', '.join(boards)})" if boards else ""
    if is_out:
        return f"{_named(target)} leaves the picture with {said}{on}; it stays in the store"
    return f"{_named(target)} is in the picture with {said}{on}"


def _of_figure(view: View, target: Target, *, is_out: bool) -> str:
    board = f"the board of {target.activity}" if target.activity else "the figures"
    claims = len(view.anchorage.claims_of([target.id]))
    with_it = f", {count(claims, 'claim')} with it" if claims else ""
    if is_out:
        return f"{_named(target)} leaves {board}{with_it}"
    return f"{_named(target)} is marked as accepted{with_it}"


def _of_claim(view: View, target: Target, *, is_out: bool) -> str:
    if not is_out:
        return f"{_named(target)} is marked as accepted"
    held = view.anchorage.noun(target.id)
    value = getattr(held[1], "value", None) if held else None
    figure = value.id if value is not None and (value.id or "").startswith("fig-") else None
    stays = f"; its figure stays on the board: vedette reject {short_id(figure)}" if figure else ""
    return f"{_named(target)} is no longer listed{stays}"


def _named(target: Target) -> str:
    where = ""
    if target.report is not None and target.noun != REPORT:
        where = f" ({target.report.publisher or 'unknown publisher'}, {short_id(target.report.id)})"
    return f"the {target.noun} “{folded(target.words, 100)}”{where}"


def undone(taken: Judgement, again: Sequence[Judgement] = ()) -> str:
    """Say what was taken back, and what stands again."""
    said = f"Taken back: {short_id(taken.id)}, {in_words(taken)}"
    return said + "".join(f". {short_id(one.id)} stands again: {in_words(one)}" for one in again)


def in_words(one: Judgement) -> str:
    """Say in a few words what a decision decides."""
    about = [f"“{folded(anchor.quote, 60)}”" for anchor in one.anchors if anchor.quote]
    if one.b is not None:
        a, b = about if len(about) == 2 else (_short(one.a), _short(one.b))
        shared = _SHARED.get(one.code)
        if shared and one.kind in {JudgementKind.SAME, JudgementKind.NOT_SAME}:
            return f"{a} and {b} {shared[one.kind is JudgementKind.NOT_SAME]}"
        return f"{a} {one.kind} {b}"
    if one.kind is JudgementKind.REGRADE:
        return f"{one.a} is graded {one.value}"
    if one.kind is JudgementKind.COMMENT:
        return f"a comment on {about[0] if about else _short(one.a)}"
    if one.kind is JudgementKind.EDIT:
        return f"{one.a}: {one.code} is {one.value or 'unknown'}"
    return f"{_verb(one)} {about[0] if about else _short(one.a)}"


def _verb(one: Judgement) -> str:
    if one.kind is JudgementKind.REJECT and one.a.startswith("jdg-"):
        return "took back"
    if one.kind is JudgementKind.REJECT and one.a.startswith(("rcp-", "imp-")):
        return "reverted"
    return str(one.kind)


def _short(name: str) -> str:
    return short_id(name) if name[:4] in {"clm-", "fig-", "rep-", "jdg-", "rcp-", "imp-"} else name
