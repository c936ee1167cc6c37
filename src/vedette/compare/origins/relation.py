"""What an overlap amounts to between two reports, the later and the earlier one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vedette.compare.origins.evidence import Node, apart_in_days, is_family, is_tied
from vedette.compare.origins.overlap import TELLING_RUN, Overlap
from vedette.compare.origins.passages import Stretch
from vedette.model import FoldKind

FOLD_FROM = 0.6  # of the shorter text
FOLD_TIED_FROM = 0.35  # a credit line names the text that was shortened and rewritten
WHOLE_FROM = 0.75  # of both texts
EDITED_BELOW = 0.6  # of the shingles: less, and every sentence was touched
# A later text of which less than this comes from an earlier, shorter one is somebody's own work
# with a passage copied into it.
OWN_WORK_BELOW = 0.25
PART_FROM = 0.2  # of a report: what one of its several sources has given it at least
# A bulletin that comes out every day keeps its sentences and changes its numbers and dates; a
# reprint keeps them. One house's texts of two days are parted by less than those of two houses.
TEMPLATE_LEAST, TEMPLATE_FROM = 3, 0.5
SERIES_LEAST, SERIES_FROM = 2, 0.3


@dataclass(frozen=True, slots=True)
class Relation:
    """Say how a later text stands to an earlier one: whether it folds, and how much it took.

    `cover` is the share of the later text; `stretches` have the later text's places first.
    """

    folds: bool
    kind: FoldKind
    score: float
    cover: float
    led: bool
    is_series: bool
    stretches: tuple[Stretch, ...]

    @property
    def is_part(self) -> bool:
        """Tell whether the earlier text may be one of several that the later is made of."""
        return self.cover >= PART_FROM and not self.is_series

    @property
    def tells(self) -> bool:
        """Tell whether a passage was copied, whatever the texts are to each other."""
        return any(one.a_end - one.a_start >= TELLING_RUN for one in self.stretches)


def turned(overlap: Overlap) -> Overlap:
    """Return the overlap with the two texts exchanged."""
    stretches = tuple(Stretch(s.b_start, s.b_end, s.a_start, s.a_end) for s in overlap.stretches)
    return replace(
        overlap,
        cover_a=overlap.cover_b,
        cover_b=overlap.cover_a,
        a_words=overlap.b_words,
        b_words=overlap.a_words,
        stretches=stretches,
    )


def relate(overlap: Overlap, later: Node, earlier: Node) -> Relation:
    """Judge an overlap whose text a is that of the later report."""
    series = _is_series(overlap, later, earlier)
    enough = FOLD_TIED_FROM if is_tied(later, earlier) or is_tied(earlier, later) else FOLD_FROM
    score = max(overlap.shared, overlap.kept)
    folds = score >= enough and overlap.led and not series
    if folds and _is_own_work(overlap, later, earlier):
        folds = False
    kind = FoldKind.CUT
    if overlap.shared < EDITED_BELOW:
        kind = FoldKind.EDITED
    elif min(overlap.cover_a, overlap.cover_b) >= WHOLE_FROM:
        kind = FoldKind.WHOLE
    return Relation(
        folds, kind, round(score, 4), overlap.cover_a, overlap.led, series, overlap.stretches
    )


def _is_series(overlap: Overlap, later: Node, earlier: Node) -> bool:
    """Tell whether two texts are bulletins of one form and not one text."""
    if overlap.differ == 0 or apart_in_days(later, earlier) == 0:
        return False
    share = overlap.differ / (overlap.differ + overlap.agree)
    if overlap.differ >= TEMPLATE_LEAST and share >= TEMPLATE_FROM:
        return True
    return is_family(later, earlier) and overlap.differ >= SERIES_LEAST and share >= SERIES_FROM


def _is_own_work(overlap: Overlap, later: Node, earlier: Node) -> bool:
    """Tell whether the later text is a longer one of its own around an earlier, short one."""
    if overlap.a_words <= overlap.b_words or later.day == earlier.day:
        return False
    return overlap.cover_a < OWN_WORK_BELOW and not is_family(later, earlier)
