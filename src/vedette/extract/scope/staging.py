"""When in the life of a thing its number was put, and on what the number rests."""

from __future__ import annotations

import re

from vedette.extract.clauses import verb_above
from vedette.extract.scope.setting import Clause, is_cue, number_token, scope_table
from vedette.model import (
    Act,
    Analysis,
    Attribution,
    Basis,
    Evidential,
    Figure,
    Reading,
    Stage,
    Tense,
    Token,
)

_STAGE = {
    Tense.PLANNED: Stage.ANNOUNCED,
    Tense.ONGOING: Stage.DURING,
    Tense.PAST: Stage.AFTER,
}


_OPEN_MODALS = frozenset({"could", "may", "might"})
_FUTURE = frozenset({"will", "shall", "’ll", "'ll"})
_PRESENT = frozenset({"is", "are", "'s", "’s", "being"})
_PERFECT = frozenset({"have", "has", "had", "was", "were"})


def _stage_of_form(verb: Token, auxiliaries: set[str]) -> Stage:
    is_to = "to" in auxiliaries and (verb.tag == "VB" or "be" in auxiliaries)
    if is_to or auxiliaries & _FUTURE:
        return Stage.ANNOUNCED
    if auxiliaries & _PRESENT or verb.tag in {"VBP", "VBZ", "VBG"}:
        return Stage.DURING
    if auxiliaries & _PERFECT or verb.tag in {"VBD", "VBN"}:
        return Stage.AFTER
    return Stage.UNSTATED


