"""Rewordings of words: synonyms, dates, abbreviations, light verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts, inflected, like, put, vowel, words
from quality.corruptions.texts import Source
from vedette.model import Precision, Token

_KEPT = ("May", "June", "July")  # months that are not shortened


def synonyms(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Put another word of the same meaning."""
    table = words()["synonyms"]
    for token in source.tokens:
        if source.in_quotation(token.start, token.end) or token.ent or "`" in source.text:
            continue
        for row in table:
            if (
                row["pos"] == token.pos
                and row["word"] == token.lemma.lower()
                and _allows(source, token, row)
            ):
                new = row["now"]
                if token.pos in ("VERB", "NOUN") and token.tag not in ("NN", "VB", "VBP"):
                    head, *rest = new.split(" ", 1)
                    new = " ".join([inflected(head, token.tag), *rest])
                before = source.next(token, -1)
                if before is not None and before.lower in ("a", "an"):
                    article = "an" if vowel(new) else "a"
                    yield put(
                        source,
                        before,
                        token,
                        f"{like(before.text, article)} {like(token.text, new)}",
                    )
                else:
                    yield put(source, token, token, like(token.text, new))


def _allows(source: Source, token: Token, row: dict[str, object]) -> bool:
    """Tell whether the word has the sense meant: what must and must not hang on it."""
    labels = {t.dep for t in source.children(token)}
    if token.pos == "VERB" and "prt" in labels:
        return False
    needs, bars = row.get("needs"), row.get("bars")
    if needs and needs not in labels:
        return False
    after = source.next(token)
    named = token.text.istitle() and token.pos == "NOUN"
    if named or (after is not None and (after.lower == "hours" or after.ent == "DATE")):
        return False
    if bars and (bars in labels or (after is not None and after.lower == bars)):
        return False
    if token.pos == "NOUN" and (token.dep == "compound" or "compound" in labels):
        return False
    return after is None or after.text != "-"


