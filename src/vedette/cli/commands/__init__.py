"""The commands, each a few lines: parse, call `run`, show. Help lists them in this order."""

# isort: off
from vedette.cli.commands import reports
from vedette.cli.commands import said
from vedette.cli.commands import across
from vedette.cli.commands import briefs
from vedette.cli.commands import decisions
from vedette.cli.commands import exports
from vedette.cli.commands import saved
from vedette.cli.commands import accounts
# isort: on

__all__ = ["accounts", "across", "briefs", "decisions", "exports", "reports", "said", "saved"]
