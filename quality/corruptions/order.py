"""Rewordings of order: adjuncts and clauses moved or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts
from quality.corruptions.texts import Source, tidy
from vedette.model import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_TIME = frozenset({"DATE", "TIME"})
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_MOVED = frozenset({"in", "on", "at", "during", "after", "before", "for", "within"})
_SCOPED = frozenset(
    {"only", "all", "every", "most", "first", "last", "no", "any", "ever", "each", "largest",
     "biggest", "highest", "lowest", "worst", "best", "never", "not", "n't", "nor", "neither",
     "fastest", "more", "less", "always", "both", "would", "could", "may", "might", "if"}
)  # fmt: skip


def order(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Put an adjunct of time or place at the front, or behind."""
    root = source.root
    if source.is_quoting or source.children(root, "ccomp", "conj", "parataxis", "cc"):
        return
    yield from _fronted(source, root)
    yield from _moved_behind(source, root)
    yield from _clauses(source, root)


_CLAUSES = ("after", "before", "although", "because", "when")
_BELOW = frozenset({"relcl", "acl", "advcl", "pcomp", "ccomp", "xcomp", "conj"})
_SITED = frozenset({"base", "be", "locate", "live", "lie", "hold", "stand", "arrive", "happen"})


def _fronted(source: Source, root: Token) -> Iterator[Made]:
    end = source.tokens[-1]
    first = source.tokens[0]
    if source.at(root.left).i < first.i or first.dep in ("advmod", "prep", "mark", "cc"):
        return
    subjects = source.children(root, *_SUBJECTS)
    if not subjects or subjects[0].left != first.i:
        return
    for part in source.children(root, "prep", "npadvmod"):
        if part.right != end.i - 1 or not _is_when(source, part) or part.i < root.i:
            continue
        if " and " in source.words(root.i, part.left):
            continue
        if root.lemma in _SITED and part.dep == "prep":
            continue
        phrase = source.below(part)
        rest = source.edit((source.at(part.left).start, source.at(part.right).end, ""))
        yield Made(
            f"{phrase[:1].upper()}{phrase[1:]}, {inside_sentence(source, rest)}",
            "",
            phrase,
            "front",
        )


def _is_when(source: Source, part: Token) -> bool:
    """Tell whether an adjunct says when or where, and is short and whole."""
    inside = [source.at(i) for i in range(part.left, part.right + 1)]
    if any(t.text in (",", "–", "-", "(") for t in inside) or len(inside) > 8:
        return False
    if part.dep == "npadvmod":
        return part.ent in _TIME
    goal = source.children(part, "pobj")
    if part.lower not in _MOVED or not goal or part.left != part.i:
        return False
    return goal[0].ent in _TIME or (part.lower == "in" and goal[0].ent in _PLACE)


def inside_sentence(source: Source, text: str) -> str:
    """Begin with a small letter unless the first word is a name."""
    first = source.tokens[0]
    named = first.ent in ("ORG", "PERSON", "GPE", "NORP", "PRODUCT", "FAC", "LOC")
    is_name = first.pos == "PROPN" or (named and first.lower not in ("the", "a", "an"))
    keep = is_name or first.text.isupper() or not text.startswith(first.text)
    return text if keep else text[:1].lower() + text[1:]


def _moved_behind(source: Source, root: Token) -> Iterator[Made]:
    first = source.tokens[0]
    for part in source.children(root, "prep", "npadvmod"):
        after = source.at(part.right + 1)
        if part.left != first.i or not _is_when(source, part):
            continue
        rest_start = source.at(part.right + 2) if after.text == "," else after
        rest = [t for t in source.tokens if t.i >= rest_start.i]
        if any(t.text in (",", ";", "-") or t.dep in _BELOW for t in rest):
            continue
        subjects = source.children(root, *_SUBJECTS)
        if not subjects or subjects[0].left != rest_start.i:
            continue
        phrase = source.below(part)
        lowered = phrase if first.pos == "PROPN" else phrase[:1].lower() + phrase[1:]
        rest = source.words(rest_start.i, source.tokens[-2].i)
        yield Made(f"{rest[:1].upper()}{rest[1:]} {lowered}.", "", phrase, "behind")


