"""What the network marked, held against what the rules found.

The rules know the shapes of reported speech and whose it is; the network, trained on whole
newspaper articles, knows better where a source or content ends and which unlisted words report
speech. Where both see the same attribution, sure marks set its limits; where only the network
sees one, it is kept if its words are those of speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.extract.encoder.labels import Tagged
from vedette.extract.speech.scan import FINITE, MARKS, RELATIVE, Found, Range, Scan
from vedette.extract.speech.verbs import unsaid
from vedette.model import Act

SURE = 0.7  # of a mark that moves a limit
NEW = 0.6  # of all marks of an attribution that the rules did not find
_ALIKE = 0.3  # of a content that the rules found
_NO_WORDS = frozenset(
    {"PUNCT", "SPACE", "DET", "CCONJ", "SCONJ", "ADP", "PART", "AUX", "ADV"}
)  # alone, nothing is said in them
_DASHES = frozenset({"—", "–", "--"})
_NEAR = 3  # tokens between a cue and its content or source


def with_marks(scan: Scan, found: Sequence[Found], marks: Sequence[Tagged]) -> list[Found]:
    """Return the attributions with the limits that sure marks give them, and the new ones.

    The numbers of the attributions in the list stay as they are; new ones stand at its end.
    """
    if not marks:
        return list(found)
    by_kind = {kind: [m for m in marks if m.kind == kind] for kind in ("source", "cue", "content")}
    owners = _owners(scan, found)
    moved = [_moved(scan, one, n, by_kind, owners) for n, one in enumerate(found)]
    return [*moved, *_new(scan, moved, by_kind)]


def worth_marking(scan: Scan, found: Sequence[Found]) -> frozenset[int]:
    """Return the sentences in which marks can change anything.

    There are words left over that no attribution holds, and an attribution that could take them
    in, a word of speech that none has as its cue, or a quotation mark.
    """
    spoken = {i for one in found for i in one.cue}
    held = spoken | {i for one in found for i in _tokens(scan, [*one.content, *one.source])}
    worth: set[int] = set()
    for sentence in scan.reading.sentences:
        inside = range(sentence.first, sentence.last)
        loose = any(i not in held and _has_weight(scan, i) for i in inside)
        if loose and any(i in spoken or _of_speech(scan, i) for i in inside):
            worth.add(sentence.i)
    return frozenset(worth)


def _has_weight(scan: Scan, i: int) -> bool:
    """Tell a word that could belong to somebody's words from small words and days."""
    return scan.tokens[i].pos not in _NO_WORDS and scan.tokens[i].ent not in ("DATE", "TIME")


def _of_speech(scan: Scan, i: int) -> bool:
    token = scan.tokens[i]
    if token.pos in ("VERB", "NOUN"):
        lemma = token.lemma.lower()
        return lemma in (scan.lexicon.verbs if token.pos == "VERB" else scan.lexicon.nouns)
    return token.text in MARKS and token.lower != "'"


def _owners(scan: Scan, found: Sequence[Found]) -> dict[int, set[int]]:
    """Return for each token the attributions whose content it is."""
    owners: dict[int, set[int]] = {}
    for number, one in enumerate(found):
        for i in _tokens(scan, one.content):
            owners.setdefault(i, set()).add(number)
    return owners


def _tokens(scan: Scan, ranges: Sequence[Range]) -> set[int]:
    return {t.i for start, end in ranges for t in scan.reading.tokens_between(start, end)}


def _moved(
    scan: Scan,
    one: Found,
    number: int,
    marks: dict[str, list[Tagged]],
    owners: dict[int, set[int]],
) -> Found:
    if one.head < 0 or not one.content or not _marked(one.cue, marks["cue"]):
        return one
    # Whole quotations end at their marks, and a content in pieces was put together with care.
    fixed = one.quotes or len(one.content) > 1
    content = one.content if fixed else _content(scan, one, number, marks["content"], owners)
    return replace(one, content=content, source=_source(scan, one, marks["source"]))


def _marked(cue: Sequence[int], marks: list[Tagged]) -> bool:
    return any(m.first <= i < m.last for m in marks for i in cue)


