"""Hypothesis strategies: one per noun, named like it, each noun valid by construction."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from vedette import model as m

# Latin, Cyrillic, combining marks, astral planes, typographic quotes, line feeds.
ALPHABET = st.one_of(
    st.sampled_from("abc ABC 019 .,:-'\"\n«»“”’–ąčęłšžіўґя\u0301\U0001f680"),
    st.characters(exclude_categories=("Cs",)),
)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


words = st.text(ALPHABET, min_size=1, max_size=20).map(nfc)
names = words.filter(lambda text: bool(text.strip()))
texts = st.text(ALPHABET, min_size=2, max_size=200).map(nfc).filter(lambda text: len(text) > 1)
maybe_words = st.none() | words
ids = st.builds(m.make_id, st.sampled_from(["att", "fig", "clm", "rep"]), words)
maybe_ids = st.none() | ids
dates = st.dates(date(1900, 1, 1), date(2100, 1, 1))
instants = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
numbers = st.integers(0, 10**7) | st.floats(0, 1e7, allow_nan=False)
counts = st.integers(0, 10**6)


def several(strategy: st.SearchStrategy[Any], **sizes: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, **{"max_size": 3, **sizes}).map(tuple)


def some(enum: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(enum))


@st.composite
def spans(draw: st.DrawFn, text: str | None = None) -> m.Span:
    text = draw(texts) if text is None else text
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return m.Span.cut(text, start, end, draw(some(m.Zone)))


@st.composite
def whens(draw: st.DrawFn) -> m.When:
    days = sorted(draw(st.lists(dates, min_size=2, max_size=2)))
    start, end = draw(st.sampled_from([(0, 1), (0, None), (None, 1), (None, None)]))
    known = start is not None or end is not None
    return m.When(
        None if start is None else days[start],
        None if end is None else days[end],
        draw(some(m.Precision)) if known else m.Precision.UNKNOWN,
        draw(maybe_words),
        draw(maybe_words),
        draw(st.none() | instants),
    )


@st.composite
def wheres(draw: st.DrawFn) -> m.Where:
    placed = draw(st.booleans())
    return m.Where(
        draw(names),
        draw(st.none() | counts),
        draw(st.floats(-90, 90)) if placed else None,
        draw(st.floats(-180, 180)) if placed else None,
        draw(maybe_words),
        m.PlacePrecision.REGION if placed else m.PlacePrecision.UNPLACED,
        draw(maybe_words),
        draw(maybe_words),
    )


aliases = st.builds(m.Alias, words, maybe_words, maybe_words)
refs = st.builds(m.Ref, some(m.EntityKind), names, maybe_ids)
entities = st.builds(
    m.Entity,
    ids,
    some(m.EntityKind),
    names,
    several(aliases),
    several(st.tuples(words, words)),
    maybe_words,
    maybe_words,
)
modalities = st.builds(
    m.Modality,
    some(m.Polarity),
    some(m.Certainty),
    some(m.Tense),
    some(m.Commitment),
    some(m.Act),
    some(m.Evidential),
    maybe_words,
    several(spans()),
)
speakers = st.builds(
    m.Speaker,
    names,
    some(m.EntityKind),
    maybe_ids,
    maybe_words,
    maybe_words,
    maybe_words,
    maybe_words,
    several(words),
)


def attributions(text: str | None = None) -> st.SearchStrategy[m.Attribution]:
    group = several(spans(text))
    return st.builds(
        m.Attribution,
        ids,
        some(m.SpeechKind),
        group,
        group,
        several(spans(text), min_size=1),
        st.none() | speakers,
        some(m.Anonymity),
        some(m.Rendering),
        several(words),
        group,
        modalities,
        whens(),
        maybe_words,
        maybe_words,
        maybe_words,
        maybe_ids,
    )


DIMENSIONS = ("activity", "place", "force", "component", "role")
dimensions = st.lists(st.sampled_from(DIMENSIONS), unique=True).map(tuple)
scopes = st.builds(
    m.Scope,
    maybe_words,
    maybe_words,
    several(words),
    maybe_words,
    maybe_words,
    dimensions,
    dimensions,
)
changes = st.builds(
    m.Change,
    some(m.Direction),
    st.none() | numbers,
    st.none() | numbers,
    st.none() | numbers,
    st.none() | numbers,
    some(m.Nearness),
)


@st.composite
def figures(draw: st.DrawFn, text: str | None = None) -> m.Figure:
    span = draw(spans(text))
    ends: tuple[float | None, ...] = tuple(sorted(draw(st.tuples(numbers, numbers))))
    ends = draw(st.sampled_from([ends, (ends[0], None), (None, ends[1]), (None, None)]))
    return m.Figure(
        draw(ids),
        span,
        m.Span(span.start, span.start + 1, span.quote[:1], span.zone),
        *ends,
        draw(some(m.Bound)),
        draw(names),
        draw(maybe_words),
        draw(maybe_words),
        draw(maybe_words),
        draw(some(m.Nearness)),
        draw(scopes),
        draw(some(m.Stage)),
        draw(some(m.Basis)),
        draw(st.none() | whens()),
        draw(changes if ends == (None, None) else st.none() | changes),
        draw(maybe_ids),
        draw(maybe_ids),
        draw(maybe_ids),
        draw(modalities),
        draw(st.booleans()),
        draw(st.booleans()),
    )


values = st.builds(m.Value, some(m.ValueKind), words, maybe_ids)
maybe_where = st.none() | wheres()


def claims(text: str | None = None) -> st.SearchStrategy[m.Claim]:
    return st.builds(
        m.Claim,
        ids,
        ids,
        refs,
        names,
        values,
        spans(text),
        maybe_ids,
        modalities,
        whens(),
        maybe_where,
        words,
    )


def activities(text: str | None = None) -> st.SearchStrategy[m.Activity]:
    return st.builds(
        m.Activity,
        ids,
        names,
        spans(text),
        maybe_words,
        several(participants),
        whens(),
        maybe_where,
        modalities,
        several(relations),
    )


participants = st.builds(m.Participant, words, refs)
relations = st.builds(m.Relation, words, words)
time_mentions = st.builds(m.TimeMention, spans(), some(m.TimeType), maybe_words, whens())
place_mentions = st.builds(m.PlaceMention, spans(), wheres(), some(m.PlaceRole))
toponyms = st.builds(
    lambda start, length, role: m.Toponym(start, start + length, role),
    st.integers(0, 1000),
    st.integers(1, 50),
    some(m.PlaceRole),
)
mentions = st.builds(m.Mention, spans(), refs, st.booleans(), st.booleans())
abstentions = st.builds(m.Abstention, words, spans(), words)


def analyses(
    report_id: str | None = None, text: str | None = None
) -> st.SearchStrategy[m.Analysis]:
    return st.builds(
        m.Analysis,
        ids if report_id is None else st.just(report_id),
        several(attributions(text)),
        several(figures(text)),
        several(time_mentions),
        several(place_mentions),
        several(mentions),
        several(activities(text)),
        several(claims(text)),
        several(abstentions),
        several(words),
    )


publishers = st.builds(
    m.Publisher,
    names,
    several(words),
    several(words),
    maybe_words,
    some(m.PublisherKind),
    maybe_words,
    st.none() | st.booleans(),
    some(m.Reliability),
    maybe_words,
    st.none() | instants,
    maybe_words,
)
datelines = st.builds(m.Dateline, maybe_words, maybe_words, spans())


@st.composite
def reports(draw: st.DrawFn) -> m.Report:
    text = draw(texts)
    publisher, url = draw(st.just("") | words), draw(st.just("") | words)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    blocks = [m.Block(draw(some(m.Zone)), *ends) for ends in pairwise(cuts)]
    return m.Report(
        m.Report.make_id(publisher, url, text),
        text,
        tuple(blocks),
        url,
        publisher,
        draw(whens()),
        draw(st.none() | instants),
        draw(maybe_words),
        draw(maybe_words),
        draw(maybe_words),
        draw(st.none() | datelines),
        draw(maybe_words),
        draw(st.sampled_from(["und", "en", "ru"])),
        draw(several(st.tuples(words, words))),
    )


tokens = st.builds(
    m.Token,
    *[counts] * 3,
    *[words] * 6,
    *[counts] * 3,
    words,
    st.booleans(),
    counts,
)
sentences = st.builds(m.Sentence, *[counts] * 6, some(m.Zone), st.booleans())
quotations = st.builds(m.Quotation, *[counts] * 3, st.booleans(), counts, st.booleans())
readings = st.builds(
    m.Reading, reports(), words, several(tokens), several(sentences), several(quotations), words
)


anchors = st.builds(
    m.Anchor,
    ids,
    st.sampled_from(["claim", "figure", "report"]),
    ids,
    st.integers(0, 9),
    st.integers(9, 99),
    words,
    several(words),
    *[words] * 3,
)


@st.composite
def judgements(draw: st.DrawFn) -> m.Judgement:
    kind = draw(some(m.JudgementKind))
    verdict = draw(some(m.Verdict)) if kind is m.JudgementKind.VERDICT else None
    conflict = verdict is m.Verdict.CONFLICT
    return m.Judgement(
        draw(ids),
        kind,
        draw(ids),
        draw(maybe_ids),
        draw(words),
        draw(words),
        draw(words),
        verdict,
        draw(some(m.Force)) if conflict else None,
        draw(st.none() | numbers),
        draw(st.none() | numbers),
        draw(maybe_words),
        draw(several(words)),
        draw(st.none() | instants),
        draw(maybe_ids),
        draw(several(anchors)),
        draw(maybe_ids),
    )


passages = st.builds(m.Passage, spans(), spans())
folds = st.builds(
    m.Fold, ids, ids, st.floats(0, 1), several(words), some(m.FoldKind), several(passages)
)
shared = st.builds(m.Shared, ids, ids, several(passages))
origins = st.builds(
    m.Origin, ids, several(ids, min_size=1), several(folds), several(ids), several(words)
)
stories = st.builds(m.Story, ids, several(ids, min_size=1), maybe_words)
failures = st.builds(m.Failure, words, words, words)
stage_counts = st.builds(m.StageCount, words, counts, *[several(st.tuples(words, counts))] * 2)
receipts = st.builds(
    m.Receipt,
    ids,
    instants,
    st.none() | instants,
    several(words),
    counts,
    counts,
    several(stage_counts),
    several(failures),
    several(failures),
    st.booleans(),
    *[words] * 2,
)
evidences = st.builds(m.Evidence, ids, spans())
carried = st.builds(m.Carried, words, several(evidences, min_size=1), words)
brief_sentences = st.builds(
    m.BriefSentence,
    words,
    several(ids),
    several(evidences, min_size=1),
    words,
    words,
    st.none() | several(carried),
)
proofs = st.builds(m.Proof, ids, spans(), st.booleans())
checked_parts = st.builds(
    m.CheckedPart, spans(), some(m.Finding), words, several(proofs), st.booleans()
)
checked = st.builds(
    m.Checked,
    spans(),
    some(m.Finding),
    words,
    several(proofs, min_size=1),
    st.floats(0, 1),
    st.booleans(),
    several(checked_parts),
)
sections = st.builds(m.Section, words, several(brief_sentences))
refusals = st.builds(m.Refused, words, words, words)
rewritings = st.builds(m.Rewriting, words, counts, counts, counts, several(refusals), words)
briefs = st.builds(
    m.Brief,
    words,
    brief_sentences,
    several(brief_sentences),
    several(sections),
    maybe_words,
    maybe_words,
    several(refusals),
    st.none() | rewritings,
)
row_carriers = st.builds(
    m.RowCarrier,
    ids,
    words,
    whens(),
    ids,
    maybe_ids,
    spans(),
    some(m.Rendering),
    ids,
)
bodies = st.builds(m.Body, names, several(names), maybe_words, st.booleans())
rows = st.builds(
    m.Row,
    id=ids,
    figure=figures(),
    speaker=speakers,
    uttered=whens(),
    carriers=several(row_carriers, min_size=1),
    anonymity=some(m.Anonymity),
    own_voice=st.booleans(),
    utterers=several(bodies),
    origins=several(ids),
    outlets=several(words),
    replaced_by=maybe_ids,
    relay_of=maybe_ids,
    garbled=several(row_carriers),
)
utterance_carriers = st.builds(
    m.UtteranceCarrier,
    ids,
    ids,
    words,
    whens(),
    maybe_ids,
    several(spans(), min_size=1),
    some(m.Rendering),
    ids,
)
differences = st.builds(
    m.Difference, several(some(m.WordingCode), min_size=1), spans(), st.none() | spans()
)
wordings = st.builds(m.Wording, several(ids, min_size=1), several(differences))
utterances = st.builds(
    m.Utterance,
    id=ids,
    speaker=speakers,
    uttered=whens(),
    carriers=several(utterance_carriers, min_size=1),
    modality=modalities,
    anonymity=some(m.Anonymity),
    own_voice=st.booleans(),
    claims=several(ids),
    wordings=several(wordings),
    possibly=several(ids),
    relays=maybe_ids,
    utterers=several(bodies),
    origins=several(ids),
    outlets=several(words),
)
corroborated = st.builds(
    m.Corroborated,
    ids,
    refs,
    words,
    words,
    some(m.Polarity),
    several(ids, min_size=1),
    whens(),
    maybe_words,
    several(bodies),
    several(ids),
    several(words),
)
statements = st.builds(
    m.Statements,
    maybe_words,
    several(utterances, max_size=2),
    several(utterances, max_size=1),
    several(judgements(), max_size=2),
    several(utterances, max_size=1),
    several(corroborated, max_size=2),
    several(judgements(), max_size=1),
    counts,
)
vanishings = st.builds(
    m.Vanished, words, ids, ids, ids, some(m.Loss), spans(), *[st.none() | spans()] * 2
)
thresholds = st.builds(
    m.Threshold, name=words, value=numbers.map(float), counted=words, scope=words
)
threshold_tests = st.builds(m.ThresholdTest, thresholds, *[several(ids)] * 4)
superseded = st.builds(m.Superseded, rows, ids, maybe_ids, st.none() | spans())
history_entries = st.builds(
    m.HistoryEntry, rows, some(m.Step), words, st.none() | spans(), maybe_ids, st.booleans()
)
histories = st.builds(
    m.History, ids, words, words, scopes, several(history_entries, max_size=2), maybe_words
)
repetitions = st.builds(
    m.Repetition, ids, st.none() | st.dates(), several(row_carriers), several(ids), several(words)
)
ledgers = st.builds(
    m.Ledger,
    words,
    several(rows, max_size=2),
    several(judgements(), max_size=2),
    several(threshold_tests, max_size=2),
)

features = st.builds(m.Feature, words, words, st.floats(-1, 1))
likenesses = st.builds(m.Likeness, some(m.Sameness), words, several(features))
rivals = st.builds(m.Rival, ids, st.floats(-20, 20))
placements = st.builds(
    m.Placement,
    ids,
    st.none() | ids,
    st.floats(-20, 20),
    words,
    several(features),
    several(rivals),
    st.none() | ids,
)
threads = st.builds(m.Thread, words, words, several(ids), several(ids))
sightings = st.builds(m.Sighting, ids, ids, words, words)
incidents = st.builds(
    m.Incident,
    ids,
    words,
    whens().filter(lambda when: when != m.UNKNOWN_WHEN),
    wheres(),
    several(sightings, min_size=1),
)

NOUNS: dict[type[Any], st.SearchStrategy[Any]] = {
    m.Abstention: abstentions,
    m.Activity: activities(),
    m.Alias: aliases,
    m.Analysis: analyses(),
    m.Attribution: attributions(),
    m.Block: reports().filter(lambda r: bool(r.blocks)).map(lambda r: r.blocks[0]),
    m.Body: bodies,
    m.Brief: briefs,
    m.BriefSentence: brief_sentences,
    m.Rewriting: rewritings,
    m.Carried: carried,
    m.Checked: checked,
    m.CheckedPart: checked_parts,
    m.Proof: proofs,
    m.Refused: refusals,
    m.Section: sections,
    m.Change: changes,
    m.Claim: claims(),
    m.Corroborated: corroborated,
    m.Dateline: datelines,
    m.Difference: differences,
    m.Entity: entities,
    m.Evidence: evidences,
    m.Failure: failures,
    m.Feature: features,
    m.Figure: figures(),
    m.Fold: folds,
    m.Anchor: anchors,
    m.Judgement: judgements(),
    m.History: histories,
    m.HistoryEntry: history_entries,
    m.Ledger: ledgers,
    m.Likeness: likenesses,
    m.Mention: mentions,
    m.Modality: modalities,
    m.Origin: origins,
    m.Passage: passages,
    m.Shared: shared,
    m.Participant: participants,
    m.PlaceMention: place_mentions,
    m.Toponym: toponyms,
    m.Publisher: publishers,
    m.Quotation: quotations,
    m.Reading: readings,
    m.Receipt: receipts,
    m.Ref: refs,
    m.Relation: relations,
    m.Repetition: repetitions,
    m.Report: reports(),
    m.Row: rows,
    m.RowCarrier: row_carriers,
    m.Scope: scopes,
    m.Sentence: sentences,
    m.Span: spans(),
    m.Speaker: speakers,
    m.StageCount: stage_counts,
    m.Statements: statements,
    m.Story: stories,
    m.Superseded: superseded,
    m.Rival: rivals,
    m.Placement: placements,
    m.Thread: threads,
    m.Sighting: sightings,
    m.Incident: incidents,
    m.Threshold: thresholds,
    m.ThresholdTest: threshold_tests,
    m.TimeMention: time_mentions,
    m.Token: tokens,
    m.Utterance: utterances,
    m.UtteranceCarrier: utterance_carriers,
    m.Vanished: vanishings,
    m.Wording: wordings,
    m.Value: values,
    m.When: whens(),
    m.Where: wheres(),
}
