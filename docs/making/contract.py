"""The machine contract: what each key of the JSON means, and the values it can have."""

from __future__ import annotations

from enum import Enum

from docs.making.markdown import code, table
from docs.making.shapes import SHAPES
from vedette import model
from vedette.export.checked import CHECKS
from vedette.export.columns import KINDS

# Enum -> the keys that carry it
ENUMS = {
    "Act": "`modality.act`",
    "Anonymity": "`anonymity`",
    "Basis": "`scope.basis`",
    "Bound": "`bound`",
    "Certainty": "`modality.certainty`",
    "Commitment": "`modality.commitment`",
    "Direction": "`change.direction`",
    "EntityKind": "`kind` of speakers, entities, participants and subjects",
    "Evidential": "`modality.evidential`",
    "FoldKind": "`kind` of a fold",
    "Force": "`force` of a verdict",
    "Nearness": "`change.nearness`",
    "PlacePrecision": "`precision` of a place",
    "Polarity": "`modality.polarity`",
    "Precision": "`precision` of a time",
    "PublisherKind": "`kind` of a publisher",
    "Reliability": "`reliability`",
    "Rendering": "`rendering`",
    "SpeechKind": "`kind` of an attribution",
    "Stage": "`scope.stage`",
    "Step": "`step` of a history",
    "Tense": "`modality.tense`",
    "TimeType": "`type` of a time",
    "ValueKind": "`value.kind`",
    "Verdict": "`verdict`",
    "WordingCode": "`codes` of a difference between two wordings",
}


def fields_table(shape: str) -> str:
    """Return the keys of a shape with their types and meanings."""
    return table(("key", "value", "meaning"), [(code(key), *rest) for key, rest in _rows(shape)])


def _rows(shape: str) -> list[tuple[str, tuple[str, str]]]:
    return list(SHAPES[shape].items())


def columns_table(kind: str) -> str:
    """Return the columns of a kind of table with what they hold and mean."""
    shown = CHECKS if kind == CHECKS.name else KINDS[kind]
    rows = [(code(each.name), str(each.type), each.meaning) for each in shown.columns]
    return f"One row is {shown.row}.\n\n" + table(("column", "holds", "meaning"), rows)


def enum_list(name: str) -> str:
    """Return the values of an enum of the model, or of all that the contract carries."""
    names = [name] if name else sorted(ENUMS)
    rows = []
    for each in names:
        kind: type[Enum] = getattr(model, each)
        values = ", ".join(code(str(one.value)) for one in kind)
        rows.append((ENUMS[each], values))
    return table(("where", "values"), rows)
