"""Put a brief together again: a sentence of the model stands only where it passes, else ours.

Sections and their order are ours. A sentence of the model must hold by the words it cites and say
nothing that ours does not; together with those beside it, it must tell all that ours told. Else
ours is put back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.brief.rewriting.answer import SHAPE, Answer, Told
from vedette.brief.rewriting.ask import Asked, Ours
from vedette.model import Brief, BriefSentence, Checked, Evidence, Finding, Refused, Rewriting

MOST_FOR_ONE = 4  # sentences into which the model may split what it rewords
CHANGED = "changed"
ADDED = "added"
_AGAINST = 3
_SHORT = {str(Finding.PARTLY): 1, str(Finding.NOT_FOUND): 2}
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gate:
    """Hold the questions to the check.

    `holds` asks whether words carry a sentence that cites them, `tells` whether texts say all
    that a sentence says; each gives one finding for each sentence it was given. `changed` asks
    what a rewording (second) changes of a wording, None where nothing.
    """

    holds: Callable[[str, Sequence[Evidence]], Sequence[Checked]]
    tells: Callable[[str, Sequence[str]], Sequence[Checked]]
    changed: Callable[[Sequence[str], Sequence[str]], str | None]


def weave(brief: Brief, asked: Asked, answer: Answer, gate: Gate, *, model: str) -> Brief:
    """Return the brief with what passes of the model's sentences in the place of ours."""
    loom = _Loom(brief, asked, gate, model)
    refused = [*answer.refused, *loom.group(answer.told)]
    refused += loom.judge()
    taken = sum(len(texts) for texts in loom.taken.values())
    kept = len(asked.ours) - sum(len(keys) for keys in loom.taken)
    rewriting = Rewriting(model, len(asked.ours), taken, kept, tuple(refused))
    deck, *paragraphs = loom.sections()
    return replace(
        brief,
        deck=deck,
        sections=tuple(
            replace(section, sentences=sentences)
            for section, sentences in zip(brief.sections, paragraphs, strict=True)
        ),
        rewriting=rewriting,
    )


def unanswered(brief: Brief, asked: Asked, *, model: str, trouble: str) -> Brief:
    """Return the brief in our own words, with the reason why there was no answer."""
    count = len(asked.ours)
    return replace(brief, rewriting=Rewriting(model, count, 0, count, (), trouble))


