"""Verbs of speech: which verbs report an act of speech, with which cue, source and content."""

from __future__ import annotations

from vedette.extract.speech.clauses import Complement
from vedette.extract.speech.frames import complement
from vedette.extract.speech.lexicon import Sense
from vedette.extract.speech.numbers import find_number, find_revised
from vedette.extract.speech.scan import Found, Range, Scan, closing_width, mark_width
from vedette.extract.speech.silence import silence
from vedette.extract.speech.tags import find_tag
from vedette.model import Abstention, Act

STAGE = "attribution"
_AUX = frozenset({"aux", "auxpass", "neg"})
_UNNAMED = frozenset({"name", "identify", "quote"})  # "asked not to be named"
_UNREAL = frozenset(
    {"can", "could", "may", "might", "should", "must", "would", "will", "shall", "ought"}
)


def verb_lemma(scan: Scan, i: int) -> str | None:
    """Return the lexicon's lemma of a verb token ("point out" with its particle), else None."""
    token = scan.tokens[i]
    if not token.tag.startswith("VB") or token.dep in ("amod", "compound", "aux", "auxpass"):
        return None
    lemma = token.lemma.lower()
    particles = scan.lexicon.phrasal.get(lemma, ())
    for c in scan.children(i):
        deps = ("prt", "prep", "advmod") if lemma == "call" else ("prt", "advmod")
        if c > i and scan.tokens[c].lower in particles and scan.tokens[c].dep in deps:
            return f"{lemma} {scan.tokens[c].lower}"
    return lemma if lemma in scan.lexicon.verbs else None


def find_verbs(scan: Scan, taken: frozenset[int]) -> tuple[list[Found], list[Abstention]]:
    """Return the attributions that verbs make; `taken` are cue verbs of quotations."""
    found: list[Found] = []
    numbers: list[Found] = []
    used: set[int] = set()
    abstained: list[Abstention] = []
    for token in scan.tokens:
        i = token.i
        if i in taken or not token.tag.startswith("VB"):
            continue
        if i in used:
            continue
        quiet = silence(scan, i)
        number = find_number(scan, i) if quiet is None else None
        if number is not None:
            numbers.append(number)
        if quiet is not None or number is not None:
            found += [one for one in (quiet, number) if one is not None]
            used.update(found[-1].cue)
            continue
        lemma = verb_lemma(scan, i)
        if lemma is None:
            continue
        result = _report(scan, i, lemma)
        if isinstance(result, Found):
            found.append(result)
            used.update(result.cue)
        elif result is not None:
            abstained.append(Abstention(STAGE, scan.reading.token_span(i, i), result))
    return [*found, *find_revised(scan, numbers)], abstained


def _report(scan: Scan, i: int, lemma: str) -> Found | str | None:  # noqa: PLR0911
    hung = _hung(scan, i, lemma)
    if hung is not None:
        return hung
    for sense in scan.lexicon.verbs[lemma]:
        body = complement(scan, i, sense)
        if body is None:
            continue
        if lemma in ("cite", "quote") and _cites_speaker(scan, i):
            return None  # the one cited is a link of the chain, no content
        if _quoted_as_saying(scan, i):
            return None
        reason = unsaid(scan, i)
        if reason:
            return reason
        speaker = _speaker(scan, i, body)
        if not _may_speak(scan, speaker, lemma, sense):
            continue
        if speaker is None and not (scan.passive(i) or bare_participle(scan, i)):
            return "a verb of speech without a speaker"
        return _build(scan, i, sense, body, speaker)
    return None


def _hung(scan: Scan, i: int, lemma: str) -> Found | None:
    """Read a cue that hangs on its sentence: words and commas decide, not the parse."""
    sense = next(
        (s for s in scan.lexicon.verbs[lemma] if "quote" in s.frames or "clause" in s.frames), None
    )
    tag = find_tag(scan, i) if sense is not None else None
    if sense is None or tag is None or sense.document:
        return None
    if sense.act is Act.SUGGESTS and "quote" not in sense.frames:
        return None
    source = (scan.trim(*tag.source),)
    cue = cue_tokens(scan, i)
    content = tuple(
        part for first, last in tag.parts for part in _content(scan, first, last, cue, source)
    )
    if not content:
        return None
    return Found(i, cue, sense.act, source, content, speaker=tag.speaker)


