"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from vedette.store.dialect import SEARCH_DDL

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_reports()
    _make_analyses()
    _make_claims()
    _make_indexes()
    _make_decisions()
    _make_books()
    for statement in SEARCH_DDL[op.get_context().dialect.name]:
        op.execute(statement)


def _number() -> sa.Column[int]:
    return sa.Column("no", sa.Integer, primary_key=True, autoincrement=False)


def _texts(*names: str, required: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=not required) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _make_reports() -> None:
    op.create_table(
        "report",
        _number(),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_texts("thread"),
        *_integers("version"),
        *_texts("publisher", "url"),
        *_texts("headline", required=False),
        *_texts("text", "language"),
        *_texts("published_start", "published_end", required=False),
        *_texts("published_precision"),
        *_texts("published_until", required=False),
        *_texts("retrieved_at", "ingested_at", "payload"),
    )
    op.create_index("report_thread", "report", ["thread"])
    op.create_index("report_url", "report", ["url"])
    op.create_index("report_published_until", "report", ["published_until"])


def _make_analyses() -> None:
    owner = sa.ForeignKey("report.no", ondelete="CASCADE")
    op.create_table(
        "analysis",
        _number(),
        sa.Column("report_no", sa.Integer, owner, nullable=False),
        *_texts("stages", "made_at", "payload"),
        sa.UniqueConstraint("report_no", "stages", name="analysis_of_stages"),
    )


def _make_index_table(name: str, *columns: sa.Column[Any]) -> None:
    owner = sa.ForeignKey("analysis.no", ondelete="CASCADE")
    op.create_table(
        name,
        sa.Column("analysis_no", sa.Integer, owner, primary_key=True, autoincrement=False),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        *columns,
        *_integers("span_start", "span_end"),
        sqlite_with_rowid=False,
    )


SPEAKER = ("speaker_name", "speaker_key", "speaker_id", "body_key")


def _make_claims() -> None:
    _make_index_table(
        "claim",
        *_texts("id", "subject_kind", "subject_name", "subject_key"),
        *_texts("subject_id", required=False),
        *_texts("predicate"),
        *_texts(*SPEAKER, required=False),
        *_texts("polarity", "certainty", "act"),
        *_texts("when_start", "when_end", required=False),
        *_texts("words"),
    )
    op.create_index("claim_id", "claim", ["id"])
    op.create_index("claim_subject", "claim", ["subject_key"])
    op.create_index("claim_speaker", "claim", ["speaker_key"])


def _make_indexes() -> None:
    _make_index_table(
        "figure",
        *_texts("id", "counted"),
        *_texts("activity", required=False),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        *_texts(*SPEAKER, required=False),
    )
    op.create_index("figure_id", "figure", ["id"])
    op.create_index("figure_activity", "figure", ["activity", "counted"])
    _make_index_table(
        "attribution", *_texts("id", "kind", "act"), *_texts(*SPEAKER, required=False)
    )
    op.create_index("attribution_id", "attribution", ["id"])
    op.create_index("attribution_speaker", "attribution", ["speaker_key"])
    _make_index_table(
        "mention",
        *_texts("kind", "name", "key"),
        *_texts("ref_id", required=False),
        *_integers("times"),
    )
    op.create_index("mention_key", "mention", ["key"])
    _make_index_table("activity", *_texts("id", "type"), *_texts("name", required=False))
    op.create_index("activity_id", "activity", ["id"])
    op.create_index("activity_name", "activity", ["name"])


def _make_decisions() -> None:
    op.create_table(
        "judgement",
        _number(),
        *_texts("id", "kind", "a"),
        *_texts("b", required=False),
        *_texts("by", "made_at"),
        *_texts("superseded_by", "superseded_at", required=False),
        *_texts("payload"),
    )
    for column in ("id", "a", "b"):
        op.create_index(f"judgement_{column}", "judgement", [column])
    op.create_table(
        "tombstone",
        _number(),
        *_texts("report_id", "reason", "forgotten_at"),
        *_texts("lifted_at", required=False),
    )
    op.create_index("tombstone_report", "tombstone", ["report_id"])


def _make_books() -> None:
    op.create_table(
        "receipt",
        _number(),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_texts("started_at", "payload"),
    )
    op.create_table("publisher", sa.Column("name", sa.Text, primary_key=True), *_texts("payload"))
