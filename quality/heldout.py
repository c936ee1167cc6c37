"""How the check judges summaries whose documents its weights did not learn from.

The weights that ship were fitted on the development parts of SummEdits and QAGS, so the plain
measures on those know their documents. Here weights are fitted anew without a twelfth of the
documents, twelve times over, on all sets that lie beside each other; and beside that stands what
the rules of values do alone, which have seen no label at all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

MEASURES = (
    "unlabelled_balanced_accuracy",
    "held_out_balanced_accuracy",
    "held_out_consistent_passed",
    "held_out_inconsistent_caught",
)


@cache
def held_out(data: Path) -> dict[str, dict[str, float]]:
    """Return the measures in per cent of each set that lies in a folder."""
    from training.checking import labelled, weigh

    rows = list(labelled.rows(data))
    found = weigh.measured(rows, weigh.cross_validated(rows, weigh.table(rows)))
    return {name: {m: values[m] for m in MEASURES} for name, values in found.items()}
