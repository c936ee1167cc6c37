"""Split a sentence into the statements that can be true or false by themselves.

Who is said to say it comes first: the words of each act of speech are one group, with the speaker
apart, and what the text says in its own voice another. A group falls into its clauses: coordinated
ones, subordinate ones, relative ones with enough to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from vedette.brief.check.passages import Passage, Unit
from vedette.brief.check.words import listed
from vedette.model import Attribution, Figure, Reading, Span, TimeMention, Token

FEWEST = 3  # words of its own that make a clause a statement
_CLAUSES = frozenset({"conj", "advcl", "relcl", "acl", "ccomp", "parataxis", "pcomp"})
_FREE = frozenset({"advcl", "acl"})  # what hangs so on a verb of speech is told, not its manner
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BOUND = frozenset({"if", "unless", "than", "so", "because", "to", "whether", "until", "till"})


@dataclass(frozen=True)
class Statement(Passage):
    """Hold some words of a sentence: what is said, and by whom the sentence says it is said.

    `told` are the acts of speech around the words, the innermost first; `framing` are words of
    `words` that tell of the speech, not of what is said: a role, an occasion, a day. `borrowed`
    are words of another clause, whose subject is also the one of this.
    """

    words: frozenset[int] = frozenset()
    told: tuple[Attribution, ...] = ()
    framing: frozenset[int] = frozenset()
    borrowed: frozenset[int] = frozenset()

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return the words that mean something, of what is said in this statement."""
        found = (self._unit(token) for token in self.tokens if token.i not in self.framing)
        return tuple(unit for unit in found if unit)

    @cached_property
    def frame_units(self) -> tuple[Unit, ...]:
        """Return the words that tell of the speech: names, roles, occasions."""
        found = (self._unit(token) for token in self.tokens if token.i in self.framing)
        return tuple(unit for unit in found if unit)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens of the statement."""
        whole = self.reading.tokens_of(self.sentence)
        return tuple(t for t in whole if t.i in self.words or t.i in self.borrowed)

    @cached_property
    def span(self) -> Span:
        """Return the words from the first to the last of the statement's own."""
        own = [t for t in self.tokens if t.i in self.words and t.i not in self.framing]
        while len(own) > 1 and (_is_edge(own[-1]) or own[-1].pos == "ADP"):
            own.pop()
        while len(own) > 1 and _is_edge(own[0]):
            own.pop(0)
        if not own:
            return self.reading.span(self.sentence.start, self.sentence.end)
        return self.reading.span(own[0].start, own[-1].end)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures whose number stands in the statement."""
        starts = {t.start for t in self.tokens}
        return tuple(f for f in self._of_sentence.figures if f.number.start in starts)

    @cached_property
    def times(self) -> tuple[TimeMention, ...]:
        """Return the times that the statement names."""
        starts = {t.start for t in self.tokens}
        return tuple(t for t in self._of_sentence.times if t.span.start in starts)

    @cached_property
    def _of_sentence(self) -> Passage:
        return Passage(self.reading, self.analysis, self.sentence)


def statements(passage: Passage) -> tuple[Statement, ...]:
    """Return the statements of a sentence in order; one that says one thing gives itself."""
    found = [s for group in _groups(passage) for s in _clauses(passage, group)]
    told = [s for s in found if s.units]
    return tuple(sorted(told, key=lambda s: min(s.words)))


@dataclass(frozen=True, slots=True)
class _Group:
    told: tuple[Attribution, ...]
    words: frozenset[int]
    framing: frozenset[int]


def _groups(passage: Passage) -> list[_Group]:
    """Part the words by who is said to say them; the words of the saying go with what is said."""
    acts = [a for a in passage.carriers if a.speaker or a.source]
    owner = {t.i: tuple(a for a in passage.carriers_of(t) if a in acts) for t in passage.tokens}
    saying = {t.i: a for a in acts for t in passage.tokens if _says(a, t)}
    beside = _beside(passage, owner, saying)
    words: dict[tuple[str, ...], set[int]] = {}
    told: dict[tuple[str, ...], tuple[Attribution, ...]] = {}
    framing: dict[str, set[int]] = {}
    for token in passage.tokens:
        act = saying.get(token.i) or beside.get(token.i)
        if act is not None and not _is_cue(act, token):
            framing.setdefault(act.id, set()).add(token.i)
        if act is None or (token.i in saying and _does_more(passage, act, token)):
            words.setdefault(tuple(a.id for a in owner[token.i]), set()).add(token.i)
        told[tuple(a.id for a in owner[token.i])] = owner[token.i]
    found = []
    for key, own in words.items():
        around = set().union(*(framing.pop(i, set()) for i in key)) - own
        found.append(_Group(told[key], frozenset(own | around), frozenset(around)))
    return _whole(passage, found)


def _does_more(passage: Passage, act: Attribution, token: Token) -> bool:
    """Tell whether a speaker is the subject of another verb: "The army fired one, stressing that".

    His name then belongs to what he does too.
    """
    tokens = passage.reading.tokens
    while _says(act, tokens[token.head]) and token.head != token.i:
        token = tokens[token.head]
    return token.dep in _SUBJECTS and not _is_cue(act, token) and not _says(act, tokens[token.head])


def _whole(passage: Passage, groups: list[_Group]) -> list[_Group]:
    """Give what a group of too few words holds to the one before it: "…, he said, with them"."""
    kept: list[_Group] = []
    for group in groups:
        own = [t for t in passage.tokens if t.i in group.words and t.i not in group.framing]
        if group.told or (not kept and len(groups) == 1) or _says_something(passage, own):
            kept.append(group)
    return kept or groups


def _says_something(passage: Passage, tokens: Sequence[Token]) -> bool:
    return sum(passage._unit(t) is not None for t in tokens) >= FEWEST - 1  # noqa: SLF001


def _says(act: Attribution, token: Token) -> bool:
    return any(s.start <= token.start < s.end for s in (*act.source, *act.cue))


def _is_cue(act: Attribution, token: Token) -> bool:
    return any(s.start <= token.start < s.end for s in act.cue)


def _beside(
    passage: Passage, owner: dict[int, tuple[Attribution, ...]], saying: dict[int, Attribution]
) -> dict[int, Attribution]:
    """Return what hangs on words of speech and is not said: "told CNN on Monday"."""
    tokens, found = passage.reading.tokens, {}
    for token in passage.tokens:
        if token.i in saying:
            continue
        above = token
        while above.head != above.i and above.dep not in _FREE:
            above = tokens[above.head]
            act = saying.get(above.i)
            if act is not None and act not in owner[token.i]:
                found[token.i] = act
                break
            if owner.get(above.i) != owner[token.i]:
                break
    return found


def _clauses(passage: Passage, group: _Group) -> Iterator[Statement]:
    own = [t for t in passage.tokens if t.i in group.words and t.i not in group.framing]
    heads = _heads(passage, own)
    parts: dict[int, set[int]] = {}
    for token in own:
        parts.setdefault(_head_of(passage.reading, token, heads), set()).add(token.i)
    for head in heads:
        if moved := _actors(passage.reading, passage.reading.tokens[head]):
            parts = {one: words - moved for one, words in parts.items()}
            parts[head] |= moved
    first = min(parts, key=lambda head: min(parts[head])) if parts else -1
    for head, words in parts.items():
        framing = group.framing if head == first else frozenset()
        borrowed = _shared_subject(passage.reading, head, parts) if head in heads else frozenset()
        yield Statement(
            passage.reading,
            passage.analysis,
            passage.sentence,
            frozenset(words | framing),
            group.told,
            framing,
            borrowed - frozenset(words),
        )


def _heads(passage: Passage, own: Sequence[Token]) -> frozenset[int]:
    """Return the words that head clauses with enough to say."""
    reading = passage.reading
    heads = {t.i for t in own if _opens_clause(reading, t)}
    while True:
        sizes = {h: len(_actors(reading, reading.tokens[h])) for h in heads}
        main = 0
        for token in own:
            if passage._unit(token) is None and not passage.is_timed(token):  # noqa: SLF001
                continue
            head = _head_of(reading, token, frozenset(heads))
            if head in sizes:
                sizes[head] += 1
            else:
                main += 1
        small = {h for h in heads if sizes[h] < FEWEST}
        if 0 < main < FEWEST - 1 and heads - small:
            small.add(min(heads))
        if not small:
            return frozenset(heads)
        heads -= small


def _opens_clause(reading: Reading, token: Token) -> bool:
    if token.dep == "prep" and token.lower in listed("asides"):
        return True
    if token.dep not in _CLAUSES or token.pos not in ("VERB", "AUX"):
        return False
    near = [reading.tokens[c] for c in reading.children[token.i]]
    marks = {t.lower for t in near if t.dep in ("mark", "aux")}
    if "to" in marks and _has_actor(reading, token):
        return True
    has_subject = any(t.dep in _SUBJECTS for t in near)
    tests = {
        "ccomp": has_subject and not marks and token.i < token.head,  # "It is shut; trains run"
        "pcomp": has_subject,  # "with the army holding the bridge"
        "conj": reading.tokens[token.head].pos in ("VERB", "AUX"),
    }
    return not marks & _BOUND and tests.get(token.dep, True)


def _has_actor(reading: Reading, token: Token) -> bool:
    """Tell whether a verb has its actor before "to": "... and Latvia to close its airspace"."""
    return bool(_actors(reading, token))


def _actors(reading: Reading, token: Token) -> frozenset[int]:
    """Return the names before "to" that act, though the parse joins them to the clause before.

    Of "with Belarus and Lithuania and Latvia to close", the last two, which "and" joins once more.
    """
    to = next((reading.tokens[c] for c in reading.children[token.i]), None)
    if to is None or to.lower != "to" or token.dep != "advcl" or not to.i:
        return frozenset()
    last = reading.tokens[to.i - 1]
    if last.pos != "PROPN" or last.dep != "conj":
        return frozenset()
    other = reading.tokens[last.head]
    joined = other.pos == "PROPN" and other.dep == "conj" and last.i - other.i == 2
    return frozenset({last.i, last.i - 1, other.i} if joined else {last.i})


def _head_of(reading: Reading, token: Token, heads: frozenset[int]) -> int:
    """Return the head of the clause that a word stands in, -1 for the main clause."""
    while True:
        if token.i in heads:
            return token.i
        if token.head == token.i:
            return -1
        token = reading.tokens[token.head]


def _shared_subject(reading: Reading, head: int, parts: dict[int, set[int]]) -> frozenset[int]:
    """Return the words of the subject that a clause shares, or of the noun that it tells of."""
    token = reading.tokens[head]
    near = [reading.tokens[c] for c in reading.children[head]]
    has_own = any(t.dep in _SUBJECTS and t.pos != "PRON" for t in near)
    if has_own or token.head == token.i:
        return frozenset()
    above = reading.tokens[token.head]
    if token.dep in ("relcl", "acl", "appos"):
        return _noun(reading, above, parts[head])
    while above.dep == "conj" and not _subject(reading, above):
        above = reading.tokens[above.head]
    subject = _subject(reading, above) if token.dep == "conj" else None
    return _noun(reading, subject, parts[head]) if subject else frozenset()


def _subject(reading: Reading, verb: Token) -> Token | None:
    near = (reading.tokens[c] for c in reading.children[verb.i])
    return next((t for t in near if t.dep in _SUBJECTS), None)


def _noun(reading: Reading, noun: Token, without: Iterable[int]) -> frozenset[int]:
    """Return a noun with the words before it and its name, without clauses behind it."""
    left = {
        reading.tokens[c].i
        for c in reading.children[noun.i]
        if reading.tokens[c].dep in ("compound", "amod", "nmod", "poss", "nummod", "det")
    }
    deeper = {g for c in left for g in reading.children[c]}
    return frozenset({noun.i} | left | deeper) - frozenset(without)


def _is_edge(token: Token) -> bool:
    return token.pos in ("PUNCT", "CCONJ", "SCONJ", "SPACE") or token.lower in listed("edges")
