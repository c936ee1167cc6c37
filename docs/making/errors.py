"""The reference of errors, from the tree of exceptions."""

from __future__ import annotations

from collections.abc import Iterator

from docs.making.markdown import code, table
from vedette import errors

# Code of an error -> (what causes it, what to do)
CAUSES = {
    "fault": (
        (
            "A fault of ours that no other class names. As the code of a failed report it means "
            "that a stage broke on this one report; the others are done."
        ),
        "Keep the report: with the message it makes a bug report. The run itself goes on.",
    ),
    "user": (
        "A mistake of the user's that no other class names.",
        "Do what the message says. See [data](data.md) for data files.",
    ),
    "not-found": (
        "A path, an activity, a report's id or a conventions file that does not exist.",
        "The message offers the names that come nearest, or says what the store knows.",
    ),
    "bad-argument": (
        (
            "A value cannot be used: `--as-of` is no date, `--by` names no clock, a setting in "
            "`vedette.toml` is unknown or no text, an address where a file is needed, a port that "
            "is taken, a language model that is not installed; or a line of a data file is wrong."
        ),
        "The message names the value and shows one that works.",
    ),
    "bad-store": (
        (
            "The store cannot be opened: the file is something else, its folder does not exist or "
            "cannot be written, it was written by a newer version, it is damaged, or PostgreSQL "
            "refuses or lacks its driver."
        ),
        (
            "The message says which, and what to type. A store that is not there is made by "
            "`vedette ingest`, never by a listing."
        ),
    ),
    "report": (
        "The root of what can be wrong with one report; it is not raised itself.",
        "See the codes below it.",
    ),
    "empty": (
        "A file without text, a folder without files, a list without records.",
        "Leave it out, or look whether the download failed.",
    ),
    "not-text": (
        (
            "The bytes are a picture, an archive, an office document or a program, or text in an "
            "encoding that cannot be told."
        ),
        "Save the report as UTF-8 text, HTML, Markdown or JSON.",
    ),
    "too-long": (
        "One report is above 10 MB, or a list of records is above 200 MB.",
        "Split it into one file for each report, or write one record a line (`.jsonl`).",
    ),
    "no-article": (
        "A page without an article body: a front page, a list of links, a consent screen.",
        "Save the page of the article itself, or its text.",
    ),
    "missing-field": (
        "A JSON record without text. The message lists the fields that were looked for and found.",
        "Name the field `text`, `body` or `content`.",
    ),
    "bad-record": (
        "JSON that does not parse, a record that is no object, or a field of the wrong kind.",
        "The message gives line and column, or the field.",
    ),
    "unreadable": (
        "The operating system refuses the file or folder, or it is no regular file.",
        "Look at its permissions.",
    ),
    "store-full": (
        "The disk is full. What was committed stays.",
        "Make room and type the same command again: it goes on from there.",
    ),
    "store-busy": (
        "Another process is writing to the store.",
        "Try again when it is done. Reading never waits.",
    ),
    "decided-meanwhile": (
        "Somebody else decided on the same thing after it was shown. Nothing was changed.",
        "Look at what was decided, and decide again if you still would.",
    ),
    "invalid-noun": (
        (
            "A noun contradicts itself (a span whose quote is not its text, an id that is not its "
            "digest), or the store holds something that is no noun."
        ),
        "Always a fault of ours: the message belongs in a bug report.",
    ),
}

# Code of a warning -> (where it comes from, what causes it, what to do)
WARNINGS = {
    "future-date": (
        "gather",
        "The report says that it is published after today. It is kept with that date.",
        "Look whether the date is a slip. In a picture as of an earlier day it does not appear.",
    ),
    "unreadable-date": (
        "gather",
        (
            "The stated day of publication or retrieval is no date that fixes a day (`last week`, "
            "`03/04`). It is kept as a note of the report; the date is that of the byline or "
            "dateline, else unknown."
        ),
        "Write it as `2025-09-16` and take the report in again.",
    ),
    "broken-text": (
        "gather",
        "Characters of the text were lost before it came here, and are shown as U+FFFD.",
        "Get the report again in its own encoding. What can be read is read.",
    ),
    "same-text": (
        "run",
        (
            "Two items of one run are the same report: same publisher, address and text. It is "
            "kept once and counted as known."
        ),
        "Nothing.",
    ),
    "forgotten": (
        "run",
        "The report was removed with `vedette forget`; its tombstone keeps it out.",
        "Nothing, if that is still wanted.",
    ),
}


def classes(
    root: type[errors.VedetteError] = errors.VedetteError,
) -> Iterator[type[errors.VedetteError]]:
    """Yield every class of the tree, parents first, in the order of the file."""
    yield root
    for below in root.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from classes(below)


def errors_table() -> str:
    """Return every class with its code, exit code, cause and remedy."""
    rows = []
    for one in classes():
        cause, remedy = CAUSES[one.code]
        below = issubclass(one, errors.ReportError)
        leaves = NO_EXIT if below else str(one.exit_code)
        again = "yes" if one.retryable else "no"
        rows.append((code(one.code), code(one.__name__), leaves, again, cause, remedy))
    return table(("code", "class", "exit code", "try again", "cause", "what to do"), rows)


NO_EXIT = "none: counted"


def warnings_table() -> str:
    """Return every code of a warning."""
    rows = [(code(name), *rest) for name, rest in WARNINGS.items()]
    return table(("code", "from", "cause", "what to do"), rows)


def tree() -> str:
    """Return the drawing of the tree at the head of the module."""
    return (errors.__doc__ or "").partition("\n\n")[2].rpartition("\n\n")[0]
