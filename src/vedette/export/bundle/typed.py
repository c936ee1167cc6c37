"""Nouns out of a file that nobody vouches for: what is not of its type is not let in."""

from __future__ import annotations

import json
import types
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from vedette.errors import InvalidNoun
from vedette.model import Span, codec

Noun = TypeVar("Noun")


class BadData(Exception):
    """Say what is wrong with data."""


def parse(text: str) -> Any:
    """Return JSON without names that stand twice, nor numbers that are none; raises BadData."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadData(f"no JSON: {str(error)[:80]}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def decode(cls: type[Noun], data: Any) -> Noun:
    """Return a noun all of whose fields are of their types; raises BadData."""
    key: Any = cls
    try:
        noun = codec.from_data(cls, data)
        if not _fits(noun, key):
            raise BadData(f"not the data of a {cls.__name__}: a field of another type")
    except (InvalidNoun, RecursionError, OverflowError, IndexError) as error:
        raise BadData(str(error)[:160]) from error
    return noun


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) in (Union, types.UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and _fits_parts(value, get_args(hint))
    if hint in (int, float):  # a truth value is a number to Python, not to us
        return isinstance(value, (int, hint)) and not isinstance(value, bool)
    if hint is type(None) or not isinstance(hint, type):
        return value is None
    if is_dataclass(hint) and isinstance(value, hint):
        return all(_fits(getattr(value, name), of) for name, of in _hints(hint))
    return isinstance(value, hint)


def _fits_parts(value: tuple[Any, ...], parts: tuple[Any, ...]) -> bool:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return all(_fits(each, parts[0]) for each in value)
    return len(value) == len(parts) and all(map(_fits, value, parts))


@cache
def _hints(cls: Hashable) -> tuple[tuple[str, Any], ...]:
    known: Any = cls
    hints = get_type_hints(known)
    return tuple((each.name, hints[each.name]) for each in fields(known))


def spans_in(noun: Any) -> Iterator[Span]:
    """Yield all spans in a noun, however deep."""
    if isinstance(noun, Span):
        yield noun
    elif isinstance(noun, tuple):
        for each in noun:
            yield from spans_in(each)
    elif is_dataclass(noun) and not isinstance(noun, type):
        for name, _ in _hints(type(noun)):
            yield from spans_in(getattr(noun, name))