def _content(  # noqa: PLR0911
    scan: Scan, one: Found, number: int, marks: list[Tagged], owners: dict[int, set[int]]
) -> tuple[Range, ...]:
    """Return the marked content where it is another limit of the same, else the content found."""
    own = _tokens(scan, one.content)
    near = [m for m in marks if any(i in own for i in range(m.first, m.last))]
    theirs = {i for m in near for i in range(m.first, m.last)}
    if not near or min(m.score for m in near) < SURE:
        return one.content
    # The network may say where a content goes on; what the rules have, they have for a reason.
    if not own < theirs or len(own) < _ALIKE * len(theirs):
        return one.content
    if theirs & ({one.head} | set(one.cue) | _tokens(scan, one.source)):
        return one.content
    if scan.tokens[one.head].pos == "NOUN" and _over(scan, one.head) & theirs:
        return one.content  # "X's claim that P could not be verified" claims no verifying
    if any(scan.tokens[i].text in _DASHES for i in theirs - own):
        return one.content  # what stands behind a dash may be the reporter's aside
    # Another attribution's words, inside or around this one, are not this mark's to give away.
    if any(owners.get(i, set()) - {number} for i in own ^ theirs):
        return one.content
    return tuple(r for m in near if (r := limits(scan, m)) is not None) or one.content


def _over(scan: Scan, i: int) -> set[int]:
    """Return the tokens that govern a token, one over the other."""
    found: set[int] = set()
    while scan.tokens[i].head != i:
        i = scan.tokens[i].head
        found.add(i)
    return found


def limits(scan: Scan, mark: Tagged) -> Range | None:
    """Return the offsets of a marked content without "that", outer marks and end punctuation."""
    tokens = scan.tokens
    first, last = mark.first, mark.last - 1
    while first <= last and _is_edge(scan, first, first, last):
        first += 1
    while last >= first and _is_edge(scan, last, first, last):
        last -= 1
    inside = tokens[first].sentence == tokens[first - 1].sentence if first else False
    if inside and first < last and tokens[first].dep == "cc":
        first += 1
    if first < last and tokens[first].lower == "that" and tokens[first].dep == "mark":
        first += 1
    while first <= last and _is_edge(scan, first, first, last):
        first += 1
    if first > last:
        return None
    return tokens[first].start, tokens[last].end


def _is_edge(scan: Scan, i: int, first: int, last: int) -> bool:
    """Tell punctuation at an end; a quotation mark only if its fellow is not inside."""
    text = scan.tokens[i].text
    if text not in MARKS:
        return not any(c.isalnum() for c in text) and text not in "$€£%()[]" and text != "..."
    inside = range(first, last + 1)
    marks = [k for k in inside if scan.tokens[k].text in MARKS]
    whole = bool(marks) and marks[0] == first and marks[-1] == last and len(marks) == 2
    return len(marks) % 2 == 1 or whole


def _source(scan: Scan, one: Found, marks: list[Tagged]) -> tuple[Range, ...]:
    """Return the marked source where it holds the same head, without clauses behind commas."""
    if len(one.source) != 1 or one.speaker < 0:
        return one.source
    mark = next((m for m in marks if m.first <= one.speaker < m.last), None)
    if mark is None or mark.score < SURE or scan.tokens[mark.first].tag in RELATIVE:
        return one.source
    last = mark.last - 1
    if any(scan.tokens[i].tag in RELATIVE for i in range(mark.first, mark.last)):
        return one.source
    if _tokens(scan, one.content) & set(range(mark.first, mark.last)):
        return one.source
    return (scan.trim(mark.first, last),)


def _new(scan: Scan, found: Sequence[Found], marks: dict[str, list[Tagged]]) -> list[Found]:
    """Return the attributions that only the network sees, in words of speech."""
    cues = {i for one in found for i in one.cue}
    taken = {i for one in found for i in _tokens(scan, one.content)}
    new: list[Found] = []
    for cue in marks["cue"]:
        if cue.score < NEW or any(i in cues or i in taken for i in range(cue.first, cue.last)):
            continue
        one = _together(scan, cue, marks, taken)
        if one is not None:
            new.append(one)
            taken |= _tokens(scan, one.content)
    return new


