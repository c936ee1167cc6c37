"""The reference of the command line, from the command line's own help."""

from __future__ import annotations

from functools import cache
from typing import Any

import typer

from docs.making.markdown import block, code, table
from vedette.cli.main import app
from vedette.run.config import DEFAULT_MODEL, DEFAULT_STORE, RewritingSettings, Settings

WIDTH = 88  # columns of a help text, whatever the terminal has
PROGRAM = "vedette"

# Setting -> (what it is, the option and the variable that set it, its default)
SETTINGS = {
    "store": ("the store: a path or a `postgresql://` URL", "--store", "VEDETTE_STORE"),
    "model": ("the spaCy package that parses English", "", "VEDETTE_MODEL"),
    "conventions": ("a file that replaces the shipped conventions of comparing", "", ""),
    "rewriting": ("the table of the language model that may reword briefs, see below", "", ""),
}
# Setting of the table -> (what it is, the variable that sets it)
REWRITING = {
    "address": (
        "an OpenAI-compatible server, up to its version: `http://127.0.0.1:8080/v1`",
        "VEDETTE_REWRITING_ADDRESS",
    ),
    "model": ("the name of a model there", "VEDETTE_REWRITING_MODEL"),
    "key": ("the variable that holds the key; the key itself is kept nowhere", ""),
    "timeout": ("seconds that an answer may take in all", ""),
    "language": ("a kind of English: `en`, `en-GB`, `en-US`", ""),
    "insecure": ("let quotes travel to another machine without TLS", ""),
}
_DEFAULTS = {"store": DEFAULT_STORE, "model": DEFAULT_MODEL, "conventions": "", "rewriting": ""}


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


def rewriting_table() -> str:
    """Return the settings of the table `[rewriting]`."""
    rows = []
    for name, (what, variable) in REWRITING.items():
        default = str(getattr(RewritingSettings(), name)).replace("False", "false")
        rows.append(
            (code(name), what, *(code(word) if word else "–" for word in (variable, default)))
        )
    return table(("key in `[rewriting]`", "what", "variable", "default"), rows)
