"""The briefs of the example corpus: written as of three days, compared, and held against the facts.

`capture` writes them once, with everything the page shows; the page is made from what it kept.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from calendar import month_name
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docs.making.examples import CAPTURED
from docs.making.markdown import cell, table

KEPT = CAPTURED / "briefs.json"
ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "examples" / "zapad-2025"
FACTS = ROOT / "tests" / "acceptance" / "zapad_rows.toml"
SUBJECT = "Zapad-2025"
DATES = ("2025-09-11", "2025-09-13", "2025-09-17")
LONGEST = 160  # code points of a quotation in a table
Data = dict[str, Any]


def shown(what: str) -> str:
    """Return one part of the page: "brief DAY", "changed DAY", "lines DAY", or "facts"."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    kind, _, day = what.partition(" ")
    if kind == "facts":
        return _facts(kept["facts"])
    if kind == "changed":
        return _changed(kept["briefs"], day)
    return {"brief": _text, "lines": _lines}[kind](kept["briefs"][day])


# ---- the page ----------------------------------------------------------------------------------


def _text(brief: Data) -> str:
    top = brief["lines"]
    head = next(line["text"] for line in top if line["part"] == "headline")
    deck = " ".join(line["text"] for line in top if line["part"] == "deck")
    parts = [f"> **{head}**", ">", *([f"> *{deck}*", ">"] if deck else [])]
    for heading in brief["headings"]:
        text = " ".join(line["text"] for line in top if line["part"] == heading)
        parts += [f"> **{heading}.** {text}", ">"]
    return "\n".join(parts[:-1])


def _lines(brief: Data) -> str:
    rows = [
        (
            n,
            line["text"],
            "<br>".join(line["carriers"]),
            "<br>".join(line["words"]),
            line["verdict"],
        )
        for n, line in enumerate(brief["lines"], 1)
    ]
    return table(("", "sentence", "carrier", "words", "verdict"), rows)


def _changed(briefs: Data, day: str) -> str:
    """Tell which sentences a brief has that the one before has not, and which are gone."""
    before = briefs[DATES[DATES.index(day) - 1]]
    old = [line["text"] for line in before["lines"]]
    new = [line["text"] for line in briefs[day]["lines"]]
    come = [f"- new: {cell(text)}" for text in new if text not in old]
    gone = [f"- gone: {cell(text)}" for text in old if text not in new]
    return "\n".join([*come, *gone])


def _facts(facts: list[Data]) -> str:
    rows = [
        (f["row"], f["quote"], f["report"], f["sentence"] or f"left out: {f['why']}") for f in facts
    ]
    return table(("fact", "words", "report", "sentence of the full brief"), rows)


# ---- what it is made of ------------------------------------------------------------------------


def capture() -> None:
    """Write the briefs of the example corpus, and keep what the page shows of them."""
    from vedette.run import queries
    from vedette.run.config import Settings
    from vedette.run.ingest import ingest
    from vedette.store.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store=str(Path(folder) / "zapad.db"))
        with open_store(settings.store) as store:
            ingest([str(CORPUS)], store=store, model=settings.model)
            briefs = {}
            for day in DATES:
                with queries.view_of(store, queries.parse_moment(day)) as view:
                    briefs[day] = _brief(view, settings, "page")
            with queries.view_of(store, queries.Moment()) as view:
                facts = list(_told(view, settings))
    kept = {"briefs": briefs, "facts": facts}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _brief(view: Any, settings: Any, length: str) -> Data:
    from vedette.run import briefs
    from vedette.run.briefs import Wish

    found = briefs.brief(view, SUBJECT, settings=settings, wish=Wish(length=length))
    reports = briefs.reports_of(found, view)
    parts = [("headline", found.headline), *(("deck", one) for one in found.deck)]
    parts += [(s.heading, one) for s in found.sections for one in s.sentences]
    return {
        "headings": [s.heading for s in found.sections],
        "lines": [_line(part, one, reports) for part, one in parts],
    }


def _line(part: str, sentence: Any, reports: Any) -> Data:
    from vedette.model.words import day, folded

    cited = [(reports[one.report_id], one.span) for one in sentence.evidence]
    carriers = [f"{report.publisher}, {day(report.published)}" for report, _ in cited]
    return {
        "part": part,
        "text": sentence.text,
        "carriers": list(dict.fromkeys(carriers)) or [sentence.searched],
        "words": [folded(span.quote, LONGEST) for _, span in cited],
        "verdict": "supported" if cited else "found nowhere",
    }


def _told(view: Any, settings: Any) -> Iterator[Data]:
    """Yield each fact with the sentence of the full brief that tells it, or why none does."""
    from vedette.run import briefs, queries
    from vedette.run.briefs import Wish

    found = briefs.brief(view, SUBJECT, settings=settings, wish=Wish(length="full"))
    ledger = queries.board(view, SUBJECT, conventions=queries.conventions_of(settings))
    files = {text: path.name for path in CORPUS.glob("*.txt") if (text := _url(path))}
    by_file = {files.get(one.url, ""): one for one in view.reports()}
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))["row"]
    told = [_sentence(one, by_file.get(one["report"]), ledger, found.sentences) for one in facts]
    for fact, sentence in zip(facts, told, strict=True):
        report = by_file.get(fact["report"])
        others = [(f, t) for f, t in zip(facts, told, strict=True) if t]
        yield {
            "row": fact["row"],
            "quote": fact["quote"],
            "report": fact["report"],
            "sentence": sentence,
            "why": "" if sentence else why_left_out(fact, report.text if report else "", others),
        }


