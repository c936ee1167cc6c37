"""Who says it: an allegation does not carry a fact, and one speaker's words are not another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vedette.brief.check.align import Alignment
from vedette.brief.check.passages import Passage
from vedette.brief.check.statements import Statement
from vedette.brief.check.words import listed
from vedette.data.catalogue import organisations
from vedette.data.meanings import NEAR, likeness
from vedette.model import (
    Act,
    Attribution,
    Certainty,
    Commitment,
    EntityKind,
    Polarity,
    Span,
    Speaker,
    Token,
)

_MOSTLY = 0.6
_SHORT_STATES = {"u.s.": "united states", "u.k.": "united kingdom", "u.n.": "united nations"}
_JOINTS = frozenset({"of", "the", "a", "an", "for", "s", ""})
_OPENS, _CLOSES = ("(", "["), (")", "]")
_PERSONS = (EntityKind.PERSON, EntityKind.UNKNOWN)
_PARTIES = (EntityKind.STATE, EntityKind.FORCE, EntityKind.ORGANISATION)
OFFICIALS = frozenset({"official", "authority", "government", "leader"})
_PLAIN = frozenset({Act.STATES, Act.CLAIMS})
_WEAK = frozenset({Act.SUGGESTS, Act.ESTIMATES})  # who states it says no less
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.PROBABLE})
_HOLLOW = frozenset({Act.ASKS, Act.KEEPS_SILENT, Act.SUGGESTS})


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold what is wrong with the speaker: the reason, and whether somebody does say it."""

    reason: str
    as_said: bool = False
    speaker: str = ""  # who says it in the report


def told_of(said: Passage) -> tuple[Attribution, ...]:
    """Return the acts of speech that a statement is told by, the innermost first."""
    return said.told if isinstance(said, Statement) else ()


def carriers_there(a: Alignment) -> tuple[Attribution, ...]:
    """Return the acts of speech around what is found in the best passage, the innermost first."""
    matches = [
        m
        for m in a.by_token.values()
        if not _is_framing(a.said, m.unit.token) and not _is_gloss(a.best, m.other.token)
    ]
    rows = [a.best.carriers_of(m.other.token) for m in matches]
    told = [row for row in rows if row]
    if not told or len(told) < _MOSTLY * len(matches):
        return ()
    best = Counter(row[0].id for row in told).most_common(1)[0][0]
    return next(row for row in told if row[0].id == best)


def _is_gloss(passage: Passage, token: Token) -> bool:
    """Tell whether a word explains what is said, in brackets inside it: nobody else says it."""
    for act in passage.carriers:
        before = [s for s in act.content if s.end <= token.start]
        if before and not any(s.start <= token.start < s.end for s in act.content):
            gap = passage.reading.report.text[before[-1].end : token.start].strip()
            if gap.startswith(_OPENS) and not any(mark in gap for mark in _CLOSES):
                return True
    return False


def voice_gap(a: Alignment) -> Gap | None:
    """Return what is wrong with who says it, None where the speakers agree."""
    told, found = told_of(a.said), carriers_there(a)
    if not told:
        return unsaid(a, found)
    reason = speech_gap(told[0], found, a.said)
    for act in told:
        if act.speaker is not None and not is_heard(a, act.speaker, found):
            return another(a, act.speaker, found)
    inner = found[0] if found else None
    if inner is not None and inner.speaker is not None and _is_news(a, inner):
        known = any(t.speaker and agrees(t.speaker, inner.speaker) for t in told)
        if not known and not _is_named(a.said, inner.speaker):
            name = inner.speaker.name
            return Gap(f"only as said by {name}", as_said=True, speaker=name)
    return Gap(reason) if reason else None


def unsaid(a: Alignment, found: tuple[Attribution, ...]) -> Gap | None:
    """Return who alone says what the text says in its own voice."""
    inner = next((one for one in found if _is_news(a, one) and not _is_cued(a, one)), None)
    if inner is None or (inner.speaker and _is_named(a.said, inner.speaker)):
        return None
    name = name_of(inner)
    return Gap(f"only as said by {name}", as_said=True, speaker=name)


