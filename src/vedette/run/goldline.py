"""One line of gold data, checked: what is wrong with it is told in one line."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from vedette.errors import InvalidNoun
from vedette.model import PERSON, Anchor, Judgement, JudgementKind, Reliability
from vedette.model.words import folded
from vedette.run.clock import now
from vedette.run.fields import BadValue, read_field
from vedette.store.view import View

FORMAT = "vedette-judgement-1"
_ON_ONE = {JudgementKind.ACCEPT, JudgementKind.REJECT}
_ON_TWO = {JudgementKind.SAME, JudgementKind.NOT_SAME}
_ON_OUTLETS = {JudgementKind.REGRADE, JudgementKind.EDIT}
_KINDS = {str(kind): kind for kind in _ON_ONE | _ON_TWO | _ON_OUTLETS | {JudgementKind.COMMENT}}
_ID = re.compile(r"(?:clm|fig|rep|att|act|jdg)-[0-9a-f]{32}")
_CODES = {"", "activity", "names", "origin", "story", "utterance"}
_LONGEST = 10_000  # code points of a reason or a name; nobody writes more


class BadLine(Exception):
    """Say what is wrong with a line."""


def parse_line(line: str, view: View) -> Judgement:
    """Return the decision of a line; raises BadLine."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"no JSON: {folded(str(error), 80)}") from error
    if not isinstance(data, dict):
        raise BadLine("no JSON object")
    if data.get("format") != FORMAT:
        raise BadLine(f'the format is not known; write "format": "{FORMAT}"')
    kind = _KINDS.get(data.get("decision", ""))
    if kind is None:
        raise BadLine(f'"decision" must be one of: {", ".join(sorted(_KINDS))}')
    try:
        one = _judgement(kind, data)
    except InvalidNoun as error:
        raise BadLine(str(error)) from error
    _check_subjects(one)
    _check_words(one, view)
    if data.get("id", one.id) != one.id:
        raise BadLine(f'"id" is not the digest of what is decided, which is {one.id}')
    return one


def _judgement(kind: JudgementKind, data: dict[str, Any]) -> Judgement:
    a, by, reason = (_text(data, key) for key in ("a", "by", "reason"))
    b, value = (_optional(data, key) for key in ("b", "value"))
    code = _optional(data, "code") or ""
    if not by.startswith(PERSON) or not by.removeprefix(PERSON).strip():
        raise BadLine(f'"by" must name a person, as in "{PERSON}mira"')
    return Judgement(
        id=Judgement.make_id(kind, a=a, b=b, by=by, code=code, value=value),
        kind=kind,
        a=a,
        b=b,
        by=by,
        reason=reason,
        code=code,
        value=value,
        evidence=tuple(_texts(data, "evidence")),
        made_at=_instant(_text(data, "made_at")),
        anchors=tuple(_anchor(each) for each in _listed(data, "words")),
    )


def _check_subjects(one: Judgement) -> None:
    if (one.b is not None) != (one.kind in _ON_TWO):
        raise BadLine(f'"{one.kind}" is said of {"two things" if one.kind in _ON_TWO else "one"}')
    if one.a == one.b:
        raise BadLine('"a" and "b" are one thing')
    if one.kind in _ON_ONE and not _ID.fullmatch(one.a):
        raise BadLine(f'"a" is no id: {folded(one.a, 60)!r}')
    if one.kind is JudgementKind.REGRADE and one.value not in set(map(str, Reliability)):
        raise BadLine('"value" must be a grade from A to F')
    if one.kind is JudgementKind.EDIT:
        try:
            read_field(one.code, one.value or "")
        except BadValue as error:
            raise BadLine(str(error)) from error
    elif one.code not in _CODES:
        raise BadLine(f'"code" must be one of: {", ".join(sorted(_CODES - {""}))}')


def _check_words(one: Judgement, view: View) -> None:
    """Refuse words that do not stand in the report as said, where the store has the report."""
    for anchor in one.anchors:
        if anchor.id not in one.pair:
            raise BadLine(f'"words" are of {anchor.id}, which is not decided on')
        if anchor.noun == "report" or view.missing([anchor.report_id]):
            continue
        text = view.report(anchor.report_id).text
        if text[anchor.start : anchor.end] != anchor.quote:
            place = f"{anchor.start} to {anchor.end} of {anchor.report_id[:12]}"
            raise BadLine(f"the words “{folded(anchor.quote, 60)}” do not stand at {place}")


def _anchor(data: Any) -> Anchor:
    if not isinstance(data, dict):
        raise BadLine('"words" must be a list of objects')
    start, end = (_whole(data, key) for key in ("start", "end"))
    quote = data.get("quote")
    if not isinstance(quote, str):
        raise BadLine('"quote" must be a text')
    noun = _text(data, "noun")
    if noun != "report" and len(quote) != end - start:
        raise BadLine(f"the quote has {len(quote)} code points, the span {end - start}")
    return Anchor(
        _text(data, "id"),
        noun,
        _text(data, "report"),
        start,
        end,
        quote,
        tuple(_texts(data, "says")),
        *(_optional(data, key) or "" for key in ("of", "publisher", "url")),
    )


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadLine(f'"made_at" is no instant: {folded(text, 40)!r}') from error
    if instant.tzinfo is None:
        raise BadLine('"made_at" has no time zone; write it in UTC, with a Z')
    if instant > now():
        raise BadLine('"made_at" is in the future')
    return instant.astimezone(UTC)


def _text(data: dict[str, Any], key: str) -> str:
    found = data.get(key)
    if not isinstance(found, str) or not found.strip():
        raise BadLine(f'"{key}" must be a text')
    if len(found) > _LONGEST:
        raise BadLine(f'"{key}" is longer than {_LONGEST:,} characters')
    return found


def _optional(data: dict[str, Any], key: str) -> str | None:
    found = data.get(key)
    if found is None or (isinstance(found, str) and len(found) <= _LONGEST):
        return found
    raise BadLine(f'"{key}" must be a text or null')


def _whole(data: dict[str, Any], key: str) -> int:
    found = data.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        raise BadLine(f'"{key}" must be a whole number')
    return found


def _listed(data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise BadLine(f'"{key}" must be a list')
    return found


def _texts(data: dict[str, Any], key: str) -> list[str]:
    found = _listed(data, key)
    if not all(isinstance(each, str) for each in found):
        raise BadLine(f'"{key}" must be a list of texts')
    return found
