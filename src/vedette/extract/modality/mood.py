"""The mood of one clause: its auxiliaries, negation, hedges, tense and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.extract.modality.hedges import hedge_at
from vedette.extract.modality.lexicon import HedgeKind, HedgeWords
from vedette.extract.speech.lexicon import Lexicon
from vedette.model import Certainty, Commitment, Evidential, Reading, Tense, Token

_UNSTATED = Certainty.UNSTATED
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Below these another happening is told, with hedges of its own.
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "ccomp", "xcomp", "advcl", "conj", "relcl", "acl"}
    | {"prep", "agent", "parataxis", "csubj", "mark"}
)
_RANK = {
    Certainty.UNSTATED: 0,
    Certainty.CERTAIN: 1,
    Certainty.PROBABLE: 2,
    Certainty.POSSIBLE: 3,
}


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the two lexicons of one language."""

    speech: Lexicon
    hedges: HedgeWords

    def words(self, table: str, key: str) -> frozenset[str]:
        """Return a word list of speech by table and key."""
        return self.speech.tables[table][key]

    def list(self, table: str, key: str) -> frozenset[str]:
        """Return a word list of the hedges by table and key."""
        return self.hedges.lists[table, key]


@dataclass(slots=True)
class Findings:
    """Collect what the rules find, with the tokens that decided."""

    certainty: Certainty = Certainty.UNSTATED
    denied: bool = False
    tense: Tense = Tense.UNSTATED
    condition: tuple[int, int] | None = None
    hypothetical: bool = False
    commitment: Commitment | None = None  # what a question, "not know that" or "not mean" leave
    past_cue: bool = False  # the verb that reports the clause stands in the past
    evidential: Evidential = Evidential.UNSTATED
    cues: set[int] = field(default_factory=set)


def read_clause(reading: Reading, words: Words, clause: int, findings: Findings) -> None:
    """Read auxiliaries, negation, adverbs and conditions of the clause."""
    tokens = reading.tokens
    auxes: list[int] = []
    for c in reading.children[clause]:
        token = tokens[c]
        if token.dep in ("aux", "auxpass"):
            auxes.append(c)
        elif token.dep == "neg" or token.lower in ("never", "neither", "nor"):
            if not _only(reading, c):
                findings.denied = True
                findings.cues.add(c)
        elif token.dep == "advcl":
            _condition(reading, c, findings)
        if token.dep not in _ARGUMENTS:
            read_hedge(reading, words, token, findings)
    shared = _shared(reading, clause, auxes, findings)
    for c in shared:
        read_hedge(reading, words, tokens[c], findings)
    _no_subject(reading, words, clause, findings)
    _denying_predicate(reading, words, clause, findings)
    _tense(reading, words, clause, [*auxes, *shared], findings)


def _only(reading: Reading, i: int) -> bool:
    """Tell "not only", which denies nothing."""
    return i + 1 < len(reading.tokens) and reading.tokens[i + 1].lower in ("only", "just", "merely")


def _shared(reading: Reading, clause: int, auxes: list[int], findings: Findings) -> list[int]:
    """Return the auxiliaries that a verb shares with the one it is joined to.

    "May leave or stay", "will not attack or threaten": the second verb has no form of its own.
    """
    verb = reading.tokens[clause]
    own = any(reading.tokens[c].dep in _SUBJECTS for c in reading.children[clause])
    if verb.dep != "conj" or auxes or own or verb.tag not in ("VB", "VBN", "VBG"):
        return []
    i = clause
    while reading.tokens[i].dep == "conj":
        i = reading.tokens[i].head
    below = [c for c in reading.children[i] if c < clause]
    shared = [c for c in below if reading.tokens[c].dep in ("aux", "auxpass")]
    joint = [reading.tokens[c].lower for c in below if reading.tokens[c].dep == "cc"]
    denied = [c for c in below if reading.tokens[c].dep == "neg" and not _only(reading, c)]
    if denied and shared and "but" not in joint:
        findings.denied = True
        findings.cues.update(denied)
    return shared


def _denying_predicate(reading: Reading, words: Words, clause: int, findings: Findings) -> None:
    """Read "it is false that", "there is no truth in": the word denies what follows."""
    for c in reading.children[clause]:
        token = reading.tokens[c]
        if token.dep not in ("acomp", "attr", "oprd"):
            continue
        hung = any(reading.tokens[k].dep in ("ccomp", "csubj") for k in reading.children[clause])
        if token.lower in words.list("negation", "words") and (hung or reading.children[c]):
            findings.denied = not findings.denied
            findings.cues.add(c)


def read_hedge(reading: Reading, words: Words, token: Token, findings: Findings) -> None:
    """Note a hedge: an auxiliary, an adverb, an adjective or a word over a clause."""
    hedge = hedge_at(reading, words.hedges, token)
    if hedge is None or (hedge.kind is HedgeKind.CONDITION and hedge.certainty is _UNSTATED):
        return
    if hedge.negative:
        findings.denied = not findings.denied
    lower_certainty(findings, hedge.certainty, token.i)


def lower_certainty(findings: Findings, certainty: Certainty, i: int) -> None:
    """Keep the lowest certainty: one "may" undoes a "certainly"."""
    findings.cues.add(i)
    if _RANK[certainty] > _RANK[findings.certainty]:
        findings.certainty = certainty


def _no_subject(reading: Reading, words: Words, clause: int, findings: Findings) -> None:
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
        if no and token.lemma.lower() in words.list("negation", "doubts") and token.right > c:
            lower_certainty(findings, Certainty.CERTAIN, c)
        elif no and following not in ("more", "fewer", "less", "longer"):
            findings.denied = True
            findings.cues.add(no[0])


def _tense(
    reading: Reading,
    words: Words,
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


def _planning(reading: Reading, words: Words, clause: int, findings: Findings) -> None:
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


def _due_to(reading: Reading, words: Words, clause: int, findings: Findings) -> None:
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
