"""Places told without a preposition: hosts, "there", "the Belarusian part", and the whole."""

from __future__ import annotations

from vedette.extract.clauses import ancestors
from vedette.extract.figures.ellipsis import subject_of
from vedette.extract.figures.noun_phrases import exercise_names, owner_names
from vedette.extract.scope.editions import organisers_of, state_names
from vedette.extract.scope.setting import Clause, number_token, scope_table
from vedette.model import Analysis, EntityKind, Figure, Reading, Token


class Hosting:
    """Find the places of figures that no preposition tells."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self.reading, self.analysis = reading, analysis
        self.table = scope_table(reading.language)

    def place(self, figure: Figure, clause: Clause) -> str | None:
        """Return the host of a clause, the part of the exercise it names, or what "there" means."""
        return self._host(clause) or self._part(figure, clause) or self._there(figure, clause)

    def _host(self, clause: Clause) -> str | None:
        # "Belarus itself would host only 8,000"
        if clause.verb is None or clause.verb.lemma not in self.table["hosting"]:
            return None
        for i in self.reading.children[clause.verb.i]:
            if self.reading.tokens[i].dep == "nsubj":
                others = [
                    j
                    for j in self.reading.children[i]
                    if self.reading.tokens[j].dep in {"conj", "poss", "compound"}
                ]
                return None if others else self._named(self.reading.tokens[i])
        return None

    def _named(self, token: Token) -> str | None:
        known = owner_names(self.reading.language).get(token.lower)
        if known in state_names() and token.pos == "PROPN":
            return known
        for place in self.analysis.locations:
            if place.span.start <= token.start < place.span.end:
                return place.where.name
        return None

    def _part(self, figure: Figure, clause: Clause) -> str | None:
        # "the Belarusian part of the drills involves 8,000"
        tokens = self.reading.tokens
        known = owner_names(self.reading.language)
        at = number_token(self.reading, figure).i
        for i in range(clause.first, min(clause.last, at)):
            owner, noun = tokens[i], tokens[i + 1]
            if owner.lower not in known or noun.lemma not in self.table["place_parts"]:
                continue
            if self._is_of_exercise(noun):
                return known[owner.lower] if known[owner.lower] in state_names() else None
        return None

    def _is_of_exercise(self, noun: Token) -> bool:
        words = exercise_names(self.reading.language)
        inside = self.reading.tokens[noun.i + 1 : noun.right + 1]
        return any(t.lower in words or t.lower.split("-")[0] in words for t in inside)

    def _there(self, figure: Figure, clause: Clause) -> str | None:
        # "... in Belarus. Some 8,000 soldiers train there."
        tokens = self.reading.tokens
        if not any(
            t.lower == "there" and t.dep == "advmod" for t in tokens[clause.first : clause.last + 1]
        ):
            return None
        sentence = self.reading.sentence_of(number_token(self.reading, figure))
        earliest = sentence.start
        for other in self.reading.sentences:
            if other.block == sentence.block and other.start < sentence.start:
                earliest = other.start
        found = self._standing_between(earliest, figure.number.start)
        return found.pop() if len(found) == 1 else None

    def _standing_between(self, start: int, end: int) -> set[str]:
        # "in Belarus", "on Belarusian soil"; not those who act
        names = exercise_names(self.reading.language)
        known = owner_names(self.reading.language)
        found = set()
        for place in self.analysis.locations:
            inside = self.reading.tokens_between(place.span.start, place.span.end)
            if not start <= place.span.start < end or not inside:
                continue
            if inside[-1].dep in {"pobj", "conj"} and place.span.quote.lower() not in names:
                found.add(place.where.name)
        for token in self.reading.tokens_between(start, end):
            following = self.reading.tokens[token.i + 1 : token.i + 2]
            is_ground = following and following[0].lemma in self.table["ground_words"]
            if is_ground and token.pos == "ADJ" and token.lower in known:
                found.add(known[token.lower])
        return found

    def national(self, activity: str) -> str | None:
        """Return the one state that a report says holds an exercise on its own."""
        organisers = organisers_of(activity)
        if len(organisers) != 1:
            return None
        (state,) = organisers
        known = owner_names(self.reading.language)
        for mention in self.analysis.mentions:
            if mention.kind is not EntityKind.EXERCISE or mention.ref.name != activity:
                continue
            inside = self.reading.tokens_between(mention.span.start, mention.span.end)
            for verb in ancestors(self.reading, inside[-1])[:3] if inside else ():
                if verb.lemma not in self.table["holding"]:
                    continue
                subjects = (
                    self.reading.tokens[i]
                    for i in self.reading.children[verb.i]
                    if self.reading.tokens[i].dep == "nsubj"
                )
                if any(known.get(t.lower) == state for t in subjects):
                    return state
        return None


def own_ground(reading: Reading, noun: Token) -> str | None:
    """Return the state that "its own territory" means: the owner or subject before it."""
    table = scope_table(reading.language)
    if noun.lemma not in table["ground_words"]:
        return None
    lead = {reading.tokens[i].lower for i in range(noun.left, noun.i)}
    if not lead & {"its", "their"} or not lead & {"own"}:
        return None
    known = owner_names(reading.language)
    sentence = reading.sentence_of(noun)
    owners = [
        t for t in reading.tokens[sentence.first : noun.i] if known.get(t.lower) in state_names()
    ]
    actors = [t for t in owners if t.dep in {"nsubj", "nsubjpass", "poss"}]
    return known[actors[-1].lower] if actors else None


def is_whole(reading: Reading, figure: Figure, clause: Clause, activity: str | None) -> bool:
    """Tell whether a clause counts an exercise as a whole.

    So it does where the exercise itself brings so many together, or where all its organisers
    do ("Russia and Belarus will together field 30,000").
    """
    table = scope_table(reading.language)
    verb = clause.verb
    if verb is None or activity is None:
        return False
    subject = subject_of(reading, verb)
    if subject is None or subject.i > number_token(reading, figure).i:
        return False
    subtree = reading.tokens[subject.left : subject.right + 1]
    words = {t.lower for t in subtree}
    names = exercise_names(reading.language)
    is_exercise = subject.lower in names or subject.lower.split("-")[0] in names
    known = owner_names(reading.language)
    organisers = organisers_of(activity)
    has_all = len(organisers) > 1 and organisers <= {known.get(word) for word in words}
    beside = {reading.tokens[i].lower for i in reading.children[verb.i]}
    together = bool(beside & set(table["together"]))
    if is_exercise:
        gathers = verb.lemma in table["gathering_whole"] and (together or verb.lemma != "bring")
        return gathers or has_all
    return has_all and together and verb.lemma in table["gathering_whole"]
