"""Adding reports: whole batches, once, and nothing lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import NOON, STAGES, analyse, at, dump, make_report, numbered, pair

from strategies import analyses, reports
from vedette.errors import BadArgumentError, InvalidNoun, StoreBusy, StoreFull
from vedette.model import Receipt, Report
from vedette.store import dialect
from vedette.store.store import Store, open_store


def test_what_was_added_comes_back_equal(store: Store) -> None:
    pairs = numbered(5)
    assert store.add(pairs, ingested_at=NOON) == 5
    with store.view() as view:
        assert list(view.analyses()) == pairs
        assert list(view.reports()) == [report for report, _ in pairs]


def test_adding_again_changes_nothing(store: Store) -> None:
    store.add(numbered(20), ingested_at=NOON)
    before = dump(store)
    assert store.add(numbered(20), ingested_at=at(2, month=10)) == 0
    assert dump(store) == before


def test_a_report_twice_in_one_batch_is_stored_once(store: Store) -> None:
    assert store.add([*numbered(2), *numbered(2)], ingested_at=NOON) == 2


def test_two_stores_fed_alike_are_alike(address: str, tmp_path: Path) -> None:
    with open_store(address) as one, open_store(str(tmp_path / "two.db")) as two:
        for store in (one, two):
            store.add(numbered(6), ingested_at=NOON)
        assert dump(one) == dump(two)


def test_other_stages_append_an_analysis_and_the_newest_counts(store: Store) -> None:
    report = make_report("The staff said 500 soldiers came.", day=3)
    old, new = analyse(report, stages=("figures@0",)), analyse(report)
    assert store.add([(report, old)], ingested_at=NOON) == 1
    assert store.known([report.id], stages=STAGES) == set()
    assert store.add([(report, new)], ingested_at=NOON) == 1
    assert store.known([report.id], stages=STAGES) == {report.id}
    with store.view() as view:
        assert list(view.analyses()) == [(report, new)]
        assert len(view.figures()) == 1


def test_known_names_what_is_there(store: Store) -> None:
    pairs = numbered(3)
    store.add(pairs[:2], ingested_at=NOON)
    ids = [report.id for report, _ in pairs]
    assert store.known(ids) == set(ids[:2])
    assert store.known([]) == set()
    assert store.known([f"rep-{i}" for i in range(2000)]) == set()


def test_an_analysis_of_another_report_is_refused(store: Store) -> None:
    (one, _), (_, other) = numbered(2)
    with pytest.raises(InvalidNoun):
        store.add([(one, other)], ingested_at=NOON)


def test_an_instant_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(BadArgumentError, match="time zone"):
        store.add(numbered(1), ingested_at=NOON.replace(tzinfo=None))


def test_odd_characters_survive(store: Store) -> None:
    texts = ["a NUL \0 said 5 odd things.", "half \ud83d said 7 odd things.", "Учения 🚀 said 9."]
    pairs = [pair(text, day=1) for text in texts]
    store.add(pairs, ingested_at=NOON)
    with store.view() as view:
        assert list(view.analyses()) == pairs
        assert len(view.search("odd things")) == 2
        assert [its.id for its, _, _ in view.claims(text="учения")] == [pairs[2][0].id]


def test_receipts_are_kept_the_last_first(store: Store) -> None:
    first, second = (Receipt(f"rcp-{day}", at(day), None, ("folder",)) for day in (1, 2))
    store.add_receipt(first)
    store.add_receipt(second)
    done = Receipt("rcp-1", at(1), at(1, 13), ("folder",), added=3)
    store.add_receipt(done)
    assert store.receipts() == [second, done]


def test_a_batch_that_fails_leaves_nothing_behind(store: Store) -> None:
    store.add(numbered(2), ingested_at=NOON)
    before = dump(store)
    good, bad = numbered(2, first=10)
    unstorable = object.__new__(Report)
    for name in Report.__slots__:
        object.__setattr__(unstorable, name, getattr(bad[0], name))
    object.__setattr__(unstorable, "language", object())
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the engine calls it
        store.add([good, (unstorable, bad[1])], ingested_at=NOON)
    assert dump(store) == before


def test_a_reader_sees_whole_batches_while_another_writes(address: str) -> None:
    seen: list[int] = []
    with open_store(address) as writer, open_store(address, read_only=True) as reader:

        def write() -> None:
            for start in range(0, 160, 16):
                writer.add(numbered(16, first=start), ingested_at=NOON)

        thread = threading.Thread(target=write)
        thread.start()
        while thread.is_alive():
            with reader.view() as view:
                first = view.counts()
                time.sleep(0.005)
                assert view.counts() == first
                seen.append(first["reports"])
        thread.join()
        with reader.view() as view:
            assert view.counts()["reports"] == 160
    assert all(count % 16 == 0 for count in seen)
    assert seen == sorted(seen)


def test_two_writers_take_turns(address: str) -> None:
    with open_store(address) as one, open_store(address) as two:
        writers = [
            threading.Thread(
                target=lambda store=store, first=first: [
                    store.add(numbered(4, first=first + i), ingested_at=NOON)
                    for i in range(0, 40, 4)
                ]
            )
            for store, first in ((one, 0), (two, 1000))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        with one.view() as view:
            assert view.counts()["reports"] == 80


# ---- what only a file can suffer ---------------------------------------------------------------


def test_a_waiting_writer_gives_up_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.05)
    with open_store(str(tmp_path / "s.db")) as one, open_store(str(tmp_path / "s.db")) as two:
        with one._writing(), pytest.raises(StoreBusy, match="Wait until it is done") as caught:
            two.add(numbered(1), ingested_at=NOON)
        assert caught.value.retryable
        assert two.add(numbered(1), ingested_at=NOON) == 1


def test_a_full_disk_keeps_what_was_stored_and_the_next_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "s.db")
    with monkeypatch.context() as small:
        small.setitem(dialect.WRITER_PRAGMAS, "max_page_count", 150)
        with open_store(address) as store, pytest.raises(StoreFull, match="Free some room") as full:
            fill(store, 1000)
        assert full.value.retryable
        with open_store(address) as store, store.view() as view:
            stored = view.counts()["reports"]
    assert stored
    assert stored % 10 == 0
    with open_store(address) as store:
        assert store.add(numbered(stored + 10), ingested_at=NOON) == 10
    assert check(tmp_path / "s.db") == []


def fill(store: Store, count: int) -> None:
    for start in range(0, count, 10):
        store.add(numbered(10, first=start), ingested_at=NOON)


WRITER = """
import sys
from store_samples import NOON, numbered
from vedette.store.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
for start in range(0, 400, 8):
    store.add(numbered(8, first=start), ingested_at=NOON)
