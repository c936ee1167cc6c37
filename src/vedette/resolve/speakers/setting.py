"""The setting of an utterance: when, in which medium, on which occasion, to whom, after whom."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import (
    UNKNOWN_WHEN,
    Attribution,
    Reading,
    Span,
    TimeMention,
    TimeType,
    Token,
    When,
)
from vedette.resolve.speakers.relays import carriers, cited_by_source, name_behind
from vedette.resolve.speakers.scene import Scene, words

_LINKS = frozenset({"in", "on", "at", "during", "via", "through", "to", "after", "by", "over"})
_TOLD = frozenset(
    {"tell", "inform", "assure", "remind", "warn", "notify", "brief", "ask", "reassure"}
)
_CLIMB = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what stands around a cue."""

    uttered: When = UNKNOWN_WHEN
    medium: str | None = None
    occasion: str | None = None
    addressee: str | None = None
    cited: Span | None = None
    carriers: tuple[str | Span, ...] = ()


def setting_of(scene: Scene, one: Attribution, times: tuple[TimeMention, ...]) -> Setting:
    """Return the setting of one attribution; without a cue it has none."""
    reading = scene.reading
    cue = _cue_tokens(reading, one)
    verbs = [t for t in cue if t.pos in ("VERB", "AUX", "ADP", "NOUN")]
    if not verbs:
        return Setting()
    inside = {t.i for t in cue}
    medium, addressee = _medium(reading, one, cue)
    return Setting(
        uttered=_uttered(reading, one, inside, times),
        medium=medium,
        occasion=_occasion(reading, one, cue) or _place(reading, one, cue),
        addressee=_addressee(reading, one, cue) or addressee,
        cited=cited_by_source(scene, one, cue),
        carriers=tuple(carriers(scene, one, cue, _phrases(reading, one, cue))),
    )


def _cue_tokens(reading: Reading, one: Attribution) -> list[Token]:
    return [t for span in one.cue for t in reading.tokens_between(span.start, span.end)]


def _covered(spans: tuple[Span, ...], token: Token) -> bool:
    return any(s.start <= token.start < s.end for s in spans)


def _uttered(
    reading: Reading, one: Attribution, cue: set[int], times: tuple[TimeMention, ...]
) -> When:
    """Return the time that hangs on the cue ("said again on Monday"), never one in the content."""
    for time in times:
        if time.type not in (TimeType.DATE, TimeType.TIME) or not time.when.is_known:
            continue
        tokens = reading.tokens_between(time.span.start, time.span.end)
        later = reading.report.published.end
        if later is not None and time.when.start is not None and time.when.start > later:
            continue  # what lies ahead is what is spoken of, not when
        if not tokens or _covered(one.content, tokens[0]) or _covered(one.source, tokens[0]):
            continue
        if _reaches(reading, tokens, cue):
            return time.when
    return UNKNOWN_WHEN


def _reaches(reading: Reading, tokens: tuple[Token, ...], cue: set[int]) -> bool:
    """Tell whether a time hangs on the cue, itself or through its medium ("in a note on Friday").

    "In May they cut it and said ..." dates both verbs; "a calmer picture than in 2021" none.
    """
    inside = {t.i for t in tokens}
    settings = words(reading.language, "mediums", "nouns") | words(
        reading.language, "occasions", "nouns"
    )
    i = next((t.i for t in tokens if t.head not in inside), tokens[0].i)
    for _ in range(_CLIMB):
        token = reading.tokens[reading.tokens[i].head]
        if token.i in cue:
            return True
        if token.i == i or token.lower == "than":
            return False
        if token.pos in ("VERB", "AUX"):
            joined = any(reading.tokens[k].dep == "conj" and reading.tokens[k].head == token.i
                         and not _own_subject(reading, k) for k in cue)  # fmt: skip
            return joined and tokens[0].i < token.i
        if token.dep == "dobj" and token.lemma.lower() not in settings:
            return False
        i = token.i
    return False


def _own_subject(reading: Reading, verb: int) -> bool:
    return any(reading.tokens[c].dep in ("nsubj", "nsubjpass") for c in reading.children[verb])


def _phrases(reading: Reading, one: Attribution, cue: list[Token]) -> list[tuple[Token, Token]]:
    """Return (preposition, noun) pairs that hang on the cue, outside the content."""
    found: list[tuple[Token, Token]] = []
    for verb in (*cue, *_speaking(reading, cue)):
        for c in reading.children[verb.i]:
            link = reading.tokens[c]
            if link.dep not in ("prep", "advmod") or _covered(one.content, link):
                continue
            for k in reading.children[c]:
                noun = reading.tokens[k]
                if noun.dep == "pobj" and not _covered(one.content, noun):
                    found.append((link, noun))
                    found += _below(reading, noun)
    return found


def _speaking(reading: Reading, cue: list[Token]) -> list[Token]:
    """Return the participle of "Speaking at a forum, X said"."""
    return [
        reading.tokens[c]
        for verb in cue
        for c in reading.children[verb.i]
        if reading.tokens[c].dep == "advcl"
        and reading.tokens[c].lemma in ("speak", "talk", "address")
    ]


def _below(reading: Reading, noun: Token) -> list[tuple[Token, Token]]:
    """Return the prepositional phrases inside a phrase ("in a post on X")."""
    return [
        (reading.tokens[c], reading.tokens[k])
        for c in reading.children[noun.i]
        if reading.tokens[c].dep == "prep"
        for k in reading.children[c]
        if reading.tokens[k].dep == "pobj"
    ]


