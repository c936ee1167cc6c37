"""Questions, and how the report knows: said, shown on film, seen by the reporter."""

from __future__ import annotations

from vedette.extract.modality.mood import Findings, Words
from vedette.model import Commitment, Evidential, Reading, Span, Token


def read_question(reading: Reading, words: Words, span: Span, findings: Findings) -> None:
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
    findings.commitment = Commitment.PRESUPPOSES if why else Commitment.MENTIONS
    for token in reading.tokens_of(sentence)[:6]:
        if token.tag in ("WRB", "WP", "WDT"):
            findings.cues.add(token.i)
            break


def read_evidence(
    reading: Reading, words: Words, clause: int, findings: Findings, *, said: bool
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
