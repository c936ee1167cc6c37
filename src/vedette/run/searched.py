"""Say in words what was searched: an absence stands on nothing else."""

from __future__ import annotations

from vedette.store.view import View

LANGUAGE = "en"


def searched_in(view: View) -> str:
    """Say what was searched: how many reports, of which days, and which languages were not."""
    stated = view.languages()
    read = sum(n for language, n in stated.items() if language.split("-")[0] in (LANGUAGE, "und"))
    other = sum(stated.values()) - read
    first, last = view.days()
    dates = f" published from {first} to {last}" if first and last else ""
    found = f"{read} report{'s' * (read != 1)}{dates}, in English"
    return f"{found} ({other} in other languages not read)" if other else found
