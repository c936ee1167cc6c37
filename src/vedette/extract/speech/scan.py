"""A reading prepared for the search: quotation of each token, phrases, subjects, ranges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vedette.extract.speech.lexicon import Lexicon
from vedette.model import Act, Quotation, Reading, Token

Range = tuple[int, int]  # offsets in the text, end excluded

# Tokens that are quotation marks, doubled single ones among them.
MARKS = frozenset("“”\"'‘’«»„‟‹›‚‛″＂「」『』") | {"''", "``", "‘‘", "’’"}
RELATIVE = frozenset({"WP", "WDT"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NOT_IN_SOURCE = frozenset({"advcl", "ccomp", "parataxis", "mark"})
_SPEECHLESS = frozenset({"it", "this", "that", "which", "nothing", "none", "all", "what"})
_MAX_CLIMB = 6  # verbs between a participle and the subject it shares


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one attribution as found: tokens of the cue, offsets of source and content.

    `head` is the cue's main token, -1 for a quotation without any cue. `quotes` tells that the
    content is whole quotations, given without their marks. `follows` is the number of the found
    attribution whose speaker a cueless quotation continues.
    """

    head: int
    cue: tuple[int, ...]
    act: Act
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    quotes: bool = False
    speaker: int = -1
    follows: int | None = None

    @property
    def place(self) -> int:
        """Return the first offset of the content, for text order."""
        return self.content[0][0] if self.content else -1


