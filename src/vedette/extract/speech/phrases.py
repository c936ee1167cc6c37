"""Speech without a verb of saying: "according to", "reportedly", "X's claim that", "is said to"."""

from __future__ import annotations

from vedette.extract.speech.asides import (
    NOBODY,
    clause_extent,
    clause_over,
    find_aside,
    made,
    owner_phrase,
    rest_of_clause,
)
from vedette.extract.speech.scan import FINITE, Found, Range, Scan, runs
from vedette.extract.speech.verbs import cue_tokens, tidy_range
from vedette.model import Act

_SILENT = frozenset({"PUNCT", "SPACE", "NUM", "DET"})  # no phrase of speech hangs on these


def find_phrases(scan: Scan, taken: frozenset[int]) -> list[Found]:
    """Return attributions whose cue is no verb of speech; `taken` are cue tokens in use."""
    found: list[Found] = []
    for token in scan.tokens:
        i = token.i
        if i in taken or token.pos in _SILENT:
            continue
        result = next((f for rule in _RULES if (f := rule(scan, i)) is not None), None)
        result = result or _noun(scan, i, taken)
        if result is not None:
            found.append(result)
    return found


def _according(scan: Scan, i: int) -> Found | None:
    """Read "according to X"."""
    tokens = scan.tokens
    if tokens[i].lower != "according" or i + 1 >= len(tokens) or tokens[i + 1].lower != "to":
        return None
    name = scan.child(i + 1, "pobj") or scan.child(i, "pobj")
    if name is None:
        return None
    phrase = scan.phrase(name, away_from=i + 1)
    content = rest_of_clause(scan, i, tokens[i].left, max(tokens[i].right, name))
    content = _before_other(scan, phrase[1], content)
    return made((i, i + 1), i, Act.STATES, ((phrase,), name), content)


