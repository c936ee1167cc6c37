"""Rewordings of who says it: another verb or place of saying, indirect speech, an outlet named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts
from quality.corruptions.texts import Source, tidy
from vedette.model import Token

_SAID = frozenset(
    {"say", "state", "announce", "claim", "report", "note", "explain", "add", "argue"}
)
_PERSONAL = re.compile(
    r"\b(?:I|we|our|us|my|me|you|your|ours|mine|this|these|here|it|they|he|she|that's|there)\b",
    re.IGNORECASE,
)


def said(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Move who says it: "X said that p", "p, X said", "according to X, p"."""
    if source.is_quoting:
        return
    root = source.root
    yield from _said_first(source, root)
    yield from _according(source)


def _said_first(source: Source, root: Token) -> Iterator[Made]:
    clause = source.children(root, "ccomp")
    subjects = source.children(root, "nsubj")
    if (
        root.lemma not in _SAID
        or root.tag not in ("VBD", "VBZ", "VBP")
        or not clause
        or not subjects
    ):
        return
    who, told = subjects[0], clause[0]
    if who.pos == "PRON" or source.children(
        root, "neg", "advmod", "prep", "aux", "conj", "advcl", "dobj"
    ):
        return
    if source.children(told, "conj") or "," in source.below(who) or who.right != root.i - 1:
        return
    ends = source.tokens[-1]
    if told.left > root.i and who.left == source.tokens[0].i and told.right == ends.i - 1:
        if told.left != root.i + 1:
            return
        mark = source.children(told, "mark")
        start = told.left + (bool(mark) and mark[0].lower == "that" and mark[0].i == told.left)
        content, speaker = source.words(start, told.right), source.below(who)
        small = _inside(source, who)
        verb = root.text
        yield Made(f"According to {small}, {content}.", verb, "according to", "according")
        if "," not in content and len(content.split()) < 22:
            yield Made(f"{content[:1].upper()}{content[1:]}, {small} {verb}.", verb, verb, "behind")
        if root.lemma == "say" and root.tag == "VBD":
            yield Made(f"{speaker} stated that {content}.", verb, "stated that", "stated")
    elif told.right < root.i and root.right == ends.i - 1 and told.left == source.tokens[0].i:
        content = source.words(told.left, told.right)
        first = source.at(told.left)
        content = (
            content
            if first.pos == "PROPN" or first.text.isupper()
            else content[:1].lower() + content[1:]
        )
        speaker = source.below(who)
        yield Made(tidy(f"{speaker} said that {content}."), root.text, "said that", "first")


def _inside(source: Source, who: Token) -> str:
    first, text = source.at(who.left), source.below(who)
    if first.i != source.tokens[0].i or first.pos == "PROPN" or first.text.isupper():
        return text
    return text[:1].lower() + text[1:]


def _according(source: Source) -> Iterator[Made]:
    first = source.tokens[0]
    if first.lower != "according":
        return
    to = source.next(first)
    goals = source.children(to, "pobj") if to is not None and to.lower == "to" else []
    if not goals or goals[0].pos == "PRON" or source.at(goals[0].right + 1).text != ",":
        return
    who = source.below(goals[0])
    content = source.words(goals[0].right + 2, source.tokens[-1].i)
    if "," not in who and source.at(goals[0].right + 2).lower not in (
        "it",
        "they",
        "he",
        "she",
        "which",
    ):
        yield Made(
            f"{who[:1].upper()}{who[1:]} said that {content}", "according to", "said that", "said"
        )


def quotations(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Tell a whole quotation in indirect speech, where it speaks of no one present."""
    if root_lemma(source) not in _SAID:
        return
    text = re.sub(r'"\s*([^"]*?)\s*"', r"“\1”", source.text)
    found = re.fullmatch(r"“([^“”]+),” (?:said ([^“”,]+)|([^“”,]+) said)\.", text)
    if "]" in text or "[" in text:
        return
    if found:
        content, who = found[1], found[2] or found[3]
        yield from _indirect(source, content, who)
    found = re.fullmatch(r"([^“”,]+) said,? “([^“”]+)\.”", text)
    if found:
        yield from _indirect(source, found[2], found[1])
    # Marks around a part alone can go: the words stay the speaker's.
    part = re.search(r"“([^“”]{4,60})”", text)
    if (
        part
        and not found
        and source.children(source.root, "ccomp")
        and not _PERSONAL.search(part[1])
    ):
        yield Made(tidy(text[: part.start()] + part[1] + text[part.end() :]), "“”", "", "marks")


def root_lemma(source: Source) -> str:
    """Return the lemma of the main word."""
    return source.root.lemma.lower()


def _indirect(source: Source, content: str, who: str) -> Iterator[Made]:
    if _PERSONAL.search(content) or "..." in content or "[" in content:
        return
    first = content.split(maxsplit=1)[0]
    is_name = any(t.text == first and t.pos == "PROPN" for t in source.tokens)
    small = content if is_name or first.isupper() else content[:1].lower() + content[1:]
    yield Made(f"{who[:1].upper()}{who[1:]} said that {small}.", "“”", "said that", "indirect")


def outlet(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Add whose report it is."""
    name = source.document.report.publisher
    if not name or source.is_quoting or source.children(source.root, "ccomp", "parataxis"):
        return
    if any(t.lower in ("according", "said", "says", "reported", "reports") for t in source.tokens):
        return
    first, text = source.tokens[0], source.text
    if first.dep in ("cc", "advmod", "mark") or first.lower in ("however", "also"):
        return
    small = (
        text
        if first.pos == "PROPN" or first.text.isupper() or not first.text[0].isalpha()
        else text[:1].lower() + text[1:]
    )
    ways = (
        Made(f"According to {name}, {small}", "", f"according to {name}", "according"),
        Made(f"{name} reported that {small}", "", f"{name} reported", "reported"),
        Made(f"{text[:-1]}, {name} reported.", "", f"{name} reported", "behind"),
    )
    yield from ways
