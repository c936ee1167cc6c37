"""Scope: of which activity, where, whose, at which stage a figure counts."""

from __future__ import annotations

from vedette.extract.scope.assign import scope_figures

__all__ = ["scope_figures"]
