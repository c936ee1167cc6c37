"""Let a language model reword a brief, and let nothing of it stand that does not pass the check."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import check
from vedette.brief.check.gate import Cited, composed
from vedette.brief.check.judge import Bar
from vedette.brief.check.passages import passages
from vedette.brief.rewriting.answer import Answer, Unreadable, read_answer
from vedette.brief.rewriting.ask import Asked, ask
from vedette.brief.rewriting.same import changed
from vedette.brief.rewriting.weave import MOST_FOR_ONE, Gate, unanswered, weave
from vedette.errors import BadArgumentError
from vedette.model import Analysis, Brief, Checked, Evidence, Finding, Reading, Report
from vedette.model.words import count
from vedette.run.checking import understood
from vedette.run.completions import Line, NoAnswer, complete, line_to
from vedette.run.config import RewritingSettings, Settings
from vedette.run.gating import gate_for
from vedette.store.view import View


def reworded(
    brief: Brief,
    view: View,
    settings: Settings,
    *,
    keep: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Brief:
    """Return a brief of a view as the configured language model words it, as far as that passes.

    Raises BadArgumentError where no model is configured, before anything else is done.
    """
    line_to(settings.rewriting)
    cited = sorted({one.report_id for one in brief.notes})
    gate = gate_of(list(view.analyses(report_ids=cited)), model=settings.model)
    return rewritten(brief, settings.rewriting, gate, keep=keep, tell=tell)


def rewritten(
    brief: Brief,
    settings: RewritingSettings,
    gate: Gate,
    *,
    keep: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
    environ: Mapping[str, str] = os.environ,
) -> Brief:
    """Return a brief as the configured language model words it, as far as its words pass.

    Without an answer that can be read, the brief stands in our own words and says why. `tell` is
    told what is sent, and where to, before it is. With `keep`, what was sent and what came back
    is written to a file. Raises BadArgumentError where no model is configured.
    """
    line = line_to(settings, environ)
    asked = ask(brief, language=_named(line.language))
    if not asked.ours:
        return unanswered(brief, asked, model=line.model, trouble="there is nothing to reword")
    what = f"{count(len(asked.ours), 'sentence')} and {count(asked.quotes, 'quote')}"
    tell(f"Sending {what} to {line.model} at {line.host}")
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

# All of a rewording must be ours, and all of ours in it: nothing is a matter of degree.
_WHOLE = Bar(1.0, verb=False, sure=0.0)


def gate_of(items: Sequence[tuple[Report, Analysis]], *, model: str) -> Gate:
    """Return the gate for briefs that cite these reports."""
    known = {report.id: (report, analysis) for report, analysis in items}
    composed_gate = gate_for(model)

    @cache
    def read(text: str) -> tuple[Reading, Analysis]:
        return understood(composed(text), model)

    def holds(text: str, evidence: Sequence[Evidence]) -> list[Checked]:
        cited = [Cited(*known[one.report_id], one.span) for one in evidence]
        return [*composed_gate.check(text, cited), *_idle(*read(text))]

    def tells(text: str, others: Sequence[str]) -> list[Checked]:
        pool = Pool(p for each in others for p in passages(*read(each)))
        return list(check(passages(*read(text)), pool, "the other wording", _WHOLE))

    def change(ours: Sequence[str], told: Sequence[str]) -> str | None:
        return changed([read(text)[1] for text in ours], [read(text)[1] for text in told])

    return Gate(holds, tells, change)


def _idle(reading: Reading, analysis: Analysis) -> Iterator[Checked]:
    """Yield the sentences that the check passes over, for they say nothing it could look for."""
    said = {passage.sentence for passage in passages(reading, analysis)}
    for sentence in reading.sentences:
        if sentence not in said:
            words = reading.span(sentence.start, sentence.end)
            yield Checked(words, Finding.NOT_FOUND, "nothing in it can be checked")
