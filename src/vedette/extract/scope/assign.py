"""Scope: of what, where, whose, when in its life, on whose word each figure is."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vedette.data import read_toml
from vedette.data.codebook import FILE
from vedette.extract.carriers import Carriers
from vedette.extract.clauses import ancestors, verb_above
from vedette.extract.figures.counted import PEOPLE
from vedette.extract.figures.noun_phrases import (
    class_kinds,
    head_table,
    is_people,
    owner_names,
    strength_of,
)
from vedette.extract.figures.repeated import as_in_body, last_of_value
from vedette.extract.figures.rules import is_rule
from vedette.extract.scope.editions import edition_dates, state_names
from vedette.extract.scope.partaking import done_by_part, partakes
from vedette.extract.scope.setting import (
    Clause,
    Setting,
    force_of,
    number_token,
    scope_table,
)
from vedette.extract.scope.staging import Staging
from vedette.extract.scope.standing import Standing
from vedette.extract.scope.wholes import parts_alone
from vedette.extract.scope.wording import figure_modality
from vedette.model import (
    Analysis,
    Attribution,
    Basis,
    Figure,
    Reading,
    Scope,
    Span,
    Stage,
    TimeType,
    Token,
    When,
)

_GLOSS = re.compile(
    r"[(\[]\s*(?:the\s+)?(?:\w+\s+)?(?:number|total|figure|strength|estimate)\s+of\b"
)


def scope_figures(reading: Reading, analysis: Analysis) -> tuple[Figure, ...]:
    """Return the figures with scope, stage, basis, as-of time, speaker and modality.

    Reads the figures, attributions, mentions, places and times of the analysis. A dimension that
    the report leaves open is None (or empty) and listed in `scope.assumed`.
    """
    if not analysis.figures:
        return ()
    scoper = _Scoper(reading, analysis)
    scoped = [scoper.scoped(figure) for figure in analysis.figures]
    return as_in_body(parts_alone(reading, analysis, scoped))


def _only_is(clause: Clause) -> bool:
    return clause.verb is None or clause.verb.lemma == "be"


@cache
def _accumulating() -> frozenset[str]:
    return frozenset(row["class"] for row in read_toml(FILE)["counted"] if row.get("accumulates"))


class _Scoper:
    """Scope the figures of one report in text order."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self.reading, self.analysis = reading, analysis
        self.setting = Setting(reading, analysis)
        self.carriers = Carriers(analysis)
        self.staging = Staging(reading, analysis)
        self.standing = Standing(reading, analysis)
        self.table = scope_table(reading.language)
        self.done: dict[str, Figure] = {}
        self.block = -1
        self.before: str | None = None  # activity of the figure before it in the paragraph
        self.last: Figure | None = None  # that figure

    def scoped(self, figure: Figure) -> Figure:
        """Return one figure with all that its surroundings tell."""
        clause = self.setting.clause(figure)
        attribution, is_gloss = self._speaker(figure)
        figure = replace(
            figure, attribution=attribution.id if attribution else None, is_gloss=is_gloss
        )
        figure = self._placed(figure, clause)
        stage = self.staging.stage(clause, attribution)
        whole = self.done.get(figure.part_of or "")
        if whole is not None and (
            stage is Stage.UNSTATED or self._is_beside(figure, clause, whole)
        ):
            stage = whole.stage
        basis = self.staging.basis(figure, clause, attribution)
        stage = self._settled(stage, figure, clause, basis, attribution)
        figure = replace(
            figure,
            stage=stage,
            basis=basis,
            modality=figure_modality(
                self.reading,
                figure,
                clause,
                attribution=attribution,
                stage=stage,
                whole=self.done.get(figure.part_of or ""),
            ),
            as_of=self._as_of(figure, clause),
        )
        self.done[figure.id] = figure
        self.last = figure if figure.is_strength else self.last
        return figure

    def _is_beside(self, figure: Figure, clause: Clause, whole: Figure) -> bool:
        # a part in the clause of its whole, in one that only says "is", or behind it
        number = number_token(self.reading, figure)
        noun = self.reading.tokens[number.head] if number.dep == "nummod" else number
        if _only_is(clause) or noun.dep == "appos" or self._is_included(clause):
            return True
        verb = self.setting.clause(whole).verb
        return verb is not None and clause.verb is not None and verb.i == clause.verb.i

    @staticmethod
    def _is_included(clause: Clause) -> bool:
        # "55 vehicles, including eight tanks", where the parse takes the word for a verb
        return clause.verb is not None and clause.verb.lower in {"including", "comprising"}

    def _settled(
        self,
        stage: Stage,
        figure: Figure,
        clause: Clause,
        basis: Basis,
        attribution: Attribution | None,
    ) -> Stage:
        """Return the stage that dates, the speaker and the figures before leave open."""
        then = self.staging.stage_of_day(figure, clause)
        if then is not None:
            return then
        by_verb = stage
        stage = self._in_time(stage, figure.scope.activity)
        base = last_of_value(self.done.values(), figure)
        if base is not None and stage in {Stage.DURING, Stage.AFTER}:
            return base.stage  # what was announced is cut before it begins
        if stage is not Stage.ANNOUNCED or self.staging.is_announced(clause):
            return stage
        if self._is_forecast(figure, basis, attribution):
            return Stage.FORECAST
        return self._as_forecast_before(stage, figure, is_told=attribution or by_verb is stage)

    def _as_forecast_before(self, stage: Stage, figure: Figure, *, is_told: object) -> Stage:
        # a part of a forecast, or the outlet's own sum right behind it
        before = self.done.get(figure.part_of or "") or self.last
        if before is None or before.stage is not Stage.FORECAST:
            return stage
        follows = before.scope.activity == figure.scope.activity
        return Stage.FORECAST if follows and (figure.part_of or not is_told) else stage

    def _in_time(self, stage: Stage, activity: str | None) -> Stage:
        """Return the stage that the dates of an edition allow: nothing is counted before it."""
        published = self.reading.report.published.start
        edges = edition_dates().get(activity or "")
        if edges is None or published is None or stage in {Stage.ANNOUNCED, Stage.FORECAST}:
            return stage
        if published < edges[0]:
            return Stage.ANNOUNCED
        return Stage.DURING if published <= edges[1] else Stage.AFTER

    def _is_forecast(self, figure: Figure, basis: Basis, attribution: Attribution | None) -> bool:
        # what others than the organiser say will be is a forecast
        if basis is Basis.ESTIMATED:
            return True
        speaker = attribution.speaker if attribution is not None else None
        state = speaker.state if speaker is not None else None
        if not self.setting.is_organiser(figure.scope.activity, state):
            return True
        known = owner_names(self.reading.language)
        words = {
            word.lower()
            for span in (attribution.source if attribution is not None else ())
            for word in re.findall(r"\w+", span.quote)
        }
        named = {known[word] for word in words if word in known}
        return bool(named) and not self.setting.belongs(
            figure.scope.activity or "", tuple(named), figure
        )

    def _speaker(self, figure: Figure) -> tuple[Attribution | None, bool]:
        # A bracket that says what the number is of, is the outlet's: so is then the number.
        if any(g.covers(figure.number) for a in self.analysis.attributions for g in a.gloss):
            return None, True
        attribution = self.carriers.at(figure.number)
        if attribution is not None and _GLOSS.search(figure.text):
            return None, True
        return attribution, False

    def _placed(self, figure: Figure, clause: Clause) -> Figure:
        """Return the figure with its scope, and people in an exercise counted as personnel."""
        base = self.done.get(figure.compared_to or "")
        if base is not None:
            return replace(figure, scope=base.scope, is_strength=base.is_strength)
        if self._is_ruled(figure):
            return replace(figure, is_strength=False, scope=Scope(assumed=("place", "force")))
        block = self.reading.sentence_of(number_token(self.reading, figure)).block
        if block != self.block:
            self.block, self.before, self.last = block, None, None
        whole = self.done.get(figure.part_of or "")
        force = force_of(self.reading.language, figure)
        role = self._role(figure, clause)
        if whole is not None:
            force, role = self._as_whole(clause, whole, force=force, role=role)
        activity = self._activity(figure, clause, whole, force)
        if role == self.table["deployed_role"]:
            activity = None  # what stands near the border takes no part
        if activity and figure.counted == PEOPLE:
            personnel = head_table(self.reading.language)["personnel"]
            figure = replace(figure, counted=personnel, is_strength=strength_of(personnel))
        if figure.is_strength:
            self.before = activity
        place, is_whole = self._place(figure, clause, whole, activity)
        missing = {"place": place is None and not is_whole, "force": not force}
        scope = Scope(
            activity=activity,
            place=place,
            force=force,
            component=done_by_part(self.reading, figure)
            or self._component(figure, is_placed=place is not None),
            role=role,
            assumed=tuple(name for name, is_missing in missing.items() if is_missing),
        )
        return replace(figure, scope=scope)

    def _as_whole(
        self,
        clause: Clause,
        whole: Figure,
        *,
        force: tuple[str, ...],
        role: str | None,
    ) -> tuple[tuple[str, ...], str | None]:
        """Return force and role of a part: one state's is its whole's, so is what befell both."""
        if not force and len(whole.scope.force) == 1 and state_names() >= set(whole.scope.force):
            force = whole.scope.force
        verb = self.setting.clause(whole).verb
        same = verb is not None and clause.verb is not None and verb.i == clause.verb.i
        if role is None and (same or self._is_included(clause)):
            role = whole.scope.role
        return force, role

    def _activity(
        self, figure: Figure, clause: Clause, whole: Figure | None, force: tuple[str, ...]
    ) -> str | None:
        activity = self.setting.activity(figure, clause, self.before)
        if whole is not None and whole.scope.activity:
            activity = whole.scope.activity
        if activity is None or not partakes(self.reading, figure, clause):
            return None
        return activity if self.setting.belongs(activity, force, figure, clause) else None

    def _place(
        self, figure: Figure, clause: Clause, whole: Figure | None, activity: str | None
    ) -> tuple[str | None, bool]:
        """Return the place, by the clause, the whole or the host, and whether all is meant."""
        place, is_whole = self.standing.place(figure, clause, activity)
        if place is not None or is_whole:
            return place, is_whole
        if whole is not None:
            place, is_whole = whole.scope.place, "place" not in whole.scope.assumed
        if place is None and not is_whole and activity is not None:
            place = self.standing.national(activity)
        return place, is_whole

    def _is_ruled(self, figure: Figure) -> bool:
        is_counted = figure.is_strength or is_people(figure.counted)
        return is_counted and is_rule(self.reading, figure)

    def _component(self, figure: Figure, *, is_placed: bool) -> str | None:
        text = self.reading.text
        before = text[max(0, figure.span.start - 14) : figure.span.start].lower().split()[-1:]
        lead = text[figure.span.start : figure.number.end + 12].lower().split()
        additional = self.table["additional"]
        if not is_placed and (
            (before and before[0] in additional[:1]) or self._is_additional(lead, additional)
        ):
            return "additional"
        if class_kinds().get(figure.counted) == "things":
            return None  # "infantry fighting vehicles" are no infantry
        components = head_table(self.reading.language)["components"]
        for token in self.reading.tokens_between(figure.span.start, figure.span.end):
            if token.lemma.lower() in components:
                name: str = components[token.lemma.lower()]
                return name
        return None

    @staticmethod
    def _is_additional(lead: list[str], additional: list[str]) -> bool:
        pairs = zip(lead[:3], [*lead[1:], ""], strict=False)
        return any(word in additional and following != "than" for word, following in pairs)

    def _role(self, figure: Figure, clause: Clause) -> str | None:
        tokens = self.reading.tokens
        words = self.reading.text[tokens[clause.first].start : tokens[clause.last].end].lower()
        for phrase, role in self.table["roles"]:
            if phrase in words:
                return str(role)
        tail = self._behind(figure)
        for token in tail:
            if token.lemma in self.table["near_verbs"] and token.tag in {"VBN", "VBD", "VBG"}:
                rest = [t.lower for t in self.reading.tokens[token.i + 1 : token.i + 8]]
                if set(rest) & set(self.table["border_words"]):
                    return str(self.table["deployed_role"])
        verb = clause.verb
        if verb is None:
            return None
        if verb.lemma in self.table["near_verbs"]:
            rest = [t.lower for t in self.reading.tokens[verb.i + 1 : clause.last + 1]]
            if set(rest) & set(self.table["near"]) and set(rest) & set(self.table["border_words"]):
                return str(self.table["deployed_role"])
        return self._told_role(figure, verb)

    def _behind(self, figure: Figure) -> tuple[Token, ...]:
        return self.reading.tokens_between(figure.number.end, figure.span.end + 24)[:10]

    def _told_role(self, figure: Figure, verb: Token) -> str | None:
        """Return what befalls the things counted, where the verb takes them as its object."""
        token = number_token(self.reading, figure)
        steps = 0
        while token.head not in {verb.i, token.i} and steps < 6:
            token = self.reading.tokens[token.head]
            steps += 1
        if token.dep == "nsubj" and verb.lemma in self.table["comes_to_grief"]:
            return "lost"
        over = self._noun_over(figure)
        if over is not None and over.lemma in self.table["loss_nouns"]:
            return None if is_people(figure.counted) else "lost"
        is_bare = token.dep == "npadvmod" and token.pos == "NUM"  # "shot down 38 of 43 drones"
        if token.dep not in {"dobj", "nsubjpass", "obj"} and verb.dep != "acl" and not is_bare:
            return None
        for role, verbs in self.table["verb_roles"].items():
            if verb.lemma in verbs:
                if verb.lemma == "fire" and class_kinds().get(figure.counted) != "things":
                    continue  # "5,300 employees were fired"
                given = role == "supplied" and is_people(figure.counted)
                return None if given else str(role)
        return None

    def _noun_over(self, figure: Figure) -> Token | None:
        # "the destruction of 12 tanks and 30 guns"
        tokens = self.reading.tokens
        token = number_token(self.reading, figure)
        token = tokens[token.head] if token.dep == "nummod" else token
        while token.dep == "conj" and token.head != token.i:
            token = tokens[token.head]
        of = tokens[token.head]
        is_object = token.dep == "pobj" and of.lower == "of"
        return tokens[of.head] if is_object else None

    def _is_of_verb(self, figure: Figure, time: Span) -> bool:
        # "promised 900 guns, yet by May it had sent 300": the month is that of the 300
        reading = self.reading
        first = next(iter(reading.tokens_between(time.start, time.end)), None)
        verb = verb_above(reading, first) if first is not None else None
        if verb is None or verb.dep != "conj":
            return True
        number = number_token(reading, figure)
        return number.i == verb.i or verb in ancestors(reading, number)

    def _as_of(self, figure: Figure, clause: Clause) -> When | None:
        """Return the time in the clause of what accumulates or moves."""
        tokens = self.reading.tokens
        if figure.scope.activity is not None and figure.scope.role is None:
            return None
        if not (figure.counted in _accumulating() or figure.is_strength):
            return None
        start, end = tokens[clause.first].start, tokens[clause.last].end
        inside = [
            t
            for t in self.analysis.times
            if start <= t.span.start < end
            and t.when.is_known
            and t.type is not TimeType.SET
            and self._is_of_verb(figure, t.span)
        ]
        if not inside:
            return None
        return min(inside, key=lambda t: abs(t.span.start - figure.number.start)).when
