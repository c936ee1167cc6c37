"""Sentences as the check sees them: units of meaning, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from vedette.brief.check.aliases import Keys, also_called, explanations
from vedette.brief.check.bits import Bit
from vedette.brief.check.moments import is_moment
from vedette.brief.check.numbers import value_at
from vedette.brief.check.words import listed, state_of_word
from vedette.model import (
    Analysis,
    Attribution,
    EntityKind,
    Figure,
    Mention,
    Reading,
    Sentence,
    Span,
    TimeMention,
    Token,
)

_THROUGH = frozenset({"prep", "agent", "pcomp", "dative"})
_SUBJECTS = frozenset({"nsubj", "csubj", "agent"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "attr", "oprd"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "appos", "advmod"})


_TRUE = frozenset({"true", "correct", "right", "so"})
_FALSE = frozenset({"false", "untrue", "wrong", "incorrect"})


class Kind(StrEnum):
    """Name what a unit is."""

    NAME = "name"
    NUMBER = "number"
    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"


_KINDS = {
    "PROPN": Kind.NAME,
    "NUM": Kind.NUMBER,
    "NOUN": Kind.NOUN,
    "VERB": Kind.VERB,
    "ADJ": Kind.ADJECTIVE,
    "ADV": Kind.ADVERB,
}
_AHEAD = frozenset({"before", "until", "till"})  # "before they open": not yet
_BOUNDS = (Kind.ADJECTIVE, Kind.ADVERB)
WEIGHTS = {
    Kind.NAME: 1.6,
    Kind.NUMBER: 1.8,
    Kind.NOUN: 1.0,
    Kind.VERB: 1.0,
    Kind.ADJECTIVE: 0.8,
    Kind.ADVERB: 0.5,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold one word that means something: its token, what it is, its lemma in small letters."""

    token: Token
    kind: Kind
    lemma: str
    thing: str | None = None  # the id of the thing that it names: "Minsk said" names a state
    also: tuple[str, ...] = ()  # keys of what else it may be called

    @property
    def weight(self) -> float:
        """Return how much it matters that the unit is found."""
        return WEIGHTS[self.kind]


@dataclass(frozen=True, slots=True)
class ReadBit:
    """Hold a bit of a sentence with what it keeps, parsed; None where it keeps no sentence."""

    bit: Bit
    passage: Passage | None