def _is_cued(a: Alignment, act: Attribution) -> bool:
    """Tell whether a text has the words of the speech too: "is expected to".

    Of somebody named it must tell the speech itself: "reached an agreement" is "agreed".
    """
    if not act.cue:
        return False
    if act.speaker is not None:
        return _tells(a, act, act.speaker)
    here = {t.lemma.lower() for t in a.said.reading.tokens_of(a.said.sentence)}
    inside = [t for t in a.best.tokens for s in act.cue if s.start <= t.start and t.end <= s.end]
    return bool(inside) and all(t.lemma.lower() in here for t in inside)


def _tells(a: Alignment, act: Attribution, speaker: Speaker) -> bool:
    """Tell whether a text has the verb of a speech among its words, and the name of who speaks."""
    found = a.by_token.values()
    cue = any(s.start <= m.other.token.start < s.end for m in found for s in act.cue)
    here = {t.lower for t in a.said.reading.tokens_of(a.said.sentence)}
    return cue and _words(speaker) <= here if _words(speaker) else False


def _is_news(a: Alignment, act: Attribution) -> bool:
    """Tell whether an act of speech is somebody else's than the outlet's that prints it.

    What a ministry prints of itself is its own claim all the same.
    """
    if act.speaker is None:
        return bool(act.source) or bool(act.cue)
    return act.speaker.kind in _PARTIES or not _is_outlet(a, act.speaker)


def _is_outlet(a: Alignment, speaker: Speaker) -> bool:
    outlet = a.best.reading.report.publisher
    return bool(outlet) and bool(_bare(speaker.name)) and _bare(speaker.name) in _bare(outlet)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower().removeprefix("the ")))


def speech_gap(told: Attribution, found: tuple[Attribution, ...], text: Passage) -> str | None:
    """Return what the manner of speech adds: a warning is not a statement, nor a question one."""
    if not found:
        return None
    said, there = told.modality, found[0].modality
    if said.act in _PLAIN:
        committed = there.act is Act.ASKS and there.commitment is Commitment.PRESUPPOSES
        if there.act in _HOLLOW and there.act is not said.act and not committed:
            return f"in the report the speaker only {there.act} it"
    elif said.act is not there.act and not (said.act in _WEAK and there.act in _PLAIN):
        return f"the speaker {there.act} it in the report, and {said.act} it here"
    unsure = there.certainty in _UNSURE and said.certainty not in _UNSURE
    nobody = found[0].speaker is None and not found[0].source  # "is expected to"
    cues = (*there.cues, *(found[0].cue if nobody else ()))
    if unsure and not _has_words(text, cues):
        return f"only {there.certainty} in the speaker's words"
    return None


def _has_words(passage: Passage, spans: Sequence[Span]) -> bool:
    """Tell whether a sentence has all words of some cues, whichever verb it ties them to."""
    here = {t.lower for t in passage.reading.tokens_of(passage.sentence)}
    return bool(spans) and all(word in here for s in spans for word in s.quote.lower().split())


def is_heard(a: Alignment, speaker: Speaker, found: tuple[Attribution, ...]) -> bool:
    """Tell whether a speaker is one of those in the report: named there, or the outlet itself."""
    if _is_outlet(a, speaker):
        return True
    if any(one.speaker and agrees(speaker, one.speaker) for one in found):
        return True
    if any(_bare(speaker.name) in map(_bare, one.chain) for one in found):
        return True
    if any(one.speaker and _is_same_at_length(a, speaker, one.speaker) for one in found):
        return True
    return not found and (_is_speaking(a, speaker) or _is_official(a, speaker))


