"""Silence: who was asked, or might have spoken, and did not."""

from __future__ import annotations

from vedette.extract.speech.scan import Found, Range, Scan
from vedette.model import Act

_NO = frozenset({"no", "any", "little", "few"})
_NOBODY = frozenset({"no", "neither"})
_YET = 3  # words between "yet" and the verb it leaves undone, "to" among them


def silence(scan: Scan, i: int) -> Found | None:
    """Return the silence that a verb reports, None if it reports none."""
    rules = (_declines, _neither, _negated, _no_object, _unreached, _no_word, _unanswered)
    found = next((one for rule in rules if (one := rule(scan, i)) is not None), None)
    if found is None:
        return None
    cue, topic, named = found
    speaker = scan.subject(i) if named is None else named
    source: tuple[Range, ...] = ()
    if speaker is not None:
        source = (scan.phrase(speaker, away_from=i),)
    content = (scan.trim(*topic),) if topic is not None and topic[0] <= topic[1] else ()
    return Found(
        i, cue, Act.KEEPS_SILENT, source, content, speaker=-1 if speaker is None else speaker
    )


# Tokens of the cue, first and last token of the topic, who is silent where no subject tells it.
_Silence = tuple[tuple[int, ...], "Range | None", "int | None"]


def _declines(scan: Scan, i: int) -> _Silence | None:
    """Read "declined to say", "refused to comment", "declined comment"."""
    token = scan.tokens[i]
    if token.lemma.lower() not in ("decline", "refuse"):
        return None
    c = scan.child(i, "xcomp")
    if c is not None and scan.tokens[c].lemma.lower() in scan.lexicon.words(
        "verbs_of_silence", "speech"
    ):
        return tuple(range(_cue_from(scan, i), _particle(scan, c) + 1)), _topic(scan, c), None
    thing = scan.child(i, "dobj")
    if thing is not None and scan.tokens[thing].lemma == "comment":
        return tuple(range(_cue_from(scan, i), thing + 1)), None, None
    return None


def _negated(scan: Scan, i: int) -> _Silence | None:
    """Read "did not say", "has not commented", "would not confirm"."""
    lemma = scan.tokens[i].lemma.lower()
    if lemma not in scan.lexicon.words("verbs_of_silence", "negated") or not _undone(scan, i):
        return None
    if scan.tokens[i].tag == "VBG" or scan.passive(i):
        return None
    if lemma == "rule" and not scan.has(i, "prt"):
        return None
    if lemma in scan.lexicon.words("verbs_of_silence", "with_object"):
        thing = scan.child(i, "dobj")
        if thing is None or scan.tokens[thing].lemma.lower() not in scan.lexicon.words(
            "verbs_of_silence", "objects"
        ):
            return None
    return tuple(range(_cue_from(scan, i), _particle(scan, i) + 1)), _topic(scan, i), None


def _particle(scan: Scan, i: int) -> int:
    """Return the particle behind a verb ("rule out"), the verb where it has none."""
    particle = scan.child(i, "prt")
    return i if particle is None or particle != i + 1 else particle


def _undone(scan: Scan, i: int) -> bool:
    """Tell that a verb is not done: "not", "has yet to", "neither side has"."""
    if scan.negated(i) or _yet(scan, i) is not None:
        return True
    subject = scan.child(i, "nsubj")
    if subject is None:
        return False
    return scan.tokens[subject].lower in ("nobody", "none", "neither") or any(
        scan.tokens[c].lower in _NOBODY for c in scan.children(subject)
    )


def _yet(scan: Scan, i: int) -> int | None:
    """Return the "has" of "has yet to say"."""
    over = scan.tokens[scan.tokens[i].head]
    if over.i >= i or over.lemma.lower() not in ("have", "be"):
        return None
    between = [scan.tokens[k].lower for k in range(max(over.i + 1, i - _YET), i)]
    return over.i if "yet" in between and "to" in between else None


