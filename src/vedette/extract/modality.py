"""Modality: how surely, in which tense and with which commitment something is put.

The reading of one stretch of text, whether it is what a speaker says or the outlet's own voice.
Rules over the clause that holds the stretch: its auxiliaries, its negation, its hedges, the verbs
over it, the question or condition it stands in. Every word that decided is kept as a cue.
"""

from __future__ import annotations

from collections.abc import Iterable

from vedette.extract.speech.lexicon import Lexicon, lexicon
from vedette.extract.speech.mood import (
    Findings,
    lower_certainty,
    read_clause,
    read_hedge,
    read_modal,
)
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
_REJECTS = frozenset({Act.DENIES})
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
    """
    words = lexicon(reading.language)
    tokens = reading.tokens_between(span.start, span.end)
    if words is None or not tokens:
        return Modality(act=act, evidential=Evidential.SAID if said else Evidential.UNSTATED)
    findings = Findings(past_cue=_past(reading, cue))
    top = _top(tokens)
    clause = _clause(reading, top, cue)
    read_clause(reading, words, clause, findings)
    _words_on_path(reading, words, top, clause, findings)
    _above(reading, words, clause, cue, findings)
    _question(reading, words, span, findings)
    _evidence(reading, words, clause, findings, said=said)
    return _modality(reading, words, findings, act)


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


def _past(reading: Reading, cue: int | None) -> bool:
    if cue is None:
        return False
    token = reading.tokens[cue]
    auxes = [
        reading.tokens[c].lower for c in reading.children[cue] if reading.tokens[c].dep == "aux"
    ]
    return token.tag == "VBD" or (token.tag == "VBN" and "had" in auxes)


def _words_on_path(
    reading: Reading, words: Lexicon, top: int, clause: int, findings: Findings
) -> None:
    """Read hedges on the words between the stretch and its clause ("an alleged strike")."""
    i = top
    tokens = reading.tokens
    for _ in range(_CLIMB):
        if i == clause:
            return
        for c in reading.children[i]:
            if tokens[c].dep in ("amod", "advmod"):
                read_hedge(words, tokens[c], findings)
            if tokens[c].dep == "neg":
                findings.denied = True
                findings.cues.add(c)
        if tokens[i].head == i:
            return
        i = tokens[i].head


def _above(
    reading: Reading, words: Lexicon, clause: int, cue: int | None, findings: Findings
) -> None:
    """Read the verbs over the clause: "appears to", "is expected to", and "if" over all."""
    tokens = reading.tokens
    i = clause
    hedged_by_modal = findings.certainty
    for _ in range(_CLIMB):
        token = tokens[i]
        mark = next((c for c in reading.children[i] if tokens[c].dep == "mark"), None)
        if (
            mark is not None
            and tokens[mark].lower in ("if", "unless", "whether", "lest")
            and i != cue
        ):
            findings.hypothetical = True
            findings.cues.add(mark)
        if token.head in (i, cue) or token.dep not in ("xcomp", "ccomp", "acomp", "oprd"):
            return
        over = tokens[token.head]
        lemma = over.lemma.lower()
        if (
            lemma in words.words("hedges", "verbs_possible")
            and hedged_by_modal is not Certainty.POSSIBLE
        ):
            lower_certainty(findings, Certainty.POSSIBLE, over.i)
        elif lemma in words.words("hedges", "verbs_probable"):
            lower_certainty(findings, Certainty.PROBABLE, over.i)
        read_hedge(words, over, findings)
        if token.dep == "xcomp" and (
            lemma in words.words("tense", "planned_verbs")
            or over.lower in words.words("tense", "planned_words")
        ):
            findings.tense = Tense.PLANNED
            findings.cues.add(over.i)
        for c in reading.children[over.i]:
            if tokens[c].dep == "neg":
                findings.denied = True
                findings.cues.add(c)
            if tokens[c].dep == "aux":
                read_modal(words, tokens[c], findings)
        i = over.i


def _question(reading: Reading, words: Lexicon, span: Span, findings: Findings) -> None:
    """Read a question: "why" presupposes what it asks about, the others only mention it."""
    tokens = reading.tokens_between(span.start, span.end)
    sentence = reading.sentence_of(tokens[0])
    if not reading.text[sentence.start : sentence.end].rstrip("”\"’' )»").endswith("?"):
        return
    # A quotation may hold more than the question; only a stretch inside it is asked.
    if span.end > sentence.end or reading.sentence_of(tokens[-1]).i != sentence.i:
        return
    first = " ".join(t.lower for t in reading.tokens_of(sentence)[:6] if t.pos != "PUNCT")
    why = next((w for w in words.words("questions", "presupposing") if first.startswith(w)), None)
    findings.question = Commitment.PRESUPPOSES if why else Commitment.MENTIONS
    for token in reading.tokens_of(sentence)[:6]:
        if token.tag in ("WRB", "WP", "WDT"):
            findings.cues.add(token.i)
            break


def _evidence(
    reading: Reading, words: Lexicon, clause: int, findings: Findings, *, said: bool
) -> None:
    """Read how the report knows: said, shown on film, seen by the reporter, in a document."""
    if said:
        findings.evidential = Evidential.SAID
    tokens = reading.tokens
    sentence = reading.sentence_of(tokens[clause])
    i = clause
    while True:
        token = tokens[i]
        passive = any(tokens[c].dep == "auxpass" for c in reading.children[i])
        if passive and token.lemma in words.words("evidence", "film_verbs"):
            findings.evidential = Evidential.FILM
            findings.cues.add(i)
        subject = next((c for c in reading.children[i] if tokens[c].dep == "nsubj"), None)
        sees = token.lemma in words.words("evidence", "seen_verbs")
        ours = words.words("evidence", "first_person")
        if sees and not said and subject is not None and tokens[subject].lower in ours:
            findings.evidential = Evidential.SEEN
            findings.cues.add(i)
        if token.head == i or token.dep not in ("xcomp", "ccomp"):
            break
        i = token.head
    if findings.evidential is Evidential.SAID:
        return
    for token in reading.tokens_of(sentence):
        film = token.lemma in words.words("documents", "film")
        if (
            film
            and token.pos == "NOUN"
            and token.dep in ("pobj", "nsubj")
            and _shows(reading, token)
        ):
            findings.evidential = Evidential.FILM
            findings.cues.add(token.i)
            return


def _shows(reading: Reading, token: Token) -> bool:
    head = reading.tokens[token.head]
    return (token.dep == "pobj" and head.lower in ("in", "on")) or head.lemma in (
        "show",
        "reveal",
        "confirm",
    )


def _modality(reading: Reading, words: Lexicon, findings: Findings, act: Act) -> Modality:
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
    commitment = findings.question or Commitment.ASSERTS
    if findings.hypothetical or (
        act in _MENTIONS and findings.question is not Commitment.PRESUPPOSES
    ):
        commitment = Commitment.MENTIONS
    if act in _REJECTS:
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
