"""The tables. What a migration builds, this describes; a test holds the two together.

Every noun is kept whole as JSON text in a `payload`: a report without its text (which has a
column of its own, under the full-text index), an analysis with everything in it. The tables
below an analysis are an index into that payload: `ordinal` is the place in the analysis's tuple,
the other columns are what one filters by. Names are kept a second time in a folded form (`_key`),
because no engine folds Cyrillic case the same way.

Instants are text in UTC of one width, "2025-09-12T08:30:00.000000", so that they sort and compare
alike everywhere. Row numbers (`no`) count upward in the order of arrival.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _number() -> Column[int]:
    return Column("no", Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, required: bool = False, **more: Any) -> Column[str]:
    return Column(name, Text, nullable=not required, **more)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


report = Table(
    "report",
    metadata,
    _number(),
    _text("id", required=True, unique=True),
    _text("thread", required=True),
    Column("version", Integer, nullable=False),  # place in the thread, by arrival, from 1
    _text("publisher", required=True),
    _text("url", required=True),
    _text("headline"),
    _text("text", required=True),
    _text("language", required=True),
    _text("published_start"),
    _text("published_end"),
    _text("published_precision", required=True),
    _text("published_until"),  # the instant at which it was out for sure; NULL is undated
    _text("retrieved_at", required=True),  # as the report says, else when it was taken in
    _text("ingested_at", required=True),
    _text("payload", required=True),
    Index("report_thread", "thread"),
    Index("report_url", "url"),
    Index("report_published_until", "published_until"),
)

analysis = Table(
    "analysis",
    metadata,
    _number(),
    Column("report_no", ForeignKey("report.no", ondelete="CASCADE"), nullable=False),
    _text("stages", required=True),  # digest of the names and versions that made it
    _text("made_at", required=True),
    _text("payload", required=True),
    # Counted beside the payload, so that nobody has to read it for that.
    _count("claims"),
    _count("figures"),
    _count("attributions"),
    _count("unplaced"),  # mentions of places without coordinates
    _count("abstained"),  # what stages left open
    _count("timed"),  # claims, activities and figures with a time of their own
    UniqueConstraint("report_no", "stages", name="analysis_of_stages"),
)


def _place() -> tuple[Column[int], Column[int]]:
    owner = ForeignKey("analysis.no", ondelete="CASCADE")
    return (
        Column("analysis_no", Integer, owner, primary_key=True, autoincrement=False),
        Column("ordinal", Integer, primary_key=True, autoincrement=False),
    )


def _span() -> tuple[Column[int], Column[int]]:
    return (
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
    )


def _speaker() -> tuple[Column[str], ...]:
    return (_text("speaker_name"), _text("speaker_key"), _text("speaker_id"), _text("body_key"))


claim = Table(
    "claim",
    metadata,
    *_place(),
    _text("id", required=True),
    _text("subject_kind", required=True),
    _text("subject_name", required=True),
    _text("subject_key", required=True),
    _text("subject_id"),
    _text("predicate", required=True),
    *_speaker(),
    _text("polarity", required=True),
    _text("certainty", required=True),
    _text("act", required=True),
    _text("when_start"),
    _text("when_end"),
    _text("place"),  # of what is claimed, else of what the figure in it counts
    _text("place_key"),
    *_span(),
    _text("words", required=True),  # value and evidence, folded: what `text=` looks into
    Index("claim_id", "id"),
    Index("claim_subject", "subject_key"),
    Index("claim_speaker", "speaker_key"),
    Index("claim_place", "place_key"),
    Index("claim_when", "when_start"),
    sqlite_with_rowid=False,
)

figure = Table(
    "figure",
    metadata,
    *_place(),
    _text("id", required=True),
    _text("counted", required=True),
    _text("activity"),
    Column("low", Float),
    Column("high", Float),
    *_speaker(),
    *_span(),
    Index("figure_id", "id"),
    Index("figure_activity", "activity", "counted"),
    sqlite_with_rowid=False,
)

attribution = Table(
    "attribution",
    metadata,
    *_place(),
    _text("id", required=True),
    _text("kind", required=True),
    _text("act", required=True),
    *_speaker(),
    *_span(),
    Index("attribution_id", "id"),
    Index("attribution_speaker", "speaker_key"),
    sqlite_with_rowid=False,
)

# One row per thing and analysis, at its first mention: `times` counts how often it is named.
mention = Table(
    "mention",
    metadata,
    *_place(),
    _text("kind", required=True),
    _text("name", required=True),
    _text("key", required=True),
    _text("ref_id"),
    Column("times", Integer, nullable=False),
    *_span(),
    Index("mention_key", "key"),
    sqlite_with_rowid=False,
)

activity = Table(
    "activity",
    metadata,
    *_place(),
    _text("id", required=True),
    _text("type", required=True),
    _text("name"),
    *_span(),
    Index("activity_id", "id"),
    Index("activity_name", "name"),
    sqlite_with_rowid=False,
)

judgement = Table(
    "judgement",
    metadata,
    _number(),
    _text("id", required=True),
    _text("kind", required=True),
    _text("a", required=True),
    _text("b"),
    _text("by", required=True),
    _text("made_at", required=True),
    _text("superseded_by"),
    _text("superseded_at"),
    _text("payload", required=True),
    Index("judgement_id", "id"),
    Index("judgement_a", "a"),
    Index("judgement_b", "b"),
)

receipt = Table(
    "receipt",
    metadata,
    _number(),
    _text("id", required=True, unique=True),
    _text("started_at", required=True),
    _text("payload", required=True),
)

# Which run brought which report, also where the store knew it already. "" is no run: what was
# there before runs were kept, or what a program added.
brought = Table(
    "brought",
    metadata,
    _text("import_id", required=True, primary_key=True),
    Column(
        "report_no",
        ForeignKey("report.no", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Index("brought_report", "report_no"),
    sqlite_with_rowid=False,
)

tombstone = Table(
    "tombstone",
    metadata,
    _number(),
    _text("report_id", required=True),
    _text("reason", required=True),
    _text("forgotten_at", required=True),
    _text("lifted_at"),  # the same report was taken in again, on purpose
    Index("tombstone_report", "report_id"),
)

publisher = Table(
    "publisher",
    metadata,
    _text("name", required=True, primary_key=True),
    _text("payload", required=True),
)

# What finds origins. Reports that print all the same words have one `sheet`: the number of the
# first of them. None of these tables holds words: spans are computed again from the texts.
sketch = Table(
    "sketch",
    metadata,
    Column(
        "report_no",
        Integer,
        ForeignKey("report.no", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("sheet", Integer, nullable=False),
    Column("length", Integer, nullable=False),  # words outside quotations
    _text("moment", required=True),  # day or instant of publication, what reports are sorted by
    Column("grade", Integer, nullable=False),  # an agency's own text before those that credit it
    _text("outlet", required=True),
    _text("agencies", required=True),  # a line for each that credit line and dateline name
    Column("credit", Integer, nullable=False),  # 1 a credit line, 2 one that names a translation
    Index("sketch_sheet", "sheet"),
)

# What two sheets share, measured; spans are places among their words.
overlap = Table(
    "overlap",
    metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    _text("payload", required=True),
    Index("overlap_b", "b"),
    sqlite_with_rowid=False,
)

# Which sheets hold which fingerprints: sorted runs, cut into blocks of packed numbers (see prints).
print_run = Table(
    "print_run",
    metadata,
    _number(),
    Column("level", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("fences", LargeBinary, nullable=False),
)

print_block = Table(
    "print_block",
    metadata,
    Column(
        "no",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("entries", LargeBinary, nullable=False),
)

# What tells the happening of a report, with the story in which it is and why (`placement`).
gist = Table(
    "gist",
    metadata,
    Column(
        "report_no",
        Integer,
        ForeignKey("report.no", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    _text("story", required=True),
    Column("day", Integer, nullable=False),  # of publication, counted from 0001-01-01; 0 undated
    _text("activity", required=True),  # the named activity that it is mostly about, else ""
    _text("payload", required=True),
    _text("placement", required=True),
    Index("gist_story", "story"),
)

gist_key = Table(
    "gist_key",
    metadata,
    Column(
        "key",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("report_no", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# ---- who may do what, where the store is served ------------------------------------------------

account = Table(
    "account",
    metadata,
    _text("key", required=True, primary_key=True),  # the name, folded: one person, one spelling
    _text("name", required=True),
    _text("role", required=True),
    _text("password", required=True),  # as argon2 writes it, with its own parameters and salt
    _text("made_at", required=True),
    _text("made_by", required=True),
    _text("locked_at"),  # NULL where it is open
)

# A link with which somebody sets a password himself, once; kept by the digest of its secret.
invitation = Table(
    "invitation",
    metadata,
    _text("digest", required=True, primary_key=True),
    Column("account", ForeignKey("account.key", ondelete="CASCADE"), nullable=False),
    _text("ends_at", required=True),
    Index("invitation_account", "account"),
)

# Failed logins by who tries, so that all processes of a server slow a guesser down together.
attempt = Table(
    "attempt",
    metadata,
    _text("key", required=True, primary_key=True),
    Column("failures", Integer, nullable=False),
    _text("last", required=True),
    Index("attempt_last", "last"),
)

# A session is kept by the digest of its secret: who reads the store cannot act as anybody.
login = Table(
    "login",
    metadata,
    _text("digest", required=True, primary_key=True),
    Column("account", ForeignKey("account.key", ondelete="CASCADE"), nullable=False),
    _text("made_at", required=True),
    _text("seen_at", required=True),
    _text("address", required=True),
    Index("login_account", "account"),
)

access_token = Table(
    "access_token",
    metadata,
    _text("id", required=True, primary_key=True),
    _text("digest", required=True, unique=True),
    Column("account", ForeignKey("account.key", ondelete="CASCADE"), nullable=False),
    _text("role", required=True),
    _text("label", required=True),
    _text("made_at", required=True),
    _text("made_by", required=True),
    _text("ends_at"),  # NULL is without end
    Index("access_token_account", "account"),
)

audit = Table(
    "audit",
    metadata,
    _number(),
    _text("at", required=True),
    _text("who", required=True),
    _text("via", required=True),
    _text("address", required=True),
    _text("action", required=True),
    _text("detail", required=True),
    Column("status", Integer, nullable=False),
)

# Keys that sign page tokens and forms, so that they outlast a restart.
secret = Table(
    "secret",
    metadata,
    _text("name", required=True, primary_key=True),
    _text("value", required=True),
)

# ---- searches that people keep, and where what is new in them goes ------------------------------

# `key` is the address of the feed. Who can read the store can read what the feed says, so it is
# kept as it is: its owner can copy it again, and make another one.
saved_search = Table(
    "saved_search",
    metadata,
    _text("id", required=True, primary_key=True),
    _text("owner", required=True),  # the key of an account, or "desk" of who is alone
    _text("name", required=True),
    _text("address", required=True),  # of the view: path and query
    _text("made_at", required=True),
    _text("opened_at", required=True),
    Column("opened_until", Integer, nullable=False),  # the last report that was there then
    _text("key", unique=True),  # NULL has no feed
    Index("saved_search_owner", "owner"),
)

webhook = Table(
    "webhook",
    metadata,
    _text("id", required=True, primary_key=True),
    Column("search", ForeignKey("saved_search.id", ondelete="CASCADE"), nullable=False),
    _text("address", required=True),
    _text("secret", required=True),  # signs what is sent
    Column("is_private", Integer, nullable=False),  # 1: an address of this network is meant
    _text("made_at", required=True),
    _text("made_by", required=True),
    Column("sent_until", Integer, nullable=False),  # the last report of which it was told
    Column("failures", Integer, nullable=False),  # in a row; 0 after a delivery
    _text("last_at"),
    _text("last_error"),
    _text("next_at"),  # not before; NULL is at once
    Index("webhook_search", "search"),
)

INDEXES_OF_ANALYSIS = (attribution, figure, mention, activity, claim)
