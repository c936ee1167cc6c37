"""Hedges: the words that make it less than sure that something happens, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vedette.extract.modality.lexicon import Hedge, HedgeKind, HedgeWords, hedge_words
from vedette.model import Certainty, Reading, Span, Token

_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "relcl", "oprd", "acomp", "csubj", "csubjpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLAIN = frozenset({"it", "this", "that", "which", "they", "there"})


@dataclass(frozen=True, slots=True)
class HedgeCue:
    """Hold one hedge of a text: its words, its kind, the certainty it leaves."""

    span: Span
    kind: HedgeKind
    certainty: Certainty


def hedge_cues(reading: Reading) -> tuple[HedgeCue, ...]:
    """Return every hedge of a reading in text order; nothing in a language without a lexicon.

    Hedges are found where they govern something: "expects losses" and "is expected to leave", not
    "as expected".
    """
    words = hedge_words(reading.language)
    if words is None:
        return ()
    found = ((token, hedge_at(reading, words, token)) for token in reading.tokens)
    return tuple(
        HedgeCue(reading.token_span(token.i, token.i), hedge.kind, hedge.certainty)
        for token, hedge in found
        if hedge is not None
    )


def hedge_at(reading: Reading, words: HedgeWords, token: Token) -> Hedge | None:
    """Return the hedge that a token is where it stands, None if it is none."""
    lower = token.lower
    if token.tag == "MD":
        return _modal(reading, words, token)
    if lower in words.marks:
        return _mark(reading, words, token)
    tag = token.tag
    if lower in words.words and (tag[:2] in ("JJ", "RB", "DT") or token.dep in ("amod", "advmod")):
        return words.words[lower]
    if lower in words.states and tag in ("JJ", "VBN", "VBD"):
        return _state(reading, token, words.states[lower])
    table = words.verbs if tag[:2] == "VB" else words.nouns if tag[:2] == "NN" else None
    hedge = table.get(token.lemma.lower()) if table is not None else None
    if hedge is None or not _governs(reading, token, hedge):
        return None
    return None if table is words.nouns and _has_no(reading, token) else hedge


def _state(reading: Reading, token: Token, hedge: Hedge) -> Hedge | None:
    """Read "unclear whether"; "the reason is unclear" hedges nothing that happens."""
    beside = [reading.tokens[c] for c in reading.children[token.head] if c > token.i]
    if _governs(reading, token, hedge) or any(t.dep in ("ccomp", "csubj") for t in beside):
        return hedge
    bare = token.dep in ("acomp", "oprd") and hedge.kind is HedgeKind.POSSIBLE
    return replace(hedge, certainty=Certainty.UNSTATED) if bare else None


def _has_no(reading: Reading, noun: Token) -> bool:
    return any(reading.tokens[c].lower == "no" for c in reading.children[noun.i])


def _modal(reading: Reading, words: HedgeWords, token: Token) -> Hedge | None:
    """Read an auxiliary: "could not" is no guess, "would" hangs on an "if"."""
    hedge = words.modals.get(token.lower)
    verb = reading.tokens[token.head]
    if hedge is not None and _inverted(reading, token, verb):
        return Hedge(HedgeKind.CONDITION, Certainty.UNSTATED)
    if hedge is not None and hedge.epistemic and not _guesses(reading, token, verb):
        hedge = None
    if token.lower in words.lists["conditions", "modals"]:
        if _conditioned(reading, words, verb.i):
            certainty = hedge.certainty if hedge is not None else Certainty.UNSTATED
            return Hedge(HedgeKind.CONDITION, certainty)
        if hedge is not None and _negated(reading, verb.i):
            return None
    return hedge


def _inverted(reading: Reading, token: Token, verb: Token) -> bool:
    """Tell "should the talks fail", a condition, from a question."""
    if token.lower != "should" or verb.dep not in ("advcl", "ccomp"):
        return False
    subject = [c for c in reading.children[verb.i] if reading.tokens[c].dep in _SUBJECTS]
    sentence = reading.sentence_of(token)
    asked = reading.text[sentence.start : sentence.end].rstrip("”\"’' ").endswith("?")
    return bool(subject) and token.i < subject[0] and not asked


def _guesses(reading: Reading, token: Token, verb: Token) -> bool:
    """Tell "must have left" and "the move should help" from what somebody is to do."""
    below = [reading.tokens[c] for c in reading.children[verb.i]]
    if token.lower == "must":
        return any(t.lower == "have" and t.dep == "aux" for t in below)
    if verb.lemma == "be" or any(t.dep == "auxpass" for t in below):
        return False
    subject = next((t for t in below if t.dep in _SUBJECTS), None)
    return subject is not None and (subject.pos == "NOUN" or subject.lower in _PLAIN)


def _conditioned(reading: Reading, words: HedgeWords, verb: int) -> bool:
    """Tell whether a clause has a condition of its own, or shares the one of its neighbour."""
    i = verb
    for _ in range(2):
        for c in reading.children[i]:
            token = reading.tokens[c]
            if token.dep in ("advcl", "ccomp", "prep") and condition_mark(reading, words, c):
                return True
            if token.dep == "advcl" and any(
                _inverted(reading, reading.tokens[k], token) for k in reading.children[c]
            ):
                return True
        if reading.tokens[i].dep != "conj":
            return False
        i = reading.tokens[i].head
    return False


def condition_mark(reading: Reading, words: HedgeWords, clause: int) -> Token | None:
    """Return the word that makes a clause a condition ("if", "unless", "until")."""
    for c in (*reading.children[clause], clause):
        token = reading.tokens[c]
        hedge = words.marks.get(token.lower)
        if hedge is None or hedge.kind is not HedgeKind.CONDITION or token.i > clause:
            continue
        if _mark(reading, words, token) is not None:
            return token
    return None


def _mark(reading: Reading, words: HedgeWords, token: Token) -> Hedge | None:
    """Read a word that opens a clause: "if" may ask, "until" wants a verb in the present."""
    hedge = words.marks[token.lower]
    over = reading.tokens[token.head]
    before = reading.tokens[token.i - 1].lower if token.i else ""
    if before == "as" or (token.tag[:2] == "VB" and token.dep not in ("mark", "prep", "advcl")):
        return None
    if token.lower == "once" and token.dep not in ("mark", "advmod"):
        return None
    if hedge.present:
        return hedge if _is_present(reading, over) and token.dep != "prep" else None
    asked = words.lists["conditions", "asked"]
    if token.lower == "if" and over.dep == "ccomp":
        asker = reading.tokens[over.head]
        if asker.lemma.lower() in asked or asker.lower in asked:
            return replace(hedge, kind=HedgeKind.INVESTIGATION)
    return hedge


def _is_present(reading: Reading, verb: Token) -> bool:
    if verb.tag in ("VBZ", "VBP"):
        return True
    return any(
        reading.tokens[c].tag in ("VBZ", "VBP")
        for c in reading.children[verb.i]
        if reading.tokens[c].dep in ("aux", "auxpass")
    )


def _governs(reading: Reading, token: Token, hedge: Hedge) -> bool:
    """Tell whether a word has a clause, or what does for one, below it."""
    for c in reading.children[token.i]:
        below = reading.tokens[c]
        if below.dep in _CLAUSES and (c > token.i or below.dep[:5] == "csubj"):
            if not (token.tag[:2] == "NN" and below.dep in ("relcl", "acl")):
                return True
            if any(
                reading.tokens[k].dep == "mark" or reading.tokens[k].tag == "TO"
                for k in reading.children[c]
            ):
                return True
        if hedge.objects and below.dep in ("dobj", "nsubjpass") and token.dep != "amod":
            return True
        if below.dep == "prep" and below.lower in hedge.links:
            return True
    # "The crews, it is believed, left": the clause stands over the word that hedges it.
    return token.dep == "parataxis" or (
        token.dep == "ccomp" and reading.tokens[token.head].i > token.i and token.tag != "VBN"
    )


def _negated(reading: Reading, verb: int) -> bool:
    return any(reading.tokens[c].dep == "neg" for c in reading.children[verb])
