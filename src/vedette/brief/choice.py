"""Choosing: which sayings are worth their room, each thing told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from vedette.brief.draft import Draft, Told
from vedette.brief.frames import frame
from vedette.brief.material import Material, Reader
from vedette.brief.sayings import Form, Saying, told
from vedette.brief.voice import Proposal, Teller, Voice
from vedette.data.meanings import stem
from vedette.model import Act, EntityKind, Evidence

LOOKED_AT = 5  # sayings parsed for each one that there is room for
ALIKE = 0.6  # share of content words from which two sayings tell the same
SENTENCE = 20  # words of a sentence, about
OVER = 1.2  # how far a section may go over its room
FRAME = 6  # words around what is said: a name, a day
_WEIGHTY = frozenset({Act.DENIES, Act.WARNS, Act.CLAIMS, Act.PROMISES})


class Choice:
    """What was chosen so far of one picture; what was told is not told again."""

    def __init__(self, material: Material, reader: Reader, teller: Teller) -> None:
        self.material, self.reader, self.teller = material, reader, teller
        self.common = _stems(f"{material.subject} {material.type} drill drills manoeuvres")
        self.used: list[frozenset[str]] = []
        self.cited: set[Evidence] = set()

    def take(self, saying: Saying) -> tuple[Form, ...]:
        """Return the ways to tell a saying and count it as told; none where it cannot be."""
        content = self.content_of(saying)
        if saying.words in self.cited or self.is_told(content):
            return ()
        forms = told(saying, self.reader, self.material.day)
        if forms:
            self.used.append(content)
            self.cited.add(saying.words)
        return forms

    def content_of(self, saying: Saying) -> frozenset[str]:
        """Return the stems of the words that mean something, but for those on the subject."""
        return _stems(saying.text) - self.common

    def is_told(self, content: frozenset[str]) -> bool:
        """Tell whether something alike was told."""
        return any(alike(content, other) for other in self.used)

    def best(self, sayings: Iterable[Saying], room: int) -> list[Proposal]:
        """Return the weightiest sayings that can be told and have room, in order of time."""
        ranked = sorted(sayings, key=lambda one: (-self.weight(one), one.order))
        chosen = self._until(ranked, room, lambda _: True)
        return sorted(chosen, key=lambda one: one.order)

    def each(
        self, ranked: Sequence[Saying], room: int, things: Callable[[Saying], frozenset[str]]
    ) -> list[Proposal]:
        """Return sayings in this order of rank, each with something that none before it has."""
        seen: set[str] = set()

        def is_new(saying: Saying) -> bool:
            found = things(saying)
            if not found - seen:
                return False
            seen.update(found)
            return True

        return sorted(self._until(ranked, room, is_new), key=lambda one: one.order)

    def _until(
        self, ranked: Sequence[Saying], room: int, wanted: Callable[[Saying], bool]
    ) -> list[Proposal]:
        chosen: list[Proposal] = []
        spent, left = 0, LOOKED_AT * (room // SENTENCE + 1)
        for saying in ranked:
            if spent >= room or left <= 0:
                break
            words = len(saying.text.split()) + FRAME
            if not self._may_be_told(saying) or (chosen and spent + words > room * OVER):
                continue
            left -= 1
            forms = self.take(saying)
            if forms and wanted(saying):
                chosen.append(self.proposal(saying, forms))
                spent += chosen[-1].words
        return chosen

    def _may_be_told(self, saying: Saying) -> bool:
        return saying.words not in self.cited and is_known(saying)

    def proposal(self, saying: Saying, forms: Sequence[Form]) -> Proposal:
        """Return the proposal to tell a saying."""

        def make(voice: Voice) -> Iterator[Draft]:
            yield from self.teller.drafts(saying, forms, voice)

        words = len(saying.text.split()) + FRAME
        return Proposal(make, self.weight(saying), words, saying.order_key, self.day_of(saying))

    def day_of(self, saying: Saying) -> str:
        """Return the day of a report in words."""
        day = frame(Told.DAY, saying.report.id, material=self.material)
        return day.text if day else ""

    def weight(self, saying: Saying) -> float:
        """Return how much speaks for telling a saying."""
        named = saying.speaker is not None and saying.speaker.id is not None
        act = saying.by is not None and saying.by.modality.act in _WEIGHTY
        fair = 5 <= len(saying.text.split()) <= 24
        about = self.material.subject in saying.text
        state = saying.speaker is not None and saying.speaker.kind is EntityKind.STATE
        late = 0.0
        if self.material.day and saying.report.published.start:
            late = -0.02 * min((self.material.day - saying.report.published.start).days, 60)
        marks = named + 0.7 * act + fair + 0.5 * about - 0.4 * state
        return 1.5 * min(saying.texts, 3) + marks + late


def fit(proposals: Sequence[Proposal], room: int) -> list[Proposal]:
    """Return the weightiest proposals that there is room for, in their own order."""
    chosen: list[Proposal] = []
    spent = 0
    for one in sorted(proposals, key=lambda p: (-p.weight, p.order)):
        has_room = spent < room and (spent + one.words <= room * OVER or not chosen)
        if has_room and one.stands():
            chosen.append(one)
            spent += one.words
    return sorted(chosen, key=lambda one: one.order)


def is_known(saying: Saying) -> bool:
    """Tell whether a reader could know who speaks: "a statement", "the authority" tell nobody."""
    speaker = saying.speaker
    if speaker is None:
        return saying.by is None
    return speaker.name[:1].isupper() or speaker.state is not None


def _stems(text: str) -> frozenset[str]:
    words = (w.strip(".,;:!?“”\"'’()").lower() for w in text.split())
    return frozenset(stem(w) for w in words if len(w) > 3)


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether two sayings tell the same, by the words that mean something."""
    return bool(a and b) and len(a & b) >= ALIKE * min(len(a), len(b))
