"""Denials tied to what they deny: in their own report, and across reports.

Precision first. A denial is tied to a statement that says what it denies; where it only points
back ("rejects this"), to the statement just before it. What fits less well is tied as
unspecified; a denial that fits nothing is kept: it denies what no report states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vedette.compare.statements.denied import Denied, denied_by, keys_of_speaker
from vedette.compare.statements.gather import Draft, Shelf
from vedette.compare.statements.likeness import contrary
from vedette.compare.statements.told import Told
from vedette.model import Act, Feature, Judgement, JudgementKind

RULE = "rule:denial@1"
DENIES = "denies"
UNSPECIFIED = "denies (unspecified)"
UNSTATED = "denies what no report states"

HELD_FROM = 0.75  # of the words of what is denied, for a tie
UNSURE_FROM = 0.6
SPREAD_FROM = 0.3  # of the words of what is stated, for a tie that is not sure
LONGEST_WAIT = 60  # days after which a denial answers something newer
NEXT_TO = 160  # characters of text between a statement and the "this" that rejects it
NEAR = 600
MOST_TIES = 8
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold a tie while it is weighed; `b` None: nobody says what `a` denies."""

    a: Draft
    b: Draft | None
    code: str
    reason: str
    evidence: tuple[Feature, ...] = ()

    @property
    def score(self) -> float:
        """Return the mean of the evidence."""
        return sum(one.score for one in self.evidence) / max(1, len(self.evidence))

    @property
    def judgement(self) -> Judgement:
        """Return the tie as a judgement computed on reading; its id stays while both are read."""
        a, b = self.a.seed.id, self.b.seed.id if self.b else None
        kind = JudgementKind.TIE
        return Judgement(
            id=Judgement.make_id(kind, a=a, b=b, by=RULE, code=self.code, value=None),
            kind=kind,
            a=a,
            b=b,
            by=RULE,
            reason=self.reason,
            code=self.code,
            score=round(self.score, 3) if self.evidence else None,
            evidence=tuple(map(str, self.evidence)),
        )


def tie_denials(drafts: Sequence[Draft], own: Sequence[Draft]) -> list[Tie]:
    """Tie each denial among the utterances to what it denies; `own` is said in outlets' voices."""
    every = [*drafts, *own]
    shelf = Shelf()
    for draft in every:
        shelf.put(draft.seed, draft)
    in_report = _by_report(every)
    ties: list[Tie] = []
    for draft in drafts:
        denied = denied_by(draft.seed)
        if denied is not None:
            ties += _ties(draft, denied, shelf, in_report)
    return ties


def _by_report(drafts: Iterable[Draft]) -> dict[str, list[tuple[Told, Draft]]]:
    found: dict[str, list[tuple[Told, Draft]]] = defaultdict(list)
    for draft in drafts:
        for one in draft.told:
            found[one.report.id].append((one, draft))
    for entries in found.values():
        entries.sort(key=lambda entry: (entry[0].end, entry[0].start))
    return found


def _ties(
    draft: Draft,
    denied: Denied,
    shelf: Shelf,
    in_report: Mapping[str, Sequence[tuple[Told, Draft]]],
) -> list[Tie]:
    if denied.is_empty:
        return [_antecedent(draft, denied, in_report)]
    fitting = list(_stating(draft, denied, shelf))
    sure = [tie for tie in fitting if tie.code == DENIES]
    best = sorted(sure or fitting, key=lambda tie: (-tie.score, tie.b.seed.id if tie.b else ""))
    if best:
        return best[:MOST_TIES]
    return [Tie(draft, None, UNSTATED, "no report states what it denies")]


def _antecedent(
    draft: Draft, denied: Denied, in_report: Mapping[str, Sequence[tuple[Told, Draft]]]
) -> Tie:
    """Tie a denial that only points back to what was said just before it, in any carrier."""
    found = [
        tie
        for one in (draft.told if denied.points else ())
        for tie in _before(one, draft, denied, in_report[one.report.id])
    ]
    if not found:
        return Tie(draft, None, UNSPECIFIED, "nobody is told to have said what it denies")
    return max(found, key=lambda tie: (tie.code == DENIES, tie.score))


