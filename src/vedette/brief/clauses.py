"""Contents as clauses: whether words can stand alone, in which tense, and where they may be cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vedette.brief.lexicon import listed, shifts
from vedette.brief.texts import curly, plain
from vedette.data.catalogue import names
from vedette.data.matcher import fold_name
from vedette.model import EntityKind, Reading, Span, Speaker, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_THING = frozenset({"it", "its"})
_ANTECEDENTS = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "conj"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
_ORDINALS = frozenset({"first", "second", "third", "latter", "former", "others"})
_FIRST = frozenset({"i", "we", "us", "our", "my", "me", "you", "your", "ours", "mine"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_BODIES = frozenset(
    {EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.FORCE, EntityKind.PUBLISHER}
)
LONG = 26  # words; a longer content is cut at a clause border where it can be


@dataclass(frozen=True, slots=True)
class Content:
    """Hold words said: whether they are a clause, in the past, and lean on words outside them."""

    text: str
    is_clause: bool
    is_past: bool
    leans: bool
    means_speaker: bool  # by a pronoun, so that the name must stand before it
    lowered: str
    reported: str  # as it stands behind "said that"
    foretold: str  # the same of what lay ahead: "begins on Friday" is "would begin"; "" for others
    starts: frozenset[int]

    def starts_sentence(self, offset: int) -> bool:
        """Tell whether a sentence begins at an offset of the report."""
        return offset in self.starts


def content_of(
    reading: Reading,
    spans: Sequence[Span],
    speaker: Speaker | None,
    *,
    quoted: bool,
    dated: Mapping[int, tuple[int, str]] | None = None,
) -> Content | None:
    """Look at words said as a clause; None where their tokens are not there.

    `dated` gives for the starts of some expressions where they end and the day to write instead.
    """
    tokens = [
        t
        for t in reading.tokens
        if any(s.start <= t.start and t.end <= s.end for s in spans) and t.text.strip()
    ]
    tokens = _without_edges(tokens)
    if not tokens:
        return None
    kept = tokens if quoted else _cut(tokens)
    root = _root(kept)
    text = curly(_text(reading, kept, dated or {}))
    return Content(
        text=text,
        is_clause=_is_clause(root, kept, reading) and not _is_broken(text),
        is_past=root is not None and _is_past(root, kept),
        leans=_leans(kept, root, speaker, quoted=quoted),
        means_speaker=not quoted and any(t.tag in {"PRP", "PRP$"} for t in kept[:6]),
        lowered=_lowered(kept[0], text),
        reported=_reported(reading, kept, root, dated or {}),
        foretold=_foretold(reading, kept, root, dated or {}),
        starts=frozenset(s.start for s in reading.sentences),
    )


def _reported(
    reading: Reading,
    tokens: Sequence[Token],
    root: Token | None,
    dated: Mapping[int, tuple[int, str]],
) -> str:
    """Return a clause as reported speech has it: "is" becomes "was", "will" becomes "would"."""
    shifted = dict(dated)
    if root is not None:
        below = [t for t in tokens if t.head == root.i and t.dep in {"aux", "auxpass"}]
        first = next((t for t in sorted(below, key=lambda t: t.i) if t.tag in _FINITE), root)
        past = shifts().get(first.lower)
        if past and first.pos == "AUX":
            shifted[first.start] = (first.end, past)
    return _lowered(tokens[0], curly(_text(reading, tokens, shifted)))


def _foretold(
    reading: Reading,
    tokens: Sequence[Token],
    root: Token | None,
    dated: Mapping[int, tuple[int, str]],
) -> str:
    """Return a clause in the present or with "will" as what was to come; "" for others."""
    first = _first_verb(tokens, root)
    if first is None:
        return ""
    main = {"be", (root or first).lemma.lower()}
    plain = first.tag in _PRESENT and first.lemma.lower() in main
    if not plain and first.lower != "will":
        return ""
    if plain and not _is_dated(tokens, root, dated):
        return ""
    verb = f" {first.lemma.lower()}" if plain else ""
    shifted = {**dated, first.start: (first.end, f"would{verb}")}
    return _lowered(tokens[0], curly(_text(reading, tokens, shifted)))


def _is_dated(
    tokens: Sequence[Token], root: Token | None, dated: Mapping[int, tuple[int, str]]
) -> bool:
    """Tell whether a day belongs to the main clause, or none is told apart.

    "It watches the drill, which ends on Friday" tells of what is, though Friday was to come.
    """
    days = [t for t in tokens if t.ent == "DATE" or t.start in dated]
    return root is None or not days or any(_is_of_main(t, root, tokens) for t in days)


def _is_of_main(token: Token, root: Token, tokens: Sequence[Token]) -> bool:
    by_place = {t.i: t for t in tokens}
    while token.i != root.i and token.dep not in _CLAUSES and token.head in by_place:
        if token.head == token.i:
            return True
        token = by_place[token.head]
    return token.i == root.i or token.dep not in _CLAUSES


def _first_verb(tokens: Sequence[Token], root: Token | None) -> Token | None:
    """Return the verb of a clause that is inflected; of words without a head the only such one."""
    if root is None:
        finite = [t for t in tokens if t.tag in _FINITE]
        return finite[0] if len(finite) == 1 else None
    below = [t for t in tokens if t.head == root.i and t.dep in {"aux", "auxpass"}]
    return next((t for t in sorted(below, key=lambda t: t.i) if t.tag in _FINITE), root)


def _without_edges(tokens: list[Token]) -> list[Token]:
    """Leave out "that" before a clause and punctuation at both ends."""
    while tokens and (tokens[0].pos == "PUNCT" and tokens[0].text not in "“\"‘'("):
        tokens = tokens[1:]
    if tokens and tokens[0].lower == "that" and tokens[0].dep == "mark":
        tokens = tokens[1:]
    while tokens and tokens[-1].text in {",", ";", ":", ".", "-", "–", "—"}:
        tokens = tokens[:-1]
    return tokens


def _text(reading: Reading, tokens: Sequence[Token], dated: Mapping[int, tuple[int, str]]) -> str:
    """Return the words of tokens, days instead of weekdays; a blank where words were left out."""
    text, parts, last = reading.report.text, [], tokens[0].start
    until = -1
    for token in tokens:
        if token.start < until:
            last = max(last, token.end)
            continue
        gap = text[last : token.start] if not text[last : token.start].strip() else " "
        parts.append(gap)
        if token.start in dated:
            until, words = dated[token.start]
            parts.append(words)
            last = until
            continue
        parts.append(token.text)
        last = token.end
    return plain("".join(parts))


def _root(tokens: Sequence[Token]) -> Token | None:
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.pos != "PUNCT" and (t.head not in inside or t.head == t.i)]
    verbs = [t for t in heads if t.pos in {"VERB", "AUX"}]
    if len(verbs) != 1 or len(heads) > 1:
        return None  # words that hang on nothing inside: no clause
    return verbs[0]


def _is_clause(root: Token | None, tokens: Sequence[Token], reading: Reading) -> bool:
    """Tell whether words are a clause: by their parse, or because they are a printed sentence.

    A sentence that the parser takes for a heap of nouns is still a sentence.
    """
    if root is not None and _is_finite(root, tokens):
        return True
    printed = any(
        s.start == tokens[0].start and tokens[-1].end <= s.end <= tokens[-1].end + 2
        for s in reading.sentences
        if reading.report.text[s.start : s.end].rstrip().endswith(".")
    )
    return printed and any(t.tag in _FINITE for t in tokens)


def _is_finite(root: Token, tokens: Sequence[Token]) -> bool:
    below = [t for t in tokens if t.head == root.i and t.i != root.i]
    if not any(t.dep in _SUBJECTS for t in below):
        return False
    return root.tag in _FINITE or any(
        t.dep in {"aux", "auxpass"} and t.tag in _FINITE for t in below
    )


def _is_past(root: Token, tokens: Sequence[Token]) -> bool:
    below = [t for t in tokens if t.head == root.i and t.dep in {"aux", "auxpass"}]
    first = next((t for t in sorted(below, key=lambda t: t.i) if t.tag in _FINITE), root)
    return first.tag in _PAST or first.lower in listed("past")


def _is_broken(text: str) -> bool:
    """Tell whether marks are left open, or words end in the middle."""
    pairs = (("“", "”"), ("(", ")"))
    open_ = any(text.count(a) != text.count(b) for a, b in pairs) or text.count('"') % 2 == 1
    return open_ or text.endswith(("-", "…"))


def _lowered(first: Token, text: str) -> str:
    keeps = first.pos == "PROPN" or first.ent or first.text == "I" or first.text[1:2].isupper()
    keeps = keeps or fold_name(first.text) in names()  # "Russian", "American"
    return text if keeps else f"{text[:1].lower()}{text[1:]}"


# ---- what leans on words outside ---------------------------------------------------------------


def _leans(
    tokens: Sequence[Token], root: Token | None, speaker: Speaker | None, *, quoted: bool
) -> bool:
    if not tokens:
        return False
    first = tokens[0].lower
    if (
        first == "such"
        or tokens[0].dep == "cc"
        or first in {"and", "but", "or", "so", "then", "yes", "no", "also"}
    ):
        return True
    if any(t.lower in listed("leaning") for t in tokens) or tokens[-1].lower in listed("ends"):
        return True
    return any(_is_open(n, tokens, speaker, quoted=quoted) for n in range(len(tokens))) or (
        root is not None and _has_open_subject(root, tokens)
    )


def _is_open(  # noqa: PLR0911 - one for each kind of pronoun
    n: int, tokens: Sequence[Token], speaker: Speaker | None, *, quoted: bool
) -> bool:
    """Tell whether a pronoun has nothing that it can stand for."""
    token = tokens[n]
    word = token.lower
    if token.pos == "PRON" and word in {"this", "that", "these", "those", "one", "ones", "such"}:
        relative = token.dep == "mark" or token.tag in {"WDT", "WP"}
        return not relative and not (word in {"that", "those"} and n + 1 < len(tokens) and n > 0)
    if word in _FIRST:
        return not quoted
    if word in {"there", "here"} and token.dep == "advmod":
        return True
    if word in _ORDINALS and token.dep in {"nsubj", "pobj", "dobj", "nsubjpass"}:
        return True
    nouns = [t for t in tokens[:n] if t.pos in _NOUNS and (t.dep in _ANTECEDENTS or t.ent)]
    if word in _PEOPLE:
        mine = not quoted and speaker is not None and speaker.kind is EntityKind.PERSON
        return not mine and not any(t.ent == "PERSON" for t in nouns)
    if word in _MANY or word in _THING:
        if token.dep == "expl":
            return False
        mine = not quoted and speaker is not None and speaker.kind in _BODIES and word != "them"
        group = speaker is not None and speaker.kind is EntityKind.GROUP and word in _MANY
        return not (mine or (group and not quoted)) and not nouns
    return False


def _has_open_subject(root: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether the subject is known only from what stood before: "the decision", "the step"."""
    subject = next((t for t in tokens if t.head == root.i and t.dep in _SUBJECTS), None)
    if subject is None or subject.pos != "NOUN":
        return False
    below = [t for t in tokens if t.head == subject.i]
    definite = any(t.dep == "det" and t.lower in _DEFINITE for t in below)
    more = any(t.dep not in {"det", "punct"} for t in below)
    word = subject.lemma.lower()
    return definite and not more and word not in _known()


