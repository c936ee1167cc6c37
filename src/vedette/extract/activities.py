"""Find activities: named exercises, and what the codebook's verbs and nouns tell of."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.data.codebook import ActivityType, Triggers, noun_triggers, verb_triggers
from vedette.extract.carriers import Carriers
from vedette.extract.circumstances import Circumstances
from vedette.extract.clauses import actor, verb_above, words_for
from vedette.extract.happenings import tell_apart
from vedette.extract.nominals import light_behind, of_noun, support_of
from vedette.extract.participants import Cast
from vedette.model import (
    UNKNOWN_WHEN,
    Activity,
    Analysis,
    EntityKind,
    Mention,
    Participant,
    Reading,
    Token,
    When,
    Where,
)

EXERCISE = "exercise"
_SCHEDULE = frozenset(
    {"begin", "start", "launch", "run", "last", "take", "hold", "conduct"}
    | {"stage", "continue", "end", "finish", "conclude"}
)


_ARMED = frozenset({EntityKind.STATE, EntityKind.FORCE})
_PLACES = frozenset({EntityKind.PLACE, EntityKind.FACILITY})


def find_activities(reading: Reading, analysis: Analysis) -> tuple[Activity, ...]:
    """Return the activities of a report, named ones first, each group in text order."""
    carriers = Carriers(analysis)
    named = _named(reading, analysis, carriers)
    found = _triggered(reading, analysis, carriers, has_named=bool(named))
    return (*named, *tell_apart(reading, found))


def _named(reading: Reading, analysis: Analysis, carriers: Carriers) -> list[Activity]:
    """Return one activity for each exercise that the report names."""
    mentions: dict[str, list[Mention]] = {}
    for mention in analysis.mentions:
        if mention.kind is EntityKind.EXERCISE and not mention.generic:
            mentions.setdefault(mention.ref.name, []).append(mention)
    return [_exercise(reading, analysis, carriers, group) for group in mentions.values()]


def _exercise(
    reading: Reading, analysis: Analysis, carriers: Carriers, group: list[Mention]
) -> Activity:
    name, span = group[0].ref.name, group[0].span
    when: When = UNKNOWN_WHEN
    where: Where | None = None
    participants: tuple[Participant, ...] = ()
    circumstances = Circumstances(reading, analysis)
    for mention in group:
        for verb in _verbs_of(reading, mention):
            if verb.lemma in _SCHEDULE:
                when = when if when.is_known else circumstances.when(verb)
                where = where or circumstances.where(verb)
                participants = participants or _organisers(reading, analysis, verb, mention)
    return Activity(
        Activity.make_id(EXERCISE, name=name, report_id=reading.report.id, span=span),
        EXERCISE,
        span,
        name,
        participants,
        when,
        where,
        carriers.modality_at(span),
    )


def _verbs_of(reading: Reading, mention: Mention) -> Iterable[Token]:
    """Return the verb that governs a mention, if there is one."""
    for token in reading.tokens_between(mention.span.start, mention.span.end)[-1:]:
        verb = verb_above(reading, token)
        if verb is not None:
            yield verb


def _organisers(
    reading: Reading, analysis: Analysis, verb: Token, mention: Mention
) -> tuple[Participant, ...]:
    subject = actor(reading, verb)
    if subject is None:
        return ()
    inside = reading.token_span(subject.left, subject.right)
    if inside.covers(mention.span):
        return ()
    return tuple(
        Participant("organiser", m.ref)
        for m in analysis.mentions
        if m.kind is EntityKind.STATE and inside.covers(m.span)
    )


def _triggered(
    reading: Reading, analysis: Analysis, carriers: Carriers, *, has_named: bool
) -> list[Activity]:
    """Return the activities that a trigger verb or noun tells, by its verbs, else by a noun.

    Where the report names its exercise, "the drills" mean that one and are no activity apart.
    """
    scene = _Scene(reading, analysis, carriers)
    told: dict[tuple[str, int], list[Token]] = {}
    types: dict[str, ActivityType] = {}
    for token in reading.tokens:
        kind = scene.told_by(token)
        if kind is None or (kind.type == EXERCISE and has_named):
            continue
        types[kind.type] = kind
        told.setdefault((kind.type, token.sentence), []).append(token)
    found: list[Activity] = []
    for (name, _), triggers in told.items():
        made = [scene.activity(types[name], trigger) for trigger in triggers]
        found += _telling(types[name], triggers, made)
    return sorted(found, key=lambda a: (a.span.start, a.type))


def _telling(kind: ActivityType, triggers: list[Token], made: list[Activity]) -> list[Activity]:
    """Return what the verbs of a sentence tell, else its first noun: nouns beside a verb mean it.

    A noun of harm that has people of its own tells a deed of its own ("after the murder of a
    judge, two guards were killed").
    """
    verbs = [a for a, t in zip(made, triggers, strict=True) if t.pos == "VERB"]
    own = [
        activity
        for activity, token in zip(made, triggers, strict=True)
        if kind.violent and token.pos != "VERB" and activity.participants
    ]
    return [*verbs, *own] or made[:1]


class _Scene:
    """Make the activities of one report out of its trigger words."""

    def __init__(self, reading: Reading, analysis: Analysis, carriers: Carriers) -> None:
        self._reading = reading
        self._carriers = carriers
        self._cast = Cast(reading, analysis, carriers)
        self._circumstances = Circumstances(reading, analysis)

    def told_by(self, token: Token) -> ActivityType | None:
        """Return the activity type that a token tells, alone or with the words beside it.

        A noun that only says what kind of thing another one is tells nothing ("attack aircraft").
        """
        if token.pos == "VERB":
            return self._look_up(token, verb_triggers(), words_for(self._reading, token))
        if token.pos != "NOUN" or self._is_modifier(token):
            return None
        return self._look_up(token, noun_triggers(), (*_compounds(self._reading, token),))

    def _is_modifier(self, noun: Token) -> bool:
        above = self._reading.tokens[noun.head]
        return noun.dep in {"compound", "nmod"} and above.pos == "NOUN" and above.i > noun.i

    def _look_up(
        self, token: Token, triggers: Triggers, forms: tuple[str, ...]
    ) -> ActivityType | None:
        beside: set[str] | None = None
        for lexeme in (*forms, token.lemma):
            if lexeme in triggers.strong:
                return triggers.strong[lexeme]
            for kind in triggers.weak.get(lexeme, ()):
                beside = self._beside(token) if beside is None else beside
                if not beside.isdisjoint(kind.objects):
                    return kind
        return None

    def _beside(self, token: Token) -> set[str]:
        """Return the lemmas of a trigger's subject, object and modifiers, one preposition deep.

        A piece of equipment counts as "equipment" whatever it is called, troops as "force", a town
        as "town" where a state or its troops do something to it ("Israel struck Beirut").
        """
        words: set[str] = set()
        near: list[int] = []
        for i in self._reading.children[token.i]:
            child = self._reading.tokens[i]
            if child.dep in {"punct", "mark", "aux", "advcl", "ccomp", "relcl"}:
                continue
            near.append(i)
            if child.dep in {"prep", "agent", "dobj", "nsubj", "nsubjpass", "pobj"}:
                near += self._reading.children[i]
        if token.dep in {"acl", "relcl"}:
            near.append(token.head)
        for i in near:
            one = self._reading.tokens[i]
            words.add(one.lemma)
            ref = self._cast.named(one) if one.pos in {"NOUN", "PROPN"} else None
            if ref is not None and ref.kind is EntityKind.EQUIPMENT:
                words.add("equipment")
            elif ref is not None and ref.kind is EntityKind.FORCE:
                words.add("force")
        if self._kinds(token, "nsubj") & _ARMED and self._kinds(token, "dobj") & _PLACES:
            words.add("town")
        return words

    def _kinds(self, token: Token, dep: str) -> set[EntityKind]:
        """Return the kinds of what is named right below a verb in one role."""
        below = (self._reading.tokens[i] for i in self._reading.children[token.i])
        named = (self._cast.named(one) for one in below if one.dep == dep)
        return {ref.kind for ref in named if ref is not None}

    def activity(self, kind: ActivityType, trigger: Token) -> Activity:
        """Return the activity that a trigger tells, with all that hangs on it."""
        span = self._reading.token_span(trigger.i, trigger.i)
        support = support_of(self._reading, trigger)
        behind = light_behind(self._reading, trigger) if support is None else None
        tops = tuple(top for top in (trigger, support, behind) if top is not None)
        modality = self._carriers.modality_of_deed(self._reading, trigger)
        if trigger.pos != "VERB":
            modality = of_noun(self._reading, trigger, support, modality)
        return Activity(
            Activity.make_id(kind.type, name=None, report_id=self._reading.report.id, span=span),
            kind.type,
            span,
            None,
            self._cast.of(kind, trigger, support),
            self._circumstances.when(*tops),
            self._circumstances.where(*tops, ways="recipient" not in kind.participants),
            modality,
        )


def _compounds(reading: Reading, noun: Token) -> tuple[str, ...]:
    """Return the noun with the one and two words before it, the longer first."""
    words = [reading.tokens[i].lemma.lower() for i in range(max(0, noun.i - 2), noun.i)]
    return tuple(" ".join([*words[i:], noun.lemma]) for i in range(len(words)))
