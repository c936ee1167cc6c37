"""The machine and the versions that numbers were taken with, printed beside them."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from vedette.run.config import DEFAULT_MODEL


def machine() -> dict[str, str]:
    """Return what a number depends on besides the code."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "spacy": version("spacy"),
        "model": f"{DEFAULT_MODEL} {version(DEFAULT_MODEL)}",
        "vedette": version("vedette"),
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
