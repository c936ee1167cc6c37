"""What Vedette understands: a manual from the tables and names of the tests in `tests/spec`."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from docs.making.markdown import cell, table, words
from vedette.model import Row, Speaker

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "spec"
CHAPTERS = {
    "attribution": "Who says what",
    "denial": "Denials, doubts, silences",
    "modality": "How surely it is said",
    "bad_speech": "Untidy marks, transcripts, lists",
    "bad_speech_anything": "Any text at all",
    "speakers": "Whose words they are",
    "figures": "Figures",
    "scope": "What a figure counts",
    "dates": "Dates",
    "dates_stretches": "Stretches of time and times of day",
    "dates_unknown": "Times that cannot be told",
    "places": "Places",
    "things": "Things and names",
    "reprints": "Reprints",
    "origins": "Texts that several reports go back to",
    "stories": "Stories",
    "incidents": "Incidents",
    "verdicts": "How two figures stand to each other",
    "ledger": "The board",
    "sums": "Parts and their whole",
    "histories": "How a number went over time",
    "statements": "One saying in several reports",
    "denials_tied": "What a denial denies",
    "changes": "Changes between two pictures",
    "first_and_editions": "Firsts, editions and gaps",
    "vanished": "What a newer version no longer says",
    "rewriting": "What a language model may reword",
}
# In these chapters a test sets up reports and rows; the strings in it are props, not examples.
_WITHOUT_EXAMPLES = {
    *(
        "reprints",
        "origins",
        "stories",
        "incidents",
        "verdicts",
        "ledger",
        "histories",
        "statements",
    ),
    *("denials_tied", "changes", "first_and_editions", "vanished", "rewriting"),
}

# Names of columns, by the columns as the tests spell them in a comment or in their parameters.
HEADS: dict[str, tuple[str, ...]] = {
    "a sentence has source cue and content": ("sentence", "source", "cue", "content"),
    "the cue tells the act": ("sentence", "act", "content"),
    "words of speech in other use report nothing": ("sentence",),
    "a denial rejects its content": ("sentence", "content"),
    "a silence asserts nothing": ("sentence", "cue", "content"),
    "hedges lower certainty and are kept as cues": ("sentence", "certainty", "cues"),
    "tense counts from the moment of saying": ("sentence", "tense"),
    "a source phrase becomes a speaker": ("sentence", "speaker", "kind", "state", "identified"),
    "a figure has value bound class and owner": (
        *("sentence", "number", "low", "high", "bound", "counted", "unit", "of", "strength"),
    ),
    "dates names and ages are no figures": ("sentence",),
    "a bracket names what a bare number counts": ("sentence", "number", "counted", "of"),
    "a part points to its whole": ("sentence", "part", "whole"),
    "figures side by side are no parts": ("sentence",),
    "a change keeps direction base and outcome": (
        *("sentence", "number", "value", "direction", "factor", "amount", "from", "to"),
        "nearness",
    ),
    "what cannot be decided is said": ("sentence", "reason"),
    "a figure counts in the exercise named nearest": ("sentence", "number", "activity"),
    "a place in the clause is the place of the figure": ("sentence", "number", "place"),
    "a stated whole is not assumed": ("sentence",),
    "whose forces are counted": ("sentence", "number", "force"),
    "what befalls the things counted is their role": ("sentence", "number", "role"),
    "the verb tells the stage": ("sentence", "number", "stage"),
    "what a number rests on": ("sentence", "number", "basis"),
    "persons ships exercises and bodies are no places": ("sentence",),
    "parts called the whole add up and others may fall short": ("words", "parts", "outcome"),
    "paraphrases that part in one word that matters are two utterances": (
        *("what differs", "one saying", "another"),
    ),
    "what changes the matter is flagged": ("code", "one report", "another"),
    "of a type what stands in one sentence with it answers": ("sentence", "crossings given by"),
    "the worked pairs come out as written": ("a", "b", "verdict", "force", "code", "reason"),
}
_NAMES = {
    "text": "sentence", "type_": "type", "own": "id", "name": "name", "words": "words",
    "row": "sentence", "pair": "sentence",
}  # fmt: skip
# What the name of a function cannot spell.
_SPELT = {
    r"\bbaltic\b": "Baltic",
    r"\b(outlet|speaker)s (?=(?:own|later)\b)": r"\1's ",
    r"\b(nobody|agency)s\b": r"\1's",
    r"\bis the outlets$": "is the outlet's",
}
_LONGEST_CELL = 600  # code points; what is longer is a test of length, and no sentence
_SENTENCE = re.compile(r"[“\"A-Z].*\s.*[.?!][”\"]?", re.DOTALL)

Test = Callable[..., Any]


def chapters() -> str:
    """Return all chapters, each with its tables and the rest as a list of sentences."""
    names = [*CHAPTERS, *sorted(_unlisted())]
    return "\n\n".join(_chapter(name) for name in names)


def contents() -> str:
    """Return the table of contents."""
    titles = map(title_of, (*CHAPTERS, *sorted(_unlisted())))
    return "\n".join(f"- [{title}](#{title.lower().replace(' ', '-').replace(',', '')})"
                     for title in titles)  # fmt: skip


def title_of(name: str) -> str:
    """Return the title of a chapter; a test file without one lends its name."""
    return CHAPTERS.get(name) or name.replace("_", " ").capitalize()


def _unlisted() -> set[str]:
    return {path.stem.removeprefix("test_") for path in FOLDER.glob("test_*.py")} - set(CHAPTERS)


def _chapter(name: str) -> str:
    module = _module(f"test_{name}")
    tables, sentences, shown = [], [], []
    for test in _tests(module):
        title = said(test)
        values = _values(test)
        if values is not None and values not in shown:
            shown.append(values)
            tables.append(f"### {title[:1].upper()}{title[1:]}\n\n{_table(test, values)}")
        else:
            sentences.append(f"- {title[:1].upper()}{title[1:]}." + _example(name, test))
    parts = [f"## {title_of(name)}", (module.__doc__ or "").strip(), *tables]
    if sentences:
        parts += ["### And also" if tables else "### Rules", "\n".join(sentences)]
    return "\n\n".join(parts)


def _module(name: str) -> ModuleType:
    for folder in (FOLDER.parent, FOLDER):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    return importlib.import_module(name)


def _tests(module: ModuleType) -> Iterator[Test]:
    for name, thing in vars(module).items():
        if name.startswith("test_") and getattr(thing, "__module__", "") == module.__name__:
            yield thing


def said(test: Test) -> str:
    """Return the claim that a test's name makes, in words."""
    claim = test.__name__.removeprefix("test_").replace("_", " ")
    for wrong, right in _SPELT.items():
        claim = re.sub(wrong, right, claim)
    return claim


