"""The setting of a figure in its sentence: clause, named exercise, place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from vedette.data import read_toml
from vedette.data.codebook import verb_triggers
from vedette.extract.clauses import ancestors, clause_edges, verb_above
from vedette.extract.figures.counted import PEOPLE
from vedette.extract.figures.noun_phrases import class_kinds, head_table, is_people, owner_names
from vedette.extract.scope.editions import (
    edition_names,
    organisers_of,
    series_names,
    series_of,
    state_names,
)
from vedette.model import Analysis, EntityKind, Figure, Mention, Reading, Token, Zone

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RELATED = frozenset(
    {"exercise", "deployment", "movement", "observation or inspection", "notification"}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold the clause of a figure: its verb, and its first and last token, both included."""

    verb: Token | None
    first: int
    last: int


@cache
def scope_table(language: str) -> dict[str, Any]:
    """Return the table of scope words of a language."""
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")["scope"]
    return table


def number_token(reading: Reading, figure: Figure) -> Token:
    """Return the last token of a figure's number words."""
    tokens = reading.tokens_between(figure.number.start, figure.number.end)
    if not tokens:
        tokens = reading.tokens_between(max(0, figure.number.start - 12), figure.number.end)
    return tokens[-1]


def clause_of(reading: Reading, figure: Figure) -> Clause:
    """Return the clause that a figure stands in; without a verb the whole sentence."""
    token = number_token(reading, figure)
    sentence = reading.sentence_of(token)
    own = _of_whom(reading, token, sentence.last)
    if own is not None:
        return Clause(own, token.i, max(own.right, own.i))
    verb = token if token.pos == "VERB" else verb_above(reading, token)
    if verb is None:
        return Clause(None, sentence.first, sentence.last - 1)
    first, last = clause_edges(reading, verb)
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if (
            child.dep in {"advcl", "ccomp", "parataxis"}
            and not child.left <= token.i <= child.right
        ):
            if child.left > token.i:
                last = min(last, child.left - 1)
            elif child.right < token.i:
                first = max(first, child.right + 1)
    return Clause(verb, min(first, token.i), max(last, token.i))


def is_cue(analysis: Analysis, verb: Token) -> bool:
    """Tell whether a verb is a cue of speech."""
    return any(c.start <= verb.start < c.end for a in analysis.attributions for c in a.cue)


def _of_whom(reading: Reading, token: Token, stop: int) -> Token | None:
    # "6-8 thousand of whom would be in Belarus": the clause behind is the number's own
    tokens = reading.tokens
    if token.i + 2 >= stop or tokens[token.i + 1].lower != "of":
        return None
    if tokens[token.i + 2].lower not in {"whom", "which", "them", "those", "these"}:
        return None
    for following in tokens[token.i + 3 : min(stop, token.i + 8)]:
        if following.pos == "VERB" or following.lemma == "be":
            over = tokens[following.head]
            is_passive = following.dep == "auxpass" and following.i < over.i < stop
            return over if is_passive else following
        if following.pos == "NOUN":
            return None
    return None


