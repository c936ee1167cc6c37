"""Interviews printed as question and answer, and headlines that name who speaks before a colon."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from vedette.extract.speech.scan import FINITE, Found, Range, Scan
from vedette.model import Act, Zone

_WORD = r"[^\W\d_a-z][\w.’'-]{0,40}"
_LABEL = re.compile(
    rf"(?P<name>{_WORD}(?:[ ](?:of|the|for|and|de|van|von|al|{_WORD})){{0,6}})"
    r"(?:[ ][(\[][^()\[\]\n]{1,60}[)\]])?\s?:\s+(?=\S)"
)
_PRESS = re.compile(r"(?P<name>[QA])(?:\.\s+|[ \t\xa0]{2,})(?=\S)")  # "Q. Will", "Q    Will"
# Who speaks in a transcript by what he does there.
_ROLES = frozenset({
    "moderator", "host", "anchor", "presenter", "operator", "interpreter", "translator", "speaker",
    "chair", "participant",
})  # fmt: skip
_DASH = re.compile(r"[–—-]\s+(?=\S)")
_CUES = frozenset({":", "–", "—", "-"})
_HEAD = 8  # tokens of the longest name before or behind the colon of a headline


@dataclass(frozen=True, slots=True)
class _Turn:
    """Hold one paragraph of an interview: its label, where the words begin, what it does."""

    block: int
    label: Range
    start: int
    asks: bool


def find_interview(scan: Scan) -> list[Found]:
    """Return the questions and answers of a printed interview, none where there is none.

    The source of an answer is its label as printed ("A"), or nothing where only a dash stands.
    """
    turns = _labelled(scan) or _dashed(scan)
    if not any(t.asks for t in turns):
        turns = _spoken_in_turn(scan, turns)
    elif all(t.asks for t in turns):
        return []
    return [f for n, t in enumerate(turns) if (f := _found(scan, t, _until(turns, n))) is not None]


def _until(turns: list[_Turn], n: int) -> int:
    """Return the block that ends a turn; only a question ends an answer of many paragraphs."""
    own = turns[n].block + 1
    return turns[n + 1].block if n + 1 < len(turns) and not turns[n].asks else own


def _labelled(scan: Scan) -> list[_Turn]:
    found: list[tuple[int, re.Match[str]]] = []
    for number, block in enumerate(scan.reading.report.blocks):
        if block.zone is Zone.BODY:
            text = scan.reading.text
            match = _LABEL.match(text, block.start, block.end)
            match = match or _PRESS.match(text, block.start, block.end)
            if match is not None:
                found.append((number, match))
    names = Counter(m["name"].lower() for _, m in found)
    questions = scan.lexicon.words("interviews", "questions")
    answers = scan.lexicon.words("interviews", "answers")
    plain = names.keys() & (questions | answers)
    asking = set(names.keys() & questions) or _who_asks(scan, found)
    kept: list[tuple[int, re.Match[str]]] = []
    for n, m in found:
        name = m["name"].lower()
        answers_one = bool(plain) and bool(kept) and kept[-1][1]["name"].lower() in asking
        if name in plain or names[name] > 1 or answers_one or _may_speak(scan, name):
            kept.append((n, m))
    return [
        _Turn(n, m.span("name"), m.end(), m["name"].lower() in asking)
        for n, m in kept
        if m["name"].lower() in asking | answers or not names.keys() & answers
    ]


def _may_speak(scan: Scan, label: str) -> bool:
    """Tell the name of a person, an office or a part in a transcript from "Note" and "Location"."""
    words = label.split()
    last = words[-1].strip(".")
    title = words[0] in scan.lexicon.words("speakers", "honorifics")
    office = any(w in scan.lexicon.words("speakers", "titles") or w in _ROLES for w in words)
    return title or office or last in scan.persons


def _spoken_in_turn(scan: Scan, turns: list[_Turn]) -> list[_Turn]:
    """Return the turns of named persons where nobody asks.

    One of them speaks again behind another: "Berg: director. Ortiz: editor." is no talk.
    """
    text = scan.reading.text
    spoken = [t for t in turns if _may_speak(scan, text[slice(*t.label)].lower() or "-")]
    names = {text[slice(*t.label)].lower() for t in spoken}
    return spoken if 1 < len(names) < len(spoken) else []


def _who_asks(scan: Scan, found: list[tuple[int, re.Match[str]]]) -> set[str]:
    """Return the names whose every paragraph is a question."""
    blocks = scan.reading.report.blocks
    asks: dict[str, bool] = {}
    for number, match in found:
        name = match["name"].lower()
        question = scan.reading.text[match.end() : blocks[number].end].rstrip().endswith("?")
        asks[name] = asks.get(name, True) and question
    return {name for name, always in asks.items() if always}


def _dashed(scan: Scan) -> list[_Turn]:
    text = scan.reading.text
    turns: list[_Turn] = []
    for number, block in enumerate(scan.reading.report.blocks):
        match = _DASH.match(text, block.start, block.end)
        if block.zone is Zone.BODY and match is not None:
            asks = text[match.end() : block.end].rstrip().endswith("?")
            turns.append(_Turn(number, (match.start(), match.start()), match.end(), asks))
    pairs = sum(
        a.asks and not b.asks and b.block == a.block + 1 for a, b in itertools.pairwise(turns)
    )
    return turns if pairs > 1 else []


def _found(scan: Scan, turn: _Turn, until: int) -> Found | None:
    content: list[Range] = []
    blocks = scan.reading.report.blocks
    for number in range(turn.block, until):
        block = blocks[number]
        start = turn.start if number == turn.block else block.start
        words = any(c.isalnum() for c in scan.reading.text[start : block.end])
        if block.zone is Zone.BODY and words:
            content.append((start, block.end))
    label = turn.label
    source = (label,) if label[0] < label[1] else ()
    act = Act.ASKS if turn.asks else Act.STATES
    between = scan.reading.tokens_between(label[1], turn.start)
    cue = tuple(t.i for t in between if t.text in _CUES)[-1:]
    if not content:
        return None
    return Found(cue[0] if cue else -1, cue, act, source, tuple(content), quotes=True)


def find_headlines(scan: Scan) -> list[Found]:
    """Return who speaks before or behind the colon of a headline ("Official: 900 take part")."""
    found: list[Found] = []
    for block in scan.reading.report.blocks:
        if block.zone is not Zone.HEADLINE:
            continue
        tokens = scan.reading.tokens_between(block.start, block.end)
        colons = [t.i for t in tokens if t.text == ":"]
        if len(colons) == 1:
            first, last = tokens[0].i, tokens[-1].i + 1
            one = _before(scan, first, colons[0], last) or _behind(scan, first, colons[0], last)
            if one is not None:
                found.append(one)
    return found


def _before(scan: Scan, first: int, colon: int, last: int) -> Found | None:
    head = _speaker(scan, first, colon)
    if head is None or not _clause(scan, colon + 1, last, office=_office(scan, head)):
        return None
    content = scan.trim(colon + 1, last - 1)
    source = scan.trim(first, colon - 1)
    return Found(colon, (colon,), Act.STATES, (source,), (content,), speaker=head)


def _behind(scan: Scan, first: int, colon: int, last: int) -> Found | None:
    head = _speaker(scan, colon + 1, last)
    if head is None or not _clause(scan, first, colon, office=False):
        return None
    content = scan.trim(first, colon - 1)
    source = scan.trim(colon + 1, last - 1)
    return Found(colon, (colon,), Act.STATES, (source,), (content,), speaker=head)


def _speaker(scan: Scan, first: int, last: int) -> int | None:
    """Return the head of a name, an office or a body that fills these tokens."""
    tokens = scan.tokens
    words = [k for k in range(first, last) if tokens[k].pos not in ("PUNCT", "SPACE")]
    if not words or len(words) > _HEAD or any(tokens[k].tag in FINITE for k in words):
        return None
    head = next((k for k in reversed(words) if tokens[k].pos in ("NOUN", "PROPN")), None)
    of = next((k for k in words if tokens[k].lower in ("of", "in", "at", ",")), None)
    if of is not None and of > words[0]:
        head = of - 1
    if head is None:
        return None
    noun = tokens[head].lemma.lower()
    lists = ("anonymous", "titles", "bodies", "documents")
    office = any(noun in scan.lexicon.words("speakers", key) for key in lists)
    return head if office or _person(scan, words) else None


def _person(scan: Scan, words: list[int]) -> bool:
    """Tell a name: a full one must stand in the body as a person's, whatever the headline has."""
    tokens = scan.tokens
    if len(words) == 1:
        return tokens[words[0]].ent == "PERSON"
    name = [tokens[k].text for k in words]
    for k in range(words[-1] + 1, len(tokens) - len(words) + 1):
        if tokens[k].text == name[0] and name == [t.text for t in tokens[k : k + len(words)]]:
            return tokens[k + len(words) - 1].ent == "PERSON"
    return False


def _office(scan: Scan, head: int) -> bool:
    return scan.tokens[head].lemma.lower() in scan.lexicon.words("speakers", "titles")


def _clause(scan: Scan, first: int, last: int, *, office: bool) -> bool:
    """Tell whether these tokens state something: no question, and a verb unless an office speaks.

    "Army chief: few tanks in the north" does without one.
    """
    tokens = scan.tokens
    words = [k for k in range(first, last) if tokens[k].pos not in ("PUNCT", "SPACE")]
    if len(words) < 3 or tokens[words[0]].tag in ("WRB", "WP", "WDT"):
        return False
    if scan.inside[words[0]] >= 0 or tokens[last - 1].text == "?":
        return False  # a quotation is another rule's matter
    plain = office and tokens[words[0]].pos != "DET"
    return plain or any(tokens[k].tag in FINITE or tokens[k].pos in ("VERB", "AUX") for k in words)