def _is_same_at_length(a: Alignment, said: Speaker, found: Speaker) -> bool:
    """Tell whether a nameless speaker is told with more words, all of which the report has."""
    mine, theirs = said.name.lower().split(), found.name.lower().split()
    more = mine[len(theirs) :]
    if not more or mine[: len(theirs)] != theirs or not said.name.islower():
        return False
    return set(more) <= {t.lower for t in a.best.tokens}


def _is_official(a: Alignment, speaker: Speaker) -> bool:
    """Tell whether "officials" speak in what is called official, or printed by a body of a state.

    "Officially, ten took part": "the official number is ten".
    """
    if _head(speaker) not in OFFICIALS or speaker.state:
        return False
    outlet = _bare(a.best.reading.report.publisher)
    bodies = (_bare(one.name) for one in organisations() if one.state)
    return any(t.lower.startswith("official") for t in a.best.tokens) or any(
        body and outlet.startswith(body) for body in bodies
    )


def _is_speaking(a: Alignment, speaker: Speaker) -> bool:
    """Tell whether a speaker is the subject of a verb of speech in the passage.

    The reading may have missed it: the verb has its subject all the same.
    """
    return _speaks(a.best, a.best.tokens, speaker)


def _speaks(passage: Passage, tokens: Iterable[Token], speaker: Speaker) -> bool:
    words = _words(speaker)
    for token in tokens:
        above, role = passage.governor(token)
        if token.lower not in words:
            continue
        if role == "subject" and above.lemma.lower() in listed("speech"):
            return True
        if above.lemma.lower() in listed("speech_nouns"):  # "assurances from officials that"
            return True
    return False


def another(a: Alignment, speaker: Speaker, found: tuple[Attribution, ...]) -> Gap:
    """Tell who says it in the report instead of a speaker, or that nobody does."""
    other = next((one for one in found if one.speaker), None)
    if other is not None and other.speaker is not None:
        name = other.speaker.name
        return Gap(f"said by {name}, not by {speaker.name}", speaker=name)
    if found:
        return Gap(f"said by somebody unnamed, not by {speaker.name}")
    outlet = a.best.reading.report.publisher or "the report"
    return Gap(f"{outlet} says so itself; that {speaker.name} does is not found")


def agrees(said: Speaker, found: Speaker) -> bool:
    """Tell whether one speaker may be called by the name of another.

    A body is heard in its member, a state in a body or person of its own, "officials" in a named
    one; never the other way round.
    """
    if (said.id and said.id == found.id) or _is_called(said, found):
        return True
    if said.kind is EntityKind.STATE:
        return said.state == found.state and bool(found.body or found.role or _is_body(found))
    if said.kind in _PERSONS and found.kind in _PERSONS and said.name[:1].isupper():
        return _same_person(said, found)
    if said.kind in (EntityKind.GROUP, EntityKind.UNKNOWN) or said.name.islower():
        return _is_one_of(said, found)
    if said.kind is EntityKind.PERSON:
        return False
    return _speaks_for(said, found)


def _is_called(said: Speaker, found: Speaker) -> bool:
    """Tell whether the report calls a speaker so, in full or by the initials."""
    mine = {_firm(one) for one in (said.name, said.as_written) if one}
    theirs = {_firm(one) for one in (found.name, found.as_written) if one}
    if mine & theirs or _same_words(said.name, found.name):
        return True
    if not (said.name[:1].isupper() and found.name[:1].isupper()):
        return False
    words = (said.name.split(), found.name.split())
    if found.kind is EntityKind.PERSON and said.id is None and words[0] == words[1][-1:]:
        return True
    return any(_are_initials(a, b) for a, b in (words, words[::-1]))


def _same_words(a: str, b: str) -> bool:
    """Tell whether two names differ in order alone: "the army of Norway", "Norway's army"."""
    first, second = (
        frozenset(_bare(w.removesuffix("'s").removesuffix("’s")) for w in name.lower().split())
        for name in (a, b)
    )
    return first - _JOINTS == second - _JOINTS and bool(first - _JOINTS)


