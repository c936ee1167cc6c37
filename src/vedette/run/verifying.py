"""Verify a bundle offline: what is in it, its sentences, and what it leaves to the originals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette import __version__
from vedette.brief.check.gate import Cited
from vedette.data import data_file, read_toml
from vedette.errors import BadArgumentError, NotFoundError, UserError
from vedette.export.bundle.bag import LARGEST, NotABundle, unpack
from vedette.export.bundle.checks import Outcome, check_archive, check_bundle, matches
from vedette.export.bundle.contents import Bundle, read
from vedette.export.bundle.excerpts import Excerpt
from vedette.export.bundle.facts import Facts, small_numbers
from vedette.gather.gather import gather
from vedette.model import (
    UNKNOWN_WHEN,
    Analysis,
    BriefSentence,
    Evidence,
    Finding,
    Report,
    When,
)
from vedette.model.words import folded, short_id
from vedette.run.gating import gate_for
from vedette.store.view import View

VOCABULARY = "languages/en/brief.toml"
LONGEST = 2_000  # code points of a sentence that is parsed; a brief has none of that length
MOST = 2_000  # sentences of a brief that are parsed


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold what was checked of a bundle."""

    outcomes: tuple[Outcome, ...]

    @property
    def failures(self) -> tuple[tuple[str, str], ...]:
        """Return the failures with the name of the check."""
        return tuple((each.name, told) for each in self.outcomes for told in each.failures)

    @property
    def holds(self) -> bool:
        """Tell whether nothing failed."""
        return not self.failures


def verify(
    path: str,
    *,
    model: str | None,
    view: View | None = None,
    originals: Sequence[str] = (),
) -> Verified:
    """Check a bundle; nothing is written, and nothing but the named files is read.

    Without `model` the sentences are not checked. A `view` of a store and `originals`, files or
    folders of reports, give the texts that the bundle has only digests of. Raises
    BadArgumentError for what is no bundle at all.
    """
    try:
        opened = unpack(_bytes(path))
    except NotABundle as error:
        raise BadArgumentError(
            f"is no bundle: {error}", where=path, next_step="Make one with vedette bundle"
        ) from error
    outcomes = check_archive(opened)
    bundle, faults = read(opened.payload)
    lines = sum(data.count(b"\n") for name, data in opened.payload.items() if "json" in name)
    outcomes.append(Outcome("contents", lines, tuple(faults)))
    if bundle is not None:
        outcomes += check_bundle(bundle, opened.payload["brief.html"], program=__version__)
        if view is not None or originals:
            outcomes.append(_originals(bundle, _texts(bundle, view, originals)))
        outcomes.append(_sentences(bundle, model))
    return Verified(tuple(outcomes))


def _bytes(path: str) -> bytes:
    file = Path(path).expanduser()
    try:
        if not file.is_file():
            raise NotFoundError("no such file", where=path, next_step="Give a bundle's file")
        if file.stat().st_size > LARGEST:
            raise BadArgumentError(
                f"is larger than {LARGEST >> 20} MiB", where=path, next_step="No bundle is"
            )
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadArgumentError(f"cannot be read: {reason}", where=path) from error


# ---- the texts that are elsewhere --------------------------------------------------------------


def _texts(bundle: Bundle, view: View | None, originals: Sequence[str]) -> Mapping[str, str]:
    """Return the texts that a store or files have of the reports in a bundle."""
    texts: dict[str, str] = {}
    if view is not None:
        names = [each.id for each in bundle.excerpts]
        missing = view.missing(names)
        texts = {name: view.report(name).text for name in names if name not in missing}
    if originals:
        for item in gather(originals):
            if item.report is not None:
                texts[item.report.id] = item.report.text
    return texts


def _originals(bundle: Bundle, texts: Mapping[str, str]) -> Outcome:
    """Check what a bundle says of each report against the report's own text."""
    found = [each for each in bundle.excerpts if each.id in texts]
    failures = [told for each in found for told in _against(each, texts[each.id])]
    left = len(bundle.excerpts) - len(found)
    return Outcome("originals", len(found), tuple(failures), left, "they are not there")


