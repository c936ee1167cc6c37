"""Read what a language model answered: nothing in it is trusted, and nothing is repaired.

What cannot be read as sentences is an `Unreadable` answer; a sentence of the wrong shape is
refused with its reason, and the others are read on.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vedette.model import Refused

LONGEST = 600  # code points of one sentence
SHAPE = "not as asked"
_FENCED = re.compile(r"^```\w*\s*\n(.*?)\n?```\s*$", re.DOTALL)
_MARKERS = re.compile(r"\s*[\[(](?:\d{1,3})(?:\s*,\s*\d{1,3})*\]")  # "[3]", "[1, 2]"
_MARKUP = re.compile(
    r"""[<>`{}|\\]           # HTML, code, tables, templates
    |\*\*|__|~~              # Markdown's emphasis
    |^\s*(?:\#|[-*+•]\s|\d+[.)]\s)   # headings and lists
    |\]\(|!\[                # links and pictures
    |&\#?\w+;                # entities
    |\w+://|\bwww\.|\b(?:javascript|data|mailto):""",
    re.VERBOSE | re.IGNORECASE,
)
_KEY = re.compile(r"s\d{1,5}")
_OPENINGS = 20  # places where an object may begin, before it is given up


class Unreadable(Exception):
    """Say why an answer holds no sentences."""


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a sentence of the model: its words, those of ours it stands for, the notes it cites."""

    text: str
    stands_for: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the sentences that could be read, and those that could not."""

    told: tuple[Told, ...]
    refused: tuple[Refused, ...]


def read_answer(body: bytes, *, most: int) -> Answer:
    """Read the body of a chat completion, at most so many sentences of it.

    Raises Unreadable for anything else.
    """
    entries = _object(_content(body)).get("sentences")
    if not isinstance(entries, list):
        raise Unreadable("the answer lists no sentences")
    if len(entries) > most:
        raise Unreadable(f"the answer lists {len(entries)} sentences where {most} are the most")
    told: list[Told] = []
    refused: list[Refused] = []
    for entry in entries:
        one = _told(entry)
        (told if isinstance(one, Told) else refused).append(one)  # type: ignore[arg-type]
    return Answer(tuple(told), tuple(refused))


def _content(body: bytes) -> str:
    """Return what the model wrote, out of the envelope of a chat completion."""
    try:
        content = _loads(body.decode("utf-8"))["choices"][0]["message"]["content"]
    except (UnicodeDecodeError, ValueError) as error:
        raise Unreadable("the answer is not JSON") from error
    except (KeyError, IndexError, TypeError) as error:
        raise Unreadable("the answer is no chat completion") from error
    if not isinstance(content, str) or not content.strip():
        raise Unreadable("the answer is empty")
    return content


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _object(content: str) -> dict[str, Any]:
    """Return the object that the model wrote, be it in a code fence or behind its musing."""
    fenced = _FENCED.match(content.strip())
    text = fenced[1] if fenced else content
    for number, opening in enumerate(re.finditer(r"\{", text)):
        if number == _OPENINGS:
            break
        try:
            found, _ = json.JSONDecoder().raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and "sentences" in found:
            return found
    raise Unreadable("the answer holds no JSON object with sentences")


def _told(entry: Any) -> Told | Refused:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        return Refused("", SHAPE, "a sentence without text")
    words = unicodedata.normalize("NFC", entry["text"])
    text = " ".join(_MARKERS.sub("", words).split())
    reason = _fault(text)
    keys, notes = _keys(entry.get("stands_for")), _notes(entry.get("notes"))
    if reason is None and not keys:
        reason = "it does not tell which sentence it stands for"
    if reason is None and not notes:
        reason = "it cites no words"
    return Told(text, keys, notes) if reason is None else Refused(_shown(text), SHAPE, reason)


def _fault(text: str) -> str | None:
    """Say why a text is no plain sentence, None where it is one."""
    if not any(map(str.isalpha, text)):
        return "a sentence without words"
    if len(text) > LONGEST:
        return f"longer than {LONGEST} characters"
    if not _is_plain(text):
        return "it holds characters that are not text"
    return "it holds markup or an address" if _MARKUP.search(text) else None


def _is_plain(text: str) -> bool:
    """Tell whether a text is free of control, invisible, private and broken characters."""
    return all(unicodedata.category(letter)[0] != "C" for letter in text)


def _shown(text: str) -> str:
    """Return a refused text as it may be printed: plain, and not at any length."""
    plain = "".join(letter if _is_plain(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"


def _keys(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    keys = [one for one in listed if isinstance(one, str) and _KEY.fullmatch(one)]
    return tuple(dict.fromkeys(keys)) if len(keys) == len(listed) else ()


def _notes(value: Any) -> tuple[int, ...]:
    listed = value if isinstance(value, list) else [value]
    notes = list(_numbers(listed))
    return tuple(dict.fromkeys(notes)) if len(notes) == len(listed) else ()


def _numbers(listed: list[Any]) -> Iterator[int]:
    for one in listed:
        if isinstance(one, int) and not isinstance(one, bool):
            yield one
        elif isinstance(one, str) and re.fullmatch(r"\[?\d{1,5}\]?", one):
            yield int(one.strip("[]"))
