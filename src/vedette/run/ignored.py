"""List what a report says that yielded nothing: the place to look for what is missed."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import Analysis, Reading, Sentence, Span
from vedette.run.plan import analyse


@dataclass(frozen=True, slots=True)
class Ignored:
    """Hold one sentence that gave no claim, and why it looks as if it should have."""

    span: Span
    why: tuple[str, ...]


def ignored(reading: Reading, analysis: Analysis) -> list[Ignored]:
    """Return the sentences with a number or a speech verb that gave no claim, with the reasons.

    An abstention of a stage inside the sentence is given in the stage's own words.
    """
    found = []
    for sentence in reading.sentences:
        why = _signs(reading, sentence)
        if why and not _has_claim(sentence, analysis):
            span = reading.span(sentence.start, sentence.end)
            said = [a.reason for a in analysis.abstentions if span.overlaps(a.span)]
            found.append(Ignored(span, tuple(dict.fromkeys([*why, *said]))))
    return found


def _has_claim(sentence: Sentence, analysis: Analysis) -> bool:
    return any(
        claim.evidence.start < sentence.end and sentence.start < claim.evidence.end
        for claim in analysis.claims
    )


def _signs(reading: Reading, sentence: Sentence) -> list[str]:
    from vedette.extract.speech.lexicon import lexicon

    words = lexicon(reading.language)
    known = words.verbs if words else {}
    tokens = reading.tokens_of(sentence)
    numbers = [t.text for t in tokens if t.pos == "NUM"]
    verbs = [t.text for t in tokens if t.pos == "VERB" and t.lemma in known]
    signs = [f"number: {', '.join(numbers)}"] if numbers else []
    return signs + ([f"speech verb: {', '.join(verbs)}"] if verbs else [])


def ignored_in(report_reading: Reading) -> list[Ignored]:
    """Analyse a reading and return what it ignored."""
    return ignored(report_reading, analyse(report_reading))