def _against(each: Excerpt, text: str) -> Iterator[str]:
    name = folded(short_id(each.id), 20)
    if not matches(each, text):
        yield f"report {name}: its text has another id, digest or length"
    for p in each.passages:
        if text[p.start : p.end] != p.text:
            yield f"report {name}: “{folded(p.text, 60)}” does not stand at {p.start} to {p.end}"


# ---- the sentences -----------------------------------------------------------------------------


def _sentences(bundle: Bundle, model: str | None) -> Outcome:
    """Check each sentence against only the words it cites; an absence cites none."""
    sentences = list(enumerate(bundle.brief.sentences, 1))
    cited = [(number, one) for number, one in sentences if one.evidence]
    if model is None:
        return Outcome("sentences", 0, unchecked=len(sentences), why="nobody asked for it")
    if len(cited) > MOST or any(len(one.text) > LONGEST for _, one in cited):
        return Outcome("sentences", 0, ("they are more or longer than a brief has",))
    desk = _Desk(bundle, model)
    try:
        failures = [told for number, one in cited for told in desk.wrong(number, one)]
    except UserError as error:  # there is no such model here
        return Outcome("sentences", 0, unchecked=len(sentences), why=error.what)
    left = len(sentences) - len(cited)
    return Outcome(
        "sentences", len(cited), tuple(failures), left, "they say what no report in the store says"
    )


class _Desk:
    """Check sentences with a language model, each report put together once."""

    def __init__(self, bundle: Bundle, model: str) -> None:
        day = bundle.versions.written
        self._written = When.on(day) if day else UNKNOWN_WHEN
        self._gate = gate_for(model)
        self._facts = Facts(bundle, _vocabulary())
        self._excerpts = bundle.by_id
        self._readings = {each.report_id: each for each in bundle.readings}
        self._reports: dict[str, Report] = {}

    def wrong(self, number: int, sentence: BriefSentence) -> Iterator[str]:
        """Yield what is wrong with a sentence."""
        try:
            found = list(self._wrong(sentence))
        except UserError:
            raise
        except Exception as error:  # noqa: BLE001 -- a stranger's reading breaks what ours never do
            found = [f"its words cannot be read ({folded(str(error), 80)})"]
        yield from (f"sentence {number}: {each}" for each in found)

    def _wrong(self, sentence: BriefSentence) -> Iterator[str]:
        if sentence.carried is None:
            yield from self._unheld(sentence.text, sentence.evidence, "")
            return
        yield from self._facts.faults(sentence)
        for one in sentence.carried:
            if not set(one.evidence) <= set(sentence.evidence):
                yield "a clause stands on words that the sentence does not cite"
            elif one.speaker and not self._facts.names(sentence, one.speaker):
                yield f"“{folded(one.speaker, 60)}” does not speak in the cited words"
            else:
                yield from self._unheld(one.text, one.evidence, one.speaker)

    def _unheld(self, text: str, evidence: tuple[Evidence, ...], speaker: str) -> Iterator[str]:
        """Yield what the cited words do not carry; `speaker` names whose words they are."""
        found = self._gate.check(text, list(self._cited(evidence)), written=self._written)
        if not found:
            yield "it says nothing that can be checked"
        for one in found:
            own = speaker and one.as_said and one.reason.endswith(f" {speaker}")
            if one.finding is not Finding.SUPPORTED and not own:
                words = folded(one.sentence.quote, 100)
                yield f"{one.finding}: {folded(one.reason, 200)}: “{words}”"

    def _cited(self, evidence: Iterable[Evidence]) -> Iterator[Cited]:
        for one in evidence:
            if one.report_id not in self._reports:
                self._reports[one.report_id] = self._excerpts[one.report_id].report()
            reading = self._readings.get(one.report_id, Analysis(one.report_id))
            yield Cited(self._reports[one.report_id], reading, one.span)


def _vocabulary() -> tuple[str, ...]:
    """Return the closed list of what a composer says of its own: connectives and frames."""
    if data_file(VOCABULARY) is None:
        return small_numbers()
    tables = read_toml(VOCABULARY)
    lists = [tables.get(name, {}) for name in ("glue", "phrases", "verbs", "marked")]
    plain = tables.get("words", {}).get("plain_verbs", [])
    return (*small_numbers(), *plain, *(text for each in lists for text in _texts_in(each)))


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from re.split(r"\{\w+\}", value)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from (name, *_texts_in(each))
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
