"""Choose what a brief tells: proposals by section, as many as a length has room for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from vedette.brief.choice import Choice, fit, is_known
from vedette.brief.draft import Clause, Draft, Glue, Told
from vedette.brief.figure_sentences import FigureTeller
from vedette.brief.figures import Figures
from vedette.brief.frames import absent_kind, frame
from vedette.brief.gate import Plan
from vedette.brief.lexicon import Length, listed, phrases, ranked_topics, told_changes, topic
from vedette.brief.material import Material, News, Reader
from vedette.brief.sayings import Form, Saying, sayings_of, told
from vedette.brief.sides import Sides
from vedette.brief.voice import Proposal, Teller, Voice, speaker_key
from vedette.data.codebook import activity_types
from vedette.model import Act, EntityKind, Evidence, Force, Row

_ORDER = ("happening", "figures", "sides", "equipment", "measures", "changed", "unknown")
ROOM_A_REPORT = 12  # words on what few reports leave open
CHANGE = 12  # words of a change, about
HEADLINE = 16  # words of a headline
MOST_ABSENT = 3  # things that nobody tells, in one sentence


def plan(material: Material, reader: Reader, length: Length) -> Plan:
    """Return what a brief is to tell, in reading order."""
    return _Planner(material, reader, length).plan()


class _Planner:
    """One picture, and what was chosen of it so far."""

    def __init__(self, material: Material, reader: Reader, length: Length) -> None:
        self.material, self.reader, self.length = material, reader, length
        self.teller = Teller(material)
        self.sayings = sayings_of(material)
        self.figures = Figures(material)
        self.numbers = FigureTeller(self.figures, self.sayings, self.teller, reader)
        self.choice = Choice(material, reader, self.teller)
        self.sides = Sides(material, self.choice, self.sayings)
        self.on_top: tuple[str, ...] = ()
        self.calendar: tuple[str, str] | None = None
        self.calendar_words: Evidence | None = None

    def plan(self) -> Plan:
        """Fill the sections; what is told in one is not told in another."""
        words = self.length.words
        parts: dict[str, Sequence[Proposal]] = {"happening": self._happening()}
        deck = list(self._deck())
        numbers = self.numbers.proposals(words["numbers"], self.on_top)
        parts["figures"] = fit(numbers, words["figures"])
        parts["sides"] = self.sides.contrasts(words["sides"])
        parts["equipment"] = self._equipment()
        parts["measures"] = self._measures()
        parts["sides"] = [*parts["sides"], *self.sides.proposals(parts["sides"], words["sides"])]
        parts["changed"] = self._changed()
        parts["unknown"] = self._unknown()
        return Plan(
            tuple(self._headline()),
            tuple(deck),
            tuple((name, tuple(parts[name])) for name in _ORDER),
        )

    # ---- what is happening ---------------------------------------------------------------------

    def _happening(self) -> list[Proposal]:
        schedule = self._schedule()
        wanted = topic("happening") | self._deeds()
        own = [s for s in self.sayings if s.topics & wanted and self._is_about(s)]
        if not own and not self.material.is_named:
            own = self.sayings  # of what has no name, all is told that its reports tell
        room = self.length.words["happening"] - sum(p.words for p in schedule)
        return [*schedule, *self.choice.best(own, room)]

    def _is_about(self, saying: Saying) -> bool:
        """Tell whether a sentence names the subject, or tells a deed of the type asked for."""
        if self.material.subject == self.material.type:
            return self.material.type in saying.topics
        return _plain(self.material.subject) in _plain(saying.words.span.quote)

    def _deeds(self) -> frozenset[str]:
        """Return the types of activity that the section tells: of a thing, all that it does."""
        if self.material.type:
            return frozenset({self.material.type})
        return frozenset(one.type for one in activity_types())

    def _schedule(self) -> list[Proposal]:
        """Tell the beginning and end, in the words of a report, and where that calendar stands."""
        dated = [s for s in self.sayings if "takes-place-during" in s.topics]
        for saying in sorted(dated, key=lambda s: (s.by is not None, s.order)):
            when = self._stretch(saying)
            forms = self.choice.take(saying) if when else ()
            if when and forms:
                self.calendar, self.calendar_words = when, saying.words
                return [self._calendar(saying, forms, when)]
        return []

    def _stretch(self, saying: Saying) -> tuple[str, str] | None:
        """Return the first and last day that a sentence gives to the subject."""
        for claim in self.material.analyses[saying.report.id].claims:
            ours = claim.subject.name == self.material.subject
            here = any(claim.evidence.overlaps(span) for span in saying.spans)
            timed = claim.predicate == "takes-place-during" and here
            start, end = claim.when.start, claim.when.end
            if ours and timed and start and end and start < end:
                return start.isoformat(), end.isoformat()
        return None

    def _calendar(self, saying: Saying, forms: Sequence[Form], when: tuple[str, str]) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            stage = frame(Told.STAGE, *when, material=self.material)
            for draft in self.teller.drafts(saying, forms, voice):
                if stage is not None:
                    pieces = (*draft.pieces[:-1], Glue("; "), stage, Glue("."))
                    yield Draft(pieces, draft.clauses, named=draft.named)
                yield draft

        return Proposal(make, 20, 30, ("0",))

    # ---- equipment, measures -------------------------------------------------------------------

    def _equipment(self) -> list[Proposal]:
        """Tell of each piece of equipment the most that is said of it: fired, shown, placed."""
        strong = topic("equipment") - {"mentioned"}
        said = [s for s in self.sayings if s.equipment and s.topics & strong]
        said = [s for s in said if not s.topics & topic("measures") - {"deployment"}]
        ranked = sorted(said, key=lambda s: (_strength(s), -self.choice.weight(s), s.order))
        return self.choice.each(ranked, self.length.words["equipment"], _things)

    def _measures(self) -> list[Proposal]:
        """Tell what others do: of each state one measure of a kind."""
        others = [s for s in self.sayings if s.topics & topic("measures") and not self._is_ours(s)]
        ranked = sorted(others, key=lambda s: (_rank(s) - self.choice.weight(s), s.order))
        return self.choice.each(ranked, self.length.words["measures"], self._measure)

    def _is_ours(self, saying: Saying) -> bool:
        """Tell whether one of those speaks who hold the activity, or it tells of their doing."""
        if saying.by is not None:
            return self.sides.is_organiser(saying)
        doers = {
            ref.name
            for claim in self.material.analyses[saying.report.id].claims
            if claim.id in saying.claims
            for ref in (claim.subject,)
        }
        return bool(doers & self.material.organisers)

    def _measure(self, saying: Saying) -> frozenset[str]:
        kinds = sorted(saying.topics & topic("measures"))
        states = [
            one.ref.name
            for one in self.material.analyses[saying.report.id].mentions
            if one.kind is EntityKind.STATE and saying.words.span.covers(one.span)
        ]
        own = [s for s in states if s not in self.material.organisers] or states
        return frozenset({f"{kinds[0]} {own[0] if own else ''}"}) if kinds else frozenset()

    # ---- what changed, what is not known --------------------------------------------------------

    def _changed(self) -> list[Proposal]:
        material, room = self.material, self.length.words["changed"]
        every = len(material.fresh) == len({r.id for r, _ in material.items})
        if not material.fresh or room <= 0 or (every and material.since is None):
            return []  # where all is new, nothing changed
        found = [Proposal(self._fresh, 50, 10, ("0",))]
        ours = {r.id for rows in self.figures.bodies for r in rows}
        new = [one for news in material.news if news.kind == "new figure" for one in news.ids]
        told_of = [one for one in dict.fromkeys(new) if one in ours and self._is_number(one)][:4]
        if told_of:
            found.append(self._new_rows(told_of))
        return [*found, *self._turns(max(1, room // CHANGE))]

    def _is_number(self, own: str) -> bool:
        """Tell whether a row gives a number of its own, not only more or less than another's."""
        figure = self.material.rows[own].figure
        return figure.low is not None or figure.high is not None

    def _turns(self, most: int) -> list[Proposal]:
        """Tell what no longer stands as it stood: one change of each kind, then another."""
        ranks = {kind: n for n, kind in enumerate(told_changes())}
        found: dict[object, tuple[int, int, News]] = {}
        seen: Counter[str] = Counter()
        for one in self.material.news:
            key = (one.kind, *(each.span.quote for each in one.evidence))
            if one.kind in ranks and key not in found and self._is_turn(one):
                found[key] = seen[one.kind], ranks[one.kind], one
                seen[one.kind] += 1
        ordered = sorted(found.values(), key=lambda each: each[:2])
        made = (self._turn(one, n) for n, (_, _, one) in enumerate(ordered))
        return list(islice((one for one in made if one is not None), most))

    def _is_turn(self, news: News) -> bool:
        """Tell whether a change says something by itself: between two speakers, in words quoted."""
        if not news.evidence or news.soft:
            return False
        if news.kind == "conflict opened":
            return {row.id for row in self.figures.standing()} >= set(news.ids[1:])
        first = news.evidence[0]
        corrected = (one.evidence[0] for one in self.material.news if one.kind == "corrected")
        return news.kind != "vanished" or not any(
            one.report_id == first.report_id and first.span.covers(one.span) for one in corrected
        )

    def _turn(self, news: News, n: int) -> Proposal | None:
        if news.kind == "denied":
            return self._denial(news)

        def make(_: Voice) -> Iterator[Draft]:
            told_of = frame(Told.NEWS, news.kind, *news.ids, material=self.material)
            if told_of is not None:
                yield Draft((told_of, Glue(".")), beside=news.evidence)

        return Proposal(make, 30, 14, ("2", f"{n:03}"))

    def _fresh(self, _: Voice) -> Iterator[Draft]:
        told_of = frame(Told.COUNT, "fresh", material=self.material)
        if told_of is not None:
            yield Draft((told_of, Glue(".")), searched=self.material.searched)

    def _new_rows(self, ids: Sequence[str]) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            for many in range(len(ids), 0, -1):
                rows = [self.material.rows[one] for one in ids[:many]]
                told_of = frame(Told.NEW, *(r.id for r in rows), material=self.material)
                if told_of is not None:
                    cited = tuple(self.figures.words(r) for r in rows)
                    yield Draft((told_of, Glue(".")), beside=cited)

        return Proposal(make, 40, 12 * len(ids), ("1",))

    def _denial(self, news: News) -> Proposal | None:
        """Tell a denial as it was said; words that only hold a "not" are no denial to tell."""
        for saying in self.sayings:
            denies = saying.by is not None and saying.by.modality.act is Act.DENIES
            if denies and set(saying.claims) & set(news.ids) and is_known(saying):
                forms = self.choice.take(saying)
                if forms:
                    proposal = self.choice.proposal(saying, forms)
                    return replace(proposal, order=("2",))
        return None

    def _unknown(self) -> list[Proposal]:
        kinds: dict[str, list[str]] = defaultdict(list)
        for one in self.material.asked:
            if not one.answered:
                kinds[absent_kind(one)].append(one.what)
        found = [self._absent(what[:MOST_ABSENT]) for what in kinds.values()]
        if any(one.what in phrases() for one in self.material.unclear):
            found.append(Proposal(self._open, 12, 20, ("2",)))
        silent = [s for s in self.sayings if s.by and s.by.modality.act is Act.KEEPS_SILENT]
        room = min(self.length.words["unknown"], ROOM_A_REPORT * len(self.material.reports))
        kept = fit(found, room)
        return [*kept, *self.choice.best(silent, room - sum(p.words for p in kept))]

    def _absent(self, what: Sequence[str]) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            told_of = frame(Told.ABSENT, *what, material=self.material)
            if told_of is not None:
                yield Draft((told_of, Glue(".")), searched=self.material.searched)

        return Proposal(make, 20, 12, ("1",))

    def _open(self, _: Voice) -> Iterator[Draft]:
        known = [one for one in self.material.unclear if one.what in phrases()][:MOST_ABSENT]
        told_of = frame(Told.OPEN, *(one.what for one in known), material=self.material)
        if told_of is not None:
            cited = tuple(e for one in known for e in one.evidence[:2])
            yield Draft((told_of, Glue(".")), beside=cited, searched=self.material.searched)

    # ---- on top --------------------------------------------------------------------------------

    def _headline(self) -> Iterator[Proposal]:
        start, end = self.calendar or ("", "")
        pairs = self.figures.conflicts(Force.HARD)
        if pairs:
            row, others = pairs[0]
            yield self._head((start, end, row.id, others[0].id))
        if start:
            yield self._head((start, end))
        yield from self._telling()
        yield self._bare()

    def _telling(self) -> Iterator[Proposal]:
        """Put the weightiest saying in a headline: "Norway has sent 40 missiles, Oslo says"."""
        known = [s for s in self.sayings if is_known(s)]
        about = [s for s in known if self._is_about(s)]
        about = about or ([] if self.material.is_named else known)
        ranked = sorted(about, key=lambda s: (-self.choice.weight(s), s.order))
        for saying in ranked[:4]:
            for form in told(saying, self.reader, self.material.day):
                if form.before and len(form.before.split()) <= HEADLINE:
                    yield self._headlined(saying, form)

    def _headlined(self, saying: Saying, form: Form) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            clauses = (Clause((saying.words,), saying.claims[:4]),)
            if saying.by is None:
                outlet = frame(Told.OUTLET, saying.report.id, material=self.material)
                said = self.teller.words(form.before.rstrip(".,"), 0, saying)
                if outlet is not None:
                    pieces = (*said, Glue(", "), outlet, Glue(" reports"))
                    yield Draft(pieces, clauses)
                return
            says = Form(form.before, form.verb, "", form.lowered)
            voice = Voice({speaker_key(saying.speaker)} if saying.speaker else set())
            pieces = tuple(self.teller.clause(saying, says, voice, 0)[0])
            yield Draft(pieces, clauses)

        return Proposal(make, 1, HEADLINE)

    def _head(self, of: tuple[str, ...]) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            told_of = frame(Told.HEAD, *of, material=self.material)
            if told_of is not None:
                cited = tuple(self.figures.words(self.material.rows[one]) for one in of[2:])
                calendar = (self.calendar_words,) if self.calendar_words else ()
                yield Draft((told_of,), beside=(*calendar, *cited))

        return Proposal(make, 1, 10)

    def _bare(self) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            subject = frame(Told.SUBJECT, material=self.material)
            count = frame(Told.COUNT, "reports", material=self.material)
            if subject is not None and count is not None:
                yield Draft((subject, Glue(": "), count), searched=self.material.searched)

        return Proposal(make, 1, 6)

    def _deck(self) -> Iterator[Proposal]:
        """Set the two most telling numbers against each other; else tell what weighs most."""
        for force in (Force.HARD, Force.SOFT):
            for row, others in self.figures.conflicts(force)[:2]:
                other = self.numbers.rival(row, others[:3])
                if other is not None:
                    self.on_top = (row.id, other.id)
                    yield self._rivals(row, other)
                    return
        if self.length.words["deck"]:
            about = [s for s in self.sayings if s.by is not None and self._is_about(s)]
            yield from self.choice.best(about, 1)

    def _rivals(self, row: Row, other: Row) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            yield self.numbers.rivals(row, other, voice)

        return Proposal(make, 1, 30)


def _plain(text: str) -> str:
    return text.lower().replace("-", " ")


def _strength(saying: Saying) -> int:
    """Return how much is said of a piece of equipment: fired comes before shown, named last."""
    ranks = [n for n, one in enumerate(listed("doing")) if one in saying.topics]
    return min(ranks, default=len(listed("doing")))


def _rank(saying: Saying) -> float:
    """Return how far down a measure stands: a closed border tells more than a visit."""
    order = ranked_topics("measures")
    return 0.15 * min((n for n, one in enumerate(order) if one in saying.topics), default=0)


def _things(saying: Saying) -> frozenset[str]:
    return saying.equipment
