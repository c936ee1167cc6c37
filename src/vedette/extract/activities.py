"""Find activities: named exercises, and what the codebook's verbs and nouns tell of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vedette.data.codebook import (
    ActivityType,
    Triggers,
    noun_triggers,
    verb_triggers,
)
from vedette.extract.carriers import Carriers
from vedette.extract.clauses import actor, clause_edges, is_negated, undergoer, verb_above
from vedette.model import (
    UNKNOWN_WHEN,
    Activity,
    Analysis,
    EntityKind,
    Mention,
    Participant,
    Polarity,
    Reading,
    Ref,
    Tense,
    TimeMention,
    TimeType,
    Token,
    When,
    Where,
)

EXERCISE = "exercise"
_SCHEDULE = frozenset(
    {"begin", "start", "launch", "run", "last", "take", "hold", "conduct"}
    | {"stage", "continue", "end", "finish", "conclude"}
)
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "on", "over", "off", "inside", "around", "into", "from"}
    | {"across", "along", "above", "outside", "to"}
)


def find_activities(reading: Reading, analysis: Analysis) -> tuple[Activity, ...]:
    """Return the activities of a report, named ones first, each group in text order."""
    carriers = Carriers(analysis)
    named = _named(reading, analysis, carriers)
    found = [*named, *_triggered(reading, analysis, carriers, has_named=bool(named))]
    return tuple(found)


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
    for mention in group:
        for verb in _verbs_of(reading, mention):
            if verb.lemma in _SCHEDULE:
                first, last = clause_edges(reading, verb)
                when = when if when.is_known else _time_in(reading, analysis, first, last)
                where = where or _place_in(reading, analysis, first, last)
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
    """Return the activities that a trigger verb or noun tells, one per type and sentence.

    Where the report names its exercise, "the drills" mean that one and are no activity apart.
    """
    found: dict[tuple[str, int], Activity] = {}
    for token in reading.tokens:
        kind = _told_by(reading, token)
        if kind is None or (kind.type == EXERCISE and has_named):
            continue
        key = (kind.type, token.sentence)
        if key not in found or (token.pos == "VERB" and not _is_verbal(reading, found[key])):
            found[key] = _activity(reading, analysis, carriers, kind=kind, trigger=token)
    return sorted(found.values(), key=lambda a: (a.span.start, a.type))


def _told_by(reading: Reading, token: Token) -> ActivityType | None:
    """Return the activity type that a token tells, alone or with the word beside it."""
    if token.pos == "VERB":
        return _look_up(reading, token, verb_triggers(), (_with_particle(reading, token),))
    if token.pos == "NOUN":
        return _look_up(reading, token, noun_triggers(), _compounds(reading, token))
    return None


def _look_up(
    reading: Reading, token: Token, triggers: Triggers, longer: tuple[str, ...]
) -> ActivityType | None:
    for lexeme in (*longer, token.lemma):
        if lexeme in triggers.strong:
            return triggers.strong[lexeme]
        for kind in triggers.weak.get(lexeme, ()):
            if not _words_beside(reading, token).isdisjoint(kind.objects):
                return kind
    return None


def _words_beside(reading: Reading, token: Token) -> set[str]:
    """Return the lemmas of a trigger's subject, object and modifiers, one preposition deep."""
    words: set[str] = set()
    for i in reading.children[token.i]:
        child = reading.tokens[i]
        if child.dep in {"punct", "mark", "aux", "advcl", "ccomp", "relcl"}:
            continue
        words.add(child.lemma)
        if child.dep in {"prep", "agent", "dobj", "nsubj", "nsubjpass", "pobj"}:
            words |= {reading.tokens[j].lemma for j in reading.children[i]}
    return words


def _is_verbal(reading: Reading, activity: Activity) -> bool:
    tokens = reading.tokens_between(activity.span.start, activity.span.end)
    return any(t.pos == "VERB" for t in tokens)


def _with_particle(reading: Reading, verb: Token) -> str:
    """Return "shoot down" for the verb in "shot them down"."""
    for i in reading.children[verb.i]:
        if reading.tokens[i].dep == "prt":
            return f"{verb.lemma} {reading.tokens[i].lower}"
    return ""


def _compounds(reading: Reading, noun: Token) -> tuple[str, ...]:
    """Return the noun with the one and two words before it, the longer first."""
    words = [reading.tokens[i].lemma.lower() for i in range(max(0, noun.i - 2), noun.i)]
    return tuple(" ".join([*words[i:], noun.lemma]) for i in range(len(words)))


