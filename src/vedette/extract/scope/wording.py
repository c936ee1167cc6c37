"""How surely a number is put: hedges, denials, questions in the words around it."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.extract.scope.setting import Clause, number_token, scope_table
from vedette.model import (
    Attribution,
    Bound,
    Certainty,
    Commitment,
    Figure,
    Modality,
    Polarity,
    Reading,
    Stage,
    Tense,
)

NEGATION_REACH = 20  # code points from "not" to the bound that it turns round
_OPEN_QUESTION = re.compile(
    r"^\W*(?:why|how|when|where|who|whom|whose|what|which)\b", re.IGNORECASE
)
_TENSE = {
    Stage.ANNOUNCED: Tense.PLANNED,
    Stage.FORECAST: Tense.PLANNED,
    Stage.DURING: Tense.ONGOING,
    Stage.AFTER: Tense.PAST,
}


def figure_modality(
    reading: Reading,
    figure: Figure,
    clause: Clause,
    *,
    attribution: Attribution | None,
    stage: Stage,
    whole: Figure | None,
) -> Modality:
    """Return how surely a number is put: as who says it, with the hedges of its clause.

    `whole` is the figure that this one is part of, already scoped.
    """
    table = scope_table(reading.language)
    modality = attribution.modality if attribution is not None else Modality()
    tokens = reading.tokens[clause.first : clause.last + 1]
    possible = [t for t in tokens if t.lower in table["hedges_possible"]]
    probable = [t for t in tokens if t.lower in table["hedges_probable"]]
    certainty = modality.certainty
    if possible:
        certainty = Certainty.POSSIBLE
    elif probable and certainty is not Certainty.POSSIBLE:
        certainty = Certainty.PROBABLE
    cues = tuple(reading.span(t.start, t.end) for t in possible or probable)
    known = {(cue.start, cue.end) for cue in modality.cues}
    modality = replace(
        modality,
        certainty=certainty,
        cues=(*modality.cues, *(c for c in cues if (c.start, c.end) not in known)),
    )
    if modality.tense is Tense.UNSTATED and stage in _TENSE:
        modality = replace(modality, tense=_TENSE[stage])
    if modality.polarity is Polarity.DENIED and _is_bound_denied(modality, figure, whole):
        modality = replace(modality, polarity=Polarity.AFFIRMED)
    return _in_question(reading, _negated(reading, modality, figure), figure)


def _is_bound_denied(modality: Modality, figure: Figure, whole: Figure | None) -> bool:
    # "will not go beyond 30,000" denies no number: it is said in the bound
    if whole is not None:
        return whole.modality.polarity is Polarity.AFFIRMED
    is_near = any(
        0 <= figure.span.start - cue.end <= NEGATION_REACH or figure.span.overlaps(cue)
        for cue in modality.cues
    )
    return is_near and figure.bound in {Bound.AT_MOST, Bound.AT_LEAST}


def _negated(reading: Reading, modality: Modality, figure: Figure) -> Modality:
    # "not 100,000 but 13,000": the first number is rejected
    before = reading.tokens_between(max(0, figure.span.start - 5), figure.span.start)
    if before and before[-1].lower == "not" and before[-1].end <= figure.span.start:
        return replace(modality, polarity=Polarity.DENIED, commitment=Commitment.REJECTS)
    return modality


def _in_question(reading: Reading, modality: Modality, figure: Figure) -> Modality:
    sentence = reading.sentence_of(number_token(reading, figure))
    words = reading.text[sentence.start : sentence.end]
    asks = words.rstrip("\"”’' ").endswith("?")
    if not asks or modality.commitment is not Commitment.ASSERTS:
        return modality
    presupposes = _OPEN_QUESTION.match(words) is not None
    commitment = Commitment.PRESUPPOSES if presupposes else Commitment.MENTIONS
    return replace(modality, commitment=commitment)
