"""The search for speech on parses gone wrong and on texts without end: no language model."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.extract.attribution import find_attributions
from vedette.extract.speech.find import find
from vedette.model import Block, Reading, Report, Token, Zone
from vedette.read.quotes import find_quotations
from vedette.read.reader import assemble

_PIECE = re.compile(r"[\w.]*\w\.(?=\s\S)(?<=\b[A-Z]\.)|''|``|\w+|\S")


def words(text):
    return text.split()


_TAGS = dict(
    pair.split("/")
    for pair in words(
        "said/VBD asked/VBD told/VBD is/VBZ was/VBD be/VB saying/VBG known/VBN quoted/VBN would/MD "
        "will/MD he/PRP it/PRP who/WP the/DT to/TO that/IN of/IN according/VBG not/RB"
    )
)
_POS = dict(
    pair.split("/")
    for pair in words(
        "VBD/VERB VBZ/AUX VB/AUX VBG/VERB VBN/VERB MD/AUX PRP/PRON WP/PRON DT/DET TO/PART IN/ADP "
        "RB/ADV NNP/PROPN NN/NOUN CD/NUM ./PUNCT"
    )
)
_LEMMAS = dict(
    pair.split("/")
    for pair in words(
        "said/say asked/ask told/tell is/be was/be saying/say known/know quoted/quote"
    )
)
DEPS = words(
    "nsubj nsubjpass ccomp dobj advcl conj cc prep pobj aux auxpass mark punct relcl acl agent "
    "xcomp pcomp poss attr acomp oprd neg dative prt advmod amod appos parataxis preconj expl "
    "npadvmod case"
)


@pytest.fixture(autouse=True, scope="module")
def rules_alone():
    """Leave out the network that marks spans: it is a model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vedette.extract.speech.find.encoder", lambda *_: None, raising=False)
        yield


def tag_of(word):
    if word.lower() in _TAGS:
        return _TAGS[word.lower()]
    if word[0].isdigit():
        return "CD"
    if not word[0].isalnum():
        return "."
    return "NNP" if word[0].isupper() else "NN"


def edges(heads):
    left, right = list(range(len(heads))), list(range(len(heads)))
    for i in range(len(heads)):
        k = i
        while heads[k] != k:
            k = heads[k]
            left[k], right[k] = min(left[k], i), max(right[k], i)
    return left, right


def parse(paragraph, choose=None):
    """Cut a paragraph into sentences of tokens; every word hangs on the sentence's first one."""
    sentences = [[]]
    for match in _PIECE.finditer(paragraph):
        sentences[-1].append(match)
        if match[0] in (".", "!", "?"):
            sentences.append([])
    done, base = [], 0
    for matches in filter(None, sentences):
        count = len(matches)
        heads = [0 if choose is None else choose("head", k) for k in range(count)]
        left, right = edges(heads) if choose is not None else ([0] * count, [0] * count)
        if choose is None:
            left, right = list(range(count)), [count - 1, *range(1, count)]
        done.append([
            token(match, base, k, (heads[k], left[k], right[k]), choose)
            for k, match in enumerate(matches)
        ])  # fmt: skip
        base += count
    return done


def token(match, base, k, tree, choose):
    word, tag = match[0], tag_of(match[0])
    head, left, right = tree
    dep = "ROOT" if head == k else ("dep" if choose is None else choose("dep", k))
    entity = "PERSON" if tag == "NNP" else ""
    return Token(
        base + k, match.start(), match.end(), word, word.lower(), _LEMMAS.get(word, word.lower()),
        _POS[tag], tag, dep, base + head, base + left, base + right, entity, bool(entity),
    )  # fmt: skip


def reading_of(text, choose=None) -> Reading:
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(Zone.BODY, start, start + len(paragraph)))
        start += len(paragraph) + 2
    report = Report(id=Report.make_id("", "", text), text=text, blocks=tuple(blocks), language="en")
    paragraphs = [(n, parse(text[b.start : b.end], choose)) for n, b in enumerate(blocks)]
    return assemble(report, "en", paragraphs, find_quotations(text, tuple(blocks)), "none")


WORDS = words(
    "Ruiz Peskov said asked told is was be saying known quoted would will he it who the to that of "
    "according not 900 ships let made clear declined comment blunter answer claim if official put "
    "as words reportedly announced cut half neither warning what call so "
    '“ ” " ‘ ’ , . ? : — ; ( ) « » - ,”'
)
BREAKS = ["\n\n", "\n\nQ: ", "\n\nA: ", "\n\n— ", "\n\n• ", ":\n\n- "]
TEXTS = (
    st.lists(st.sampled_from([*WORDS, *BREAKS]), min_size=1, max_size=30)
    .map(" ".join)
    .filter(str.strip)
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_a_parse_gone_wrong_breaks_nothing(text, random):
    def choose(what, k):
        return random.randint(0, k) if what == "head" else random.choice(DEPS)

    reading = reading_of(text, choose)
    found, _ = find_attributions(reading)
    for one in found:
        for span in (*one.source, *one.cue, *one.content, *one.gloss):
            assert text[span.start : span.end] == span.quote
    assert len({one.id for one in found}) == len(found)
    assert find_attributions(reading)[0] == found


ENDLESS = {
    "opening marks": "“" * 50_000,
    "opening marks with words": "“We leave " * 10_000,
    "straight marks": '"We ' * 10_000,
    "single marks": "‘We leave " * 10_000,
    "nested": "“We ‘go " * 5_000 + "now’ then” " * 5_000,
    "closing marks": "We leave” " * 10_000,
    "one sentence": "the army said, we leave the port, " * 2_500 + "go.",
    "one-word paragraphs": "leave\n\n" * 5_000 + "end",
    "quoted paragraphs": "“We leave the port.”\n\n" * 5_000 + "end",
    "open paragraphs": "“We leave the port.\n\n" * 5_000 + "end",
    "one quotation": "“" + "Ruiz said the port is calm. " * 7_000 + "”",
    "colons": "Ruiz: “We leave the port.” " * 4_000,
    "announcing lines": "Ruiz said:\n\n" * 4_000 + "end",
    "a list": "Ruiz said:\n\n" + "- We leave.\n\n" * 5_000 + "end",
    "a list of announcing lines": "- Ruiz said:\n\n" * 5_000 + "end",
    "dashes": "— We leave, — he said. " * 5_000,
    "labels": "Q: Will he?\n\nRuiz: He will.\n\n" * 3_000 + "end",
    "one word": "“" + "a" * 200_000 + "” he said",
    "spaces": "“a" + " " * 200_000 + "” he said",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_text_without_end_is_read_to_the_end(name):
    reading = reading_of(ENDLESS[name])
    found, _ = find(reading)
    ends = (end for one in found for _, end in one.content)
    assert max(ends, default=0) <= len(reading.text)
