"""Contradictions without a word of denial: the opposite said of one thing.

Two ways: one says that it is and one that it is not, in the same words; or both characterise one
thing with words that cannot both hold ("defensive", "aggressive": a list of the language). Both
need the same subject and a time that fits; everything else is no contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vedette.compare.renderings import overlap
from vedette.compare.statements.denials import LONGEST_WAIT, Tie
from vedette.compare.statements.gather import Draft, Shelf
from vedette.compare.statements.lexicon import Opposites, lexicon
from vedette.compare.statements.likeness import contrary_words, turned_round
from vedette.compare.statements.told import Told
from vedette.compare.statements.words import Word, WordKind
from vedette.model import Feature, Tense

CONTRADICTS = "contradicts"
EXERCISE = "exercise"  # the key of the words for one, see the list of forms
_THINGS = frozenset({WordKind.CONTENT, WordKind.NAME})
_SAME_FROM = 0.8  # of the words of both, for "did" against "did not"
_FEWEST = 3
_MOST_EACH = 6  # ties of one utterance on one subject, the nearest in time first
_LATER = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class _Trait:
    """Hold what an utterance says a thing to be, and whether it is of the first list or not."""

    draft: Draft
    first: bool
    word: str


def tie_opposites(
    drafts: Sequence[Draft], activities: Mapping[str, str], ids: Mapping[str, str]
) -> list[Tie]:
    """Tie utterances that contradict each other.

    `activities` gives the named activity that a report is about, `ids` the names of
    activities by the keys of the words for them.
    """
    stated = [d for d in drafts if d.seed.asserts and not d.seed.wraps and d.seed.key]
    return [*_traits_against(stated, activities, ids), *_negated(stated)]


def _traits_against(
    drafts: Iterable[Draft], activities: Mapping[str, str], ids: Mapping[str, str]
) -> Iterator[Tie]:
    by_subject: dict[tuple[str, Opposites], list[_Trait]] = defaultdict(list)
    for draft in drafts:
        for row, trait, subject in _traits(draft):
            named = _resolved(subject, draft.seed, activities, ids)
            if named:
                by_subject[named, row].append(trait)
    for (subject, row), traits in by_subject.items():
        yield from _against(traits, subject, row)


def _traits(draft: Draft) -> Iterator[tuple[Opposites, _Trait, str]]:
    words = draft.seed.words
    rows = lexicon(draft.seed.language).opposites
    for place, word in enumerate(words):
        for row in rows:
            if word.folded not in row.a | row.b:
                continue
            subject = _subject(words, place, lexicon(draft.seed.language).joining)
            if subject is None:
                continue
            negated = sum(one.negates for one in words[:place]) % 2 == 1
            first = (word.folded in row.a) is not negated
            shown = f"not {word.folded}" if negated else word.folded
            yield row, _Trait(draft, first, shown), subject.key


def _subject(words: Sequence[Word], place: int, joining: frozenset[str]) -> Word | None:
    """Return the thing that an adjective is said of, where only empty words part them.

    "A defensive exercise"; "the exercise is purely defensive", "describes the drills as
    defensive"; never over another noun or verb.
    """
    behind = words[place + 1] if place + 1 < len(words) else None
    if behind is not None and behind.kind in _THINGS:
        return behind
    for one in reversed(words[:place]):
        if one.kind in _THINGS:
            return one
        if one.kind is not WordKind.EMPTY or one.folded in joining:
            return None
    return None


def _resolved(
    key: str, told: Told, activities: Mapping[str, str], ids: Mapping[str, str]
) -> str | None:
    """Return the one thing in all reports that a word means here, None where nobody can say."""
    if key == EXERCISE:
        return activities.get(told.report.id)
    return ids.get(key)


def _against(traits: Sequence[_Trait], subject: str, row: Opposites) -> Iterator[Tie]:
    ones = [one for one in traits if one.first]
    others = [one for one in traits if not one.first]
    for one in ones:
        fitting = [two for two in others if _can_contradict(one.draft.seed, two.draft.seed, row)]
        nearest = sorted(fitting, key=lambda two: _apart(one.draft.seed, two.draft.seed))
        for two in nearest[:_MOST_EACH]:
            evidence = (
                Feature("subject", subject, 1.0),
                Feature("words", f"{one.word} against {two.word}", 1.0),
            )
            reason = f"of {subject}: {one.word} against {two.word}"
            a, b = _later_first(one.draft, two.draft)
            yield Tie(a, b, CONTRADICTS, reason, evidence)


def _can_contradict(a: Told, b: Told, row: Opposites | None = None) -> bool:
    if a.key == b.key or (a.body == b.body and not (a.own_voice or b.own_voice)):
        return False
    if row is not None and row.moment:
        return a.days is not None and b.days is not None and overlap(a.days, b.days)
    return row is not None or _apart(a, b)[0] <= LONGEST_WAIT


def _apart(a: Told, b: Told) -> tuple[int, str]:
    """Return the days between two utterances; where nobody knows, none."""
    if a.days is None or b.days is None:
        return 0, b.id
    gap = max((a.days[0] - b.days[1]).days, (b.days[0] - a.days[1]).days, 0)
    return gap, b.id


def _later_first(a: Draft, b: Draft) -> tuple[Draft, Draft]:
    """Put the later utterance first: it contradicts the earlier one."""
    first = sorted((a, b), key=lambda one: (str(one.seed.days or ""), one.seed.id))
    return first[1], first[0]


def _negated(drafts: Sequence[Draft]) -> Iterator[Tie]:
    """Yield pairs of which one says of the same thing that it is not."""
    affirmed = Shelf()
    for draft in drafts:
        if not draft.seed.is_denied and _speaks_of_others(draft.seed):
            affirmed.put(draft.seed, draft)
    for draft in drafts:
        one = draft.seed
        if not one.is_denied or not _speaks_of_others(one):
            continue
        for other in affirmed.candidates(one):
            tie = _opposed(draft, other)
            if tie is not None:
                yield tie


def _speaks_of_others(told: Told) -> bool:
    """Tell whether the sentence names what it speaks of; "it would leave" is about its speaker."""
    first = next((w for w in told.words if w.kind is not WordKind.ELLIPSIS), None)
    return (
        first is not None
        and first.folded not in lexicon(told.language).pronouns
        and len(told.content) >= _FEWEST
    )


def _opposed(draft: Draft, other: Draft) -> Tie | None:
    one, two = draft.seed, other.seed
    if not _can_contradict(one, two) or one.numbers != two.numbers or one.names != two.names:
        return None
    if one.modality.condition or two.modality.condition or _tenses_part(one, two):
        return None
    if contrary_words(one, two) or turned_round(one, two):
        return None  # "will not open" and "will close" go together
    both = {key for key in one.content & two.content if key not in one.names}
    total = len(one.content) + len(two.content)
    alike = 2 * len(one.content & two.content) / total
    if alike < _SAME_FROM or not both:
        return None
    evidence = (
        Feature("words", f"{alike:.0%} the same", alike),
        Feature("polarity", "one affirms, one denies", 1.0),
    )
    return Tie(draft, other, CONTRADICTS, "it is not, against it is", evidence)


def _tenses_part(a: Told, b: Told) -> bool:
    """Tell what is planned from what was done."""
    tenses = {a.modality.tense in _LATER, b.modality.tense in _LATER}
    return len(tenses) > 1 and Tense.UNSTATED not in {a.modality.tense, b.modality.tense}
