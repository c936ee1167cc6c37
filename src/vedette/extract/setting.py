"""The setting of a figure in its sentence: clause, named exercise, place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.codebook import verb_triggers
from vedette.extract.clauses import clause_edges, verb_above
from vedette.extract.counted import PEOPLE
from vedette.extract.editions import (
    edition_names,
    organisers_by_edition,
    series_names,
    series_of,
    state_names,
)
from vedette.extract.noun_phrases import is_people, owner_names
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
            return following
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
        if self._is_elsewhere(clause):
            return None
        sentence = self.reading.sentence_of(number_token(self.reading, figure))
        tokens = self.reading.tokens
        first, last = tokens[sentence.first].start, tokens[sentence.last - 1].end
        near = self._nearest(figure, tokens[clause.first].start, tokens[clause.last].end)
        near = near or self._nearest(figure, first, last)
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
        paragraph = self.reading.report.blocks[block]
        preceding = self._preceding(figure, paragraph.start)
        inside = self._nearest(figure, paragraph.start, paragraph.end)
        near = [name for name in (before, preceding, inside) if name]
        says = self._says_exercise(paragraph.start, paragraph.end)
        if not near and not says and not self._takes_part(clause):
            return self.main if self._is_of_report(figure, edges) else None
        others = [self.edition(m) for m in self.named]
        if before is not None:
            return before
        return next((n for n in (*near, self.main, *others) if self._fits(n, edges)), None)

    def _preceding(self, figure: Figure, start: int) -> str | None:
        inside = [m for m in self.named if start <= m.span.start < figure.number.start]
        return self.edition(inside[-1]) if inside else None

    def _fits(self, name: str, edges: tuple[int, int]) -> bool:
        """Tell whether a sentence names no states, or one that holds this exercise."""
        known = owner_names(self.reading.language)
        tokens = self.reading.tokens_between(*edges)
        named = {known[t.lower] for t in tokens if t.lower in known} & state_names()
        organisers = organisers_by_edition().get(name, frozenset())
        return not organisers or not named or bool(named & organisers)

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

        organisers = organisers_by_edition().get(activity or "", frozenset())
        state = state_by_iso(iso) if iso else None
        return not organisers or state is None or state.name in organisers

    def belongs(self, activity: str, force: tuple[str, ...], figure: Figure) -> bool:
        """Tell whether a force can take part: that of an organiser, or of nobody in particular."""
        organisers = organisers_by_edition().get(activity, frozenset())
        if not organisers or not force or not is_people(figure.counted):
            return True
        return bool(organisers & set(force)) or not (set(force) & state_names())

    def _is_elsewhere(self, clause: Clause) -> bool:
        """Tell whether the clause is about another kind of activity ("drones entered ...")."""
        if clause.verb is None:
            return False
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
    return tuple(sorted({known[word] for word in words if word in known}))
