"""Deeds told by nouns: the verb that makes one an event, and how it is put."""

from __future__ import annotations

from dataclasses import replace

from vedette.model import Commitment, Modality, Polarity, Reading, Tense, Token

# Whose subject does what the object names: "Spain conducted a test".
_LIGHT = frozenset(
    {"authorise", "authorize", "propose"}
    | {"impose", "conduct", "carry", "hold", "launch", "make", "begin", "start", "stage", "order"}
    | {"mount", "open", "announce", "plan", "complete", "perform", "undertake", "lead", "host"}
    | {"declare", "introduce", "resume", "continue", "suffer", "commit", "prepare", "finish"}
    | {"send", "give", "provide", "issue", "receive", "pay", "sign", "reach", "organise"}
    | {
        "expect",
        "organize",
        "schedule",
        "run",
        "do",
        "slap",
        "extend",
        "tighten",
        "approve",
        "agree",
        "perpetrate",
    }
)
# Whose subject is the deed itself: "the test took place".
_OCCURRING = frozenset(
    {"take", "happen", "occur", "begin", "start", "continue", "end", "resume", "go", "last"}
    | {"run", "follow", "fail", "succeed", "be", "come"}
)
_PLANNED = frozenset(
    {"planned", "upcoming", "forthcoming", "future", "proposed", "expected", "scheduled"}
    | {"impending", "looming", "imminent", "threatened", "intended", "next"}
)
_PLANNING = frozenset(
    {"plan", "schedule", "expect", "prepare", "approve", "authorise", "authorize", "order"}
    | {"propose", "agree"}
)
_POSSIBLE = frozenset({"possible", "potential", "hypothetical", "any", "feared", "would-be"})


def support_of(reading: Reading, trigger: Token) -> Token | None:
    """Return the verb that makes an event of a noun: "conducted a test", "the test began"."""
    if trigger.pos == "VERB" or trigger.head == trigger.i:
        return None
    above = reading.tokens[trigger.head]
    if above.pos not in {"VERB", "AUX"}:
        return None
    if trigger.dep in {"dobj", "nsubjpass"}:
        return above if above.lemma in _LIGHT else None
    if trigger.dep == "nsubj":
        return above if above.lemma in _OCCURRING and above.lemma != "be" else None
    if trigger.dep == "attr":
        children = (reading.tokens[i] for i in reading.children[above.i])
        return above if any(t.dep == "expl" for t in children) else None
    return None


def light_behind(reading: Reading, noun: Token) -> Token | None:
    """Return the participle that makes an event of a noun: "the attack carried out by rebels"."""
    for i in reading.children[noun.i]:
        child = reading.tokens[i]
        if child.dep == "acl" and child.tag in {"VBN", "VBD"} and child.lemma in _LIGHT:
            return child
    return None


def of_noun(reading: Reading, noun: Token, support: Token | None, modality: Modality) -> Modality:
    """Return how a noun's deed is put, given how the clause around it is put.

    Where no verb makes an event of the noun, the clause tells about something else: "sanctions
    would not stop the war" neither denies the sanctions nor makes them a supposition.
    """
    own = [reading.tokens[i] for i in reading.children[noun.i]]
    lowers = {t.lower for t in own}
    if support is None:
        denied = modality.polarity is Polarity.DENIED
        decided = modality.commitment is not Commitment.ASSERTS or bool(lowers & {"no", "any"})
        if not decided:
            unsure = denied or modality.tense in {Tense.HYPOTHETICAL, Tense.PLANNED}
            commitment = Commitment.MENTIONS if unsure or _is_attribute(reading, noun) else None
            modality = replace(
                modality,
                polarity=Polarity.AFFIRMED,
                tense=Tense.UNSTATED,
                commitment=commitment or modality.commitment,
            )
    planned = support is not None and support.lemma in _PLANNING
    if (lowers & _PLANNED or planned) and modality.polarity is Polarity.AFFIRMED:
        return replace(modality, tense=Tense.PLANNED)
    if lowers & _POSSIBLE and modality.polarity is Polarity.AFFIRMED:
        return replace(modality, tense=Tense.HYPOTHETICAL, commitment=Commitment.MENTIONS)
    return modality


def _is_attribute(reading: Reading, noun: Token) -> bool:
    """Tell "it is a hidden mobilisation", which describes and tells of no event."""
    return noun.dep in {"attr", "oprd"} and reading.tokens[noun.head].pos in {"VERB", "AUX"}
