"""Corruptions of polarity, of certainty and of scope."""

from __future__ import annotations

from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts, inflected, like, put, vowel, words
from quality.corruptions.texts import Source, chosen
from vedette.model import Token

_AUX = ("aux", "auxpass")
_BE = frozenset({"be", "'s", "is", "was", "were", "are", "am"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl"})


# ---- polarity ----------------------------------------------------------------------------------


def polarity(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Deny what is affirmed, affirm what is denied, or say the opposite."""
    yield from _undenied(source)
    yield from _against(source)
    if any(t.dep == "neg" for t in source.tokens):
        return
    for verb in source.tokens:
        if verb.dep in ("ROOT", "ccomp") and verb.pos in ("VERB", "AUX"):
            yield from _denied(source, verb)
            yield from _undone(source, verb)
    yield from _without(source)


def _undenied(source: Source) -> Iterator[Made]:
    for token in source.tokens:
        if token.dep != "neg" or token.lower not in ("not", "n't", "n’t", "never"):
            continue
        verb = source.head(token)
        do = next((t for t in source.children(verb, *_AUX) if t.lemma == "do"), None)
        if do is not None:
            form = inflected(verb.lemma, do.tag)
            yield (
                put(source, do, verb, form, "undenied") if verb.i - do.i == 2 else Made("", "", "")
            )
        elif token.lower != "never":
            full = {"ca": "can", "wo": "will"}
            before = source.next(token, -1)
            if before is not None:
                yield put(source, before, token, full.get(before.lower, before.text), "undenied")


def _is_told(source: Source, verb: Token) -> bool:
    """Tell whether a verb only carries what somebody says."""
    return verb.lemma.lower() in words()["speech"] and bool(
        source.children(verb, "ccomp") or source.is_quoting
    )


def _denied(source: Source, verb: Token) -> Iterator[Made]:
    if _is_told(source, verb) or source.in_quotation(verb.start, verb.end):
        return
    aux = source.children(verb, *_AUX)
    if verb.pos == "AUX" and not aux:
        first = verb
    elif aux and aux[0].tag in ("MD", "VBZ", "VBP", "VBD"):
        first = aux[0]
    elif verb.tag in ("VBD", "VBZ", "VBP"):
        do = {"VBD": "did", "VBZ": "does", "VBP": "do"}[verb.tag]
        yield put(source, verb, verb, f"{do} not {verb.lemma.lower()}", "denied")
        return
    else:
        return
    yield Made(source.replace(first, first, f"{first.text} not"), first.text, "not", "denied")


def _undone(source: Source, verb: Token) -> Iterator[Made]:
    if verb.tag not in ("VBD", "VBZ") or verb.pos != "VERB" or _is_told(source, verb):
        return
    if (
        verb.lemma in ("have", "be")
        or source.children(verb, *_AUX, "prt")
        or source.in_quotation(verb.start, verb.end)
    ):
        return
    above = ("fail", "refuse", "decline")[chosen(f"{source.key}{verb.i}", 3)]
    new = f"{inflected(above, verb.tag)} to {verb.lemma.lower()}"
    if source.children(verb, "dobj"):
        yield put(source, verb, verb, new, "undone")


def _against(source: Source) -> Iterator[Made]:
    for row in words()["against"]:
        pairs = dict(row["pairs"])
        for token in source.tokens:
            new = pairs.get(token.lemma.lower() if row["pos"] == "VERB" else token.lower)
            if (
                token.pos != row["pos"]
                or not new
                or source.in_time(token)
                or source.in_quotation(token.start, token.end)
            ):
                continue
            if row["pos"] == "ADV" and token.dep not in ("prt", "advmod", "prep"):
                continue
            if row["pos"] == "VERB" and source.children(token, "prt"):
                continue
            now = inflected(new, token.tag) if row["pos"] == "VERB" else new
            if now == new and row["pos"] == "VERB" and token.tag in ("VBD", "VBN", "VBZ", "VBG"):
                continue
            yield put(source, token, token, like(token.text, now), "against")


def _without(source: Source) -> Iterator[Made]:
    for token in source.tokens:
        if token.lower == "with" and token.dep == "prep" and token.right - token.i >= 2:
            head = source.head(token)
            if head.dep == "ROOT" and head.pos == "VERB" and source.children(head, "dobj"):
                yield put(source, token, token, "without", "without")


# ---- certainty ---------------------------------------------------------------------------------


def certainty(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Say as certain, done or known what is possible, planned or alleged."""
    for token in source.tokens:
        if source.in_quotation(token.start, token.end):
            continue
        yield from _modal(source, token)
        yield from _hedge(source, token)
        yield from _planned(source, token)
        yield from _surer(source, token)
    yield from _unsaid(source)


def _modal(source: Source, token: Token) -> Iterator[Made]:
    after = source.next(token)
    if token.tag != "MD" or after is None:
        return
    verb = source.head(token)
    if any(t.dep == "neg" for t in source.children(verb)) or verb.i - token.i > 2:
        return
    if token.lower in words()["certainty"]["modals"]:
        if after.lower == "have":
            plural = _is_plural(source, verb)
            yield put(source, token, after, "have" if plural else "has", "modal")
        else:
            yield put(source, token, token, "will", "modal")
    elif token.lower in ("will", "would") and verb.i == token.i + 1 and verb.pos == "VERB":
        yield put(source, token, verb, inflected(verb.lemma, "VBD"), "done")


def _is_plural(source: Source, verb: Token) -> bool:
    subjects = source.children(verb, "nsubj", "nsubjpass")
    return any(
        t.tag in ("NNS", "NNPS") or t.lower in ("they", "we", "who") or source.children(t, "conj")
        for t in subjects
    )


def _hedge(source: Source, token: Token) -> Iterator[Made]:
    lists = words()["certainty"]
    if token.lower in lists["drop"] and token.pos == "ADV" and token.dep == "advmod":
        last = source.next(token)
        end = last if last is not None and last.text == "," else token
        yield Made(source.replace(token, end, ""), token.text, "", "hedge")
    new = lists["adjectives"].get(token.lower)
    before = source.next(token, -1)
    if new and token.dep == "amod" and (before is None or before.lower != "as"):
        if before is not None and before.lower in ("a", "an"):
            article = "an" if vowel(new) else "a"
            yield put(source, before, token, f"{like(before.text, article)} {new}", "adjective")
        else:
            yield put(source, token, token, new, "adjective")


def _planned(source: Source, token: Token) -> Iterator[Made]:
    """Tell as done what is planned: "plans to sell", "is expected to sell"."""
    lists = words()["certainty"]
    below = source.children(token, "xcomp")
    if not below or below[0].tag != "VB" or below[0].pos != "VERB" or below[0].i - token.i != 2:
        return
    verb, be = below[0], source.next(token, -1)
    if token.lemma.lower() in lists["plans"] and token.tag in ("VBZ", "VBP", "VBD"):
        yield put(source, token, verb, inflected(verb.lemma, "VBD"), "planned")
    elif token.lower in lists["to_be"] and be is not None and be.lower in _BE and be.tag != "VB":
        yield put(source, be, verb, inflected(verb.lemma, "VBD"), "planned")


def _surer(source: Source, token: Token) -> Iterator[Made]:
    new = words()["certainty"]["stronger"].get(token.lemma.lower())
    if new and token.pos == "VERB" and source.children(token, "ccomp") and token.tag != "VB":
        yield put(source, token, token, inflected(new, token.tag), "surer")


def _unsaid(source: Source) -> Iterator[Made]:
    """Leave out who says it."""
    root = source.root
    said = source.children(root, "ccomp")
    if root.lemma.lower() not in words()["speech"] or not said or source.is_quoting:
        return
    clause = said[0]
    subjects = source.children(clause, "nsubj", "nsubjpass")
    if not subjects or subjects[0].pos == "PRON":
        return
    mark = source.children(clause, "mark")
    asks = source.at(clause.left).tag.startswith("W") or (mark and mark[0].lower != "that")
    if asks:  # "did not say whether it rained": what is left states nothing
        return
    start = source.at(mark[0].i + 1) if mark and mark[0].lower == "that" else source.at(clause.left)
    if _told_elsewhere(source, clause):
        return
    if clause.left > root.i and clause.right >= source.tokens[-2].i - 1:
        text = source.words(start.i, clause.right) + "."
        yield Made(
            text[:1].upper() + text[1:], source.words(source.tokens[0].i, start.i - 1), "", "unsaid"
        )


def _told_elsewhere(source: Source, clause: Token) -> bool:
    """Tell whether another sentence of the story may say as much without a speaker."""
    said = {
        t.lemma.lower()
        for t in source.tokens
        if clause.left <= t.i <= clause.right and t.pos in ("NOUN", "PROPN", "VERB", "NUM")
    }
    others = [w for n, w in enumerate(source.document.lemmas) if n != source.sentence.i]
    return any(2 * len(said & one) >= len(said) for one in others)


# ---- scope -------------------------------------------------------------------------------------


def scope(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Say of all what is said of some, only, always or everywhere."""
    if any(t.dep == "neg" for t in source.tokens):
        return
    for token in source.tokens:
        if source.in_quotation(token.start, token.end):
            continue
        yield from _quantified(source, token)
        yield from _restricted(source, token)
        yield from _ranked(source, token)
        yield from _everywhere(source, token)
    yield from _only(source)
    yield from _every(source)


def _quantified(source: Source, token: Token) -> Iterator[Made]:
    lists, after = words()["scope"], source.next(token)
    if (
        token.lower in lists["quantifiers"]
        and token.pos in ("ADJ", "DET")
        and token.dep in ("amod", "det")
    ):
        head, before = source.head(token), source.next(token, -1)
        if head.tag in ("NNS", "NNPS") and (
            before is None or before.pos not in ("DET", "PRON", "PUNCT", "ADV")
        ):
            yield put(source, token, token, like(token.text, "all"), "all")
    before = source.next(token, -1)
    if before is not None and before.lower in ("too", "so", "as"):
        return
    if _is_part(source, token, after):
        yield put(source, token, token, like(token.text, "all"), "all of")
    if token.lower in lists["often"] and token.pos == "ADV" and token.dep == "advmod":
        new = (
            "always"
            if token.lower in ("sometimes", "often", "usually", "frequently")
            else "entirely"
        )
        yield put(source, token, token, like(token.text, new), "always")


def _is_part(source: Source, token: Token, after: Token | None) -> bool:
    """Tell whether a word takes some out of many: "some of the", "one of its divisions"."""
    if after is None or after.lower != "of":
        return False
    if token.lower != "one":
        return token.lower in ("some", "most", "many", "several")
    whole = source.children(after, "pobj")
    return bool(whole) and whole[0].tag == "NNS" and token.dep not in ("nsubj", "nsubjpass")


def _restricted(source: Source, token: Token) -> Iterator[Made]:
    if token.lower in words()["scope"]["restricting"] and token.dep in ("amod", "compound"):
        before = source.next(token, -1)
        after = source.next(token)
        article = before.lower if before is not None else ""
        if article in ("a", "an") and after is not None and (article == "an") != vowel(after.text):
            return
        if after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
            yield put(source, token, after, like(token.text, after.text), "dropped")


def _ranked(source: Source, token: Token) -> Iterator[Made]:
    if token.lower == "one":
        after = [source.next(token, n) for n in (1, 2, 3)]
        if all(after) and [t.lower for t in after if t][:2] == ["of", "the"]:
            last = after[2]
            noun = source.head(last) if last is not None else None
            if last is not None and noun is not None and last.tag == "JJS" and noun.tag == "NNS":
                text = f"the {source.words(last.i, noun.i)}"
                yield put(source, token, noun, text.replace(noun.text, noun.lemma), "ranked")
    before = source.next(token, -1)
    if token.lower in words()["scope"]["ranks"] and before is not None and before.text == "-":
        first = source.next(token, -2)
        if first is not None and first.lower in ("second", "third", "fourth"):
            yield put(source, first, token, token.text, "ranked")


def _everywhere(source: Source, token: Token) -> Iterator[Made]:
    objects = source.children(token, "pobj")
    inside = token.lower == "in" and token.dep == "prep" and source.head(token).pos == "VERB"
    if inside and objects and objects[0].ent in ("GPE", "LOC"):
        yield put(source, token, token, like(token.text, "throughout"), "everywhere")


def _only(source: Source) -> Iterator[Made]:
    for subject in source.children(source.root, "nsubj", "nsubjpass"):
        first = source.at(subject.left)
        if subject.pos != "PROPN" or source.root.lemma.lower() in words()["speech"]:
            continue
        new = first.text if first.pos == "PROPN" else first.lower
        if first.i == source.sentence.first:
            yield Made(source.replace(first, first, f"Only {new}"), first.text, "only", "only")


def _every(source: Source) -> Iterator[Made]:
    """Say of all what a bare plural says of some, for what has happened."""
    for subject in source.children(source.root, "nsubj", "nsubjpass"):
        first = source.at(subject.left)
        if subject.tag != "NNS" or first.pos not in ("NOUN", "ADJ") or source.root.tag != "VBD":
            continue
        if first.i == source.sentence.first and not source.children(
            subject, "det", "nummod", "poss"
        ):
            yield Made(source.replace(first, first, f"All {first.lower}"), first.text, "all", "all")
