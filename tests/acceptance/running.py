"""Run the command line as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys


def vedette(*arguments, cwd, **more):
    return subprocess.run(
        [sys.executable, "-m", "vedette.cli.main", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=environment(),
        **more,
    )


def environment():
    """Return the environment of the tests without a store of its own."""
    return {**os.environ, "VEDETTE_STORE": ""}


STORY = """publisher: Example Wire
url: https://example.org/one
date: 2025-09-16
headline: Ministry denies report on losses

VILNIUS (Example Wire) - About 500 soldiers arrived in Lithuania on Monday, the ministry said.

The ministry denied that any had been hurt. Spokesman Jonas Petraitis declined to comment.
"""
