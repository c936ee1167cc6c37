"""Rewordings of noun phrases: genitives, appositions, titles."""

from __future__ import annotations

from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts
from quality.corruptions.texts import Source
from vedette.model import Token

_TIME = frozenset({"DATE", "TIME"})


def phrases(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Write a genitive with "of" or back, an apposition as a sentence, a name without its title."""
    if source.is_quoting:
        return
    for token in source.tokens:
        yield from _genitive(source, token)
        yield from _copula(source, token)
        yield from _untitled(source, token)


def _genitive(source: Source, token: Token) -> Iterator[Made]:
    """Yield "the chairman of Ford" for "Ford's chairman", and back."""
    head = source.head(token)
    if token.dep == "poss" and token.ent in ("ORG", "GPE", "PERSON") and token.tag == "NNP":
        mark = source.children(token, "case")
        if mark and mark[0].i == token.right and head.left == token.left and head.pos == "NOUN":
            if source.children(head, "appos", "relcl", "prep", "acl", "conj", "nummod", "cc"):
                return
            if (
                any(t.ent in _TIME or t.tag == "JJS" for t in source.children(head))
                or head.i - mark[0].i > 4
            ):
                return
            owner = source.words(token.left, mark[0].i - 1)
            if (
                source.at(token.left).lower == "the"
                and source.at(token.left).i == source.tokens[0].i
            ):
                owner = owner[:1].lower() + owner[1:]
            new = f"the {source.words(mark[0].i + 1, head.i)} of {owner}"
            yield Made(source.replace(source.at(token.left), head, new), "", new, "of")
    if token.lower == "of" and token.dep == "prep" and head.pos == "NOUN" and token.i == head.i + 1:
        owners = source.children(token, "pobj")
        first = source.at(head.left)
        if (
            not owners
            or owners[0].ent not in ("ORG", "PERSON")
            or first.lower != "the"
            or first.head != head.i
        ):
            return
        inside = [source.at(i) for i in range(owners[0].left, owners[0].right + 1)]
        if (
            all(t.pos == "PROPN" for t in inside)
            and len(inside) < 4
            and first.i + 3 > head.i
            and head.lemma not in ("number", "share", "part", "end", "rest", "majority")
        ):
            mark = "'" if owners[0].text.endswith("s") else "'s"
            rest = source.words(first.i + 1, head.i)
            new = f"{source.below(owners[0])}{mark} {rest}"
            yield Made(source.replace(first, owners[0], new), "", new, "genitive")


def _copula(source: Source, token: Token) -> Iterator[Made]:
    """Yield the sentence that an apposition is short for."""
    head = source.head(token)
    if source.children(source.root, "ccomp"):
        return  # what somebody says is his
    if (
        token.dep != "appos"
        or head.pos != "PROPN"
        or head.dep not in ("nsubj", "nsubjpass")
        or head.ent not in ("PERSON", "ORG", "FAC")
    ):
        return
    first, after = source.at(token.left), source.at(token.right + 1)
    if source.at(token.left - 1).text != "," or after.text not in (",", "."):
        return
    if first.lower not in ("the", "a", "an") or token.pos != "NOUN" or token.right - token.left < 2:
        return
    if source.at(token.left - 2).i != head.i or token.tag == "NNS":
        return
    name = source.words(head.left, head.i)
    yield Made(f"{name[:1].upper()}{name[1:]} is {source.below(token)}.", "", "is", "copula")


def _untitled(source: Source, token: Token) -> Iterator[Made]:
    """Leave out the office before a person's name: "President Barack Obama"."""
    if (
        token.ent != "PERSON"
        or token.pos != "PROPN"
        or token.dep not in ("nsubj", "nsubjpass", "pobj", "dobj")
    ):
        return
    first = token
    while first.i - 1 >= source.tokens[0].i and source.at(first.i - 1).ent == "PERSON":
        first = source.at(first.i - 1)
    if first.i == token.i:
        return
    offices = [t for t in source.children(token, "compound") if t.i < first.i and t.ent != "PERSON"]
    left = source.at(token.left)
    if (
        offices
        and left.pos in ("PROPN", "NOUN")
        and left.i >= source.tokens[0].i
        and token.left < first.i
    ):
        yield Made(
            source.edit((left.start, first.start, "")),
            source.words(left.i, first.i - 1),
            "",
            "title",
        )