def _known() -> frozenset[str]:
    from vedette.data.codebook import activity_types

    exercise = next((one.nouns for one in activity_types() if one.type == "exercise"), frozenset())
    return frozenset(listed("known_things")) | exercise


# ---- cutting -----------------------------------------------------------------------------------


def _cut(tokens: list[Token]) -> list[Token]:
    """Leave out clauses at the end of a long content that add to it and do not change it."""
    while len(tokens) > LONG:
        border = _border(tokens)
        if border is None:
            return tokens
        tokens = tokens[:border]
    return tokens


def _border(tokens: Sequence[Token]) -> int | None:
    for n in range(len(tokens) - 2, len(tokens) // 2, -1):
        if tokens[n].text not in {",", ";"}:
            continue
        tail, kept = tokens[n + 1 :], {t.i for t in tokens[:n]}
        if any(t.head not in {x.i for x in tail} | kept for t in tail):
            continue
        heads = [t for t in tail if t.head in kept]
        loose = all(
            t.dep in {"relcl", "advcl", "appos", "acl", "conj", "punct", "cc", "prep"}
            for t in heads
        )
        bound = any(t.lower in listed("binding") for t in tail[:3])
        inside = any(t.head in {x.i for x in tail} for t in tokens[:n])
        if loose and not bound and not inside:
            return n
    return None
