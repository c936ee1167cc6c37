"""Review: one thing after the other that waits for a decision, with what deciding would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.errors import BadArgumentError, DecidedMeanwhile, NotFoundError, VedetteError
from vedette.model import Claim, Figure, JudgementKind, Report, words
from vedette.run import queries
from vedette.run.review import drafts
from vedette.run.review.about import Decided, decided_on, last_by
from vedette.run.review.drafts import NAME, Wish
from vedette.run.review.items import NAMES, Ground, Item, Noun, Reason, Words
from vedette.run.review.preview import Effects, preview
from vedette.run.review.queue import tally
from vedette.store.access import Role
from vedette.store.anchors import words_of
from vedette.store.seeking import Sought
from vedette.store.view import View
from vedette.web.access.entering import visitors_of
from vedette.web.access.gate import did
from vedette.web.access.visitors import needs, visitor_of
from vedette.web.asked import METHODS, Form, site_of, subject_of
from vedette.web.queue import gathered, waiting
from vedette.web.readings import Field, Passage, passage, reading
from vedette.web.resting import Resting, resting
from vedette.web.site import Here, Site, address, headline
from vedette.web.waiting import composing_of

router = APIRouter(default_response_class=HTMLResponse)
GRADES: Final = ("A", "B", "C", "D", "E", "F")
CARRIERS_SHOWN = 4
CLAIMS_OF_NAME = 3
NEXT_SHOWN = 6
RIVALS_SHOWN = 5
REASONS: Final = {
    "accept": "read as the words say",
    "reject": "not what the words say",
    "merge": "one and the same",
    "split": "two different ones",
    "undo": "decided by mistake",
}


@dataclass(frozen=True, slots=True)
class Button:
    """Hold a decision that an item takes: what it is called, its key, and what it means here."""

    decision: str
    name: str
    key: str
    means: str


KINDRED = frozenset({Noun.ACTIVITIES, Noun.PLACES, Noun.EQUIPMENT})  # names of one thing, or of two
_BUTTONS: Final[Mapping[Noun, tuple[Button, ...]]] = {
    Noun.FIGURE: (
        Button("accept", "Accept", "a", "read rightly: somebody says this"),
        Button("reject", "Reject", "r", "nobody says this: off the board"),
    ),
    Noun.CLAIM: (
        Button("accept", "Accept", "a", "read rightly: somebody says this"),
        Button("reject", "Reject", "r", "nobody says this: no longer listed"),
    ),
    Noun.LOAN: (
        Button("accept", "Accept", "a", "the scope may be borrowed"),
        Button("reject", "Reject", "r", "nothing is borrowed: the scope is not stated"),
    ),
    Noun.GARBLED: (
        Button("accept", "Accept", "a", "it is garbled: not a figure of its own"),
        Button("reject", "Reject", "r", "it is not garbled: it was said so"),
    ),
    Noun.NAMES: (
        Button("merge", "Merge", "m", "one person or body"),
        Button("split", "Split", "s", "two persons or bodies"),
    ),
    Noun.ACTIVITIES: (
        Button("merge", "Merge", "m", "one activity under two names"),
        Button("split", "Split", "s", "two activities"),
    ),
    Noun.PLACES: (
        Button("merge", "Merge", "m", "one place under two names"),
        Button("split", "Split", "s", "two places"),
    ),
    Noun.EQUIPMENT: (
        Button("merge", "Merge", "m", "one kind of equipment under two names"),
        Button("split", "Split", "s", "two kinds of equipment"),
    ),
    Noun.ORPHAN: (
        Button("renew", "Accept for the new words", "a", "the decision goes over to them"),
        Button("withdraw", "Reject the decision", "r", "it is taken back"),
    ),
}


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one of two names: its node, what it is called, and words in which it speaks."""

    node: str
    name: str
    said: tuple[tuple[Report, Claim], ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Hold a figure that another one stands in conflict with, and who says it."""

    report: Report
    figure: Figure
    who: str
    is_hard: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold an item as it is shown: its words in context, what was read, what it takes."""

    item: Item
    buttons: tuple[Button, ...]
    passages: tuple[Passage, ...]
    fields: tuple[Field, ...]
    sides: tuple[Side, ...]
    rivals: tuple[Rival, ...]
    decided: tuple[Decided, ...]
    more: int  # carriers that are not shown


@dataclass(frozen=True, slots=True)
class Filters:
    """Say what of the queue is wanted."""

    kind: str = ""
    activity: str = ""

    def parameters(self, **more: str) -> dict[str, str]:
        """Return the parameters of an address of the queue."""
        given = {"kind": self.kind, "activity": self.activity, **more}
        return {name: value for name, value in given.items() if value}


# ---- the queue ---------------------------------------------------------------------------------


@router.api_route("/review", methods=METHODS)
def review(
    request: Request, kind: str = "", activity: str = "", item: str = "", effects: str = ""
) -> Response:
    """Show the next thing that waits for a decision."""
    return _page(request, Filters(kind, activity.strip()), item, with_effects=bool(effects))


def prepare(site: Site) -> None:
    """Work the queue out before anybody opens it."""
    with site.look(Here("/review")) as (_, view):
        waiting(site, view, None)


def _page(
    request: Request,
    filters: Filters,
    wanted: str,
    *,
    with_effects: bool = False,
    alert: str = "",
    status: int = 200,
) -> Response:
    site, here = site_of(request), _present(request)
    with site.look(here) as (_, view):
        items, counts = _queue(request, site, view, here, filters)
        current = _current(site, view, items, wanted, filters)
        at = next((no for no, each in enumerate(items) if current and each.id == current.id), -1)
        shown = _shown(view, current) if current else None
        return site.page(
            "review.html",
            here,
            status=status,
            filters=filters,
            grounds=[(each, NAMES[each], counts[each]) for each in counts],
            every=len(items) if not filters.kind else None,
            activities=[name for name, _, _ in view.activities()][:200],
            left=len(items),
            at=at + 1,
            shown=shown,
            coming=items[max(at, 0) + (at >= 0) : max(at, 0) + 1 + NEXT_SHOWN],
            previous=items[at - 1].id if at > 0 else "",
            following=items[at + 1].id if 0 <= at < len(items) - 1 else "",
            effects=_effects(request, site, view, current) if with_effects and current else None,
            rests=_rests(request, current) if with_effects and current else None,
            last=last_by(view, here.name) if here.decides else None,
            seen=view.decided_until(),
            grades=GRADES,
            reasons=REASONS,
            alert=alert,
            headline=headline,
        )


def _present(request: Request) -> Here:
    """Return the page as of now: decisions are made on what is known now."""
    return replace(Here.of(request), as_of="", by="published")


def _queue(
    request: Request, site: Site, view: View, here: Here, filters: Filters
) -> tuple[Sequence[Item], Mapping[Ground, int]]:
    """Return what waits and fits the filters, and how much of each ground there is."""
    if filters.kind and filters.kind not in set(Ground):
        step = f"Known: {', '.join(Ground)}"
        raise BadArgumentError(f"nothing waits for {filters.kind[:40]!r}", next_step=step)
    activity = subject_of(request, view, filters.activity, here) if filters.activity else None
    items = waiting(site, view, activity)
    counts = tally(items)
    if filters.kind:
        items = tuple(each for each in items if filters.kind in each.grounds)
    return items, counts


def _current(
    site: Site, view: View, items: Sequence[Item], wanted: str, filters: Filters
) -> Item | None:
    """Return the item that is asked for, also one that was decided; else the first."""
    if not wanted:
        return items[0] if items else None
    for each in items:
        if each.id == wanted:
            return each
    for each in gathered(site, view, filters.activity or None):
        if each.id == wanted:
            return each
    held = view.anchorage.noun(wanted) if wanted[:4] in ("clm-", "fig-") else None
    if held is not None:
        return _loose(*held)
    if not items:
        return None
    raise NotFoundError("nothing by that id waits for a decision", next_step="Open the queue anew")


def _loose(report_id: str, noun: Claim | Figure) -> Item:
    """Return an item for a claim or figure that stands in no queue, as one opened from a page."""
    span = words_of(noun)
    kind = Noun.FIGURE if isinstance(noun, Figure) else Noun.CLAIM
    name = noun.scope.activity if isinstance(noun, Figure) else noun.subject.name
    reason = Reason(Ground.OPEN, "opened from another page", 0.0)
    title = f"“{words.folded(span.quote, 100)}”"
    return Item(noun.id, kind, title, (reason,), name or "", (Words(report_id, span),))


# ---- one item ----------------------------------------------------------------------------------


def _shown(view: View, item: Item) -> Shown:
    places = item.words[:CARRIERS_SHOWN]
    passages = tuple(
        passage(view.report(each.report_id), view.analysis(each.report_id), each.span, each.label)
        for each in places
    )
    nodes = _nodes(item)
    ids = {item.id, *nodes, item.activity} - {""}
    decided = [one for ours in decided_on(view, ids).values() for one in ours]
    sides = tuple(_side(view, item, node) for node in nodes)
    more = len(item.words) - len(places)
    return Shown(
        item,
        _buttons(item),
        passages,
        _fields(view, item),
        sides,
        _against(view, item),
        tuple(decided),
        max(more, 0),
    )


def _nodes(item: Item) -> tuple[str, ...]:
    one = item.judgement
    on_two = item.noun is Noun.NAMES or item.noun in KINDRED
    return (one.a, one.b or "") if one is not None and on_two else ()


def _buttons(item: Item) -> tuple[Button, ...]:
    found = _BUTTONS[item.noun]
    return found[1:] if item.noun is Noun.ORPHAN and not item.group else found


def _fields(view: View, item: Item) -> tuple[Field, ...]:
    held = view.anchorage.noun(item.id) if item.id[:4] in ("clm-", "fig-") else None
    if held is None:
        return ()
    report_id, noun = held
    carriers = {one.id: one for one in view.analysis(report_id).attributions}
    shown = item.figure or noun
    return reading(shown, carriers.get(noun.attribution or ""), view.report(report_id))


def _against(view: View, item: Item) -> tuple[Rival, ...]:
    """Return the words of some figures that one stands in conflict with, the hard ones first."""
    rivals = [one for reason in item.reasons for one in reason.rivals]
    found = []
    for figure_id, is_hard in sorted(rivals, key=lambda one: not one[1])[:RIVALS_SHOWN]:
        held = view.anchorage.noun(figure_id)
        if held is not None and isinstance(held[1], Figure):
            report = view.report(held[0])
            spoken = {one.id: one for one in view.analysis(report.id).attributions}
            carrier = spoken.get(held[1].attribution or "")
            own = report.publisher or "unknown publisher"
            who = own if carrier is None else words.carrier(carrier)
            found.append(Rival(report, held[1], who, is_hard))
    return tuple(found)


def _side(view: View, item: Item, node: str) -> Side:
    if item.noun in KINDRED:
        sought = Sought(place=node) if item.noun is Noun.PLACES else Sought(subject=node)
        about = view.seek(sought, limit=CLAIMS_OF_NAME)
        return Side(node, node, tuple((report, claim) for report, claim, *_ in about))
    return Side(node, drafts.name_of(view, node), _said_by(view, node))


def _said_by(view: View, node: str) -> tuple[tuple[Report, Claim], ...]:
    base = node.partition("@rep-")[0]
    found = view.claims(speaker=base.partition("|")[0], limit=CLAIMS_OF_NAME)
    return tuple((report, claim) for report, claim, _ in found)


# ---- what deciding would do --------------------------------------------------------------------


@router.api_route("/review/effects", methods=METHODS)
def effects(request: Request, item: str, kind: str = "", activity: str = "") -> Response:
    """Show what each decision on an item would do, as a part of the page that asks for it."""
    site, here = site_of(request), _present(request)
    filters = Filters(kind, activity.strip())
    if "hx-request" not in request.headers:  # somebody followed the address itself
        whole = filters.parameters(item=item, effects="1")
        return RedirectResponse(address("review", **whole), 303)
    with site.look(here) as (_, view):
        items, _counts = _queue(request, site, view, here, filters)
        current = _current(site, view, items, item, filters)
        if current is None:
            raise NotFoundError("nothing waits for a decision", next_step="Open the queue anew")
        told = _effects(request, site, view, current)
        rests = _rests(request, current)
        return site.page("effects.html", here, effects=told, item=current, rests=rests)


def _effects(
    request: Request, site: Site, view: View, item: Item
) -> list[tuple[Button, Effects | str]]:
    who = visitor_of(request).who
    name = who.name if who else "nobody"
    key = ("effects", item.id, name, view.state(), view.mark(), view.as_of, view.by)
    return site.count(key, lambda: _worked_out(site, view, item, name))


def _worked_out(site: Site, view: View, item: Item, who: str) -> list[tuple[Button, Effects | str]]:
    conventions = queries.conventions_of(site.settings)
    found: list[tuple[Button, Effects | str]] = []
    for button in _buttons(item):
        wish = _wish(item, button.decision, reason="to see", who=who)
        try:
            told: Effects | str = preview(
                view,
                wish,
                conventions=conventions,
                boards=partial(site.board, view),
                most=queries.MOST_ON_A_BOARD,
            )
        except VedetteError as error:
            told = error.line()
        found.append((button, told))
    return found


def _rests(request: Request, item: Item) -> Resting | None:
    """Return what of the brief composed last stands on the words that a rejection takes away."""
    if item.noun not in (Noun.FIGURE, Noun.CLAIM) or not item.words:
        return None
    brief = composing_of(request).lately(item.activity)
    return resting(brief, item.words[0].report_id, item.words[0].span) if brief else None


def _wish(item: Item, decision: str, *, reason: str, who: str, everywhere: bool = False) -> Wish:
    """Return what a button on an item decides."""
    one = item.judgement
    if item.noun is Noun.NAMES and one is not None:
        return Wish(decision, one.a, reason, who, b=one.b or "", shared=NAME)
    if item.noun in KINDRED and one is not None:
        return Wish(decision, one.a, reason, who, b=one.b or "", shared=one.code)
    if item.noun is Noun.ORPHAN and one is not None:
        return _on_orphan(item, decision, reason=reason, who=who)
    others = item.group[1:] if everywhere and item.noun is Noun.FIGURE else ()
    near = item.activity if one is not None else ""
    return Wish(decision, item.id, reason, who, others=others, near=near, ruled=one)


def _on_orphan(item: Item, decision: str, *, reason: str, who: str) -> Wish:
    one = item.judgement
    assert one is not None  # noqa: S101 - an orphan is a decision
    if decision == "withdraw" or not item.group:
        return Wish("undo", one.id, reason, who)
    if one.b is None:
        verb = "accept" if one.kind is JudgementKind.ACCEPT else "reject"
        return Wish(verb, item.group[0], reason, who)
    verb = "merge" if one.kind is JudgementKind.SAME else "split"
    pair = (*item.group, *(each for each in (one.a, one.b) if each not in item.group))[:2]
    return Wish(verb, pair[0], reason, who, b=pair[1], shared=one.code)


# ---- deciding ----------------------------------------------------------------------------------


@router.post("/review", dependencies=[Depends(needs(Role.ANALYST))])
def decide(request: Request, form: Form) -> Response:
    """Enter a decision on an item, and go on to the next one."""
    filters = Filters(form.get("kind", ""), form.get("activity", ""))
    wanted, decision = form.get("item", ""), form.get("decision", "")
    site, here = site_of(request), _present(request)
    with site.look(here) as (_, view):
        items, _counts = _queue(request, site, view, here, filters)
        current = _current(site, view, items, wanted, filters)
    if current is None:
        raise NotFoundError("nothing waits for a decision", next_step="Open the queue anew")
    wish = _asked(current, decision, form, here.name)
    did(request, decision, f"{current.id} {current.title}")
    try:
        with visitors_of(request).writing() as store:
            drafts.enter(store, wish, seen=seen_of(form))
    except DecidedMeanwhile as error:
        alert = f"{error.what[:1].upper()}{error.what[1:]}. Nothing was entered. {error.next_step}"
        return _page(request, filters, wanted, alert=alert, status=409)
    stays = decision in ("comment", "regrade")
    after = wanted if stays else _after(items, wanted)
    return RedirectResponse(address("review", **filters.parameters(item=after)), 303)


def _asked(item: Item, decision: str, form: Mapping[str, str], who: str) -> Wish:
    """Return what a form asks for; raises BadArgumentError for what the item does not take."""
    reason = form.get("reason", "").strip()[:2000]
    if decision == "comment":
        if not form.get("comment", "").strip():
            raise BadArgumentError("a comment needs words", next_step="Go back and write some")
        return Wish("comment", _commented(item), form["comment"], who)
    if decision == "regrade":
        name, grade = form.get("publisher", ""), form.get("grade", "")
        if not reason:
            raise BadArgumentError("a grade needs a reason", next_step="Go back and say why")
        return Wish("regrade", name, reason, who, grade=grade)
    everywhere = decision.endswith("-all")
    plain = decision.removesuffix("-all")
    known = {button.decision for button in _buttons(item)}
    if plain not in known:
        step = f"It takes: {', '.join(sorted(known))}"
        raise BadArgumentError(f"this item takes no {decision[:40]!r}", next_step=step)
    default = {"renew": REASONS["accept"], "withdraw": REASONS["reject"]}
    reason = reason or default.get(plain) or REASONS[plain]
    return _wish(item, plain, reason=reason, who=who, everywhere=everywhere)


def _commented(item: Item) -> str:
    """Return what a comment is on: of a rule's judgement that nothing keeps, the first figure."""
    if item.noun in (Noun.LOAN, Noun.GARBLED) and item.group:
        return item.group[0]
    return item.id


def _after(items: Sequence[Item], decided: str) -> str:
    """Return the item that follows the one that was decided, "" where it was the last."""
    at = next((no for no, each in enumerate(items) if each.id == decided), None)
    if at is None or at + 1 >= len(items):
        return ""
    return items[at + 1].id


def seen_of(form: Mapping[str, str]) -> int | None:
    """Return the number of the last judgement that whoever sent a form had seen."""
    text = form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


@router.post("/review/undo", dependencies=[Depends(needs(Role.ANALYST))])
def undo(request: Request, form: Form) -> Response:
    """Take a decision back, and go to what it was on, or where one came from."""
    taken = form.get("judgement", "")
    did(request, "undo", taken)
    reason = form.get("reason", "").strip()[:2000] or REASONS["undo"]
    who = visitor_of(request).who
    wish = Wish("undo", taken, reason, who.name if who else "")
    with visitors_of(request).writing() as store:
        made = drafts.enter(store, wish, seen=seen_of(form))
    filters = Filters(form.get("kind", ""), form.get("activity", ""))
    back = form.get("next", "")
    if back.startswith("/") and not back.startswith("//") and "\\" not in back:
        return RedirectResponse(back, 303)
    is_item = made.judgement.a[:4] in ("clm-", "fig-")
    again = made.judgement.a if is_item else ""
    return RedirectResponse(address("review", **filters.parameters(item=again)), 303)