def _before(
    one: Told, draft: Draft, denied: Denied, entries: Sequence[tuple[Told, Draft]]
) -> Iterator[Tie]:
    nearest: tuple[int, Draft, Told] | None = None
    for other, home in entries:
        if not _can_be_denied(one, other) or home is draft or other.end > one.start:
            continue
        named = denied.against & (keys_of_speaker(other.speaker) | other.names)
        if denied.against and not named:
            continue
        distance = one.start - _ends_at(other)
        if nearest is None or distance <= nearest[0]:
            nearest = distance, home, other
    if nearest is None:
        return
    distance, home, _ = nearest
    apart = Feature(
        "distance", f"{max(0, distance)} characters before", 1 - min(distance, NEAR) / NEAR
    )
    if denied.against:
        whose = Feature("whose claim", ", ".join(sorted(denied.against)), 1.0)
        yield Tie(draft, home, DENIES, "it names whose claim it denies", (whose, apart))
    elif distance <= NEXT_TO:
        yield Tie(draft, home, DENIES, "it answers what was said just before", (apart,))
    elif distance <= NEAR:
        yield Tie(draft, home, UNSPECIFIED, "it may answer what was said before", (apart,))


def _ends_at(one: Told) -> int:
    """Return where the sentence with its cue ends."""
    told = one.attribution
    parts = (*told.source, *told.cue) if told else ()
    return max([one.end, *(span.end for span in parts if span.end - one.end < NEXT_TO)])


def _can_be_denied(denial: Told, other: Told) -> bool:
    if other.is_silence or other.modality.act in {Act.ASKS, Act.CALLS, Act.THANKS}:
        return False
    if other.key == denial.key or other.wraps:
        return False
    if other.own_voice and not _is_sentence(other):
        return False
    return other.own_voice or other.body != denial.body


def _is_sentence(told: Told) -> bool:
    """Tell a sentence from a phrase or clause inside one."""
    text = told.report.text
    before = text[max(0, told.start - 3) : told.start].rstrip(' “”"»«')
    behind = text[told.end : told.end + 1]
    return before[-1:] in {"", "\n", *_STOPS} and behind in {"", "\n", *_STOPS}


def _stating(draft: Draft, denied: Denied, shelf: Shelf) -> Iterator[Tie]:
    """Yield the statements that say what is denied."""
    one = draft.seed
    for other in shelf.candidates(one):
        told = other.seed
        if other is draft or not _can_be_denied(one, told) or not _in_time(one, told):
            continue
        if told.is_denied is not denied.affirmed or not (told.asserts or _is_denial(told)):
            continue
        tie = _weigh(draft, other, denied)
        if tie is not None:
            yield tie


def _names_denier(denial: Told, other: Told) -> bool:
    """Tell whether what is said can be said of whoever denies it.

    "Its drones" are not the ones of another state, and who denies a share in something is denied
    nothing by those who name nobody.
    """
    own = keys_of_speaker(denial.speaker, denial.language)
    return bool(own & other.content)


def _is_denial(told: Told) -> bool:
    return told.modality.act is Act.DENIES


def _in_time(denial: Told, other: Told) -> bool:
    """Tell whether the other was said before the denial, and not long before."""
    if denial.days is None or other.days is None:
        return True
    waited = (denial.days[1] - other.days[0]).days
    return 0 <= waited <= LONGEST_WAIT


def _weigh(draft: Draft, other: Draft, denied: Denied) -> Tie | None:
    told = other.seed
    both = denied.content & told.content
    plain = {key for key in both if key not in told.names}
    if not denied.numbers <= told.numbers or contrary(denied.content, told.content, told.language):
        return None
    units, shared = len(denied.content | denied.numbers), len(both) + len(denied.numbers)
    held = shared / units
    missing = {key for key in denied.content - both if key in draft.seed.names}
    evidence = [Feature("words denied", f"{shared} of {units} stated", held)]
    if denied.against:
        whose = bool(denied.against & keys_of_speaker(told.speaker))
        evidence.append(
            Feature("whose claim", "named" if whose else "another's", 1.0 if whose else -1.0)
        )
        if not whose:
            return None
    if denied.of_itself and not _names_denier(draft.seed, told):
        return None
    if missing:
        evidence.append(Feature("names", f"not stated: {', '.join(sorted(missing))}", -1.0))
    # Words that stand in half the sentence only are another matter that shares them.
    spread = held * units / max(1, len(told.content | told.numbers))
    evidence.append(Feature("words stated", f"{spread:.0%} of them denied", min(1.0, spread)))
    if held >= HELD_FROM and shared > 1 and plain | denied.numbers and not missing:
        return Tie(draft, other, DENIES, "the same thing said", tuple(evidence))
    fits = held >= UNSURE_FROM and spread >= SPREAD_FROM
    if fits and shared > 1 and plain and not missing:
        return Tie(draft, other, UNSPECIFIED, "part of the same thing said", tuple(evidence))
    return None
