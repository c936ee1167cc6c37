"""The same over sentences of our own briefs: against the words that each cites, and the store.

The store is the example corpus. Sentences are taken from its briefs of all lengths. Some tell of
all reports on the subject ("no report says"): no cited words can carry those, and the store is
asked alone. They are counted too, and once more apart (`reckoned`).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality.corruptions.choose import Change, changes
from quality.corruptions.corrupt import CORRUPTIONS
from quality.corruptions.measure import checked, is_supported
from quality.corruptions.reword import REWORDINGS
from quality.corruptions.texts import MODEL, Document
from quality.texts import plain_report
from vedette.brief.check.bits import bits_of
from vedette.brief.check.gate import Cited
from vedette.brief.check.reported import is_outlet
from vedette.brief.tallies import tally_of
from vedette.model import BriefSentence
from vedette.run.briefs import Wish, brief
from vedette.run.checking import understood
from vedette.run.config import load_settings
from vedette.run.examples import example_folder
from vedette.run.gating import gate_for
from vedette.run.ingest import ingest
from vedette.store.store import open_store
from vedette.store.view import View

SUBJECTS = ("Zapad-2025",)
LENGTHS = ("short", "page", "full")
MOST = 200  # changes of each kind
_PARTIES = ("organisation/", "state/", "person/")  # ids of those who are no outlets


@dataclass(frozen=True)
class Own:
    """Hold a sentence of a brief as a text of its own, with the words that it cites."""

    document: Document
    cited: tuple[Cited, ...]


def score() -> tuple[int, dict[str, float]]:
    """Return the number of changed sentences and the measures in per cent."""
    with tempfile.TemporaryDirectory() as home, open_store(f"{home}/store.db") as store:
        ingest([str(example_folder())], store=store, model=MODEL)
        with store.view() as view:
            own = list(_sentences(view, Path(home) / "store.db"))
            return _measured(own, view)


def _measured(own: list[Own], view: View) -> tuple[int, dict[str, float]]:
    documents = [one.document for one in own]
    cited = {one.document.name: one.cited for one in own}
    gate = gate_for(MODEL)
    found: dict[str, list[bool]] = {}

    def note(name: str, text: str, document: Document) -> None:
        reckoned = tally_of(document.report.text) is not None
        in_store = not is_supported(checked(text, view))
        found.setdefault(f"{name}_store", []).append(in_store)
        if reckoned:
            found.setdefault(f"{name}_reckoned", []).append(in_store)
        else:
            one = gate.check(text, cited[document.name])
            found.setdefault(f"{name}_cited", []).append(not is_supported(one))

    every: list[Change] = []
    for name, rules in (("caught", CORRUPTIONS), ("refused", REWORDINGS)):
        made = [c for c in changes(documents, rules, MOST) if not _is_of_outlet(c, cited)]
        every += made
        for change in made:
            note(name, change.made.text, change.source.document)
    for document in documents:
        note("refused_unchanged", document.report.text, document)
    return len(every), {
        "sentences": len(own),
        **{name: 100 * sum(rows) / len(rows) for name, rows in found.items()},
        **{f"n_{name}": len(rows) for name, rows in found.items()},
    }


def _is_of_outlet(change: Change, cited: Mapping[str, Sequence[Cited]]) -> bool:
    """Tell whether a change only leaves out which outlet says in its own voice what it says.

    That is no corruption: what a report says itself carries a sentence that says so itself.
    """
    if change.made.rule != "unsaid":
        return False
    document = change.source.document
    text = document.report.text
    outlets = [bit.outlet for bit in bits_of(text, 0, len(text)) if bit.outlet]
    speakers = [a.speaker for a in document.analysis.attributions if a.speaker]
    reports = [one.report for one in cited[document.name]]
    if any((one.id or "").startswith(_PARTIES) for one in speakers):
        return False
    return any(is_outlet(r, o) for r in reports for o in outlets)


def _sentences(view: View, store: Path) -> Iterator[Own]:
    """Yield the sentences of the briefs, each once."""
    settings = load_settings(store=str(store))
    seen: set[str] = set()
    for subject in SUBJECTS:
        for length in LENGTHS:
            made = brief(view, subject, settings=settings, wish=Wish(length=length))
            for sentence in made.sentences:
                if sentence.text not in seen:
                    seen.add(sentence.text)
                    yield _own(sentence, view)


def _own(sentence: BriefSentence, view: View) -> Own:
    text = sentence.text if sentence.text.endswith(".") else f"{sentence.text}."
    report = plain_report(text)
    ids = list(dict.fromkeys(one.report_id for one in sentence.evidence))
    known = {report.id: (report, analysis) for report, analysis in view.analyses(report_ids=ids)}
    cited = tuple(
        Cited(*known[one.report_id], one.span)
        for one in sentence.evidence
        if one.report_id in known
    )
    return Own(Document(report.id, report, *understood(report, MODEL)), cited)


if __name__ == "__main__":
    number, shares = score()
    print(json.dumps({"set": "corruptions of briefs", "n": number, "measures": shares}))