class _Loom:
    """Keep which sentences of ours are told by which of the model."""

    def __init__(self, brief: Brief, asked: Asked, gate: Gate, model: str) -> None:
        self._brief = brief
        self._ours = {one.key: one for one in asked.ours}
        self._places = {one.key: n for n, one in enumerate(asked.ours)}
        self._gate = gate
        self._model = model
        self._groups: dict[tuple[str, ...], list[Told]] = {}
        self.taken: dict[tuple[str, ...], tuple[BriefSentence, ...]] = {}

    def group(self, told: Sequence[Told]) -> Iterator[Refused]:
        """Put sentences together that stand for the same of ours; yield what stands for none."""
        for one in told:
            reason = self._misplaced(one)
            if reason is None:
                self._groups.setdefault(one.stands_for, []).append(one)
            else:
                yield Refused(one.text, SHAPE, reason)

    def _misplaced(self, one: Told) -> str | None:
        """Say why a sentence cannot stand in the place that it names, None where it can."""
        keys = one.stands_for
        if unknown := [key for key in keys if key not in self._ours]:
            return f"it stands for {unknown[0]}, which it was not given"
        ours = [self._ours[key] for key in keys]
        places = [self._places[key] for key in keys]
        cited = {note for each in ours for note in each.notes}
        foreign = [note for note in one.notes if note not in cited]
        first = places[0]
        faults = {
            "it stands for sentences of several sections": len({o.section for o in ours}) > 1,
            "it stands for sentences that do not follow one another": (
                places != list(range(first, first + len(places)))
            ),
            "it stands for a sentence that another one stands for": any(
                keys != other and set(keys) & set(other) for other in self._groups
            ),
            "too many sentences for one": len(self._groups.get(keys, ())) >= MOST_FOR_ONE,
            f"it cites note {foreign[:1]}, which its sentences do not": bool(foreign),
        }
        return next((reason for reason, is_so in faults.items() if is_so), None)

    def judge(self) -> Iterator[Refused]:
        """Take the sentences that pass; yield those that do not, with the reason."""
        for keys, told in self._groups.items():
            ours = [self._ours[key] for key in keys]
            passed: list[Told] = []
            for one in told:
                refused = self._refused(one, ours)
                if refused is None:
                    passed.append(one)
                else:
                    yield refused
            lost = self._lost(ours, passed) if passed else None
            if passed and lost is None:
                self._take(keys, ours, passed)
            for one in passed if lost else ():
                yield Refused(one.text, CHANGED, str(lost))

    def _refused(self, one: Told, ours: Sequence[Ours]) -> Refused | None:
        """Return why a sentence does not stand, None where it does.

        That the words carry it is not enough: what a report says besides, and an order to the
        model hidden in it above all, is not what our sentence says. Nor is it always to be had:
        who is meant by "he" and when a report came out stand in our sentence by what the store
        knows, and then the words must carry as much of the other wording as they do of ours.
        """
        evidence = self._evidence(one)
        if (words := _misquoted(one.text, evidence)) is not None:
            return Refused(one.text, SHAPE, f"“{words}” does not stand in the words it cites")
        failed = _failed(one.text, self._gate.holds(one.text, evidence))
        if failed is not None and _badness(failed) > max(map(self._owed, ours)):
            return failed
        added = _failed(one.text, self._gate.tells(one.text, [o.sentence.text for o in ours]))
        return added and Refused(one.text, ADDED, f"ours does not say so: {added.reason}")

    def _owed(self, one: Ours) -> int:
        """Return how far the words alone fall short of our own sentence."""
        sentence = one.sentence
        failed = _failed(sentence.text, self._gate.holds(sentence.text, sentence.evidence))
        return min(_badness(failed), _AGAINST - 1)  # what words contradict is never owed

    def _lost(self, ours: Sequence[Ours], passed: Sequence[Told]) -> str | None:
        """Say what of ours is told no longer, or otherwise; None where all stands."""
        cited = {note for one in passed for note in one.notes}
        if missing := [note for each in ours for note in each.notes if note not in cited]:
            return f"note {missing[0]} is cited no longer"
        texts = [one.text for one in passed]
        if change := self._gate.changed([each.sentence.text for each in ours], texts):
            return change
        for each in ours:
            own = each.sentence.text
            if own in texts:
                continue
            failed = _failed(own, self._gate.tells(own, texts))
            if failed is not None:
                return f"{each.key} is not told in full: {failed.reason}"
        return None

    def _take(self, keys: tuple[str, ...], ours: Sequence[Ours], passed: Sequence[Told]) -> None:
        """Set the model's sentences in the place of ours; its words that are ours stay ours."""
        if [one.text for one in passed] == [each.sentence.text for each in ours]:
            return
        claims = tuple(dict.fromkeys(claim for each in ours for claim in each.sentence.claims))
        self.taken[keys] = tuple(
            BriefSentence(one.text, claims, self._evidence(one), wording=self._model)
            for one in passed
        )

    def _evidence(self, one: Told) -> tuple[Evidence, ...]:
        notes = self._brief.notes
        return tuple(notes[note - 1] for note in one.notes)

    def sections(self) -> Iterator[tuple[BriefSentence, ...]]:
        """Return the sentences of the deck and of each section."""
        heads = {keys[0]: texts for keys, texts in self.taken.items()}
        gone = {key for keys in self.taken for key in keys}
        number = 0
        for sentences in (self._brief.deck, *self._brief.paragraphs):
            woven: list[BriefSentence] = []
            for sentence in sentences:
                number += 1
                key = f"s{number}"
                woven += heads.get(key, ()) if key in gone else (sentence,)
            yield tuple(woven)


def _failed(text: str, findings: Sequence[Checked]) -> Refused | None:
    """Return why a text does not stand: it has sentences, and all of them must be supported."""
    bad = next((one for one in findings if one.finding is not Finding.SUPPORTED), None)
    if findings and bad is None:
        return None
    if bad is None:
        return Refused(text, str(Finding.NOT_FOUND), "nothing in it can be checked")
    return Refused(text, str(bad.finding), bad.reason)


def _badness(failed: Refused | None) -> int:
    return 0 if failed is None else _SHORT.get(failed.finding, _AGAINST)


def _misquoted(text: str, evidence: Sequence[Evidence]) -> str | None:
    """Return the words that a text puts into quotation marks and nobody said so, None if none."""
    cited = [_bare(e.span.quote) for e in evidence]
    for words in _QUOTED.findall(text):
        if not any(f" {_bare(words)} " in f" {each} " for each in cited):
            return str(words)
    return None


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.replace("’", "'").casefold()))
