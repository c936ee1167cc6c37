"""Measures over judged documents: shares in per cent, counts as whole numbers.

Differences of the two readings are scored as either: an attribution that only one reader has is
neither required nor wrong, and a span, kind, speaker or chain is right if it is one reader's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from quality.gold.matching import Judged, Wanted, wanted_of
from quality.gold.names import same
from quality.gold.readings import Document, Ends, Said
from quality.gold.verdicts import RelayVerdict, SpeakerVerdict, relay_verdict, speaker_verdict
from quality.gold.words import overlap, words_in

Measure = float | int
Part = Callable[[Said], Ends]

SPANS: dict[str, Part] = {
    "source": lambda one: one.source,
    "cue": lambda one: one.cue,
    "content": lambda one: one.content,
}
CLASSES = ("named", "title", "organisation", "anonymous", "unstated")


def agreement(documents: Sequence[Document]) -> dict[str, Measure]:
    """Return how many attributions each reader has and how far the two agree."""
    first = sum(len(one.readings[0]) for one in documents)
    second = sum(len(one.readings[1]) for one in documents)
    both = [
        (one.report.text, wanted.readings)
        for one in documents
        for wanted in wanted_of(one)
        if wanted.required
    ]
    pairs = [(a, b) for _, (a, b) in both]
    measures: dict[str, Measure] = {
        "documents": len(documents),
        "reading_a": first,
        "reading_b": second,
        "agreement_f1": _share(2 * len(both), first + second),
    }
    for name, part in SPANS.items():
        equal = sum(words_in(text, part(a)) == words_in(text, part(b)) for text, (a, b) in both)
        measures[f"agreement_{name}"] = _share(equal, len(both))
    measures["agreement_kind"] = _share(sum(a.kind == b.kind for a, b in pairs), len(pairs))
    alike = sum(same(a.speakers, b.speakers) for a, b in pairs)
    measures["agreement_speaker"] = _share(alike, len(pairs))
    classed = sum(a.anonymity == b.anonymity for a, b in pairs)
    measures["agreement_anonymity"] = _share(classed, len(pairs))
    return measures


def measures_of(judged: Sequence[Judged]) -> dict[str, Measure]:
    """Return all measures of what Vedette found."""
    required = [(w, ours) for one in judged for w, ours in one.required]
    return {
        **_finding(judged),
        **_spans(judged),
        "kind_accuracy": _either(required, lambda one: one.kind),
        "anonymity_accuracy": _either(required, lambda one: one.anonymity),
        **_speakers(required),
        **_relays(required),
    }


def _share(part: float, whole: float) -> float:
    return 100.0 * part / whole if whole else 0.0


def _f1(right: float, wanted: int, given: int) -> float:
    return _share(2 * right, wanted + given)


def _either(pairs: Sequence[tuple[Wanted, Said]], value: Callable[[Said], str]) -> float:
    right = sum(value(ours) in {value(one) for one in wanted.readings} for wanted, ours in pairs)
    return _share(right, len(pairs))


def _finding(judged: Sequence[Judged]) -> dict[str, Measure]:
    found = sum(len(one.required) for one in judged)
    missed = sum(len(one.missed) for one in judged)
    invented = sum(len(one.invented) for one in judged)
    return {
        "required": found + missed,
        "found": found,
        "found_of_one_reader": sum(len(one.found) for one in judged) - found,
        "missed": missed,
        "missed_within_another": sum(map(_within_another, judged)),
        "invented": invented,
        "found_precision": _share(found, found + invented),
        "found_recall": _share(found, found + missed),
        "found_f1": _f1(found, found + missed, found + invented),
    }


def _within_another(judged: Judged) -> int:
    """Count what is missed as a record, though its words are content of one that is found."""
    text = judged.document.report.text
    heard = [words_in(text, ours.content) for _, ours in judged.found]
    missed = [words_in(text, one.readings[0].content) for one in judged.missed]
    return sum(bool(words) and any(words <= other for other in heard) for words in missed)


def _spans(judged: Sequence[Judged]) -> dict[str, Measure]:
    measures: dict[str, Measure] = {}
    for name, part in SPANS.items():
        exact = shared = 0.0
        wanted = given = 0
        for one in judged:
            text = one.document.report.text
            given += sum(bool(part(ours)) for ours in one.invented)
            wanted += sum(all(part(r) for r in missed.readings) for missed in one.missed)
            for want, ours in one.required:
                best, is_wanted = best_fit(text, want, ours, part)
                wanted += is_wanted
                given += bool(part(ours))
                exact += best == 1.0
                shared += best
        measures[f"{name}_exact_f1"] = _f1(exact, wanted, given)
        measures[f"{name}_overlap_f1"] = _f1(shared, wanted, given)
    return measures


def best_fit(text: str, wanted: Wanted, ours: Said, part: Part) -> tuple[float, bool]:
    """Return how well our span fits the nearer reading, and whether one was wanted at all.

    Where one reader has none, none is right and needs no count.
    """
    readings = [part(reading) for reading in wanted.readings]
    if not part(ours):
        return 0.0, all(readings)
    own = words_in(text, part(ours))
    return max(overlap(own, words_in(text, ends)) for ends in readings), any(readings)


def _speakers(pairs: Sequence[tuple[Wanted, Said]]) -> dict[str, Measure]:
    verdicts = [(w.readings, speaker_verdict(w, ours)) for w, ours in pairs]
    total = Counter(verdict for _, verdict in verdicts)
    right, wrong = total[SpeakerVerdict.RIGHT], total[SpeakerVerdict.WRONG]
    measures: dict[str, Measure] = {
        "speakers_right": right + total[SpeakerVerdict.RIGHTLY_NONE],
        "speakers_abstained": total[SpeakerVerdict.ABSTAINED],
        "speakers_wrong": wrong,
        "speakers_given": right + wrong,
    }
    for name in ("", *CLASSES):
        of_class = [(r, v) for r, v in verdicts if not name or r[0].anonymity == name]
        given = [v for _, v in of_class if v in (SpeakerVerdict.RIGHT, SpeakerVerdict.WRONG)]
        to_name = [v for r, v in of_class if all(one.speakers for one in r)]
        answered = sum(v is not SpeakerVerdict.ABSTAINED for v in to_name)
        end = f"_{name}" if name else ""
        right = sum(v is SpeakerVerdict.RIGHT for v in given)
        measures[f"speaker_n{end}"] = len(of_class)
        measures[f"speaker_right_of_given{end}"] = _share(right, len(given))
        measures[f"speaker_given{end}"] = _share(answered, len(to_name))
    return measures


def _relays(pairs: Sequence[tuple[Wanted, Said]]) -> dict[str, Measure]:
    total = Counter(relay_verdict(wanted, ours) for wanted, ours in pairs)
    return {
        "chains_right": total[RelayVerdict.RIGHT],
        "chains_missing": total[RelayVerdict.MISSING],
        "chains_wrong": total[RelayVerdict.WRONG],
    }
