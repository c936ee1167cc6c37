"""Cues hung on a sentence: "..., the ministry said on Friday." and "..., he said, ...".

News puts the speaker behind or into what he says, and there the parse errs most: it takes the
speaker for an apposition of the noun before the comma. Words and commas are surer than the tree.
"""

from __future__ import annotations

from dataclasses import dataclass

from vedette.extract.speech.clauses import behind_other
from vedette.extract.speech.scan import FINITE, Range, Scan

_DASHES = frozenset({",", "–", "—", "--"})
_DOUBLE = frozenset({"“", "”", '"', "''", "``"})
_TIMES = frozenset({"DATE", "TIME"})
_INSERTED = 14  # tokens of the longest cue between two commas
_SOURCE = 30  # tokens of the longest source before its verb


@dataclass(frozen=True, slots=True)
class Tag:
    """Hold a cue that hangs on a sentence: tokens of the source, runs of the content."""

    source: Range
    speaker: int
    parts: tuple[Range, ...]


def find_tag(scan: Scan, verb: int) -> Tag | None:
    """Return source and content of a verb that closes a sentence or stands between commas."""
    tokens = scan.tokens
    sentence = scan.reading.sentences[tokens[verb].sentence]
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP", "VBN") or scan.has(
        verb, "aux", "auxpass", "mark"
    ):
        return None
    end = _end_of_cue(scan, verb, sentence.last)
    if end is None:
        return None
    source = _source_before(scan, verb, sentence.first) or _source_behind(scan, verb, sentence.last)
    if source is None:
        return None
    first, last, speaker, comma = source
    if first > verb:
        end = last + 1
    if not _content_before(scan, sentence.first, comma):
        return None
    parts = [(behind_other(scan, sentence.first, comma - 1), comma - 1)]
    if end < sentence.last and tokens[end].lower in _DASHES and first < verb:
        behind = _content_behind(scan, end + 1, sentence.last)
        if behind is not None:
            parts.append(behind)
    return Tag((first, last), speaker, tuple(parts))


def _end_of_cue(scan: Scan, verb: int, last: int) -> int | None:
    """Return the token behind the cue's adverbs, times and short phrases; None if more follows."""
    tokens = scan.tokens
    side = scan.inside[verb]
    k = verb + 1
    while k < last:
        token = tokens[k]
        if scan.inside[k] != side or token.text in _DOUBLE:
            return None
        if token.text in (".", "!", ";") or (token.lower in _DASHES and k <= verb + _INSERTED):
            behind = tokens[k + 1].lower if k + 1 < last else ""
            if token.lower in _DASHES and behind in ("citing", "quoting"):
                return last
            return k
        if token.tag in FINITE or token.lower in ("that", "whether", "how", "why", "if", "of"):
            return None
        plain = token.pos in ("ADV", "ADP") or token.ent in _TIMES or k > verb + 1
        if not plain and not _may_follow(scan, verb, k):
            return None
        k += 1
    return last


def _may_follow(scan: Scan, verb: int, k: int) -> bool:
    """Tell whether a word may stand directly behind a cue: a day, an addressee, a speaker."""
    token = scan.tokens[k]
    told = scan.tokens[verb].lemma in ("tell", "inform", "assure", "remind")
    return (
        told
        or token.dep == "npadvmod"
        or token.lower in ("this", "last", "earlier", "again")
        or (
            scan.tokens[verb - 1].lower in _DASHES
            and token.pos in ("DET", "PROPN", "NOUN", "PRON", "ADJ")
        )
    )


def _source_before(scan: Scan, verb: int, first: int) -> tuple[int, int, int, int] | None:
    """Return first and last token, head and comma of a source before its verb."""
    tokens = scan.tokens
    last = verb - 1
    while last > first and tokens[last].pos == "ADV":
        last -= 1
    behind_comma = tokens[last].lower == ","
    last -= behind_comma
    k = last
    while k > max(first, verb - _SOURCE):
        if scan.inside[k] != scan.inside[verb] or tokens[k].text in _DOUBLE:
            return None
        if tokens[k].lower in _DASHES and k < last:
            speaker = _speaker(scan, k + 1, last)
            if speaker is not None and not _finite(scan, k + 1, speaker):
                relative = _relative_at(scan, k + 1, last)
                if relative is None or relative > speaker:
                    stop = last if relative is None else relative - 1
                    if behind_comma and relative is None:
                        return _with_office(scan=scan, found=(k + 1, stop, speaker, k), first=first)
                    return k + 1, stop, speaker, k
            if not behind_comma:
                return None
        k -= 1
    return None