def _quoted_as_saying(scan: Scan, i: int) -> bool:
    """Leave "was cited as saying" to the verb of saying."""
    return any(
        scan.tokens[c].lower == "as" and any(scan.reports(k) for k in scan.children(c))
        for c in scan.children(i)
    )


def _cites_speaker(scan: Scan, i: int) -> bool:
    cited = scan.child(i, "dobj")
    return cited is not None and scan.may_speak(cited)


def _speaker(scan: Scan, i: int, body: Complement) -> int | None:
    if body.agent or scan.passive(i) or bare_participle(scan, i):
        by = scan.child(i, "agent")
        return scan.child(by, "pobj") if by is not None else None
    speaker = scan.subject(i)
    return _noun_beside(scan, i) if speaker is None else speaker


def bare_participle(scan: Scan, i: int) -> bool:
    """Tell "asked whether ..., he said" and "the figure reported by X" from a finite verb."""
    token = scan.tokens[i]
    if token.tag != "VBN" or token.dep not in ("advcl", "acl"):
        return False
    return not scan.has(i, "aux", "auxpass", "nsubj", "nsubjpass")


def _noun_beside(scan: Scan, i: int) -> int | None:
    """Find a subject that the parse lost: the name or office directly before a finite verb."""
    if scan.tokens[i].tag not in ("VBD", "VBZ") or i == 0:
        return None
    head = i - 1
    while True:
        token = scan.tokens[head]
        if token.pos not in ("NOUN", "PROPN"):
            return None
        if (
            token.head == head
            or token.head > i
            or token.dep not in ("compound", "pobj", "prep", "nmod")
        ):
            return head if scan.may_speak(head) else None
        above = scan.tokens[token.head]
        head = above.head if above.dep == "prep" else above.i
        if head >= i:
            return None


def _may_speak(scan: Scan, speaker: int | None, lemma: str, sense: Sense) -> bool:  # noqa: PLR0911
    words = scan.lexicon.words
    if speaker is None:
        return not sense.document and lemma not in words("subjects", "weak")
    token = scan.tokens[speaker]
    if token.tag == "WP":
        return False  # "who said that?"
    noun = token.lemma.lower()
    if noun in scan.lexicon.documents:
        return True
    if sense.document:
        return False
    if token.lower in words("evidence", "first_person") and sense.act is Act.SUGGESTS:
        return False  # "we believe" inside a quotation is the speaker's hedge, no speech
    if token.lower == "you":
        return False
    if token.pos not in ("PROPN", "PRON") and noun in words("subjects", "never"):
        return False
    if token.pos == "PRON" and token.lower in words("subjects", "never") and token.lower != "it":
        return False
    return lemma not in words("subjects", "weak") or scan.may_speak(speaker)


def unsaid(scan: Scan, i: int) -> str | None:  # noqa: PLR0911
    """Say why a verb of speech reports no act of speech: nothing has been said."""
    for c in scan.children(i):
        token = scan.tokens[c]
        if token.dep == "aux" and token.tag == "MD" and token.lower not in ("'d", "’d"):
            return f"speech that is only possible or to come: {token.text}"
        if token.dep == "mark" and token.lower in ("if", "unless"):
            return "speech in a condition"
    governor = governing(scan, i)
    if governor is not None and scan.tokens[governor].lemma.lower() in scan.lexicon.words(
        "controllers", "unsaid"
    ):
        return "speech that is only intended"
    token = scan.tokens[i]
    wish = scan.child(i, "xcomp")
    if wish is not None and token.lemma == "ask" and scan.tokens[wish].lemma in _UNNAMED:
        return "a wish to stay unnamed"
    if token.tag == "VB" and token.head == i and not scan.has(i, "nsubj"):
        return "an imperative"
    if token.tag == "VB" and governor is None and _to(scan, i) and token.dep != "conj":
        return "an infinitive without a speaker"
    return None


def _to(scan: Scan, i: int) -> bool:
    return any(scan.tokens[c].tag == "TO" for c in scan.children(i))


def governing(scan: Scan, i: int) -> int | None:
    """Return the verb over an infinitive or participle of speech ("went on to say")."""
    token = scan.tokens[i]
    if token.dep == "xcomp":
        return token.head
    if token.dep == "pcomp":
        link = scan.tokens[token.head]
        if link.lower == "as" and scan.tokens[link.head].tag.startswith("VB"):
            return link.head
    return None