def _medium(reading: Reading, one: Attribution, cue: list[Token]) -> tuple[str | None, str | None]:
    nouns = words(reading.language, "mediums", "nouns")
    names = words(reading.language, "mediums", "names")
    medium: str | None = None
    for link, noun in _phrases(reading, one, cue):
        if link.lower in ("in", "on", "via", "through", "by") and noun.lower in names:
            medium = f"{medium} on {noun.text}" if medium else noun.text
        elif (
            (link.lower in ("in", "via", "through", "by") or _own_page(reading, link, noun))
            and noun.lemma.lower() in nouns
            and not medium
        ):
            medium = _short(reading, noun)
        elif medium and link.lower == "to" and noun.ent in ("ORG", "PERSON"):
            return medium, reading.token_span(noun.left, noun.right).quote
    for span in one.source:
        head = reading.tokens_between(span.start, span.end)
        if medium is None and head and head[-1].lemma.lower() in nouns:
            medium = head[-1].lemma.lower()
    return medium, None


def _own_page(reading: Reading, link: Token, noun: Token) -> bool:
    pages = words(reading.language, "relays", "own_pages")
    return link.lower == "on" and noun.lemma.lower() in pages


def _short(reading: Reading, noun: Token) -> str:
    """Return a noun with what is compounded with it: "press release", "Telegram post"."""
    first = noun.i
    while first - 1 >= noun.left and reading.tokens[first - 1].dep in ("compound", "amod"):
        first -= 1
    return reading.token_span(first, noun.i).quote


def _occasion(reading: Reading, one: Attribution, cue: list[Token]) -> str | None:
    nouns = words(reading.language, "occasions", "nouns")
    told = [(v, w) for v in cue if v.lemma == "tell" and (w := _whom(reading, v)) is not None]
    for link, noun in (*told, *_phrases(reading, one, cue)):
        if (link, noun) not in told and link.lower not in _LINKS:
            continue
        if noun.lemma.lower() not in nouns:
            continue
        first, last = noun.i, noun.i
        while first - 1 >= noun.left and reading.tokens[first - 1].dep in (
            "compound", "amod", "poss", "case", "nmod", "punct",
        ):  # fmt: skip
            first -= 1
        for c in reading.children[noun.i]:
            child = reading.tokens[c]
            plain = child.dep == "prep" and child.lower in ("in", "with", "at", "of", "on")
            inner = [reading.tokens[k] for k in reading.children[c]]
            if plain and not any(k.ent in ("DATE", "TIME") for k in inner):
                last = max(last, _before_comma(reading, c, child.right))
        return reading.token_span(first, last).quote
    return None


def _whom(reading: Reading, verb: Token) -> Token | None:
    return next(
        (reading.tokens[c] for c in reading.children[verb.i] if reading.tokens[c].dep == "dobj"),
        None,
    )


def _place(reading: Reading, one: Attribution, cue: list[Token]) -> str | None:
    """Return where it was said, for want of an occasion: "said in Riga on Monday"."""
    inside = {t.i for t in cue}
    for link, noun in _phrases(reading, one, cue):
        at = link.lower in ("in", "at", "from") and link.head in inside
        if at and noun.ent in ("GPE", "LOC", "FAC") and noun.pos == "PROPN":
            last = _before_comma(reading, noun.i, noun.right)
            return reading.token_span(link.i, max(last, noun.i)).quote
    return None


def _before_comma(reading: Reading, first: int, last: int) -> int:
    return next((i - 1 for i in range(first, last + 1) if reading.tokens[i].text == ","), last)


def _addressee(reading: Reading, one: Attribution, cue: list[Token]) -> str | None:
    for verb in _speaking(reading, cue):
        whom = _spoken_to(reading, verb)
        if whom is not None:
            return reading.token_span(whom.left, whom.i).quote
    for verb in (v for v in cue if v.lemma in _TOLD):
        for c in reading.children[verb.i]:
            child = reading.tokens[c]
            if child.lemma.lower() in words(reading.language, "occasions", "nouns"):
                continue  # "told a news conference": where, not whom
            if child.dep in ("dobj", "dative") and c > verb.i and not _covered(one.content, child):
                return _people(reading, child)
    return None


def _people(reading: Reading, noun: Token) -> str:
    """Return a noun's phrase without what hangs behind it, but with a name: "the paper X"."""
    named = name_behind(reading, noun)
    last = max(noun.right, named)
    for k in reading.children[noun.i]:
        child = reading.tokens[k]
        if child.left <= named:
            continue
        if child.dep in ("prep", "relcl", "acl", "ccomp", "appos"):
            last = min(last, child.left - 1)
    return reading.token_span(noun.left, max(last, noun.i)).quote.rstrip(" ,")


def _spoken_to(reading: Reading, verb: Token) -> Token | None:
    """Return the people of "speaking to reporters", never the place of "speaking at a forum"."""
    for c in reading.children[verb.i]:
        link = reading.tokens[c]
        if link.lower in ("to", "with") and link.dep in ("prep", "dative"):
            for k in reading.children[c]:
                if reading.tokens[k].dep == "pobj":
                    return reading.tokens[k]
    return None
