"""Who is said to be behind a violent deed, by an accusation or by owning up to it.

Neither is a doer: an accusation is somebody's word, and keeps the role "accused"; who claims a
deed has the role "claimant".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vedette.data import read_toml
from vedette.extract.clauses import actor, behind, is_passive, undergoer
from vedette.model import Reading, Token

ACCUSED, CLAIMANT = "accused", "claimant"
_DEED_LINKS = frozenset({"for", "of", "in", "with", "from"})


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold the words that tie somebody to a deed."""

    object_verbs: frozenset[str]
    object_links: frozenset[str]
    deed_verbs: frozenset[str]
    deed_links: frozenset[str]
    claim_verbs: frozenset[str]
    claim_nouns: frozenset[str]
    subject_verbs: frozenset[str]
    subject_links: frozenset[str]
    states: frozenset[str]


@cache
def _words() -> _Words:
    table = read_toml("languages/en/blame.toml")
    return _Words(
        frozenset(table["object"]["verbs"]),
        frozenset(table["object"]["links"]),
        frozenset(table["deed"]["verbs"]),
        frozenset(table["deed"]["links"]),
        frozenset(table["claim"]["verbs"]),
        frozenset(table["claim"]["nouns"]),
        frozenset(table["subject"]["verbs"]),
        frozenset(table["subject"]["links"]),
        frozenset(table["subject"]["states"]),
    )


def blamed(reading: Reading, trigger: Token) -> tuple[str, Token] | None:
    """Return the role and the noun of who is said to be behind the deed of a trigger."""
    above = reading.tokens[trigger.head]
    if trigger.dep in {"dobj", "nsubjpass", "nsubj"} and above.pos == "VERB":
        return _of_deed(reading, above, trigger)
    if trigger.dep not in {"pobj", "pcomp"} or above.lower not in _DEED_LINKS:
        return None
    ruler = reading.tokens[above.head]
    if ruler.pos in {"VERB", "AUX"}:
        return _of_verb(reading, ruler, above)
    return _of_word(reading, ruler, above)


def _of_deed(reading: Reading, verb: Token, trigger: Token) -> tuple[str, Token] | None:
    """Read "the attack was attributed to rebels"."""
    words = _words()
    if verb.lemma not in words.deed_verbs or trigger.dep == "nsubj":
        return None
    found = behind(reading, verb, words.deed_links)
    return (ACCUSED, found) if found is not None else None


def _of_verb(reading: Reading, verb: Token, link: Token) -> tuple[str, Token] | None:
    """Read "accused the army of the attack", "was involved in it", "claimed responsibility"."""
    words = _words()
    held = undergoer(reading, verb)
    if held is not None and held.lemma in words.claim_nouns and verb.lemma in words.claim_verbs:
        return _subject(reading, verb, CLAIMANT)
    if verb.lemma in words.object_verbs and link.lower in words.object_links:
        return (ACCUSED, held) if held is not None and held.i != verb.i else None
    if verb.lemma in words.subject_verbs and link.lower in words.subject_links:
        if is_passive(reading, verb):
            return (ACCUSED, held) if held is not None else None
        return _subject(reading, verb, ACCUSED)
    return None


def _of_word(reading: Reading, word: Token, link: Token) -> tuple[str, Token] | None:
    """Read "responsible for the attack" and "responsibility for the attack"."""
    words = _words()
    verb = reading.tokens[word.head]
    if word.lemma in words.claim_nouns and verb.lemma in words.claim_verbs:
        return _subject(reading, verb, CLAIMANT)
    if word.lower in words.states and link.lower in words.object_links:
        if word.dep in {"acomp", "attr"} and verb.pos in {"VERB", "AUX"}:
            return _subject(reading, verb, ACCUSED)
        if word.dep in {"oprd", "ccomp", "xcomp"} and verb.lemma in words.object_verbs:
            held = undergoer(reading, verb)
            return (ACCUSED, held) if held is not None and held.i != word.i else None
    return None


def _subject(reading: Reading, verb: Token, role: str) -> tuple[str, Token] | None:
    found = actor(reading, verb)
    return (role, found) if found is not None else None