def _sentence(fact: Data, report: Any, ledger: Any, sentences: Any) -> str:
    """Return the sentence that cites the words of a fact and says its number, "" for none."""
    places = _places(report, fact["quote"], ledger) if report else []
    found = [s.text for s in sentences if tells(s.text, fact) and _cites(s, places)]
    return min(found, key=lambda text: not _is_by(text, fact), default="")


def _is_by(text: str, fact: Data) -> bool:
    """Tell whether a sentence begins with who speaks, by the last word of his name."""
    name = fact["speaker"].split()[-1:]
    return bool(name) and name[0] in text.split(",", maxsplit=1)[0].split()


def tells(text: str, fact: Data) -> bool:
    """Tell whether a sentence has the numbers of a fact; of a change, its words."""
    if "change" in fact:
        return any(word in text for word in ("half", "halved", "per cent"))
    if "comparative" in fact:
        return any(word in text for word in ("higher", "lower", "more", "fewer"))
    ends = {int(fact[end]) for end in ("low", "high") if end in fact}
    if "thousand" in fact["quote"] and fact.get("low") != fact.get("high"):
        return "thousand" in text or all(f"{end:,}" in text for end in ends)
    return bool(ends) and all(_says(text, end) for end in ends)


def _says(text: str, number: int) -> bool:
    """Tell whether a sentence has a number that is no day of a month."""
    words, months = {3: "three", 6: "six"}, "|".join(month_name[1:])
    forms = [f"{number:,}", f"{number // 1_000} thousand", words.get(number, f"{number:,}")]
    ends = rf"(?![\d,]\d|\d| (?:{months}))"
    return any(re.search(rf"(?<![\d,]){one}{ends}", text) for one in forms)


def why_left_out(fact: Data, text: str, told: Sequence[tuple[Data, str]]) -> str:
    """Return why no sentence tells a fact, of the facts that are told with their sentences."""
    return next(_reasons(fact, text, [one for one, _ in told]))


def _reasons(fact: Data, text: str, told: Sequence[Data]) -> Iterator[str]:
    if "errs" in fact:
        yield f"the report errs: {fact['errs']}"
    if fact.get("gloss"):
        yield "the outlet's gloss inside a quotation"
    if not fact["activity"]:
        yield "said of no single exercise"
    if not fact["activity"].startswith(SUBJECT.partition("-")[0]):
        yield f"said of another exercise, {fact['activity']}"
    if "ordinal" in fact:
        yield "no number of anything: it says which train"
    yield from (f"the same as in {f['report']}" for f in told if _is_same(f, fact, by="speaker"))
    yield from (f"the number is told as given by {f['speaker']}" for f in told if _is_same(f, fact))
    if fact["activity"] not in {SUBJECT, *_sentence_of(text, fact["quote"]).split()}:
        yield f"of {fact['activity']}, which its sentence does not name"
    if not fact["speaker"][:1].isupper() or fact["speaker_kind"] in ("group", "unnamed"):
        yield "said by nobody in particular"
    if "change" in fact:
        yield "the change is told in other words of the same side"
    yield "no wording of it is carried by the sentence alone"


def _is_same(one: Data, fact: Data, *, by: str = "place") -> bool:
    """Tell whether two facts are the same number of the same thing, told `by` the same."""
    keys = ("low", "high", "bound", "counted", "activity", "place", by)
    return one is not fact and "change" not in fact and all(one.get(k) == fact.get(k) for k in keys)


def _sentence_of(text: str, quote: str) -> str:
    start = text.index(quote)
    first = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    ends = [at for mark in (". ", "\n") if (at := text.find(mark, start)) >= 0]
    return text[first : min(ends, default=len(text))]


def _url(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    return next((one.removeprefix("url:").strip() for one in lines if one.startswith("url:")), "")


def _places(report: Any, quote: str, ledger: Any) -> list[tuple[str, int, int]]:
    """Return where the words of a fact stand, and where the same utterance is carried elsewhere."""
    start = report.text.index(quote)
    here = (report.id, start, start + len(quote))
    same = [row for row in ledger.rows if any(_is_at(c, here) for c in row.carriers)]
    return [here, *((c.report_id, c.span.start, c.span.end) for row in same for c in row.carriers)]


def _is_at(carrier: Any, place: tuple[str, int, int]) -> bool:
    report_id, start, end = place
    return carrier.report_id == report_id and carrier.span.start < end and start < carrier.span.end


def _cites(sentence: Any, places: list[tuple[str, int, int]]) -> bool:
    """Tell whether a sentence cites the words of a fact."""
    return any(
        one.report_id == report_id and one.span.start <= start and end <= one.span.end
        for one in sentence.evidence
        for report_id, start, end in places
    )
