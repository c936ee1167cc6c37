"""Publishers for a user: list them, look at one, edit it, grade it, take in a registry file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vedette.compare.origins import find_origins
from vedette.data.catalogue import publishers_of
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Judgement, JudgementKind, Publisher, Receipt, Reliability, make_id
from vedette.model.words import count
from vedette.run import linking, people
from vedette.run.clock import now
from vedette.run.deciding import Made, author_of, enter, judged
from vedette.run.fields import FIELDS, BadValue, read_field, write_field
from vedette.run.imports import bring_back
from vedette.run.linking import Share, linked
from vedette.run.registry import Entry, Registry, keys_of
from vedette.store.store import Store
from vedette.store.view import View

EDIT, REGRADE = JudgementKind.EDIT, JudgementKind.REGRADE


@dataclass(frozen=True, slots=True)
class Source:
    """Hold a publisher with the number of its reports, and of the origins that it leads.

    It leads an origin where its report is the first of those that go back to one text.
    """

    publisher: Publisher
    reports: int
    origins_led: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which publishers are wanted; None asks for all. `everybody` adds those without reports.

    `grade` is a letter; raises BadArgumentError for another.
    """

    state_affiliated: bool | None = None
    grade: str | None = None
    everybody: bool = False

    def __post_init__(self) -> None:
        if self.grade is not None:
            _letter(self.grade)

    def fits(self, publisher: Publisher) -> bool:
        """Tell whether a publisher is wanted."""
        if self.state_affiliated not in {None, publisher.state_affiliated}:
            return False
        return self.grade is None or publisher.reliability is _letter(self.grade)


def listed(
    view: View, wanted: Wanted = Wanted(), *, shares: Mapping[str, Share] | None = None
) -> list[Source]:
    """Return publishers, the busiest first; `shares` where somebody has worked them out."""
    if shares is None:
        shares = shares_of(view)
    known = Registry(view).known()
    return [
        Source(publisher, reports, shares.get("" if name == "unknown" else name, Share()).leads)
        for name, (publisher, reports) in known.items()
        if (reports or wanted.everybody) and wanted.fits(publisher)
    ]


def shares_of(view: View) -> Mapping[str, Share]:
    """Return by publisher how much of what it prints is its own."""
    if not view.unlinked():
        return linked(view).shares
    found = find_origins(view.reports(), decisions=view.decisions())
    return linking.shares((one.report_ids for one in found), view.outlets())


def look(view: View, name: str) -> Entry:
    """Return one publisher, fact by fact, by its name or another name of it.

    Raises NotFoundError that offers what comes nearest.
    """
    book = Registry(view)
    known = book.known()
    found = _called(known, name)
    if found is None:
        raise NotFoundError(f"no publisher is called {name!r}", next_step=_near(known, name))
    entered = {each.name: each for each, _ in view.publishers()}
    publisher, reports = known[found]
    return book.entry(entered.get(found, Publisher(publisher.name)), reports)


def _called(known: Mapping[str, tuple[Publisher, int]], name: str) -> str | None:
    folded = {each.casefold(): each for each in known}
    if name.casefold() in folded:
        return folded[name.casefold()]
    for key in sorted(keys_of(name)):
        if key in folded:
            return folded[key]
    aliases = {a.casefold(): each for each, (p, _) in known.items() for a in p.aliases}
    return aliases.get(name.casefold())


