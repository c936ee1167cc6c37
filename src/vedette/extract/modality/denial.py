"""Denial: acts of speech that were not done, and whose claims are denied."""

from __future__ import annotations

from vedette.extract.modality.mood import Findings, Words, lower_certainty
from vedette.model import Act, Certainty, Commitment, Reading, Span, Token

_REFUSING = frozenset({"refuse", "decline"})
_FROM = frozenset({"by", "from"})
_DONE = frozenset(
    {Act.STATES, Act.CLAIMS, Act.WARNS, Act.PROMISES, Act.ESTIMATES, Act.SUGGESTS, Act.THREATENS}
    | {Act.DENIES}
)


def act_under_negation(
    reading: Reading, words: Words, cue: int | None, act: Act, findings: Findings
) -> Act:
    """Return the act that is done where the verb that reports it is negated.

    "Did not deny" and "did not claim" keep silent, "did not rule out" suggests that something is
    possible, "does not expect" denies what is expected.
    """
    if cue is None:
        return act
    if act is Act.KEEPS_SILENT:
        return _left_open(reading, words, cue, findings)
    doubts = _doubt(reading, words, cue, findings)
    no = _negation(reading, cue)
    if no is None or act not in _DONE:
        return act
    findings.cues.add(no)
    if act is Act.DENIES:
        return _left_open(reading, words, cue, findings)
    if doubts or reading.tokens[cue].lemma.lower() in words.list("negation", "raising"):
        findings.denied = not findings.denied
        return act
    return Act.KEEPS_SILENT


def _doubt(reading: Reading, words: Words, cue: int, findings: Findings) -> bool:
    """Read "doubts that": who doubts it denies it."""
    hedge = words.hedges.verbs.get(reading.tokens[cue].lemma.lower())
    if hedge is None or not hedge.negative:
        return False
    findings.denied = not findings.denied
    findings.cues.add(cue)
    return True


def _left_open(reading: Reading, words: Words, cue: int, findings: Findings) -> Act:
    """Read "did not rule out", "refused to rule out": what is not excluded may be."""
    open_to = words.list("denial", "leaving_open")
    below = [c for c in reading.children[cue] if reading.tokens[c].dep == "xcomp"]
    if not any(reading.tokens[k].lemma.lower() in open_to for k in (cue, *below)):
        return Act.KEEPS_SILENT
    lower_certainty(findings, Certainty.POSSIBLE, cue)
    findings.commitment = Commitment.MENTIONS
    return Act.SUGGESTS


def _negation(reading: Reading, cue: int) -> int | None:
    """Return the word by which a verb is not done: "not", "never", or "refused to"."""
    tokens = reading.tokens
    if _until(reading, cue):
        return None
    for c in reading.children[cue]:
        word = tokens[c + 1].lower if c + 1 < len(tokens) else ""
        before = c < cue or not _is_set_off(reading, cue, c)
        if before and (tokens[c].dep == "neg" or tokens[c].lower == "never"):
            return c if word not in ("only", "just", "merely") else None
    over = tokens[tokens[cue].head]
    refused = tokens[cue].dep == "xcomp" and over.lemma in _REFUSING
    return over.i if refused else None


def _is_set_off(reading: Reading, cue: int, no: int) -> bool:
    """Tell whether "not" only sets off part of what is said: "spoke of several, not of one"."""
    return any(token.text == "," for token in reading.tokens[cue + 1 : no])


def _until(reading: Reading, cue: int) -> bool:
    """Tell "was not reported until May": then it was."""
    below = [c for c in reading.children[cue] if c > cue]
    marks = [k for c in below if reading.tokens[c].dep == "advcl" for k in reading.children[c]]
    return any(reading.tokens[k].lower in ("until", "till") for k in (*below, *marks))


def claimants(reading: Reading, words: Words, tokens: tuple[Token, ...]) -> tuple[Span, ...]:
    """Return the words for those whose claim is denied: "Kyiv's claim", "a report by Reuters"."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head in inside and token.head != token.i:
            continue
        if token.lemma.lower() not in words.speech.nouns:
            return ()
        found = [span for c in reading.children[token.i] if (span := _claimant(reading, c))]
        return tuple(found)
    return ()


def _claimant(reading: Reading, c: int) -> Span | None:
    child = reading.tokens[c]
    if child.dep == "poss":
        last = child.right - (reading.tokens[child.right].tag == "POS")
        return reading.token_span(child.left, last)
    if child.lower in _FROM and child.dep in ("prep", "agent"):
        thing = next((k for k in reading.children[c] if reading.tokens[k].dep == "pobj"), None)
        if thing is not None:
            return reading.token_span(*_phrase(reading, thing))
    return None


def _phrase(reading: Reading, i: int) -> tuple[int, int]:
    """Return the first and last token of a noun phrase, without the clauses behind it."""
    clauses = [
        reading.tokens[c].left
        for c in reading.children[i]
        if c > i and reading.tokens[c].dep in ("relcl", "acl", "ccomp", "punct", "prep")
    ]
    last = min([reading.tokens[i].right, *(k - 1 for k in clauses)])
    return reading.tokens[i].left, max(i, last)
