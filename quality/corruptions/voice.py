"""Rewordings of voice: the active turned into the passive, and back."""

from __future__ import annotations

from collections.abc import Iterator

from quality.corruptions.order import inside_sentence
from quality.corruptions.rules import Made, Texts, inflected
from quality.corruptions.texts import Source, tidy
from vedette.model import Token

_AUX = ("aux", "auxpass")


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
    return inside_sentence(source, text) if subject.left == source.tokens[0].i else text


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
    form = _active_form(verb, aux, plural=_plural(source, doers[0]))
    between = source.words(verb.i + 1, agents[0].left - 1) if agents[0].left > verb.i + 1 else ""
    inside = [source.at(i) for i in range(aux[0].i, verb.i) if source.at(i) not in aux]
    if form is None or inside or "," in source.below(doers[0]) or "," in between:
        return
    who, what = source.below(doers[0]), _agent(source, subject)
    tail = source.words(agents[0].right + 1, source.tokens[-1].i)
    yield Made(
        tidy(f"{who[:1].upper()}{who[1:]} {form} {what} {between} {tail}"), "", form, "active"
    )


def _active_form(verb: Token, aux: list[Token], *, plural: bool) -> str | None:
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
