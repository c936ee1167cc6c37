"""Commands by which persons decide: accept, reject, merge, split, undo, and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import Picture
from vedette.compare.contradictions import answer_of
from vedette.errors import BadArgumentError
from vedette.model import Judgement, Receipt
from vedette.model.words import count, short_id
from vedette.run import deciding, gold
from vedette.run import imports as run_imports
from vedette.run.config import Settings, load_settings
from vedette.run.contract import receipt_data
from vedette.run.deciding import Made
from vedette.run.decisions_contract import import_data, judged_data
from vedette.run.effects import in_words
from vedette.run.judged import ORPHAN, OUTVOTED, REPLACED, Asked, Judged
from vedette.run.judged import judgements as run_judgements
from vedette.store.store import Store, open_store

SHOWN_FAILURES = 20  # beyond these the rest is counted; --json lists all


def decide(settings: Settings, entered: Callable[[Store], Made]) -> None:
    """Enter a decision, and say what it does and what is against it."""
    with open_store(settings.store) as store:
        show_made(entered(store))


def show_made(made: Made) -> None:
    """Print what a decision does, what contradicts it, and how to take it back."""
    out = console()
    one = short_id(made.judgement.id)
    again = "" if made.is_new else " (it stood so already)"
    out.print(Text(f"{one}: {made.effect}{again}"), soft_wrap=True)
    for other in made.against:
        line = f"  against {_signed(other)}; both are kept, the later stands"
        out.print(Text(line, style="yellow"), soft_wrap=True)
    out.print(f"Take it back with: vedette undo {one} --reason WHY")


def undo(text: str, settings: Settings, *, reason: str, who: str) -> None:
    """Take a decision back and say which."""
    with open_store(settings.store) as store:
        made = deciding.undo(store, text, reason=reason, who=who)
    console().print(Text(made.effect), soft_wrap=True)


def judgements(picture: Picture, asked: Asked, *, as_json: bool) -> None:
    """List decisions: who made which, when and why, and what became of them."""
    with picture.open() as (view, _):
        found = run_judgements(view, asked)
    if as_json:
        print_json([judged_data(one) for one in found])
        return
    out = console()
    for one in found:
        _show(one, out)
    waiting = sum(one.state == ORPHAN for one in found)
    out.print(
        count(len(found), "decision") + (f", {waiting} without their words" if waiting else "")
    )


def _show(judged: Judged, out: Console) -> None:
    one = judged.judgement
    over = judged.state in {OUTVOTED, REPLACED}
    line = Text(f"{short_id(one.id)}  ", style="dim") + Text(in_words(one), "dim" if over else "")
    out.print(line)
    out.print(Text(f"    {_signature(one)}", style="dim"))
    if judged.state == ORPHAN:
        out.print(Text(f"    orphan: {judged.why}", style="yellow"))
    if judged.state == REPLACED:
        out.print(Text(f"    replaced by {short_id(judged.by)}", style="dim"))
    if judged.now:
        out.print(Text(f"    its words are now {', '.join(map(short_id, judged.now))}", "dim"))
    for other in judged.against:
        stands = "which stands" if judged.state == OUTVOTED else "which is earlier"
        out.print(Text(f"    contradicted by {_signed(other)}, {stands}", "yellow"))
    for each in judged.proposed:
        where = f"{short_id(each.id)} in {short_id(each.report_id)}"
        out.print(
            Text(f"    the same words in the new version: {where}; decide on it too?", "yellow")
        )


def _signed(one: Judgement) -> str:
    return f"{short_id(one.id)}, {answer_of(one)}, {_signature(one)}"


def _signature(one: Judgement) -> str:
    when = f", {one.made_at:%Y-%m-%d %H:%M}" if one.made_at else ""
    return f"by {one.by}{when}: {fold(one.reason, 120)}"


# ---- gold data and imports ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Files:
    """Say which file decisions go to, or come from; None is neither."""

    export_to: str | None
    import_from: str | None


def carry(files: Files, picture: Picture, *, who: str, as_json: bool) -> bool:
    """Write decisions into a file, or take in those of one; return False where neither is asked."""
    if files.export_to is not None and files.import_from is not None:
        raise BadArgumentError("--export and --import are two commands", next_step="Give one.")
    if files.export_to is not None:
        _export(picture, files.export_to)
    elif files.import_from is not None:
        _import(files.import_from, load_settings(store=picture.store), who=who, as_json=as_json)
    else:
        return False
    return True


def _export(picture: Picture, file: str) -> None:
    with picture.open() as (view, _):
        number = gold.write(view, file)
    console().print(Text(f"{count(number, 'decision')} written to {file}"))


def _import(file: str, settings: Settings, *, who: str, as_json: bool) -> None:
    with open_store(settings.store) as store:
        receipt = gold.read(store, file, who=who)
    if as_json:
        print_json(receipt_data(receipt))
    else:
        show_receipt(receipt, "decision")
    if receipt.failures and not receipt.added and not receipt.known:
        raise BadArgumentError("no line of it is a decision", where=file)


def show_receipt(receipt: Receipt, what: str) -> None:
    """Print what an import took in, what it did not, and how to take it back."""
    out = console()
    added, failed = count(receipt.added, f"new {what}"), receipt.failed
    out.print(f"{added}, {receipt.known} known already, {failed} not as they should be")
    for each in (*receipt.failures, *receipt.warnings)[:SHOWN_FAILURES]:
        out.print(Text(f"  {fold(each.message, 300)}", style="yellow"), soft_wrap=True)
    left = len(receipt.failures) + len(receipt.warnings) - SHOWN_FAILURES
    if left > 0:
        out.print(f"  and {left} more; --json lists all")
    if receipt.added:
        out.print(f"Take it back with: vedette revert {short_id(receipt.id)} --reason WHY")


def imports(settings: Settings, *, as_json: bool) -> None:
    """List what was taken in, and what was taken back."""
    with open_store(settings.store) as store:
        found = run_imports.imports(store)
    if as_json:
        print_json([import_data(each) for each in found])
        return
    out = console()
    for each in found:
        receipt = each.receipt
        head = f"{short_id(receipt.id)}  {receipt.started_at:%Y-%m-%d %H:%M}  {receipt.kind}"
        taken = f"{receipt.added} added, {receipt.known} known, {receipt.failed} failed"
        out.print(Text(f"{head} from {fold(', '.join(receipt.sources), 120)}: {taken}"))
        if each.reverted:
            out.print(Text(f"    reverted: {_signed(each.reverted)}", style="yellow"))
        elif not each.can_be_reverted:
            out.print(Text("    cannot be reverted: it was not kept what it brought", style="dim"))
    out.print(count(len(found), "import"))


def revert(text: str, settings: Settings, *, reason: str, who: str) -> None:
    """Take an import back, or bring it back, as a whole."""
    with open_store(settings.store) as store:
        done = run_imports.revert(store, text, reason=reason, who=who)
    run = short_id(done.receipt.id)
    line = f"{run} is {'out' if done.is_out else 'in again'}: {done.effect}"
    console().print(Text(line), soft_wrap=True)
    back = "Bring it back" if done.is_out else "Take it back again"
    console().print(f"{back} with: vedette revert {run} --reason WHY")
