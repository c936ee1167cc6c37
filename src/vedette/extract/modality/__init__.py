"""Modality: how surely, in which tense and with which commitment something is put."""

from vedette.extract.modality.assign import modality_of
from vedette.extract.modality.hedges import HedgeCue, hedge_cues
from vedette.extract.modality.lexicon import HedgeKind

__all__ = ["HedgeCue", "HedgeKind", "hedge_cues", "modality_of"]