def _mark(test: Test) -> Any:
    marks = [one for one in getattr(test, "pytestmark", ()) if one.name == "parametrize"]
    return marks[0] if marks else None


def _values(test: Test) -> list[tuple[Any, ...]] | None:
    """Return the rows of a test's table, None where it has none."""
    mark = _mark(test)
    if mark is None:
        return None
    given = mark.args[1]
    rows = [(key, value) for key, value in given.items()] if isinstance(given, Mapping) else given
    return [_row(_bare(one), isinstance(given, Mapping)) for one in rows]


def _bare(one: Any) -> Any:
    """Return the values of a `pytest.param`, anything else as it is."""
    return one if isinstance(one, Mapping) else getattr(one, "values", one)


def _row(value: Any, is_pair: bool) -> tuple[Any, ...]:
    if is_pair:
        key, what = value
        keys = key if isinstance(key, tuple) else (key,)
        return (*keys, *what) if isinstance(what, tuple) else (*keys, what)
    return tuple(value) if isinstance(value, tuple) else (value,)


def _table(test: Test, rows: list[tuple[Any, ...]]) -> str:
    width = max(map(len, rows))
    rows = [(*row, *("" for _ in range(width - len(row)))) for row in rows]
    heads = HEADS.get(said(test), ())
    if len(heads) != width:
        heads = _parameters(test, width)
    kept = [i for i in range(width) if any(cell(_shown(row[i])) != "–" for row in rows)]
    return table([heads[i] for i in kept], [[_shown(row[i]) for i in kept] for row in rows])


def _parameters(test: Test, width: int) -> tuple[str, ...]:
    given = _mark(test).args[0]
    names = [one.strip() for one in given.split(",")] if isinstance(given, str) else list(given)
    named = [_NAMES.get(name, name.strip("_")) for name in names[:width]]
    return (*named, *("understood" for _ in range(width - len(named))))


def _shown(value: Any) -> Any:
    if isinstance(value, Row):
        return _row_of_board(value)
    if isinstance(value, Speaker):
        return value.name
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {words(one)}" for key, one in value.items())
    if isinstance(value, str) and len(value) > _LONGEST_CELL:
        return value[:_LONGEST_CELL].rstrip() + " …"
    return value


def _row_of_board(row: Row) -> str:
    """Return a row of the board in a few words: who, how many, of what."""
    figure, scope = row.figure, row.figure.scope
    parts = [
        "own voice" if row.own_voice else "",
        f"in {scope.place}" if scope.place else "",
        f"of {' and '.join(scope.force)}" if scope.force else "",
        scope.role or "",
        scope.activity or "no exercise",
        "" if figure.stage == "unstated" else str(figure.stage),
        "" if figure.basis == "unstated" else str(figure.basis),
        str(row.uttered.start or ""),
    ]
    return f"{row.speaker.name}: “{figure.span.quote}” ({', '.join(filter(None, parts))})"


def _example(chapter: str, test: Test) -> str:
    """Return the first sentence of news that a test reads, in italics."""
    if chapter in _WITHOUT_EXAMPLES:
        return ""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(test))))
    found = sorted(
        (node.lineno, node.col_offset, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    news = next((text for _, _, text in found if _SENTENCE.fullmatch(text)), "")
    return f" *{cell(news).replace('*', '')}*" if news else ""
