"""Join what was found into claims: subject, predicate, value, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.data.codebook import equipment_nouns, equipment_verbs, predicates
from vedette.extract.activities import EXERCISE
from vedette.extract.carriers import Carriers
from vedette.extract.clauses import (
    actor,
    behind,
    clause_edges,
    head_of_phrase,
    phrase_of,
    undergoer,
    verb_above,
    words_for,
)
from vedette.extract.nominals import of_noun, support_of
from vedette.model import (
    UNKNOWN_WHEN,
    Act,
    Activity,
    Analysis,
    Claim,
    Commitment,
    EntityKind,
    Figure,
    Mention,
    Modality,
    PlacePrecision,
    Polarity,
    Reading,
    Ref,
    Span,
    Tense,
    Token,
    Value,
    ValueKind,
    When,
    Where,
)

_BY = frozenset({"by"})
STAGE = "claims@2"
STATEMENT = "statement"


def make_claims(reading: Reading, analysis: Analysis) -> tuple[Claim, ...]:
    """Return the claims of a report in text order, each once.

    Every attribution yields a statement claim, so that nothing said is lost; figures, equipment,
    activities and the time and place of named exercises yield claims of their own, carried by
    the innermost attribution around them, or by the outlet's own voice.
    """
    maker = _Maker(reading, analysis)
    found: dict[str, Claim] = {}
    for claims in (maker.statements, maker.figures, maker.equipment, maker.activities):
        for claim in claims():
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.id)))


class _Maker:
    """Make the claims of one report."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self._reading = reading
        self._analysis = analysis
        self._carriers = Carriers(analysis)

    def statements(self) -> Iterator[Claim]:
        """Yield what each attribution says, as text under its speaker."""
        for attribution in self._analysis.attributions:
            speaker = attribution.speaker
            subject = (
                Ref(speaker.kind, speaker.name, speaker.id)
                if speaker
                else Ref(EntityKind.UNKNOWN, "unknown")
            )
            evidence = _hull(self._reading, attribution.content or attribution.cue)
            text = " ".join(s.quote for s in attribution.content) or attribution.modality.act
            yield self._claim(
                subject,
                _statement(attribution.modality.act),
                Value(ValueKind.TEXT, text),
                evidence,
                carrier=attribution.id,
                modality=attribution.modality,
            )

    def figures(self) -> Iterator[Claim]:
        """Yield one claim for each figure: the strength of an activity, or a count."""
        for figure in self._analysis.figures:
            subject, predicate = _figure_subject(figure)
            yield self._claim(
                subject,
                predicate,
                Value(ValueKind.FIGURE, figure.text, figure.id),
                figure.span,
                carrier=figure.attribution,
                modality=figure.modality,
                when=figure.as_of or UNKNOWN_WHEN,
            )

    def equipment(self) -> Iterator[Claim]:
        """Yield what is said to be done with each piece of equipment, and by whom."""
        for mention in self._analysis.mentions:
            if mention.kind is not EntityKind.EQUIPMENT:
                continue
            head = self._head(mention)
            if head is None or self._only_classes(mention, head):
                continue
            verb, predicate = self._telling(head)
            evidence = self._evidence(head, verb)
            doer = self._doer(verb, head) if verb else None
            value = doer or Value(ValueKind.TEXT, evidence.quote)
            yield self._claim(
                mention.ref,
                predicate,
                value,
                evidence,
                carrier=self._carrier(mention.span),
                modality=self._modality(head, verb),
            )

    def activities(self) -> Iterator[Claim]:
        """Yield who did what, and when and where a named exercise takes place."""
        for activity in self._analysis.activities:
            if activity.type == EXERCISE and activity.name:
                yield from self._schedule(activity)
            else:
                yield from self._deeds(activity)

    def _schedule(self, activity: Activity) -> Iterator[Claim]:
        subject = Ref(EntityKind.EXERCISE, activity.name or activity.type, activity.id)
        for value in _schedule_values(activity):
            predicate = "takes-place-during" if value.kind is ValueKind.TIME else "takes-place-at"
            words = self._words_of(value, activity)
            yield self._claim(
                subject,
                predicate,
                value,
                self._sentence_span(words),
                carrier=self._carrier(words),
                modality=self._carriers.modality_at(words),
                when=activity.when,
                where=activity.where,
            )

    def _words_of(self, value: Value, activity: Activity) -> Span:
        """Return the words that give the time or the place, best beside the exercise's name."""
        if value.kind is ValueKind.TIME:
            said = [t.span for t in self._analysis.times if t.when == activity.when]
        else:
            said = [p.span for p in self._analysis.locations if p.where == activity.where]
        for span in said:
            sentence = self._sentence_span(span)
            mentions = self._analysis.mentions
            if any(m.ref.name == activity.name and sentence.covers(m.span) for m in mentions):
                return span
        return said[0] if said else activity.span

    def _deeds(self, activity: Activity) -> Iterator[Claim]:
        if not activity.participants:
            return  # a trigger without anybody is kept as an activity, and claims nothing
        doer, *others = activity.participants
        trigger = self._reading.tokens_between(activity.span.start, activity.span.end)
        if not trigger:
            return
        first, last = (
            clause_edges(self._reading, trigger[-1])
            if trigger[-1].pos == "VERB"
            else (trigger[-1].left, trigger[-1].right)
        )
        evidence = self._reading.token_span(first, last)
        other = next((p for p in others if p.role != doer.role), None)
        value = (
            Value(ValueKind.ENTITY, other.ref.name, other.ref.id)
            if other
            else Value(ValueKind.TEXT, evidence.quote)
        )
        yield self._claim(
            doer.ref,
            activity.type,
            value,
            evidence,
            carrier=self._carrier(activity.span),
            modality=activity.modality,
            when=activity.when,
            where=activity.where,
        )

    def _head(self, mention: Mention) -> Token | None:
        """Return the noun of a mention's phrase: "launcher" for "Patriot" in "Patriot launcher"."""
        tokens = self._reading.tokens_between(mention.span.start, mention.span.end)
        inside = {t.i for t in tokens}
        top = next((t for t in tokens if t.head not in inside or t.head == t.i), None)
        return head_of_phrase(self._reading, top) if top is not None else None

    def _only_classes(self, mention: Mention, head: Token) -> bool:
        """Tell whether a common noun only says what the named thing before it is."""
        if not mention.generic:
            return False
        behind_it = self._mention_at(head)
        if behind_it is not None and behind_it is not mention and not behind_it.generic:
            return behind_it.kind is EntityKind.EQUIPMENT  # "the corvette Sea Rose"
        return any(
            named.kind is EntityKind.EQUIPMENT and not named.generic
            for i in range(head.left, head.i)
            if (named := self._mention_at(self._reading.tokens[i])) is not None
            and head_of_phrase(self._reading, self._reading.tokens[i]).i == head.i
        )

    def _telling(self, head: Token) -> tuple[Token | None, str]:
        """Return the verb or noun that tells what is done; a bare mention is "mentioned".

        The climb ends at the verb of the clause: what stands above it is about something else.
        """
        noun = self._noun_above(head)
        if noun is not None:
            return noun, equipment_nouns()[noun.lemma]
        verbs = equipment_verbs()
        verb = verb_above(self._reading, head)
        while verb is not None:
            told = next((w for w in words_for(self._reading, verb) if w in verbs), None)
            if told is not None and not self._is_speech_frame(verb):
                return verb, verbs[told]
            if verb.dep not in {"xcomp", "aux", "auxpass"}:
                break
            verb = verb_above(self._reading, verb)
        return None, "mentioned"

    def _noun_above(self, head: Token) -> Token | None:
        """Return "deployment" for the missile in "the deployment of the missile"."""
        above = self._reading.tokens[head.head]
        if head.dep == "pobj" and above.lower == "of":
            above = self._reading.tokens[above.head]
        elif head.dep not in {"compound", "nmod"}:
            return None
        return above if above.pos == "NOUN" and above.lemma in equipment_nouns() else None

    def _is_speech_frame(self, verb: Token) -> bool:
        cue = self._reading.token_span(verb.i, verb.i)
        return any(c.covers(cue) for a in self._analysis.attributions for c in a.cue)

    def _doer(self, verb: Token, thing: Token) -> Value | None:
        """Return who does it to the thing, or what the thing does it to."""
        if verb.pos == "NOUN":  # "the deployment of the missile by Spain"
            head = behind(self._reading, verb, _BY) or self._possessor(verb)
        else:
            head = self._performer(actor(self._reading, verb))
            if head is None or head.i == thing.i:
                head = undergoer(self._reading, verb)
        if head is None or head.i == thing.i:
            return None
        named = self._mention_at(head)
        if named is not None and not named.generic:
            return Value(ValueKind.ENTITY, named.ref.name, named.ref.id)
        if head.pos == "PRON":
            return self._pronoun(head)
        words = phrase_of(self._reading, head)
        if named is not None:
            return Value(ValueKind.ENTITY, words, named.ref.id)
        return Value(ValueKind.TEXT, words)

    def _possessor(self, noun: Token) -> Token | None:
        children = (self._reading.tokens[i] for i in self._reading.children[noun.i])
        return next((t for t in children if t.dep == "poss"), None)

    def _performer(self, head: Token | None) -> Token | None:
        """Return who acts where the parse hangs a participle on an object.

        "Jets flew missions carrying missiles": missions carry nothing, the jets do.
        """
        if head is None or head.dep != "dobj" or self._mention_at(head) is not None:
            return head
        return actor(self._reading, self._reading.tokens[head.head]) or head

    def _mention_at(self, token: Token) -> Mention | None:
        mentions = self._analysis.mentions
        return next((m for m in mentions if m.span.start <= token.start < m.span.end), None)

    def _pronoun(self, head: Token) -> Value | None:
        speaker = self._carriers.speaker_behind(head, self._reading)
        return Value(ValueKind.ENTITY, speaker.name, speaker.id) if speaker else None

    def _evidence(self, head: Token, verb: Token | None) -> Span:
        if verb is None:
            return self._sentence_span(self._reading.token_span(head.i, head.i))
        if verb.pos == "NOUN":
            return self._sentence_span(self._reading.token_span(verb.i, verb.i))
        first, last = clause_edges(self._reading, verb)
        return self._reading.token_span(min(first, head.i), max(last, head.i))

    def _sentence_span(self, span: Span) -> Span:
        for sentence in self._reading.sentences:
            if sentence.start <= span.start < sentence.end:
                return self._reading.span(sentence.start, sentence.end)
        return span

    def _carrier(self, span: Span) -> str | None:
        attribution = self._carriers.at(span)
        return attribution.id if attribution else None

    def _modality(self, head: Token, verb: Token | None) -> Modality:
        """Return how it is put that something is done; a bare mention is put no way at all."""
        if verb is None:
            return replace(
                self._carriers.modality_at(self._reading.token_span(head.i, head.i)),
                tense=Tense.UNSTATED,
                polarity=Polarity.AFFIRMED,
                commitment=Commitment.MENTIONS,
            )
        modality = self._carriers.modality_of_deed(self._reading, verb)
        if verb.pos == "VERB":
            return modality
        return of_noun(self._reading, verb, support_of(self._reading, verb), modality)

    def _claim(
        self,
        subject: Ref,
        predicate: str,
        value: Value,
        evidence: Span,
        *,
        carrier: str | None,
        modality: Modality,
        when: When = UNKNOWN_WHEN,
        where: Where | None = None,
    ) -> Claim:
        report_id = self._reading.report.id
        return Claim(
            Claim.make_id(
                report_id, subject=subject, predicate=predicate, value=value, evidence=evidence
            ),
            report_id,
            subject,
            predicate,
            value,
            evidence,
            carrier,
            modality,
            when,
            where,
            STAGE,
        )


