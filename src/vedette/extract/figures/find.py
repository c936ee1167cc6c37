"""Figures: every quantity of a report with its bound, what it counts, its change and its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vedette.data import FOLDER, read_toml
from vedette.extract.figures.changes import Found, find_changes
from vedette.extract.figures.comparatives import comparative_figures
from vedette.extract.figures.counted import PEOPLE, Counted, find_counted
from vedette.extract.figures.lending import LENT_FROM, borrowed, speaks
from vedette.extract.figures.noun_phrases import (
    head_table,
    is_people,
)
from vedette.extract.figures.owners import of_text, owners_alone, predicated_of, sender_of
from vedette.extract.figures.parts import OF_WHOLE, is_among, link_parts
from vedette.extract.figures.quantities import COUNT, SHARE, Quantity, find_quantities
from vedette.extract.figures.rates import time_rate
from vedette.extract.figures.remainders import last_strength, of_exercise, refers_back
from vedette.extract.figures.sizes import (
    NO_BASE,
    STAGE,
    article_figures,
    numberless,
)
from vedette.extract.figures.worth import is_figure
from vedette.model import (
    Abstention,
    Bound,
    Change,
    Figure,
    Modality,
    Nearness,
    Reading,
    Sentence,
    Span,
)

NO_NOUN = "a number without a noun"


NO_RULES = "no words for figures in this language"


CALIBRE = "calibre"
_ALTERNATIVES = (["but"], ["or"], ["or", "even"])  # "5,000 or 50,000 soldiers"


def find_figures(reading: Reading) -> tuple[tuple[Figure, ...], tuple[Abstention, ...]]:
    """Return the figures of a report in text order, and what was seen but not decided.

    Ages, dates, clock times, ordinals and numbers in names are no figures. Scope, stage, basis
    and speaker are left to `scope_figures`.
    """
    if not (FOLDER / f"languages/{reading.language}/figures.toml").exists():
        return (), _no_rules(reading)
    figures: list[Figure] = []
    abstentions: list[Abstention] = []
    made: list[Figure] = []
    for sentences in _paragraphs(reading):
        found, unsure = _Paragraph(reading, sentences, made).read()
        made = found or made
        figures.extend(found)
        abstentions.extend(unsure)
    return tuple(figures), tuple(abstentions)


def _no_rules(reading: Reading) -> tuple[Abstention, ...]:
    if not reading.sentences:
        return ()
    first = reading.sentences[0]
    return (Abstention(STAGE, reading.span(first.start, first.end), NO_RULES),)


def _paragraphs(reading: Reading) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for sentence in reading.sentences:
        if group and group[-1].block != sentence.block:
            yield group
            group = []
        if sentence.parsed and not sentence.zone.is_furniture:
            group.append(sentence)
    if group:
        yield group


class _Paragraph:
    """Read the figures of one paragraph: a number without a noun may borrow it within it."""

    def __init__(self, reading: Reading, sentences: list[Sentence], previous: list[Figure]) -> None:
        self.reading, self.sentences, self.previous = reading, sentences, previous
        self.figures: list[Figure] = []
        self.abstentions: list[Abstention] = []

    def read(self) -> tuple[list[Figure], list[Abstention]]:
        start, end = self.sentences[0].start, self.sentences[-1].end
        reading = self.reading
        quantities = [
            q
            for q in find_quantities(reading.text, start, end, reading.language)
            if is_figure(reading, q)
        ]
        at = 0
        for sentence in self.sentences:
            own = []
            while at < len(quantities) and quantities[at].number.start < sentence.end:
                own.append(quantities[at])
                at += 1
            self._read_sentence(sentence, own)
        return sorted(self.figures, key=lambda f: (f.number.start, f.number.end)), self.abstentions

    def _read_sentence(self, sentence: Sentence, quantities: list[Quantity]) -> None:
        reading = self.reading
        tokens = reading.tokens_of(sentence)
        changes = list(find_changes(reading, tokens, list(enumerate(quantities))))
        used = {i for found in changes for i in found.used}
        carried = {found.carrier: found for found in changes if found.carrier is not None}
        begun = len(self.figures)
        for i, quantity in enumerate(quantities):
            found = carried.get(i)
            if found is not None and found.is_pure:
                self._add_change(sentence, found, quantities)
            elif i not in used:
                self._add(sentence, quantity, found, quantities[i:])
        for found in changes:
            if found.carrier is None:
                self._add_change(sentence, found, quantities)
        self.figures.extend(article_figures(reading, tokens))
        whole_first = sorted(self.figures[begun:], key=lambda f: f.number.start)
        self.figures[begun:] = link_parts(
            reading, whole_first, [*self.previous, *self.figures[:begun]]
        )
        earliest = self._sentence_before(sentence)
        compared, unsure = comparative_figures(reading, tokens, self.figures, earliest)
        self.figures.extend(compared)
        self.abstentions.extend(unsure)
        self.abstentions.extend(numberless(reading, sentence))

    def _add(
        self,
        sentence: Sentence,
        quantity: Quantity,
        found: Found | None,
        rest: list[Quantity],
    ) -> None:
        reading = self.reading
        if quantity.doubt is not None:
            span = reading.span(quantity.number.start, quantity.number.end)
            self.abstentions.append(Abstention(STAGE, span, quantity.doubt))
            return
        if _DIFFERENCE.match(reading.text, quantity.end):
            span = reading.span(quantity.start, quantity.end)
            self.abstentions.append(Abstention(STAGE, span, NO_BASE))
            return
        counted = self._of_next(rest) or self._counted(sentence, quantity, found)
        if counted is None:
            if quantity.number.digits and not quantity.joined:
                span = reading.span(quantity.start, quantity.end)
                self.abstentions.append(Abstention(STAGE, span, NO_NOUN))
            return
        figure = make_figure(reading, quantity, counted)
        if found is not None:
            figure = replace(figure, change=found.change)
        if found is not None and found.outcome is not None:
            figure = _at_outcome(reading, figure, found.outcome)
        self.figures.append(figure)

    def _of_next(self, rest: list[Quantity]) -> Counted | None:
        # "34 of 40 drones": the noun stands behind the second number
        if len(rest) < 2 or rest[0].kind != COUNT or rest[1].kind != COUNT:
            return None
        gap = self.reading.text[rest[0].end : rest[1].start].lower().split()
        of = owners_alone(self.reading, rest[0].end, rest[1].start)
        if gap not in OF_WHOLE and gap not in _ALTERNATIVES and not of:
            return None
        found = find_counted(self.reading, rest[1])
        if found is None:
            return None
        return replace(found, first=-1, last=-1, of=of or found.of)

    def _counted(
        self, sentence: Sentence, quantity: Quantity, found: Found | None
    ) -> Counted | None:
        reading = self.reading
        if quantity.kind == SHARE:
            return Counted("share", strength=False)
        if quantity.kind != COUNT:
            return Counted(_kind(reading, quantity), strength=False)
        counted = find_counted(reading, quantity)
        if counted is None and found is not None:
            counted = found.counted
        personnel = head_table(reading.language)["personnel"]
        is_told = counted is not None and counted.borrowed and counted.name == personnel
        if is_told and quantity.most < LENT_FROM:
            counted = self._borrowed(sentence, quantity) or counted  # "and Pakistan sent 20"
        if counted is None and not quantity.joined:
            counted = self._borrowed(sentence, quantity)
        if counted is not None and counted.name == PEOPLE and counted.head in counted.of:
            return self._as_before(counted)
        return counted

    def _sentence_before(self, sentence: Sentence) -> int:
        return self.sentences[max(0, self.sentences.index(sentence) - 1)].start

    def _as_before(self, counted: Counted) -> Counted:
        # "40,000 troops, including 2,000 Americans": the citizens are of the class before them
        reading = self.reading
        head = reading.tokens[counted.head]
        for figure in reversed([*self.previous, *self.figures]):
            if speaks(reading, figure):
                continue
            if not is_among(reading, figure, reading.tokens[counted.first], head):
                break
            if is_people(figure.counted) and figure.unit is None:
                return replace(counted, name=figure.counted, strength=figure.is_strength)
        return counted

    def _borrowed(self, sentence: Sentence, quantity: Quantity) -> Counted | None:
        """Borrow the noun of the figure before it, in this sentence or the one before."""
        return borrowed(
            self.reading,
            quantity,
            sentence,
            figures=self.figures,
            earliest=self._sentence_before(sentence),
            previous=self.previous,
        )

    def _add_change(self, sentence: Sentence, found: Found, quantities: list[Quantity]) -> None:
        reading = self.reading
        part = None if found.carrier is None else quantities[found.carrier]
        base = next((quantities[i] for i in found.used), None)
        counted = found.counted
        for quantity in (base, part):
            if counted is None and quantity is not None and quantity.kind == COUNT:
                counted = find_counted(reading, quantity) or self._borrowed(sentence, quantity)
        if counted is None and base is not None and base.kind == COUNT and base.number.digits:
            counted = _of_exercise(reading, sentence)
        if counted is None:
            counted, found = self._referred(sentence, found)
        if counted is None:
            if part is not None:
                self._add_plain(part, found.change)
            return
        tokens = reading.tokens
        start, end = tokens[found.first].start, tokens[found.last].end
        if counted.last >= 0:
            start, end = min(start, tokens[counted.first].start), max(end, tokens[counted.last].end)
        number = tokens[found.number]
        cue = reading.span(number.start, number.end)
        if part is not None:
            start, end = min(start, part.start), max(end, part.end)
            cue = reading.span(part.number.start, part.number.end)
        self.figures.append(
            Figure(
                Figure.make_id(reading.report.id, cue),
                reading.span(start, end),
                cue,
                None,
                None,
                Bound.ABOUT if found.change.nearness is not Nearness.NONE else Bound.EXACT,
                counted.name,
                counted_text=_counted_text(reading, counted),
                of=of_text(reading, counted.of),
                nearness=found.change.nearness,
                change=found.change,
                is_strength=counted.strength,
            )
        )

    def _referred(self, sentence: Sentence, found: Found) -> tuple[Counted | None, Found]:
        """Return what a change without a noun changes: the figure before it, or an exercise."""
        verb = self.reading.tokens[found.number]
        base = last_strength(self.figures, self._sentence_before(sentence), verb.start)
        counted = None
        if refers_back(self.reading, verb):
            counted = Counted(base.counted, strength=True, borrowed=True) if base else None
        elif found.change.factor is not None:
            counted = of_exercise(self.reading, verb)
        if counted is None or base is None or base.counted != counted.name:
            return counted, found
        change = found.change
        if change.from_value is None:
            value = base.low if base.low is not None else base.high
            change = replace(change, from_value=value)
        return counted, replace(found, change=change)

    def _add_plain(self, quantity: Quantity, change: Change) -> None:
        counted = Counted(_kind(self.reading, quantity), strength=False)
        if quantity.kind == COUNT:
            return
        figure = make_figure(self.reading, quantity, counted)
        self.figures.append(replace(figure, change=change))


def make_figure(reading: Reading, quantity: Quantity, counted: Counted) -> Figure:
    """Build the figure of a quantity; its span reaches from the bound to the counted words."""
    number = reading.span(quantity.number.start, quantity.number.end)
    start, end = quantity.start, quantity.end
    unit = quantity.unit
    if unit is None and counted.last >= 0:
        unit = time_rate(reading, reading.tokens[counted.last].end)
    if counted.last >= 0:
        end = max(end, reading.tokens[counted.last].end)
        if reading.text[end : end + 1] in {")", "]"} and "(" in reading.text[start:end]:
            end += 1
    return Figure(
        Figure.make_id(reading.report.id, number),
        reading.span(start, end),
        number,
        quantity.low,
        quantity.high,
        quantity.bound,
        counted.name,
        unit=unit,
        counted_text=_counted_text(reading, counted),
        of=of_text(
            reading,
            counted.of or _sent_by(reading, counted, number) or predicated_of(reading, number),
        ),
        nearness=quantity.nearness,
        modality=Modality(),
        is_strength=counted.strength and unit is None and quantity.most > 0,
    )


def _sent_by(reading: Reading, counted: Counted, number: Span) -> tuple[int, ...]:
    # "Russia will send 12,000": the number itself is what is sent
    if counted.head >= 0:
        return sender_of(reading, counted.head)
    tokens = reading.tokens_between(number.start, number.end)
    return sender_of(reading, tokens[-1].i) if tokens else ()


def _counted_text(reading: Reading, counted: Counted) -> str | None:
    if counted.first < 0:
        return None
    return reading.token_span(counted.first, counted.last).quote


def _at_outcome(reading: Reading, figure: Figure, outcome: float) -> Figure:
    # "from 500 to 850": the number is the one behind "to"
    start = figure.number.end - len(figure.number.quote.lower().rsplit(" to ", 1)[-1])
    number = reading.span(start, figure.number.end)
    return replace(
        figure,
        id=Figure.make_id(reading.report.id, number),
        number=number,
        low=outcome,
        high=outcome,
        bound=Bound.EXACT,
    )


_DIFFERENCE = re.compile(
    r"\s(?:(?:fewer|more|less|higher|lower)(?:\s[a-z]+)?\sthan|(?:[a-z]+\s)?short\sof)\b"
)


def _kind(reading: Reading, quantity: Quantity) -> str:
    if quantity.unit == "mm":
        table = head_table(reading.language)
        following = reading.tokens_between(quantity.end, quantity.end + 32)[:4]
        if any(t.lemma in table["gun_words"] for t in following):
            return CALIBRE
    return quantity.kind


def _of_exercise(reading: Reading, sentence: Sentence) -> Counted | None:
    # An exercise that is "halved from 13,000" is halved in people: nothing else of it is put as
    # a bare number.
    table = read_toml(f"languages/{reading.language}/figures.toml")
    words = set(table["scope"]["exercise_words"])
    if any(t.lower in words for t in reading.tokens_of(sentence)):
        return Counted(head_table(reading.language)["personnel"], strength=True, borrowed=True)
    return None
