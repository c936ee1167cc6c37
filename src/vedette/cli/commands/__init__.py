"""The commands, each a few lines: parse, call `run`, show. Help lists them in this order."""

# isort: off
from vedette.cli.commands import reports
from vedette.cli.commands import said
from vedette.cli.commands import across
from vedette.cli.commands import briefs
from vedette.cli.commands import decisions
from vedette.cli.commands import exports
# isort: on

__all__ = ["across", "briefs", "decisions", "exports", "reports", "said"]
