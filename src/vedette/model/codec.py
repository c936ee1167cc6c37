"""Nouns to JSON and back, without loss.

There is one encoder and one decoder per class, written from its type hints on first use and
compiled, as dataclasses and attrs do with `__init__`: an analysis holds thousands of fields, and
a generic walk over them costs several times as much as the parse of its JSON.

Two forms are written and both are read: `to_data` holds every field, for readers that know
nothing of our defaults; `dumps` leaves out what stands at its default, for the store. A changed
default therefore changes what a stored noun means: add a field instead.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from vedette.errors import InvalidNoun

Noun = TypeVar("Noun")
Coder = Callable[[Any], Any]
_PLAIN = (str, int, float, bool)
_EMPTY = (None, (), "", False, 0)  # defaults that a bare truth test tells from other values


def to_data(noun: Any) -> Any:
    """Return a noun as dictionaries, lists, strings, numbers, booleans and None.

    Every field is there. A tuple or list of nouns gives a list.
    """
    if isinstance(noun, (tuple, list)):
        return [to_data(each) for each in noun]
    return _encode(noun, in_full=True)


def from_data(cls: type[Noun], data: Any) -> Noun:
    """Build a noun of this class from `to_data`'s or `dumps`'s form; unknown keys are ignored.

    Raises InvalidNoun when the data are not those of such a noun.
    """
    key: Any = cls
    try:
        noun: Noun = _decoder(key)(data)
    except InvalidNoun:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidNoun(f"not the data of a {cls.__name__}: {error!r}") from error
    return noun


def dumps(noun: Any) -> str:
    """Return the compact JSON text of a noun; the same noun always gives the same text."""
    return write(_encode(noun, in_full=False))


def write(data: Any) -> str:
    """Return JSON text without blanks that can be encoded as UTF-8."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair survives only as an escape
        return json.dumps(data, separators=(",", ":"))
    return text


def compact(noun: Any) -> Any:
    """Return a noun as `dumps` writes it, before it becomes text."""
    return _encode(noun, in_full=False)


