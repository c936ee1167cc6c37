"""Origins kept in a store: the same as in memory, whatever came when."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from store_samples import NOON, analyse, dump, judge, make_report

from vedette.compare.origins.find import find_shared
from vedette.model import JudgementKind, Report
from vedette.run.linking import Linker, link, origin, origins
from vedette.store import prints
from vedette.store.store import Store, open_store
from vedette.store.tables import overlap, print_block, sketch

PLACES = ("Larvik", "Skagen", "Visby", "Narva", "Gdynia", "Turku", "Riga", "Kiel")
DEEDS = (
    "moved patrol vessels into the strait after dawn while crews of fishing boats looked on",
    "asked the embassies of three neighbours for an explanation before the end of the week",
    "closed the harbour to large ships and told pilots to wait for another order by radio",
    "sent engineers to mend a cable that a passing anchor had torn out of the sea bed",
    "told reporters that the weather had kept all aircraft on the ground since early morning",
    "promised the owners of the damaged piers that money would come before the first snow",
    "counted the lorries that stood before the closed gate and found more than on any day",
)
LONELY = (
    "Bakers in the old town are tired of questions about the queue that forms at night. They sell "
    "rye loaves to whoever stands there first, says the eldest of them, and by six all are gone."
)


def sentences(rng: random.Random, count: int) -> list[str]:
    return [
        f"The {rng.choice(('mayor', 'coast guard', 'ministry', 'port'))} of {rng.choice(PLACES)} "
        f"{rng.choice(DEEDS)}, and {rng.choice(PLACES)} {rng.choice(DEEDS)}."
        for _ in range(count)
    ]


def corpus(seed: int) -> list[Report]:
    """Make wires, reprints whole and cut, mixtures, and own work with a passage copied into it."""
    rng = random.Random(seed)  # noqa: S311 - the same texts each time
    wires = [sentences(rng, 8) for _ in range(4)]
    texts = [" ".join(wire) for wire in wires]
    for _ in range(14):
        a, b = rng.sample(wires, 2)
        kind = rng.randrange(5)
        own = sentences(rng, 6)
        parts = (a, a[: rng.randrange(3, 7)], a[:5] + b[:5], own[:3] + a[2:4] + own[3:], own)
        texts.append(" ".join(parts[kind]))
    rng.shuffle(texts)
    return [
        make_report(
            text,
            day=None if rng.random() < 0.1 else rng.randrange(1, 20),
            publisher=f"Paper {i}",
            url=f"https://example.org/{i}",
            retrieved=NOON,
        )
        for i, text in enumerate(texts)
    ]


def fill(store: Store, reports: list[Report], *, step: int = 3) -> None:
    linker = Linker(store)
    for start in range(0, len(reports), step):
        batch = reports[start : start + step]
        store.add([(one, analyse(one)) for one in batch], ingested_at=NOON)
        linker.link()


@pytest.mark.parametrize("seed", range(6))
def test_a_store_gives_the_origins_that_the_batch_gives(store: Store, seed: int) -> None:
    reports = corpus(seed)
    fill(store, reports)
    with store.view() as view:
        stored = origins(view)
        assert stored == find_shared(list(view.reports()))
        assert any(len(one.report_ids) > 1 for one in stored[0])
        for one in stored[0]:
            for report_id in one.report_ids:
                assert origin(view, report_id)[0] == one


@pytest.mark.parametrize("seed", range(3))
def test_a_picture_of_the_past_knows_only_its_own_reports(store: Store, seed: int) -> None:
    fill(store, corpus(seed))
    for day in (3, 9, 15):
        with store.view(as_of=datetime(2025, 9, day, 23, 59, 59, tzinfo=UTC)) as view:
            assert origins(view) == find_shared(list(view.reports()))


def test_the_order_of_arrival_changes_nothing(store: Store) -> None:
    reports = corpus(11)
    fill(store, reports[::-1], step=1)
    with store.view() as view:
        assert origins(view) == find_shared(reports)


def test_a_forgotten_report_leaves_no_sketch(store: Store) -> None:
    reports = corpus(2)
    fill(store, reports[:-1])
    with store._engine.connect() as connection:
        before = count_prints(store)
        assert connection.scalar(sa.select(sa.func.count()).select_from(sketch)) == 17
    store.add([(reports[-1], analyse(reports[-1]))], ingested_at=NOON)
    link(store)
    store.forget(reports[-1].id, reason="asked", at=NOON)
    assert reports[-1].id not in dump(store).replace(f"'{reports[-1].id}', 'asked'", "")
    assert count_prints(store) == before
    with store.view() as view:
        assert origins(view) == find_shared(reports[:-1])


def test_a_forgotten_report_leaves_the_sketch_to_its_twin(store: Store) -> None:
    text = " ".join(sentences(random.Random(1), 5))  # noqa: S311
    twins = [make_report(text, day=i, publisher=f"Paper {i}") for i in (1, 2, 3)]
    fill(store, twins[:2])
    store.forget(twins[0].id, reason="asked", at=NOON)
    fill(store, twins[2:])
    with store.view() as view:
        (one,) = origins(view)[0]
    assert one.report_ids == (twins[1].id, twins[2].id)


def count_prints(store: Store) -> int:
    with store._engine.connect() as connection:
        blocks = connection.scalars(sa.select(print_block.c.entries))
        return sum(len(block) // 12 for block in blocks)


def test_an_older_store_is_linked_on_the_next_occasion(address: str) -> None:
    reports = corpus(4)
    with open_store(address) as store:
        store.add([(one, analyse(one)) for one in reports], ingested_at=NOON)
        with store.view() as view:
            assert view.unlinked() == len(reports)
        assert link(store) == len(reports)
        assert link(store) == 0
        with store.view() as view:
            assert view.unlinked() == 0
            assert origins(view) == find_shared(reports)


def test_a_persons_word_holds_in_the_store_too(store: Store) -> None:
    lonely = make_report(LONELY, day=5, publisher="Hill Post")
    fill(store, [*corpus(5), lonely])
    with store.view() as view:
        found, _ = origins(view)
    folded = next(one for one in found if len(one.report_ids) > 1)
    alone = lonely.id
    assert (alone,) in [one.report_ids for one in found]
    first, second, *_ = folded.report_ids
    more = {"by": "person:desk", "code": "origin"}
    made = [
        judge(first, b=second, kind=JudgementKind.NOT_SAME, **more),
        judge(first, b=alone, kind=JudgementKind.SAME, **more),
    ]
    store.add_judgements(made)
    with store.view() as view:
        found, _ = origins(view)
        assert (found, _) == find_shared(list(view.reports()), decisions=made)
        ours = next(one for one in found if first in one.report_ids)
        assert alone in ours.report_ids
        assert second not in ours.report_ids
        assert origin(view, alone)[0] == ours


def test_many_small_runs_are_merged_and_still_found(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints, "BLOCK", 4)
    monkeypatch.setattr(prints, "KEPT_ENTRIES", 0)
    reports = corpus(8)
    fill(store, reports, step=1)
    with store.view() as view:
        assert origins(view) == find_shared(reports)
    with store._engine.connect() as connection:
        runs = list(connection.execute(sa.select(prints.print_run.c.level)))
        assert len(runs) < len(reports) / 2
        assert connection.scalar(sa.select(sa.func.count()).select_from(overlap))