@dataclass(frozen=True)
class Scan:
    """Hold a reading with its lexicon. Not slotted: lookups are computed once, on use."""

    reading: Reading
    lexicon: Lexicon

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the reading's tokens."""
        return self.reading.tokens

    def children(self, i: int) -> tuple[int, ...]:
        """Return the dependents of a token."""
        return self.reading.children[i]

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Return the outer quotations in text order."""
        return tuple(q for q in self.reading.quotations if q.depth == 0)

    @cached_property
    def inside(self) -> tuple[int, ...]:
        """Return for each token the number of its outer quotation, -1 outside."""
        found = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            for token in self.reading.tokens_between(quotation.start, quotation.end):
                found[token.i] = number
        return tuple(found)

    def near(self, start: int, end: int) -> list[Quotation]:
        """Return the outer quotations that touch the offsets from start to end."""
        return list(self.reading.quotations_near(start, end))

    @cached_property
    def persons(self) -> frozenset[str]:
        """Return the words of the names of persons in the report, in small letters."""
        return frozenset(t.lower for t in self.tokens if t.ent == "PERSON" and t.pos == "PROPN")

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first dependent with one of these labels."""
        return next((c for c in self.children(i) if self.tokens[c].dep in deps), None)

    def has(self, i: int, *deps: str) -> bool:
        """Tell whether a token has a dependent with one of these labels."""
        return self.child(i, *deps) is not None

    def negated(self, i: int) -> bool:
        """Tell whether a verb carries a negation."""
        return any(
            self.tokens[c].dep == "neg" or self.tokens[c].lower == "never" for c in self.children(i)
        )

    def passive(self, i: int) -> bool:
        """Tell whether a verb stands in the passive."""
        return self.has(i, "auxpass", "nsubjpass")

    def above(self, i: int, ancestor: int) -> bool:
        """Tell whether `ancestor` governs token `i`, or is it."""
        while i != ancestor:
            head = self.tokens[i].head
            if head == i:
                return False
            i = head
        return True

    def subject(self, verb: int) -> int | None:  # noqa: PLR0911
        """Return the token that speaks when this verb is a verb of speech.

        A participle, an infinitive or a coordinated verb shares the subject of the verb over it;
        a relative pronoun stands for its antecedent.
        """
        i = verb
        beside = self._verb_before(verb)
        if beside is not None:
            i = beside
        for _ in range(_MAX_CLIMB):
            own = self._own_subject(i)
            if i != verb and self.returns(verb, i):
                i = self.tokens[i].head
                continue
            if own is not None and i != verb and self._is_mute(verb, own):
                return self._speaker_above(i)
            if own is not None:
                return self._antecedent(own, i)
            token = self.tokens[i]
            if token.head == i:
                return None
            if token.dep in ("acl", "relcl"):
                return token.head
            if token.dep in ("advcl", "ccomp") and token.tag in FINITE:
                return None
            if token.dep not in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep"):
                return None
            i = token.head
        return None

    def _is_mute(self, verb: int, subject: int) -> bool:
        # "denied that a drone had crossed, saying it was late": no drone says anything
        token = self.tokens[verb]
        participle = token.tag == "VBG" and self.tokens[verb - 1].text == ","
        noun = self.tokens[subject].pos == "NOUN"
        return participle and noun and self.reports(verb) and not self.may_speak(subject)

    def _speaker_above(self, i: int) -> int | None:
        """Return the nearest subject over a clause that can speak."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            own = self._own_subject(i) if self.tokens[i].pos in ("VERB", "AUX") else None
            if own is not None and self.may_speak(self._antecedent(own, i)):
                return self._antecedent(own, i)
        return None

    def _verb_before(self, verb: int) -> int | None:
        """Return the verb of speech that a participle follows at once ("reported, citing X,")."""
        if self.tokens[verb].tag != "VBG" or verb < 2 or self.tokens[verb - 1].lower != ",":
            return None
        return verb - 2 if self.reports(verb - 2) else None

    def returns(self, verb: int, clause: int) -> bool:
        """Tell whether a verb hung on a content clause goes back to who reports the clause.

        "Said the raid had hurt dozens and urged people to stay": no raid urges anybody.
        """
        over = self.tokens[clause]
        if over.dep != "ccomp" or not self.reports(over.head) or not self.reports(verb):
            return False
        if self._own_subject(verb) is not None or self.reports(clause):
            return False
        token = self.tokens[verb]
        if token.dep == "advcl":
            return token.lower in ("adding", "noting") and verb > clause
        own = self._own_subject(clause)
        joint = [self.tokens[c].lower for c in self.children(clause) if clause < c < verb]
        return token.dep == "conj" and (
            "but" in joint or (own is not None and not self.may_speak(own))
        )

    def reports(self, i: int) -> bool:
        """Tell whether a token is a verb of the lexicon."""
        token = self.tokens[i]
        return token.tag.startswith("VB") and token.lemma.lower() in self.lexicon.verbs

    def may_speak(self, i: int) -> bool:
        """Tell whether a noun names somebody who can speak: person, body, state, document."""
        token = self.tokens[i]
        if token.ent in ("PERSON", "ORG", "GPE", "NORP") or token.pos in ("PRON", "PROPN"):
            return token.lower not in _SPEECHLESS
        noun = token.lemma.lower()
        return any(
            noun in self.lexicon.words("speakers", key)
            for key in ("anonymous", "titles", "bodies", "documents")
        )

    def _own_subject(self, i: int) -> int | None:
        """Return an active subject, and a passive one for a verb above ("was quoted as").

        Behind a label and a colon ("Correction: the ministry said ...") the parser sees two
        subjects: the one behind the colon speaks.
        """
        found = self.child(i, "nsubj", "nsubjpass")
        if found is None:
            return None
        after = self.tokens[found + 1] if found + 1 < len(self.tokens) else None
        if after is not None and after.text == ":":
            behind = [j for j in self.children(i) if found < j < i]
            subjects = [j for j in behind if self.tokens[j].dep in ("nsubj", "nsubjpass")]
            return subjects[-1] if subjects else found
        return found

    def _antecedent(self, subject: int, verb: int) -> int:
        if self.tokens[subject].tag not in RELATIVE:
            return subject
        i = verb
        while self.tokens[i].dep not in ("relcl", "acl"):
            if self.tokens[i].head == i:
                return subject
            i = self.tokens[i].head
        return self.tokens[i].head

    def phrase(self, i: int, *, away_from: int | None = None) -> Range:
        """Return the offsets of the noun phrase around a token.

        Apposition and restrictive clauses belong to it, clauses behind a comma do not. With
        `away_from` (the cue) the phrase never reaches over that token.
        """
        first, last = self.tokens[i].left, self.tokens[i].right
        if away_from is not None:
            if first <= away_from < i:
                first = away_from + 1
            if i < away_from <= last:
                last = away_from - 1
        for c in self.children(i):
            child = self.tokens[c]
            holds_cue = away_from is not None and child.left <= away_from <= child.right
            if not (holds_cue and child.dep in ("relcl", "acl")) and not self._cut(i, c):
                continue
            if c > i:
                last = min(last, self.tokens[c].left - 1)
            else:
                first = max(first, self.tokens[c].right + 1)
        # A dateline is no part of who speaks: "KYIV — Marshal X said".
        first = max(
            [k + 1 for k in range(first, i) if self.tokens[k].text in ("—", "–", "--")],
            default=first,
        )
        first = self._behind_day(first, i)
        side = self.inside[i]
        while first < i and self.inside[first] != side:
            first += 1
        for k in range(i, last + 1):
            if self.inside[k] != side:
                last = k - 1
                break
        return self.trim(first, max(last, i))

    def _behind_day(self, first: int, i: int) -> int:
        """Skip a day that the parse compounds with a name ("on Monday General X named")."""
        tokens = self.tokens
        k = first
        while k < i and tokens[k].ent == "DATE" and tokens[k].pos in ("PROPN", "NUM"):
            k += 1
        return k if k < i and tokens[k].pos == "PROPN" else first

    def _cut(self, i: int, c: int) -> bool:
        child = self.tokens[c]
        if child.dep in _NOT_IN_SOURCE:
            return True
        comma = child.left > 0 and self.tokens[child.left - 1].lower in (",", "–", "—", "-")
        return child.dep in ("relcl", "acl") and comma and c > i

    def trim(self, first: int, last: int) -> Range:
        """Return offsets of tokens first..last without punctuation at the ends."""
        tokens = self.tokens
        while first < last and _is_edge(tokens[first]):
            first += 1
        while last > first and (
            (_is_edge(tokens[last]) and tokens[last].text not in ")]") or tokens[last].dep == "cc"
        ):
            last -= 1
        return tokens[first].start, tokens[last].end


def _is_edge(token: Token) -> bool:
    if token.text in MARKS:
        return True
    return token.pos in ("PUNCT", "SPACE", "SYM") and not token.text.strip().isalnum()


def mark_width(text: str, opened: int) -> int:
    """Return the length of the quotation mark before an offset: two single ones count.

    It is 0 where no mark stands: a quotation may go on in a paragraph without one, and a dash
    opens one too.
    """
    if text[max(0, opened - 2) : opened] in ("''", "``", "‘‘"):
        return 2
    return int(text[max(0, opened - 1) : opened] in MARKS)


def closing_width(text: str, end: int) -> int:
    """Return the length of the quotation mark that begins at an offset, 0 where none does."""
    if text[end : end + 2] in ("''", "``", "’’"):
        return 2
    return int(text[end : end + 1] in MARKS)


def runs(numbers: list[int]) -> list[Range]:
    """Group ascending numbers into (first, last) runs without gaps."""
    found: list[Range] = []
    for n in numbers:
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found