def _clauses(source: Source, root: Token) -> Iterator[Made]:
    """Put a clause of time before or behind the main clause."""
    first, end = source.tokens[0], source.tokens[-1]
    for clause in source.children(root, "advcl"):
        marks = source.children(clause, "mark", "advmod")
        if not marks or marks[0].i != clause.left:
            continue
        phrase = source.below(clause)
        if marks[0].lower not in _CLAUSES or " and " in phrase:
            continue
        if clause.left == first.i and source.at(clause.right + 1).text == ",":
            rest = source.words(clause.right + 2, end.i - 1)
            if "," not in rest and not rest.lower().startswith(("it ", "they ", "he ", "she ")):
                yield Made(
                    f"{rest[:1].upper()}{rest[1:]} {phrase[:1].lower()}{phrase[1:]}.",
                    "",
                    phrase,
                    "clause",
                )
        elif clause.right == end.i - 1 and clause.left > root.i and "," not in source.text:
            subject = source.children(root, *_SUBJECTS)
            if subject and subject[0].left == first.i and not _has_pronoun(source, clause):
                rest = source.words(first.i, clause.left - 1)
                yield Made(
                    f"{phrase[:1].upper()}{phrase[1:]}, {inside_sentence(source, rest)}.",
                    "",
                    phrase,
                    "clause",
                )


def _has_pronoun(source: Source, clause: Token) -> bool:
    return any(source.at(i).pos == "PRON" for i in range(clause.left, clause.right + 1))


# ---- what is left out --------------------------------------------------------------------------


def dropped(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Leave out an adjunct, an apposition, a clause in commas, a bracket, or a second deed."""
    if any(t.lower in _SCOPED or t.dep == "neg" for t in source.tokens) or source.is_quoting:
        return
    root, end = source.root, source.tokens[-1]
    for part in source.children(root, "prep", "npadvmod"):
        if part.right == end.i - 1 and part.i > root.i and _is_when(source, part):
            yield _without(source, part.left, part.right, "adjunct")
        after = source.at(part.right + 1)
        if part.left == source.tokens[0].i and after.text == "," and _is_when(source, part):
            yield _without(source, part.left, after.i, "adjunct")
    for token in source.tokens:
        if token.dep == "appos" and token.right < end.i - 1:
            before, after = source.at(token.left - 1), source.at(token.right + 1)
            if before.text == "," and after.text == "," and token.ent != "GPE":
                yield _without(source, before.i, after.i, "apposition")
        if token.dep == "relcl" and source.at(token.left).lower in ("which", "who"):
            before, after = source.at(token.left - 1), source.at(token.right + 1)
            if before.text == "," and after.text in (",", "."):
                told_behind = root.i > after.i and source.children(root, "ccomp", "parataxis")
                last = after.i if after.text == "," and not told_behind else token.right
                yield _without(source, before.i, last, "clause")
    yield from _brackets(source)
    yield from _conjuncts(source, root)


def _without(source: Source, first: int, last: int, rule: str) -> Made:
    start, end = source.at(first).start, source.at(last).end
    return Made(source.edit((start, end, "")), source.words(first, last), "", rule)


def _brackets(source: Source) -> Iterator[Made]:
    for found in re.finditer(r"\s*\([^()]{2,60}\)", source.text):
        text = tidy(source.text[: found.start()] + source.text[found.end() :])
        yield Made(text, found[0].strip(), "", "brackets")


def _conjuncts(source: Source, root: Token) -> Iterator[Made]:
    """Leave out the second of two deeds of one subject: "did this and did that"."""
    for second in source.children(root, "conj"):
        joined = source.children(root, "cc")
        if not joined or joined[-1].lower != "and" or source.children(second, *_SUBJECTS):
            continue
        if second.tag != root.tag or second.right != source.tokens[-1].i - 1:
            continue
        if joined[-1].i > root.i and second.left == joined[-1].i + 1 and second.pos == "VERB":
            first = joined[-1].i - (source.at(joined[-1].i - 1).text == ",")
            yield _without(source, first, second.right, "second deed")
