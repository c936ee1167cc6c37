"""Imports: what was taken in, when and from where; and any of them taken back as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Judgement, JudgementKind, Receipt
from vedette.model.words import count, short_id
from vedette.run.deciding import author_of, judged, taken_back
from vedette.store.standing import IMPORT
from vedette.store.store import Store
from vedette.store.view import View

REPORTS = "reports"
_LIST_THEM = "See vedette imports for what there is."


@dataclass(frozen=True, slots=True)
class Import:
    """Hold an import: its receipt, and the decision that reverted it, None where it stands.

    `brought` counts the reports that a run brought, new ones and known ones, None where that was
    not kept; such a run cannot be reverted.
    """

    receipt: Receipt
    reverted: Judgement | None
    brought: int | None

    @property
    def can_be_reverted(self) -> bool:
        """Tell whether it is known what the import brought."""
        return self.receipt.kind != REPORTS or self.brought is not None


@dataclass(frozen=True, slots=True)
class Reverted:
    """Hold what a revert did: the import, in words what changed, and whether it is out now."""

    receipt: Receipt
    effect: str
    is_out: bool


def imports(store: Store) -> list[Import]:
    """Return all imports, of reports, of decisions and of registry files, the last first."""
    brought = store.brought()
    with store.view() as view:
        marks = {one.a: one for one in view.judgements() if one.code == IMPORT}
    return [Import(each, marks.get(each.id), brought.get(each.id)) for each in store.receipts()]


def find(store: Store, text: str) -> Import:
    """Return the import with this id, or with an id that begins so; raises NotFoundError."""
    typed = text.strip()
    every = imports(store)
    found = [each for each in every if _begins(each.receipt.id, typed)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(short_id(each.receipt.id) for each in found[:4])
        raise NotFoundError(
            "several imports begin so" if typed else "which import?",
            where=text,
            next_step=f"Type one of {listed}",
        )
    while len(typed) > len("rcp-") + 2 and not found:
        typed = typed[:-1]
        found = [each for each in every if _begins(each.receipt.id, typed)]
    near = ", ".join(f"{short_id(e.receipt.id)} ({_from(e.receipt)})" for e in found[:3])
    step = f"Did you mean {near}?" if near else _LIST_THEM
    raise NotFoundError("no such import", where=text, next_step=step)


def _begins(known: str, typed: str) -> bool:
    return known.startswith(typed) or known.partition("-")[2].startswith(typed)


def _from(receipt: Receipt) -> str:
    return f"{receipt.kind} from {', '.join(receipt.sources)}"


def revert(store: Store, text: str, *, reason: str, who: str) -> Reverted:
    """Take an import back as a whole; one that is out already comes back as a whole.

    Decisions are superseded and kept. Reports that no other import brought leave the picture and
    stay in the store; taking them in again brings them back. Raises NotFoundError, or
    BadArgumentError for a run of which it was not kept what it brought.
    """
    author = author_of(reason, who)
    each = find(store, text)
    if not each.can_be_reverted:
        raise BadArgumentError(
            "it was not kept what this import brought",
            where=short_id(each.receipt.id),
            next_step="Forget its reports one by one: vedette forget REPORT --reason WHY",
        )
    with store.view() as view:
        before = view.counts()["versions"]
        marks = [each.reverted] if each.reverted else []
        out, back = _decisions(view, each.receipt.id)
        again = taken_back(
            view, [*marks, *back] if marks else out, by=author, reason=reason, code=IMPORT
        )
        mark = judged(JudgementKind.REJECT, each.receipt.id, by=author, reason=reason, code=IMPORT)
    store.add_judgements(again if marks else [*again, mark])
    changed = len(back if marks else out)
    effect = _effect(store, each, before, changed, is_out=not marks)
    return Reverted(each.receipt, effect, not marks)


def bring_back(store: Store, run: str, *, reason: str, who: str) -> None:
    """Bring an import back that is out, as taking the same file in again does."""
    if any(each.receipt.id == run and each.reverted for each in imports(store)):
        revert(store, run, reason=reason, who=who)


def _decisions(view: View, run: str) -> tuple[list[Judgement], list[Judgement]]:
    """Return the decisions in force that an import brought, and what takes others of it back."""
    theirs = {one.id for one in view.judgements(superseded=True) if one.batch == run}
    standing = view.judgements()
    return (
        [one for one in standing if one.batch == run],
        [one for one in standing if one.code == IMPORT and one.a in theirs],
    )


def _effect(store: Store, each: Import, before: int, changed: int, *, is_out: bool) -> str:
    if each.receipt.kind != REPORTS:
        one, many = ("is", "are") if is_out else ("stands", "stand")
        then = "taken back" if is_out else "again"
        return f"{count(changed, f'decision {one}', f'decisions {many}')} {then}"
    with store.view() as view:
        moved = abs(view.counts()["versions"] - before)
    if not is_out:
        return f"{count(moved, 'report comes', 'reports come')} back into the picture"
    stay = max((each.brought or 0) - moved, 0)
    others = f"; {count(stay, 'report stays', 'reports stay')}, brought by other imports too"
    gone = f"{count(moved, 'report leaves', 'reports leave')} the picture, kept in the store"
    return gone + (others if stay else "")
