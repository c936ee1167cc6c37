"""Numbers as content: "Minsk announced about 900", "observers saw 80", "estimates ran from".

A number needs no clause to be said, and the parse often loses it. What stands in a row decides:
the verb, its preposition, the words before a number, the number and what narrows it. Each clause
of "A expected 300, B feared 500" has content of its own that ends where the next clause begins.
"""

from __future__ import annotations

import re

from vedette.extract.speech.lexicon import NumberCue
from vedette.extract.speech.scan import FINITE, Found, Range, Scan
from vedette.model import Act

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_DIGITS = re.compile(r"^\d[\d.,]*$")
_GREAT = frozenset({"hundred", "thousand", "million", "hundreds", "thousands"})
_NO_STRENGTH = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"})
_STOPS = frozenset({",", ";", ":", ".", "!", "?", "–", "—", "--", "(", ")", "”", "“", '"', "…"})
_BREAKS = frozenset(
    {"while", "although", "though", "but", "when", "after", "before", "because", "whereas", "if",
     "then", "himself", "herself", "itself", "themselves", "which", "according"}
)  # fmt: skip
_GOES_ON = (("of", "whom"), ("of", "which"), ("of", "them"), ("among", "them"), ("including", ""))
_REACH = 8  # words that may stand between a verb and its number
_LENGTH = 24  # tokens of the longest number phrase


def find_number(scan: Scan, verb: int) -> Found | None:
    """Return the attribution of a verb whose content is a number, None where there is none."""
    token = scan.tokens[verb]
    cues = scan.lexicon.numbers.get(token.lemma.lower())
    if cues is None or token.dep in ("amod", "compound", "aux", "auxpass"):
        return None
    if token.tag == "VBN" and scan.passive(verb):
        return _declared(scan, verb, cues)
    if not _finite(scan, verb):
        return None
    for cue in cues:
        found = _stated(scan, verb, cue)
        if found is not None:
            return found
    return None


def _finite(scan: Scan, verb: int) -> bool:
    token = scan.tokens[verb]
    if scan.negated(verb) or scan.has(verb, "mark"):
        return False
    if any(scan.tokens[c].tag in ("MD", "TO") for c in scan.children(verb) if c < verb):
        return False
    return token.tag in FINITE or (
        token.tag == "VBN" and scan.has(verb, "nsubj", "aux") and token.dep != "acl"
    )


def _stated(scan: Scan, verb: int, cue: NumberCue) -> Found | None:
    preposition = None
    first = verb + 1
    if cue.link:
        if first >= len(scan.tokens) or scan.tokens[first].lower != cue.link:
            return None
        preposition = first
        first += cue.link not in ("from", "between")
    number = _number_at(scan, first)
    if number is None or not _fits(scan, cue, first, number):
        return None
    speaker = _speaker(scan, verb, cue)
    if speaker is None:
        return None
    last = _last(scan, verb, number)
    parts = (verb,) if preposition is None or first == preposition else (verb, preposition)
    adverbs = tuple(c for c in scan.children(verb) if scan.tokens[c].dep in ("aux", "neg"))
    source = scan.phrase(speaker, away_from=verb)
    content = scan.trim(first, last)
    return Found(
        verb, tuple(sorted({*adverbs, *parts})), cue.act, (source,), (content,), speaker=speaker
    )


def _number_at(scan: Scan, first: int) -> int | None:
    """Return the number that the words from `first` on lead to ("up to", "a figure of")."""
    leads = scan.lexicon.words("number_words", "leads")
    side = scan.inside[first] if first < len(scan.tokens) else -1
    for k in range(first, min(first + _REACH, len(scan.tokens))):
        token = scan.tokens[k]
        if scan.inside[k] != side:
            return None
        if _is_number(scan, k):
            return k
        if token.lower not in leads:
            return None
    return None


