"""Let a language model word a brief, where the user asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from vedette.cli.console import console
from vedette.errors import BadArgumentError
from vedette.model import Brief
from vedette.run.config import Settings
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Wording:
    """Say whether a language model shall word a brief, and where the exchange is kept."""

    rewrite: bool = False
    keep: Path | None = None

    def __post_init__(self) -> None:
        if self.keep is not None and not self.rewrite:
            raise BadArgumentError(
                "there is no exchange without --rewrite", where="--keep-exchange"
            )

    def of(self, brief: Brief, view: View, settings: Settings) -> Brief:
        """Return the brief as it is wanted: in our own words, or as the model's pass the check."""
        if not self.rewrite:
            return brief
        from vedette.run.rewriting import reworded

        return reworded(brief, view, settings, keep=self.keep, tell=_tell)


OURS = Wording()


def _tell(words: str) -> None:
    """Print on standard error what is sent: standard output holds nothing but the brief."""
    console(stderr=True).print(Text(words, style="dim"))