class Setting:
    """Look up the exercises and places around the figures of one report."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self.reading, self.analysis = reading, analysis
        self.table = scope_table(reading.language)
        self.exercise_words = frozenset(self.table["exercise_words"])
        self.named = [
            m for m in analysis.mentions if m.kind is EntityKind.EXERCISE and not m.generic
        ]
        self.main = self._main()

    def _main(self) -> str | None:
        """Return the exercise that the report is about: most named, a headline counting more."""
        if not self.named:
            return None
        weights: Counter[str] = Counter()
        for mention in self.named:
            is_head = mention.span.zone in {Zone.HEADLINE, Zone.DECK}
            weights[self.edition(mention)] += 3 if is_head else 1
        most = max(weights.values())
        return next(e for m in self.named if weights[e := self.edition(m)] == most)

    def edition(self, mention: Mention) -> str:
        """Return the edition that a mention names; a bare series is that of the report's year."""
        name = mention.ref.name
        if name not in series_names():
            return name
        same = [m.ref.name for m in self.named if series_of(m.ref.name) == name != m.ref.name]
        published = self.reading.report.published.start
        if published is not None and f"{name}-{published.year}" in edition_names():
            return f"{name}-{published.year}"
        return Counter(same).most_common(1)[0][0] if same else name

    def clause(self, figure: Figure) -> Clause:
        """Return the clause of a figure; where only speech governs it, the whole sentence."""
        clause = clause_of(self.reading, figure)
        if clause.verb is None or not is_cue(self.analysis, clause.verb):
            return clause
        sentence = self.reading.sentence_of(clause.verb)
        return Clause(clause.verb, sentence.first, sentence.last - 1)

    def activity(self, figure: Figure, clause: Clause, before: str | None) -> str | None:
        """Return the named exercise that a figure counts in, None where it counts elsewhere.

        `before` is the activity of the figure in front of it in the paragraph.
        """
        if not (figure.is_strength or is_people(figure.counted)):
            return None
        if figure.counted.startswith("casualties") or figure.counted == "prisoners":
            return None
        if self._is_elsewhere(figure, clause):
            return None
        sentence = self.reading.sentence_of(number_token(self.reading, figure))
        tokens = self.reading.tokens
        first, last = tokens[sentence.first].start, tokens[sentence.last - 1].end
        edges = tokens[clause.first].start, tokens[clause.last].end
        near = self._nearest(figure, *edges)
        if near is None:
            near = self._nearest(figure, first, last)
            if near is not None and not self._fits(near, edges):
                return None  # "Zapad-2021 begins as Poland holds drills with 12,000"
        other = self._other_edition(near or self.main, first, last)
        if other or near:
            return other or near
        return self._by_context(figure, clause, sentence.block, (first, last), before)

    def _by_context(
        self,
        figure: Figure,
        clause: Clause,
        block: int,
        edges: tuple[int, int],
        before: str | None,
    ) -> str | None:
        if self.main is None or not (figure.is_strength or figure.counted == PEOPLE):
            return None
        is_idle = before is None and self._is_idle_thing(figure, clause)
        if is_idle or self._is_army(clause) or self._is_of_other_year(clause):
            return None
        paragraph = self.reading.report.blocks[block]
        preceding = self._preceding(figure, paragraph.start)
        inside = self._nearest(figure, paragraph.start, paragraph.end)
        near = [name for name in (before, preceding, inside) if name]
        if figure.counted in self.table["guests"]:
            return near[0] if near else self.main  # they come from elsewhere
        says = self._says_exercise(paragraph.start, paragraph.end)
        if not near and not says and not self._takes_part(clause):
            return self.main if self._is_of_report(figure, edges) else None
        others = [self.edition(m) for m in self.named]
        if before is not None:
            return before
        return next((n for n in (*near, self.main, *others) if self._fits(n, edges)), None)

    def _is_idle_thing(self, figure: Figure, clause: Clause) -> bool:
        # "some 12,000 trucks wait at the border": things of everyday use, put to none by the verb
        if figure.counted in self.table["of_exercise"] or clause.verb is None:
            return False
        if class_kinds().get(figure.counted) != "things" or self._takes_part(clause):
            return False
        return clause.verb.lemma not in self.table["using"]

    def _is_army(self, clause: Clause) -> bool:
        # "Belarus has 45,000 soldiers in all", "its army numbers 45,000": exercise or not
        verb = clause.verb
        if verb is None or verb.lemma not in self.table["having"]:
            return False
        tokens = self.reading.tokens
        if self._says_exercise(tokens[clause.first].start, tokens[clause.last].end):
            return False
        known = owner_names(self.reading.language)
        subjects = [
            tokens[i]
            for i in self.reading.children[verb.i]
            if tokens[i].dep == "nsubj" and tokens[i].i < verb.i
        ]
        subjects = [
            tokens[verb.head] if t.tag in {"WDT", "WP"} and verb.dep == "relcl" else t
            for t in subjects
        ]
        return any(t.lower in known or t.lemma in self.table["armies"] for t in subjects)

    def _is_of_other_year(self, clause: Clause) -> bool:
        # "in 2022 Russia sent 30,000 troops": said beside the exercise, not of it
        if self.main is None or not self.main[-4:].isdigit() or clause.verb is None:
            return False
        if clause.verb.tag not in {"VBD", "VBN"} or is_cue(self.analysis, clause.verb):
            return False
        if clause.verb.lemma in self.table["announced_verbs"]:
            return False
        tokens = self.reading.tokens
        words = self.reading.text[tokens[clause.first].start : tokens[clause.last].end]
        years = set(_YEAR.findall(words))
        return bool(years) and self.main[-4:] not in years

    def _preceding(self, figure: Figure, start: int) -> str | None:
        inside = [m for m in self.named if start <= m.span.start < figure.number.start]
        return self.edition(inside[-1]) if inside else None

    def _fits(self, name: str, edges: tuple[int, int]) -> bool:
        """Tell whether a stretch names no states as actors, or one that holds this exercise."""
        organisers = organisers_of(name)
        if not organisers:
            return True
        known = owner_names(self.reading.language)
        inside = [t for t in self.reading.tokens_between(*edges) if t.lower in known]
        states = {known[t.lower] for t in inside}
        if states & organisers:
            return True
        acting = [t for t in inside if not self._is_beside(t)]
        if any(known[t.lower] in state_names() for t in acting):
            return False
        return not any(known[t.lower] == "NATO" and self._acts(t) for t in acting)

    def _acts(self, token: Token) -> bool:
        # "NATO holds drills", "the NATO exercise"
        head = self.reading.tokens[token.head]
        return token.dep in {"nsubj", "poss"} or head.lower in self.exercise_words

    def _is_beside(self, token: Token) -> bool:
        # "near Poland", "against NATO", "on the Polish border": where others are, not who acts
        for above in ancestors(self.reading, token)[:4]:
            if above.lower in self.table["beside"] or above.lemma in self.table["border_words"]:
                return True
            if above.pos in {"VERB", "AUX"}:
                return False
        return False

    def _is_of_report(self, figure: Figure, edges: tuple[int, int]) -> bool:
        """Tell whether a figure far from any word of the exercise still counts in it.

        Where a report is about one exercise, its troops and grounds need no further word; the
        forces of others and drones may be about something else.
        """
        if figure.counted not in self.table["of_exercise"]:
            return False
        return self.main is not None and self._fits(self.main, edges)

    def is_organiser(self, activity: str | None, iso: str | None) -> bool:
        """Tell whether a state holds an exercise; True where either is unknown."""
        from vedette.data.catalogue import state_by_iso

        organisers = organisers_of(activity or "")
        state = state_by_iso(iso) if iso else None
        return not organisers or state is None or state.name in organisers

    def belongs(
        self,
        activity: str,
        force: tuple[str, ...],
        figure: Figure,
        clause: Clause | None = None,
    ) -> bool:
        """Tell whether a force can take part: that of an organiser, or of nobody in particular.

        Others take part where the clause says so and names the exercise.
        """
        if clause is not None and self._takes_part(clause) and self._names(activity, clause):
            return True
        organisers = organisers_of(activity)
        is_guest = figure.counted in self.table["guests"] or figure.part_of is not None
        if not organisers or not force or is_guest or not is_people(figure.counted):
            return True
        return bool(organisers & set(force)) or not (set(force) & state_names())

    def _names(self, activity: str, clause: Clause) -> bool:
        tokens = self.reading.tokens
        start, end = tokens[clause.first].start, tokens[clause.last].end
        inside = (m for m in self.named if start <= m.span.start < end)
        return any(self.edition(m) == activity for m in inside)

    def _is_elsewhere(self, figure: Figure, clause: Clause) -> bool:
        """Tell whether the clause is about another kind of activity ("drones entered ...")."""
        if clause.verb is None:
            return False
        gathers = clause.verb.lemma in head_table(self.reading.language)["gathering"]
        if gathers and class_kinds().get(figure.counted) in {"people", "groups", "states"}:
            return False  # "Belarus will host 900 soldiers"
        triggers = verb_triggers()
        lemma = clause.verb.lemma
        strong = triggers.strong.get(lemma)
        if strong is not None:
            return strong.type not in _RELATED
        weak = triggers.weak.get(lemma, ())
        return bool(weak) and all(told.type not in _RELATED for told in weak)

    def _nearest(self, figure: Figure, start: int, end: int) -> str | None:
        inside = [m for m in self.named if start <= m.span.start < end]
        if not inside:
            return None
        return self.edition(min(inside, key=lambda m: _apart(m, figure)))

    def _says_exercise(self, start: int, end: int) -> bool:
        return any(t.lower in self.exercise_words for t in self.reading.tokens_between(start, end))

    def _takes_part(self, clause: Clause) -> bool:
        verb = clause.verb
        if verb is None:
            return False
        if verb.lemma in self.table["exercise_verbs"]["verbs"]:
            return True
        children = (self.reading.tokens[i].lower for i in self.reading.children[verb.i])
        return verb.lemma == "take" and "part" in children

    def _other_edition(self, name: str | None, start: int, end: int) -> str | None:
        """Return the edition of the year that a sentence names ("the previous one in 2021")."""
        if name is None or name[-4:].isdigit() is False:
            return None
        text = self.reading.text[start:end]
        words = {t.lower for t in self.reading.tokens_between(start, end)}
        if not words & set(self.table["other_editions"]["words"]):
            return None
        years = [y for y in _YEAR.findall(text) if y != name[-4:]]
        names_itself = any(start <= m.span.start < end for m in self.named)
        if len(years) != 1 or (names_itself and name[-4:] in text):
            return None
        return f"{name[:-4]}{years[0]}" if f"{name[:-4]}{years[0]}" in edition_names() else None


def _apart(mention: Mention, figure: Figure) -> int:
    if mention.span.start > figure.number.start:
        return mention.span.start - figure.number.end
    return figure.number.start - mention.span.end


def force_of(language: str, figure: Figure) -> tuple[str, ...]:
    """Return the names of the states or forces that a figure counts, sorted."""
    if figure.of is None:
        return ()
    known = owner_names(language)
    words = re.findall(r"[\w-]+", figure.of.lower())
    pairs = {known[f"{a} {b}"] for a, b in pairwise(words) if f"{a} {b}" in known}
    return tuple(sorted(pairs | {known[word] for word in words if word in known}))
