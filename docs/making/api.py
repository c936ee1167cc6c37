"""The reference of the API, from its own description."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from docs.making.markdown import block, code, table
from vedette.run.config import Settings
from vedette.web.api.examples import BODIES, EXAMPLES
from vedette.web.app import create_app
from vedette.web.problems import API, KINDS

COMMON = ("as_of", "by", "limit", "page")  # described once, above the table


@cache
def _document() -> dict[str, Any]:
    # No store is opened: one that is not there gives its pages an own key.
    return create_app(Settings(store="")).openapi()


def calls_table() -> str:
    """Return every call with its parameters and what it gives."""
    rows = []
    for path, item in _document()["paths"].items():
        for method, operation in item.items():
            asked = [each["name"] for each in operation.get("parameters", ())]
            own = [code(name) for name in asked if name not in COMMON and f"{{{name}}}" not in path]
            pages = "pages" if "page" in asked else ""
            call = f"{method.upper()} {path.removeprefix(API)}"
            what = operation["description"].splitlines()[0]
            rows.append((code(call), what, ", ".join(own), pages))
    return table(("call", "what it gives", "parameters", "a list"), rows)


def problems_table() -> str:
    """Return every kind of problem with its status and its meaning."""
    rows = [(code(name), int(kind.status), kind.meaning) for name, kind in KINDS.items()]
    return table(("code", "status", "meaning"), [(a, str(b), c) for a, b, c in rows])


def answer(name: str) -> str:
    """Return the example of an answer."""
    return block(json.dumps(EXAMPLES[name], ensure_ascii=False, indent=2), "json")


def bodies() -> str:
    """Return the bodies of decisions, one a line."""
    lines = [json.dumps(each["value"], ensure_ascii=False) for each in BODIES.values()]
    return block("\n".join(lines), "json")
