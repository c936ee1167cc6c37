"""What a report has introduced so far: persons with their roles, bodies, states, speakers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.catalogue import organisations, persons, state_by_iso, states
from vedette.model import Attribution, EntityKind, Mention, Reading, Span, Speaker, Token

PERSON = EntityKind.PERSON
BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.FORCE, EntityKind.PUBLISHER})
_APPOSED = frozenset({"appos", "compound", "flat", "nmod", "amod", "poss", "case", "det"})


@cache
def words(language: str, table: str, key: str) -> frozenset[str]:
    """Return a word list of the language's speech lexicon; a language without one has none."""
    try:
        data: dict[str, Any] = read_toml(f"languages/{language}/speech.toml")
    except FileNotFoundError:
        return frozenset()
    return frozenset(data.get(table, {}).get(key, ()))


@cache
def _person_records() -> dict[str, Any]:
    return {f"person/{p.id.removeprefix('person/')}": p for p in persons()}


@cache
def _organisation_records() -> dict[str, Any]:
    return {f"organisation/{o.id.removeprefix('organisation/')}": o for o in organisations()}


@dataclass(slots=True)
class Profile:
    """Hold what is known of one person: words of his office, body, state, sex where told."""

    name: str
    id: str | None
    titles: set[str] = field(default_factory=set)
    role: str | None = None
    body: str | None = None
    state: str | None = None
    words: set[str] = field(default_factory=set)
    female: bool | None = None
    first: int = 0


@dataclass
class Scene:
    """Hold the mentions of a report and what they tell of persons. Not slotted: it grows."""

    reading: Reading
    mentions: tuple[Mention, ...]

    def __post_init__(self) -> None:
        self.language = self.reading.language
        self.profiles: dict[str, Profile] = {}
        self._owner: dict[int, Mention] = {}
        self._starts = [s.start for s in self.reading.sentences]
        for mention in self.mentions:
            for token in self.reading.tokens_between(mention.span.start, mention.span.end):
                self._owner.setdefault(token.i, mention)
        for mention in self.mentions:
            if mention.kind is PERSON:
                self._meet(mention)

    def words(self, key: str) -> frozenset[str]:
        """Return a word list on speakers."""
        return words(self.language, "speakers", key)

    def mention_at(self, i: int) -> Mention | None:
        """Return the mention that holds a token."""
        return self._owner.get(i)

    def office_word(self, token: Token) -> str:
        """Return a word of an office in one spelling."""
        return "defence" if token.lower == "defense" else token.lower

    def inside(self, start: int, end: int) -> list[Mention]:
        """Return the mentions inside a stretch of text."""
        return [m for m in self.mentions if start <= m.span.start and m.span.end <= end]

    def block_of(self, offset: int) -> int:
        """Return the number of the paragraph at an offset."""
        blocks = self.reading.report.blocks
        return next((n for n, b in enumerate(blocks) if b.start <= offset < b.end), -1)

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentences_between(self, start: int, end: int) -> int:
        """Count the sentences from one offset to another, those inside quotations left out."""
        between = self.reading.sentences[self.sentence_at(start) + 1 : self.sentence_at(end) + 1]
        quoted = self.reading.quotations
        return sum(
            not any(q.start <= s.start and s.end <= q.end + 1 for q in quoted) for s in between
        )

    def seat(self) -> str | None:
        """Return the state whose capital heads the report's dateline."""
        dateline = self.reading.report.dateline
        place = (dateline.place or "").split(",")[0].strip().lower() if dateline is not None else ""
        if not place:
            return None
        return next((s.iso for s in states() if s.capital.lower() == place), None)

    def _meet(self, mention: Mention) -> None:
        """Note a person with the words of office around the name."""
        key = mention.ref.id or mention.ref.name
        profile = self.profiles.get(key)
        if profile is None:
            profile = Profile(mention.ref.name, mention.ref.id, first=mention.span.start)
            self._known(profile)
            self.profiles[key] = profile
        tokens = self.reading.tokens_between(mention.span.start, mention.span.end)
        if tokens:
            around = office_tokens(self.reading, tokens)
            self._office(profile, tokens, around)
            self._sex(profile, around)

    def _known(self, profile: Profile) -> None:
        record = _person_records().get(profile.id or "")
        if record is None:
            return
        profile.state = record.state or None
        day = self.reading.report.published.start
        for role in record.roles:
            if holds(role.start, role.end, day.isoformat() if day else ""):
                profile.body = profile.body or (role.body or None)
                profile.role = profile.role or role.role

    def _office(self, profile: Profile, name: tuple[Token, ...], around: list[Token]) -> None:
        titles = [t for t in around if t.lemma.lower() in self.words("titles")]
        for token in titles:
            prime = token.i > 0 and self.reading.tokens[token.i - 1].lower == "prime"
            profile.titles.add("premier" if prime else token.lemma.lower())
        first = min((t.i for t in (*around, *name)), default=0)
        beside = self.reading.tokens[max(first - 1, 0)]
        before = [*self.reading.tokens[beside.left : beside.i + 1], *around]
        if any(t.lemma.lower() == "counterpart" for t in before):
            self._counterpart(profile, before)
        if titles:
            profile.words |= {self.office_word(t) for t in around}
        for token in around:
            mention = self.mention_at(token.i)
            if mention is None:
                continue
            if mention.kind in BODIES and titles and mention.kind is not EntityKind.PUBLISHER:
                profile.body = profile.body or mention.ref.name
            if mention.kind is EntityKind.STATE and titles:
                profile.state = profile.state or state_of(mention)

    def _counterpart(self, profile: Profile, around: list[Token]) -> None:
        """Give "his Greek counterpart X" the office of the one named before, and his own state."""
        start = self.reading.sentence_of(around[0]).start
        before = [
            p for m in self.inside(start, around[0].start)
            if m.kind is PERSON and (p := self.profile(m)) is not None and p is not profile
        ]  # fmt: skip
        if before:
            profile.titles |= before[-1].titles
            profile.words |= before[-1].words
        states = (state_of(m) for t in around if (m := self.mention_at(t.i)) is not None)
        profile.state = profile.state or next((s for s in states if s), None)

    def _sex(self, profile: Profile, around: list[Token]) -> None:
        if profile.female is not None:
            return
        near = {t.lower for t in around} | {t.lemma.lower() for t in around}
        given = profile.name.split()[0].lower() if " " in profile.name else ""
        if near & self.words("feminine") or given in self.words("female_names"):
            profile.female = True
        elif near & self.words("masculine") or given in self.words("male_names"):
            profile.female = False

    def profile(self, mention: Mention) -> Profile | None:
        """Return the profile of a person mentioned."""
        return self.profiles.get(mention.ref.id or mention.ref.name)


