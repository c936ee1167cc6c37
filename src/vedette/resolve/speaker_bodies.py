"""Bodies and states as speakers: "the ministry", "Minsk", "the defence ministries of both"."""

from __future__ import annotations

from vedette.data.catalogue import organisations
from vedette.data.matcher import fold_name
from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker
from vedette.resolve.speaker_scene import BODIES, Scene, state_of, state_of_body

Resolved = tuple[Speaker | None, Anonymity]
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"}
)
_FILLERS = frozenset({"of", "the", "in", "national"})


def known_body(scene: Scene, source: Span, noun: str, *, definite: bool) -> Resolved:
    """Find the body that "the ministry" means among those named before."""
    own = scene.inside(source.start, source.end)
    state = next((s for m in own if (s := state_of(m))), None)
    named: dict[str, Mention] = {}
    for mention in scene.mentions:
        if mention.kind not in BODIES or mention.span.start >= source.start:
            continue
        fits = (
            noun in fold_name(mention.ref.name).split()
            or noun in fold_name(mention.span.quote).split()
        )
        if fits and (state is None or state_of_body(mention) in (None, state)):
            named[mention.ref.id or mention.ref.name] = mention
    plain = len(source.quote.split()) <= 2
    if definite and plain and named:
        last = max(named.values(), key=lambda m: m.span.start)
        if len(named) == 1 or scene.block_of(last.span.start) == scene.block_of(source.start):
            return speaker_of_body(last, source), Anonymity.ORGANISATION
        names = tuple(dict.fromkeys(m.ref.name for m in named.values()))
        name = clean(source.quote)
        speaker = Speaker(
            name, EntityKind.ORGANISATION, state=state, as_written=source.quote, candidates=names
        )
        return speaker, Anonymity.ORGANISATION
    seated = None if named else _by_dateline(scene, source, state)
    if seated is not None:
        return seated, Anonymity.ORGANISATION
    return unknown_body(scene, source), Anonymity.ORGANISATION


def unknown_body(scene: Scene, source: Span) -> Speaker:
    """Keep a body as written, under the body and state that its name holds."""
    own = scene.inside(source.start, source.end)
    above = next((m for m in own if m.kind in BODIES), None)
    states = dict.fromkeys(s for m in own if (s := state_of(m)))
    state = next(iter(states)) if len(states) == 1 else None
    return Speaker(
        clean(source.quote),
        EntityKind.ORGANISATION,
        body=above.ref.name if above is not None else None,
        state=state or (state_of_body(above) if above is not None else None),
        as_written=source.quote,
    )


def _by_dateline(scene: Scene, source: Span, state: str | None) -> Speaker | None:
    """Find "the defence ministry" of the state beside it, or of the dateline's capital."""
    iso = state or scene.seat()
    if iso is None:
        return None
    words = set(fold_name(clean(source.quote)).split())
    words = {"defence" if w == "defense" else w for w in words}
    for record in organisations():
        if record.state != iso:
            continue
        name = {"defence" if w == "defense" else w for w in fold_name(record.name).split()}
        if len(words) > 1 and words <= name | _FILLERS:
            own = f"organisation/{record.id.removeprefix('organisation/')}"
            return Speaker(
                record.name, EntityKind.ORGANISATION, id=own, body=record.name, state=iso,
                as_written=source.quote,
            )  # fmt: skip
    return None


def clean(phrase: str) -> str:
    """Return a phrase without article, genitive and punctuation at its ends."""
    words = phrase.strip(" ,;:–—-").split()
    while len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    text = " ".join(words).strip(" ,;:–—-")
    return text.removesuffix("’s").removesuffix("'s") or phrase.strip() or phrase


def speaker_of_body(mention: Mention, source: Span) -> Speaker:
    """Build the speaker of a body mentioned."""
    return Speaker(
        mention.ref.name,
        mention.kind,
        id=mention.ref.id,
        body=mention.ref.name,
        state=state_of_body(mention),
        as_written=source.quote,
    )


def speaker_of_state(mention: Mention, source: Span) -> Speaker:
    """Build the speaker of a state mentioned: its government speaks."""
    return Speaker(
        mention.ref.name,
        EntityKind.STATE,
        id=mention.ref.id,
        state=state_of(mention),
        as_written=source.quote,
    )
