"""Where a brief may be printed to."""

from __future__ import annotations

import io
import sys

import pytest

from vedette.cli.printing import _require_readable
from vedette.errors import BadArgumentError
from vedette.export.briefs.formats import FORMATS


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_is_shown_text_alone(monkeypatch):
    monkeypatch.setattr(sys, "stdout", _Terminal())
    with pytest.raises(BadArgumentError, match=r"--to brief\.docx"):
        _require_readable(FORMATS["docx"], "-")
    _require_readable(FORMATS["md"], "-")
    _require_readable(FORMATS["pdf"], "brief.pdf")


def test_a_pipe_takes_any_format(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    _require_readable(FORMATS["pdf"], "-")
