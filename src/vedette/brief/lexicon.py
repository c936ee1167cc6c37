"""The word lists of briefs: `languages/en/brief.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.errors import BadArgumentError

FILE = "languages/en/brief.toml"


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return one list of words, in the order of the file."""
    return tuple(_file()["words"][name])


@cache
def told_changes() -> tuple[str, ...]:
    """Return the kinds of changes that a brief tells, the most important first."""
    return tuple(_file()["changes"]["told"])


@cache
def glue() -> frozenset[str]:
    """Return all that may stand between the pieces of a sentence without being checked."""
    return frozenset(_file()["glue"]["pieces"])


@cache
def class_word(counted: str) -> str:
    """Return the word for a class of the codebook where a report has none; "" for none."""
    return str(_file()["classes"].get(counted, ""))


@cache
def verb_of(act: str) -> str:
    """Return the verb that tells a speech act."""
    return str(_file()["verbs"].get(act, "said"))


@cache
def acts_of(verb: str) -> frozenset[str] | None:
    """Return the acts that a speech verb tells: none for a plain one, None for an unknown one."""
    if verb in _file()["words"]["plain_verbs"]:
        return frozenset()
    acts = {act for act, own in _file()["verbs"].items() if own == verb}
    acts |= {str(act) for act in _file()["marked"].get(verb, ())}
    return frozenset(acts) or None


@cache
def shifts() -> dict[str, str]:
    """Return the past forms of auxiliaries, for reported speech."""
    return dict(_file()["shifts"])


@cache
def phrase(name: str) -> str:
    """Return one phrase that frames are written with."""
    return str(_file()["phrases"][name])


@cache
def phrases() -> dict[str, str]:
    """Return all phrases that frames are written with."""
    return {name: str(text) for name, text in _file()["phrases"].items()}


@dataclass(frozen=True, slots=True)
class Length:
    """Hold how long a brief is: words for each section, and how many days "what changed" covers."""

    name: str
    words: dict[str, int]


@cache
def length(name: str) -> Length:
    """Return a length by name; raises BadArgumentError for one that is not there."""
    table = _file()["lengths"]
    if name not in table:
        raise BadArgumentError(
            f"{name!r} is no length of a brief", next_step=f"Use {', '.join(table)}"
        )
    return Length(name, {section: int(words) for section, words in table[name].items()})


@cache
def heading(section: str) -> str:
    """Return the heading of a section."""
    return str(_file()["headings"][section])


@cache
def topic(name: str) -> frozenset[str]:
    """Return the predicates and activity types that a section tells."""
    return frozenset(_file()["topics"][name])


@cache
def ranked_topics(name: str) -> tuple[str, ...]:
    """Return the same, what tells the most first."""
    return tuple(_file()["topics"][name])


@cache
def _file() -> dict[str, Any]:
    return read_toml(FILE)
