"""Asides that hand a clause to somebody: what clause they comment on, and whose it is.

"In X's words", "by the army's count", "if X is right", "as X put it", "the official number".
"""

from __future__ import annotations

from vedette.extract.speech.scan import Found, Range, Scan, runs
from vedette.extract.speech.verbs import cue_tokens, tidy_range
from vedette.model import Act

_CONCESSIVE = frozenset({"although", "though", "while", "whereas", "but", "even"})

Who = tuple[tuple[Range, ...], "int | None"]  # source, and the token of the speaker
NOBODY: Who = ((), None)


def find_aside(scan: Scan, i: int) -> Found | None:
    """Return the attribution of an aside whose main word is token `i`."""
    return next((f for rule in _RULES if (f := rule(scan, i)) is not None), None)


def rest_of_clause(scan: Scan, i: int, first: int, last: int) -> tuple[Range, ...]:
    """Return the clause that a source phrase (tokens first..last) comments on."""
    clause = clause_over(scan, i)
    start, end = clause_extent(scan, clause, first)
    end = _over_semicolons(scan, first, end)
    numbers = [k for k in range(start, end + 1) if not first <= k <= last]
    side = scan.inside[i]
    if side >= 0:
        numbers = [k for k in numbers if scan.inside[k] == side]
    parts = [tidy_range(scan, a, b) for a, b in runs(numbers)]
    return tuple(p for p in parts if p is not None and any(c.isalnum() for c in _text(scan, p)))


def _over_semicolons(scan: Scan, first: int, end: int) -> int:
    """Let a source at the head of a sentence reach over its semicolons, up to another speaker."""
    sentence = scan.reading.sentences[scan.tokens[first].sentence]
    behind = range(end + 1, sentence.last)
    if first != sentence.first or end + 1 >= sentence.last:
        return end
    if scan.tokens[end + 1].text != ";" or any(scan.reports(k) for k in behind):
        return end
    return sentence.last - 1


def _text(scan: Scan, part: Range) -> str:
    return scan.reading.text[part[0] : part[1]]


def clause_over(scan: Scan, i: int) -> int:
    """Climb to the clause: the nearest verb above with a subject, else the root."""
    tokens = scan.tokens
    k = tokens[i].head
    while tokens[k].head != k:
        verb = tokens[k].pos in ("VERB", "AUX")
        if (
            verb
            and tokens[k].dep in ("ccomp", "advcl", "conj", "relcl")
            and scan.has(k, "nsubj", "nsubjpass")
        ):
            return k
        k = tokens[k].head
    return k


def clause_extent(scan: Scan, clause: int, inner: int) -> tuple[int, int]:
    """Return a clause's tokens without concessive clauses and clauses coordinated by "but"."""
    tokens = scan.tokens
    start, end = tokens[clause].left, tokens[clause].right
    for c in scan.children(clause):
        token = tokens[c]
        lead = tokens[token.left].lower
        if token.dep == "advcl" and lead in _CONCESSIVE:
            if token.left > clause and token.left > inner:
                end = min(end, token.left - 1)
            elif token.right < inner and token.right < clause:
                start = max(start, token.right + 1)
        if token.dep == "cc" and token.lower == "but" and c > clause and c > inner:
            end = min(end, c - 1)
    # An embedded clause behind its mark ("after", "because") leaves the mark out.
    while start < clause and tokens[start].dep in ("mark", "cc") and start < inner:
        start += 1
    return start, end


def made(
    cue: tuple[int, ...], head: int, act: Act, who: Who, content: tuple[Range, ...]
) -> Found | None:
    """Build what is found, None where nothing is left to be its content."""
    if not content:
        return None
    source, speaker = who
    return Found(head, cue, act, source, content, speaker=-1 if speaker is None else speaker)


def owner_phrase(scan: Scan, owner: int) -> Range:
    """Return the owner's phrase without the mark of the genitive."""
    start, end = scan.phrase(owner)
    for c in scan.children(owner):
        if scan.tokens[c].dep == "case":
            end = min(end, scan.tokens[c].start)
    return start, end


