"""Names of places, all that a report holds: in their own right, acting, as adjectives, in names.

A network marks them (Gritta et al. 2020, "A pragmatic guide to geoparsing evaluation", for what
counts as one): `location` where a place is meant, `association` where a government, a people or a
body is. It is asked only about sentences with a name that no catalogue holds; what the others name
is known without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.data.matcher import fold_name
from vedette.data.towns import STEPS, town_size
from vedette.extract.encoder.inputs import Alphabet, Told
from vedette.model import Mention, Reading, Token

_MOST_WORDS = 4  # of a town's name
_INSIDE = len(STEPS) + 1  # sizes are 1 to 4 at the first word of a name, 5 to 8 at the others
TOWN_CLASSES = 2 * _INSIDE + 1


def told(reading: Reading, mentions: Sequence[Mention], alphabet: Alphabet) -> Told:
    """Return what the network is told of each token: tagger, catalogues and rules, towns."""
    entities, kinds = alphabet["ent"], alphabet["rule"]
    marked: dict[int, int] = {}
    for mention in mentions:
        label = kind_of(mention)
        for n, token in enumerate(reading.tokens_between(mention.span.start, mention.span.end)):
            marked[token.i] = kinds.get(f"{'I' if n else 'B'}-{label}", 0)
    towns = towns_of(reading)

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
        size = town_size(fold_name(reading.text[tokens[i].start : tokens[end - 1].end]))
        if size:
            return size, end - i
    return 0, 1