def _near(known: Mapping[str, object], name: str) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(name, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    if near:
        return f"Did you mean: {', '.join(found for found, _, _ in near)}?"
    return "A new one comes in with: vedette sources --import FILE.toml"


# ---- deciding ----------------------------------------------------------------------------------


def regrade(store: Store, name: str, letter: str, *, reason: str, who: str) -> Made:
    """Grade a publisher on the Admiralty scale, from A to F, which is "cannot be judged"."""
    author = author_of(reason, who)
    with store.view() as view:
        return enter(store, view, *on_outlet(view, name, letter, by=author, reason=reason))


def on_outlet(view: View, name: str, letter: str, *, by: str, reason: str) -> tuple[Judgement, str]:
    """Return a grade as it would be entered, and what it does."""
    grade = _letter(letter)
    entry = look(view, name)
    own = entry.publisher.name
    made = judged(REGRADE, own, by=by, reason=reason, value=str(grade))
    before, reports = entry.publisher.reliability, count(entry.reports, "report")
    verb = "carries" if entry.reports == 1 else "carry"
    return made, f"{own} is graded {grade}, was {before}; {reports} {verb} the grade"


def _letter(text: str) -> Reliability:
    try:
        return Reliability(text.strip().upper())
    except ValueError as error:
        step = "Write a letter from A, reliable, to E, unreliable, or F, cannot be judged."
        raise BadArgumentError(f"{text!r} is no grade", next_step=step) from error


def edit(store: Store, name: str, changes: Sequence[str], *, reason: str, who: str) -> list[Made]:
    """Change facts of a publisher; each change is written FIELD=VALUE, without value unknown."""
    author = author_of(reason, who)
    fields = dict(_change(each) for each in changes)
    done = []
    for field, value in fields.items():
        with store.view() as view:
            entry = look(view, name)
            own = entry.publisher.name
            before = write_field(getattr(entry.publisher, field)) or "unknown"
            effect = f"{own}: {field} is {value or 'unknown'}, was {before}"
            made = judged(EDIT, own, by=author, reason=reason, code=field, value=value)
            done.append(enter(store, view, made, effect))
    return done


def _change(text: str) -> tuple[str, str]:
    field, mark, value = text.partition("=")
    field = field.strip().replace("-", "_")
    try:
        read = read_field(field, value)
    except BadValue as error:
        raise BadArgumentError(str(error)) from error
    if not mark:
        step = f"Write --set {field}=VALUE, or --set {field}= for unknown."
        raise BadArgumentError(f"{field} is set to nothing", next_step=step)
    return field, write_field(read)


# ---- a registry file ---------------------------------------------------------------------------


def take_in(store: Store, file: str, *, reason: str, who: str) -> Receipt:
    """Take a registry file in, as edits of one person in one import; return its receipt.

    The file is written as the shipped one, and taken whole or, with a mistake in it, not at all.
    The same file twice changes nothing; a reverted one comes back. Raises NotFoundError or
    BadArgumentError.
    """
    reason = reason or f"from {Path(file).name}"
    people.require_reason(reason, who)
    started, by = now(), f"person:{who.strip()}"
    rows = publishers_of(Path(file))
    run = make_id("imp", "sources", by, Path(file).read_text(encoding="utf-8"))
    bring_back(store, run, reason=reason, who=who)
    with store.view() as view:
        standing = [one for one in view.judgements() if one.by == by and one.kind is EDIT]
    mine = {(one.a, one.code): one for one in standing}
    batch = []
    for publisher, keys in rows:
        for one in _edits(publisher, keys, by=by, reason=reason):
            old = mine.get((one.a, one.code))
            if old is None or old.id != one.id:
                batch.append(replace(one, batch=run, supersedes=old.id if old else None))
    added = store.add_judgements(batch)
    total = sum(len(keys & set(FIELDS)) for _, keys in rows)
    receipt = Receipt(run, started, now(), (file,), added, total - added, kind="sources", by=by)
    if added:
        store.add_receipt(receipt)
    return receipt


def _edits(publisher: Publisher, keys: frozenset[str], *, by: str, reason: str) -> list[Judgement]:
    made = [
        judged(
            EDIT,
            publisher.name,
            by=by,
            reason=reason,
            code=field,
            value=write_field(getattr(publisher, field)),
        )
        for field in FIELDS
        if field in keys
    ]
    evidence = (publisher.source,) if publisher.source else ()
    return [replace(one, evidence=evidence) for one in made]
