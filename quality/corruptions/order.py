"""Rewordings of order: adjuncts moved or dropped, voice, genitives, appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts, inflected, words
from quality.corruptions.texts import Source, tidy
from vedette.model import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_AUX = ("aux", "auxpass")
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
        yield Made(f"{phrase[:1].upper()}{phrase[1:]}, {_small(source, rest)}", "", phrase, "front")


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


def _small(source: Source, text: str) -> str:
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
                    f"{phrase[:1].upper()}{phrase[1:]}, {_small(source, rest)}.",
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
                last = after.i if after.text == "," else token.right
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


# ---- voice -------------------------------------------------------------------------------------


def voice(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Turn the active into the passive, and the passive with an agent into the active."""
    for verb in source.tokens:
        if verb.dep == "ROOT" and verb.pos == "VERB":
            if source.is_quoting or source.children(verb, "conj", "neg", "ccomp", "parataxis"):
                return
            if source.children(verb, "nsubjpass"):
                yield from _active(source, verb)
            else:
                yield from _passive(source, verb)


def _passive(source: Source, verb: Token) -> Iterator[Made]:
    subjects, objects = source.children(verb, "nsubj"), source.children(verb, "dobj")
    if (
        len(subjects) != 1
        or len(objects) != 1
        or source.children(verb, "dative", "xcomp", "oprd", "prt")
    ):
        return
    subject, goal = subjects[0], objects[0]
    aux = source.children(verb, "aux")
    if not _can_be_passive(source, verb, subject, goal) or len(aux) > 1:
        return
    if goal.left != verb.i + 1 or subject.right != (aux[0].i if aux else verb.i) - 1:
        return
    be = _be(verb, aux[0] if aux else None, plural=_plural(source, goal))
    if be is None:
        return
    before = (
        source.words(source.tokens[0].i, subject.left - 1) + " "
        if subject.left > source.tokens[0].i
        else ""
    )
    done = inflected(verb.lemma, "VBN")
    what, who = source.below(goal), _agent(source, subject)
    what = what if before or goal.pos == "PROPN" else what[:1].upper() + what[1:]
    tail = source.words(goal.right + 1, source.tokens[-1].i)
    yield Made(tidy(f"{before}{what} {be} {done} by {who} {tail}"), "", done, "passive")


def _agent(source: Source, subject: Token) -> str:
    """Return a subject as it is written inside a sentence."""
    text = source.below(subject)
    return _small(source, text) if subject.left == source.tokens[0].i else text


_STATIVE = frozenset(
    {"have", "be", "become", "cost", "lack", "include", "resemble", "contain", "remain", "weigh",
     "total", "equal", "mean", "want", "need", "see", "suffer", "gain", "lose", "rise", "fall",
     "drop", "hit", "reach", "take", "get", "like", "hope", "join", "leave", "enter", "face",
     "post", "feature", "begin", "end", "climb", "follow", "show", "say", "tell", "claim"}
)  # fmt: skip
_MEASURES = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL", "DATE", "TIME"})


def _can_be_passive(source: Source, verb: Token, subject: Token, goal: Token) -> bool:
    if verb.lemma in _STATIVE or subject.pos == "PRON" or goal.pos in ("PRON", "NUM"):
        return False
    if goal.ent in _MEASURES or source.children(goal, "relcl", "acl", "appos", "conj"):
        return False
    if source.children(subject, "relcl", "appos", "conj", "acl") or goal.right - goal.left > 7:
        return False
    if any(t.lower != "of" for t in source.children(goal, "prep")):
        return False
    first, after = source.at(subject.left), source.at(goal.right + 1)
    if first.lower in ("neither", "no", "few", "only") or after.tag in ("VBN", "VBG", "VBD"):
        return False
    inside = (source.at(i) for i in range(goal.left, goal.right + 1))
    return not any(t.pos == "PRON" or t.text in (",", "(") or t.tag == "PRP$" for t in inside)


def _plural(source: Source, token: Token) -> bool:
    return token.tag in ("NNS", "NNPS") or bool(source.children(token, "conj"))


def _be(verb: Token, aux: Token | None, *, plural: bool) -> str | None:
    if aux is None:
        past, now = ("were", "are") if plural else ("was", "is")
        return {"VBD": past, "VBZ": now, "VBP": now}.get(verb.tag)
    if aux.tag == "MD" and verb.tag == "VB":
        return f"{aux.text} be"
    if aux.lemma == "have" and verb.tag == "VBN":
        return {"VBD": "had been"}.get(aux.tag, "have been" if plural else "has been")
    if aux.lemma == "be" and verb.tag == "VBG":
        return ("are" if plural else "is") + " being" if aux.tag in ("VBZ", "VBP") else None
    return None


def _active(source: Source, verb: Token) -> Iterator[Made]:
    agents = source.children(verb, "agent")
    subjects, aux = source.children(verb, "nsubjpass"), source.children(verb, *_AUX)
    if len(agents) != 1 or not aux or source.children(verb, "prt", "xcomp", "oprd"):
        return
    doers, subject = source.children(agents[0], "pobj"), subjects[0]
    if not doers or subject.right != aux[0].i - 1 or subject.left != source.tokens[0].i:
        return
    if (
        doers[0].tag == "VBG"
        or source.children(doers[0], "acl", "relcl")
        or any(source.at(i).pos == "PRON" for i in range(agents[0].left, agents[0].right + 1))
    ):
        return
    form = _active_form(source, verb, aux, plural=_plural(source, doers[0]))
    between = source.words(verb.i + 1, agents[0].left - 1) if agents[0].left > verb.i + 1 else ""
    inside = [source.at(i) for i in range(aux[0].i, verb.i) if source.at(i) not in aux]
    if form is None or inside or "," in source.below(doers[0]) or "," in between:
        return
    who, what = source.below(doers[0]), _agent(source, subject)
    tail = source.words(agents[0].right + 1, source.tokens[-1].i)
    yield Made(
        tidy(f"{who[:1].upper()}{who[1:]} {form} {what} {between} {tail}"), "", form, "active"
    )


def _active_form(source: Source, verb: Token, aux: list[Token], *, plural: bool) -> str | None:
    texts = [t.lower for t in aux]
    if len(aux) == 1 and texts[0] in ("was", "were"):
        return inflected(verb.lemma, "VBD")
    if len(aux) == 1 and texts[0] in ("is", "are"):
        return inflected(verb.lemma, "VBP" if plural else "VBZ")
    done = inflected(verb.lemma, "VBN")
    if texts in (["has", "been"], ["have", "been"]):
        return f"{'have' if plural else 'has'} {done}"
    if texts == ["had", "been"]:
        return f"had {done}"
    if len(aux) == 2 and aux[0].tag == "MD" and texts[1] == "be":
        return f"{texts[0]} {verb.lemma}"
    return None


# ---- noun phrases ------------------------------------------------------------------------------


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
    if (
        token.dep != "appos"
        or head.pos != "PROPN"
        or head.dep not in _SUBJECTS
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
