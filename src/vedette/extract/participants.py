"""Who takes part in a deed, in the roles of the codebook."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from vedette.data.codebook import ActivityType, counted_classes, harm_doers, noun_triggers
from vedette.extract.carriers import ref_of
from vedette.extract.clauses import actor, behind, undergoer
from vedette.extract.figures.quantities import COUNT, find_quantities
from vedette.extract.nominals import light_behind
from vedette.extract.phrases import AGENTS, Phrases
from vedette.extract.responsibility import blamed
from vedette.extract.struck import bearer, is_aside, is_moment, whole
from vedette.model import EntityKind, Participant, Ref, Token

_SITES = frozenset({EntityKind.PLACE})
_BY = frozenset({"by"})
_OF = frozenset({"of"})
_TO = frozenset({"to"})
_FROM = frozenset({"from"})
_HITTING = frozenset(
    {"in", "inside", "at", "against", "near", "under", "outside", "into"}
    | {"on", "behind", "next", "to"}
)
# What a blast told by a noun takes place in has been hit; "at the dam" only says where it was.
_WITHIN = frozenset({"in", "inside", "against", "under", "outside"})
_AGAINST = frozenset({"on", "against", "from"})
_AT = frozenset({"on", "at", "against", "upon", "to", "inside", "in"})
_WITH, _BETWEEN = frozenset({"with"}), frozenset({"between", "among"})
_PARTAKING = frozenset({"participate", "take", "engage", "train"})


@cache
def _men() -> tuple[str, ...]:
    classes = {"personnel", "border guards", "battalions and units", "officials", "people"}
    return tuple(head for c in counted_classes() if c.name in classes for head in c.heads)


def _is_force(ref: Ref) -> bool:
    """Tell whether a participant is men rather than machines."""
    if ref.kind is EntityKind.FORCE:
        return True
    words = ref.name.lower()
    return ref.kind is not EntityKind.EQUIPMENT and words.endswith(
        tuple(form for head in _men() for form in (head, f"{head}s"))
    )


def _is_deed(head: Token) -> bool:
    """Tell whether a noun tells a deed: "the attack killed" names no killer."""
    if head.pos != "NOUN":
        return False
    told = noun_triggers().strong.get(head.lemma)
    weak = noun_triggers().weak.get(head.lemma, ())
    return any(kind is not None and kind.violent for kind in (told, *weak))


def _is_word_in_es(lemma: str) -> bool:
    """Read "commandoes", whose lemma some models leave in the plural."""
    return lemma.removesuffix("es") in harm_doers() or lemma.removesuffix("s") in harm_doers()


class Cast(Phrases):
    """Find the participants of the deeds of one report."""

    def of(
        self, kind: ActivityType, trigger: Token, support: Token | None
    ) -> tuple[Participant, ...]:
        """Return the participants around a trigger; `support` is the verb that a noun hangs on."""
        if trigger.pos == "VERB":
            found = self._of_verb(kind, trigger)
        else:
            found = self._of_noun(kind, trigger, support)
        if kind.violent:
            found += self._blamed(kind, trigger)
        if "other party" in kind.participants:
            found += self._other_party(trigger)
        if "participant" in kind.participants and trigger.pos == "NOUN":
            found += self._taking_part(trigger)
        return tuple(dict.fromkeys(found))

    def _blamed(self, kind: ActivityType, trigger: Token) -> list[Participant]:
        """Return who is accused of the deed, or owns up to it."""
        found = blamed(self._reading, trigger)
        if found is None or found[1].pos == "PRON" or not self._can_do(kind, found[1]):
            return []
        role, head = found
        return [Participant(role, r) for r in (*self.refs(head), *self.bodies_behind(head))]

    def _of_verb(self, kind: ActivityType, verb: Token) -> list[Participant]:
        head, done_to = actor(self._reading, verb), undergoer(self._reading, verb)
        if done_to is not None and self._is_measure(done_to):
            done_to = None  # "flew 1,500 km"
        if verb.lemma in kind.suffers and done_to is None:
            head, done_to = None, head
        if kind.violent and done_to is None and head and is_aside(self._reading, verb, head):
            head, done_to = None, head
        devices = [t for t in (head, done_to) if t is not None and t.lemma in kind.devices]
        found = self._doers(kind, verb, None if head in devices else head)
        if done_to is not None and (head is None or done_to.i != head.i):
            target = self._measure_target(kind, verb, done_to)
            found += self._others(kind, verb, None if target in devices else target)
        if devices:
            found += self._struck(kind, verb)
            found += [Participant("equipment", ref) for ref in self.refs(devices[0])]
        machines = [p for p in found if head is not None and p in self._machines(kind, head)]
        return [*(p for p in found if p not in machines), *machines, *self._ends(kind, verb)]

    def _is_measure(self, head: Token) -> bool:
        """Tell a distance, a sum or a share from things: nothing is done to it."""
        tokens = self._reading.tokens
        numbers = (tokens[i] for i in self._reading.children[head.i])
        first = next((one for one in numbers if one.dep == "nummod"), None)
        if first is None:
            return False
        text, start = self._reading.text, tokens[first.left].start
        found = find_quantities(text, start, head.end, self._reading.language)
        return any(q.kind != COUNT and q.start <= head.start < q.end for q in found)

    def _struck(
        self, kind: ActivityType, verb: Token, where: frozenset[str] = _HITTING
    ) -> list[Participant]:
        """Return what a device hits: "a bomb went off inside a bus"."""
        places = (behind(self._reading, verb, frozenset({word})) for word in where)
        heads = (head for head in places if head is not None and self._may_be_hit(head))
        head = min(heads, key=lambda head: head.i, default=None)
        if head is None:
            return []
        mention = self.mention_at(head)
        if mention is not None and mention.kind in _SITES | {EntityKind.STATE}:
            return []
        return self._others(kind, verb, head)

    def _may_be_hit(self, head: Token) -> bool:
        return not (head.i in self._times or head.pos == "NUM" or is_moment(head) or _is_deed(head))

    def _machines(self, kind: ActivityType, head: Token) -> list[Participant]:
        """Return the weapons and vessels that act: a deed's equipment."""
        if "equipment" not in kind.participants or head.pos == "PRON":
            return []
        refs = [ref for ref in self.refs(head) if ref.kind is EntityKind.EQUIPMENT]
        return [Participant("equipment", ref) for ref in refs]

    def _doers(self, kind: ActivityType, verb: Token, head: Token | None) -> list[Participant]:
        """Return who acts; a machine that acts is equipment, and its state the one behind it."""
        told = self._carriers.told_by(self._reading.token_span(verb.i, verb.i))
        if "speaker" in kind.participants[:1] and told is not None and told.speaker is not None:
            return [Participant("speaker", ref_of(told.speaker))]
        if head is None or _is_deed(head) or not self._can_do(kind, head):
            return []
        role = kind.participants[0] if kind.participants else "actor"
        if head.pos == "PRON":
            meant = self._pronoun(head)
            return [Participant(role, meant)] if meant is not None else []
        machines = self._machines(kind, head)
        if not machines:
            bodies = self.bodies_behind(head) if kind.violent else []
            return [Participant(role, ref) for ref in (*self.refs(head), *bodies)]
        refs = [ref for ref in self.refs(head) if ref.kind is not EntityKind.EQUIPMENT]
        owner = self.owner(head)
        return [Participant(role, ref) for ref in (*refs, *((owner,) if owner else ()))] + machines

    def _can_do(self, kind: ActivityType, head: Token) -> bool:
        """Tell whether a noun may do harm: a name, a machine, or a word for people."""
        if not kind.violent or head.pos == "PRON" or self.named(head) is not None:
            return True
        counted = behind(self._reading, head, _OF)
        words = {head.lemma, counted.lemma if counted is not None else head.lemma}
        return bool(words & harm_doers()) or _is_word_in_es(head.lemma)

    def _pronoun(self, head: Token) -> Ref | None:
        """Read "it" and "they" as the speaker, or as the state that the clause before is about."""
        speaker = self._carriers.speaker_behind(head, self._reading)
        if speaker is not None:
            return speaker
        verb = self._reading.tokens[head.head]
        before = self._reading.tokens[verb.head]
        if head.lower != "it" or verb.dep != "conj" or before.i == verb.i:
            return None
        subject = actor(self._reading, before)
        mention = self.mention_at(subject) if subject is not None else None
        known = mention is not None and mention.kind in AGENTS - {EntityKind.PERSON}
        return mention.ref if mention is not None and known else None

    def _others(self, kind: ActivityType, verb: Token, head: Token | None) -> list[Participant]:
        if head is None or head.pos == "PRON" or (kind.violent and head.i in self._times):
            return []
        if verb.lemma in kind.through:
            return []
        if kind.violent:
            head = whole(self._reading, head)
            if head is None or head.pos == "PRON":
                return []
        if verb.lemma in kind.own and (owner := self.owner(head)) is not None:
            refs = [ref for ref in self.refs(head) if ref.kind is EntityKind.EQUIPMENT]
            own = [Participant("equipment", ref) for ref in refs]
            return [Participant(kind.participants[0], owner), *own]
        found = []
        for ref in self.refs(head):
            if ref.kind in _SITES and kind.participants[1:2] == ("host",):
                continue  # a town that is visited is where it happens
            found.append(Participant(self._second(kind, verb, ref), ref))
        return found

    def _second(self, kind: ActivityType, verb: Token, ref: Ref) -> str:
        """Return the role of what a deed is done to: men are a force, machines equipment."""
        roles = kind.participants
        if verb.lemma in kind.own:
            return "equipment"
        second = roles[1] if len(roles) > 1 else "object"
        if second == "equipment" and "force" in roles and _is_force(ref):
            return "force"
        return second

    def _measure_target(self, kind: ActivityType, verb: Token, head: Token) -> Token | None:
        """Return whom the measure that a verb acts on hits: "eased sanctions on the airline".

        The object may be part of the verb, too: "opened fire on the patrol".
        """
        if kind.violent and f"{verb.lemma} {head.lemma}" in kind.verbs:
            return behind(self._reading, verb, _AT) or behind(self._reading, head, _AT)
        strong, weak = noun_triggers().strong.get(head.lemma), noun_triggers().weak
        told = (strong, *weak.get(head.lemma, ()))
        if any(one is not None and one.type == kind.type for one in told):
            return behind(self._reading, head, _AGAINST)
        return head

    def _ends(self, kind: ActivityType, trigger: Token) -> list[Participant]:
        """Return who receives, and where a way begins and ends."""
        found: list[Participant] = []
        if "recipient" in kind.participants:
            head = behind(self._reading, trigger, _TO)
            refs = self.refs(head) if head is not None else []
            found += [Participant("recipient", ref) for ref in refs if ref.kind in AGENTS]
        for role, words in (("destination", _TO), ("origin", _FROM)):
            head = behind(self._reading, trigger, words) if role in kind.participants else None
            mention = self.mention_at(head) if head is not None else None
            if mention is not None and mention.kind in _SITES | {EntityKind.STATE}:
                found.append(Participant(role, mention.ref))
        return found

    def _taking_part(self, noun: Token) -> list[Participant]:
        """Return who takes part: "3,000 soldiers take part in the drills"."""
        above = self._reading.tokens[noun.head]
        verb = self._reading.tokens[above.head]
        if verb.lemma == "part":
            verb = self._reading.tokens[verb.head]
        if noun.dep != "pobj" or above.lower != "in" or verb.lemma not in _PARTAKING:
            return []
        head = actor(self._reading, verb)
        if head is None or head.pos == "PRON":
            return []
        return [Participant("participant", ref) for ref in self.refs(head)]

    def _other_party(self, trigger: Token) -> list[Participant]:
        """Return the sides of "clashed with rebels", "a clash between them and rebels"."""
        other = behind(self._reading, trigger, _WITH)
        both = behind(self._reading, trigger, _BETWEEN)
        found = [Participant("other party", ref) for ref in self.refs(other)] if other else []
        return found + ([Participant("party", ref) for ref in self.refs(both)] if both else [])

    def _of_noun(self, kind: ActivityType, noun: Token, support: Token | None) -> list[Participant]:
        roles = kind.participants
        if not roles:
            return []
        harmed = self._harmed_owner(kind, noun)
        if harmed is not None:
            found = [Participant("victim", harmed)]
            found += [Participant(roles[0], ref) for ref in self._doers_by(noun)]
        else:
            found = [Participant(roles[0], ref) for ref in self._noun_doers(noun, support)]
        for head in self._noun_objects(kind, noun, support):
            if head.lemma not in kind.devices:  # "the explosion of a bomb" hits no bomb
                found += self._others(kind, noun, head)
        if kind.violent:
            found += self._borne(kind, noun, support, found)
        if "equipment" in roles[2:]:
            found += [Participant("equipment", ref) for ref in self._machines_before(noun)]
        return [*found, *self._ends(kind, noun)]

    def _borne(
        self, kind: ActivityType, noun: Token, support: Token | None, found: list[Participant]
    ) -> list[Participant]:
        """Return who suffers the deed of a noun, or what a charge goes off in or in front of."""
        if any(p.role == kind.participants[1] for p in found if len(kind.participants) > 1):
            return []
        sufferer = bearer(self._reading, noun)
        if sufferer is not None:
            return self._others(kind, noun, sufferer)
        if not kind.devices or kind.outcome:
            return []
        tops = (noun, support) if support is not None else (noun,)
        return next((hit for top in tops if (hit := self._struck(kind, top, _WITHIN))), [])

    def _harmed_owner(self, kind: ActivityType, noun: Token) -> Ref | None:
        """Return the victim in "the mayor's murder": who owns such a deed has suffered it."""
        if kind.participants[1:2] != ("victim",):
            return None
        for i in self._reading.children[noun.i]:
            child = self._reading.tokens[i]
            if child.dep == "poss" and child.pos in {"NOUN", "PROPN"}:
                return self._ref(child)
        return None

    def _doers_by(self, noun: Token) -> list[Ref]:
        by = behind(self._reading, noun, _BY)
        verb = light_behind(self._reading, noun) if by is None else None
        if verb is not None:
            by = behind(self._reading, verb, _BY)
        return [] if by is None or _is_deed(by) else [*self.refs(by), *self.bodies_behind(by)]

    def _noun_doers(self, noun: Token, support: Token | None) -> list[Ref]:
        """Return who is behind "the deployment by Spain", "Spain's deployment", "Spain began"."""
        by = self._doers_by(noun)
        if by:
            return by
        owner = self.owner(noun)
        if owner is not None:
            return [owner]
        head = actor(self._reading, support) if support is not None else None
        if head is not None and bearer(self._reading, noun) is not None:
            return []
        if head is None or noun.i == head.i or noun.left <= head.i <= noun.right:
            return []
        if head.pos == "PRON":
            speaker = self._carriers.speaker_behind(head, self._reading)
            return [speaker] if speaker is not None else []
        return [ref for ref in self.refs(head) if ref.kind in AGENTS | {EntityKind.GROUP}]

    def _machines_before(self, noun: Token) -> list[Ref]:
        """Return "drone" in "a drone attack"."""
        children = [
            (self._reading.tokens[i], self._mentions.get(i)) for i in range(noun.left, noun.i)
        ]
        return [
            mention.ref
            for token, mention in children
            if mention is not None and mention.kind is EntityKind.EQUIPMENT
            if token.head == noun.i and token.dep in {"compound", "nmod"}
        ]

    def _noun_objects(
        self, kind: ActivityType, noun: Token, support: Token | None
    ) -> Iterable[Token]:
        """Yield what a noun's deed is done to: "of the missiles", "missile test", "on banks"."""
        of = behind(self._reading, noun, _OF)
        words = (self._reading.tokens[i] for i in self._reading.children[noun.i])
        if of is not None and not any(t.dep == "compound" and t.pos == "NOUN" for t in words):
            yield of  # not "the biggest prisoner swap of the war"
        if of is None and kind.participants[1:2] == ("victim",):
            yield from self._behind_place(noun)
        if "target" in kind.participants[1:2]:
            against = behind(self._reading, noun, frozenset({"on", "against", "upon"}))
            against = against or self._behind_light(noun)
            if against is None and support is not None:
                against = behind(self._reading, support, frozenset({"on", "against", "upon"}))
            if against is not None and against.i in self._times:
                against = None
            if against is not None:
                yield against
        for i in self._reading.children[noun.i]:
            child = self._reading.tokens[i]
            mention = self._mentions.get(i)
            named = mention is not None and mention.kind is EntityKind.EQUIPMENT
            second_is_machine = kind.participants[1:2] == ("equipment",)
            if child.dep in {"compound", "nmod"} and named and second_is_machine:
                yield child

    def _behind_place(self, noun: Token) -> Iterable[Token]:
        """Yield the victim of "the murder in Riga of a banker": a town has nobody of its own."""
        place = behind(self._reading, noun, frozenset({"in", "near"}))
        mention = self.mention_at(place) if place is not None else None
        if (
            place is not None
            and mention is not None
            and mention.kind in _SITES | {EntityKind.STATE}
        ):
            victim = behind(self._reading, place, _OF)
            if victim is not None:
                yield victim

    def _behind_light(self, noun: Token) -> Token | None:
        """Return the target of "the attack staged by rebels on the palace"."""
        verb = light_behind(self._reading, noun)
        if verb is None:
            return None
        against = frozenset({"on", "against", "upon"})
        by = behind(self._reading, verb, _BY)
        found = behind(self._reading, verb, against)
        if found is None and by is not None:
            found = behind(self._reading, by, against)
        return None if found is None or found.i in self._times else found
