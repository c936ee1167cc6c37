"""What the noun phrases of a report name: persons, bodies, machines, or their own words."""

from __future__ import annotations

from vedette.extract.carriers import Carriers
from vedette.extract.clauses import behind, head_of_phrase, phrase_of
from vedette.model import Analysis, EntityKind, Mention, Reading, Ref, Token

AGENTS = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.FORCE, EntityKind.PERSON})
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.FORCE})
_OF = frozenset({"of"})
_OWNING = frozenset({"poss", "amod", "compound", "nmod"})


def _is_behind_of(reading: Reading, token: Token, head: Token) -> bool:
    """Tell whether a token stands behind "of" or "from" that hangs on a head, two deep."""
    for _ in range(4):
        if token.i == head.i:
            return True
        if token.dep not in {"pobj", "prep", "compound", "nmod", "appos", "amod"}:
            return False
        if token.dep == "prep" and token.lower not in {"of", "from"}:
            return False
        token = reading.tokens[token.head]
    return False


class Phrases:
    """Look up what the nouns of one report name. Built once for one analysis."""

    def __init__(self, reading: Reading, analysis: Analysis, carriers: Carriers) -> None:
        self._reading = reading
        self._carriers = carriers
        self._times = {
            token.i
            for time in analysis.times
            for token in reading.tokens_between(time.span.start, time.span.end)
        }
        self._mentions: dict[int, Mention] = {
            token.i: mention
            for mention in analysis.mentions
            for token in reading.tokens_between(mention.span.start, mention.span.end)
        }

    def mention_at(self, token: Token) -> Mention | None:
        """Return the mention that a token belongs to."""
        return self._mentions.get(token.i)

    def refs(self, head: Token) -> list[Ref]:
        """Return the things that a phrase and those coordinated with it name, else its words."""
        found: list[Ref] = []
        for token in self._coordinated(head):
            ref = self._ref(token)
            if ref is not None and ref not in found:
                found.append(ref)
        return found

    def _coordinated(self, head: Token) -> list[Token]:
        found = [head]
        for token in found:
            found += [
                self._reading.tokens[i]
                for i in self._reading.children[token.i]
                if self._reading.tokens[i].dep == "conj"
                and self._reading.tokens[i].pos in {"NOUN", "PROPN"}
            ]
        return found

    def _ref(self, head: Token) -> Ref | None:
        if head.pos == "PRON":
            return None
        named = self.named(head) or self._person_beside(head)
        if named is not None:
            return named
        counted = behind(self._reading, head, _OF)
        words = phrase_of(self._reading, head)
        if counted is not None and words.endswith(counted.text):
            inner = self.mention_at(counted)
            if inner is not None and not inner.generic:
                return inner.ref
        return Ref(EntityKind.GROUP, words)

    def _person_beside(self, head: Token) -> Ref | None:
        """Return the person that a title stands for: "the mayor, Jan Kask, was freed"."""
        for i in self._reading.children[head.i]:
            mention = self._mentions.get(i)
            beside = self._reading.tokens[i].dep == "appos" and mention is not None
            if beside and mention is not None and mention.kind is EntityKind.PERSON:
                return mention.ref if not mention.generic else None
        return None

    def named(self, head: Token) -> Ref | None:
        """Return what the noun names, the name before a common noun first: "Patriot launcher"."""
        own = self.mention_at(head)
        if own is not None and not own.generic:
            return own.ref
        for i in reversed(self._reading.children[head.i]):
            mention = self._mentions.get(i)
            if mention is None or mention.generic or mention.kind is not EntityKind.EQUIPMENT:
                continue
            child = self._reading.tokens[i]
            if child.dep == "appos" or head_of_phrase(self._reading, child).i == head.i:
                return mention.ref
        return own.ref if own is not None else None

    def owner(self, noun: Token) -> Ref | None:
        """Return the state or body that owns a thing: "Italian jets", "Italy's jets"."""
        for i in self._reading.children[noun.i]:
            mention = self._mentions.get(i)
            owns = self._reading.tokens[i].dep in _OWNING
            if owns and mention is not None and mention.kind in AGENTS:
                return mention.ref
        return None

    def bodies_behind(self, head: Token) -> list[Ref]:
        """Return the body that a group of doers belongs to: "guerrillas of the Front"."""
        own = self.mention_at(head)
        if own is not None and own.kind in AGENTS:
            return []
        found: list[Ref] = []
        for i in range(head.left, head.right + 1):
            mention = self._mentions.get(i)
            token = self._reading.tokens[i]
            near = head_of_phrase(self._reading, token).i == head.i or _is_behind_of(
                self._reading, token, head
            )
            if mention is not None and near and mention.kind in _BODIES and not mention.generic:
                found += [mention.ref] if mention.ref not in found else []
        return found
