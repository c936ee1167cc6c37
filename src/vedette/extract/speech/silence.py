"""Silence: who was asked, or might have spoken, and did not."""

from __future__ import annotations

from vedette.extract.speech.scan import Found, Range, Scan
from vedette.model import Act

_NO = frozenset({"no", "any", "little", "few"})


def silence(scan: Scan, i: int) -> Found | None:
    """Return the silence that a verb reports, None if it reports none."""
    rules = (_declines, _negated, _neither, _no_object, _unreached)
    found = next((one for rule in rules if (one := rule(scan, i)) is not None), None)
    if found is None:
        return None
    cue, topic = found
    speaker = scan.subject(i)
    source: tuple[Range, ...] = ()
    if speaker is not None:
        source = (scan.phrase(speaker, away_from=i),)
    content = (scan.trim(*topic),) if topic is not None and topic[0] <= topic[1] else ()
    return Found(
        i, cue, Act.KEEPS_SILENT, source, content, speaker=-1 if speaker is None else speaker
    )


_Silence = tuple[tuple[int, ...], "Range | None"]


def _declines(scan: Scan, i: int) -> _Silence | None:
    """Read "declined to say", "refused to comment", "declined comment"."""
    token = scan.tokens[i]
    if token.lemma.lower() not in ("decline", "refuse"):
        return None
    c = scan.child(i, "xcomp")
    if c is not None and scan.tokens[c].lemma.lower() in scan.lexicon.words(
        "verbs_of_silence", "speech"
    ):
        return tuple(range(_cue_from(scan, i), c + 1)), _topic(scan, c)
    thing = scan.child(i, "dobj")
    if thing is not None and scan.tokens[thing].lemma == "comment":
        return tuple(range(_cue_from(scan, i), thing + 1)), None
    return None


def _negated(scan: Scan, i: int) -> _Silence | None:
    """Read "did not say", "has not commented", "would not confirm"."""
    lemma = scan.tokens[i].lemma.lower()
    if lemma not in scan.lexicon.words("verbs_of_silence", "negated") or not scan.negated(i):
        return None
    if scan.tokens[i].tag == "VBG" or scan.passive(i):
        return None
    if lemma in scan.lexicon.words("verbs_of_silence", "with_object"):
        thing = scan.child(i, "dobj")
        if thing is None or scan.tokens[thing].lemma.lower() not in scan.lexicon.words(
            "verbs_of_silence", "objects"
        ):
            return None
    return tuple(range(_cue_from(scan, i), i + 1)), _topic(scan, i)


def _neither(scan: Scan, i: int) -> _Silence | None:
    """Read "neither confirmed nor denied that": he says nothing, one way or the other."""
    either = scan.child(i, "preconj")
    other = scan.child(i, "conj")
    if either is None or other is None or scan.tokens[either].lower != "neither":
        return None
    speech = scan.lexicon.words("verbs_of_silence", "negated") | {"deny"}
    if not {scan.tokens[i].lemma.lower(), scan.tokens[other].lemma.lower()} <= speech:
        return None
    topic = _topic(scan, other) or _topic(scan, i)
    return tuple(range(either, other + 1)), topic


def _no_object(scan: Scan, i: int) -> _Silence | None:
    """Read "gave no details", "made no comment"."""
    words = scan.lexicon.words
    if scan.tokens[i].lemma.lower() not in words("verbs_of_silence", "with_object"):
        return None
    thing = scan.child(i, "dobj")
    if thing is None or scan.tokens[thing].lemma.lower() not in words(
        "verbs_of_silence", "objects"
    ):
        return None
    if not any(scan.tokens[c].lower in _NO for c in scan.children(thing)):
        return None
    if scan.passive(i):
        return None
    return tuple(range(_cue_from(scan, i), thing + 1)), _topic(scan, thing)


def _unreached(scan: Scan, i: int) -> _Silence | None:
    """Read "could not be reached for comment", "remained silent on", "was not available for"."""
    token = scan.tokens[i]
    if token.lemma == "reach" and scan.negated(i) and scan.passive(i):
        return tuple(range(_cue_from(scan, i), i + 1)), None
    if token.lemma not in ("be", "remain", "stay", "keep"):
        return None
    state = scan.child(i, "acomp", "oprd")
    if state is None:
        return None
    word = scan.tokens[state].lower
    quiet = word in ("silent", "tight-lipped", "mum")
    away = word == "unavailable" or (word == "available" and scan.negated(i))
    if away and not any(
        scan.tokens[k].lower == "comment" for k in range(state, min(state + 5, len(scan.tokens)))
    ):
        return None
    if not (quiet or away):
        return None
    return tuple(range(_cue_from(scan, i), state + 1)), _topic(scan, state)


def _cue_from(scan: Scan, i: int) -> int:
    first = i
    for c in scan.children(i):
        if c < i and scan.tokens[c].dep in ("aux", "auxpass", "neg"):
            first = min(first, c)
    # An adverb may stand between ("did not immediately respond"), a subject may not.
    return (
        first
        if not any(scan.tokens[k].pos in ("NOUN", "PROPN", "PRON") for k in range(first, i))
        else i
    )


def _topic(scan: Scan, i: int) -> Range | None:
    """Return the tokens of what nothing is said about."""
    for c in scan.children(i):
        token = scan.tokens[c]
        if c <= i:
            continue
        if token.dep in ("ccomp", "dobj", "xcomp"):
            first = token.left if token.left > i else i + 1
            return first, _before_saying(scan, first, token.right)
        if (
            token.dep == "prep"
            and token.lower in ("on", "about", "to", "for", "of")
            and scan.children(c)
        ):
            return c + 1, token.right
    return None


def _before_saying(scan: Scan, first: int, last: int) -> int:
    # "did not confirm the reports, saying only that ...": what follows is said
    for k in range(first + 1, last):
        if scan.tokens[k].text == "," and scan.tokens[k + 1].tag == "VBG" and scan.reports(k + 1):
            return k - 1
    return last
