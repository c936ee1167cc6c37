import re

import pytest
from export_samples import everything

from vedette.errors import BadArgumentError
from vedette.export.columns import KINDS, ColumnType, kind_of


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_names_are_unique_and_fit_every_format(kind):
    names = [column.name for column in kind.columns]
    assert len(set(names)) == len(names)
    assert set(kind.shown) <= set(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]{2,}|id", name) for name in names)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_column_says_what_it_means(kind):
    for column in kind.columns:
        assert f"{column.name}: {column.type}; {column.meaning}" in kind.described()
        assert len(column.meaning) > 3


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_cell_holds_what_its_column_says(kind):
    types = {
        ColumnType.TEXT: str,
        ColumnType.TEXTS: list,
        ColumnType.INTEGER: int,
        ColumnType.NUMBER: float,
        ColumnType.FLAG: bool,
    }
    rows = list(kind.rows(everything()))
    assert rows
    for noun in rows:
        for column in kind.columns:
            value = column.take(noun)
            if value is not None and column.type in types:
                assert type(value) is types[column.type], column.name


def test_who_speaks_is_told_from_the_outlets_own_voice():
    denied, seen, nasty = map(KINDS["claims"].record, KINDS["claims"].rows(everything()))
    assert (denied["own_voice"], denied["speaker"]) == (False, "Ann Petrova")
    assert (seen["own_voice"], seen["speaker"]) == (True, None)
    assert denied["polarity"] == "denied"
    assert nasty["publisher"] is None


def test_an_unknown_table_lists_those_there_are():
    with pytest.raises(BadArgumentError, match="claims, figures, places, reports, verdicts"):
        kind_of("statements")