@dataclass(frozen=True)
class Passage:
    """Hold one sentence of a report, or of the text that is checked, with what is read in it."""

    reading: Reading
    analysis: Analysis
    sentence: Sentence
    explained: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)  # of other reports
    bits: tuple[ReadBit, ...] = field(default=(), kw_only=True)  # where it tells of reports

    @property
    def report_id(self) -> str:
        """Return the id of the report."""
        return self.reading.report.id

    @cached_property
    def span(self) -> Span:
        """Return the words of the sentence."""
        return self.reading.span(self.sentence.start, self.sentence.end)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens of the sentence."""
        return self.reading.tokens_of(self.sentence)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return the words that mean something, in order."""
        return tuple(unit for token in self.tokens if (unit := self._unit(token)))

    def _unit(self, token: Token) -> Unit | None:
        kind = _KINDS.get(token.pos)
        if kind is None or not any(map(str.isalnum, token.text)):
            return None
        lemma = self.lemma(token)
        light = kind is not Kind.NAME and lemma in listed("light")
        if light or lemma in listed("negations") or lemma in listed("doubt"):
            return None
        if self.is_timed(token) or (kind in _BOUNDS and self._is_bound(token)):
            return None  # days and bounds are compared by value
        return Unit(token, kind, lemma, self._thing(token, lemma), self._also.get(token.i, ()))

    def _is_bound(self, token: Token) -> bool:
        """Tell whether a word says how far a number goes: "at least", "fewer than"."""
        return any(f.span.start <= token.start < f.number.start for f in self._figures_there)

    @cached_property
    def _figures_there(self) -> tuple[Figure, ...]:
        return tuple(f for f in self.analysis.figures if self._holds(f.number))

    def _thing(self, token: Token, lemma: str) -> str | None:
        """Return the id of what a word names; the state in "U.S. Army" is named too."""
        if not token.text[:1].isupper():
            return None
        return state_of_word(lemma) or self.name_id(token)

    @cached_property
    def _also(self) -> Keys:
        """Return the short and long names of the words of the whole sentence."""
        known = {**dict(self.explained), **explanations(self.reading.report.text)}
        return also_called(self.reading.tokens_of(self.sentence), known)

    def is_timed(self, token: Token) -> bool:
        """Tell whether a word belongs to a time that says when."""
        return any(t.span.start <= token.start < t.span.end for t in self.moments)

    @cached_property
    def moments(self) -> tuple[TimeMention, ...]:
        """Return the times that say when, known or not."""
        return tuple(t for t in self.times if is_moment(t))

    @cached_property
    def known_times(self) -> tuple[TimeMention, ...]:
        """Return the times with a first and a last day."""
        return tuple(t for t in self.times if t.when.start and t.when.end)

    def lemma(self, token: Token) -> str:
        """Return the lemma in small letters, with the particle of a verb."""
        word = (token.lower if token.pos == "PROPN" else token.lemma.lower()).strip("’'“”\"")
        if token.pos == "PROPN":
            return word.replace(".", "") or word
        if token.pos == "NUM":
            return self._number(token) or word
        if token.pos == "VERB":
            parts = [self.reading.tokens[c] for c in self.reading.children[token.i]]
            particle = next((p.lower for p in parts if p.dep == "prt"), None)
            return f"{word}_{particle}" if particle else word
        return word

    def _number(self, token: Token) -> str | None:
        """Return a number by its value: "14" and "fourteen" are one."""
        for figure in self.figures:
            if figure.number.start <= token.start and token.end <= figure.number.end:
                ends = {figure.low, figure.high} - {None}
                return f"{ends.pop():.10g}" if len(ends) == 1 else None
        value, _ = value_at(self.reading.tokens, token.i)
        return f"{value:.10g}" if value is not None else None

    @cached_property
    def by_lemma(self) -> dict[str, tuple[Unit, ...]]:
        """Return the units by lemma, and by the thing that they name."""
        found: dict[str, list[Unit]] = {}
        for unit in (*self.units, *self.light_verbs, *self.speaking):
            found.setdefault(unit.lemma, []).append(unit)
            for key in (*([unit.thing] if unit.thing else []), *unit.also):
                found.setdefault(key, []).append(unit)
        return {lemma: tuple(units) for lemma, units in found.items()}

    @cached_property
    def light_verbs(self) -> tuple[Unit, ...]:
        """Return the verbs that need not be found, and that may be: "commenced" is "began".

        Not those that only open another verb: "began to arrive" tells of an arrival.
        """
        return tuple(
            Unit(token, Kind.VERB, lemma)
            for token in self.tokens
            if token.pos == "VERB"
            and (lemma := token.lemma.lower()) in listed("light")
            and all(self.reading.tokens[c].dep != "xcomp" for c in self.reading.children[token.i])
        )

    @cached_property
    def speaking(self) -> tuple[Unit, ...]:
        """Return the pronouns that stand for who speaks, by the words of his name."""
        speakers = [
            (span, act.speaker)
            for act in self.analysis.attributions
            if act.speaker is not None and act.speaker.name[:1].isupper()
            for span in act.source
            if self._holds(span)
        ]
        return tuple(
            Unit(token, Kind.NAME, word.lower(), speaker.id)
            for span, speaker in speakers
            for token in self.tokens
            if token.pos == "PRON" and span.start <= token.start and token.end <= span.end
            for word in speaker.name.split()
            if word[:1].isupper()
        )

    def governor(self, token: Token) -> tuple[Token, str]:
        """Return what a word hangs on, through prepositions, and how: "subject", "in", ..."""
        tokens = self.reading.tokens
        head, role = tokens[token.head], _role(token.dep)
        if head.dep in ("prep", "agent") and token.dep in ("pobj", "pcomp"):
            role = "subject" if head.dep == "agent" else head.lower
            head = tokens[head.head]
        if token.dep == "conj":  # a conjunct stands where the first one stands
            head, role = self.governor(head) if head.i != token.i else (head, role)
        return head, role

    def is_negated(self, token: Token) -> bool:
        """Tell whether a word is denied, by itself or by the verb that carries it."""
        tokens, children = self.reading.tokens, self.reading.children
        near = [tokens[c] for c in children[token.i]]
        words = {t.lower for t in near} | {t.lemma.lower() for t in near if t.dep == "neg"}
        turns = (words & listed("negations"), self._is_undone(token), self._is_untrue(token))
        return sum(map(bool, turns)) % 2 == 1

    def _is_untrue(self, token: Token) -> bool:
        """Tell whether the clause of a word is called untrue: "it is not true that"."""
        tokens, children = self.reading.tokens, self.reading.children
        head = tokens[token.head]
        if token.dep not in ("ccomp", "csubj", "acl") or head.i == token.i:
            return False
        around = (head, tokens[head.head], *(tokens[c] for c in children[head.i]))
        words = {t.lower for t in around}
        denied = any(tokens[c].dep == "neg" for t in around[:2] for c in children[t.i])
        return bool(words & _FALSE) or (denied and bool(words & _TRUE))

    def _is_undone(self, token: Token) -> bool:
        """Tell whether the verb above undoes what stands below it: "failed to reach"."""
        head = self.reading.tokens[token.head]
        return token.dep == "xcomp" and head.lemma.lower() in ("fail", "refuse", "unable")

    def has_doubt(self, token: Token) -> bool:
        """Tell whether the clause of a word is hedged."""
        tokens, children = self.reading.tokens, self.reading.children
        below = [tokens[c] for c in children[token.i] if tokens[c].dep != "conj"]
        near = {t.lower for t in below} | {t.lemma.lower() for t in below}
        head = tokens[token.head]
        above = {head.lemma.lower()} if token.dep in ("xcomp", "ccomp") else set()
        is_ahead = token.tag in ("VB", "VBP", "VBZ") and bool(near & _AHEAD)
        return is_ahead or bool((near | above) & (listed("doubt") | listed("questions")))

    def is_planned(self, token: Token) -> bool:
        """Tell whether a verb speaks of what is to come."""
        tokens, children = self.reading.tokens, self.reading.children
        near = {tokens[c].lower for c in children[token.i] if tokens[c].dep != "conj"}
        head = tokens[token.head]
        above = {head.lemma.lower()} if token.dep in ("xcomp", "advcl") else set()
        is_to = "to" in near and above == {"be"}  # "are to be involved"
        return is_to or bool((near | above) & listed("planned"))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures whose number stands in the sentence."""
        return self._figures_there

    @cached_property
    def times(self) -> tuple[TimeMention, ...]:
        """Return the times that the sentence names."""
        return tuple(t for t in self.analysis.times if self._holds(t.span))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the things that the sentence names."""
        return tuple(m for m in self.analysis.mentions if self._holds(m.span) and not m.generic)

    @cached_property
    def carriers(self) -> tuple[Attribution, ...]:
        """Return the attributions whose content stands in the sentence, at least in part."""
        return tuple(a for a in self.analysis.attributions if any(map(self._touches, a.content)))

    def carrier_of(self, token: Token) -> Attribution | None:
        """Return the attribution with the shortest content around a word."""
        return next(iter(self.carriers_of(token)), None)

    def carriers_of(self, token: Token) -> tuple[Attribution, ...]:
        """Return the attributions around a word, the one with the shortest content first."""
        around = {
            n: part.end - part.start
            for n, a in enumerate(self.carriers)
            for part in a.content
            if part.start <= token.start and token.end <= part.end
        }
        return tuple(self.carriers[n] for n in sorted(around, key=lambda n: (around[n], n)))

    def name_id(self, token: Token) -> str | None:
        """Return the id of the thing that a word names."""
        for mention in self.mentions:
            if mention.span.start <= token.start and token.end <= mention.span.end:
                return mention.ref.id
        return None

    def name_kind(self, token: Token) -> EntityKind | None:
        """Return the kind of the thing that a word names, as the whole report was understood."""
        for mention in self.mentions:
            if mention.span.start <= token.start and token.end <= mention.span.end:
                return mention.ref.kind
        return None

    def name_tokens(self, token: Token) -> tuple[Token, ...]:
        """Return the words of the name that a word belongs to."""
        for mention in self.mentions:
            if mention.span.start <= token.start and token.end <= mention.span.end:
                ends = (mention.span.start, mention.span.end)
                return tuple(t for t in self.tokens if ends[0] <= t.start and t.end <= ends[1])
        return (token,)

    def _holds(self, span: Span) -> bool:
        return self.sentence.start <= span.start and span.end <= self.sentence.end

    def _touches(self, span: Span) -> bool:
        return span.start < self.sentence.end and self.sentence.start < span.end


def _role(dep: str) -> str:
    if dep in _SUBJECTS:
        return "subject"
    if dep in _OBJECTS:
        return "object"
    if dep in _MODIFIERS:
        return "modifier"
    return dep


def passages(reading: Reading, analysis: Analysis) -> list[Passage]:
    """Return the sentences of a report that say something."""
    return [
        passage
        for sentence in reading.sentences
        if (passage := Passage(reading, analysis, sentence)).units
    ]
