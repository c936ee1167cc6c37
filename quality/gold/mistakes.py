"""List what went wrong, kind by kind, with the words: for showing, and for mending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quality.gold.matching import Judged, Wanted
from quality.gold.names import Names
from quality.gold.readings import Ends, Said
from quality.gold.verdicts import SpeakerVerdict, speaker_verdict
from quality.gold.words import overlap, words_in

WIDTH = 160


def missed(judged: Judged) -> Iterator[str]:
    """Yield what both readers have and Vedette has not."""
    for wanted in judged.missed:
        yield _shown(judged, theirs=wanted.readings[0])


def invented(judged: Judged) -> Iterator[str]:
    """Yield what Vedette has and neither reader."""
    for ours in judged.invented:
        yield _shown(judged, ours=ours)


def too_long(judged: Judged) -> Iterator[str]:
    """Yield contents with words that the nearer reading lacks."""
    for ours, theirs in _contents(judged):
        if _content(judged, ours) - _content(judged, theirs):
            yield _shown(judged, ours=ours, theirs=theirs)


def too_short(judged: Judged) -> Iterator[str]:
    """Yield contents that lack words of the nearer reading."""
    for ours, theirs in _contents(judged):
        if _content(judged, theirs) - _content(judged, ours):
            yield _shown(judged, ours=ours, theirs=theirs)


def wrong_speaker(judged: Judged) -> Iterator[str]:
    """Yield speakers that neither reader has."""
    yield from _speakers(judged, SpeakerVerdict.WRONG)


def abstained(judged: Judged) -> Iterator[str]:
    """Yield attributions whose speaker both readers name and Vedette does not."""
    yield from _speakers(judged, SpeakerVerdict.ABSTAINED)


KINDS: dict[str, Callable[[Judged], Iterator[str]]] = {
    "missed": missed,
    "too-long": too_long,
    "too-short": too_short,
    "wrong-speaker": wrong_speaker,
    "abstained": abstained,
    "invented": invented,
}


def listing(judged: Sequence[Judged], kind: str) -> str:
    """Return all mistakes of one kind, one paragraph each, and their number."""
    found = [entry for one in judged for entry in KINDS[kind](one)]
    return "\n\n".join([*found, f"{kind}: {len(found)}"])


def _content(judged: Judged, one: Said) -> frozenset[int]:
    return words_in(judged.document.report.text, one.content)


def _contents(judged: Judged) -> Iterator[tuple[Said, Said]]:
    """Yield what was found with the reading whose content is nearer."""
    for wanted, ours in judged.required:
        own = _content(judged, ours)
        yield ours, max(wanted.readings, key=lambda r: overlap(own, _content(judged, r)))


def _speakers(judged: Judged, verdict: SpeakerVerdict) -> Iterator[str]:
    for wanted, ours in judged.required:
        if speaker_verdict(wanted, ours) is verdict:
            yield _shown(judged, ours=ours, theirs=_naming(wanted))


def _naming(wanted: Wanted) -> Said:
    return next((one for one in wanted.readings if one.speakers), wanted.readings[0])


def _shown(judged: Judged, *, ours: Said | None = None, theirs: Said | None = None) -> str:
    text = judged.document.report.text
    lines = [judged.document.name]
    for title, one in (("ours", ours), ("theirs", theirs)):
        if one is None:
            continue
        words = " | ".join(_quoted(text, ends) for ends in (one.source, one.cue, one.content))
        lines.append(f"  {title:7}{_speaker_names(one.speakers)} [{one.anonymity}, {one.kind}]")
        lines.append(f"         {words}")
    return "\n".join(lines)


def _quoted(text: str, ends: Ends) -> str:
    quote = " … ".join(" ".join(text[start:end].split()) for start, end in ends)
    if len(quote) <= WIDTH:
        return quote or "-"
    return f"{quote[: WIDTH // 2]} […] {quote[-WIDTH // 2 :]}"


def _speaker_names(speakers: Sequence[Names]) -> str:
    return " and ".join(names[0] for names in speakers) or "nobody"
