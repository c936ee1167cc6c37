"""Walk what the user names, in a fixed order; one bad item never stops the rest."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from vedette.errors import (
    BadArgumentError,
    EmptyReport,
    NotFoundError,
    ReportError,
    TooLong,
    Unreadable,
)
from vedette.gather.assemble import Origin, today_utc
from vedette.gather.decode import MAX_BYTES, require_size
from vedette.gather.html import read_html
from vedette.gather.records import (
    MAX_LIST_BYTES,
    parse_records,
    read_line,
    read_lines,
    read_record,
)
from vedette.gather.text import read_markdown, read_text
from vedette.model.receipt import Failure
from vedette.model.report import Report

STDIN = "-"

_FORMATS = {
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".markdown": "markdown",
    ".md": "markdown",
    ".text": "text",
    ".txt": "text",
}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_OBJECT = re.compile(rb'\s*(?:\[\s*)?\{\s*["}]')
_BOM = b"\xef\xbb\xbf"

Read = tuple[Report, tuple[Failure, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold one item of a run: its report, or why there is none, and the doubts about it."""

    item: str
    report: Report | None
    failure: Failure | None
    warnings: tuple[Failure, ...] = ()


_OTHERWISE = "Check the path, or give - and the text on standard input"


def gather(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, today: date | None = None
) -> Iterator[Gathered]:
    """Read every report under these files and folders ("-" is `stdin`), in a fixed order.

    Folders are walked in the order of names, without hidden files. A path that does not exist
    and an address raise NotFoundError and BadArgumentError at once, before anything is read;
    all later trouble is a `Failure` of its item. `today` is what a date in the future is
    measured by.
    """
    for path in paths:
        _require_usable(path, stdin)
    return _gather(paths, stdin, today or today_utc())


def _gather(paths: Sequence[str], stdin: BinaryIO | None, today: date) -> Iterator[Gathered]:
    for path in paths:
        if path == STDIN:
            if stdin is not None:
                yield from _read_stdin(stdin, today)
        elif os.path.isdir(path):  # noqa: PTH112 -- names that are not UTF-8 stay as they are
            yield from _read_folder(path, today)
        else:
            yield from _read_file(path, today)


def _require_usable(path: str, stdin: BinaryIO | None) -> None:
    if re.match(r"https?://", path, re.IGNORECASE):
        raise BadArgumentError(
            "fetching pages is not available yet",
            where=path,
            next_step="Save the page first and give the file",
        )
    if path == STDIN:
        if stdin is None:
            raise BadArgumentError("there is no standard input to read", where=path)
        return
    if not path or "\x00" in path:
        raise BadArgumentError("this is no path", where=repr(path))
    if not os.path.exists(path):  # noqa: PTH110
        raise NotFoundError("no such file or folder", where=shown(path), next_step=_near(path))


def _near(path: str) -> str:
    """Offer the name in the same folder that comes nearest, else another way to give a text."""
    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208
    except OSError:
        return _OTHERWISE
    close = difflib.get_close_matches(name, names, n=1)
    if not close:
        return _OTHERWISE
    return f"Did you mean: {shown(os.path.join(folder, close[0]))}"  # noqa: PTH118