def _is_number(scan: Scan, k: int) -> bool:
    """Tell whether a token is a count in figures, or leads to "thousand": "one of them" is none."""
    token = scan.tokens[k]
    behind = scan.tokens[k + 1].lower if k + 1 < len(scan.tokens) else ""
    if not _DIGITS.match(token.text) and not (
        token.pos == "NUM" and (token.lower in _GREAT or behind in _GREAT)
    ):
        return False
    return token.ent not in _NO_STRENGTH and not _YEAR.match(token.text)


def _fits(scan: Scan, cue: NumberCue, first: int, number: int) -> bool:
    """Tell whether a verb's number may have a noun ("saw 300 tanks") or must stand alone."""
    if cue.figure and not any(
        scan.tokens[k].lower in scan.lexicon.words("number_words", "figures")
        for k in range(first, number)
    ):
        return False
    return not cue.bare or _bare(scan, number)


def _bare(scan: Scan, number: int) -> bool:
    k = number + 1
    end = len(scan.tokens)
    while k < end and (scan.tokens[k].pos == "NUM" or scan.tokens[k].lower in ("to", "-", "or")):
        k += 1
    if k >= end or scan.tokens[k].lower in scan.lexicon.words("number_words", "behind"):
        return True
    if scan.tokens[k].pos == "ADJ":
        k += 1
    return k >= end or scan.tokens[k].pos not in ("NOUN", "PROPN", "SYM")


def _speaker(scan: Scan, verb: int, cue: NumberCue) -> int | None:
    speaker = scan.subject(verb)
    if speaker is None or scan.inside[speaker] != scan.inside[verb]:
        return None
    token = scan.tokens[speaker]
    noun = token.lemma.lower()
    if cue.subjects:
        return speaker if noun in scan.lexicon.words("number_words", cue.subjects) else None
    if token.lower in ("i", "we", "you", "who"):
        return None
    own = scan.child(verb, "nsubj")
    if token.lower == "it" and own == speaker and speaker == verb - 1:
        return speaker
    return speaker if scan.may_speak(speaker) else None


def _last(scan: Scan, verb: int, number: int) -> int:
    """Return the last token of a number phrase: it ends with its clause."""
    tokens = scan.tokens
    end = min(scan.reading.sentences[tokens[verb].sentence].last, number + _LENGTH)
    k = number + 1
    while k < end:
        if tokens[k].text == "," and k + 2 < end and _goes_on(scan, k + 1):
            k += 2
        elif scan.inside[k] != scan.inside[verb] or _ends(scan, k, end):
            break
        k += 1
    return k - 1


def _ends(scan: Scan, k: int, end: int) -> bool:
    """Tell whether a number phrase ends before a token: the clause is over, or a date follows."""
    token = scan.tokens[k]
    if token.text in _STOPS or token.lower in _BREAKS:
        return True
    if token.pos == "ADP" and (_dated(scan, k) or _in_medium(scan, k)):
        return True
    return token.dep == "cc" and _clause_follows(scan, k + 1, end)


def _goes_on(scan: Scan, k: int) -> bool:
    pair = (scan.tokens[k].lower, scan.tokens[k + 1].lower)
    return any(pair[0] == a and (not b or pair[1] == b) for a, b in _GOES_ON)


def _dated(scan: Scan, k: int) -> bool:
    return k + 1 < len(scan.tokens) and scan.tokens[k + 1].ent in ("DATE", "TIME")


def _in_medium(scan: Scan, k: int) -> bool:
    """Tell "in a statement", "in an interview": they say how the number came."""
    nouns = scan.lexicon.words("mediums", "nouns") | scan.lexicon.words("occasions", "nouns")
    article = k + 1 < len(scan.tokens) and scan.tokens[k + 1].lower in ("a", "an")
    noun = scan.child(k, "pobj")
    return article and noun is not None and scan.tokens[noun].lemma.lower() in nouns


def _clause_follows(scan: Scan, first: int, end: int) -> bool:
    for k in range(first, end):
        if scan.tokens[k].tag in FINITE:
            return True
        if scan.tokens[k].text in (",", ";"):
            return False
    return False


