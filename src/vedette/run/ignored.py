"""List what a report says that yielded nothing: the place to look for what is missed."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import Analysis, Reading, Sentence, Span, Token
from vedette.run.plan import analyse


@dataclass(frozen=True, slots=True)
class Ignored:
    """Hold one sentence that gave no claim, and why it looks as if it should have."""

    span: Span
    why: tuple[str, ...]


def ignored(reading: Reading, analysis: Analysis) -> list[Ignored]:
    """Return the sentences with a number or a speech verb that gave no claim, with the reasons.

    That is a sentence without any claim, and also one whose number is part of no figure, time
    or name, or whose speech verb is the cue of no attribution. Where a stage abstained inside
    the sentence, its own reason is given.
    """
    taken = _Taken(analysis)
    found = []
    for sentence in reading.sentences:
        why = _signs(reading, sentence, taken)
        if why:
            span = reading.span(sentence.start, sentence.end)
            said = [a.reason for a in analysis.abstentions if span.overlaps(a.span)]
            found.append(Ignored(span, tuple(dict.fromkeys([*why, *said]))))
    return found


class _Taken:
    """Tell which stretches of a report something was made of."""

    def __init__(self, analysis: Analysis) -> None:
        self._claims = [claim.evidence for claim in analysis.claims]
        self._numbers = [f.span for f in analysis.figures]
        self._numbers += [t.span for t in analysis.times]
        self._numbers += [m.span for m in analysis.mentions]
        self._cues = [cue for a in analysis.attributions for cue in a.cue]

    def sentence(self, sentence: Sentence) -> bool:
        """Tell whether a claim comes from a sentence."""
        return any(s.start < sentence.end and sentence.start < s.end for s in self._claims)

    def number(self, token: Token) -> bool:
        """Tell whether a number is part of something."""
        return any(s.start <= token.start < s.end for s in self._numbers)

    def cue(self, token: Token) -> bool:
        """Tell whether a speech verb is the cue of an attribution."""
        return any(s.start <= token.start < s.end for s in self._cues)


def _signs(reading: Reading, sentence: Sentence, taken: _Taken) -> list[str]:
    from vedette.extract.speech.lexicon import lexicon

    words = lexicon(reading.language)
    known = words.verbs if words else {}
    bare = not taken.sentence(sentence)
    tokens = reading.tokens_of(sentence)
    numbers = [t.text for t in tokens if t.pos == "NUM" and (bare or not taken.number(t))]
    verbs = [
        t.text
        for t in tokens
        if t.pos == "VERB" and t.lemma in known and (bare or not taken.cue(t))
    ]
    signs = [f"number: {', '.join(numbers)}"] if numbers else []
    return signs + ([f"speech verb: {', '.join(verbs)}"] if verbs else [])


def ignored_in(report_reading: Reading) -> list[Ignored]:
    """Analyse a reading and return what it ignored."""
    return ignored(report_reading, analyse(report_reading))
