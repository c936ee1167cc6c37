"""The nouns of Vedette: frozen, self-checking, without I/O or third-party imports."""

from __future__ import annotations

from vedette.model.activity import Activity, Participant, Relation
from vedette.model.analysis import Abstention, Analysis
from vedette.model.brief import Brief, BriefSentence, Evidence
from vedette.model.claim import Claim, Value, ValueKind
from vedette.model.entity import Alias, Entity, EntityKind, Mention, Ref
from vedette.model.figure import (
    Basis,
    Bound,
    Change,
    Direction,
    Figure,
    Nearness,
    Scope,
    Stage,
)
from vedette.model.grouping import Incident, Placement, Rival, Sighting, Thread
from vedette.model.ids import make_id
from vedette.model.judgement import Force, Judgement, JudgementKind, Verdict
from vedette.model.ledger import Body, Ledger, Row, RowCarrier, Threshold, ThresholdTest
from vedette.model.likeness import Feature, Likeness, Sameness
from vedette.model.reading import Quotation, Reading, Sentence, Token
from vedette.model.receipt import Failure, Receipt, StageCount
from vedette.model.report import Dateline, Publisher, PublisherKind, Reliability, Report
from vedette.model.span import Block, Span, Zone
from vedette.model.speech import (
    Act,
    Anonymity,
    Attribution,
    Certainty,
    Commitment,
    Evidential,
    Modality,
    Polarity,
    Rendering,
    Speaker,
    SpeechKind,
    Tense,
)
from vedette.model.statement import (
    Corroborated,
    Difference,
    Loss,
    Statements,
    Utterance,
    UtteranceCarrier,
    Vanished,
    Wording,
    WordingCode,
)
from vedette.model.story import Fold, Origin, Story
from vedette.model.when import UNKNOWN_WHEN, Precision, TimeMention, TimeType, When
from vedette.model.where import PlaceMention, PlacePrecision, PlaceRole, Toponym, Where

__all__ = [
    "UNKNOWN_WHEN",
    "Abstention",
    "Act",
    "Activity",
    "Alias",
    "Analysis",
    "Anonymity",
    "Attribution",
    "Basis",
    "Block",
    "Body",
    "Bound",
    "Brief",
    "BriefSentence",
    "Certainty",
    "Change",
    "Claim",
    "Commitment",
    "Corroborated",
    "Dateline",
    "Difference",
    "Direction",
    "Entity",
    "EntityKind",
    "Evidence",
    "Evidential",
    "Failure",
    "Feature",
    "Figure",
    "Fold",
    "Force",
    "Incident",
    "Judgement",
    "JudgementKind",
    "Ledger",
    "Likeness",
    "Loss",
    "Mention",
    "Modality",
    "Nearness",
    "Origin",
    "Participant",
    "PlaceMention",
    "PlacePrecision",
    "PlaceRole",
    "Placement",
    "Polarity",
    "Precision",
    "Publisher",
    "PublisherKind",
    "Quotation",
    "Reading",
    "Receipt",
    "Ref",
    "Relation",
    "Reliability",
    "Rendering",
    "Report",
    "Rival",
    "Row",
    "RowCarrier",
    "Sameness",
    "Scope",
    "Sentence",
    "Sighting",
    "Span",
    "Speaker",
    "SpeechKind",
    "Stage",
    "StageCount",
    "Statements",
    "Story",
    "Tense",
    "Thread",
    "Threshold",
    "ThresholdTest",
    "TimeMention",
    "TimeType",
    "Token",
    "Toponym",
    "Utterance",
    "UtteranceCarrier",
    "Value",
    "ValueKind",
    "Vanished",
    "Verdict",
    "When",
    "Where",
    "Wording",
    "WordingCode",
    "Zone",
    "make_id",
]
