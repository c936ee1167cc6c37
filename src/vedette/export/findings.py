"""A checked text as others take it along: as JSON, as Markdown, as one page of HTML.

What is not ours (the text, the words of reports, their heads) is text here, never markup.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vedette.export.briefs.addresses import address_of
from vedette.export.briefs.shown import shown
from vedette.export.text import encodable
from vedette.model import Checked, Finding, Proof, Span, When
from vedette.model.words import count, day

SIGNS = {
    Finding.SUPPORTED: "✓",
    Finding.PARTLY: "◐",
    Finding.DISPUTED: "⇄",
    Finding.CONTRADICTED: "✗",
    Finding.NOT_FOUND: "?",
}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what is said of a report beside words of it."""

    id: str
    publisher: str
    headline: str
    url: str
    published: When


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold a checked text: its sentences with their findings, and the heads of what they cite.

    `searched` says in words what was looked through; `about` is the activity whose reports alone
    count, "" for all; `as_of` is the moment of the picture, "" for the present, `by` its clock.
    """

    text: str
    name: str
    checked: tuple[Checked, ...]
    heads: Mapping[str, Head]
    searched: str
    about: str = ""
    as_of: str = ""
    by: str = "published"

    @property
    def is_supported(self) -> bool:
        """Tell whether all sentences are supported, and there is one."""
        return bool(self.checked) and all(c.finding is Finding.SUPPORTED for c in self.checked)

    @property
    def counts(self) -> dict[Finding, int]:
        """Count the sentences by finding, those that there are none of too."""
        found = Counter(one.finding for one in self.checked)
        return {finding: found[finding] for finding in Finding}


def findings_data(found: Findings) -> dict[str, Any]:
    """Return a checked text as JSON types."""
    return {
        "supported": found.is_supported,
        "about": found.about or None,
        "searched": found.searched,
        "counts": {str(finding): number for finding, number in found.counts.items()},
        "sentences": [checked_data(one) for one in found.checked],
        "reports": [
            {
                "id": head.id,
                "publisher": head.publisher or None,
                "headline": head.headline,
                "url": head.url or None,
                "published": {
                    "start": head.published.start and head.published.start.isoformat(),
                    "end": head.published.end and head.published.end.isoformat(),
                    "precision": str(head.published.precision),
                    "basis": head.published.basis,
                },
            }
            for head in found.heads.values()
        ],
    }


def checked_data(one: Checked) -> dict[str, Any]:
    """Return one sentence with its finding and evidence: the contract of `check --json`."""
    return {
        "sentence": one.sentence.quote,
        "span": _ends(one.sentence),
        "verdict": str(one.finding),
        "reason": one.reason,
        "sure": round(one.sure, 3),
        "evidence": list(map(_proof_data, one.evidence)),
        "parts": [
            {
                "span": _ends(part.span),
                "verdict": str(part.finding),
                "reason": part.reason,
                "evidence": list(map(_proof_data, part.evidence)),
            }
            for part in one.parts
        ],
    }


def _proof_data(proof: Proof) -> dict[str, Any]:
    return {
        "report": proof.report_id,
        "span": _ends(proof.span),
        "quote": proof.span.quote,
        "for": proof.supports,
    }


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


# ---- files -------------------------------------------------------------------------------------


def as_json(found: Findings) -> bytes:
    """Return a checked text as JSON, with the text."""
    data = {**findings_data(found), "as_of": found.as_of or None, "text": found.text}
    return json.dumps(data, ensure_ascii=True, indent=1).encode()


def as_markdown(found: Findings) -> bytes:
    """Return a checked text as Markdown."""
    return encodable("\n".join(_markdown(found))).encode()


def _markdown(found: Findings) -> Iterator[str]:
    yield f"# Checked: {_plain(found.name or 'a text')}\n"
    yield f"{_plain(summary(found))}\n"
    yield f"{_plain(_against(found))}\n"
    for one in found.checked:
        yield f"**{SIGNS[one.finding]} {one.finding}** {_plain(_line(one.sentence.quote))}\n"
        yield f"{_plain(one.reason)}\n"
        for proof in one.evidence:
            yield f"- {_side(proof)}: “{_plain(_line(proof.span.quote))}” ({_source(found, proof)})"
        if one.evidence:
            yield ""


def _source(found: Findings, proof: Proof) -> str:
    head = found.heads[proof.report_id]
    told = _plain(_told(head, proof))
    address = address_of(head.url)
    return f"{told}, <{address}>" if address else told


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", shown(text))


def as_html(found: Findings) -> bytes:
    """Return a checked text as one page without any other file, script or style."""
    title = html.escape(shown(found.name or "a text"))
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>Checked: {title}</title></head><body>\n<h1>Checked: {title}</h1>\n"
    )
    parts = "\n".join(_html(found))
    return encodable(f"{head}{parts}\n</body></html>\n").encode()


def _html(found: Findings) -> Iterator[str]:
    safe: Callable[[str], str] = lambda text: html.escape(shown(text))  # noqa: E731
    yield f"<p>{safe(summary(found))}</p>\n<p>{safe(_against(found))}</p>\n<ol>"
    for one in found.checked:
        yield (
            f"<li><p><strong>{SIGNS[one.finding]} {one.finding}</strong> "
            f"{safe(_line(one.sentence.quote))}<br><small>{safe(one.reason)}</small></p>"
        )
        if one.evidence:
            yield "<ul>"
            for proof in one.evidence:
                yield (
                    f"<li>{_side(proof)}: <q>{safe(_line(proof.span.quote))}</q> "
                    f"{_linked(found.heads[proof.report_id], proof)}</li>"
                )
            yield "</ul>"
        yield "</li>"
    yield "</ol>"


def _linked(head: Head, proof: Proof) -> str:
    told, address = html.escape(shown(_told(head, proof))), address_of(head.url)
    if not address:
        return told
    return f'<a href="{html.escape(address)}" rel="noreferrer noopener">{told}</a>'


def _told(head: Head, proof: Proof) -> str:
    where = f"characters {proof.span.start}–{proof.span.end}"
    return f"{head.publisher or 'unknown publisher'}, {day(head.published)}, {where}"


def _side(proof: Proof) -> str:
    return "for" if proof.supports else "against"


def _line(text: str) -> str:
    return " ".join(text.split())


def summary(found: Findings) -> str:
    """Say in a line how many sentences there are of each finding."""
    told = [f"{number} {finding}" for finding, number in found.counts.items() if number]
    return f"{count(len(found.checked), 'sentence')}: {', '.join(told) or 'nothing to check'}."


def _against(found: Findings) -> str:
    when = f", as it could be known by {found.as_of}" if found.as_of else ""
    return f"Checked against {found.searched}{when}. The check itself is not stored."
