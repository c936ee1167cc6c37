"""Relays: the outlets between a report and the one who speaks.

"TASS reported, citing the ministry", "the minister told Reuters", "a statement carried by BelTA",
"X, quoted by Interfax, said", "in an interview with Le Monde", "a letter seen by Der Spiegel".
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.model import Attribution, EntityKind, Reading, Span, Token
from vedette.resolve.speakers.scene import BODIES, PERSON, Scene, words

_CITES = frozenset({"cite", "quote"})
_TALKS = frozenset({"speak", "talk"})
_LINKS = frozenset({"with", "to", "for", "in", "on", "by"})
_NOUNS = ("NOUN", "PROPN")


def cited_by_source(scene: Scene, one: Attribution, cue: list[Token]) -> Span | None:
    """Return whom a source cites: "TASS reported, citing X", "CNN, which quoted X"."""
    if not cue:
        return None
    inside = {t.i for t in cue}
    heads = {t.i for s in one.source for t in scene.reading.tokens_between(s.start, s.end)}
    for token in scene.reading.tokens_of(scene.reading.sentence_of(cue[0])):
        if token.lemma.lower() not in _CITES or token.i in inside or token.tag == "VBN":
            continue
        over = scene.reading.tokens[token.head]
        close = over.i in inside or 0 < token.i - cue[-1].i <= 4
        hangs = token.dep in ("relcl", "acl", "advcl") and over.i in heads
        # The parse hangs a citation at the end on the last verb of what was reported.
        last = token.dep == "advcl" and token.tag == "VBG" and _covered(one.content, over)
        loose = last and scene.reading.tokens[token.i - 1].text == ","
        if (close and not _covered(one.content, token)) or hangs or loose:
            thing = _child(scene, token, "dobj")
            if thing is not None and _speaks(scene, thing):
                return cut_phrase(scene, thing)
    return None


def carriers(
    scene: Scene, one: Attribution, cue: list[Token], phrases: list[tuple[Token, Token]]
) -> list[str | Span]:
    """Return who carried the words, outermost first: names of outlets, phrases still unresolved."""
    found = [
        *_quoting(scene, one, cue),
        *(n for s in one.source for n in _behind(scene, s)),
        *_told(scene, cue),
        *_of_setting(scene, phrases),
    ]
    return list(dict.fromkeys(found))


def _quoting(scene: Scene, one: Attribution, cue: list[Token]) -> Iterator[str | Span]:
    """Yield who quotes: "was quoted by Interfax as saying", "citing X, CNN reported"."""
    for verb in cue:
        quotes = verb.lemma.lower() in _CITES
        if not quotes and (verb.tag != "VBN" or verb is cue[-1]):
            continue
        subject = _child(scene, verb, "nsubj") or _matrix_subject(scene, verb) if quotes else None
        agent = _child(scene, verb, "agent")
        doer = _child(scene, agent, "pobj") if agent is not None else None
        for one_of in (subject, doer):
            if one_of is not None and not _covered(one.source, one_of) and _speaks(scene, one_of):
                yield _name(scene, one_of) or cut_phrase(scene, one_of)


def _behind(scene: Scene, source: Span) -> Iterator[str]:
    """Yield the outlets of "X, cited by Interfax" and "a letter seen by Der Spiegel"."""
    inside = scene.reading.tokens_between(source.start, source.end)
    for noun in inside:
        if noun.pos in _NOUNS:
            yield from _passed_on(scene, noun)
    if not inside:
        return
    # Behind the comma: "concluded X, cited by Interfax".
    for token in scene.reading.tokens[inside[-1].i + 1 : inside[-1].i + 4]:
        if token.lemma.lower() in _CITES and token.tag == "VBN":
            yield from _agent(scene, token)


def _passed_on(scene: Scene, noun: Token) -> Iterator[str]:
    carrying = words(scene.language, "relays", "carrying")
    for c in scene.reading.children[noun.i]:
        child = scene.reading.tokens[c]
        if child.dep not in ("acl", "relcl"):
            continue
        if child.tag == "VBN" and child.lemma.lower() in carrying:
            yield from _agent(scene, child)
        elif child.lemma.lower() in _TALKS:  # "officials who spoke to Reuters"
            yield from _agent(scene, child, link="to")


def _agent(scene: Scene, verb: Token, *, link: str = "by") -> Iterator[str]:
    for c in scene.reading.children[verb.i]:
        preposition = scene.reading.tokens[c]
        doer = _child(scene, preposition, "pobj") if preposition.lower == link else None
        name = _name(scene, doer) if doer is not None else None
        if name:
            yield name
        elif doer is not None and verb.lemma.lower() in _CITES and doer.pos == "PROPN":
            yield cut_phrase(scene, doer).quote


def _told(scene: Scene, cue: list[Token]) -> Iterator[str]:
    """Yield the outlet that somebody told something."""
    for verb in cue:
        if verb.lemma != "tell":
            continue
        for label in ("dobj", "dative"):
            whom = _child(scene, verb, label)
            name = _name(scene, whom) if whom is not None and whom.i > verb.i else None
            if name:
                yield name


def _of_setting(scene: Scene, phrases: list[tuple[Token, Token]]) -> Iterator[str]:
    """Yield the outlets of "in an interview with Le Monde" and "in remarks carried by BelTA"."""
    spoken = scene.words("spoken_to")
    for link, noun in phrases:
        over = scene.reading.tokens[link.head]
        talk = over.pos in _NOUNS and over.lemma.lower() in spoken
        if talk and link.lower in _LINKS and (name := _name(scene, noun)):
            yield name
        if noun.lemma.lower() in spoken:
            yield from _passed_on(scene, noun)


def _name(scene: Scene, noun: Token) -> str | None:
    """Return the name of an outlet, told by the catalogue or by what it calls itself."""
    mention = scene.mention_at(noun.i)
    if mention is not None and mention.kind is EntityKind.PUBLISHER:
        return mention.ref.name
    outlets = scene.words("outlets") - words(scene.language, "relays", "own_pages")
    last = name_behind(scene.reading, noun)
    if last > noun.i and noun.lemma.lower() in outlets:  # "the newspaper Expresso"
        return scene.reading.token_span(noun.i + 1, last).quote
    for c in scene.reading.children[noun.i]:
        child = scene.reading.tokens[c]
        if child.dep == "compound" and child.pos == "NOUN" and child.lower in outlets:
            return scene.reading.token_span(child.i + 1, noun.i).quote  # "the newspaper Expresso"
        if child.pos != "PROPN":
            continue
        if child.dep in ("compound", "nmod") and noun.lower in outlets:
            return _called(scene, child)
    named = {t.lower for t in scene.reading.tokens[noun.left : noun.i + 1] if t.pos == "PROPN"}
    if noun.pos == "PROPN" and named & words(scene.language, "relays", "names"):
        return _called(scene, noun)
    return None


def name_behind(reading: Reading, noun: Token) -> int:
    """Return the last token of a name right behind a common noun, else the noun's own."""
    last = noun.i
    following = reading.tokens[noun.i + 1 : noun.i + 4] if noun.pos == "NOUN" else ()
    for token in following:
        if token.pos != "PROPN" or token.sentence != noun.sentence:
            break
        last = token.i
    return last


