"""What a clause stands under: hedging and denying verbs and nouns, "if" and "whether"."""

from __future__ import annotations

from vedette.extract.modality.hedges import hedge_at
from vedette.extract.modality.mood import Findings, Words, lower_certainty, read_hedge
from vedette.model import Certainty, Commitment, Reading, Tense, Token

_UNDER = frozenset({"xcomp", "ccomp", "acomp", "oprd", "acl", "pcomp"})
_CLIMB = 6


def read_above(
    reading: Reading, words: Words, clause: int, cue: int | None, findings: Findings
) -> None:
    """Read what stands over a clause, never as far as the verb that reports it."""
    tokens = reading.tokens
    i = clause
    for _ in range(_CLIMB):
        token = tokens[i]
        if i != cue:
            _mark(reading, i, findings)
        if token.head in (i, cue) or token.dep not in _UNDER:
            return
        over = tokens[token.head]
        if cue is not None and over.head == cue and over.pos == "ADP":
            return
        if over.pos in ("NOUN", "PROPN"):
            _under_noun(reading, words, token, over, findings)
            return
        if token.dep == "pcomp":
            _under_preposition(reading, words, over, findings)
            return
        _under_verb(reading, words, token, over, findings)
        i = over.i


def _mark(reading: Reading, i: int, findings: Findings) -> None:
    tokens = reading.tokens
    mark = next((c for c in reading.children[i] if tokens[c].dep == "mark"), None)
    if mark is not None and tokens[mark].lower in ("if", "unless", "whether", "lest"):
        findings.hypothetical = True
        findings.cues.add(mark)


def _under_verb(
    reading: Reading, words: Words, token: Token, over: Token, findings: Findings
) -> None:
    hedge = hedge_at(reading, words.hedges, over)
    if hedge is not None:
        read_hedge(reading, words, over, findings)
    lemma = over.lemma.lower()
    if token.dep == "xcomp" and (
        lemma in words.words("tense", "planned_verbs")
        or over.lower in words.words("tense", "planned_words")
    ):
        findings.tense = Tense.PLANNED
        findings.cues.add(over.i)
    predicates = {lemma, over.lower}
    negations = []
    for c in reading.children[over.i]:
        child = reading.tokens[c]
        if child.dep in ("acomp", "attr", "oprd", "advmod") and c != token.i:
            if child.dep != "advmod":
                predicates |= {child.lower, child.lemma.lower()}
            read_hedge(reading, words, child, findings)
        if child.dep == "neg":
            negations.append(c)
        if child.dep == "aux":
            read_hedge(reading, words, child, findings)
    _denied(words, token, over, predicates, negations, findings)


def _denied(
    words: Words,
    token: Token,
    over: Token,
    predicates: set[str],
    negations: list[int],
    findings: Findings,
) -> None:
    """Read a "not" over a clause: some verbs hand it down, some take the clause for granted."""
    if len(predicates) > 2:
        predicates = predicates - {over.lemma.lower(), over.lower}  # the adjective decides
    if predicates & words.list("negation", "words") or (
        token.dep == "xcomp" and predicates & words.list("negation", "verbs")
    ):
        findings.denied = not findings.denied
        findings.cues.add(over.i)
    if predicates & words.list("negation", "factive") and token.dep in ("ccomp", "acomp"):
        findings.commitment = findings.commitment or Commitment.PRESUPPOSES
        return
    if not negations:
        return
    findings.cues.update(negations)
    if predicates & words.list("negation", "raising") or token.dep == "xcomp":
        findings.denied = not findings.denied
    else:
        findings.commitment = Commitment.MENTIONS


def _under_noun(
    reading: Reading, words: Words, token: Token, over: Token, findings: Findings
) -> None:
    """Read "fears that", "no evidence that", "there is no doubt that"."""
    if token.dep == "acl" and not any(
        reading.tokens[c].dep == "mark" or reading.tokens[c].tag == "TO"
        for c in reading.children[token.i]
    ):
        return
    noun = over.lemma.lower()
    no = next((c for c in reading.children[over.i] if reading.tokens[c].lower == "no"), None)
    above = reading.tokens[over.head]
    if no is None and over.dep in ("dobj", "attr", "nsubj"):
        no = next((c for c in reading.children[above.i] if reading.tokens[c].dep == "neg"), None)
    if no is None or noun not in words.list("negation", "nouns"):
        read_hedge(reading, words, over, findings)
        return
    findings.cues |= {no, over.i}
    if noun in words.list("negation", "doubts"):
        lower_certainty(findings, Certainty.CERTAIN, over.i)
        return
    findings.denied = not findings.denied
    lower_certainty(findings, Certainty.POSSIBLE, over.i)


def _under_preposition(
    reading: Reading, words: Words, preposition: Token, findings: Findings
) -> None:
    """Read "prevented them from leaving", "accused of hiding", "without leaving"."""
    if preposition.lower == "without":
        findings.denied = not findings.denied
        findings.cues.add(preposition.i)
        return
    over = reading.tokens[preposition.head]
    if preposition.lower == "from" and over.lemma.lower() in words.list("negation", "averting"):
        findings.denied = not findings.denied
        findings.cues.add(over.i)
        return
    hedge = hedge_at(reading, words.hedges, over)
    if hedge is not None and preposition.lower in hedge.links:
        read_hedge(reading, words, over, findings)


def read_averted(reading: Reading, words: Words, top: int, clause: int, findings: Findings) -> None:
    """Read "prevented a collapse", "stopped selling": what is averted does not happen."""
    token = reading.tokens[top]
    over = reading.tokens[token.head]
    if top == clause or token.head != clause or token.dep not in ("dobj", "nsubjpass"):
        return
    if over.lemma.lower() in words.list("negation", "averting"):
        findings.denied = not findings.denied
        findings.cues.add(over.i)
