"""What Alembic runs: the migrations on a connection it is given, or as text for a dialect."""

from __future__ import annotations

from alembic import context

from vedette.store.migrate import VERSION_TABLE
from vedette.store.tables import metadata

attributes = context.config.attributes
if context.is_offline_mode():
    context.configure(
        dialect_name=attributes["dialect"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        literal_binds=True,
    )
else:
    context.configure(
        connection=attributes["connection"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
    )
with context.begin_transaction():
    context.run_migrations()
