"""The English parser: spaCy behind the reader's protocol."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from vedette.errors import BadArgumentError
from vedette.model import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 128  # paragraphs for one pass of the network


class EnglishParser:
    """Parse English paragraphs with a spaCy model given by its package name."""

    def __init__(self, model: str) -> None:
        self._nlp = load_model(model)

    def parse(self, paragraphs: Iterable[str]) -> Iterator[list[list[Token]]]:
        """Yield for each paragraph its sentences as lists of tokens."""
        for doc in self._nlp.pipe(paragraphs, batch_size=BATCH):
            yield sentences_of(doc)


@cache
def load_model(model: str) -> Language:
    """Load a spaCy model by package name, once."""
    try:
        package = importlib.import_module(model)
    except ImportError as error:
        raise BadArgumentError(
            f"the language model {model} is not installed",
            next_step=f"Install it with: pip install {model.replace('_', '-')}",
        ) from error
    nlp: Language = package.load()
    return nlp


def sentences_of(doc: Doc) -> list[list[Token]]:
    """Turn a spaCy document into sentences of tokens; blank tokens are left out of none."""
    sentences: list[list[Token]] = []
    for token in doc:
        if token.is_sent_start or not sentences:
            sentences.append([])
        start = token.idx
        text = token.text
        sentences[-1].append(
            Token(
                token.i,
                start,
                start + len(text),
                text,
                token.lower_,
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                token.head.i,
                token.left_edge.i,
                token.right_edge.i,
                token.ent_type_,
                token.ent_iob == 3,
                0,
            )
        )
    return sentences
