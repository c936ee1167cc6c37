"""Judge sentences that tell of all reports on a subject: they are reckoned again from the store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from vedette.brief.check.days import date_of
from vedette.brief.material import Material
from vedette.brief.tallies import Tally, reckon, tally_of
from vedette.errors import VedetteError
from vedette.model import Checked, Finding, Proof, Report
from vedette.run.briefs import material_of
from vedette.run.config import load_settings
from vedette.store.view import View

_SURE = 1.0  # what is reckoned is so


@dataclass
class Bench:
    """Reckon tallies over one view; the picture of a subject is made once."""

    view: View
    searched: str
    reports: dict[str, Report] = field(default_factory=dict)
    _made: dict[tuple[str, str | None], Material | None] = field(default_factory=dict)

    def tallied(self, one: Checked) -> Checked | None:
        """Return what the store makes of a sentence that tells of all reports; None for others."""
        tally = tally_of(one.sentence.quote)
        if tally is None or one.finding is Finding.SUPPORTED:
            return None
        material = self._material(tally, self._since(tally, one))
        found = reckon(tally, material) if material is not None else None
        if material is None or found is None:
            return None
        self.reports |= {e.report_id: material.report(e.report_id) for e in found.evidence}
        supports = found.finding is Finding.SUPPORTED
        proofs = tuple(Proof(e.report_id, e.span, supports) for e in found.evidence)
        reason = f"{found.reason}; searched {self.searched}"
        return replace(
            one, finding=found.finding, reason=reason, evidence=proofs, sure=_SURE,
            as_said=False, parts=(), searched=self.searched,
        )  # fmt: skip

    def _material(self, tally: Tally, since: str | None) -> Material | None:
        """Return the picture that a tally speaks of, None for a subject that no report names."""
        key = (tally.subject, since)
        if key not in self._made:
            try:
                settings = load_settings()
                found = material_of(self.view, tally.subject, settings=settings, since=since)
            except VedetteError:
                found = None
            self._made[key] = found if found and found.subject == tally.subject else None
        return self._made[key]

    def _since(self, tally: Tally, one: Checked) -> str | None:
        """Return the day that news counts from: the one told, else that before the words found."""
        if (day := date_of(tally.since)) is not None:
            month, number, year = day
            _, last = self.view.days()
            return f"{year or (last.year if last else 1)}-{month:02}-{number:02}"
        if not tally.is_dateless or not one.evidence:
            return None
        printed = self.view.report(one.evidence[0].report_id).published.start
        return str(printed - timedelta(days=1)) if printed else None
