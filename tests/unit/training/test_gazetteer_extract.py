"""The extracts of divisions and waters."""

from __future__ import annotations

import pytest
from training.gazetteer import middle, regions


def test_the_middle_of_two_points_across_the_date_line_is_on_it():
    lat, lon = middle([(65.0, 179.0), (65.0, -179.0)])
    assert lat == pytest.approx(65.0, abs=0.1)
    assert abs(lon) == pytest.approx(180.0)


def test_a_division_lies_in_the_middle_of_its_towns(tmp_path):
    for name in ("cities", "subdivisions"):
        (tmp_path / name).mkdir()
    towns = "Aville\t1\t1\t7\t500\t50.0\t10.0\nBville\t2\t1\t7\t700\t52.0\t10.0\n"
    (tmp_path / "cities" / "cities.tsv").write_text(towns)
    rows = "Aland\t\tXX.01\t99\tState\tLand A|Алянд\t1\t\t7\nEmpty\t\tXX.02\t98\tState\t\t1\t\t7\n"
    (tmp_path / "subdivisions" / "subdivisions.tsv").write_text(rows, encoding="utf-8")
    (row,) = regions(tmp_path)
    assert row == "99\t1\tXX\t01\t51.00\t10.00\t1200\tAland|Land A"
