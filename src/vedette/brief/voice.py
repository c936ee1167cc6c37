"""The voice of a brief: who was introduced, which day was told, how a saying becomes a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from vedette.brief import naming
from vedette.brief.draft import Clause, Day, Draft, Frame, Glue, Name, Piece, Told, Words
from vedette.brief.frames import frame, publisher_of
from vedette.brief.material import Material
from vedette.brief.sayings import BLANK, MARK, Form, Saying
from vedette.model import Speaker

Drafts = Callable[["Voice"], Iterator[Draft]]
_NOT_AFTER = "not after"


@dataclass(slots=True)
class Voice:
    """Remember what readers were told: names, outlets, the last day, and how often each turn."""

    named: set[str] = field(default_factory=set)
    day: str = ""
    told: int = 0

    def begin(self) -> None:
        """Start a section: its first sentence gives its day again."""
        self.day = ""
        self.told = 0

    def remember(self, draft: Draft, day: str) -> None:
        """Keep what a sentence that was let out has introduced."""
        self.named |= draft.named
        self.day = draft.day or day or self.day
        self.told += 1


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold one thing to tell: its drafts in order of preference, and what speaks for telling it.

    `words` is about how long it is, `weight` how much it matters, `order` where it stands; `stands`
    tells whether it is to be told at all, and is asked where there is room for it: it may cost.
    """

    make: Drafts
    weight: float
    words: int
    order: tuple[str, ...] = ()
    day: str = ""
    stands: Callable[[], bool] = _always

    def drafts(self, voice: Voice) -> Iterator[Draft]:
        """Yield the drafts, the best first."""
        return self.make(voice)


def speaker_key(speaker: Speaker) -> str:
    """Return what a speaker is remembered by."""
    return f"speaker {speaker.id or speaker.name}"


class Teller:
    """Puts sayings into sentences: names, days, outlets."""

    def __init__(self, material: Material) -> None:
        self.material = material

    # ---- names ---------------------------------------------------------------------------------

    def name(self, saying: Saying, voice: Voice, clause: int) -> tuple[list[Piece], frozenset[str]]:
        """Return the pieces of a speaker's name, with his role at first mention."""
        if saying.speaker is None or saying.by is None:
            return [], frozenset()
        return self.named(saying.speaker, (saying.report.id, saying.by.id), voice, clause)

    def named(
        self, speaker: Speaker, of: tuple[str, str], voice: Voice, clause: int
    ) -> tuple[list[Piece], frozenset[str]]:
        """Return the pieces of a name: in full with role at first mention, short after."""
        key = speaker_key(speaker)
        if key in voice.named:
            return [Name(naming.short_name(speaker), clause, of)], frozenset()
        before = frame(Told.ROLE, *of, "before", material=self.material)
        behind = frame(Told.ROLE, *of, "behind", material=self.material)
        pieces: list[Piece] = [before] if before else []
        pieces.append(Name(naming.speaker_name(speaker), clause, of))
        return [*pieces, *([behind] if behind else [])], frozenset({key})

    def outlet(self, saying: Saying, voice: Voice) -> tuple[Frame | None, frozenset[str]]:
        """Return the name of a report's outlet, with its state at first mention."""
        report = saying.report
        key = f"outlet {publisher_of(report, self.material).name}"
        kind = Told.OUTLET if key in voice.named else Told.NAMED_OUTLET
        return frame(kind, report.id, material=self.material), frozenset({key})

    def day(self, saying: Saying) -> tuple[Frame | None, bool]:
        """Return the day to tell, and whether it is the day on which it was said.

        Of most sayings only the day of the report is known: that is told, and no other.
        """
        by = saying.by
        exact = by is not None and by.uttered.is_known
        if exact and by is not None and not (by.uttered.basis or "").startswith(_NOT_AFTER):
            return frame(Told.SAID_DAY, saying.report.id, by.id, material=self.material), True
        return frame(Told.DAY, saying.report.id, material=self.material), False

    # ---- sentences -----------------------------------------------------------------------------

    def words(self, text: str, clause: int, saying: Saying) -> list[Piece]:
        """Return words said as pieces of a clause."""
        return words_of(text, clause, saying)

    def drafts(
        self, saying: Saying, forms: Sequence[Form], voice: Voice, *, again: bool = False
    ) -> Iterator[Draft]:
        """Yield the sentences that tell a saying; the order of forms varies with the place.

        `again` tells that the sentence before has the same speaker.
        """
        ordered = list(forms)
        if len(ordered) > 1 and voice.told % 2 == 1 and saying.by is not None:
            ordered[0], ordered[1] = ordered[1], ordered[0]
        for form in ordered:
            yield self.draft(saying, form, voice, again=again)

    def draft(self, saying: Saying, form: Form, voice: Voice, *, again: bool = False) -> Draft:
        """Return the sentence that tells a saying in one form."""
        pieces, named = self.clause(saying, form, voice, 0)
        lead: list[Piece] = []
        day, exact = self.day(saying)
        tail: list[Piece] = []
        told_day = day is not None and day.text != voice.day
        if saying.by is None and form.rest:
            lead, more = self._as_told(saying, voice, day if told_day else None)
            named |= more
        elif saying.by is None:
            tail, more = self._reported(saying, voice, day if told_day else None)
            named |= more
        elif told_day and day is not None and not exact:
            if voice.told % 3 == 2 and not again and not form.verb.endswith(":"):
                lead = [Glue("As reported "), day, Glue(", ")]
                pieces = _lowered(pieces, form)
            elif _takes_remarks(form) and (form.verb.endswith(":") or voice.told % 3 != 1):
                pieces = _with_day(pieces, form, day, " in remarks reported ")
            else:
                tail = [Glue(", as reported "), day]
        elif told_day and day is not None:
            pieces = _with_day(pieces, form, day, " ")
        elif again and form.verb in {"said", "said:"} and not form.before:
            pieces = _with_also(pieces)
        closed = [*lead, *pieces, *tail]
        return Draft(
            (*_ended(closed),),
            (Clause((saying.words,), saying.claims[:4]),),
            named=named,
        )

    def _as_told(
        self, saying: Saying, voice: Voice, day: Frame | None
    ) -> tuple[list[Piece], frozenset[str]]:
        """Return "X reported on Friday that": for what lay ahead then and need not now."""
        outlet, named = self.outlet(saying, voice)
        if outlet is None:
            return [], frozenset()
        dated: list[Piece] = [Glue(" "), day] if day else []
        return [*enclosed(outlet), Glue(" reported"), *dated, Glue(" that ")], named

    def _reported(
        self, saying: Saying, voice: Voice, day: Frame | None
    ) -> tuple[list[Piece], frozenset[str]]:
        outlet, named = self.outlet(saying, voice)
        texts = frame(Told.ORIGINS, *saying.carriers, material=self.material)
        if outlet is None:
            return [], frozenset()
        tail: list[Piece] = [Glue(", "), *enclosed(outlet), Glue(" reported")]
        if day is not None:
            tail += [Glue(" "), day]
        return tail + ([Glue(", "), texts] if texts else []), named

    def clause(
        self, saying: Saying, form: Form, voice: Voice, number: int
    ) -> tuple[list[Piece], frozenset[str]]:
        """Return a saying as a clause, without day and outlet."""
        if saying.by is None:
            return words_of((form.rest or form.before).rstrip("."), number, saying), frozenset()
        name, named = self.name(saying, voice, number)
        if form.before:
            cue = Words(f" {form.verb}", number, is_cue=True)
            return [*words_of(f"{form.before} ", number, saying), *name, cue], named
        rest = words_of(f" {form.rest}", number, saying) if form.rest else []
        return [*name, Words(f" {form.verb}", number, is_cue=True), *rest], named