def _together(
    scan: Scan, cue: Tagged, marks: dict[str, list[Tagged]], taken: set[int]
) -> Found | None:
    sources = [m for m in marks["source"] if _same_sentence(scan, m, cue) and m.score >= NEW]
    source = min(sources, key=lambda m: _gap(m, cue), default=None)
    head = _head(scan, cue)
    if source is None or head is None or _gap(source, cue) > _NEAR:
        return None
    contents = [
        m for m in marks["content"]
        if m.score >= NEW and taken.isdisjoint(range(m.first, m.last))
        and min(_gap(m, cue), _gap(m, source)) <= _NEAR
    ]  # fmt: skip
    ranges = tuple(r for m in contents if (r := limits(scan, m)) is not None)
    act = _act(scan, head, cue, contents)
    speaker = _top(scan, source)
    if not ranges or act is None or not _speaks(scan, speaker, head):
        return None
    if not _linked(scan, head, cue, source):
        return None
    words = (scan.trim(source.first, source.last - 1),)
    return Found(head, tuple(range(cue.first, cue.last)), act, words, ranges, speaker=speaker)


def _speaks(scan: Scan, speaker: int, head: int) -> bool:
    """Tell whether a source can speak and its verb tells of something said."""
    if scan.tokens[speaker].lower in scan.lexicon.words("evidence", "first_person"):
        return False  # "I have confidence" inside a quotation is its speaker's
    said = scan.tokens[head].pos != "VERB" or not unsaid(scan, head)
    return said and scan.may_speak(speaker)


def _linked(scan: Scan, head: int, cue: Tagged, source: Tagged) -> bool:
    """Tell whether a source is subject, agent or owner of its cue by the parse."""
    inside = range(cue.first, cue.last)
    if scan.tokens[head].pos == "VERB":
        subject = scan.subject(head)
        if subject is not None and source.first <= subject < source.last:
            return not scan.passive(head)
    above = scan.tokens[_top(scan, source)].head
    agent = scan.tokens[above].dep in ("agent", "prep") and scan.tokens[above].head in inside
    owner = above in inside and scan.tokens[_top(scan, source)].dep == "poss"
    return agent or owner


def _act(scan: Scan, head: int, cue: Tagged, contents: Sequence[Tagged]) -> Act | None:
    """Return the act of a cue by its word, if what it hands over is a clause or a quotation.

    A noun after a verb of speech may be anything ("noted the time"); a word that is none of
    speech needs words between quotation marks at its side.
    """
    lemma = scan.tokens[head].lemma.lower()
    noun = scan.lexicon.nouns.get(lemma)
    if noun is not None and scan.tokens[head].pos == "NOUN":
        return noun.act
    senses = [sense for sense in scan.lexicon.verbs.get(lemma, ()) if not sense.document]
    for sense in senses:
        if sense.act is Act.ESTIMATES and "object" in sense.frames:
            return sense.act  # "the losses, which most analysts had forecast"
    if senses:
        return senses[0].act if any(_says(scan, m) for m in contents) else None
    quoted = any(scan.tokens[m.first].text in MARKS and _gap(m, cue) <= 1 for m in contents)
    return Act.STATES if quoted else None


def _says(scan: Scan, mark: Tagged) -> bool:
    """Tell whether a content opens a quotation or has a subject with a finite verb."""
    inside = scan.tokens[mark.first : mark.last]
    if inside[0].text in MARKS or inside[0].lower == "that":
        return True
    subjects = {t.head for t in inside if t.dep in ("nsubj", "nsubjpass", "expl")}
    return any(
        t.i in subjects and t.dep not in ("relcl", "acl") and _finite(scan, t.i) for t in inside
    )


def _finite(scan: Scan, i: int) -> bool:
    verbs = [i, *(c for c in scan.children(i) if scan.tokens[c].dep in ("aux", "auxpass"))]
    return any(scan.tokens[k].tag in FINITE for k in verbs)


def _same_sentence(scan: Scan, one: Tagged, other: Tagged) -> bool:
    return scan.tokens[one.first].sentence == scan.tokens[other.first].sentence


def _gap(one: Tagged, other: Tagged) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _head(scan: Scan, cue: Tagged) -> int | None:
    """Return the last verb of a cue, else its noun."""
    inside = range(cue.first, cue.last)
    verbs = [i for i in inside if scan.tokens[i].pos == "VERB"]
    nouns = [i for i in inside if scan.tokens[i].pos == "NOUN"]
    return next(iter([*reversed(verbs), *reversed(nouns)]), None)


def _top(scan: Scan, source: Tagged) -> int:
    """Return the token of a source that governs the others."""
    inside = range(source.first, source.last)
    return next((i for i in inside if scan.tokens[i].head not in inside), source.first)
