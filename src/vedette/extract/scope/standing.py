"""Where what is counted stands: the place of a figure in its clause."""

from __future__ import annotations

import re
from functools import cache

from vedette.extract.clauses import verb_above
from vedette.extract.figures.noun_phrases import exercise_names, owner_names
from vedette.extract.figures.quantities import SHARE
from vedette.extract.scope.hosting import Hosting, is_whole, own_ground
from vedette.extract.scope.setting import Clause, is_cue, number_token, scope_table
from vedette.model import Analysis, EntityKind, Figure, Reading, Token

NEXT_WORDS = 3  # a place this many words behind a number belongs to it before any other


@cache
def whole_words(language: str) -> re.Pattern[str]:
    """Return the pattern of the words that say a number is that of the whole."""
    words = sorted(scope_table(language)["whole"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


class Standing:
    """Find the places of the figures of one report."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self.reading, self.analysis = reading, analysis
        self.table = scope_table(reading.language)
        self.exercise_words = frozenset(self.table["exercise_words"])
        self.hosting = Hosting(reading, analysis)
        self.national = cache(self.hosting.national)

    def place(
        self, figure: Figure, clause: Clause, activity: str | None = None
    ) -> tuple[str | None, bool]:
        """Return the place where what is counted stands, and whether the whole is stated."""
        found = self._places_in(figure, clause)
        if len(found) == 1:
            return found[0], False
        if len(found) > 1:
            return None, True  # "in Russia and Belarus"
        if self._says_whole(figure, clause):
            return None, True
        where = self.hosting.place(figure, clause)
        if where is not None:
            return where, False
        return None, is_whole(self.reading, figure, clause, activity)

    def _says_whole(self, figure: Figure, clause: Clause) -> bool:
        # "30,000 overall, while others feared 150,000": the word is the nearer number's
        tokens = self.reading.tokens
        start, end = tokens[clause.first].start, tokens[clause.last].end
        numbers = [
            f.number
            for f in self.analysis.figures
            if f.unit is None and start <= f.number.start < end and f.part_of is None
        ]
        for match in whole_words(self.reading.language).finditer(self.reading.text, start, end):
            nearest = min(
                numbers,
                key=lambda n: max(match.start() - n.end, n.start - match.end()),
                default=None,
            )
            if nearest is None or nearest == figure.number:
                return True
        return False

    def _places_in(self, figure: Figure, clause: Clause) -> list[str]:
        tokens = self.reading.tokens
        at = number_token(self.reading, figure).i
        behind = max(
            (t.i for t in self.reading.tokens_between(figure.span.start, figure.span.end)),
            default=at,
        )
        candidates = []
        sources = [s for a in self.analysis.attributions for s in a.source]
        end = self.reading.sentence_of(tokens[at]).last
        for i in range(clause.first, min(end, max(clause.last, behind + NEXT_WORDS) + 1)):
            token = tokens[i]
            if not self._is_staying(token) or not self._stands_for(figure, token, behind):
                continue
            if any(s.start <= token.start < s.end for s in sources) or self._is_said_there(token):
                continue
            if self._is_of_part(figure, token):
                continue
            if i > behind + NEXT_WORDS and not _is_in(self.reading, token, clause):
                continue
            places = self._of_preposition(token)
            if places:
                distance = i - behind if i > behind else (at - i) + NEXT_WORDS
                candidates.append((distance, places))
        return min(candidates, key=lambda c: c[0])[1] if candidates else []

    def _is_of_part(self, whole: Figure, preposition: Token) -> bool:
        # "10,000 soldiers, 6,000 of them in Belarus": there are the 6,000
        for part in self.analysis.figures:
            if part.part_of == whole.id and whole.span.end <= part.number.start < preposition.start:
                between = self.reading.tokens_between(part.number.end, preposition.start)
                if not any(token.pos == "VERB" for token in between):
                    return True
        return False

    def _is_said_there(self, preposition: Token) -> bool:
        # "In Washington, the president announced 31 tanks": there he spoke
        verb = self.reading.tokens[preposition.head]
        if preposition.i > verb.i or not is_cue(self.analysis, verb):
            return False
        below = [self.reading.tokens[i] for i in self.reading.children[verb.i]]
        subject = next((t for t in below if t.dep == "nsubj"), None)
        clause = any(t.dep == "ccomp" for t in below)
        return subject is not None and preposition.i < subject.i and not clause

    def _is_staying(self, token: Token) -> bool:
        if token.pos not in {"ADP", "SCONJ"}:
            return False
        if token.lower in self.table["staying"]:
            return True
        above = self.reading.tokens[token.head]  # "12,800 troops declared for Belarus"
        if token.lower == "for":
            return above.lemma in self.table["announced_verbs"]
        if above.pos != "VERB":
            above = verb_above(self.reading, token) or above
        return token.lower == "to" and above.lemma in self.table["bringing"]

    def _stands_for(self, figure: Figure, preposition: Token, behind: int) -> bool:
        """Tell whether a place says where this figure is, not where something else is."""
        tokens = self.reading.tokens
        if behind < preposition.i <= behind + NEXT_WORDS:
            return True
        between = sorted((preposition.i, behind))
        others = [
            f
            for f in self.analysis.figures
            if figure.id not in {f.id, f.part_of}
            and f.unit is None
            and f.counted != SHARE
            and tokens[between[0]].start <= f.number.start < tokens[between[1]].start
        ]
        of_verb = tokens[preposition.head].pos in {"VERB", "AUX"} and preposition.i > behind
        return not others or (of_verb and all(self._is_beside(f, figure) for f in others))

    def _is_beside(self, other: Figure, figure: Figure) -> bool:
        # "12,800 soldiers and 350 tanks took part in Belarus": both are counted there
        own = number_token(self.reading, figure)
        own = self.reading.tokens[own.head] if own.dep == "nummod" else own
        noun = number_token(self.reading, other)
        noun = self.reading.tokens[noun.head] if noun.dep == "nummod" else noun
        while noun.dep == "conj" and noun.i != own.i:
            noun = self.reading.tokens[noun.head]
        return noun.i == own.i

    def _of_preposition(self, preposition: Token) -> list[str]:
        reading = self.reading
        tokens = reading.tokens
        found: list[str] = []
        for i in reading.children[preposition.i]:
            noun = tokens[i]
            if noun.dep not in {"pobj", "pcomp"}:
                continue
            if noun.lemma in {"country", "state"} and {"both", "two"} & {
                tokens[j].lower for j in reading.children[i]
            }:
                return ["", ""]
            if noun.lower in self.exercise_words:
                continue
            own = own_ground(reading, noun)
            if own is not None:
                return [own]
            if tokens[noun.i + 1 : noun.i + 2] and self._is_ground(noun):
                return [owner_names(reading.language)[noun.lower]]
            last = self._before_gap(noun, self._end_of_noun(noun))
            found = self._names(tokens[noun.left].start, tokens[last].end)
            if not found and noun.lemma in self.table["ground_words"]:
                known = owner_names(reading.language)
                owners = [tokens[j].lower for j in range(noun.left, noun.i)]
                found = [known[word] for word in owners if word in known]
        return found

    def _is_ground(self, noun: Token) -> bool:
        # "on Belarusian ranges", where the parse takes the adjective for the noun
        following = self.reading.tokens[noun.i + 1].lower
        known = noun.lower in owner_names(self.reading.language)
        return known and following.removesuffix("s") in self.table["ground_words"]

    def _end_of_noun(self, noun: Token) -> int:
        """Return the last token of a noun phrase, before clauses and other numbers in it."""
        tokens = self.reading.tokens
        last = noun.right
        for i in self.reading.children[noun.i]:
            child = tokens[i]
            if child.dep in {"relcl", "acl", "appos"} and child.left > noun.i:
                last = min(last, child.left - 1)
        for i in range(noun.i + 1, last + 1):
            breaks = (
                tokens[i].text == "," and i < last and tokens[i + 1].pos not in {"PROPN", "CCONJ"}
            )
            if tokens[i].pos == "NUM" or breaks:
                return i - 1
        return last

    def _before_gap(self, noun: Token, last: int) -> int:
        # "keeps 1,500 troops in the country and Italy about 1,000": Italy keeps them
        tokens = self.reading.tokens
        for i in self.reading.children[noun.i]:
            child = tokens[i]
            if child.dep != "conj" or child.i > last:
                continue
            behind = tokens[child.i + 1 : child.i + 4]
            words = [t for t in behind if t.dep not in {"quantmod", "advmod"}]
            if words and words[0].pos == "NUM":
                return child.left - 1
        return last

    def _names(self, start: int, end: int) -> list[str]:
        """Return the place named first, and those coordinated with it."""
        named: list[tuple[Token, str]] = []
        exercises = {m.span for m in self.analysis.mentions if m.kind is EntityKind.EXERCISE}
        for place in self.analysis.locations:
            if place.span in exercises:
                continue
            tokens = self.reading.tokens_between(place.span.start, place.span.end)
            if place.span.quote.lower() in exercise_names(self.reading.language):
                continue
            if start <= place.span.start < end and tokens and tokens[-1].pos != "ADJ":
                named.append((tokens[-1], place.where.name))
        if not named:
            known = owner_names(self.reading.language)
            named = [
                (t, known[t.lower])
                for t in self.reading.tokens_between(start, end)
                if t.lower in known and t.pos == "PROPN" and t.ent in {"GPE", "LOC"}
            ]
        free = [(t, name) for t, name in named if t.dep != "poss"]
        names = [name for at, (t, name) in enumerate(free) if at == 0 or t.dep == "conj"]
        return list(dict.fromkeys(names))


def _is_in(reading: Reading, token: Token, clause: Clause) -> bool:
    # a place in a relative clause is not the place of the clause around it
    verb = verb_above(reading, token)
    return verb is None or clause.verb is None or verb.i == clause.verb.i