def _statement(act: Act) -> str:
    """Return the codebook's predicate for an act of speech; "statement" where it has none."""
    known = {predicate.name for predicate in predicates()}
    return str(act) if str(act) in known else STATEMENT


def _figure_subject(figure: Figure) -> tuple[Ref, str]:
    if figure.is_strength and figure.scope.activity:
        predicate = "strength" if figure.counted == "personnel" else "count"
        return Ref(EntityKind.EXERCISE, figure.scope.activity), predicate
    words = f"{figure.of} {figure.counted}" if figure.of else figure.counted
    return Ref(EntityKind.GROUP, words), "count"


def _schedule_values(activity: Activity) -> list[Value]:
    values: list[Value] = []
    when = activity.when
    if when.is_known:
        ends = [d.isoformat() for d in (when.start, when.end) if d]
        values.append(Value(ValueKind.TIME, "/".join(dict.fromkeys(ends))))
    if activity.where is not None and activity.where.precision is not PlacePrecision.UNPLACED:
        values.append(Value(ValueKind.PLACE, activity.where.name))
    return values


def _hull(reading: Reading, spans: tuple[Span, ...]) -> Span:
    """Return the stretch from the first to the last of some spans."""
    return reading.span(min(s.start for s in spans), max(s.end for s in spans))
