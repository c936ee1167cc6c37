"""Drafts: sentences as composed, before anybody let them out.

A draft is made of pieces. The words of a clause stand on cited words and are checked against
them; a frame ("on 15 September", "the state news agency X reported") is written from what the
store knows of a report, and the gate writes it again to see that it is the same; glue comes from
a closed list. There is no fourth kind, so nothing in a sentence goes unchecked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from vedette.model import Evidence
from vedette.model.checks import require

_TIGHT = re.compile(r" (?=[,;:.!?])()")


class Told(StrEnum):
    """Name what a frame tells."""

    SUBJECT = "subject"  # the name of the brief's subject
    HEAD = "head"  # what a headline says of a calendar and of rival figures
    NEW = "new"  # figures that are new since a moment
    NEWS = "news"  # what was corrected, replaced, denied, or is gone: its place among the news
    ROLE = "role"  # of a speaker: arguments report, attribution
    OUTLET = "outlet"  # who publishes a report
    NAMED_OUTLET = "named outlet"  # with what is known of him
    DAY = "day"  # on which a report was published
    REPORT_DAY = "report day"  # the same, as "in a report of"
    SAME = "same"  # who gives the same number
    SAID_DAY = "said day"  # on which somebody spoke: report, attribution
    ORIGINS = "origins"  # how many texts stand behind reports
    STAGE = "stage"  # where a calendar stands as of the picture: two days
    VERDICT = "verdict"  # how two rows of the ledger stand to each other
    BESIDE = "beside"  # how rows lie to a threshold
    ABSENT = "absent"  # what no report gives
    OPEN = "open"  # what would have to be asked
    COUNT = "count"  # how much there is in the picture


@dataclass(frozen=True, slots=True)
class Words:
    """Hold words of a clause; all words of one clause are checked together.

    A cue is what tells the speech act ("said", "warned of"). It is left out of what is checked
    where the cited sentence does not name its speaker. Silent words are checked and not printed:
    the verb that a list of figures has only once.
    """

    checked: str
    clause: int = 0
    is_cue: bool = False
    is_silent: bool = False

    @property
    def text(self) -> str:
        """Return the words as printed."""
        return "" if self.is_silent else self.checked


@dataclass(frozen=True, slots=True)
class Name:
    """Hold the name of who speaks in an attribution of a report.

    The cited sentence may call him otherwise ("the colonel", "he"): it is checked in those words,
    and the name by what the store resolved. An empty name is that of the clause before.
    """

    text: str
    clause: int
    of: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Day:
    """Hold a day that is printed for a time as written ("Friday"), by where that stands."""

    text: str
    clause: int
    written: str
    of: tuple[str, int, int]  # report, start, end


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold words that are written from the store, with what they were written from."""

    text: str
    told: Told
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glue:
    """Hold a connective of the closed list, or punctuation."""

    text: str


Piece = Words | Name | Day | Frame | Glue


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold what a clause stands on: the words cited, and the claims that it tells."""

    evidence: tuple[Evidence, ...]
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.evidence), "a clause cites words")


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one sentence: its pieces in order, and what each of its clauses stands on.

    `beside` are words cited for a frame; `searched` is what an absence stands on. `told` are keys
    of what it tells, so that nothing is told twice; `named` are names that it introduces.
    """

    pieces: tuple[Piece, ...]
    clauses: tuple[Clause, ...] = ()
    beside: tuple[Evidence, ...] = ()
    searched: str = ""
    named: frozenset[str] = frozenset()
    day: str = ""  # that it leaves the reader with: the next sentence need not give it again

    @property
    def text(self) -> str:
        """Return the sentence as it reads."""
        text = "".join(piece.text for piece in self.pieces)
        return f"{text[:1].upper()}{text[1:]}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return all words cited, each once."""
        cited = [one for clause in self.clauses for one in clause.evidence]
        return tuple(dict.fromkeys((*cited, *self.beside)))

    @property
    def claims(self) -> tuple[str, ...]:
        """Return the claims told, each once."""
        return tuple(dict.fromkeys(one for clause in self.clauses for one in clause.claims))

    def names(self, number: int) -> tuple[Name, ...]:
        """Return the names of who speaks in a clause."""
        return tuple(p for p in self.pieces if isinstance(p, Name) and p.clause == number)

    def clause_text(self, number: int, called: str | None, *, printed: bool = False) -> str:
        """Return the words of one clause without frames and glue, as a sentence.

        `called` names who speaks; without it only what he says is left. Days stand as written in
        the report, or as printed.
        """
        parts: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, Name) and piece.clause == number:
                parts.append(called or "")
            elif isinstance(piece, Day) and piece.clause == number:
                parts.append(piece.text if printed else piece.written)
            elif isinstance(piece, Words) and piece.clause == number:
                parts.append(piece.checked if called is not None or not piece.is_cue else " ")
        text = _TIGHT.sub(r"\1", " ".join(" ".join(parts).split())).strip(" ,;:")
        text = f"{text[:1].upper()}{text[1:]}"
        return text if text.endswith((".", "!", "?", "”")) else f"{text}."
