"""Assign a modality to a stretch of text, whether a speaker says it or the outlet itself.

Rules over the clause that holds the stretch: its auxiliaries, its negation, its hedges, the words
over it, the question or condition it stands in, the act that carries it. Every word that decided
is kept as a cue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vedette.extract.modality.above import read_above, read_averted
from vedette.extract.modality.denial import act_under_negation, claimants
from vedette.extract.modality.distance import distant_words
from vedette.extract.modality.evidence import read_evidence, read_question
from vedette.extract.modality.lexicon import hedge_words
from vedette.extract.modality.mood import Findings, Words, read_clause, read_hedge
from vedette.extract.speech.lexicon import lexicon
from vedette.model import (
    Act,
    Certainty,
    Commitment,
    Evidential,
    Modality,
    Polarity,
    Reading,
    Span,
    Tense,
    Token,
)

_CLAUSE = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "xcomp", "acl", "pcomp"}
)
_MENTIONS = frozenset({Act.ASKS, Act.CALLS, Act.KEEPS_SILENT})
_PLANS = frozenset({Act.PROMISES, Act.THREATENS})
_CLIMB = 6


def modality_of(
    reading: Reading,
    span: Span,
    *,
    act: Act = Act.STATES,
    said: bool = False,
    cue: int | None = None,
) -> Modality:
    """Return the modality of what stands at a span.

    `act` is the speech act that carries it, `said` tells that somebody other than the outlet
    says it, `cue` is the token of the verb that reports it (rules then stop below that verb).
    The span may be a clause, a figure or any words inside one; the clause around them decides.
    The act returned is another one where the report says that it was not done: who "did not
    deny" keeps silent, who "did not rule out" suggests.
    """
    speech, hedges = lexicon(reading.language), hedge_words(reading.language)
    tokens = reading.tokens_between(span.start, span.end)
    if speech is None or hedges is None or not tokens:
        return Modality(act=act, evidential=Evidential.SAID if said else Evidential.UNSTATED)
    words = Words(speech, hedges)
    findings = Findings(past_cue=_past(reading, cue))
    top = _top(tokens)
    clause = _clause(reading, top, cue)
    at_cue = clause == cue or (act is Act.KEEPS_SILENT and _joined(reading, clause, cue))
    if not at_cue:
        read_clause(reading, words, clause, findings)
        _words_on_path(reading, words, top, clause, findings)
        read_averted(reading, words, top, clause, findings)
        read_above(reading, words, clause, cue, findings)
    read_question(reading, words, span, findings)
    read_evidence(reading, words, clause, findings, said=said)
    # A silence without a topic is read at its own verb.
    done = act if clause == cue else act_under_negation(reading, words, cue, act, findings)
    modality = _modality(reading, words, findings, done)
    distance = distant_words(reading, words, span)
    against = claimants(reading, words, tokens) if done is Act.DENIES else ()
    if not distance and not against:
        return modality
    return replace(modality, distance=distance, against=against)


def _top(tokens: tuple[Token, ...]) -> int:
    """Return the highest token of the first sentence of a stretch."""
    first = [
        t for t in tokens if t.sentence == tokens[0].sentence and t.pos not in ("PUNCT", "SPACE")
    ]
    inside = {t.i for t in first}
    outer = [t for t in first if t.head == t.i or t.head not in inside]
    verbs = [t for t in outer if t.pos in ("VERB", "AUX")]
    if verbs:
        return verbs[0].i
    if outer:
        return outer[0].i
    return tokens[0].i


def _clause(reading: Reading, top: int, cue: int | None) -> int:
    """Climb from a word to the head of its clause, never to the reporting verb or over it."""
    i = top
    tokens = reading.tokens
    while tokens[i].head != i and tokens[i].head != cue:
        token = tokens[i]
        subject = any(tokens[c].dep in ("nsubj", "nsubjpass", "expl") for c in reading.children[i])
        if token.pos in ("VERB", "AUX") and (token.dep in _CLAUSE or subject):
            return i
        if subject and token.dep in _CLAUSE:
            return i
        i = token.head
    return i


def _joined(reading: Reading, clause: int, cue: int | None) -> bool:
    """Tell "confirm or deny the report": the second verb keeps silent with the first."""
    return reading.tokens[clause].dep == "conj" and reading.tokens[clause].head == cue


def _past(reading: Reading, cue: int | None) -> bool:
    if cue is None:
        return False
    token = reading.tokens[cue]
    auxes = [
        reading.tokens[c].lower for c in reading.children[cue] if reading.tokens[c].dep == "aux"
    ]
    return token.tag == "VBD" or (token.tag == "VBN" and "had" in auxes)


def _words_on_path(
    reading: Reading, words: Words, top: int, clause: int, findings: Findings
) -> None:
    """Read hedges on the words between the stretch and its clause ("an alleged strike")."""
    i = top
    tokens = reading.tokens
    for _ in range(_CLIMB):
        if i == clause:
            return
        for c in reading.children[i]:
            if tokens[c].dep in ("amod", "advmod"):
                read_hedge(reading, words, tokens[c], findings)
            if tokens[c].dep == "neg":
                findings.denied = True
                findings.cues.add(c)
        if tokens[i].head == i:
            return
        i = tokens[i].head


def _modality(reading: Reading, words: Words, findings: Findings, act: Act) -> Modality:
    certainty = findings.certainty
    if certainty is Certainty.UNSTATED:
        if act.value in words.words("acts", "possible"):
            certainty = Certainty.POSSIBLE
        elif act.value in words.words("acts", "probable"):
            certainty = Certainty.PROBABLE
    tense = findings.tense
    if act in _PLANS and tense in (Tense.UNSTATED, Tense.ONGOING):
        tense = Tense.PLANNED
    if findings.hypothetical:
        tense = Tense.HYPOTHETICAL
    polarity = Polarity.DENIED if findings.denied else Polarity.AFFIRMED
    commitment = findings.commitment or Commitment.ASSERTS
    if findings.hypothetical or (
        act in _MENTIONS and findings.commitment is not Commitment.PRESUPPOSES
    ):
        commitment = Commitment.MENTIONS
    if act is Act.DENIES:
        commitment = Commitment.REJECTS
        polarity = Polarity.AFFIRMED if findings.denied else Polarity.DENIED
    condition = None
    if findings.condition is not None:
        first, last = findings.condition
        condition = reading.token_span(first, last).quote.rstrip(" ,.")
    return Modality(
        polarity=polarity,
        certainty=certainty,
        tense=tense,
        commitment=commitment,
        act=act,
        evidential=findings.evidential,
        condition=condition,
        cues=_cue_spans(reading, findings.cues),
    )


def _cue_spans(reading: Reading, cues: Iterable[int]) -> tuple[Span, ...]:
    return tuple(reading.token_span(i, i) for i in sorted(cues))
