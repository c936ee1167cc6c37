"""What the sources of a store failed to bring the last time they were asked, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vedette.model import Failure, Receipt
from vedette.store.store import Store

# What mends a failure; the manual says more under the same codes.
_STEPS = {
    "fault": "Keep the report: with the message it makes a bug report.",
    "not-found": "See whether the path or address is written as it is.",
    "empty": "Leave it out, or look whether the download failed.",
    "not-text": "Save it as UTF-8 text, HTML, Markdown or JSON.",
    "too-long": "Split it into one file for each report.",
    "no-article": "Save the page of the article itself, or its text.",
    "missing-field": "Name the field text, body or content.",
    "bad-record": "Mend it where the message says.",
    "unreadable": "Look at its permissions.",
    "store-busy": "Take it in again when the other writer is done.",
    "store-full": "Make room and take it in again.",
}
_OTHER = "See the manual under this code."


@dataclass(frozen=True, slots=True)
class Failed:
    """Hold one thing that did not come in: what, why, and what to do."""

    item: str
    code: str
    message: str
    step: str

    @classmethod
    def of(cls, failure: Failure) -> Failed:
        """Add what mends it."""
        said = failure.message.removeprefix(f"{failure.item}: ")
        return cls(failure.item, failure.code, said, _STEPS.get(failure.code, _OTHER))


@dataclass(frozen=True, slots=True)
class Feed:
    """Hold one source as it was the last time it was asked: what it brought and what failed.

    `interrupted` says that the run did not get to its end.
    """

    address: str
    asked_at: datetime
    added: int
    known: int
    failed: tuple[Failed, ...]
    doubts: tuple[Failure, ...]
    interrupted: bool

    @property
    def fails(self) -> bool:
        """Tell whether something of it is missing."""
        return bool(self.failed) or self.interrupted


def feeds(store: Store) -> tuple[Feed, ...]:
    """Return the sources with their last run, those that fail first, then the latest first."""
    return feeds_of(store.receipts())


def feeds_of(receipts: Iterable[Receipt]) -> tuple[Feed, ...]:
    """Tell the sources from receipts, the last run first; a run of several is one source."""
    found: dict[tuple[str, ...], Feed] = {}
    for one in receipts:
        if one.kind == "reports" and one.sources not in found:
            found[one.sources] = _feed(one)
    return tuple(sorted(found.values(), key=lambda feed: not feed.fails))


def _feed(receipt: Receipt) -> Feed:
    failed = tuple(Failed.of(each) for each in receipt.failures)
    return Feed(
        ", ".join(receipt.sources) or "unknown",
        receipt.finished_at or receipt.started_at,
        receipt.added,
        receipt.known,
        failed,
        receipt.warnings,
        receipt.interrupted,
    )