def _neither(scan: Scan, i: int) -> _Silence | None:
    """Read "neither confirmed nor denied", "would not confirm or deny": nothing is said."""
    either = scan.child(i, "preconj")
    other = scan.child(i, "conj")
    joint = scan.child(i, "cc")
    if either is None and scan.negated(i) and joint is not None:
        either = _cue_from(scan, i) if scan.tokens[joint].lower in ("or", "nor") else None
    elif either is not None and scan.tokens[either].lower != "neither":
        either = None
    if either is None or other is None:
        return None
    speech = scan.lexicon.words("verbs_of_silence", "negated") | {"deny"}
    if not {scan.tokens[i].lemma.lower(), scan.tokens[other].lemma.lower()} <= speech:
        return None
    topic = _topic(scan, other) or _topic(scan, i)
    return tuple(range(either, other + 1)), topic, None


def _no_object(scan: Scan, i: int) -> _Silence | None:
    """Read "gave no details", "made no comment"."""
    words = scan.lexicon.words
    if scan.tokens[i].lemma.lower() not in words("verbs_of_silence", "with_object") | {"have"}:
        return None
    thing = scan.child(i, "dobj")
    had = scan.tokens[i].lemma.lower() == "have"
    things = words("verbs_of_silence", "had" if had else "objects")
    if thing is None or scan.tokens[thing].lemma.lower() not in things:
        return None
    if not any(scan.tokens[c].lower in _NO for c in scan.children(thing)):
        return None
    if scan.passive(i):
        return None
    return tuple(range(_cue_from(scan, i), thing + 1)), _topic(scan, thing), None


def _unreached(scan: Scan, i: int) -> _Silence | None:
    """Read "could not be reached for comment", "remained silent on", "was not available for"."""
    token = scan.tokens[i]
    if token.lemma == "reach" and scan.negated(i) and scan.passive(i):
        return tuple(range(_cue_from(scan, i), i + 1)), None, None
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
    return tuple(range(_cue_from(scan, i), state + 1)), _topic(scan, state), None


def _no_word(scan: Scan, i: int) -> _Silence | None:
    """Read "there was no immediate comment from Moscow": who is behind "from" is silent."""
    if scan.tokens[i].lemma != "be" or not scan.has(i, "expl"):
        return None
    thing = scan.child(i, "attr", "nsubj")
    if thing is None or scan.tokens[thing].lemma.lower() not in scan.lexicon.words(
        "verbs_of_silence", "had"
    ):
        return None
    no = [c for c in scan.children(thing) if scan.tokens[c].lower in _NO]
    source = _behind(scan, (thing, i), ("from", "by"))
    if source is None or not (no or scan.negated(i)):
        return None
    return tuple(range(min([*no, thing]), thing + 1)), None, source


def _unanswered(scan: Scan, i: int) -> _Silence | None:
    """Read "calls to the ministry went unanswered", "emails to the army were not returned"."""
    subject = scan.child(i, "nsubj", "nsubjpass")
    if subject is None or scan.tokens[subject].lemma.lower() not in scan.lexicon.words(
        "verbs_of_silence", "requests"
    ):
        return None
    state = scan.child(i, "acomp", "oprd", "advmod", "xcomp")
    if state is not None and scan.tokens[state].lower in ("unanswered", "unreturned"):
        last = state
    elif scan.tokens[i].lemma in ("return", "answer") and scan.passive(i) and scan.negated(i):
        last = i
    else:
        return None
    source = _behind(scan, (subject, i), ("to",))
    return (tuple(range(_cue_from(scan, i), last + 1)), None, source) if source else None


def _behind(scan: Scan, heads: tuple[int, ...], words: tuple[str, ...]) -> int | None:
    """Return the noun behind one of these prepositions."""
    for head in heads:
        for c in scan.children(head):
            if scan.tokens[c].dep in ("prep", "agent") and scan.tokens[c].lower in words:
                return scan.child(c, "pobj")
    return None


def _cue_from(scan: Scan, i: int) -> int:
    yet = _yet(scan, i)
    if yet is not None:
        return yet
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
