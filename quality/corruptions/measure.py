"""Check changed sentences against one store of all texts, and count."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quality.corruptions.choose import Change
from quality.corruptions.corrupt import CORRUPTIONS
from quality.corruptions.texts import MODEL, files
from quality.texts import plain_report
from vedette.model import Checked, Finding
from vedette.run.checking import check_in_store
from vedette.run.ingest import ingest
from vedette.store.store import open_store
from vedette.store.view import View

DEVELOP, HELD_OUT = 0, 1


@dataclass(frozen=True)
class Outcome:
    """Hold a change with what the check finds of it."""

    change: Change
    found: tuple[Checked, ...]

    @property
    def is_corruption(self) -> bool:
        """Tell whether the sentence was made false."""
        return self.change.kind in CORRUPTIONS

    @property
    def is_supported(self) -> bool:
        """Tell whether all that was found of the sentence is support."""
        return is_supported(self.found)

    @property
    def is_right(self) -> bool:
        """Tell whether a corruption was caught, or a rewording let through."""
        return self.is_corruption != self.is_supported


def is_supported(found: Sequence[Checked]) -> bool:
    """Tell whether a sentence is supported, with all that it was split into."""
    return bool(found) and all(one.finding is Finding.SUPPORTED for one in found)


def outcomes(folder: Path, every: Sequence[Change]) -> list[Outcome]:
    """Check each changed sentence by itself."""
    with whole_store(folder) as view:
        return [Outcome(one, checked(one.made.text, view)) for one in every]


@contextmanager
def whole_store(folder: Path) -> Iterator[View]:
    """Open a store for the time being that holds all the texts."""
    with tempfile.TemporaryDirectory() as home:
        papers = Path(home) / "papers"
        papers.mkdir()
        for name, data in files(folder):
            (papers / f"{name}.txt").write_bytes(data)
        with open_store(str(Path(home) / "store.db")) as store:
            ingest([str(papers)], store=store, model=MODEL)
            with store.view() as view:
                yield view


def checked(sentence: str, view: View) -> tuple[Checked, ...]:
    """Return what the check finds of a sentence in the store."""
    return check_in_store(plain_report(sentence), view, model=MODEL).checked


def measures(found: Sequence[Outcome]) -> dict[str, float]:
    """Return the shares in per cent: over all, of the half held out, and by kind."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        kinds[f"{'caught' if one.is_corruption else 'refused'}_{one.change.kind}"].append(one)
    held = [one for one in found if one.change.half == HELD_OUT]
    tuned = [one for one in found if one.change.half == DEVELOP]
    return {
        "corruptions": sum(one.is_corruption for one in found),
        "rewordings": sum(not one.is_corruption for one in found),
        **_both(found, ""),
        **_both(held, "held_out_"),
        **_both(tuned, "develop_"),
        **{name.replace(" ", "_"): _share(rows) for name, rows in kinds.items()},
    }


def _both(found: Sequence[Outcome], name: str) -> dict[str, float]:
    wrong = [one for one in found if one.is_corruption]
    reworded = [one for one in found if not one.is_corruption]
    return {
        f"{name}caught": _share(wrong),
        f"{name}refused": _share(reworded),
    }


def _share(rows: Sequence[Outcome]) -> float:
    """Return how many were not supported, in per cent: caught, or refused."""
    return 100 * sum(not one.is_supported for one in rows) / len(rows) if rows else 0.0
