"""A bundle made by hand: what Ann denied and what the outlet saw, with a person's decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from export_samples import compared, plain_page, row

from vedette import __version__
from vedette.export.bundle.bag import info_text, pack, unpack
from vedette.export.bundle.contents import FORMAT, Bundle, Versions
from vedette.export.bundle.excerpts import excerpt
from vedette.model import (
    Analysis,
    Anchor,
    Brief,
    BriefSentence,
    Evidence,
    Judgement,
    JudgementKind,
    Publisher,
    Section,
    Span,
    make_id,
)


def bundle(*, with_text: bool = False) -> Bundle:
    page = plain_page()
    its, (denied, seen), (count, _) = page.report, page.claims, page.figures
    (said,) = page.carriers.values()
    whole = Evidence(its.id, Span.cut(its.text, 0, its.text.index(".") + 1))
    rows = []
    for number, name in ((0, "Ann"), (1, "Example Wire")):
        made = row(page, number, name)
        rows.append(replace(made, id=make_id("row", made.figure.id)))
    verdict = replace(compared(page).judgement, a=rows[0].id, b=rows[1].id)
    verdict = replace(verdict, id=_id(verdict, str(verdict.verdict)))
    spans = [whole.span, seen.evidence]
    return Bundle(
        brief=Brief(
            "Granite-2025",
            BriefSentence("Ann denied that 4,000 soldiers came", (denied.id,), (whole,)),
            (),
            (
                Section(
                    "What is not known",
                    (
                        BriefSentence("4,000 soldiers came, Ann denied.", (), (whole,)),
                        BriefSentence("No report gives its end.", (), (), "1 report"),
                    ),
                ),
            ),
            as_of="2025-09-17",
        ),
        excerpts=(excerpt(its, spans, [count.span], with_text=with_text),),
        readings=(Analysis(its.id, (said,), page.figures),),
        claims=(denied, seen),
        rows=tuple(rows),
        verdicts=(verdict,),
        judgements=(decision(its, denied),),
        publishers=(Publisher("Example Wire"),),
        conventions='{"tolerances": {}}\n',
        versions=Versions(FORMAT, __version__, "no-model", "00000000", (), date(2025, 9, 17)),
    )


def decision(its, denied) -> Judgement:
    span = denied.evidence
    made = Judgement(
        id="",
        kind=JudgementKind.ACCEPT,
        a=denied.id,
        b=None,
        by="person:mira",
        reason="read the release",
        made_at=datetime(2025, 9, 18, 12, tzinfo=UTC),
        anchors=(Anchor(denied.id, "claim", its.id, span.start, span.end, span.quote),),
    )
    return replace(made, id=_id(made, None))


def _id(one: Judgement, value: str | None) -> str:
    return Judgement.make_id(one.kind, a=one.a, b=one.b, by=one.by, code=one.code, value=value)


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a bundle with members put in place of others, all digests made anew."""
    payload = unpack(data).payload
    unknown = set(changed) - set(payload)
    assert not unknown
    return pack({**payload, **changed}, [("Bag-Software-Agent", "a forger")])


def edited(data: bytes, name: str, change) -> bytes:
    """Return a bundle with each line of a member changed, all digests made anew."""
    lines = unpack(data).payload[name].decode().splitlines()
    made = [json.dumps(change(json.loads(line)), ensure_ascii=False) for line in lines]
    return repacked(data, {name: "".join(f"{line}\n" for line in made).encode()})


__all__ = ["bundle", "edited", "info_text", "repacked"]
