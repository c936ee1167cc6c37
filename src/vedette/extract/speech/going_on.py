"""Speech that goes on without a cue: "It would last a week." behind "The war, he said, ...".

The outlet's own voice is the rule. A sentence belongs to the speaker before it only where it says
so itself: its "would" goes on with a "would" of his, it takes up his number ("of those", "on top
of those"), an "added" behind it tells that it was part of the same speech, or it stands between
"Reuters reports, citing the navy" and "according to the navy".
"""

from __future__ import annotations

from vedette.extract.speech.scan import FINITE, Found, Scan
from vedette.extract.speech.verbs import tidy_range
from vedette.model import Act

_ADDS = frozenset({"add", "continue", "go"})
_PARTS = frozenset({("of", "those"), ("of", "these"), ("of", "them"), ("among", "them"),
                    ("among", "those")})  # fmt: skip
_ON_TOP = (("on", "top", "of"), ("in", "addition", "to"))
_NARROWS = frozenset({"narrow", "break", "specify", "detail", "elaborate", "qualify"})


def find_going_on(scan: Scan, found: list[Found]) -> list[Found]:
    """Return the sentences that go on with what `found` holds; `follows` counts in that list."""
    by_sentence = _by_sentence(scan, found)
    covered = _covered(scan, found)
    between = _between(scan, found, by_sentence)
    more: list[Found] = []
    last: int | None = None  # the attribution of the sentence before, as number in `found`
    for sentence in scan.reading.sentences:
        numbers = by_sentence.get(sentence.i, [])
        if numbers:
            last = numbers[-1]
            continue
        quoted = any(scan.inside[k] >= 0 for k in range(sentence.first, sentence.last))
        if quoted or sentence.i in covered:
            last = None
            continue
        follows = between.get(sentence.i)
        if follows is None:
            follows = _follows(scan, sentence.i, last, by_sentence, found)
        if follows is None:
            last = last if last is not None and _narrows(scan, sentence.i) else None
            continue
        content = tidy_range(scan, sentence.first, sentence.last - 1)
        if content is not None:
            more.append(Found(-1, (), Act.STATES, (), (content,), follows=follows))
        last = follows
    return more


def _by_sentence(scan: Scan, found: list[Found]) -> dict[int, list[int]]:
    """Return for each sentence the attributions of living speakers whose cue stands in it."""
    by_sentence: dict[int, list[int]] = {}
    for number, one in enumerate(found):
        if one.head >= 0 and one.act is not Act.KEEPS_SILENT:
            by_sentence.setdefault(scan.tokens[one.head].sentence, []).append(number)
    return by_sentence


def _covered(scan: Scan, found: list[Found]) -> set[int]:
    """Return the sentences that an attribution's content reaches into."""
    return {
        token.sentence
        for one in found
        for start, end in one.content
        for token in scan.reading.tokens_between(start, end)
    }


def _between(scan: Scan, found: list[Found], by_sentence: dict[int, list[int]]) -> dict[int, int]:
    """Return the sentences between one that cites a source and one "according to" the same."""
    sentences = scan.reading.sentences
    held: dict[int, int] = {}
    for one in found:
        if one.head < 0 or one.speaker < 0 or scan.tokens[one.head].lower != "according":
            continue
        here = scan.tokens[one.head].sentence
        k = here - 1
        while k >= 0 and sentences[k].block == sentences[here].block and k not in by_sentence:
            k -= 1
        opens = k >= 0 and sentences[k].block == sentences[here].block - 1
        noun = scan.tokens[one.speaker].lower
        if opens and k in by_sentence and _cites(scan, k, noun):
            held.update(dict.fromkeys(range(k + 1, here), by_sentence[k][-1]))
    return held


def _cites(scan: Scan, number: int, noun: str) -> bool:
    tokens = scan.reading.tokens_of(scan.reading.sentences[number])
    citing = next((n for n, t in enumerate(tokens) if t.lower in ("citing", "quoting")), None)
    return citing is not None and noun in {t.lower for t in tokens[citing:]}


def _follows(
    scan: Scan, number: int, last: int | None, by_sentence: dict[int, list[int]], found: list[Found]
) -> int | None:
    """Return the attribution that a sentence goes on with, None where it says nothing of it."""
    sentences = scan.reading.sentences
    here = sentences[number]
    if not any(scan.tokens[k].tag in FINITE for k in range(here.first, here.last)):
        return None
    if last is not None and found[last].source and found[last].speaker >= 0:
        at = sentences[scan.tokens[found[last].head].sentence]
        near = here.block == sentences[number - 1].block and here.block - at.block <= 1
        would = near and _looks_ahead(scan, found[last]) and _would(scan, number)
        parts = at.block == here.block and _takes_up(scan, number)
        if scan.inside[found[last].head] < 0 and (would or parts):
            return last
    if number + 1 < len(sentences) and sentences[number + 1].block == here.block:
        adding = [n for n in by_sentence.get(number + 1, []) if _adds(scan, found[n])]
        opens = number == 0 or sentences[number - 1].block != here.block
        if adding and opens and number - 1 in by_sentence:
            return adding[0]
    return None


def _adds(scan: Scan, one: Found) -> bool:
    """Tell "..., he added" behind a sentence: what stands before it was his as well."""
    return (
        scan.tokens[one.head].lemma in _ADDS
        and bool(one.source)
        and one.content[0][1] <= scan.tokens[one.head].start
        and not one.quotes
    )


def _looks_ahead(scan: Scan, one: Found) -> bool:
    """Tell whether what was said had a "would" itself: the next one goes on with it."""
    return any(
        t.lower == "would"
        for start, end in one.content
        for t in scan.reading.tokens_between(start, end)
    )


def _would(scan: Scan, number: int) -> bool:
    """Tell a "would" that looks ahead from the moment of speaking from one in a condition."""
    sentence = scan.reading.sentences[number]
    tokens = scan.tokens
    main = [
        k for k in range(sentence.first, sentence.last)
        if tokens[k].lower == "would" and tokens[k].dep == "aux"
        and tokens[tokens[k].head].dep in ("ROOT", "conj", "ccomp")
    ]  # fmt: skip
    if not main or scan.negated(tokens[main[0]].head):
        return False
    hedged = {"if", "unless", "otherwise", "without", "i", "we", "you", "that", "this", "who"}
    others = [k for k in range(sentence.first, sentence.last) if tokens[k].tag in FINITE]
    plain = all(tokens[k].lower == "would" for k in others)
    return plain and not hedged & {tokens[k].lower for k in range(sentence.first, sentence.last)}


def _takes_up(scan: Scan, number: int) -> bool:
    """Tell "Of those, 80 ..." and "On top of those come 80"."""
    sentence = scan.reading.sentences[number]
    head = tuple(t.lower for t in scan.reading.tokens_of(sentence)[:4])
    counted = any(scan.tokens[k].pos == "NUM" for k in range(sentence.first + 2, sentence.last))
    if not counted:
        return False
    return head[:2] in _PARTS or (
        head[:3] in _ON_TOP and len(head) > 3 and head[3] in ("those", "these", "them", "that")
    )


def _narrows(scan: Scan, number: int) -> bool:
    """Tell "The colonel then narrowed it down": he is about to say more."""
    sentence = scan.reading.sentences[number]
    root = next(
        (t for t in scan.reading.tokens_of(sentence) if t.dep == "ROOT" and t.tag == "VBD"), None
    )
    if root is None or root.lemma not in _NARROWS:
        return False
    subject = scan.child(root.i, "nsubj")
    return subject is not None and scan.may_speak(subject)
