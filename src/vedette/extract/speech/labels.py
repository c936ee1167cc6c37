"""Quotations with a name instead of a verb: X: “...”, “...” — X, and X was blunter: “...”."""

from __future__ import annotations

from vedette.extract.speech.around_quotes import Group, opens_block, top_of
from vedette.extract.speech.scan import FINITE, MARKS, Found, Range, Scan
from vedette.extract.speech.verbs import cue_tokens
from vedette.model import Act, Sentence

_NOT_OF_LABELS = frozenset({"from", "on", "about", "with", "to", "for", "after", "against", "by"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_DASHES = frozenset({"–", "—", "--", "―"})
_LABEL = 12  # tokens of the longest name before a colon or behind a dash
_PUT = frozenset({"put", "phrase", "sum"})  # "put it bluntly", "summed it up"
# Nouns for what somebody says: "his answer: “...”", "the general's message was simple: “...”".
_SAID = frozenset({
    "word", "answer", "reply", "response", "message", "verdict", "explanation", "comment", "remark",
    "warning", "advice", "conclusion", "statement", "retort", "assessment", "summary", "appeal",
})  # fmt: skip


def named_before(scan: Scan, group: Group) -> Found | None:
    """Read "Revenko: “...”" as it stands in interviews and captions."""
    gap = list(group.before)
    if len(gap) < 2 or len(gap) > _LABEL or scan.tokens[gap[-1]].text != ":":
        return None
    head = top_of(scan, gap[-2], gap[-1])
    if head is None or any(scan.tokens[k].tag in FINITE | {"TO"} for k in gap):
        return None
    if any(scan.tokens[k].pos == "ADJ" and scan.tokens[k + 1].pos == "ADP" for k in gap):
        return None  # "Bloc ready for talks: “...”" leaves out its "is"
    named = scan.tokens[head].ent in _NAMES or scan.tokens[head].lower in scan.persons
    if not named or any(scan.tokens[k].lower in _NOT_OF_LABELS for k in gap if k < head):
        return None  # "A lesson from Anna Beck: “...”" is a title
    source = scan.trim(gap[0], gap[-2])
    return Found(gap[-1], (gap[-1],), Act.STATES, (source,), (), True, head)


def signed(scan: Scan, group: Group) -> Found | None:
    """Read “...” — X, where the paragraph ends, and a paragraph "— X" below a quotation."""
    last = scan.quotations[group.last]
    block = scan.reading.report.blocks[last.block]
    if group.before or not last.closed or not opens_block(scan, scan.quotations[group.first]):
        return None
    gap = [k for k in group.after if scan.tokens[k].text.strip() and not _is_mark(scan, k)]
    if not gap:
        below = _below(scan, group)
        gap = [] if below is None else list(range(below.first, below.last))
    elif scan.tokens[gap[-1]].end < len(scan.reading.text[: block.end].rstrip()):
        return None
    if not 2 <= len(gap) <= _LABEL or scan.tokens[gap[0]].text not in _DASHES:
        return None
    return _signature(scan, gap)


def _is_mark(scan: Scan, k: int) -> bool:
    return scan.tokens[k].text in MARKS


def _below(scan: Scan, group: Group) -> Sentence | None:
    """Return the paragraph of one sentence below a quotation that fills its own."""
    quotation = scan.quotations[group.last]
    inner = scan.reading.tokens_between(quotation.start, quotation.end)
    sentences = scan.reading.sentences
    k = inner[-1].sentence + 1 if inner else len(sentences)
    if k >= len(sentences) or sentences[k].block != quotation.block + 1:
        return None
    alone = k + 1 == len(sentences) or sentences[k + 1].block != sentences[k].block
    return sentences[k] if alone else None


def _signature(scan: Scan, gap: list[int]) -> Found | None:
    tokens = scan.tokens
    names = gap[1:]
    if any(tokens[k].tag in FINITE for k in names) or tokens[names[0]].pos == "PUNCT":
        return None
    comma = next((n for n, k in enumerate(names) if tokens[k].lower in (",", "of", "in")), None)
    own = names if comma is None else names[:comma]
    head = next((k for k in reversed(own) if tokens[k].pos in ("PROPN", "NOUN")), None)
    if head is None or not all(tokens[k].pos in ("PROPN", "NOUN", "ADJ", "DET") for k in own):
        return None
    title = any(tokens[k].lower in scan.lexicon.words("speakers", "titles") for k in own)
    if not title and tokens[head].ent != "PERSON" and tokens[head].lower not in scan.persons:
        return None
    return Found(gap[0], (gap[0],), Act.STATES, (scan.trim(names[0], names[-1]),), (), True, head)


def tone(scan: Scan, group: Group) -> Found | None:
    """Read "X was blunter: “...”", "X put it simply: “...”" and "X's answer: “...”"."""
    gap = list(group.before)
    if len(gap) < 3 or scan.tokens[gap[-1]].text != ":":
        return None
    finite = [k for k in gap if scan.tokens[k].tag in FINITE]
    if not finite:
        return _said_noun(scan, gap, gap[:-1])
    verb = finite[-1]
    if len(finite) > 1 or scan.negated(verb):
        return None
    before = [k for k in gap if k < verb]
    said = _said_noun(scan, gap, before) if scan.tokens[verb].lemma == "be" else None
    return said if said is not None else _spoke_so(scan, gap, verb)


def _spoke_so(scan: Scan, gap: list[int], verb: int) -> Found | None:
    tokens = scan.tokens
    subject = scan.child(verb, "nsubj")
    if subject is None or subject not in gap or not scan.may_speak(subject):
        return None
    if tokens[subject].lower in ("it", "there", "what", "who"):
        return None
    state = scan.child(verb, "acomp", "attr")
    thing = scan.child(verb, "dobj")
    if tokens[verb].lemma == "be" and state is not None and _is_quality(scan, state):
        last = state
    elif tokens[verb].lemma in _PUT and thing is not None and tokens[thing].lower == "it":
        last = thing
    else:
        return None
    cue = tuple(sorted({*cue_tokens(scan, verb), *range(verb, last + 1)}))
    source = scan.phrase(subject, away_from=verb)
    return Found(verb, cue, Act.STATES, (source,), (), True, subject)


def _is_quality(scan: Scan, i: int) -> bool:
    """Tell an adjective; the tagger takes a rare comparative ("blunter") for a noun."""
    comparative = scan.tokens[i].lower.endswith("er") and not scan.children(i)
    return scan.tokens[i].pos == "ADJ" or comparative


def _said_noun(scan: Scan, gap: list[int], words: list[int]) -> Found | None:
    """Read "X's answer" among these tokens: whose it is says what follows the colon."""
    tokens = scan.tokens
    noun = next((k for k in words if tokens[k].lemma in _SAID and tokens[k].pos == "NOUN"), None)
    owner = scan.child(noun, "poss") if noun is not None else None
    if noun is None or owner is None or owner not in gap or not scan.may_speak(owner):
        return None
    if tokens[owner].left != gap[0] and tokens[gap[0]].pos not in ("ADV", "CCONJ", "PUNCT"):
        return None  # "He remembered his father's words"
    return Found(noun, (noun,), Act.STATES, (_owner(scan, owner),), (), True, owner)


def _owner(scan: Scan, owner: int) -> Range:
    start, end = scan.phrase(owner)
    case = scan.child(owner, "case")
    return start, end if case is None else min(end, scan.tokens[case].start)