def enclosed(name: Frame) -> list[Piece]:
    """Return the name of an outlet in front of a verb: "Polish daily, after PAP, reported"."""
    return [name, Glue(",")] if "," in name.text else [name]


def words_of(text: str, clause: int, saying: Saying) -> list[Piece]:
    """Return words as pieces: days that stand for times as written are pieces of their own."""
    pieces: list[Piece] = []
    for n, part in enumerate(text.split(MARK)):
        if n % 2 == 0:
            pieces += [Words(part, clause)] if part else []
            continue
        day, start, end, written = part.replace(BLANK, " ").split("|")
        pieces.append(Day(day, clause, written, (saying.report.id, int(start), int(end))))
    return pieces


def _with_day(pieces: list[Piece], form: Form, day: Frame, joint: str) -> list[Piece]:
    """Put the day on which it was said, or reported, behind the verb."""
    if form.before:
        return [*pieces, Glue(joint), day]
    at = next(n for n, p in enumerate(pieces) if isinstance(p, Words) and p.is_cue)
    head, verb, rest = pieces[:at], pieces[at], pieces[at + 1 :]
    if isinstance(verb, Words) and verb.text.endswith(":"):
        bare = Words(verb.text.removesuffix(":"), verb.clause, is_cue=True)
        return [*head, bare, Glue(joint), day, Words(":", verb.clause), *rest]
    return [*head, verb, Glue(joint), day, *rest]


def _takes_remarks(form: Form) -> bool:
    """Tell whether "in remarks reported on" can follow the verb: not between it and its object."""
    return bool(form.before) or form.verb.endswith(":") or form.rest.startswith("that ")


def _with_also(pieces: list[Piece]) -> list[Piece]:
    """Tie a sentence to the one before, of the same speaker."""
    at = next(n for n, p in enumerate(pieces) if isinstance(p, Words) and p.is_cue)
    return [*pieces[:at], Glue(" also"), *pieces[at:]]


def _lowered(pieces: list[Piece], form: Form) -> list[Piece]:
    """Begin in small letters behind other words."""
    first, *rest = pieces
    if form.before and isinstance(first, Words):
        start = form.lowered[:1] + first.text[1:]
        return [Words(start, first.clause), *rest]
    return pieces


def _ended(pieces: list[Piece]) -> list[Piece]:
    text = "".join(piece.text for piece in pieces)
    return pieces if text.endswith((".", "!", "?", ".”", "!”", "?”")) else [*pieces, Glue(".")]
