"""What is said of an activity beside its numbers: statements by theme, then by speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.model import Judgement, Statements, Utterance

# A theme with the predicates and types of activity whose claims put a statement under it; the
# first that fits wins. What fits none is not lost: it stands under the last one.
_THEMES: tuple[tuple[str, str, frozenset[str]], ...] = (
    (
        "nature",
        "What it is said to be",
        frozenset({"is-described-as", "reassures", "reassurance", "responds-to", "is-part-of"}),
    ),
    (
        "warnings",
        "Warnings and accusations",
        frozenset({"warns", "warning", "accuses", "accusation", "threat", "alerts"}),
    ),
    ("denials", "Denials", frozenset({"denies", "denial"})),
    (
        "weapons",
        "Weapons and equipment",
        frozenset(
            {
                "deploys", "moves", "fires", "tests", "shows", "carries", "uses", "plans-use",
                "flies", "supplies", "can-reach", "deployment", "movement", "launch or test",
                "mentioned",
            }
        ),
    ),
    (
        "measures",
        "Borders, airspace, incidents",
        frozenset(
            {
                "closes-border", "opens-border", "restricts-airspace", "violates-airspace",
                "shoots-down", "intercepts", "imposes-sanctions", "eases-sanctions",
                "border measure", "airspace measure", "airspace violation", "sanction measure",
                "air-defence engagement", "comes-down", "detects",
            }
        ),
    ),
    (
        "people",
        "Who takes part, watches, is told",
        frozenset(
            {
                "organises", "hosts", "participates", "observes", "invites", "notifies",
                "notification", "observation or inspection", "visit", "visits", "meets",
            }
        ),
    ),
    ("place", "Where and when", frozenset({"takes-place-at", "takes-place-during"})),
    ("numbers", "Numbers", frozenset({"strength", "count"})),
)  # fmt: skip
_REST = ("other", "Other statements")


@dataclass(frozen=True, slots=True)
class Voice:
    """Hold what one speaker says under a theme, in the order of time."""

    name: str
    said: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold one theme with its speakers, those who say most first."""

    key: str
    title: str
    voices: tuple[Voice, ...]
    total: int

    def shown(self, most: int) -> list[Voice]:
        """Return the speakers with at most so many statements together, a few of each."""
        left, found = most, []
        each = max(2, most // max(len(self.voices), 1))
        for voice in self.voices:
            said = voice.said[: min(each, left)]
            left -= len(said)
            if said:
                found.append(Voice(voice.name, said))
        return found


def by_theme(found: Statements) -> list[Theme]:
    """Sort the statements on a subject by theme and speaker; none is left out."""
    predicates = {claim: one.predicate for one in found.claims for claim in one.claims}
    themes: dict[str, dict[str, list[Utterance]]] = defaultdict(lambda: defaultdict(list))
    for one in found.utterances:
        key = theme_of([predicates.get(claim, "") for claim in one.claims])
        themes[key][one.speaker.name].append(one)
    titles = [*((key, title) for key, title, _ in _THEMES), _REST]
    return [_theme(key, title, themes[key]) for key, title in titles if key in themes]


def theme_of(predicates: Sequence[str]) -> str:
    """Return the key of the theme that the claims of a statement put it under."""
    for key, _, known in _THEMES:
        if known.intersection(predicates):
            return key
    return _REST[0]


def _theme(key: str, title: str, speakers: dict[str, list[Utterance]]) -> Theme:
    voices = [Voice(name, tuple(said)) for name, said in speakers.items()]
    voices.sort(key=lambda voice: (-len(voice.said), voice.name))
    return Theme(key, title, tuple(voices), sum(len(voice.said) for voice in voices))


@dataclass(frozen=True, slots=True)
class Dispute:
    """Hold those who say a thing and those who deny or contradict it, side by side.

    Without `other` no report states what is denied.
    """

    code: str
    reason: str
    side: tuple[Utterance, ...]
    other: tuple[Utterance, ...]


def disputes_of(found: Statements) -> list[Dispute]:
    """Gather the ties that hang together into disputes, those with two sides first."""
    known = {one.id: one for one in (*found.outside, *found.utterances)}
    tied: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for tie in found.ties:
        if tie.a in known and (tie.b is None or tie.b in known):
            tied[tie.code, tie.reason].append(tie)
    disputes = [
        Dispute(code, reason, *(tuple(known[one] for one in ids) for ids in sides))
        for (code, reason), ties in tied.items()
        for sides in _sides(ties)
    ]
    return sorted(disputes, key=lambda one: (not one.other, -len(one.side) - len(one.other)))


def _sides(ties: Sequence[Judgement]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the two sides of each dispute: who stands against somebody stands on the other side."""
    against: dict[str, list[str]] = {}
    for tie in ties:
        against.setdefault(tie.a, []).extend([tie.b] if tie.b else [])
        if tie.b:
            against.setdefault(tie.b, []).append(tie.a)
    left = dict.fromkeys(against)
    while left:
        first = next(iter(left))
        sides: tuple[list[str], list[str]] = ([], [])
        waiting = [(first, 0)]
        while waiting:
            one, side = waiting.pop(0)
            if one in left:
                del left[one]
                sides[side].append(one)
                waiting += [(other, 1 - side) for other in against[one]]
        yield sides
