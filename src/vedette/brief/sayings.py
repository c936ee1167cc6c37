"""Sayings: what somebody says in one sentence of a report, or the report itself, put to be told.

A saying is told in the words of its report: as a clause behind "said that", before "X said", or
as a quotation. What is no clause, or leans on what stood before it, is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.brief import naming
from vedette.brief.clauses import Content, content_of
from vedette.brief.lexicon import listed, shifts, verb_of
from vedette.brief.material import Material, Reader
from vedette.brief.texts import curly, plain
from vedette.data.matcher import fold_name
from vedette.model import (
    Act,
    Analysis,
    Attribution,
    Claim,
    Commitment,
    EntityKind,
    Evidence,
    Report,
    Span,
    Speaker,
    SpeechKind,
    Utterance,
    When,
    Zone,
)

MARK = "\ue000"  # around a day that is printed for a time as written
BLANK = "\ue001"
SHORTEST, LONGEST = 3, 34  # words of a content that is told


@dataclass(frozen=True, slots=True)
class Saying:
    """Hold one thing said: by whom in which report, in which words, and what speaks for telling it.

    `by` is None for the report's own voice. `texts` are the origins that carry it, `topics` the
    predicates and types that its words tell.
    """

    id: str
    report: Report
    by: Attribution | None
    speaker: Speaker | None
    spans: tuple[Span, ...]
    words: Evidence
    claims: tuple[str, ...] = ()
    texts: int = 1
    carriers: tuple[str, ...] = ()  # reports
    topics: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """Return the words said."""
        return plain(" ".join(span.quote for span in self.spans))

    @property
    def order(self) -> tuple[str, str, int]:
        """Return the place in time: by the day said, else published."""
        when = self.by.uttered if self.by and self.by.uttered.is_known else self.report.published
        day = when.start or when.end
        return str(day or "9999"), self.report.id, self.spans[0].start

    @property
    def order_key(self) -> tuple[str, ...]:
        """Return the place in time as text."""
        day, report, start = self.order
        return day, report, f"{start:09}"


@dataclass(frozen=True, slots=True)
class Form:
    """Hold one way to tell a saying: words before the name, the verb, and words behind it.

    With words `before`, the name follows them: "Poland was no target, Russia said".
    """

    before: str
    verb: str
    rest: str
    lowered: str = ""  # `before` as it stands inside a sentence


def sayings_of(material: Material) -> list[Saying]:
    """Return what is said on the subject, each utterance once, in order of time."""
    said = [_of_utterance(one, material) for one in material.statements.utterances]
    silent = [_of_utterance(one, material) for one in material.statements.silences]
    own = _own_words(material)
    found = [one for one in (*said, *silent, *own) if one is not None]
    kept = [one for one in found if not _is_struck(one, material)]
    return sorted(kept, key=lambda one: one.order)


def _is_struck(saying: Saying, material: Material) -> bool:
    """Tell whether a person rejected what is said in these words."""
    return any(
        report_id == saying.report.id and part.overlaps(span)
        for report_id, span in material.struck
        for part in saying.spans
    )


def _of_utterance(one: Utterance, material: Material) -> Saying | None:
    carriers = [c for c in one.carriers if c.report_id in material.reports]
    body = [c for c in carriers if c.spans[0].zone is not Zone.HEADLINE]
    if not body or one.own_voice or one.relays:
        return None
    first = body[0]
    report = material.reports[first.report_id]
    by = material.attribution(report.id, first.attribution_id)
    if by is None or by.speaker is None:
        return None
    silent = by.modality.act is Act.KEEPS_SILENT
    if by.modality.commitment is Commitment.MENTIONS and not silent:
        return None  # a question, a call: nobody says it
    texts = {material.origins.get(c.report_id, c.report_id) for c in carriers}
    topics, equipment = topics_at(material, report, first.spans)
    return Saying(
        one.id,
        report,
        by,
        by.speaker,
        first.spans,
        _around(material, report, first.spans),
        one.claims,
        len(texts),
        tuple(dict.fromkeys(c.report_id for c in carriers)),
        topics,
        equipment,
    )


def _around(material: Material, report: Report, spans: Sequence[Span]) -> Evidence:
    last = spans[-1]
    whole = Span.cut(report.text, spans[0].start, max(last.end, spans[0].end), spans[0].zone)
    return material.sentence(report.id, whole)


def _own_words(material: Material) -> list[Saying]:
    """Return what reports claim in their own voice: one for each sentence."""
    found: dict[tuple[str, int], Saying] = {}
    for report, analysis in material.items:
        for claim in analysis.claims:
            if claim.attribution is not None or claim.evidence.zone is not Zone.BODY:
                continue
            if claim.predicate in {"count", "strength", "statement"}:
                continue
            words = material.sentence(report.id, claim.evidence)
            if _is_told_there(analysis.attributions, words.span):
                continue
            key = (report.id, words.span.start)
            if key not in found:
                found[key] = _own(report, claim, words, material)
    return list(found.values())


def _is_told_there(attributions: Sequence[Attribution], span: Span) -> bool:
    """Tell whether somebody speaks in the sentence: then it is not the report's alone."""
    return any(part.overlaps(span) for a in attributions for part in (*a.content, *a.cue))