def _declared(scan: Scan, verb: int, cues: tuple[NumberCue, ...]) -> Found | None:
    """Read "under 900 were declared", "the drill was declared at 900": nobody is named."""
    tokens = scan.tokens
    aux = verb - 1
    cue = next((c for c in cues if c.passive), None)
    if cue is None or aux < 1 or tokens[aux].lemma != "be" or scan.has(verb, "agent"):
        return None
    if tokens[aux].tag not in FINITE:
        return None
    behind = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if behind is not None and behind.lower == "at":
        return _declared_at(scan, verb, cue)
    if behind is not None and behind.pos not in ("PUNCT", "ADP", "ADV", "SPACE"):
        return None  # "were declared dead"
    first = _phrase_start(scan, aux - 1)
    if first is None:
        return None
    content = scan.trim(first, aux - 1)
    return Found(verb, (aux, verb), cue.act, (), (content,))


def _phrase_start(scan: Scan, last: int) -> int | None:
    """Return where a number that ends at `last`, with or without a noun, begins."""
    leads = scan.lexicon.words("number_words", "leads")
    k = last
    while k > 0 and scan.tokens[k].pos in ("NOUN", "PROPN", "ADJ") and last - k < 4:
        k -= 1
    if not _is_number(scan, k):
        return None
    while k > 0 and scan.tokens[k - 1].lower in leads and scan.tokens[k - 1].lower != "the":
        k -= 1
    return k


def _declared_at(scan: Scan, verb: int, cue: NumberCue) -> Found | None:
    number = _number_at(scan, verb + 2)
    subject = scan.child(verb, "nsubjpass")
    if number is None or subject is None or subject > verb:
        return None
    parts: tuple[Range, ...] = (
        scan.phrase(subject, away_from=verb),
        scan.trim(verb + 1, _last(scan, verb, number)),
    )
    return Found(verb, (verb - 1, verb), cue.act, (), parts)


def find_revised(scan: Scan, announced: list[Found]) -> list[Found]:
    """Read "announced 900, then cut it by half": who gave the number has changed it."""
    words = scan.lexicon.words
    found: list[Found] = []
    for one in announced:
        if not one.source or one.act not in (Act.STATES, Act.ESTIMATES, Act.CLAIMS):
            continue
        sentence = scan.reading.sentences[scan.tokens[one.head].sentence]
        for k in range(one.head + 1, sentence.last - 2):
            token = scan.tokens[k]
            if token.lemma.lower() not in words("number_words", "revise") or token.tag not in (
                "VBD", "VBN", "VBP",
            ):  # fmt: skip
                continue
            if scan.inside[k] != scan.inside[one.head] or _own_subject(scan, k):
                continue
            if scan.tokens[k - 1].lower not in ("then", "later", "and", "but", "since", "has"):
                continue
            last = _revision_end(scan, k, sentence.last)
            if last is not None:
                content = scan.trim(k + 1, last)
                found.append(Found(k, (k,), one.act, one.source, (content,), speaker=one.speaker))
    return found


def _own_subject(scan: Scan, verb: int) -> bool:
    """Tell whether another one acts; the number before may pass for a subject in the parse."""
    subject = scan.child(verb, "nsubj", "auxpass")
    return subject is not None and scan.tokens[subject].pos != "NUM"


def _revision_end(scan: Scan, verb: int, end: int) -> int | None:
    """Return the last token of "it almost by half", "the figure to 900"."""
    tokens = scan.tokens
    k = verb + 1
    k += tokens[k].lower in ("the", "its", "that", "this", "their")
    noun = tokens[k].lower
    if noun not in ("it", "this", "that") and noun not in scan.lexicon.words(
        "number_words", "figures"
    ):
        return None
    link = next((n for n in range(k + 1, min(k + 4, end)) if tokens[n].lower in ("by", "to")), None)
    return None if link is None else _last(scan, verb, link)