def _firm(name: str) -> str:
    """Return the letters of a name without what ends a firm's; "U.S." is the United States."""
    words = [_SHORT_STATES.get(word, word) for word in name.lower().split()]
    while len(words) > 1 and words[-1].strip(".,") in listed("firm_endings"):
        words.pop()
    return _bare(" ".join(words))


def _are_initials(short: Sequence[str], long: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in long if word[0].isupper())
    return len(initials) > 1 and [one.replace(".", "") for one in short] == [initials]


def _is_body(speaker: Speaker) -> bool:
    return speaker.kind in (EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.FORCE)


def _same_person(said: Speaker, found: Speaker) -> bool:
    mine, theirs = said.name.lower().split(), found.name.lower().split()
    if mine[-1] != theirs[-1]:
        return False
    firsts = (mine[:1], theirs[:1])
    return len(mine) == 1 or len(theirs) == 1 or firsts[0] == firsts[1] or said.id is None


def _speaks_for(said: Speaker, found: Speaker) -> bool:
    """Tell whether a speaker is a body, belongs to it, or to one below it."""
    above = {one.name: one.parent for one in organisations() if one.parent}
    body = found.name if _is_body(found) else found.body
    for _ in range(4):
        if body is None:
            break
        if _bare(body) == _bare(said.name):
            return True
        body = above.get(body)
    if found.kind is EntityKind.PERSON and said.id is None:  # a rank taken for a part of the name
        return _bare(said.name).endswith(_bare(found.name))
    return _bare(said.name) == _bare(found.name)


def _is_one_of(said: Speaker, found: Speaker) -> bool:
    """Tell whether a speaker is one of a group: of the same state, and of the same trade."""
    if said.state and said.state != found.state:
        return False
    group = _head(said)
    if said.name.islower() and _is_body(found) and likeness(group, "organization") > 0:
        return True  # "the company said"
    if group in OFFICIALS:
        return found.kind is not EntityKind.PUBLISHER and bool(
            found.body or found.role or found.state or _head(found) == group
        )
    words = {single(word) for text in (found.role, found.as_written, found.name) if text
             for word in text.lower().split()}  # fmt: skip
    return any(likeness(group, word) >= NEAR for word in words)


def _head(speaker: Speaker) -> str:
    written = speaker.as_written if speaker.kind is not EntityKind.GROUP else None
    words = (written or speaker.name).lower().split(" of ")[0].split()
    return single(words[-1]) if words else ""


def single(word: str) -> str:
    """Return a word without marks and the ending of the plural."""
    word = word.strip(".,’'“”")
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def name_of(act: Attribution) -> str:
    """Return who speaks, in words."""
    if act.speaker:
        return act.speaker.name
    return " ".join(s.quote for s in act.source) or "an unnamed speaker"


def is_denial(act: Attribution) -> bool:
    """Tell whether somebody denies what he speaks of."""
    return act.modality.act is Act.DENIES and act.modality.polarity is Polarity.DENIED


def is_turned(passage: Passage, token: Token) -> bool:
    """Tell whether a word stands in what somebody denies, who is named as denying it."""
    acts = told_of(passage) or passage.carriers_of(token)[:1]
    return sum(is_denial(act) for act in acts[:1]) % 2 == 1


def _words(speaker: Speaker) -> set[str]:
    names = (speaker.name, speaker.as_written or "")
    return {w.lower().strip(".,’'") for name in names for w in name.split() if w[:1].isupper()}


def _is_named(passage: Passage, speaker: Speaker) -> bool:
    """Tell whether a text names a speaker with a verb of speech that the reading has missed."""
    return _speaks(passage, passage.reading.tokens_of(passage.sentence), speaker)


def _is_framing(passage: Passage, token: Token) -> bool:
    return isinstance(passage, Statement) and token.i in passage.framing
