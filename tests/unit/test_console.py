"""What is printed for people shows the words that stand in a report, in their order."""

from __future__ import annotations

from vedette.cli.console import console


def test_marks_that_turn_the_order_of_writing_are_not_printed(capsys):
    console().print("\u202eThe army\u202c said \u20676,800\u2069")
    assert capsys.readouterr().out == "The army said 6,800\n"
