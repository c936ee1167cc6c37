"""What a paragraph that ends with a colon announces: "The captain said:" and a list below it."""

from __future__ import annotations

import re

from vedette.extract.speech.scan import FINITE, Found, Range, Scan
from vedette.extract.speech.verbs import cue_tokens, verb_lemma
from vedette.model import Abstention, Act, Sentence, Zone

STAGE = "attribution"
_ITEM = re.compile(r"(?:[•▪◦‣·*–—-]|\(?\d{1,2}[.)])\s+(?=\S)")


def find_announced(scan: Scan, taken: frozenset[int]) -> tuple[list[Found], list[Abstention]]:
    """Return the lists that a verb of speech and a colon announce; `taken` are cues in use.

    Plain paragraphs below such a colon are left with a reason: nothing tells where they end.
    """
    found: list[Found] = []
    abstained: list[Abstention] = []
    lasts = _last_sentences(scan)
    n = 0
    while n < len(lasts):
        verb = _announces(scan, lasts[n], taken)
        n += 1
        if verb is None or n == len(lasts):
            continue
        items, behind = _items(scan, lasts, n)
        if items:
            found.append(_found(scan, *verb, items))
        elif not _is_quoted(scan, lasts[n]):
            span = scan.reading.token_span(verb[0], lasts[n - 1].last - 1)
            abstained.append(Abstention(STAGE, span, "words announced without marks around them"))
        n = behind
    return found, abstained


def _last_sentences(scan: Scan) -> list[Sentence]:
    """Return the last sentence of each paragraph with words."""
    last = {s.block: s for s in scan.reading.sentences}
    return [last[block] for block in sorted(last)]


def _announces(scan: Scan, sentence: Sentence, taken: frozenset[int]) -> tuple[int, int] | None:
    """Return verb and speaker of "The captain said:", None for any other sentence."""
    tokens = scan.tokens
    if sentence.zone is not Zone.BODY or tokens[sentence.last - 1].text != ":":
        return None
    start = max(sentence.first, sentence.last - 40)
    finite = [k for k in range(start, sentence.last) if tokens[k].tag in FINITE]
    if not finite or scan.inside[finite[-1]] >= 0:
        return None
    verb = tokens[finite[-1]].head if tokens[finite[-1]].dep == "aux" else finite[-1]
    lemma = verb_lemma(scan, verb)
    if lemma is None or verb in taken or scan.negated(verb) or scan.passive(verb):
        return None
    quotes = any("quote" in s.frames and not s.document for s in scan.lexicon.verbs[lemma])
    thing = scan.has(verb, "ccomp", "xcomp") or (scan.has(verb, "dobj") and lemma != "tell")
    if thing or not quotes:
        return None  # "said the following units take part:"
    modal = any(tokens[c].tag in ("MD", "TO") for c in scan.children(verb))
    subject = scan.subject(verb)
    if modal or subject is None or not scan.may_speak(subject):
        return None
    return verb, subject


def _items(scan: Scan, lasts: list[Sentence], n: int) -> tuple[list[Range], int]:
    """Return the items of the list from the n-th paragraph on, and the number behind it."""
    text = scan.reading.text
    items: list[Range] = []
    while n < len(lasts):
        block = scan.reading.report.blocks[lasts[n].block]
        match = _ITEM.match(text, block.start, block.end)
        if match is None or block.zone is not Zone.BODY:
            break
        quoted = scan.near(block.start, block.end)
        if quoted:
            return [], n  # its quotations have cues of their own, or none
        items.append((match.end(), block.end))
        n += 1
    return items, n


def _is_quoted(scan: Scan, sentence: Sentence) -> bool:
    block = scan.reading.report.blocks[sentence.block]
    return bool(scan.near(block.start, block.end))


def _found(scan: Scan, verb: int, subject: int, items: list[Range]) -> Found:
    sense = scan.lexicon.verbs[verb_lemma(scan, verb) or ""]
    act = next((s.act for s in sense if "quote" in s.frames), Act.STATES)
    source = scan.phrase(subject, away_from=verb)
    return Found(verb, cue_tokens(scan, verb), act, (source,), tuple(items), speaker=subject)
