"""Small words that turn what a sentence says: all and some, only, former, perhaps, will, not.

They are no units of meaning that could be missed; each is looked for at the word that it turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from vedette.brief.check.align import GOOD, Alignment, Match
from vedette.brief.check.amounts import Relation
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.values import counts_same, relation
from vedette.brief.check.verbs import verb_pairs
from vedette.brief.check.words import FILE, listed
from vedette.data import read_toml
from vedette.data.meanings import MADE
from vedette.model import EntityKind, Token

_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"})
_APART = 3  # words of one name stand closer
_AMONG = frozenset({"one", "some", "among", "two", "three", "four", "five"})


def turned(a: Alignment) -> tuple[str, ...]:
    """Return what a small word turns on one side only, in words, the gravest first."""
    if a.is_same:
        return ()
    said = (*_quantities(a), *_wider(a), *_narrowed(a), *_ranks(a))
    found = (*_reversed(a), *_doubted(a), *_added(a), *_infinitives(a))
    return (*said, *found, *_denied(a), *_mentioned(a))


# ---- all, some, only, throughout ---------------------------------------------------------------


@cache
def _amounts() -> dict[str, int]:
    """Return how much each quantifier claims."""
    rows = read_toml(FILE)["claims"]
    return {word: int(row["rank"]) for row in rows for word in row["words"]}


def _quantities(a: Alignment) -> Iterator[str]:
    """Yield quantifiers that claim more than those of the passage: all for some."""
    there = list(_quantified(a.best))
    told = Counter(token.lower for token, _ in there)
    told.subtract(token.lower for token, _ in _quantified(a.said))
    partner = {i: m.other.token.i for i, m in a.by_token.items()}
    for token, anchors in _quantified(a.said):
        rank = _amounts()[token.lower]
        if told[token.lower] >= 0:  # each of them stands in the report
            continue
        wanted = {partner[i] for i in anchors if i in partner}
        same = [t for t, other in there if wanted & other]
        if any(_amounts()[t.lower] >= rank for t in same):
            continue
        loose = not wanted and any(_amounts()[t.lower] >= rank for t, _ in there)
        if same:
            yield f"“{same[0].text}” in the report, “{token.text}” here"
        elif rank > 1 and not loose:
            yield f"not “{token.text}” in the report"


def _pairs(passage: Passage, token: Token) -> bool:
    """Tell whether a word only opens a pair: "both this and that"."""
    return token.lower == "both" and any(t.lower == "and" and t.i > token.i for t in passage.tokens)


def _quantified(passage: Passage) -> Iterator[tuple[Token, frozenset[int]]]:
    for token in passage.tokens:
        if (
            token.lower in _amounts()
            and not _in_bound(passage, token)
            and not _pairs(passage, token)
        ):
            yield token, _anchors(passage, token)


def _in_bound(passage: Passage, token: Token) -> bool:
    """Tell whether a word only bounds a number: "at most", "as many as", "some 30"."""
    tokens = passage.reading.tokens
    before = tokens[token.i - 1].lower if token.i else ""
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if before in ("at", "as", "too", "so", "how", "not") or (after and after.lower == "than"):
        return True
    return after is not None and after.pos == "NUM" and token.lower == "some"


def _anchors(passage: Passage, token: Token) -> frozenset[int]:
    """Return the words that a small word turns: its head, the noun behind "of", the next one."""
    tokens, children = passage.reading.tokens, passage.reading.children
    found = {token.head, token.i}
    for child in children[token.i]:
        if tokens[child].lower == "of":
            found.update(children[child])
    following = [u.token.i for u in passage.units if u.token.i > token.i]
    return frozenset(found | set(following[:1]))


def _wider(a: Alignment) -> Iterator[str]:
    """Yield words that say everywhere, only or always where the passage does not."""
    there = {t.lower for p in (a.best, *a.beside) for t in p.tokens}
    for name in ("widening", "setting_apart"):
        for token in a.said.tokens:
            if token.lower in listed(name) and not there & listed(name):
                yield f"not “{token.text}” in the report"


# ---- former, vice, alleged ---------------------------------------------------------------------


def _narrowed(a: Alignment) -> Iterator[str]:
    """Yield what is said of a thing that the report calls former, deputy, alleged or likely."""
    here = _sentence(a.said)
    words, units = {t.lower for t in here}, {u.token.i for u in a.said.units}
    nouns = {t.lemma.lower() for t in here if not _is_person(a.said, t) and t.i not in units}
    tokens = a.best.reading.tokens
    for word in _sentence(a.best):
        if word.lower not in listed("narrowing") or word.lower in words or word.dep == "ROOT":
            continue
        noun = tokens[word.head] if word.head > word.i else tokens[word.i + 1]
        is_noun = noun.pos in ("NOUN", "PROPN") and not _is_person(a.best, noun)
        told = _is_matched(a, noun) or noun.lemma.lower() in nouns
        if is_noun and told and not _is_matched(a, word):
            yield f"“{word.text} {noun.text}” in the report"


def _is_person(passage: Passage, token: Token) -> bool:
    return passage.name_kind(token) is EntityKind.PERSON


def _sentence(passage: Passage) -> tuple[Token, ...]:
    return passage.reading.tokens_of(passage.sentence)


def _is_matched(a: Alignment, word: Token) -> bool:
    return any(m.other.token.i == word.i for m in a.by_token.values())


# ---- the second largest, one of the largest ----------------------------------------------------


def _ranks(a: Alignment) -> Iterator[str]:
    """Yield the largest that is the second largest, or one of the largest, in the passage."""
    here: dict[str, set[str]] = {}
    for token in _sentence(a.said):
        if token.tag in ("JJS", "RBS"):
            here.setdefault(token.lower, set()).add(_rank(a.said, token))
    for token in _sentence(a.best):
        if token.tag in ("JJS", "RBS") and token.lower in here:
            found = _rank(a.best, token)
            if found and found not in here[token.lower]:
                yield f"“{found} {token.text}” in the report"


def _rank(passage: Passage, token: Token) -> str:
    tokens = passage.reading.tokens
    near = [tokens[i] for i in (token.i - 1, token.i - 2) if i >= 0]
    before = next((t.lower for t in near if t.lower in _ORDINALS), "")
    if before:
        return before
    noun = tokens[token.head]
    above = tokens[noun.head] if noun.dep == "pobj" else noun
    if above.lower == "of" and tokens[above.head].lower in _AMONG:
        return f"{tokens[above.head].lower} of the"
    return "among the" if above.lower == "among" else ""


# ---- planned, tried, denied --------------------------------------------------------------------


def _infinitives(a: Alignment) -> Iterator[str]:
    """Yield deeds told as done that the report only has as aims: "agreed to sell"."""
    taken = {m.other.token.i for m in a.by_token.values()}
    for said, found in verb_pairs(a):
        tokens, children = a.best.reading.tokens, a.best.reading.children
        above = tokens[found.head]
        if found.tag != "VB" or found.dep not in ("xcomp", "acl") or above.i in taken:
            continue
        if said.tag not in ("VBD", "VBN", "VBZ", "VBP") or above.lemma.lower() in listed(
            "coming_true"
        ):
            continue
        is_aim = any(tokens[c].lower == "to" for c in children[found.i])
        if is_aim and not _is_open(a.said, said):
            yield f"“{above.text} to {found.text}” in the report"


def _is_open(passage: Passage, verb: Token) -> bool:
    near = [passage.reading.tokens[c] for c in passage.reading.children[verb.i]]
    return any(t.lower == "to" or t.tag == "MD" for t in near)


def _reversed(a: Alignment) -> Iterator[str]:
    """Yield verbs that undo, or denials, which stand on one side only."""
    for said, found in ((a.said, a.best), (a.best, a.said)):
        there = [t for t in _sentence(found) if _is_denial(t)]
        lemmas = {found.reading.tokens[t.head].lemma.lower() for t in there}
        for token in _sentence(said):
            verb = said.reading.tokens[token.head]
            if not _is_denial(token) or verb.lemma.lower() in lemmas:
                continue
            plain = [t for t in _sentence(found) if t.lemma == verb.lemma and t.pos == verb.pos]
            if plain and len(there) < sum(_is_denial(t) for t in _sentence(said)):
                yield f"“{verb.text}” is denied on one side only"


def _doubted(a: Alignment) -> Iterator[str]:
    """Yield verbs that the report doubts and the sentence does not, light ones too: "could be"."""
    here: Counter[str] = Counter()
    tokens = a.said.reading.tokens
    for token in _sentence(a.said):
        if _is_doubt(token):
            here[tokens[token.head].lemma.lower()] += 1
    for token in _sentence(a.best):
        verb = a.best.reading.tokens[token.head]
        if not _is_doubt(token) or verb.pos not in ("VERB", "AUX"):
            continue
        lemma = verb.lemma.lower()
        plain = any(
            t.lemma.lower() == lemma and t.pos == verb.pos and _share(a, t, verb)
            for t in a.said.tokens
        )
        if plain and here[lemma] <= 0 and not any(map(_is_doubt, a.said.tokens)):
            yield f"“{token.text} {verb.text}” in the report"
        here[lemma] -= 1


def _share(a: Alignment, said: Token, found: Token) -> bool:
    """Tell whether the same word hangs on two verbs."""
    there = set(a.best.reading.children[found.i])
    below = a.said.reading.children[said.i]
    return any(i in a.by_token and a.by_token[i].other.token.i in there for i in below)


def _is_doubt(token: Token) -> bool:
    return token.lower in listed("doubt") and token.dep in ("aux", "advmod")


def _is_denial(token: Token) -> bool:
    return token.dep == "neg" and token.lower in listed("negations")


def _added(a: Alignment) -> Iterator[str]:
    """Yield a verb that stands above one that is found, and is not: "refused to open"."""
    children = a.said.reading.children
    there = {t.lemma.lower() for t in _sentence(a.best)}
    for unit, value in zip(a.said.units, a.wide, strict=True):
        undoes = unit.lemma in listed("reversing") and not there & listed("reversing")
        if unit.kind is not Kind.VERB or (value >= GOOD and not undoes):
            continue
        below = (a.said.reading.tokens[c] for c in children[unit.token.i])
        if any(t.dep == "xcomp" and t.i in a.by_token and t.pos == "VERB" for t in below):
            yield f"not “{unit.token.text}” in the report"


def _denied(a: Alignment) -> Iterator[str]:
    """Yield a denial that stands here alone, or a "not say" that is a "said" here.

    Light verbs are no words that could be paired: "they do not continue", "it did not report".
    """
    there = {t.lower for p in (a.best, *a.beside) for t in _sentence(p)}
    lemmas = {t.lemma.lower() for p in (a.best, *a.beside) for t in _sentence(p)}
    undone = there & listed("negations") or lemmas & listed("reversing")
    for token in a.said.tokens if not undone else ():
        if _is_denial(token) or _is_none(a.said, token):
            yield f"“{a.said.reading.tokens[token.head].text}” is denied here alone"
    unsaid = {
        a.best.reading.tokens[t.head].lemma.lower() for t in _sentence(a.best) if _is_denial(t)
    }
    for token in _sentence(a.said):
        word = token.lemma.lower()
        said_so = token.pos == "VERB" and word in listed("speech") and word in unsaid
        if said_so and not a.said.is_negated(token):
            yield f"“{token.text}” is denied in the report"


def _is_none(passage: Passage, token: Token) -> bool:
    """Tell whether "no" denies a thing: "gave no figure", not "no more than three"."""
    tokens = passage.reading.tokens
    after = tokens[token.i + 1].lower if token.i + 1 < len(tokens) else ""
    is_bound = after in ("more", "less", "fewer", "later", "longer", "sooner", "doubt", "one")
    return token.lower == "no" and token.dep == "det" and not is_bound


def _mentioned(a: Alignment) -> Iterator[str]:
    """Yield words that the report only speaks of: ““safe” is a word that both sides use”."""
    for unit in a.said.units:
        match = a.by_token.get(unit.token.i)
        spoken = match is not None and _is_word(a.best, match.other.token)
        if spoken and not _is_word(a.said, unit.token):
            yield f"“{unit.token.text}” is only spoken of as a word in the report"


def _is_word(passage: Passage, token: Token) -> bool:
    """Tell whether a word stands for itself: in quotation marks, and called a word or a term."""
    tokens, nouns = passage.reading.tokens, listed("words_for_words")
    if token.i == 0 or tokens[token.i - 1].text not in listed("quotation_marks"):
        return False
    head = tokens[token.head]
    if head.lemma.lower() == "be":
        below = (tokens[c] for c in passage.reading.children[head.i])
        return any(t.dep == "attr" and t.lemma.lower() in nouns for t in below)
    return head.lemma.lower() in nouns


# ---- words of no partner -----------------------------------------------------------------------


def outside(a: Alignment) -> tuple[Unit, ...]:
    """Return names and numbers that stand elsewhere, where the best passage has another one."""
    owners: dict[int, list[Unit]] = {}
    for m in a.by_token.values():
        if _is_firm(m):
            owners.setdefault(m.other.token.i, []).append(m.unit)
    found = []
    for unit, match in zip(a.said.units, a.matches, strict=True):
        if unit.kind not in (Kind.NAME, Kind.NUMBER):
            continue
        free = [u for u in a.best.units if u.kind is unit.kind and u.token.i not in owners]
        missed = match is None or not _is_firm(match)
        second = _is_second(a, unit, match, owners)
        if unit.kind is Kind.NUMBER and missed and not _is_valued(a, unit):
            found.append(unit)  # a number of one sentence and a thing of another are no pair
        elif free and (missed or second) and not _named_beside(a, unit, free):
            found.append(unit)
    return tuple(found)


def _is_firm(match: Match) -> bool:
    """Tell whether a name is found by a name, or by its own letters."""
    return match.unit.kind is not Kind.NAME or match.likeness >= MADE


def _is_second(
    a: Alignment, unit: Unit, match: Match | None, owners: dict[int, list[Unit]]
) -> bool:
    """Tell whether another thing's name has taken the word that a name is found by."""
    if match is None or match.other.token.i not in owners:
        return False
    first = owners[match.other.token.i][0]
    same = first.lemma == unit.lemma or first.token.i in {
        t.i for t in a.said.name_tokens(unit.token)
    }
    apart = abs(first.token.i - unit.token.i) > _APART
    return not same and (apart or (unit.token.dep == "conj" and unit.token.head == first.token.i))


def _is_valued(a: Alignment, unit: Unit) -> bool:
    """Tell whether a figure of the best passage carries a number by its value."""
    return any(
        counts_same(f, other) and relation(f, other) is Relation.CARRIES
        for f in a.said.figures
        if f.span.start <= unit.token.start < f.span.end
        for other in a.best.figures
    )


def _named_beside(a: Alignment, unit: Unit, free: Sequence[Unit]) -> bool:
    """Tell whether another word of the same name is found, in a name without a word to spare."""
    beside = [t.i for t in a.said.name_tokens(unit.token) if t.i != unit.token.i]
    found = [a.by_token[i].other.token for i in beside if i in a.by_token]
    spare = {u.token.i for u in free}
    return bool(found) and not any(
        t.i in spare for other in found for t in a.best.name_tokens(other)
    )
