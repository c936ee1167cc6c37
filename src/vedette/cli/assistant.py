"""The command `mcp`: answer a language-model assistant over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from vedette import __version__
from vedette.errors import BadArgumentError, VedetteError
from vedette.run import queries
from vedette.run.assistant import TELLS, Assistant
from vedette.run.config import Settings

INSTALL = 'pip install "vedette[mcp]"'


def serve(settings: Settings) -> None:
    """Serve until the assistant closes its end."""
    with queries.open_existing(settings):
        pass  # a store that is not there is said now, not at the first question
    server_of(settings).run("stdio")


def server_of(settings: Settings) -> Any:
    """Return a server with one tool for each question."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise BadArgumentError(
            "the server needs the package mcp, which is not installed",
            next_step=f"Install it: {INSTALL}",
        ) from error
    server: Any = MCPServer("vedette", version=__version__, instructions=TELLS, log_level="WARNING")
    assistant = Assistant(settings)
    tools = (
        assistant.search,
        assistant.claims,
        assistant.figures,
        assistant.words,
        assistant.check,
        assistant.brief,
    )
    for ask in tools:
        annotations = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        server.add_tool(_told(ask, ToolError), annotations=annotations)
    return server


def _told(ask: Callable[..., Any], error_class: type[Exception]) -> Callable[..., Any]:
    """Turn a mistake into the line that a person would read, which an assistant can act on."""

    @wraps(ask)
    def asked(*arguments: Any, **named: Any) -> Any:
        try:
            return ask(*arguments, **named)
        except VedetteError as error:
            raise error_class(error.line()) from error

    return asked
