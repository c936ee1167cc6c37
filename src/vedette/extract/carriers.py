"""Find the attribution that carries a stretch of a report, and how it is put there."""

from __future__ import annotations

from dataclasses import replace

from vedette.extract.modality import modality_of
from vedette.model import (
    Analysis,
    Attribution,
    Commitment,
    EntityKind,
    Modality,
    Polarity,
    Reading,
    Ref,
    Span,
    Speaker,
    Tense,
    Token,
)

_REFUSING = frozenset({"refuse", "decline", "fail", "forget", "neglect"})
_BEGUN = frozenset(
    {"begin", "start", "continue", "manage", "help", "cease", "keep", "seem", "appear"}
    | {"claim", "use", "have", "happen", "say", "report", "see", "show", "believe"}
)
_AIMS = frozenset(
    {"intention", "intent", "aim", "purpose", "goal", "plan", "idea", "hope", "threat"}
)
_SPEAKERS_PRONOUNS = frozenset({"they", "it", "we"})


class Carriers:
    """Look up attributions by place. Built once for one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._parts = sorted(
            (
                (span, attribution)
                for attribution in analysis.attributions
                for span in attribution.content
            ),
            key=lambda part: part[0].end - part[0].start,
        )
        self._cues = [(cue, a) for a in analysis.attributions for cue in a.cue]
        self._glosses = [g for a in analysis.attributions for g in a.gloss]

    def at(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose content covers a span.

        A gloss inside a quotation is the reporter's own: nobody else carries it.
        """
        if any(gloss.covers(span) for gloss in self._glosses):
            return None
        return next((a for part, a in self._parts if part.covers(span)), None)

    def told_by(self, span: Span) -> Attribution | None:
        """Return the attribution whose reporting verb stands at a span."""
        return next((a for cue, a in self._cues if cue.covers(span)), None)

    def modality_at(self, span: Span) -> Modality:
        """Return the modality of what carries a span; the plain one for the outlet's own voice."""
        attribution = self.at(span)
        return attribution.modality if attribution else Modality()

    def modality_of_deed(self, reading: Reading, token: Token) -> Modality:
        """Return how the clause of a verb or noun is put, by its carrier or the outlet itself."""
        span = reading.token_span(token.i, token.i)
        attribution = self.at(span)
        if attribution is None:
            modality = modality_of(reading, span)
        else:
            cue = next(
                (
                    t.i
                    for part in attribution.cue
                    for t in reading.tokens_between(part.start, part.end)
                    if t.pos == "VERB"
                ),
                None,
            )
            modality = modality_of(reading, span, act=attribution.modality.act, said=True, cue=cue)
        return _of_verb(reading, token, modality) if token.pos == "VERB" else modality

    def speaker_behind(self, pronoun: Token, reading: Reading) -> Ref | None:
        """Read "they", "it" or "we" inside reported speech as its speaker, where that fits."""
        if pronoun.lower not in _SPEAKERS_PRONOUNS:
            return None
        attribution = self.at(reading.token_span(pronoun.i, pronoun.i))
        speaker = attribution.speaker if attribution else None
        if speaker is None or speaker.kind in {EntityKind.PERSON, EntityKind.UNKNOWN}:
            return None
        return ref_of(speaker)


def ref_of(speaker: Speaker) -> Ref:
    """Return a speaker as a participant of a deed."""
    return Ref(speaker.kind, speaker.name, speaker.id)


def _is_inverted(reading: Reading, verb: Token) -> bool:
    """Tell "had Serbia attacked": the condition without an "if"."""
    children = [reading.tokens[i] for i in reading.children[verb.i]]
    subject = next((t for t in children if t.dep in {"nsubj", "nsubjpass"}), None)
    if subject is None or verb.dep not in {"advcl", "ccomp"}:
        return False
    return any(
        t.lower in {"had", "should", "were"} and t.dep in {"aux", "auxpass"} and t.i < subject.i
        for t in children
    )


def _of_verb(reading: Reading, verb: Token, modality: Modality) -> Modality:
    """Read refusals as denials, bare infinitives as plans, bare participles as past."""
    if _is_inverted(reading, verb):
        return replace(modality, tense=Tense.HYPOTHETICAL, commitment=Commitment.MENTIONS)
    above = reading.tokens[verb.head]
    if verb.dep == "xcomp" and above.lemma in _REFUSING:
        return replace(modality, polarity=Polarity.DENIED)
    if verb.dep == "acl" and above.pos == "NOUN" and _has_no(reading, above):
        return replace(modality, polarity=Polarity.DENIED, tense=Tense.PLANNED)  # "no plans to"
    if _is_aim(reading, verb, above) and modality.polarity is Polarity.AFFIRMED:
        return replace(modality, tense=Tense.PLANNED)
    if modality.tense is not Tense.UNSTATED:
        return modality
    tense = _tense_of_form(reading, verb, above)
    return modality if tense is None else replace(modality, tense=tense)


def _is_aim(reading: Reading, verb: Token, link: Token) -> bool:
    """Tell "with the intention of robbing": what is aimed at is not done yet."""
    while verb.dep == "conj":
        verb, link = link, reading.tokens[link.head]
    return verb.dep == "pcomp" and reading.tokens[link.head].lemma in _AIMS


def _has_no(reading: Reading, noun: Token) -> bool:
    children = (reading.tokens[i] for i in reading.children[noun.i])
    return any(t.lower in {"no", "neither"} and t.dep == "det" for t in children)


def _tense_of_form(reading: Reading, verb: Token, above: Token) -> Tense | None:
    """Return the tense of a verb without a finite form, by the verb over it."""
    children = (reading.tokens[i] for i in reading.children[verb.i])
    if any(t.lower == "to" and t.dep == "aux" for t in children):
        return None if above.lemma in _BEGUN else Tense.PLANNED
    if verb.tag == "VBG" and verb.dep == "conj" and above.tag == "VBG":
        return _tense_of_form(reading, above, reading.tokens[above.head])
    if verb.tag == "VBG":
        return Tense.PAST if verb.dep == "advcl" and above.tag == "VBD" else None
    done = verb.tag == "VBN" and verb.dep in {"acl", "amod", "advcl", "ROOT"}
    return Tense.PAST if done else None