def _activity(
    reading: Reading, analysis: Analysis, carriers: Carriers, *, kind: ActivityType, trigger: Token
) -> Activity:
    span = reading.token_span(trigger.i, trigger.i)
    if trigger.pos == "VERB":
        first, last = clause_edges(reading, trigger)
    else:
        first, last = trigger.left, trigger.right
    modality = carriers.modality_at(span)
    if trigger.pos == "VERB" and is_negated(reading, trigger):
        modality = replace(modality, polarity=Polarity.DENIED)
    if modality.tense is Tense.UNSTATED:
        modality = replace(modality, tense=_tense(reading, trigger))
    return Activity(
        Activity.make_id(kind.type, name=None, report_id=reading.report.id, span=span),
        kind.type,
        span,
        None,
        _participants(reading, analysis, kind, trigger),
        _time_in(reading, analysis, first, last),
        _place_in(reading, analysis, first, last),
        modality,
    )


def _tense(reading: Reading, trigger: Token) -> Tense:
    if trigger.pos != "VERB":
        return Tense.UNSTATED
    children = [reading.tokens[i] for i in reading.children[trigger.i]]
    helpers = {t.lower for t in children if t.dep in {"aux", "auxpass"}}
    if helpers & {"will", "shall", "'ll", "’ll"}:
        return Tense.PLANNED
    if helpers & {"would", "could", "might", "may", "should"}:
        return Tense.HYPOTHETICAL
    if trigger.tag == "VBD" or helpers & {"has", "have", "had", "was", "were"}:
        return Tense.PAST
    if trigger.tag in {"VBZ", "VBP"} or helpers & {"is", "are", "'s", "’s"}:
        return Tense.ONGOING
    return Tense.UNSTATED


def _participants(
    reading: Reading, analysis: Analysis, kind: ActivityType, trigger: Token
) -> tuple[Participant, ...]:
    if trigger.pos == "VERB":
        heads = (actor(reading, trigger), undergoer(reading, trigger))
    else:
        heads = (_possessor(reading, analysis, trigger), None)
    found = []
    for role, head in zip(("actor", "object"), heads, strict=True):
        if head is None:
            continue
        name = _role(kind.participants, role)
        found += [Participant(name, ref) for ref in _refs(reading, analysis, head)]
    return tuple(found)


def _role(roles: tuple[str, ...], role: str) -> str:
    """Return the codebook's name for the doer (its first role) and the other side (its second)."""
    index = 0 if role == "actor" else 1
    return roles[index] if index < len(roles) else role


def _possessor(reading: Reading, analysis: Analysis, noun: Token) -> Token | None:
    for i in reading.children[noun.i]:
        child = reading.tokens[i]
        if child.dep in {"poss", "amod", "compound", "nmod"} and any(
            m.kind is EntityKind.STATE and m.span.start <= child.start < m.span.end
            for m in analysis.mentions
        ):
            return child
    return None


def _refs(reading: Reading, analysis: Analysis, head: Token) -> list[Ref]:
    """Return the things a phrase names, else the phrase itself as written."""
    refs = [
        mention.ref
        for mention in analysis.mentions
        if mention.span.start <= head.start < mention.span.end
        or any(
            mention.span.start <= reading.tokens[i].start < mention.span.end
            for i in reading.children[head.i]
            if reading.tokens[i].dep == "conj"
        )
    ]
    if refs:
        return refs
    if head.pos == "PRON":
        return []
    first = next(
        (i for i in range(head.left, head.i + 1) if reading.tokens[i].dep != "det"), head.i
    )
    return [Ref(EntityKind.GROUP, reading.token_span(first, head.i).quote)]


def _time_in(reading: Reading, analysis: Analysis, first: int, last: int) -> When:
    """Return the one date inside a clause; with several, none is chosen."""
    inside = _within(reading, analysis.times, first, last)
    dates = [t.when for t in inside if t.type in {TimeType.DATE, TimeType.TIME}]
    known = [when for when in dates if when.is_known]
    return known[0] if len(known) == 1 else UNKNOWN_WHEN


def _within(
    reading: Reading, times: tuple[TimeMention, ...], first: int, last: int
) -> list[TimeMention]:
    span = reading.token_span(first, last)
    return [t for t in times if span.covers(t.span)]


def _place_in(reading: Reading, analysis: Analysis, first: int, last: int) -> Where | None:
    """Return the first place of a clause that a preposition of place governs."""
    span = reading.token_span(first, last)
    for place in analysis.places:
        if not span.covers(place.span):
            continue
        tokens = reading.tokens_between(place.span.start, place.span.end)
        if tokens and _governed(reading, tokens[-1], first):
            return place.where
    return None


def _governed(reading: Reading, token: Token, first: int) -> bool:
    while token.head != token.i and token.i >= first:
        token = reading.tokens[token.head]
        if token.dep == "prep" or token.pos == "ADP":
            return token.lower in _PLACE_PREPOSITIONS
        if token.pos in {"VERB", "AUX"}:
            return False
    return False
