"""What each side says: opposites side by side, then the organisers, then the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.brief.choice import Choice, is_known
from vedette.brief.draft import Clause, Draft, Glue, Name, Piece, Words
from vedette.brief.figures import speaks_for
from vedette.brief.material import Material
from vedette.brief.sayings import Form, Saying
from vedette.brief.voice import Proposal, Voice, speaker_key
from vedette.model import Act

CONTRAST = 30  # words of a sentence with two sides, about
MOST_CONTRASTS = 3
ROOM_FOR_ONE = 60  # words of the section for each contrast
MOST_OF_ONE = 3  # sayings of one speaker
LONGEST_JOINT = 36  # words of a sentence with two sayings of one speaker


class Sides:
    """The statements of one picture, by who makes them."""

    def __init__(self, material: Material, choice: Choice, sayings: Sequence[Saying]) -> None:
        self.material, self.choice, self.sayings = material, choice, sayings
        self.teller = choice.teller
        self.by_id = {one.id: one for one in sayings}

    def is_organiser(self, saying: Saying) -> bool:
        """Tell whether one of those speaks who hold the activity."""
        speaker = saying.speaker
        return speaker is not None and speaks_for(speaker, self.material.organisers)

    # ---- opposites -----------------------------------------------------------------------------

    def contrasts(self, room: int) -> list[Proposal]:
        """Set against each other what ties say are opposites, the best carried first."""
        pairs = [
            (a, b)
            for tie in self.material.statements.ties
            if (a := self.by_id.get(tie.a)) and (b := self.by_id.get(tie.b or ""))
        ]
        weight = self.choice.weight
        pairs.sort(key=lambda p: (-weight(p[0]) - weight(p[1]), p[0].order, p[1].order))
        found: list[Proposal] = []
        met: set[str] = set()
        for a, b in pairs:
            if len(found) >= min(MOST_CONTRASTS, room // ROOM_FOR_ONE):
                break
            names = {speaker_key(s.speaker) for s in (a, b) if s.speaker}
            if names & met or not (is_known(a) and is_known(b)):
                continue
            proposal = self._contrast(*sorted((a, b), key=lambda s: not self.is_organiser(s)))
            if proposal is not None:
                found.append(proposal)
                met |= names
        return found

    def _contrast(self, a: Saying, b: Saying) -> Proposal | None:
        if any(self.choice.is_told(self.choice.content_of(one)) for one in (a, b)):
            return None
        forms = [self.choice.take(one) for one in (a, b)]
        if not all(forms):
            return None

        def make(voice: Voice) -> Iterator[Draft]:
            for first in forms[0]:
                for second in forms[1]:
                    if not second.before:
                        yield self._opposed((a, first), (b, second), voice)

        return Proposal(make, 30, CONTRAST, ("0",))

    def _opposed(self, a: tuple[Saying, Form], b: tuple[Saying, Form], voice: Voice) -> Draft:
        left, named = self.teller.clause(*a, voice, 0)
        known = Voice(voice.named | named, voice.day, voice.told)
        right, more = self.teller.clause(*b, known, 1)
        pieces: list[Piece] = [*left, Glue(", while "), *right, Glue(".")]
        clauses = tuple(Clause((s.words,), s.claims[:4]) for s, _ in (a, b))
        return Draft(tuple(pieces), clauses, named=named | more)

    # ---- one side after the other --------------------------------------------------------------

    def proposals(self, contrasts: Sequence[Proposal], room: int) -> list[Proposal]:
        """Return the sayings that there is room for: the organisers', then those of others."""
        left = room - sum(p.words for p in contrasts)
        chosen = self._chosen(left)
        speakers: dict[str, list[tuple[Saying, tuple[Form, ...]]]] = {}
        for saying, forms in sorted(chosen, key=self._place):
            key = speaker_key(saying.speaker) if saying.speaker else ""
            speakers.setdefault(key, []).append((saying, forms))
        return [one for said in speakers.values() for one in self._of_speaker(said)]

    def _chosen(self, room: int) -> list[tuple[Saying, tuple[Form, ...]]]:
        told_as_figures = self.material.is_named
        said = [
            s
            for s in self.sayings
            if _is_statement(s) and is_known(s) and not (told_as_figures and _has_figure(s))
        ]
        ranked = sorted(said, key=lambda s: (-self.choice.weight(s), s.order))
        chosen: list[tuple[Saying, tuple[Form, ...]]] = []
        count: dict[str, int] = {}
        for saying in ranked[: 20 + room // 4]:
            key = speaker_key(saying.speaker) if saying.speaker else ""
            if room <= 0 or count.get(key, 0) >= MOST_OF_ONE:
                continue
            forms = self.choice.take(saying)
            if forms:
                chosen.append((saying, forms))
                count[key] = count.get(key, 0) + 1
                room -= len(saying.text.split()) + 6
        return chosen

    def _place(self, one: tuple[Saying, object]) -> tuple[bool, bool, str, tuple[str, str, int]]:
        """Order by side: organisers, named others by state, those without a state."""
        saying = one[0]
        state = (saying.speaker.state if saying.speaker else None) or ""
        return not self.is_organiser(saying), not state, state, saying.order

    def _of_speaker(self, said: Sequence[tuple[Saying, tuple[Form, ...]]]) -> Iterator[Proposal]:
        """Tell what one speaker says; two things of one report in one sentence where that fits."""
        left = list(said)
        n = 0
        while left:
            saying, forms = left.pop(0)
            partner = next((o for o in left if _go_together((saying, forms), o)), None)
            if partner is not None:
                left.remove(partner)
            yield self._told((saying, forms), partner, again=n > 0)
            n += 1

    def _told(
        self,
        one: tuple[Saying, tuple[Form, ...]],
        partner: tuple[Saying, tuple[Form, ...]] | None,
        *,
        again: bool,
    ) -> Proposal:
        def make(voice: Voice) -> Iterator[Draft]:
            if partner is not None:
                yield self._joint(one, partner, voice)
            yield from self.teller.drafts(*one, voice, again=again)

        saying = one[0]
        words = len(saying.text.split()) + 6
        day = self.choice.day_of(saying)
        return Proposal(make, self.choice.weight(saying), words, saying.order_key, day)

    def _joint(
        self,
        one: tuple[Saying, tuple[Form, ...]],
        other: tuple[Saying, tuple[Form, ...]],
        voice: Voice,
    ) -> Draft:
        """Return "X said that A and that B"."""
        form, more = _forward(one[1]), _forward(other[1])
        first = self.teller.draft(one[0], form, voice)
        by = other[0].by
        of = (other[0].report.id, by.id if by else "")
        tail: list[Piece] = [Glue(" and"), Name("", 1, of)]
        tail += [Words(f" {more.verb}", 1, is_cue=True, is_silent=True)]
        tail += self.teller.words(f" {more.rest}", 1, other[0])
        body = [p for p in first.pieces if not (isinstance(p, Glue) and p.text == ".")]
        clauses = (*first.clauses, Clause((other[0].words,), other[0].claims[:4]))
        return Draft((*body, *tail, Glue(".")), clauses, named=first.named)


def _is_statement(saying: Saying) -> bool:
    return saying.by is not None and saying.by.modality.act is not Act.KEEPS_SILENT


def _has_figure(saying: Saying) -> bool:
    return bool(saying.topics & {"strength", "count"})


def _forward(forms: Sequence[Form]) -> Form:
    return next(f for f in forms if f.rest.startswith("that "))


def _go_together(a: tuple[Saying, tuple[Form, ...]], b: tuple[Saying, tuple[Form, ...]]) -> bool:
    """Tell whether two sayings fit into one sentence: one report, one verb, not too long."""
    if a[0].report.id != b[0].report.id:
        return False
    forward = [[f for f in forms if f.rest.startswith("that ")] for _, forms in (a, b)]
    if not all(forward) or forward[0][0].verb != forward[1][0].verb:
        return False
    return len(a[0].text.split()) + len(b[0].text.split()) <= LONGEST_JOINT
