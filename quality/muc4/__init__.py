"""MUC-4: happenings in wire reports as templates of slots, by the official rules.

Data: xinyadu/gtt, the parts `muc4/tst1` and `muc4/tst2` (200 reports) are scored; `muc4/dev` is
for development. Recall and precision of each slot over all templates ("ALL TEMPLATES"), missing
and spurious templates included. Published beside them: GE NLToolset on the later part TST3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quality.muc4.keys import Template, read_keys
from quality.muc4.scoring import measures, score_message
from quality.muc4.templates import templates_of
from vedette.gather.assemble import Fields, Origin, assemble
from vedette.model import Report
from vedette.read.reader import Reader
from vedette.run.plan import analyse

REPORTED = ("tst1", "tst2")
_MESSAGE = re.compile(r"(?m)^((?:DEV|TST\d)-MUC\d-\d+)[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Message:
    """Hold one report with the templates of its answer key."""

    name: str
    report: Report
    keys: tuple[Template, ...]


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of reports and recall and precision per slot in per cent."""
    messages = [message for part in REPORTED for message in load(folder / part)]
    reader = Reader()
    tallies = [
        score_message(message.keys, templates_of(reading, analyse(reading)))
        for message in messages
        for reading in (reader.read(message.report),)
    ]
    return len(messages), measures(tallies)


def load(folder: Path) -> Iterator[Message]:
    """Yield the messages of one part, in the order of their files."""
    keys: dict[str, list[Template]] = {}
    for path in sorted(folder.glob("key-*")):
        keys.update(read_keys(path.read_text(encoding="latin-1")))
    for path in sorted(folder.glob("*-muc[34]*")):
        if not path.name.startswith("key-"):
            for name, text in _messages(path.read_text(encoding="latin-1")):
                if name in keys:
                    yield Message(name, report_of(text), tuple(keys[name]))


def _messages(text: str) -> Iterator[tuple[str, str]]:
    parts = _MESSAGE.split(text)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def report_of(text: str) -> Report:
    """Return the report of a message, its lines joined to paragraphs."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    body = "\n\n".join(part for part in paragraphs if part)
    fields = Fields(publisher="", language="en")
    return assemble(fields, body, Origin("muc4", date(1992, 6, 1)))[0]
