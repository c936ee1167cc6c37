"""The reference of the command line, from the command line's own help."""

from __future__ import annotations

from functools import cache
from typing import Any

import typer

from docs.making.markdown import block, code, table
from vedette.cli.main import app
from vedette.run.config import DEFAULT_MODEL, DEFAULT_STORE, Settings

WIDTH = 88  # columns of a help text, whatever the terminal has
PROGRAM = "vedette"

# Setting -> (what it is, the option and the variable that set it, its default)
SETTINGS = {
    "store": ("the store: a path or a `postgresql://` URL", "--store", "VEDETTE_STORE"),
    "model": ("the spaCy package that parses English", "", "VEDETTE_MODEL"),
    "conventions": ("a file that replaces the shipped conventions of comparing", "", ""),
}
_DEFAULTS = {"store": DEFAULT_STORE, "model": DEFAULT_MODEL, "conventions": ""}


@cache
def commands() -> dict[str, Any]:
    """Return the commands in the order of the program's own list."""
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def help_of(name: str) -> str:
    """Return the help of a command ("accounts add"), or of the program for "", as a block."""
    command: Any = typer.main.get_command(app)
    for word in name.split():
        command = command.commands[word]
    path = f"{PROGRAM} {name}".strip()
    context = command.make_context(
        path, [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    return block("\n".join(line.rstrip() for line in command.get_help(context).splitlines()))


def settings_table() -> str:
    """Return the settings with what can set them."""
    rows = []
    for name in Settings.__dataclass_fields__:
        what, option, variable = SETTINGS[name]
        default = _DEFAULTS[name]
        shown = [code(word) if word else "–" for word in (option, variable, default)]
        rows.append((code(name), what, *shown))
    return table(("key in `vedette.toml`", "what", "option", "variable", "default"), rows)
