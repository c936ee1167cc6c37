"""Whose it is: "Russian and Belarusian troops", "Poland has deployed", "2,000 will be Russian"."""

from __future__ import annotations

from vedette.extract.figures.ellipsis import subject_of, verb_over
from vedette.extract.figures.noun_phrases import head_table, owner_names
from vedette.extract.figures.quantities import Quantity
from vedette.model import Reading, Span, Token


def owners_in(reading: Reading, phrase: list[int]) -> tuple[int, ...]:
    """Return the tokens of a noun phrase that say whose: "Russian and Belarusian"."""
    tokens = reading.tokens
    known = owner_names(reading.language)
    of = [i for i in phrase[:-1] if tokens[i].lower in known or _in_pair(reading, i)]
    if of and _in_pair(reading, phrase[-1]):
        of.append(phrase[-1])  # "the United States"
    if tokens[phrase[-1]].lower in known and not of:
        of = [phrase[-1]]  # "2,000 Russians"
    return tuple(of)


def _in_pair(reading: Reading, i: int) -> bool:
    # "South Korean troops": an owner of two words
    known, tokens = owner_names(reading.language), reading.tokens
    pairs = (tokens[max(0, i - 1) : i + 1], tokens[i : i + 2])
    return any(" ".join(t.lower for t in pair) in known for pair in pairs if len(pair) == 2)


def origin_of(reading: Reading, last: int) -> tuple[int, ...]:
    """Return whose it is behind the noun: "30,000 troops from Poland"."""
    tokens = reading.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].lower not in {"from", "of"}:
        return ()
    known = owner_names(reading.language)
    verb = verb_over(reading, (tokens[last],), through_nouns=True)
    if verb is not None and verb.lemma in head_table(reading.language)["leaving"]:
        return ()  # "withdraws 1,000 soldiers from Niger"
    phrase = []
    i = last + 2
    while i < len(tokens) and (
        tokens[i].lower in known or tokens[i].lower in {"and", "the", ",", "both"}
    ):
        phrase.append(i)
        i += 1
    return tuple(i for i in phrase if tokens[i].lower in known)


def owners_before(reading: Reading, i: int) -> tuple[int, ...]:
    """Return the owner right in front of a token: "the Russian 300-strong unit"."""
    before = reading.tokens[i - 1] if i else None
    if before is not None and before.lower in owner_names(reading.language):
        return (before.i,)
    return ()


def owners_alone(reading: Reading, start: int, end: int) -> tuple[int, ...]:
    """Return the owners that stand alone between two numbers: "6,000 Danish and 900 Dutch men"."""
    known = owner_names(reading.language)
    between = reading.tokens_between(start, end)
    of = tuple(t.i for t in between if t.lower in known and t.tag not in {"NNS", "NNPS"})
    rest = [t.lower for t in between if t.i not in of]
    is_row = len(rest) in {1, 2} and rest[-1] in {"and", "or", ","}
    return of if of and is_row and between[0].i == of[0] else ()


def left_part(head: Token) -> list[int]:
    """Return the indexes of a noun and all in front of it that belongs to it."""
    return [*range(head.left, head.i + 1)]


def of_text(reading: Reading, of: tuple[int, ...]) -> str | None:
    """Return the words that say whose, None where there are none."""
    if not of:
        return None
    if of[-1] - of[0] < 2 * len(of) + 1:
        return reading.text[reading.tokens[of[0]].start : reading.tokens[of[-1]].end]
    return " and ".join(reading.tokens[i].text for i in of)


def predicated_of(reading: Reading, number: Span) -> tuple[int, ...]:
    """Return whose it is by the predicate: "2,000 of them will be Russian"."""
    tokens = reading.tokens_between(number.start, number.end)
    top = next((t for t in tokens if t.dep in {"nsubj", "attr"}), None)
    if top is None or reading.tokens[top.head].lemma != "be":
        return ()
    known = owner_names(reading.language)
    for i in reading.children[top.head]:
        child = reading.tokens[i]
        if child.dep in {"attr", "acomp"} and child.i > top.i:
            return tuple(
                j for j in range(child.left, child.i + 1) if reading.tokens[j].lower in known
            )
    return ()


def sender_of(reading: Reading, head_index: int) -> tuple[int, ...]:
    """Return whose it is where the subject says so: "Poland has deployed 40,000 troops"."""
    if head_index < 0:
        return ()
    head = reading.tokens[head_index]
    while head.dep == "conj" and head.head != head.i:
        head = reading.tokens[head.head]
    verb = reading.tokens[head.head]
    sends = verb.lemma in head_table(reading.language)["sending"]
    # In "France keeps 1,500 there and Italy 1,000" the second subject has lost its verb.
    gapped = any(reading.tokens[i].dep == "dobj" for i in reading.children[verb.i] if i < head.i)
    if head.dep != "dobj" or not sends or gapped:
        return ()
    sender = subject_of(reading, verb)
    return _owners_of(reading, sender, verb) if sender is not None else ()


def _owners_of(reading: Reading, sender: Token, verb: Token) -> tuple[int, ...]:
    known = owner_names(reading.language)
    if sender.tag in {"WDT", "WP"} and verb.dep == "relcl":
        over = reading.tokens[verb.head]  # "the US, which keeps 28,500 troops there"
        return (over.i,) if over.lower in known else ()
    if sender.dep != "nsubj":
        return ()
    if sender.lower not in known:
        # "the German army is sending", "Ukrainian forces had lost", "South Korea sends"
        is_body = sender.lemma in head_table(reading.language)["bodies"]
        is_name = _in_pair(reading, sender.i)
        return owners_in(reading, left_part(sender)) if is_body or is_name else ()
    others = [j for j in reading.children[sender.i] if reading.tokens[j].dep == "conj"]
    return (sender.i, *(j for j in others if reading.tokens[j].lower in known))


def adjective_behind(reading: Reading, quantity: Quantity) -> tuple[int, ...]:
    """Return whose it is by a bare adjective behind the number: "of them 2,000 Russian"."""
    known = owner_names(reading.language)
    tokens = reading.tokens_between(quantity.end, quantity.end + 40)[:5]
    if [t.lower for t in tokens[:2]] in (["of", "them"], ["of", "whom"], ["of", "these"]):
        tokens = tokens[2:]  # "1,500 of them French"
    of = []
    for token in tokens[:3]:
        if token.lower in known:
            of.append(token.i)
        elif token.lower != "and" or not of:
            break
    return tuple(of)
