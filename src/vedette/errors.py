"""One tree of exceptions.

    VedetteError
    ├── UserError               the user's mistake: one line, exit code 2
    │   ├── NotFoundError       a path, a subject, an id that is not there
    │   ├── BadArgumentError    a value that cannot be used as given
    │   ├── BadStoreError       the store address, its version, its permissions
    │   └── DecidedMeanwhile    somebody decided on the same thing since it was looked at
    ├── ReportError             one report failed: counted in the receipt, never stops a run
    │   ├── EmptyReport         nothing to read
    │   ├── NotText             binary, or an encoding nobody can tell
    │   ├── TooLong             above the limit for one report
    │   ├── NoArticle           a page without an article body
    │   ├── MissingField        a record lacks a field that it must have
    │   ├── BadRecord           a record that is not what its format promises
    │   └── Unreadable          the operating system refuses the file or folder
    ├── StoreFull               no room on the disk: what is committed stays (retryable)
    ├── StoreBusy               another writer holds the store (retryable)
    └── InvalidNoun             a fault of ours: a noun that contradicts itself

Every class carries `code`, a fixed word for receipts and JSON, and `retryable`.
"""

from __future__ import annotations

from typing import Any


class VedetteError(Exception):
    """Be the root of everything Vedette raises on purpose."""

    code = "fault"
    exit_code = 1
    retryable = False

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        super().__init__(self.line())

    def line(self) -> str:
        """Say in one line what happened, where, and what to type next."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}. {self.next_step}" if self.next_step else line

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross process boundaries with --jobs; keyword-only fields need this to pickle.
        return _rebuild, (type(self), self.what, self.where, self.next_step)


def _rebuild(cls: type[VedetteError], what: str, where: str, next_step: str) -> VedetteError:
    return cls(what, where=where, next_step=next_step)


class UserError(VedetteError):
    """Report a mistake the user can mend: printed as one line, without a traceback."""

    code = "user"
    exit_code = 2


class NotFoundError(UserError):
    """Say that a path, a subject or an id does not exist."""

    code = "not-found"


class BadArgumentError(UserError):
    """Say that an argument cannot be used as given."""

    code = "bad-argument"


class BadStoreError(UserError):
    """Say that the store cannot be opened as addressed."""

    code = "bad-store"


class DecidedMeanwhile(UserError):
    """Report that somebody decided on the same thing after it was looked at."""

    code = "decided-meanwhile"


class ReportError(VedetteError):
    """Mark one report as failed; the run goes on and the receipt counts it."""

    code = "report"


class EmptyReport(ReportError):
    """Say that there is no text to read."""

    code = "empty"


class NotText(ReportError):
    """Say that the bytes are not text in any encoding that can be told."""

    code = "not-text"


class TooLong(ReportError):
    """Say that the text is above the limit for one report."""

    code = "too-long"


class NoArticle(ReportError):
    """Say that a page holds no article body."""

    code = "no-article"


class MissingField(ReportError):
    """Say which field a record lacks."""

    code = "missing-field"


class BadRecord(ReportError):
    """Say that a record is not what its format promises."""

    code = "bad-record"


class Unreadable(ReportError):
    """Say that the operating system refuses a file or a folder."""

    code = "unreadable"


class StoreFull(VedetteError):
    """Say that the disk is full; everything committed so far stays."""

    code = "store-full"
    exit_code = 2
    retryable = True


class StoreBusy(VedetteError):
    """Say that another writer holds the store."""

    code = "store-busy"
    exit_code = 2
    retryable = True


class InvalidNoun(VedetteError, ValueError):
    """Report a noun that contradicts itself: always a fault of ours."""

    code = "invalid-noun"