def holds(start: str, end: str, day: str) -> bool:
    """Tell whether an office was held on a day; an unknown day or end counts as held."""
    if not day:
        return not end
    return (not start or start <= day) and (not end or day[: len(end)] <= end)


def office_tokens(reading: Reading, name: tuple[Token, ...]) -> list[Token]:
    """Return the words that belong to a name: "Kremlin spokesman X", "X, a senior general"."""
    inside = {t.i for t in name}
    head = next((t for t in reversed(name) if t.head not in inside), name[-1])
    found = [t for t in reading.tokens[head.left : head.i] if t.i not in inside]
    for c in reading.children[head.i]:
        child = reading.tokens[c]
        if child.dep == "appos" and c not in inside:
            found += reading.tokens[child.left : child.right + 1]
    # "the minister, X, said": the name stands in apposition to the office.
    over = reading.tokens[head.head]
    if head.dep == "appos" and over.pos in ("NOUN", "PROPN"):
        found += [t for t in reading.tokens[over.left : head.left] if t.i not in inside]
    return [t for t in found if t.pos not in ("PUNCT", "DET", "VERB")]


def state_of(mention: Mention) -> str | None:
    """Return the ISO code of a state mention."""
    if mention.kind is not EntityKind.STATE or not mention.ref.id:
        return None
    iso = mention.ref.id.removeprefix("state/")
    return iso if state_by_iso(iso) is not None else None


def state_of_body(mention: Mention) -> str | None:
    """Return the ISO code of an organisation's state."""
    record = _organisation_records().get(mention.ref.id or "")
    return (record.state or None) if record is not None else None


def kind_of_body(key: str | None) -> str:
    """Return the catalogue's kind of an organisation by id, "" where it has none."""
    record = _organisation_records().get(key or "")
    return record.kind if record is not None else ""


@dataclass(slots=True)
class Turn:
    """Hold a resolved attribution with the speaker, for those who come after."""

    attribution: Attribution
    speaker: Speaker | None
    start: int
    inner: bool = False  # said inside somebody else's words


def outer_of(turns: list[Turn], span: Span) -> Turn | None:
    """Return the turn whose content holds a stretch of text, the innermost one."""
    for turn in reversed(turns):
        if any(content.covers(span) for content in turn.attribution.content):
            return turn
    return None
