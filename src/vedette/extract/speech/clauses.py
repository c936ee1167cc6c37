"""Clauses as content: where the clause behind, before or around a cue begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.extract.speech.scan import FINITE, NOMINAL, Range, Scan, runs

_CLAUSE_DEPS = frozenset({"ccomp", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_STOPS = frozenset({";", "–", "—", "--", "(", ")", ":"})
_REACH = 14  # tokens within which a clause that the parse lost must show its finite verb


@dataclass(frozen=True, slots=True)
class Complement:
    """Hold a content as (first, last) token runs, and the preposition the cue takes in."""

    parts: tuple[Range, ...]
    preposition: int | None = None
    agent: bool = False


def subtree(scan: Scan, i: int, verb: int) -> tuple[int, int]:
    """Return first and last token of a dependent's subtree, never reaching over the verb."""
    token = scan.tokens[i]
    first, last = token.left, token.right
    if first <= verb < i:
        first = verb + 1
    if i < verb <= last:
        last = verb - 1
    return first, last


def clause(scan: Scan, verb: int) -> Complement | None:
    """Return the finite clause that a verb reports, wherever the parse put it."""
    for c in scan.children(verb):
        token = scan.tokens[c]
        if token.dep not in _CLAUSE_DEPS or not _finite(scan, c):
            continue
        first, last = subtree(scan, c, verb)
        if c < verb:
            behind = _lost_clause(scan, verb)
            if behind is not None:
                return behind
            last = min(last, _cue_start(scan, verb) - 1)
            first = _behind_question(scan, first, last)
            first = behind_other(scan, first, last)
            while first < last and scan.tokens[first].dep == "cc":
                first += 1
        else:
            first = _behind_adverb(scan, _behind_citation(scan, first, last), last)
            last = _before_foreign(scan, c, last)
        last = _before_main_clause(scan, verb, first, last)
        if first <= last:
            return Complement((*_relative(scan, verb, c), (first, last)))
    return _inserted(scan, verb) or _marked_clause(scan, verb) or _lost_clause(scan, verb)


def _before_foreign(scan: Scan, c: int, last: int) -> int:
    """Cut what the parse hangs on a clause but the reporter says: ", while Syria denied it"."""
    tokens = scan.tokens
    for k in scan.children(c):
        token = tokens[k]
        lead = tokens[token.left]
        comma = token.left > c and tokens[token.left - 1].lower in (",", "–", "—")
        if (
            token.dep == "advcl"
            and comma
            and lead.lower in ("while", "although", "though", "whereas")
        ):
            last = min(last, token.left - 1)
        trailing = token.dep == "conj" and k > c and not scan.has(k, "nsubj", "nsubjpass")
        but = [n for n in scan.children(c) if c < n < k and tokens[n].lower == "but"]
        if trailing and but and tokens[but[-1] - 1].lower == ",":
            last = min(last, but[-1] - 1)
        if k > c and scan.returns(k, c):
            joint = next(
                (n for n in scan.children(c) if tokens[n].dep == "cc" and c < n < k), token.left
            )
            last = min(last, joint - 1)
    return last


def _before_main_clause(scan: Scan, verb: int, first: int, last: int) -> int:
    """End the content of a subordinate cue where the main clause begins ("While X say A, B")."""
    tokens = scan.tokens
    for k in range(max(first, verb), last):
        plain = tokens[k].text == ";" and scan.inside[k] == scan.inside[verb]
        if plain and opens_clause(scan, k + 1, min(last, k + _REACH)):
            last = k - 1
            break
    start = scan.reading.sentences[tokens[verb].sentence].first
    opener = tokens[start].lower
    if first < verb or opener not in (
        "while",
        "although",
        "though",
        "as",
        "after",
        "because",
        "since",
        "when",
    ):
        return last
    if any(tokens[k].lower == "," for k in range(start, verb)):
        return last
    finite = False
    for k in range(first, last):
        finite = finite or tokens[k].tag in FINITE
        if finite and tokens[k].lower == "," and opens_clause(scan, k + 1, min(last, k + _REACH)):
            return k - 1
    return last


def _relative(scan: Scan, verb: int, c: int) -> tuple[Range, ...]:
    """Return the antecedent that a content lacks ("the drills, which Minsk says are defensive")."""
    token = scan.tokens[verb]
    subject = scan.child(c, "nsubj", "nsubjpass")
    open_place = subject is None or scan.tokens[subject].tag in ("WDT", "WP")
    own = scan.child(verb, "nsubj")
    if (
        token.dep != "relcl"
        or not open_place
        or own is None
        or scan.tokens[own].tag in ("WDT", "WP")
    ):
        return ()
    start, end = scan.phrase(token.head, away_from=verb)
    inner = scan.reading.tokens_between(start, end)
    return ((inner[0].i, inner[-1].i),) if inner else ()


def _behind_question(scan: Scan, first: int, last: int) -> int:
    """Skip "Asked whether X, " before a content: the question is not the answer."""
    tokens = scan.tokens
    asked = {tokens[k].lower for k in range(first, min(first + 2, last + 1))}
    if "asked" not in asked:
        return first
    commas = [k for k in range(first, last + 1) if tokens[k].lower == ","]
    return commas[-1] + 1 if commas else last + 1


def _behind_adverb(scan: Scan, first: int, last: int) -> int:
    """Skip adverbs of the cue before "that" ("said earlier that")."""
    for k in range(first, min(first + 3, last)):
        if scan.tokens[k].lower == "that" and scan.tokens[k].dep == "mark":
            return k
        if scan.tokens[k].pos != "ADV":
            break
    return first