def cue_tokens(scan: Scan, i: int, preposition: int | None = None) -> tuple[int, ...]:
    """Return the tokens of a cue: governors, auxiliaries, adverbs beside them, verb, particle."""
    numbers = {i}
    governor = governing(scan, i)
    if governor is not None and scan.tokens[governor].lemma.lower() in scan.lexicon.words(
        "controllers", "plain"
    ):
        agent = scan.child(governor, "agent")
        held = range(0) if agent is None else range(agent, scan.tokens[agent].right + 1)
        numbers.update(k for k in range(governor, i + 1) if k not in held)
        numbers.update(_left_parts(scan, governor))
    numbers.update(_left_parts(scan, i))
    for c in scan.children(i):
        if c > i and (scan.tokens[c].dep == "prt" or c == preposition):
            numbers.add(c)
    return tuple(sorted(numbers))


def _left_parts(scan: Scan, i: int) -> list[int]:
    """Return auxiliaries and negations, and adverbs that stand directly before the verb."""
    parts = []
    k = i - 1
    while k >= 0:
        token = scan.tokens[k]
        mine = token.head == i or (token.head > k and token.head <= i)
        if not mine or token.dep not in (*_AUX, "advmod") or token.tag == "WRB":
            break
        parts.append(k)
        k -= 1
    while parts and scan.tokens[parts[-1]].dep == "advmod" and len(parts) > 3:
        parts.pop()
    return parts


def _build(scan: Scan, i: int, sense: Sense, body: Complement, speaker: int | None) -> Found:
    source: tuple[Range, ...] = ()
    if speaker is not None:
        source = (scan.phrase(speaker, away_from=i),)
    cue = cue_tokens(scan, i, body.preposition)
    content = tuple(
        part for first, last in body.parts for part in _content(scan, first, last, cue, source)
    )
    return Found(i, cue, sense.act, source, content, speaker=-1 if speaker is None else speaker)


def _content(
    scan: Scan, first: int, last: int, cue: tuple[int, ...], source: tuple[Range, ...]
) -> list[Range]:
    """Return offsets of a token run without the tokens of cue and source."""
    kept = [
        k for k in range(first, last + 1)
        if k not in cue and not any(s <= scan.tokens[k].start < e for s, e in source)
    ]  # fmt: skip
    found: list[Range] = []
    for k in kept:
        token = scan.tokens[k]
        if found and k == found[-1][1] + 1:
            found[-1] = (found[-1][0], k)
        else:
            found.append((token.i, token.i))
    return [tidy for a, b in found if (tidy := tidy_range(scan, a, b)) is not None]


def tidy_range(scan: Scan, first: int, last: int) -> Range | None:
    """Trim a content: no "that", no punctuation at its ends; quotation marks stay in pairs."""
    tokens = scan.tokens
    while first <= last and (
        tokens[first].pos in ("PUNCT", "SPACE")
        or (
            tokens[first].lower == "that"
            and (tokens[first].tag == "IN" or tokens[first].dep == "mark")
        )
        or tokens[first].lower in (",", "–", "—", "’", "”")
    ):
        first += 1
    while (
        last > first and tokens[last].pos in ("PUNCT", "SPACE") and tokens[last].text not in ")]?!"
    ):
        last -= 1
    if first > last:
        return None
    return pair_marks(scan, tokens[first].start, tokens[last].end)


def pair_marks(scan: Scan, start: int, end: int) -> Range:
    """Stretch a range over the second mark of a quotation that it holds only one side of."""
    text = scan.reading.text
    for quotation in scan.near(start, end):
        inside = quotation.start <= start and end <= quotation.end
        if inside:
            continue
        if start < quotation.start and quotation.start < end <= quotation.end:
            tail = text[end : quotation.end]
            if not tail.strip(" ,.?!;:"):
                width = closing_width(text, quotation.end) if quotation.closed else 0
                end = min(len(text), quotation.end + width)
        if (
            quotation.start <= start < quotation.end < end
            and not text[quotation.start : start].strip()
        ):
            start = quotation.start - mark_width(text, quotation.start)
    return start, end