def dates(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Write a day, a month or a weekday in another style, or by its date."""
    for time in source.document.analysis.times:
        span = time.span
        if not (source.sentence.start <= span.start and span.end <= source.sentence.end):
            continue
        if source.in_quotation(span.start, span.end):
            continue
        for new, rule in _dates(span.quote):
            yield Made(source.edit((span.start, span.end, new)), span.quote, new, rule)
        day = time.when.start
        is_day = time.when.precision is Precision.DAY and day is not None and day == time.when.end
        weekday = span.quote in words()["weekdays"] or span.quote.lower() in ("today", "yesterday")
        if (
            is_day
            and weekday
            and not source.text[span.end - source.sentence.start :].startswith("'")
            and day is not None
            and source.document.report.published.start
        ):
            tokens = [t for t in source.tokens if span.start <= t.start < span.end]
            before = source.next(tokens[0], -1) if tokens else None
            written = f"{day.day} {day:%B} {day.year}"
            on = before is not None and before.lower == "on"
            if (
                tokens
                and (on or tokens[0].dep in ("npadvmod", "tmod"))
                and tokens[0].i > source.root.i
            ):
                yield Made(
                    source.edit((span.start, span.end, written if on else f"on {written}")),
                    span.quote, written, "resolved",
                )  # fmt: skip
    yield from _weekdays(source)


def _dates(text: str) -> Iterator[tuple[str, str]]:
    names = "|".join(words()["months"])
    found = re.fullmatch(rf"({names}) (\d{{1,2}})(?:, (\d{{4}}))?", text)
    if found:
        year = f" {found[3]}" if found[3] else ""
        yield f"{found[2]} {found[1]}{year}", "day first"
        if found[1] not in _KEPT:
            yield (
                f"{found[1][:3]}. {found[2]}" + (f", {found[3]}" if found[3] else ""),
                "short month",
            )
    found = re.fullmatch(rf"(\d{{1,2}}) ({names})(?: (\d{{4}}))?", text)
    if found:
        yield f"{found[2]} {found[1]}" + (f", {found[3]}" if found[3] else ""), "month first"
    found = re.fullmatch(rf"({names}),? (\d{{4}})", text)
    if found:
        yield f"{found[1]} of {found[2]}", "month of"


def _weekdays(source: Source) -> Iterator[Made]:
    for token in source.tokens:
        if token.text not in words()["weekdays"] or source.in_quotation(token.start, token.end):
            continue
        before, after = source.next(token, -1), source.next(token)
        if (
            token.dep == "npadvmod"
            and before is not None
            and before.pos in ("VERB", "NOUN")
            and source.head(token).pos == "VERB"
            and after is not None
            and after.tag != "NN"
        ):
            yield put(source, token, token, f"on {token.text}", "on")
        elif (
            before is not None
            and before.lower == "on"
            and before.i > source.root.i
            and source.head(before).pos == "VERB"
            and before.i - 1 == source.head(before).i
        ):
            yield put(source, before, token, token.text, "without on")


def abbreviations(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Write a short form out, or a long form short."""
    for row in words()["abbreviations"]:
        for found in re.finditer(rf"(?<![\w$.]){re.escape(row['long'])}(?![\w-])", source.text):
            yield from _swap(source, found, row["short"], row)
        for found in re.finditer(
            rf"(?<![\w$.-]){re.escape(row['short'])}(?![\w$-]| \$)", source.text
        ):
            yield from _swap(source, found, row["long"], row)
    yield from _own_initials(source)


def _swap(source: Source, found: re.Match[str], new: str, row: dict[str, str]) -> Iterator[Made]:
    start = source.sentence.start + found.start()
    if source.in_quotation(start, start + len(found[0])):
        return
    before, after = source.text[: found.start()], source.text[found.end() :]
    if row.get("the"):
        noun = not re.match(r"(?:’s|'s)? [a-z]+(?:ed|s)? ", after) or re.match(
            r" (?:and|or|in|is|was|has|will|to|on|by|from|for|since|after|while) ", after
        )
        if not noun or not re.search(r"\b[Tt]he $", before):
            return
    if (after == "" and new.endswith(".")) or before.endswith(("(", " an ")) or f"({new})" in after:
        return
    yield Made(source.edit((start, start + len(found[0]), new)), found[0], new)


def _own_initials(source: Source) -> Iterator[Made]:
    """Use the short form that the text itself explains: "General Motors (GM)"."""
    text = source.document.report.text
    for found in re.finditer(r"((?:[A-Z][\w&-]+ ){2,5})\(([A-Z]{2,5})\)", text):
        name, short = found[1].strip(), found[2]
        initials = "".join(w[0] for w in name.split())
        if initials.upper() != short:
            continue
        pattern = rf"(?<!\w){re.escape(name)}(?! ?\(|\w| [A-Z])"
        for place in re.finditer(pattern, source.text):
            yield _made(source, place, short)
        for place in re.finditer(rf"(?<![\w(-]){short}(?![\w)-])", source.text):
            if name not in source.text:
                yield _made(source, place, name)


def _made(source: Source, place: re.Match[str], new: str) -> Made:
    """Put one form for the other; a bracket that explains the form is left alone."""
    start = source.sentence.start + place.start()
    return Made(source.edit((start, start + len(place[0]), new)), place[0], new, "own")


def light(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Tell a deed with a light verb and a noun, or with the verb alone."""
    for row in words()["light"]:
        for token in source.tokens:
            if (
                token.lemma.lower() != row["verb"]
                or token.pos != "VERB"
                or source.in_quotation(token.start, token.end)
            ):
                continue
            if token.dep in ("acl", "advcl") and token.tag in ("VBD", "VBN"):
                continue
            if token.tag not in ("VBD", "VBZ", "VBP", "VB", "VBN") or source.children(
                token, "prt", "auxpass", "advmod", "dative"
            ):
                continue
            after = source.next(token)
            if not _fits(source, token, after, row):
                continue
            head, *rest = row["now"].split(" ", 1)
            new = " ".join([inflected(head, token.tag), *rest])
            yield put(source, token, token, new)


def _fits(source: Source, token: Token, after: Token | None, row: dict[str, str]) -> bool:
    if row["frame"] == "object":
        goals = source.children(token, "dobj")
        return bool(goals) and goals[0].left == token.i + 1 and goals[0].pos != "PRON"
    if row["frame"] == "to":
        below = source.children(token, "xcomp")
        return bool(below) and after is not None and after.lower == "to"
    return after is not None and after.lower == row["frame"]