"""


def test_a_killed_writer_leaves_whole_batches_and_the_next_run_completes(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    paths = [str(Path(__file__).parent), str(Path(dialect.__file__).parents[2])]
    setup = f"import sys; sys.path[:0] = {paths!r}\n"
    for milliseconds in (0, 7, 23, 60, 110):
        command = [sys.executable, "-c", setup + WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(milliseconds / 1000)
            process.send_signal(signal.SIGKILL)
        with open_store(str(path)) as store, store.view() as view:
            assert view.counts()["reports"] % 8 == 0
        assert check(path) == []
    with open_store(str(path)) as store, open_store(str(tmp_path / "calm.db")) as calm:
        for each in (store, calm):
            for start in range(0, 400, 8):
                each.add(numbered(8, first=start), ingested_at=NOON)
        assert dump(store) == dump(calm)


def check(path: Path) -> list[str]:
    """Return what SQLite finds wrong with a store, its index included."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    engine.dispose()
    return [str(line) for line in [*found, *loose] if line != "ok"]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_nouns_there_are_come_back_equal(store: Store, data: st.DataObject) -> None:
    report = data.draw(reports())
    analysis = data.draw(analyses(report.id, report.text))
    store.add([(report, analysis)], ingested_at=NOON, force=True)  # it may come up twice
    with store.view() as view:
        [(its, newest)] = view.analyses(report_ids=[report.id])
        late = report.retrieved_at is None and its.retrieved_at == NOON  # dated after it came in
        assert (replace(its, retrieved_at=None) if late else its) == report
        assert newest == analysis
    assert store.forget(report.id, reason="done", at=NOON)
    with store.view() as view:
        assert view.counts()["versions"] == 0


def test_a_forgotten_word_is_gone_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        secret = pair("Ada said 5 xylophones came to Quixburgh.", day=1)
        store.add([secret, *numbered(50)], ingested_at=NOON)
        assert store.forget(secret[0].id, reason="asked to", at=NOON)
        for file in tmp_path.iterdir():
            held = file.read_bytes().lower()
            assert b"xylophone" not in held, file.name
            assert b"quixburgh" not in held, file.name
