"""Let a language model reword a brief, and let nothing of it stand that does not pass the check."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import check
from vedette.brief.check.passages import Passage, passages
from vedette.brief.rewriting.answer import Answer, Unreadable, read_answer
from vedette.brief.rewriting.ask import Asked, ask
from vedette.brief.rewriting.weave import MOST_FOR_ONE, Gate, unanswered, weave
from vedette.errors import BadArgumentError
from vedette.model import Analysis, Block, Brief, Checked, Evidence, Finding, Report, Span, Zone
from vedette.run.checking import LANGUAGE, understood
from vedette.run.completions import Line, NoAnswer, complete, line_to
from vedette.run.config import RewritingSettings
from vedette.run.readers import reader_for


def rewritten(
    brief: Brief,
    settings: RewritingSettings,
    gate: Gate,
    *,
    keep: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Brief:
    """Return a brief as the configured language model words it, as far as its words pass.

    Without an answer that can be read, the brief stands in our own words and says why. With
    `keep`, what was sent and what came back is written to a file. Raises BadArgumentError where
    no model is configured.
    """
    line = line_to(settings, environ)
    asked = ask(brief, language=_named(line.language))
    if not asked.ours:
        return unanswered(brief, asked, model=line.model, trouble="there is nothing to reword")
    try:
        body = complete(line, asked.messages)
        if keep is not None:
            _keep(keep, line, asked, body)
        answer = _without(line.key, read_answer(body, most=MOST_FOR_ONE * len(asked.ours)))
    except (NoAnswer, Unreadable) as error:
        return unanswered(brief, asked, model=line.model, trouble=str(error))
    return weave(brief, asked, answer, gate, model=line.model)


def _without(key: str, answer: Answer) -> Answer:
    """Return the answer; what is refused is printed, and a key must not be in it."""
    texts = [one.text for one in answer.told] + [one.text for one in answer.refused]
    if key and any(key in text for text in texts):
        raise Unreadable("the answer repeats the key")
    return answer


def _named(language: str) -> str:
    kinds = {"en": "English", "en-GB": "British English", "en-US": "American English"}
    return kinds.get(language, f"English ({language})")


def _keep(path: Path, line: Line, asked: Asked, body: bytes) -> None:
    """Write the exchange to a file, without the key."""
    exchange = {
        "address": line.url,
        "model": line.model,
        "messages": asked.messages,
        "answer": body.decode("utf-8", "replace").replace(line.key or "\0", "[key]"),
    }
    try:
        path.write_text(json.dumps(exchange, indent=1), encoding="ascii")
    except OSError as error:
        step = "Give a file that can be written"
        raise BadArgumentError(
            error.strerror or str(error), where=str(path), next_step=step
        ) from error


# ---- the check ---------------------------------------------------------------------------------


def gate_of(items: Sequence[tuple[Report, Analysis]], *, model: str) -> Gate:
    """Return the gate for briefs that cite these reports."""
    known = {report.id: (report, analysis) for report, analysis in items}

    def holds(text: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        cited = [(*known[one.report_id], one.span) for one in evidence]
        pool = Pool(p for one in cited for p in _cited(*one, model))
        return _findings(text, pool, model)

    def tells(text: str, others: Sequence[str]) -> tuple[Checked, ...]:
        read = (understood(_report(each), model) for each in others)
        return _findings(text, Pool(p for one in read for p in passages(*one)), model)

    return Gate(holds, tells)


def _cited(report: Report, analysis: Analysis, span: Span, model: str) -> list[Passage]:
    """Return the sentences of the words that are cited, as they are understood in their report."""
    words = replace(report, blocks=(Block(span.zone, span.start, span.end),), language=LANGUAGE)
    return passages(reader_for(model).read(words), analysis)


def _findings(text: str, pool: Pool, model: str) -> tuple[Checked, ...]:
    """Check a text that is one sentence or more; what says nothing in it is found nowhere."""
    reading, analysis = understood(_report(text), model)
    said = passages(reading, analysis)
    found = tuple(check(said, pool, "the words it cites"))
    spans = {passage.sentence for passage in said}
    idle = [reading.span(s.start, s.end) for s in reading.sentences if s not in spans]
    return (*found, *(Checked(s, Finding.NOT_FOUND, "nothing that can be checked") for s in idle))


def _report(text: str) -> Report:
    blocks = (Block(Zone.BODY, 0, len(text)),)
    return Report(Report.make_id("", "", text), text, blocks, language=LANGUAGE)