def _called(scene: Scene, noun: Token) -> str:
    mention = scene.mention_at(noun.i)
    if mention is not None and mention.kind in BODIES and not mention.generic:
        return mention.ref.name
    quote = cut_phrase(scene, noun).quote
    return quote[4:] if quote.lower().startswith("the ") else quote


def _speaks(scene: Scene, noun: Token) -> bool:
    """Tell what can be cited: people, bodies, states, documents; not "citing safety"."""
    mention = scene.mention_at(noun.i)
    if noun.pos == "PROPN" or (mention is not None and mention.kind in BODIES | {PERSON}):
        return True
    lemma = noun.lemma.lower()
    lists = ("anonymous", "titles", "bodies", "documents", "outlets", "companies")
    paper = words(scene.language, "documents", "paper")
    return lemma in paper or any(lemma in scene.words(key) for key in lists)


def _child(scene: Scene, token: Token, dep: str) -> Token | None:
    return next(
        (scene.reading.tokens[c] for c in scene.reading.children[token.i]
         if scene.reading.tokens[c].dep == dep),
        None,
    )  # fmt: skip


def _matrix_subject(scene: Scene, verb: Token) -> Token | None:
    """Return the subject of the clause that a participle belongs to."""
    if verb.dep != "advcl" or verb.tag != "VBG":
        return None
    return _child(scene, scene.reading.tokens[verb.head], "nsubj")


def _covered(spans: tuple[Span, ...], token: Token) -> bool:
    return any(s.start <= token.start < s.end for s in spans)


def cut_phrase(scene: Scene, noun: Token) -> Span:
    """Return a noun's phrase up to the first comma behind the noun."""
    last = noun.right
    for k in range(noun.i, noun.right + 1):
        if scene.reading.tokens[k].lower == ",":
            last = k - 1
            break
    return scene.reading.token_span(noun.left, max(last, noun.i))