def _before_other(scan: Scan, end: int, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Cut ", and Q, Y said" from "P, according to X, and Q, Y said": Q is Y's."""
    behind = [part for part in content if part[0] >= end]
    if len(content) < 2 or not behind:
        return content
    first = scan.reading.tokens_between(*behind[0])[0]
    sentence = scan.reading.sentence_of(first)
    says = any(
        scan.reports(k) and scan.tokens[k].tag in FINITE and scan.tokens[k].head == k
        for k in range(first.i, sentence.last)
    )
    joined = scan.tokens[first.i - 1].dep == "cc" or first.dep == "cc"
    return tuple(p for p in content if p not in behind) if joined and says else content


def _adverb(scan: Scan, i: int) -> Found | None:
    """Read "reportedly", "officially, ..."."""
    tokens = scan.tokens
    word = tokens[i].lower
    if word not in scan.lexicon.adverbs or tokens[i].pos != "ADV":
        return None
    if word == "officially" and not _sentence_adverb(scan, i):
        return None
    head = tokens[tokens[i].head]
    if head.pos not in ("VERB", "AUX"):
        return None
    clause = head.i if scan.has(head.i, "nsubj", "nsubjpass") else clause_over(scan, i)
    start, end = clause_extent(scan, clause, i)
    numbers = [k for k in range(start, end + 1) if k != i]
    parts = [tidy_range(scan, a, b) for a, b in runs(numbers)]
    content = tuple(p for p in parts if p is not None)
    return made((i,), i, Act.STATES, NOBODY, content)


def _sentence_adverb(scan: Scan, i: int) -> bool:
    """Tell "Officially, 13,000 take part" from "officially opened"."""
    behind = scan.tokens[i + 1].lower if i + 1 < len(scan.tokens) else ""
    return behind == ","


def _evidential(scan: Scan, i: int) -> Found | None:
    """Read "is said to have left", "is believed to be higher", "it is understood that"."""
    token = scan.tokens[i]
    if token.tag != "VBN" or token.lemma.lower() not in scan.lexicon.words("passive", "said"):
        return None
    if not scan.passive(i) or scan.negated(i) or scan.tokens[token.head].lemma == "let":
        return None
    by = scan.child(i, "agent")
    speaker = scan.child(by, "pobj") if by is not None else None
    source: tuple[Range, ...] = ()
    if speaker is not None:
        source = (scan.phrase(speaker, away_from=i),)
    subject = scan.child(i, "nsubjpass")
    clause = scan.child(i, "ccomp")
    content: tuple[Range, ...]
    if subject is not None and scan.tokens[subject].lower == "it" and clause is not None:
        part = tidy_range(scan, max(i + 1, scan.tokens[clause].left), scan.tokens[clause].right)
        content = (part,) if part else ()
    else:
        content = _raised(scan, i, subject)
    act = Act.ESTIMATES if token.lemma in ("estimate", "expect") else Act.SUGGESTS
    if token.lemma in ("say", "report", "quote", "cite", "know"):
        act = Act.STATES
    if token.lemma in ("allege", "claim"):
        act = Act.CLAIMS
    return made(cue_tokens(scan, i), i, act, (source, speaker), content)


def _raised(scan: Scan, i: int, subject: int | None) -> tuple[Range, ...]:
    """Return subject and infinitive of "X is said to be Y", the rest of "X was reported"."""
    if subject is None or scan.tokens[subject].tag in ("WDT", "WP"):
        return ()
    rest = scan.child(i, "xcomp", "oprd")
    tokens = scan.tokens
    first = tidy_range(scan, tokens[subject].left, min(tokens[subject].right, i - 1))
    if rest is not None and rest > i:
        second = tidy_range(scan, tokens[rest].left, tokens[rest].right)
        return tuple(p for p in (first, second) if p is not None)
    if tokens[i].lemma != "report":
        return ()
    last = max(tokens[i].right, i)
    while last > i and tokens[last].pos == "PUNCT":
        last -= 1
    second = tidy_range(scan, i + 1, last) if last > i else None
    return tuple(p for p in (first, second) if p is not None)


def _noun(scan: Scan, i: int, taken: frozenset[int]) -> Found | None:
    """Read "X's claim that ...", "warnings from X of ...", "calls for ..."."""
    token = scan.tokens[i]
    if token.pos != "NOUN" or (i and scan.tokens[i - 1].lower == "in"):
        return None  # no noun, or part of a phrase: "in charge of", "in view of"
    noun = scan.lexicon.nouns.get(token.lemma.lower())
    if noun is None:
        return None
    link = _link(scan, i, noun.links)
    if link is None:
        return None
    first, last, preposition = link
    content = tidy_range(scan, first, last)
    if content is None:
        return None
    source, speaker = _noun_source(scan, i)
    if speaker is None and _governed(scan, i, taken):
        return None  # "rejected the claim that": the verb has said it all
    cue = (i,) if preposition is None else (i, preposition)
    return made(cue, i, noun.act, (source, speaker), (content,))


def _governed(scan: Scan, i: int, taken: frozenset[int]) -> bool:
    head = scan.tokens[i].head
    return head in taken or (scan.tokens[head].dep == "prep" and scan.tokens[head].head in taken)


def _link(scan: Scan, i: int, links: frozenset[str]) -> tuple[int, int, int | None] | None:
    tokens = scan.tokens
    for c in _dependents(scan, i):
        token = tokens[c]
        if c < i:
            continue
        if token.dep in ("acl", "ccomp", "relcl"):
            lead = tokens[token.left]
            # "the claim that they made" is a relative clause: its "that" is a pronoun.
            if "that" in links and lead.lower == "that" and lead.dep == "mark":
                return token.left, token.right, None
            if "to" in links and lead.tag == "TO" and token.tag == "VB":
                return token.left, token.right, None
        if token.dep == "prep" and token.lower in links and scan.has(c, "pobj", "pcomp"):
            if token.lower == "to":
                continue
            return c + 1, token.right, c
    return None


def _dependents(scan: Scan, i: int) -> list[int]:
    """Return a noun's dependents and those of its source phrase ("a claim by X that ...")."""
    found = list(scan.children(i))
    for c in scan.children(i):
        if scan.tokens[c].lower in ("by", "from", "of"):
            for name in scan.children(c):
                found += [
                    k
                    for k in scan.children(name)
                    if scan.tokens[k].dep in ("acl", "relcl", "ccomp")
                ]
    governor = scan.tokens[scan.tokens[i].head]
    if scan.tokens[i].dep == "nsubj" and scan.reports(governor.i):
        return found  # "the assessment warned that": the verb says it
    if governor.i != i and scan.tokens[i].dep in ("dobj", "nsubj", "nsubjpass", "pobj"):
        found += [
            c for c in scan.children(governor.i) if scan.tokens[c].dep == "ccomp" and c > i + 1
        ]
    return found


def _noun_source(scan: Scan, i: int) -> tuple[tuple[Range, ...], int | None]:
    owner = scan.child(i, "poss")
    if owner is not None and scan.tokens[owner].ent != "DATE":  # "Monday's announcement"
        return (owner_phrase(scan, owner),), owner
    for c in scan.children(i):
        if scan.tokens[c].lower in ("by", "from") and scan.tokens[c].dep in ("prep", "agent"):
            name = scan.child(c, "pobj")
            if name is not None:
                return (scan.phrase(name, away_from=c),), name
    for c in scan.children(i):
        token = scan.tokens[c]
        if token.dep in ("amod", "compound", "nmod") and token.ent in ("NORP", "GPE", "ORG"):
            return (scan.trim(token.left, c),), c
    governor = scan.tokens[i].head
    if scan.tokens[i].dep == "dobj" and scan.tokens[governor].lemma in (
        "make",
        "issue",
        "repeat",
        "renew",
        "reiterate",
        "give",
        "voice",
        "have",
        "deny",
        "reject",
        "dismiss",
    ):
        deny = scan.tokens[governor].lemma in ("deny", "reject", "dismiss")
        subject = None if deny else scan.subject(governor)
        if subject is not None:
            return (scan.phrase(subject, away_from=governor),), subject
    return (), None


def _what_calls(scan: Scan, i: int) -> Found | None:
    """Read "what the Russians call “modern tactics”", "what he described as a mistake"."""
    token = scan.tokens[i]
    if token.lemma not in (
        "call",
        "describe",
        "term",
        "dub",
        "characterize",
        "characterise",
        "label",
    ):
        return None
    subject = scan.child(i, "nsubj")
    what = next((c for c in scan.children(i) if scan.tokens[c].lower == "what" and c < i), None)
    if subject is None or what is None:
        return None
    first = i + 2 if i + 1 < len(scan.tokens) and scan.tokens[i + 1].lower == "as" else i + 1
    content = _quoted_next(scan, first) or tidy_range(scan, first, scan.tokens[i].right)
    if content is None:
        return None
    source = (scan.phrase(subject, away_from=i),)
    return made(cue_tokens(scan, i), i, Act.CLAIMS, (source, subject), (content,))


def _quoted_next(scan: Scan, first: int) -> Range | None:
    """Return the quotation that begins within the next two tokens."""
    for k in range(first, min(first + 3, len(scan.tokens))):
        number = scan.inside[k]
        if number >= 0 and scan.inside[first - 1] < 0:
            quotation = scan.quotations[number]
            return tidy_range(
                scan, k, scan.reading.tokens_between(quotation.start, quotation.end)[-1].i
            )
    return None


def _so_called(scan: Scan, i: int) -> Found | None:
    """Read "so-called": somebody unnamed calls it so."""
    tokens = scan.tokens
    if (
        tokens[i].lower != "called"
        or i < 2
        or tokens[i - 1].text != "-"
        or tokens[i - 2].lower != "so"
    ):
        return None
    noun = tokens[i].head
    if noun <= i:
        return None
    content = tidy_range(scan, i + 1, noun)
    return made((i - 2, i - 1, i), i, Act.CLAIMS, NOBODY, (content,) if content else ())


_RULES = (
    _according,
    _adverb,
    _what_calls,
    _so_called,
    _evidential,
    find_aside,
)