def loads(cls: type[Noun], text: str) -> Noun:
    """Build a noun of this class from JSON text; raises InvalidNoun where that fails."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InvalidNoun(f"not the JSON of a {cls.__name__}: {error}") from error
    return from_data(cls, data)


# ---- encoders ----------------------------------------------------------------------------------


def _encode(noun: Any, *, in_full: bool) -> Any:
    cls: Any = type(noun)
    return _encoder(cls, not in_full)(noun)


@cache
def _encoder(cls: Hashable, compact: bool) -> Coder:
    known = _noun_class(cls)
    names: dict[str, Any] = {}
    hints = get_type_hints(known)
    body = ["def encode(noun):", " data = {"]
    late = []
    for each in fields(known):
        if compact and each.default is not MISSING:
            late += _write_unless_default(each, hints[each.name], names)
        else:
            written = _encoded(f"noun.{each.name}", hints[each.name], names, compact)
            body.append(f"  {each.name!r}: {written},")
    return _compile([*body, " }", *late, " return data"], "encode", names)


def _write_unless_default(field: Field[Any], hint: Any, names: dict[str, Any]) -> list[str]:
    written = _encoded("value", hint, names, True)
    default = f"default_{field.name}"
    names[default] = field.default
    differs = f"value is not {default} and value != {default}"
    if field.default is None:
        differs = "value is not None"
    elif any(field.default is empty for empty in _EMPTY) and not _is_optional(hint):
        differs = "value"
    return [f" value = noun.{field.name}", f" if {differs}: data[{field.name!r}] = {written}"]


def _encoded(place: str, hint: Any, names: dict[str, Any], compact: bool) -> str:
    if _is_optional(hint):
        inner = _encoded(place, _inside(hint), names, compact)
        return inner if inner == place else f"(None if {place} is None else {inner})"
    if get_origin(hint) is tuple:
        return _encoded_tuple(place, get_args(hint), names, compact)
    if hint in _PLAIN:
        return place
    if issubclass(hint, Enum):
        return f"{place}._value_"
    if issubclass(hint, date):  # a datetime is one
        return f"{place}.isoformat()"
    return f"{_named(hint, names, _encoder(hint, compact))}({place})"


def _encoded_tuple(place: str, parts: tuple[Any, ...], names: dict[str, Any], compact: bool) -> str:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = _encoded("each", parts[0], names, compact)
        return f"list({place})" if inner == "each" else f"[{inner} for each in {place}]"
    inside = [_encoded(f"{place}[{i}]", part, names, compact) for i, part in enumerate(parts)]
    return f"[{', '.join(inside)}]"


# ---- decoders ----------------------------------------------------------------------------------


@cache
def _decoder(cls: Hashable) -> Coder:
    known = _noun_class(cls)
    names: dict[str, Any] = {"noun": known, "missing": MISSING}
    hints = get_type_hints(known)
    body = ["def decode(data):", " get = data.get", " return noun("]
    body += [
        f"  {each.name}={_decoded_field(each, hints[each.name], names)}," for each in fields(known)
    ]
    return _compile([*body, " )"], "decode", names)


def _decoded_field(field: Field[Any], hint: Any, names: dict[str, Any]) -> str:
    key = repr(field.name)
    if field.default is MISSING:
        return _decoded(f"data[{key}]", hint, names)
    default = f"default_{field.name}"
    names[default] = field.default
    read = _decoded("value", hint, names)
    if read == "value":
        return f"get({key}, {default})"
    if field.default is None:
        return (
            f"None if (value := get({key})) is None else {_decoded('value', _inside(hint), names)}"
        )
    return f"{default} if (value := get({key}, missing)) is missing else {read}"


def _decoded(place: str, hint: Any, names: dict[str, Any]) -> str:
    if _is_optional(hint):
        inner = _decoded("held", _inside(hint), names)
        return place if inner == "held" else f"(None if (held := {place}) is None else {inner})"
    if get_origin(hint) is tuple:
        return _decoded_tuple(place, get_args(hint), names)
    if hint in _PLAIN:
        return place
    if issubclass(hint, Enum):
        members = f"members_{hint.__name__}"
        names[members] = {member.value: member for member in hint}
        return f"{members}[{place}]"
    if issubclass(hint, date):
        kind = "datetime" if issubclass(hint, datetime) else "date"
        names[kind] = datetime if kind == "datetime" else date
        return f"{kind}.fromisoformat({place})"
    return f"{_named(hint, names, _decoder(hint))}({place})"


def _decoded_tuple(place: str, parts: tuple[Any, ...], names: dict[str, Any]) -> str:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = _decoded("each", parts[0], names)
        # A list inside tuple(...) is quicker than a generator.
        return f"tuple({place})" if inner == "each" else f"tuple([{inner} for each in {place}])"
    inside = [_decoded(f"{place}[{i}]", part, names) for i, part in enumerate(parts)]
    return f"({', '.join(inside)},)"


# ---- both --------------------------------------------------------------------------------------


def _noun_class(cls: Hashable) -> Any:
    if isinstance(cls, type) and is_dataclass(cls):
        return cls
    raise TypeError(f"the codec writes nouns, not {cls}")


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _inside(hint: Any) -> Any:
    inside = [part for part in get_args(hint) if part is not type(None)]
    if len(inside) != 1 or len(get_args(hint)) != 2:
        raise TypeError(f"the codec knows one type or None, not {hint}")
    return inside[0]


def _named(cls: type, names: dict[str, Any], coder: Coder) -> str:
    name = f"code_{cls.__module__.replace('.', '_')}_{cls.__name__}"
    names.setdefault(name, coder)
    return name


def _compile(lines: Iterable[str], name: str, names: dict[str, Any]) -> Coder:
    exec("\n".join(lines), names)  # noqa: S102 - the source is made here, from our own classes
    made: Coder = names[name]
    return made