def _possession(scan: Scan, i: int) -> Found | None:
    """Read "in X's words", "in the words of X", "in X's view", "by X's count"."""
    token = scan.tokens[i]
    if token.dep != "pobj":
        return None
    link = scan.tokens[token.head]
    words = {"in": "nouns", "by": "counts", "on": "counts"}.get(link.lower, "")
    if not words or token.lemma not in scan.lexicon.words("possessions", words):
        return None
    if link.lower == "on" and token.lemma == "account":
        return None  # an account is where one posts
    owner = scan.child(i, "poss")
    if owner is not None:
        source = owner_phrase(scan, owner)
    else:
        of = next((c for c in scan.children(i) if scan.tokens[c].lower == "of"), None)
        owner = scan.child(of, "pobj") if of is not None else None
        if owner is None:
            return None
        source = scan.phrase(owner, away_from=of)
    if words == "counts" and not scan.may_speak(owner):
        return None  # "by the figure of the statue"
    first, last = link.left, link.right
    content = rest_of_clause(scan, link.i, first, last)
    return made((link.i, i), i, Act.STATES, ((source,), owner), content)


def _if_right(scan: Scan, i: int) -> Found | None:
    """Read "X will take part, if Y is right": the number is Y's."""
    tokens = scan.tokens
    if tokens[i].lower != "if" or tokens[i].dep != "mark":
        return None
    verb = tokens[i].head
    state = scan.child(verb, "acomp")
    right = state is not None and tokens[state].lower in ("right", "correct", "accurate")
    believed = tokens[verb].lemma == "believe" and scan.passive(verb)
    subject = scan.child(verb, "nsubj", "nsubjpass")
    if not (right or believed) or subject is None or tokens[verb].dep != "advcl":
        return None
    if scan.negated(verb) or not scan.may_speak(subject) or tokens[subject].lower == "i":
        return None
    content = rest_of_clause(scan, verb, tokens[verb].left, tokens[verb].right)
    last = state if state is not None else verb
    cue = (i, *(k for k in range(tokens[subject].right + 1, last + 1)))
    source = (scan.phrase(subject, away_from=verb),)
    return made(cue, verb, Act.STATES, (source, subject), content)


def _official(scan: Scan, i: int) -> Found | None:
    """Read "the official number of troops is 900"."""
    tokens = scan.tokens
    if tokens[i].lower != "official" or tokens[i].dep != "amod":
        return None
    noun = tokens[i].head
    figures = scan.lexicon.words("number_words", "figures")
    if tokens[noun].lemma not in figures or tokens[noun].dep != "nsubj":
        return None
    verb = tokens[noun].head
    if tokens[verb].lemma not in ("be", "stand") or scan.negated(verb):
        return None
    return made((i,), i, Act.STATES, NOBODY, rest_of_clause(scan, i, i, i)[-1:])


def _as_put(scan: Scan, i: int) -> Found | None:
    """Read "as X put it"."""
    token = scan.tokens[i]
    if token.lemma != "put" or i + 1 >= len(scan.tokens) or scan.tokens[i + 1].lower != "it":
        return None
    subject = scan.child(i, "nsubj")
    mark = next((c for c in scan.children(i) if scan.tokens[c].lower == "as" and c < i), None)
    if subject is None or mark is None or token.head == i:
        return None
    content = rest_of_clause(scan, i, token.left, token.right)
    source = (scan.phrase(subject, away_from=i),)
    return made((mark, i, i + 1), i, Act.STATES, (source, subject), content)


def _made_known(scan: Scan, i: int) -> Found | None:
    """Read "X let it be known that ..." and "X made it clear that ..."."""
    tokens = scan.tokens
    sentence = scan.reading.sentence_of(tokens[i])
    words = [t.lower for t in tokens[i + 1 : min(i + 5, sentence.last)]]
    if tokens[i].lemma == "let" and words[:3] == ["it", "be", "known"]:
        that = i + 4
    elif tokens[i].lemma == "make" and words[:1] in (["clear"], ["plain"]):
        that = i + 2
    elif tokens[i].lemma == "make" and words[:1] == ["it"] and words[1:2] in (["clear"], ["plain"]):
        that = i + 3
    else:
        return None
    subject = scan.subject(i)
    if that >= sentence.last or tokens[that].lower != "that" or subject is None:
        return None
    if not scan.may_speak(subject) or scan.negated(i) or scan.has(i, "mark"):
        return None
    if any(tokens[c].tag in ("MD", "TO") for c in scan.children(i)):
        return None
    clause = tokens[that].head
    last = tokens[clause].right if clause > that else sentence.last - 1
    content = tidy_range(scan, that, last)
    who = ((scan.phrase(subject, away_from=i),), subject)
    cue = tuple(sorted({*cue_tokens(scan, i), *range(i, that)}))
    return made(cue, i, Act.STATES, who, () if content is None else (content,))


_RULES = (
    _made_known,
    _possession,
    _if_right,
    _official,
    _as_put,
)
