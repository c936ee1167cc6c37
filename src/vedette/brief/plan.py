"""Choose what a brief tells: proposals by section, as many as a length has room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from vedette.brief.draft import Clause, Draft, Glue, Told
from vedette.brief.figures import Figures
from vedette.brief.frames import absent_words, frame
from vedette.brief.gate import Plan
from vedette.brief.lexicon import Length, topic
from vedette.brief.material import Material, Reader
from vedette.brief.sayings import Form, Saying, sayings_of, told
from vedette.brief.voice import Proposal, Teller, Voice
from vedette.data.catalogue import state_by_iso
from vedette.data.meanings import stem
from vedette.model import Act, Evidence, Force, Row

LOOKED_AT = 4  # sayings parsed for each one that there is room for
ALIKE = 0.6  # share of content words from which two sayings tell the same
SENTENCE = 22  # words of a sentence, about


def plan(material: Material, reader: Reader, length: Length) -> Plan:
    """Return what a brief is to tell, in reading order."""
    return _Planner(material, reader, length).plan()


class _Planner:
    """One picture, and what was chosen of it so far."""

    def __init__(self, material: Material, reader: Reader, length: Length) -> None:
        self.material, self.reader, self.length = material, reader, length
        self.teller = Teller(material)
        self.figures = Figures(material, self.teller, reader)
        self.sayings = sayings_of(material)
        self.figures.sayings = self.sayings
        self.by_id = {one.id: one for one in self.sayings}
        self.used: list[frozenset[str]] = []
        self.cited: set[Evidence] = set()
        self.calendar: tuple[str, str] | None = None
        self.calendar_words: Evidence | None = None

    def plan(self) -> Plan:
        """Fill the sections; what is told in one is not told in another."""
        figures = fit(self.figures.proposals(), self.length.words["figures"])
        parts = {
            "happening": self._happening(),
            "figures": figures,
            "equipment": self._equipment(),
            "measures": self._measures(),
            "sides": self._sides(),
            "changed": self._changed(),
            "unknown": self._unknown(),
        }
        order = ("happening", "figures", "sides", "equipment", "measures", "changed", "unknown")
        return Plan(
            tuple(self._headline()),
            tuple(self._deck()),
            tuple((name, tuple(parts[name])) for name in order),
        )

    # ---- sayings -------------------------------------------------------------------------------

    def _choose(self, name: str, sayings: Iterable[Saying]) -> list[Proposal]:
        """Return the weightiest sayings that can be told, each thing once, in order of time."""
        room = self.length.words[name]
        if room <= 0:
            return []
        many = LOOKED_AT * (room // SENTENCE + 1)
        ranked = sorted(sayings, key=lambda one: (-self.weight(one), one.order))
        chosen: list[Proposal] = []
        spent = 0
        for saying in ranked[:many]:
            if spent >= room:
                break
            proposal = self._propose(saying)
            if proposal is not None:
                chosen.append(proposal)
                spent += proposal.words
        return sorted(chosen, key=lambda one: one.order)

    def _propose(self, saying: Saying) -> Proposal | None:
        content = _content(saying)
        if saying.words in self.cited or any(_alike(content, other) for other in self.used):
            return None
        forms = told(saying, self.reader, self.material.day)
        if not forms:
            return None
        self.used.append(content)
        self.cited.add(saying.words)
        return self._proposal(saying, forms)

    def _proposal(self, saying: Saying, forms: Sequence[Form]) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            yield from self.teller.drafts(saying, forms, voice)

        words = len(saying.text.split()) + 6
        day = frame(Told.DAY, saying.report.id, material=self.material)
        return Proposal(make, self.weight(saying), words, saying.order_key, day.text if day else "")

    def weight(self, saying: Saying) -> float:
        """Return how much speaks for telling a saying."""
        named = saying.speaker is not None and saying.speaker.id is not None
        acts = {Act.DENIES, Act.WARNS, Act.CLAIMS, Act.PROMISES}
        act = saying.by is not None and saying.by.modality.act in acts
        size = len(saying.text.split())
        fair = 5 <= size <= 24
        about = any(self.material.subject in s.quote for s in saying.spans)
        late = 0.0
        if self.material.day and saying.report.published.start:
            late = -0.02 * min((self.material.day - saying.report.published.start).days, 60)
        return 1.5 * min(saying.texts, 3) + named + 0.7 * act + fair + 0.5 * about + late

    # ---- sections ------------------------------------------------------------------------------

    def _happening(self) -> list[Proposal]:
        schedule = self._schedule()
        wanted = topic("happening") - {"mentioned"}
        own = [
            s
            for s in self.sayings
            if s.topics & wanted and not s.topics & topic("measures") and self._is_about(s)
        ]
        return [*schedule, *self._choose("happening", own)]

    def _is_about(self, saying: Saying) -> bool:
        """Tell whether a sentence names the subject, or what it is."""
        words = saying.words.span.quote.lower()
        return self.material.subject.lower() in words or any(
            n in words for n in self.material.nouns
        )

    def _schedule(self) -> list[Proposal]:
        """Tell the beginning and end, in the words of a report, and where that calendar stands."""
        for saying in self.sayings:
            if saying.by is not None or "takes-place-during" not in saying.topics:
                continue
            when = self._stretch(saying)
            if when is None:
                continue
            forms = told(saying, self.reader, self.material.day)
            if forms:
                self.used.append(_content(saying))
                self.cited.add(saying.words)
                self.calendar, self.calendar_words = when, saying.words
                return [self._calendar(saying, forms, when)]
        return []

    def _stretch(self, saying: Saying) -> tuple[str, str] | None:
        for claim in self.material.analyses[saying.report.id].claims:
            when = claim.when
            ours = claim.subject.name == self.material.subject
            if ours and claim.predicate == "takes-place-during" and claim.id in saying.claims:
                if when.start and when.end and when.start < when.end:
                    return when.start.isoformat(), when.end.isoformat()
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

    def _equipment(self) -> list[Proposal]:
        best = [s for s in self.sayings if s.equipment and s.topics & topic("equipment")]
        strong = topic("equipment") - {"mentioned"}
        told_of = [s for s in best if s.topics & strong and not s.topics & topic("measures")]
        return self._choose("equipment", told_of or best)

    def _measures(self) -> list[Proposal]:
        others = [s for s in self.sayings if s.topics & topic("measures") and not self._is_ours(s)]
        return self._choose("measures", others)

    def _is_ours(self, saying: Saying) -> bool:
        """Tell whether one of those speaks who hold the activity."""
        speaker = saying.speaker
        state = state_by_iso(speaker.state) if speaker and speaker.state else None
        names = {speaker.name if speaker else "", state.name if state else ""}
        return bool(names & self.material.organisers)

    def _sides(self) -> list[Proposal]:
        pairs = self._contrasts()
        rest = [
            s
            for s in self.sayings
            if s.by is not None and s.by.modality.act is not Act.KEEPS_SILENT and not _has_figure(s)
        ]
        room = self.length.words["sides"]
        spent = sum(p.words for p in pairs)
        if spent >= room:
            return pairs
        chosen = self._choose("sides", rest)
        kept = fit(chosen, room - spent)
        return [*pairs, *sorted(kept, key=lambda one: one.order)]

    def _contrasts(self) -> list[Proposal]:
        """Set against each other what ties say are opposites: the best carried pair."""
        found: list[Proposal] = []
        for tie in self.material.statements.ties:
            a, b = self.by_id.get(tie.a), self.by_id.get(tie.b or "")
            if a is None or b is None or len(found) >= 2:
                continue
            if any(_alike(_content(x), other) for x in (a, b) for other in self.used):
                continue
            now = self.material.day
            first, second = told(a, self.reader, now), told(b, self.reader, now)
            if first and second:
                self.used += [_content(a), _content(b)]
                self.cited |= {a.words, b.words}
                found.append(self._contrast(a, first, b, second))
        return found

    def _contrast(
        self, a: Saying, first: Sequence[Form], b: Saying, second: Sequence[Form]
    ) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            for one in first:
                for other in second:
                    if not other.before:
                        yield self._joined((a, one), (b, other), voice)

        return Proposal(make, 30, 30, ("0",))

    def _joined(self, a: tuple[Saying, Form], b: tuple[Saying, Form], voice: Voice) -> Draft:
        left, named = self.teller.clause(*a, voice, 0)
        known = Voice(voice.named | named, voice.day, voice.told)
        right, more = self.teller.clause(*b, known, 1)
        pieces: list[Piece] = [*left, Glue(", while "), *right, Glue(".")]
        clauses = tuple(Clause((s.words,), s.claims[:4]) for s, _ in (a, b))
        return Draft(tuple(pieces), clauses, named=named | more)

    # ---- what changed, what is not known --------------------------------------------------------

    def _changed(self) -> list[Proposal]:
        material = self.material
        if not material.fresh or self.length.words["changed"] <= 0:
            return []
        first = Proposal(self._fresh, 50, 10, ("0",))
        rows = [
            material.rows[one]
            for news in material.news
            if news.kind in {"new figure", "raised", "cut", "corrected", "replaced"}
            for one in news.ids
            if one in material.rows
        ]
        ours = {r.id for r in self.figures.rows}
        new = [r for r in dict.fromkeys(r.id for r in rows) if r in ours][:4]
        found = [first]
        if new:
            found.append(self._new_rows(new))
        return found

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

    def _unknown(self) -> list[Proposal]:
        found: list[Proposal] = []
        open_ = [one for one in self.material.asked if not one.answered]
        kinds: dict[str, list[str]] = defaultdict(list)
        for one in open_:
            kinds[absent_words([one]).split(one.what)[0]].append(one.what)
        found += [self._absent(what[:3]) for what in kinds.values()]
        if self.material.unclear:
            found.append(Proposal(self._open, 10, 20, ("2",)))
        silent = [s for s in self.sayings if s.by and s.by.modality.act is Act.KEEPS_SILENT]
        room = self.length.words["unknown"] - sum(p.words for p in found)
        if room > 0:
            found += fit(self._choose("unknown", silent), room)
        return found

    def _absent(self, what: Sequence[str]) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            told_of = frame(Told.ABSENT, *what, material=self.material)
            if told_of is not None:
                yield Draft((told_of, Glue(".")), searched=self.material.searched)

        return Proposal(make, 20, 12, ("1",))

    def _open(self, _: Voice) -> Iterator[Draft]:
        from vedette.brief.lexicon import phrases

        known = [one for one in self.material.unclear if one.what in phrases()]
        told_of = frame(Told.OPEN, *(one.what for one in known[:3]), material=self.material)
        if told_of is not None:
            cited = tuple(e for one in known[:3] for e in one.evidence[:2])
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
        yield self._bare()

    def _head(self, of: tuple[str, ...]) -> Proposal:
        def make(_: Voice) -> Iterator[Draft]:
            told_of = frame(Told.HEAD, *of, material=self.material)
            if told_of is not None:
                rows = [self.material.rows[one] for one in of[2:]]
                cited = tuple(self.figures.words(r) for r in rows)
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
        for row, others in self.figures.conflicts(Force.HARD)[:1]:
            yield Proposal(lambda voice: self._rivals(row, others, voice), 1, 30)

    def _rivals(self, row: Row, others: Sequence[Row], voice: Voice) -> Iterator[Draft]:
        for other in others[:3]:
            for style in (0, 1):
                left, named = self.figures.row(row, 0, voice, style)
                right, more = self.figures.row(other, 1, voice, style, named=named)
                pieces = (*left, Glue(", while "), *right, Glue("."))
                clauses = tuple(Clause((self.figures.words(r),)) for r in (row, other))
                yield Draft(pieces, clauses, named=named | more)


def fit(proposals: Sequence[Proposal], room: int) -> list[Proposal]:
    """Return the weightiest proposals that there is room for, in their own order."""
    chosen: list[Proposal] = []
    spent = 0
    for one in sorted(proposals, key=lambda p: -p.weight):
        if spent < room:
            chosen.append(one)
            spent += one.words
    return sorted(chosen, key=lambda one: one.order)


def _content(saying: Saying) -> frozenset[str]:
    words = (w.strip(".,;:!?“”\"'’()").lower() for w in saying.text.split())
    return frozenset(stem(w) for w in words if len(w) > 3)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) >= ALIKE * min(len(a), len(b))


def _has_figure(saying: Saying) -> bool:
    return bool(saying.topics & {"strength", "count"})


def _groups(sayings: Sequence[Saying]) -> dict[str, list[Saying]]:
    found: dict[str, list[Saying]] = defaultdict(list)
    for one in sayings:
        state = state_by_iso(one.speaker.state) if one.speaker and one.speaker.state else None
        found[state.name if state else ""].append(one)
    return found