def _own(report: Report, claim: Claim, words: Evidence, material: Material) -> Saying:
    topics, equipment = topics_at(material, report, (words.span,))
    span = words.span
    return Saying(
        claim.id,
        report,
        None,
        None,
        (span,),
        words,
        (claim.id,),
        1,
        (report.id,),
        topics,
        equipment,
    )


def topics_at(
    material: Material, report: Report, spans: Sequence[Span]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what is claimed in some words: predicates and types, and pieces of equipment."""
    analysis = material.analyses[report.id]
    topics: set[str] = set()
    equipment: set[str] = set()
    for claim in analysis.claims:
        if any(claim.evidence.overlaps(span) for span in spans):
            topics.add(claim.predicate)
            if claim.subject.kind.value == "equipment":
                equipment.add(claim.subject.name)
    for activity in analysis.activities:
        if activity.name is None and any(span.covers(activity.span) for span in spans):
            topics.add(activity.type)
    return frozenset(topics), frozenset(equipment)


# ---- how it can be told ------------------------------------------------------------------------


def told(saying: Saying, reader: Reader, now: date | None) -> tuple[Form, ...]:
    """Return the ways in which a saying can be told, the best first; none where it cannot be."""
    passages = reader.cited(saying.words)
    if not passages:
        return ()
    reading, analysis = passages[0].reading, passages[0].analysis
    quoted = saying.by is not None and saying.by.kind is SpeechKind.DIRECT
    dated = {} if quoted else days_in(saying, analysis, now)
    if dated is None:
        return ()  # "next month": of which month, a reader of the brief cannot tell
    content = content_of(reading, saying.spans, saying.speaker, quoted=quoted, dated=dated)
    if content is None or content.leans or _names_himself(saying, content):
        return ()
    fits = SHORTEST <= len(content.text.split()) <= LONGEST
    if not quoted and content.foretold and lay_ahead(saying, analysis, now):
        return _as_foretold(saying, content) if fits else ()
    if saying.by is None:
        return _own_forms(content) if content.is_clause and fits else ()
    forms = _clause_forms(saying.by, content, quoted=quoted) if content.is_clause and fits else []
    return (*forms, *_as_written(saying, saying.by, content, dated))


def _own_forms(content: Content) -> tuple[Form, ...]:
    """Return the ways to tell what a report says itself."""
    whole = Form(content.text, "reported", "", content.lowered)
    ahead = set(content.text.lower().split()) & set(listed("ahead"))
    return (Form("", "reported", _as_then(content.reported)), whole) if ahead else (whole,)


def lay_ahead(saying: Saying, analysis: Analysis, now: date | None) -> bool:
    """Tell whether words speak of a day that was to come when they were printed, and has come."""
    printed = saying.report.published.end
    days = [
        one.when.start
        for one in analysis.times
        if one.when.start and any(span.covers(one.span) for span in saying.spans)
    ]
    return printed is not None and now is not None and any(printed < day <= now for day in days)


def _as_foretold(saying: Saying, content: Content) -> tuple[Form, ...]:
    """Tell what has come since as what was to come: "reported that the drill would begin"."""
    if not content.is_clause:
        return ()
    if saying.by is None:
        return (Form("", "reported", content.foretold),)
    if saying.by.modality.act in _UNTOLD:
        return ()
    return (Form("", verb_of(str(saying.by.modality.act)), f"that {content.foretold}"),)


_UNTOLD = frozenset({Act.ASKS, Act.CALLS, Act.THANKS, Act.KEEPS_SILENT, Act.DENIES})


def _as_then(text: str) -> str:
    """Put what lay ahead into the past, also in a second clause: "began and would last"."""
    if "“" in text:
        return text
    return " ".join(
        shifts()[w] if w in listed("ahead") and w in shifts() else w for w in text.split(" ")
    )


def days_in(
    saying: Saying, analysis: Analysis, now: date | None
) -> dict[int, tuple[int, str]] | None:
    """Return the days to write for weekdays; None where a time counts from an unknown day."""
    found: dict[int, tuple[int, str]] = {}
    text = saying.report.text
    for one in analysis.times:
        if not any(span.covers(one.span) for span in saying.spans):
            continue
        words = one.span.quote.lower()
        before = text[max(0, one.span.start - 20) : one.span.start].split()
        behind = bool(before) and before[-1].lower() in listed("before_days")
        if behind and _is_date(one.span.quote, one.when, now):
            mark = f"{naming.dated_words(one.span.quote, one.when, now)}|{one.span.start}"
            mark = f"{MARK}{mark}|{one.span.end}|{one.span.quote}{MARK}"
            found[one.span.start] = (one.span.end, mark.replace(" ", BLANK))
            continue
        if not set(words.replace("'s", "").replace("’s", "").split()) & set(listed("deictic")):
            continue
        when = one.when
        day = naming.dated_words(one.span.quote, when, now)
        if not day:
            return None
        joint = "" if behind else "on "
        joint = "" if words in naming.NIGHTLY else joint
        mark = f"{MARK}{day}|{one.span.start}|{one.span.end}|{one.span.quote}{MARK}"
        found[one.span.start] = (one.span.end, joint + mark.replace(" ", BLANK))
    return found


def _is_date(written: str, when: When, now: date | None) -> bool:
    """Tell whether a report writes a date in another way than a brief does: "Sept. 16"."""
    dated = any(c.isdigit() for c in written) and any(c.isalpha() for c in written)
    return dated and naming.dated_words(written, when, now) not in {"", written}


def _names_himself(saying: Saying, content: Content) -> bool:
    """Tell whether the words name their own speaker: they are told of him, not by him."""
    speaker = saying.speaker
    if speaker is None or speaker.kind is not EntityKind.PERSON:
        return False
    last = fold_name(speaker.name.rsplit(" ", 1)[-1])
    return last in fold_name(content.text).split()


def _clause_forms(by: Attribution, content: Content, *, quoted: bool) -> list[Form]:
    verb = verb_of(str(by.modality.act))
    if by.modality.act in _UNTOLD:
        return []
    if quoted:
        inner = content.text.rstrip(".,;:").replace("“", "‘").replace("”", "’")
        said = f"“{inner}”" if inner.endswith(("?", "!")) else f"“{inner}.”"
        return [Form("", f"{verb}:", said), Form(f"“{inner},”", verb, "", f"“{inner},”")]
    forward = Form("", verb, f"that {content.reported}")
    if content.means_speaker:
        return [forward]
    if content.lowered.split()[0] in listed("inverted"):
        return [Form(_with_comma(content.text), verb, "", _with_comma(content.lowered))]
    backward = Form(_with_comma(content.text), verb, "", _with_comma(content.lowered))
    return [forward, backward] if content.is_past else [backward, forward]


def _with_comma(text: str) -> str:
    """Put a comma behind a text, inside a quotation mark that ends it."""
    if text.endswith("”"):
        return f"{text[:-1].rstrip('.,;:')},”"
    return f"{text.rstrip('.,;:')},"


def _as_written(
    saying: Saying, by: Attribution, content: Content, dated: Mapping[int, tuple[int, str]]
) -> list[Form]:
    """Return speaker, verb and content in the order of the report, where they stand so."""
    if not by.source or not by.cue or by.source[-1].end > by.cue[0].start:
        return []
    source, cue = by.source[-1], by.cue[0]
    end = max(cue.end, saying.spans[-1].end)
    words = saying.words.span
    if source.start < words.start or end > words.end or dated:
        return []
    if by.source[0].start != words.start and not content.starts_sentence(source.start):
        return []
    between = saying.report.text[source.end : cue.start].strip()
    if len(between.split()) > 2 or any(mark in between for mark in ',;:()“”"'):
        return []
    rest = curly(plain(saying.report.text[source.end : end]).rstrip(".,;:"))
    if not 2 <= len(rest.split()) <= LONGEST or _is_uneven(rest):
        return []
    verb, _, more = rest.partition(" ")
    return [Form("", verb, more)]


def _is_uneven(text: str) -> bool:
    """Tell whether a quotation is opened and not closed."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1
