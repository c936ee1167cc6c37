"""The `vedette` command. Each command parses, calls `run`, and shows."""

from __future__ import annotations

import os
import sys

from vedette.cli import commands
from vedette.cli.app import INTERRUPTED, NOT_SUPPORTED, STRICT_FAILED, app
from vedette.errors import VedetteError

__all__ = ["INTERRUPTED", "NOT_SUPPORTED", "STRICT_FAILED", "app", "commands", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every mistake ends in one line and a fixed exit code."""
    try:
        app(args=arguments, standalone_mode=True)
    except VedetteError as error:
        print(f"vedette: {error.line()}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("vedette: interrupted; what was stored stays", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("VEDETTE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        hint = "Set VEDETTE_DEBUG=1 to see where, and please report it."
        print(f"vedette: a fault in Vedette: {what}. {hint}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
