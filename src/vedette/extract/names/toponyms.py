"""Names of places, all that a report holds: in their own right, acting, as adjectives, in names.

A network marks them (Gritta et al. 2020, "A pragmatic guide to geoparsing evaluation", for what
counts as one): `location` where a place is meant, `association` where a government, a people or a
body is. It is asked only about sentences with a name that no catalogue holds; what the others name
is known without it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from vedette.data.calendar import calendar_words
from vedette.data.matcher import fold, fold_name
from vedette.data.towns import STEPS, town_size
from vedette.extract.encoder.inputs import Alphabet, Told
from vedette.extract.encoder.labels import Tagged
from vedette.extract.encoder.network import encoder
from vedette.extract.encoder.tasks import TOPONYMS
from vedette.model import EntityKind, Mention, PlaceRole, Reading, Token, Toponym

_MOST_WORDS = 4  # of a town's name
_INSIDE = len(STEPS) + 1  # sizes are 1 to 4 at the first word of a name, 5 to 8 at the others
TOWN_CLASSES = 2 * _INSIDE + 1

# In a name of one of these kinds the place is a part of the name.
_NAMED_AFTER = frozenset(
    {
        EntityKind.ORGANISATION,
        EntityKind.FORCE,
        EntityKind.PERSON,
        EntityKind.PUBLISHER,
        EntityKind.EXERCISE,
        EntityKind.EQUIPMENT,
        EntityKind.DOCUMENT,
    }
)
_NO_PLACES = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})
_PLACES = frozenset({EntityKind.PLACE, EntityKind.FACILITY})
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod", "npadvmod"})


def find_toponyms(
    reading: Reading, mentions: Sequence[Mention]
) -> tuple[tuple[Toponym, ...], tuple[Mention, ...]]:
    """Return the names of places that the network marks, and the guesses that it does not share.

    The toponyms stand in text order, no two overlap. A guess is a place or facility among the
    mentions that no catalogue holds, in a sentence that the network was asked about. Both are empty
    in a language without a network.
    """
    network = encoder(reading.language, TOPONYMS)
    towns = towns_of(reading) if network is not None else {}
    only = worth_marking(reading, mentions, towns) if network is not None else frozenset()
    if network is None or not only:
        return (), ()
    marks = network.spans(reading, told(reading, mentions, towns, network.alphabet), only)
    named = [m for m in mentions if m.kind in _NAMED_AFTER and not m.generic]
    toponyms = tuple(
        _toponym(reading, mark, named) for mark in marks if not _is_date(reading, mark)
    )
    return toponyms, tuple(_doubted(reading, mentions, only, toponyms))


def _doubted(
    reading: Reading,
    mentions: Sequence[Mention],
    asked: Container[int],
    toponyms: Sequence[Toponym],
) -> Iterator[Mention]:
    marked = {
        token.i for mark in toponyms for token in reading.tokens_between(mark.start, mark.end)
    }
    for mention in mentions:
        if mention.kind in _PLACES and mention.ref.id is None:
            tokens = reading.tokens_between(mention.span.start, mention.span.end)
            seen = bool(tokens) and tokens[0].sentence in asked
            if seen and not any(token.i in marked for token in tokens):
                yield mention


def worth_marking(
    reading: Reading, mentions: Sequence[Mention], towns: Container[int]
) -> frozenset[int]:
    """Return the sentences with a capitalised word that may name an unknown place.

    It stands in no name of the catalogues, and in no name of a person or a body unless a town bears
    its name; `towns` are the tokens of such names. At the head of a sentence any word has a
    capital: there only a name counts.
    """
    known: set[int] = set()
    for mention in mentions:
        tokens = reading.tokens_between(mention.span.start, mention.span.end)
        plain = mention.kind in _NO_PLACES and not any(token.i in towns for token in tokens)
        if mention.ref.id or plain:
            known.update(token.i for token in tokens)
    return frozenset(
        token.sentence
        for token in reading.tokens
        if token.text[:1].isupper() and token.i not in known and _may_name(reading, token)
    )


def _may_name(reading: Reading, token: Token) -> bool:
    if token.tag in {"NNP", "NNPS"} or token.ent:
        return True
    return token.i != reading.sentences[token.sentence].first and token.pos != "PRON"


def _is_date(reading: Reading, mark: Tagged) -> bool:
    """Tell a month or a weekday from a town of that name, which has its division behind a comma."""
    token = reading.tokens[mark.first]
    alone = mark.last - mark.first == 1 and token.lower in calendar_words()
    return alone and reading.text[token.end : token.end + 1] != ","


def _toponym(reading: Reading, mark: Tagged, named: Sequence[Mention]) -> Toponym:
    first, last = reading.tokens[mark.first], reading.tokens[mark.last - 1]
    start, end = first.start, last.end
    if mark.kind == "location":
        return Toponym(start, end, PlaceRole.LOCATION)
    inside = any(
        m.span.start <= start and end <= m.span.end and m.span.end - m.span.start > end - start
        for m in named
    )
    if inside:
        return Toponym(start, end, PlaceRole.PART)
    modifies = last.dep in _BEFORE_NOUNS or last.pos == "ADJ"
    return Toponym(start, end, PlaceRole.ADJECTIVE if modifies else PlaceRole.GOVERNMENT)


def told(
    reading: Reading, mentions: Sequence[Mention], towns: Mapping[int, int], alphabet: Alphabet
) -> Told:
    """Return what the network is told of each token: tagger, catalogues and rules, towns."""
    entities, kinds = alphabet["ent"], alphabet["rule"]
    marked: dict[int, int] = {}
    for mention in mentions:
        label = kind_of(mention)
        for n, token in enumerate(reading.tokens_between(mention.span.start, mention.span.end)):
            marked[token.i] = kinds.get(f"{'I' if n else 'B'}-{label}", 0)

    def features(token: Token) -> tuple[int, ...]:
        entity = f"{'B' if token.ent_start else 'I'}-{token.ent}" if token.ent else "O"
        return entities.get(entity, 0), marked.get(token.i, 0), towns.get(token.i, 0)

    return features


def kind_of(mention: Mention) -> str:
    """Return how a mention is known: kind, whether a common noun or adjective, whether listed."""
    generic = " generic" if mention.generic else ""
    listed = " listed" if mention.ref.id else ""
    return f"{mention.kind.value}{generic}{listed}"


def towns_of(reading: Reading) -> dict[int, int]:
    """Return the classes of tokens in names that a town bears, the longest name from the left."""
    found: dict[int, int] = {}
    tokens = reading.tokens
    i = 0
    while i < len(tokens):
        size, count = _town_at(reading, i) if tokens[i].text[:1].isupper() else (0, 1)
        if size:
            found[i] = size
            found.update((k, size + _INSIDE) for k in range(i + 1, i + count))
        i += count
    return found


def _town_at(reading: Reading, i: int) -> tuple[int, int]:
    """Return the size of the town whose name begins at a token, and how many tokens it has."""
    tokens = reading.tokens
    last = min(i + _MOST_WORDS, reading.sentences[tokens[i].sentence].last)
    for end in range(last, i, -1):
        if not tokens[end - 1].text[:1].isupper():
            continue
        words = [token.text for token in tokens[i:end]]
        if all(map(str.isalpha, words)):  # the same as below, without cutting the text anew
            name = " ".join(map(fold, words))
        else:
            name = fold_name(reading.text[tokens[i].start : tokens[end - 1].end])
        size = town_size(name)
        if size:
            return size, end - i
    return 0, 1
