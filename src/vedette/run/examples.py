"""Where the example corpus lies: inside the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

from vedette.errors import NotFoundError

EXAMPLE_SUBJECT = "Zapad-2025"
_NAME = Path("examples") / "zapad-2025"


def example_folder() -> Path:
    """Return the folder of the example reports."""
    package = Path(__file__).resolve().parents[1]
    for root in (package, package.parents[1]):
        if (root / _NAME).is_dir():
            return root / _NAME
    raise NotFoundError("the example reports are missing", next_step="Install Vedette again")
