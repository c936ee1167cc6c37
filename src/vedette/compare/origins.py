"""Origins: reports that go back to one text, told by shared passages outside quotations.

Two reports that quote one official at length share his words, not a text: quotations do not
count. Candidates come from an inverted index over a sample of hashed five-word shingles (every
hash divisible by `SAMPLE`, so that a shortened reprint is sampled like the long text); each pair
is then verified on all shingles, and where words were changed all over, on the words that stand
in the same order in both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from rapidfuzz.distance import LCSseq

from vedette.model import Fold, Origin, Report, Zone, make_id

WORDS_PER_SHINGLE = 5
SAMPLE = 4
MOST_REPORTS_PER_SHINGLE = 200  # more is a site's boilerplate, not a story
FEWEST_SHINGLES = 20  # about two sentences; less is a formula that anybody writes
FOLD_FROM = 0.6
# A text whose every sentence was touched keeps few runs of five words, and most words in order.
# On the example reports an edited reprint has 0.39 to 0.50 of the shingles and 0.85 of the words in
# order; independent reports on one happening stay under 0.02 and 0.31.
EDITED_SHINGLES_FROM = 0.25
EDITED_WORDS_FROM = 0.7
FOLD_CREDITED_FROM = 0.35  # a credit line names the text that was shortened and rewritten

_WORD = re.compile(r"\w+", re.UNICODE)
QUOTED = re.compile(r"[“„«][^”»“]*(?:[”»“]|$)|\"[^\"]*(?:\"|$)")
_LEFT_OUT = frozenset({Zone.HEADLINE, Zone.DECK, Zone.CAPTION})


@dataclass(frozen=True, slots=True)
class _Text:
    """Hold a report with the shingles of its own words."""

    report: Report
    words: tuple[str, ...]
    shingles: frozenset[int]
    agencies: frozenset[str]
    order: tuple[str, int, str]


def find_origins(
    reports: Iterable[Report], *, rejected: frozenset[str] = frozenset()
) -> tuple[Origin, ...]:
    """Return the origins of some reports, each with its folds; every report is in exactly one.

    `rejected` holds ids of reports that a person took out of their folds.
    """
    texts = sorted((_text(report) for report in _once(reports)), key=lambda one: one.order)
    folds = _folds(texts, rejected)
    members: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        members[_root(text.report.id, folds)].append(text)
    return tuple(
        Origin(
            id=make_id("org", root),
            report_ids=tuple(one.report.id for one in found),
            folds=tuple(folds[one.report.id] for one in found if one.report.id in folds),
        )
        for root, found in members.items()
    )


def origin_of(origins: Iterable[Origin]) -> dict[str, str]:
    """Return the id of the origin of each report."""
    return {report_id: origin.id for origin in origins for report_id in origin.report_ids}


def _once(reports: Iterable[Report]) -> Iterable[Report]:
    return {report.id: report for report in reports}.values()


def _text(report: Report) -> _Text:
    agencies = [report.credit or "", report.dateline.agency or "" if report.dateline else ""]
    names = frozenset(name for name in map(_folded, agencies) if name)
    is_own = not names or any(_is_named(report.publisher, name) for name in names)
    published = report.published.start or report.published.end
    day = published.isoformat() if published else "9999"
    instant = report.published.instant
    # Of one day, the agency's own text comes before those that credit it.
    moment = f"{day}T{instant:%H:%M:%S}" if instant else day
    order = (moment, 0 if is_own else 1, report.id)
    words = tuple(own_words(report))
    return _Text(report, words, shingles_of(words), names, order)


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def _is_named(publisher: str, agency: str) -> bool:
    """Tell whether an outlet's name holds the name of an agency as whole words."""
    return f" {agency} " in f" {_folded(publisher)} "


def own_words(report: Report) -> list[str]:
    """Return the words of a report's body outside quotations, as they are compared."""
    words: list[str] = []
    for block in report.blocks:
        if block.zone.is_furniture or block.zone in _LEFT_OUT:
            continue
        text = report.text[block.start : block.end]
        words.extend(_WORD.findall(QUOTED.sub(" ", text).casefold()))
    return words


def shingles_of(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of all runs of five words."""
    stop = len(words) - WORDS_PER_SHINGLE + 1
    return frozenset(
        _hashed(" ".join(words[start : start + WORDS_PER_SHINGLE])) for start in range(stop)
    )


def _hashed(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")


def _folds(texts: Sequence[_Text], rejected: frozenset[str]) -> dict[str, Fold]:
    """Fold each text into the first one before it that holds its words."""
    index: dict[int, list[int]] = defaultdict(list)
    addresses: dict[str, int] = {}
    folds: dict[str, Fold] = {}
    for place, text in enumerate(texts):
        sample = [one for one in text.shingles if one % SAMPLE == 0]
        fold = None
        if text.report.id not in rejected:
            fold = _same_address(text, texts, addresses) or _fold(text, texts, sample, index)
        if fold is not None:
            folds[text.report.id] = fold
        for one in sample:
            index[one].append(place)
        if text.report.url:
            addresses.setdefault(text.report.thread, place)
    return folds


def _same_address(text: _Text, texts: Sequence[_Text], addresses: Mapping[str, int]) -> Fold | None:
    place = addresses.get(text.report.thread) if text.report.url else None
    if place is None:
        return None
    score = _containment(text, texts[place])
    return Fold(text.report.id, texts[place].report.id, score, ("another version of one address",))


def _fold(
    text: _Text, texts: Sequence[_Text], sample: Iterable[int], index: Mapping[int, list[int]]
) -> Fold | None:
    shared: Counter[int] = Counter()
    for one in sample:
        places = index.get(one, ())
        if len(places) <= MOST_REPORTS_PER_SHINGLE:
            shared.update(places)
    for place in sorted(shared):
        other = texts[place]
        score = _containment(text, other)
        evidence = _evidence(text, other)
        if score >= (FOLD_CREDITED_FROM if evidence else FOLD_FROM):
            shown = (f"shared passages {score:.2f}", *evidence)
            return Fold(text.report.id, other.report.id, round(score, 4), shown)
        if score >= EDITED_SHINGLES_FROM:
            kept = _in_order(text, other)
            if kept >= EDITED_WORDS_FROM:
                shown = (f"words in the same order {kept:.2f}", *evidence)
                return Fold(text.report.id, other.report.id, round(kept, 4), shown)
    return None


def _containment(a: _Text, b: _Text) -> float:
    """Return the share of the shorter text's shingles that the longer one has."""
    short = min(len(a.shingles), len(b.shingles))
    if short < FEWEST_SHINGLES:
        return 0.0
    return len(a.shingles & b.shingles) / short


def _in_order(a: _Text, b: _Text) -> float:
    """Return the share of the shorter text's words that stand in the same order in the longer."""
    kept = LCSseq.similarity(a.words, b.words)
    return float(kept) / min(len(a.words), len(b.words))


def _evidence(text: _Text, other: _Text) -> tuple[str, ...]:
    """Return what else says that one text comes from the other: a credit line, an agency tag."""
    publisher = other.report.publisher
    named = any(_is_named(publisher, name) for name in text.agencies)
    if not named and not text.agencies & other.agencies:
        return ()
    return ("credit line",) if text.report.credit else ("agency tag",)


def _root(report_id: str, folds: Mapping[str, Fold]) -> str:
    while report_id in folds:
        report_id = folds[report_id].into
    return report_id