class Staging:
    """Tell stage and basis of the figures of one report."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self.reading, self.analysis = reading, analysis
        self.table = scope_table(reading.language)

    def stage(self, clause: Clause, attribution: Attribution | None) -> Stage:
        """Return the stage that the verb of a clause tells, else the tense of who says it."""
        verb = clause.verb
        told_ahead = {*self.table["announced_verbs"], *self.table["forecast_verbs"]}
        if verb is not None and is_cue(self.analysis, verb) and verb.lemma not in told_ahead:
            verb = self._verb_beside(verb)
        told = self._stage_of_verb(verb, attribution) if verb is not None else Stage.UNSTATED
        if told is Stage.UNSTATED and attribution is not None:
            return _STAGE.get(attribution.modality.tense, Stage.UNSTATED)
        return told

    def is_announced(self, clause: Clause) -> bool:
        """Tell whether a clause says that its number was announced or declared."""
        return clause.verb is not None and clause.verb.lemma in self.table["announced_verbs"]

    def stage_of_day(self, figure: Figure, clause: Clause) -> Stage | None:
        """Return the stage that a day of the exercise or an eye-witness tells, None elsewhere.

        "On the last day he named 100,000", "an observer saw 12,400", "it began with 30,000".
        """
        verb = clause.verb
        if verb is None or not figure.is_strength:
            return None
        tokens = self.reading.tokens
        words = self.reading.text[tokens[clause.first].start : tokens[clause.last].end].lower()
        if any(self._is_day_within(t, verb) for t in tokens[clause.first : clause.last + 1]):
            return Stage.DURING
        children = [tokens[i] for i in self.reading.children[verb.i]]
        if verb.lemma in self.table["seeing"]:
            seen = any(c.dep == "nsubj" and c.lemma in self.table["witnesses"] for c in children)
            return Stage.DURING if seen else None
        begun = verb.tag in {"VBD", "VBN"} and not any(c.lower in _FUTURE for c in children)
        begins = verb.lemma in self.table["beginning"] or (
            verb.lemma == "get" and "under way" in words
        )
        return Stage.DURING if begun and begins else None

    def _is_day_within(self, token: Token, verb: Token) -> bool:
        # "on the last day" of the exercise, said of this verb
        if token.lemma != "day" or token.dep != "pobj":
            return False
        lead = {self.reading.tokens[i].lower for i in self.reading.children[token.i]}
        above = verb_above(self.reading, token)
        return (
            bool(lead & set(self.table["days_within"])) and above is not None and above.i == verb.i
        )

    def _verb_beside(self, cue: Token) -> Token | None:
        # "Fewer will be seen in Belarus: only 8,000, he said": the stage is not that of "said"
        sentence = self.reading.sentence_of(cue)
        verbs = [
            t
            for t in self.reading.tokens_of(sentence)
            if t.pos == "VERB" and t.i != cue.i and not is_cue(self.analysis, t)
        ]
        return verbs[0] if verbs else None

    def _stage_of_verb(self, verb: Token, attribution: Attribution | None) -> Stage:
        reading = self.reading
        children = [reading.tokens[i] for i in reading.children[verb.i]]
        auxiliaries = {c.lower for c in children if c.dep in {"aux", "auxpass"}}
        ahead = self._stage_ahead(verb)
        if ahead is not None:
            return ahead
        if verb.lemma == "be" and any(self._is_infinitive(child) for child in children):
            return Stage.ANNOUNCED  # "are to take part"
        if auxiliaries & _OPEN_MODALS:
            return Stage.FORECAST
        if "would" in auxiliaries:  # in reported speech the past of "will"
            return Stage.ANNOUNCED if attribution is not None else Stage.FORECAST
        if verb.tag == "VB" and verb.dep == "xcomp" and verb.head != verb.i:
            return self._stage_of_infinitive(reading.tokens[verb.head])
        return _stage_of_form(verb, auxiliaries)

    def _stage_ahead(self, verb: Token) -> Stage | None:
        if verb.lemma in self.table["forecast_verbs"]:
            return Stage.FORECAST
        return Stage.ANNOUNCED if verb.lemma in self.table["announced_verbs"] else None

    def _is_infinitive(self, token: Token) -> bool:
        children = self.reading.children[token.i]
        return token.dep == "xcomp" and any(self.reading.tokens[i].lower == "to" for i in children)

    def _stage_of_infinitive(self, above: Token) -> Stage:
        if above.lemma in self.table["forecast_verbs"] or above.lower == "likely":
            return Stage.FORECAST
        if above.lemma == "be" or above.lemma in self.table["announced_verbs"]:
            return Stage.ANNOUNCED  # "was to involve"
        return (
            Stage.ANNOUNCED if above.tag in {"VBP", "VBZ", "VBN", "VBG", "JJ"} else Stage.UNSTATED
        )

    def basis(self, figure: Figure, clause: Clause, attribution: Attribution | None) -> Basis:
        """Return what a number rests on: words of notifying, estimating, counting, seeing."""
        first, last = clause.first, clause.last
        words = {t.lower for t in self.reading.tokens[first : last + 1]}
        notified = set(self.table["notified_words"])
        sentence = self.reading.sentence_of(number_token(self.reading, figure))
        around = {t.lower for t in self.reading.tokens_of(sentence)}
        if words & notified - {"osce"} or (
            "osce" in around and around & {"told", "informed", "sent"}
        ):
            return Basis.NOTIFIED
        if attribution is not None:
            return self._basis_of_speech(attribution, words)
        if words & set(self.table["estimate_words"]) & {"estimated", "estimate", "estimates"}:
            return Basis.ESTIMATED
        if words & set(self.table["counted_words"]):
            return Basis.COUNTED
        return Basis.UNSTATED

    def _basis_of_speech(self, attribution: Attribution, words: set[str]) -> Basis:
        modality = attribution.modality
        if modality.evidential in {Evidential.SEEN, Evidential.FILM}:
            return Basis.SEEN
        if modality.evidential is Evidential.DOCUMENT:
            return Basis.DOCUMENT
        outside = {
            word.lower()
            for span in (*attribution.source, *attribution.cue)
            for word in re.findall(r"\w+", span.quote)
        }
        estimate = set(self.table["estimate_words"])
        if modality.act is Act.ESTIMATES or outside & estimate:
            return Basis.ESTIMATED
        if words & {"estimated", "estimate", "estimates"}:
            return Basis.ESTIMATED
        return Basis.COUNTED if words & set(self.table["counted_words"]) else Basis.STATED
