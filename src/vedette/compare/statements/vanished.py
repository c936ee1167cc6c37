"""What a newer version of a report no longer says, or says otherwise, and which note says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import Item
from vedette.compare.statements.likeness import compare
from vedette.compare.statements.told import Setting, Told, own_words, told_in
from vedette.compare.statements.wording import differ
from vedette.compare.statements.words import known_in, sentences_of, words_of
from vedette.compare.world import World
from vedette.model import Analysis, Figure, Loss, Report, Sameness, Span, Vanished, Zone

_WORD = re.compile(r"\w+")
SAME_SENTENCE = 0.7  # of the words of an old sentence, in order, for a newer one to stand for it
NAMED_FROM = 0.6  # of the content words of what is gone, for a note to be about it

Version = tuple[Report, Analysis]


def vanished(versions: Sequence[Item]) -> tuple[Vanished, ...]:
    """Return what the versions of one report no longer say, from each version to the next.

    Versions may come in any order of arrival: a corrected version, which carries the note, comes
    after the one that it corrects, whichever was retrieved first.
    """
    ordered = in_order(versions)
    found: list[Vanished] = []
    for before, after in pairwise(ordered):
        found += _lost(before, after)
    return tuple(found)


def in_order(versions: Sequence[Item]) -> list[Version]:
    """Put versions in the order in which they were published; those with a note of it last."""
    notes = [len(_notes(report)) for report, _ in versions]
    days = [report.published.instant or report.published.start for report, _ in versions]
    dated = all(day is not None for day in days) and len({type(day) for day in days}) == 1
    order = sorted(
        range(len(versions)),
        key=lambda place: (str(days[place]) if dated else "", notes[place], place),
    )
    return [(versions[place][0], versions[place][1]) for place in order]


def _lost(before: Version, after: Version) -> Iterator[Vanished]:
    new = _Newer(*after, _setting(before[0], after[0]))
    for one in told_in(*before, new.setting):
        if not one.is_silence and one.spans[0].zone is not Zone.CORRECTION:
            yield from _statement(one, new, before[0])
    for figure in before[1].figures:
        if figure.span.zone is not Zone.CORRECTION:
            yield from _figure(figure, before, new)
    for one in own_words(*before, new.setting):
        yield from _claim(one, new, before[0])


def _setting(*reports: Report) -> Setting:
    """Return a setting in which versions of one report go back to one text."""
    origins = {report.id: reports[0].id for report in reports}
    return Setting(origins, Conventions.shipped().windows, World.shipped())


class _Newer:
    """The newer version, looked up by what the older one says."""

    def __init__(self, report: Report, analysis: Analysis, setting: Setting) -> None:
        self.report, self.analysis, self.setting = report, analysis, setting
        self.told = [
            one
            for one in told_in(report, analysis, setting)
            if one.spans[0].zone is not Zone.CORRECTION
        ]
        self.text = _plainly(
            " ".join(report.text[b.start : b.end] for b in report.blocks if not _is_note(b.zone))
        )
        self.figures = [f for f in analysis.figures if f.span.zone is not Zone.CORRECTION]
        self.sentences = _sentences(report)
        self.notes = _notes(report)

    def holds(self, words: str) -> bool:
        """Tell whether words still stand somewhere in the text."""
        return _plainly(words) in self.text

    def keys_in(self, span: Span) -> frozenset[str]:
        """Return the keys of the words in a stretch."""
        known = known_in(self.report, self.analysis)
        return frozenset(word.key for word in words_of(self.report.text, [span], known)) - {""}

    def note_on(self, words: Iterable[str], numbers: Iterable[str]) -> Span | None:
        """Return the correction note that names what is gone."""
        words, numbers = frozenset(words), frozenset(numbers)
        for note in self.notes:
            keys = self.keys_in(note)
            shared = len(words & keys)
            if numbers and numbers & keys and shared:
                return note
            if words and shared / len(words) >= NAMED_FROM:
                return note
        return None


def _is_note(zone: Zone) -> bool:
    return zone is Zone.CORRECTION


def _notes(report: Report) -> list[Span]:
    return [
        Span.cut(report.text, block.start, block.end, block.zone)
        for block in report.blocks
        if _is_note(block.zone)
    ]


def _plainly(text: str) -> str:
    return " ".join(text.casefold().split())


def _sentences(report: Report) -> list[Span]:
    return [
        sentence[0]
        for block in report.blocks
        if not block.zone.is_furniture and not _is_note(block.zone)
        for sentence in sentences_of([Span.cut(report.text, block.start, block.end, block.zone)])
    ]


def _statement(one: Told, new: _Newer, old: Report) -> Iterator[Vanished]:
    same = [other for other in new.told if other.key == one.key]
    if any(other.sequence == one.sequence for other in same):
        return
    alike = [other for other in same if compare(one, other).sameness is Sameness.SAME]
    now = max(alike, key=lambda other: compare(one, other).score, default=None)
    if now is None and (new.holds(one.text) or _reworded(one, new)):
        return
    if now is not None and not _says_otherwise(one, now):
        return
    note = new.note_on(one.content, _gone(one, now))
    yield _found(
        "statement", _id_of(one), one.spans[0], now.spans[0] if now else None, note, old, new
    )


def _reworded(one: Told, new: _Newer) -> bool:
    """Tell whether another speaker of the newer version says it in the same words."""
    return any(other.sequence == one.sequence for other in new.told)


def _says_otherwise(one: Told, now: Told) -> bool:
    if one.numbers != now.numbers or one.is_denied != now.is_denied:
        return True
    return any(difference.is_flagged for difference in differ(one, now))


def _gone(one: Told, now: Told | None) -> frozenset[str]:
    return one.numbers - now.numbers if now else one.numbers


def _id_of(one: Told) -> str:
    return one.attribution.id if one.attribution else one.claims[0]


def _figure(figure: Figure, before: Version, new: _Newer) -> Iterator[Vanished]:
    if any(_same_figure(figure, other) for other in new.figures):
        return
    if new.holds(figure.text):
        return
    report, analysis = before
    known = known_in(report, analysis)
    sentence = next(
        (s for s in _sentences(report) if s.start <= figure.number.start < s.end), figure.span
    )
    now = _standing_for(figure, report.text[sentence.start : sentence.end], new)
    words = words_of(report.text, [figure.span], known)
    numbers = {word.key for word in words if word.key.startswith("#")}
    note = new.note_on({w.key for w in words if w.key} - numbers, numbers)
    yield _found("figure", figure.id, figure.span, now, note, report, new)


def _same_figure(a: Figure, b: Figure) -> bool:
    return (a.low, a.high, a.bound, a.counted, a.change) == (
        b.low,
        b.high,
        b.bound,
        b.counted,
        b.change,
    )


def _standing_for(figure: Figure, sentence: str, new: _Newer) -> Span | None:
    """Return the number of the same class in the newer form of the same sentence."""
    old = _plain_words(sentence)
    best = max(new.sentences, key=lambda s: _alike(old, s.quote), default=None)
    if best is None or _alike(old, best.quote) < SAME_SENTENCE:
        return None
    inside = [f for f in new.figures if best.covers(f.number) and f.counted == figure.counted]
    return _nearest(figure, inside) if inside else None


def _nearest(figure: Figure, inside: Sequence[Figure]) -> Span:
    """Return the figure whose words are most like the old one's."""
    return max(inside, key=lambda f: LCSseq.normalized_similarity(f.text, figure.text)).span


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _alike(words: Sequence[str], sentence: str) -> float:
    return LCSseq.similarity(words, _plain_words(sentence)) / max(1, len(words))


def _claim(one: Told, new: _Newer, old: Report) -> Iterator[Vanished]:
    if new.holds(one.text):
        return
    words = _plain_words(one.text)
    now = max(new.sentences, key=lambda s: _alike(words, s.quote), default=None)
    if now is not None and _alike(words, now.quote) < SAME_SENTENCE:
        now = None
    if now is not None and one.content <= new.keys_in(now):
        return  # another number is told with its figure
    note = new.note_on(one.content, one.numbers)
    yield _found("claim", one.claims[0], one.spans[0], now, note, old, new)


def _found(
    kind: str,
    own: str,
    words: Span,
    now: Span | None,
    note: Span | None,
    old: Report,
    new: _Newer,
) -> Vanished:
    loss = Loss.CORRECTED if note else Loss.ALTERED if now else Loss.VANISHED
    return Vanished(kind, own, old.id, new.report.id, loss, words, now, note)