def _with_office(
    *, scan: Scan, found: tuple[int, int, int, int], first: int
) -> tuple[int, int, int, int]:
    """Widen "Colonel X" to "the head of intelligence, Colonel X": the two stand in apposition."""
    start, stop, speaker, comma = found
    tokens = scan.tokens
    k = comma - 1
    while k > max(first, comma - _SOURCE) and scan.inside[k] == scan.inside[comma]:
        if tokens[k].lower in _DASHES:
            office = _speaker(scan, k + 1, comma - 1)
            if office is not None and not _finite(scan, k + 1, comma - 1):
                return k + 1, stop, office, k
            break
        k -= 1
    return start, stop, speaker, comma


def _relative_at(scan: Scan, first: int, last: int) -> int | None:
    """Return the comma before a relative clause or apposition with a verb inside a source."""
    tokens = scan.tokens
    if not _finite(scan, first, last):
        return None
    return next(
        (
            k
            for k in range(first, last)
            if tokens[k].lower == "," and tokens[k + 1].tag in ("WP", "WDT", "WP$")
        ),
        first,
    )


def _finite(scan: Scan, first: int, last: int) -> bool:
    return any(scan.tokens[k].tag in FINITE for k in range(first, last + 1))


def _speaker(scan: Scan, first: int, last: int) -> int | None:
    """Return the head of a phrase that can speak: the last noun before its first preposition."""
    tokens = scan.tokens
    if tokens[first].pos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"):
        return None
    head: int | None = None
    for k in range(first, last + 1):
        token = tokens[k]
        if token.pos in ("NOUN", "PROPN", "PRON") and not token.lower.endswith(("'s", "’s")):
            genitive = k < last and tokens[k + 1].tag == "POS"
            head = head if genitive else k
        elif token.pos in ("ADP", "PUNCT", "VERB", "SCONJ") and head is not None:
            break
        elif token.pos in ("ADP", "SCONJ", "VERB", "AUX"):
            return None
    if head is None or tokens[head].ent in _TIMES:
        return None
    if tokens[head].pos == "PRON" and tokens[head].lower not in (
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
    ):
        return None
    # The parse may hang an article on the verb ("the army estimates"), a noun it may not.
    start = first + (tokens[first].pos == "DET" and first < head)
    if not all(scan.above(k, head) for k in range(start, head)):
        return None  # "a claim Moscow denies": two phrases
    return head if scan.may_speak(head) or tokens[head].lower == "it" else None


def _source_behind(scan: Scan, verb: int, last: int) -> tuple[int, int, int, int] | None:
    """Return the source of "..., said the officer." with the comma before the verb."""
    tokens = scan.tokens
    if verb < 2 or tokens[verb - 1].lower not in _DASHES:
        return None
    stop = next(
        (k for k in range(verb + 1, last) if tokens[k].text in (".", ";", "“")
         or (tokens[k].lower == "," and _tag_behind(scan, k, last) in ("WP", "WDT", "VBG"))),
        last,
    ) - 1  # fmt: skip
    if stop <= verb or _finite(scan, verb + 1, stop):
        return None
    speaker = _speaker(scan, verb + 1, stop)
    return None if speaker is None else (verb + 1, stop, speaker, verb - 1)


def _tag_behind(scan: Scan, k: int, last: int) -> str:
    return scan.tokens[k + 1].tag if k + 1 < last else ""


def _content_before(scan: Scan, first: int, comma: int) -> bool:
    """Tell whether what stands before the comma can be said: it has words, and is no adjunct."""
    tokens = scan.tokens
    words = [k for k in range(first, comma) if tokens[k].pos not in ("PUNCT", "SPACE")]
    if len(words) < 2:
        return False
    if any(scan.inside[k] != scan.inside[comma] for k in words):
        return False  # a quotation stands there: that is another rule's matter
    opener = tokens[words[0]].lower
    if opener == "as" and tokens[words[1]].lower in ("many", "few", "much", "of"):
        opener = ""  # "as many as 900" opens no clause
    return _finite(scan, first, comma - 1) and opener not in (
        "while",
        "although",
        "though",
        "as",
        "asked",
        "after",
    )


def _content_behind(scan: Scan, first: int, last: int) -> Range | None:
    """Return what goes on behind an inserted cue, None for a clause of the reporter's own."""
    tokens = scan.tokens
    while last > first and tokens[last - 1].pos in ("PUNCT", "SPACE"):
        last -= 1
    if first >= last or tokens[first].lower in (
        "but",
        "while",
        "though",
        "although",
        "who",
        "which",
    ):
        return None
    if tokens[first].tag == "VBG" or tokens[first].lower in ("adding", "citing"):
        return None
    tag = [k for k in range(first, last) if tokens[k].tag in FINITE]
    if tag and tag[0] == last - 1 and scan.reports(tag[0]):
        return None  # ", Reuters reports": another cue, no content
    return first, last - 1
