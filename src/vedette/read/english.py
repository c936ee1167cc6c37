"""The English parser: spaCy behind the reader's protocol."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vedette.errors import BadArgumentError
from vedette.model import Token
from vedette.read.casing import Lowered, is_listed, lexicon_words, lowered, restored
from vedette.read.names import has_unknown_name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 128  # paragraphs for one pass of the network
_NAMES = "ner"
_REMEMBERED = ("attribute_ruler", "lemmatizer")


class EnglishParser:
    """Parse English paragraphs with a spaCy model given by its package name."""

    def __init__(self, model: str) -> None:
        self._nlp = load_model(model)
        self._words = _Words(self._nlp)

    def parse(
        self, paragraphs: Iterable[str], *, names: bool = True
    ) -> Iterator[list[list[Token]]]:
        """Yield for each paragraph its sentences as lists of tokens."""
        later = (*_REMEMBERED, _NAMES)
        docs = list(self._nlp.pipe(paragraphs, batch_size=BATCH, disable=later))
        self._tag_names([doc for doc in docs if names and has_unknown_name(doc)])
        for doc in docs:
            yield sentences_of(doc, self._words.of(doc))

    def cased(self, paragraphs: list[str]) -> list[str]:
        """Return paragraphs printed in capitals with their case restored, every offset kept."""
        lexicon = _lexicon(self._nlp)
        small = [lowered(paragraph) for paragraph in paragraphs]
        docs = self._nlp.pipe(small, batch_size=BATCH, disable=("parser", *_REMEMBERED, _NAMES))
        return restored(paragraphs, [_lowered_words(doc, lexicon) for doc in docs])

    def _tag_names(self, docs: list[Doc]) -> None:
        if docs and _NAMES in self._nlp.pipe_names:
            tagger: Any = self._nlp.get_pipe(_NAMES)
            for _ in tagger.pipe(docs, batch_size=BATCH):
                pass  # the tagger writes into the documents


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


class _Lexicon(NamedTuple):
    """Hold the words that a model lists and the acronyms that it has seen, in small letters."""

    words: frozenset[str]
    acronyms: frozenset[str]


@cache
def _lexicon(nlp: Language) -> _Lexicon:
    """Return the words of the model's lemmatizer and our own, and the acronyms it was trained on.

    Acronyms are read from the model's file: the vocabulary in memory grows with what is parsed.
    """
    known = set(lexicon_words())
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if lemmatizer is not None:
        for table in ("lemma_index", "lemma_exc"):
            for words in lemmatizer.lookups.get_table(table, {}).values():
                known.update(words)
    return _Lexicon(frozenset(known), _acronyms(nlp))


def _acronyms(nlp: Language) -> frozenset[str]:
    path = nlp.path / "vocab" / "strings.json" if nlp.path else None
    if path is None or not path.is_file():
        return frozenset()
    seen = set(json.loads(path.read_text(encoding="utf-8")))
    return frozenset(
        word.lower()
        for word in seen
        if word.isalpha() and word.isupper() and 1 < len(word) <= 6 and word.title() not in seen
    )


def _lowered_words(doc: Doc, lexicon: _Lexicon) -> list[Lowered]:
    found = []
    for token in doc:
        text = token.text
        if any(map(str.isalpha, text)):
            known = is_listed(text, lexicon.words)
            upper = not known and text in lexicon.acronyms
            end = token.idx + len(text)
            found.append(Lowered(token.idx, end, text, token.tag_, known, upper))
    return found


class Word(NamedTuple):
    """Hold what the word rules say of a token: part of speech, tag, label, lemma."""

    pos: str
    tag: str
    dep: str
    lemma: str


class _Words:
    """Remember what the model's attribute ruler and lemmatizer say of a token.

    Both look at a token's text, tag and label, and at its neighbours only where a word was cut
    in two ("gon|na", "let|'s") or behind "there". Remembered, they cost nothing; run on every
    token they cost a tenth of the parse. What is remembered is spaCy's own answer, asked once on
    a row of three tokens, so that the result is the same.
    """

    _CUT = frozenset({"ai", "nt", "n't", "gon", "na", "got", "ta", "let", "'s", "c'm", "on"})
    _CUT_TOO = frozenset({"y", "y'", "all"})
    _MOST = 200_000  # names come and go: beyond this the memory starts anew

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._pieces = self._CUT | self._CUT_TOO
        self._known: dict[tuple[str, ...], Word] = {}

    def of(self, doc: Doc) -> list[Word]:
        """Return the word of each token."""
        keys = self._keys(doc)
        missing = {key: i for i, key in enumerate(keys) if key not in self._known}
        if missing:
            if len(self._known) > self._MOST:
                self._known.clear()
                missing = {key: i for i, key in enumerate(keys)}
            self._ask(doc, missing)
        return [self._known[key] for key in keys]

    def _keys(self, doc: Doc) -> list[tuple[str, ...]]:
        lowers = [token.lower_ for token in doc]
        deps = [token.dep_ for token in doc]
        keys: list[tuple[str, ...]] = []
        for i, token in enumerate(doc):
            lower = lowers[i]
            key: tuple[str, ...] = (token.text, token.tag_, deps[i])
            if i and deps[i - 1] == "expl":
                key += ("expl",)
            if lower in self._pieces:
                before = lowers[i - 1] if i else ""
                behind = lowers[i + 1] if i + 1 < len(lowers) else ""
                key += (before, behind)
            keys.append(key)
        return keys

    def _ask(self, doc: Doc, missing: dict[tuple[str, ...], int]) -> None:
        from spacy.tokens import Doc as NewDoc

        rows = [(key, max(0, i - 1), min(len(doc) - 1, i + 1), i) for key, i in missing.items()]
        picked = [doc[j] for _, first, last, _ in rows for j in range(first, last + 1)]
        asked = NewDoc(
            self._nlp.vocab,
            words=[token.text for token in picked],
            tags=[token.tag_ for token in picked],
            deps=[token.dep_ for token in picked],
            heads=list(range(len(picked))),
        )
        for name in _REMEMBERED:
            if name in self._nlp.component_names:
                asked = self._nlp.get_pipe(name)(asked)
        place = 0
        for key, first, last, i in rows:
            token = asked[place + i - first]
            self._known[key] = Word(token.pos_, token.tag_, token.dep_, token.lemma_)
            place += last - first + 1


def sentences_of(doc: Doc, words: list[Word]) -> list[list[Token]]:
    """Turn a spaCy document and its words into sentences of tokens."""
    sentences: list[list[Token]] = []
    for token, word in zip(doc, words, strict=True):
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
                word.lemma,
                word.pos,
                word.tag,
                word.dep,
                token.head.i,
                token.left_edge.i,
                token.right_edge.i,
                token.ent_type_,
                token.ent_iob == 3,
                0,
            )
        )
    return sentences
