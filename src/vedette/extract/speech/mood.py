"""The mood of one clause: its auxiliaries, negation, hedges, tense and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.extract.speech.lexicon import Lexicon
from vedette.model import Certainty, Commitment, Evidential, Reading, Tense, Token

_RANK = {
    Certainty.UNSTATED: 0,
    Certainty.CERTAIN: 1,
    Certainty.PROBABLE: 2,
    Certainty.POSSIBLE: 3,
}


@dataclass(slots=True)
class Findings:
    """Collect what the rules find, with the tokens that decided."""

    certainty: Certainty = Certainty.UNSTATED
    denied: bool = False
    tense: Tense = Tense.UNSTATED
    condition: tuple[int, int] | None = None
    hypothetical: bool = False
    question: Commitment | None = None
    past_cue: bool = False  # the verb that reports the clause stands in the past
    evidential: Evidential = Evidential.UNSTATED
    cues: set[int] = field(default_factory=set)


def read_clause(reading: Reading, words: Lexicon, clause: int, findings: Findings) -> None:
    """Read auxiliaries, negation, adverbs and conditions of the clause."""
    tokens = reading.tokens
    auxes: list[int] = []
    for c in reading.children[clause]:
        token = tokens[c]
        if token.dep in ("aux", "auxpass"):
            auxes.append(c)
        elif token.dep == "neg" or token.lower in ("never", "neither", "nor"):
            findings.denied = True
            findings.cues.add(c)
        elif token.dep == "advcl":
            _condition(reading, c, findings)
        read_hedge(words, token, findings)
    for c in auxes:
        read_modal(words, tokens[c], findings)
    _no_subject(reading, clause, findings)
    _tense(reading, words, clause, auxes, findings)


def read_modal(words: Lexicon, token: Token, findings: Findings) -> None:
    """Note a modal verb that lowers certainty."""
    if token.lower in words.words("hedges", "modals_possible"):
        lower_certainty(findings, Certainty.POSSIBLE, token.i)
    elif token.lower in words.words("hedges", "modals_probable"):
        lower_certainty(findings, Certainty.PROBABLE, token.i)


def read_hedge(words: Lexicon, token: Token, findings: Findings) -> None:
    """Note a hedging adverb, adjective or participle."""
    for kind, certainty in (
        ("possible", Certainty.POSSIBLE),
        ("probable", Certainty.PROBABLE),
        ("certain", Certainty.CERTAIN),
    ):
        if token.lower in words.words("hedges", kind) and token.pos in ("ADV", "ADJ", "VERB"):
            lower_certainty(findings, certainty, token.i)


def lower_certainty(findings: Findings, certainty: Certainty, i: int) -> None:
    """Keep the lowest certainty: one "may" undoes a "certainly"."""
    findings.cues.add(i)
    if _RANK[certainty] > _RANK[findings.certainty]:
        findings.certainty = certainty


def _no_subject(reading: Reading, clause: int, findings: Findings) -> None:
    """Read "no troops crossed" and "none of them" as denials."""
    for c in reading.children[clause]:
        token = reading.tokens[c]
        if token.dep not in ("nsubj", "nsubjpass", "attr", "dobj"):
            continue
        no = [k for k in reading.children[c] if reading.tokens[k].lower == "no"]
        if token.lower in ("none", "nobody", "nothing", "no-one"):
            no.append(c)
        following = (
            reading.tokens[no[0] + 1].lower if no and no[0] + 1 < len(reading.tokens) else ""
        )
        if no and following not in ("more", "fewer", "less", "longer"):
            findings.denied = True
            findings.cues.add(no[0])


def _tense(
    reading: Reading,
    words: Lexicon,
    clause: int,
    auxes: list[int],
    findings: Findings,
) -> None:
    tokens = reading.tokens
    past_cue = findings.past_cue
    head = tokens[clause]
    lowers = [tokens[c].lower for c in auxes]
    if any(w in words.words("tense", "will") for w in lowers):
        findings.tense = Tense.PLANNED
    elif any(
        w in words.words("tense", "would") and tokens[c].tag == "MD"
        for c, w in zip(auxes, lowers, strict=True)
    ):
        findings.tense = (
            Tense.PLANNED if past_cue and findings.condition is None else Tense.HYPOTHETICAL
        )
    elif any(w in ("have", "has", "had", "'ve", "’ve") for w in lowers) and head.tag in (
        "VBN",
        "VBD",
    ):
        findings.tense = Tense.PAST
    elif head.tag == "VBG" and lowers:
        past = any(w in ("was", "were") for w in lowers)
        findings.tense = Tense.PAST if past and not past_cue else Tense.ONGOING
        _going_to(reading, clause, findings)
    elif any(tokens[c].tag == "MD" for c in auxes):
        findings.tense = Tense.UNSTATED
    elif _finite_past(reading, head, auxes):
        copula = head.lemma == "be" and past_cue
        findings.tense = Tense.ONGOING if copula else Tense.PAST
        if head.lemma == "be":
            _due_to(reading, words, clause, findings)
    elif head.tag in ("VBZ", "VBP") or any(tokens[c].tag in ("VBZ", "VBP") for c in auxes):
        findings.tense = Tense.ONGOING
        _due_to(reading, words, clause, findings)
    _planning(reading, words, clause, findings)


def _planning(reading: Reading, words: Lexicon, clause: int, findings: Findings) -> None:
    """Read "plans to leave" as a plan, whatever its own tense."""
    if findings.tense not in (Tense.ONGOING, Tense.UNSTATED):
        return
    lemma = reading.tokens[clause].lemma.lower()
    infinitive = any(reading.tokens[c].dep == "xcomp" for c in reading.children[clause])
    if infinitive and lemma in words.words("tense", "planned_verbs"):
        findings.tense = Tense.PLANNED
        findings.cues.add(clause)


def _finite_past(reading: Reading, head: Token, auxes: list[int]) -> bool:
    return head.tag == "VBD" or any(reading.tokens[c].tag == "VBD" for c in auxes)


def _going_to(reading: Reading, clause: int, findings: Findings) -> None:
    if reading.tokens[clause].lower == "going" and any(
        reading.tokens[c].dep == "xcomp" for c in reading.children[clause]
    ):
        findings.tense = Tense.PLANNED


def _due_to(reading: Reading, words: Lexicon, clause: int, findings: Findings) -> None:
    """Read "is due to", "is set to", "are to begin" as plans."""
    for c in reading.children[clause]:
        token = reading.tokens[c]
        planned = token.lower in words.words("tense", "planned_words") and any(
            reading.tokens[k].dep == "xcomp" for k in reading.children[c]
        )
        to_be = reading.tokens[clause].lemma == "be" and token.dep == "xcomp" and token.tag == "VB"
        if planned or to_be:
            findings.tense = Tense.PLANNED
            findings.cues.add(c)


def _condition(reading: Reading, c: int, findings: Findings) -> None:
    tokens = reading.tokens
    first = tokens[tokens[c].left]
    if first.lower in ("if", "unless", "provided") and tokens[c].left != c:
        findings.condition = (tokens[c].left, tokens[c].right)
        findings.cues.add(first.i)
