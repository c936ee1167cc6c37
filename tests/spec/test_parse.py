"""What the parser's word rules say is remembered, and is what spaCy itself would say."""

from __future__ import annotations

import pytest

from vedette.read.english import EnglishParser, load_model
from vedette.run.config import DEFAULT_MODEL

ODD = [
    "There's no way they're gonna leave; let's wait, y'all, or c'mon, it ain't so.",
    "There are 12 tanks, and there is more: I've got ta go. Do not do that, they had had it.",
    "He said “that” because that is what that was.\n\n  Two  spaces   here.",
    "But for him, nothing but trouble. It did hit it. You told you. I saw I.",
    "",
    "   ",
    "U.S. forces' best men were running, ran and had been run down by the worst better ones.",
]


@pytest.fixture(scope="module")
def texts(corpus):
    return ODD + [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))]


def test_remembered_words_are_spacys_own(texts):
    nlp = load_model(DEFAULT_MODEL)
    parser = EnglishParser(DEFAULT_MODEL)
    for _ in range(2):  # the second time everything is remembered
        for text, sentences in zip(texts, parser.parse(texts), strict=True):
            ours = [(t.text, t.pos, t.tag, t.dep, t.lemma) for s in sentences for t in s]
            theirs = [(t.text, t.pos_, t.tag_, t.dep_, t.lemma_) for t in nlp(text)]
            assert ours == theirs