def shown(path: str) -> str:
    """Return a path as text that can be printed and stored: odd bytes and controls escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _failed(item: str, error: ReportError) -> Gathered:
    return Gathered(item, None, Failure(item, error.code, error.line()))


def _unreadable(path: str, error: OSError) -> Gathered:
    item = shown(path)
    what = f"cannot be read: {error.strerror or type(error).__name__}"
    return _failed(item, Unreadable(what, where=item))


def _try(item: str, read: Callable[[Origin], Read], today: date) -> Gathered:
    try:
        report, warnings = read(Origin(item, today))
    except ReportError as error:
        return _failed(item, error)
    return Gathered(item, report, None, warnings)


def _read_folder(folder: str, today: date) -> Iterator[Gathered]:
    found = False
    for gathered in _walk(folder, frozenset(), today):
        found = True
        yield gathered
    if not found:
        item = shown(folder)
        yield _failed(item, EmptyReport("the folder holds no files", where=item))


def _walk(folder: str, above: frozenset[str], today: date) -> Iterator[Gathered]:
    real = os.path.realpath(folder)
    if real in above:  # a link that leads back up
        return
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in listed:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry.path, above | {real}, today)
        else:
            yield from _read_file(entry.path, today, named=False)


def _read_file(path: str, today: date, *, named: bool = True) -> Iterator[Gathered]:
    """Read one file; a pipe is waited for only where the user named it."""
    item = shown(path)
    try:
        status = os.stat(path)  # noqa: PTH116
        regular = stat.S_ISREG(status.st_mode)
        if not regular and not named:
            yield _failed(item, Unreadable("not a regular file", where=item))
            return
        with open(path, "rb") as file:  # noqa: PTH123
            yield from _read_open(file, item, status.st_size if regular else 0, today)
    except OSError as error:
        yield _unreadable(path, error)


def _read_stdin(stdin: BinaryIO, today: date) -> Iterator[Gathered]:
    try:
        yield from _read_open(stdin, STDIN, 0, today)
    except OSError as error:
        yield _unreadable(STDIN, error)


def _read_open(file: BinaryIO, item: str, size: int, today: date) -> Iterator[Gathered]:
    form = _FORMATS.get(Path(item).suffix.lower(), "")
    if form == "lines":
        yield from _read_lines(file, item, today)
        return
    try:
        if form not in {"json", ""}:
            require_size(size, item)
        data = file.read(MAX_BYTES + 1)
        form = form or _sniff(data)
        if len(data) > MAX_BYTES:
            data += _rest(file, form, item, max(size, len(data)))
    except TooLong as error:
        yield _failed(item, error)
        return
    yield from _read_data(data, item, _page_or(form, data), today)


def _rest(file: BinaryIO, form: str, item: str, size: int) -> bytes:
    """Read on where a file may hold many reports; refuse where it is one."""
    if form not in {"json", "lines"}:
        require_size(size, item)
    data = b"" if size > MAX_LIST_BYTES else file.read(MAX_LIST_BYTES)
    if size > MAX_LIST_BYTES or len(data) == MAX_LIST_BYTES:
        raise TooLong(
            f"a list of records above {MAX_LIST_BYTES // 1_048_576} MB",
            where=item,
            next_step="Write one record a line (.jsonl)",
        )
    return data


def _read_data(data: bytes, item: str, form: str, today: date) -> Iterator[Gathered]:
    if form == "lines":
        yield from _read_lines(BytesIO(data), item, today)
    elif form == "json":
        yield from _read_list(data, item, today)
    else:
        reader = {"html": read_html, "markdown": read_markdown}.get(form, read_text)
        yield _try(item, lambda origin: reader(data, origin), today)


def _read_lines(file: BinaryIO, item: str, today: date) -> Iterator[Gathered]:
    found = False
    for number, line in read_lines(file):
        found = True
        yield _try(f"{item}:{number}", lambda origin, line=line: read_line(line, origin), today)  # type: ignore[misc]
    if not found:
        yield _failed(item, EmptyReport("there is no text to read", where=item))


def _read_list(data: bytes, item: str, today: date) -> Iterator[Gathered]:
    try:
        if not data.strip(_BOM + b" \t\r\n"):
            raise EmptyReport("there is no text to read", where=item)
        records = parse_records(data, item)
    except ReportError as error:
        yield _failed(item, error)
        return
    if not records:
        yield _failed(item, EmptyReport("the list holds no records", where=item))
    for number, record in enumerate(records, 1):
        name = f"{item}:{number}" if len(records) > 1 else item
        yield _try(name, lambda origin, record=record: read_record(record, origin), today)  # type: ignore[misc]


def _sniff(data: bytes) -> str:
    """Tell the format of bytes that no file name tells."""
    start = data[:4096].removeprefix(_BOM)
    if not _OBJECT.match(start):
        return "text"
    first, _, rest = data.strip().partition(b"\n")
    one_a_line = start.lstrip()[:1] == b"{" and first.rstrip().endswith(b"}")
    return "lines" if one_a_line and rest.strip() else "json"


def _page_or(form: str, data: bytes) -> str:
    return "html" if form == "text" and _PAGE.match(data[:4096].removeprefix(_BOM)) else form