def _behind_citation(scan: Scan, first: int, last: int) -> int:
    """Skip ", citing X," between a cue and its content."""
    tokens = scan.tokens
    if tokens[first].lower not in ("citing", "quoting"):
        return first
    comma = next((k for k in range(first, last) if tokens[k].lower == ","), None)
    return first if comma is None else comma + 1


def _finite(scan: Scan, c: int) -> bool:
    kids = [scan.tokens[k] for k in scan.children(c)]
    if any(k.dep == "aux" and k.tag == "TO" for k in kids):
        return any(k.tag in ("WRB", "WP", "WDT") for k in kids)
    finite = any(k.dep == "aux" and k.tag in FINITE for k in kids)
    return finite or any(k.dep in _SUBJECTS for k in kids) or scan.tokens[c].tag in FINITE


def _cue_start(scan: Scan, verb: int) -> int:
    """Return the first token of a cue group behind its content: subject or auxiliary."""
    subject = scan.child(verb, "nsubj", "nsubjpass")
    starts = [verb]
    if subject is not None and subject < verb:
        starts.append(scan.tokens[subject].left)
    starts += [c for c in scan.children(verb) if c < verb and scan.tokens[c].dep == "aux"]
    return min(starts)


def _inserted(scan: Scan, verb: int) -> Complement | None:
    """Read "The drills, Minsk said, will go on": the clause around the cue is the content."""
    token = scan.tokens[verb]
    if token.head == verb or token.dep not in ("parataxis", "ccomp", "advcl"):
        return None
    around = scan.tokens[token.head]
    first, last = token.left, token.right
    commas = {scan.tokens[k].lower for k in (first - 1, first) if k >= 0}
    if around.left >= first or not commas & {",", "–", "—"}:
        return None
    if not any(scan.tokens[c].dep in _SUBJECTS for c in scan.children(verb)):
        return None
    if any(scan.tokens[c].dep == "mark" for c in scan.children(verb)):
        return None
    # Only a bare cue stands inserted: subject, verb and adverbs, no object of its own.
    if scan.has(verb, "dobj", "ccomp", "xcomp") or last - first > 12:
        return None
    numbers = [k for k in range(around.left, around.right + 1) if not first <= k <= last]
    return Complement(tuple(runs(numbers))) if numbers else None


def _marked_clause(scan: Scan, verb: int) -> Complement | None:
    """Find a clause with "that" hung on a noun before it ("reported, citing X, that")."""
    tokens = scan.tokens
    end = scan.reading.sentences[tokens[verb].sentence].last
    for k in range(verb + 1, min(end, verb + 2 * _REACH)):
        token = tokens[k]
        if token.tag in FINITE or token.text in _STOPS:
            return None
        if token.lower == "that" and token.dep == "mark":
            clause = token.head
            cited = any(tokens[n].lower in ("citing", "quoting") for n in range(verb + 1, k))
            if clause > k and cited and not scan.has(verb, "ccomp"):
                return Complement(((k, tokens[clause].right),))
            return None
    return None


def _lost_clause(scan: Scan, verb: int) -> Complement | None:
    """Find a clause behind the verb that the parse attached elsewhere."""
    tokens = scan.tokens
    end = scan.reading.sentences[tokens[verb].sentence].last
    first = verb + 1
    while first < end and tokens[first].dep in ("advmod", "prt", "npadvmod") and first < verb + 4:
        first += 1
    if first < end and tokens[first].lower == "that" and tokens[first].tag == "IN":
        first += 1
    if first >= end or tokens[first].pos in ("ADP", "PUNCT", "VERB", "AUX", "SCONJ", "CCONJ"):
        return None
    last = _before_main_clause(scan, verb, first, _lost_end(scan, first, end))
    if not opens_clause(scan, first, min(last, first + _REACH)):
        return None
    return Complement(((first, last),))


def opens_clause(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a subject and its finite verb stand in a row behind the cue."""
    tokens = scan.tokens
    nominal = False
    for k in range(first, last + 1):
        token = tokens[k]
        if token.lower in (",", "and", "or", "to", "which", "who", "that"):
            return False
        # A contraction ("they'd") may lose its tag together with the clause.
        finite = token.tag in FINITE or token.lower in ("'d", "’d", "'ve", "’ve", "'re", "’re")
        if finite and nominal:
            return True
        nominal = nominal or token.pos in NOMINAL
    return False


def _lost_end(scan: Scan, first: int, end: int) -> int:
    tokens = scan.tokens
    for k in range(first, end):
        text = tokens[k].lower
        left_quotation = scan.inside[first] >= 0 and scan.inside[k] != scan.inside[first]
        if text in _STOPS or left_quotation:
            return max(first, k - 1)
        behind = tokens[k + 1] if k + 1 < end else None
        if (
            text == ","
            and behind is not None
            and behind.lower
            in (
                "while",
                "but",
                "although",
                "though",
                "as",
                "whereas",
                "after",
                "which",
                "who",
            )
        ):
            return max(first, k - 1)
    return end - 1


def behind_other(scan: Scan, first: int, last: int) -> int:
    """Return where a content begins behind what the sentence gives to somebody else before.

    "P, according to X, and Q, Y said" and "X questioned the count: Q, he said".
    """
    tokens = scan.tokens
    start = first
    said = cited = False  # between `start` and k
    for k in range(first + 1, last):
        said = said or (scan.reports(k - 1) and tokens[k - 1].tag in FINITE)
        cited = cited or tokens[k - 1].lower == "according"
        joint = tokens[k].lower in ("and", "but") and tokens[k - 1].text == ","
        if scan.inside[k] < 0 and ((tokens[k].text == ":" and said) or (cited and joint)):
            start = k + 1
            said = cited = False
    return start
