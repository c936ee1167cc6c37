"""Rewordings: another way to say the same, or a part of it."""

from __future__ import annotations

from quality.corruptions.numerals import numbers
from quality.corruptions.order import dropped, order
from quality.corruptions.phrases import phrases
from quality.corruptions.rules import Rule
from quality.corruptions.telling import outlet, quotations, said
from quality.corruptions.voice import voice
from quality.corruptions.wording import abbreviations, dates, light, synonyms

REWORDINGS: dict[str, Rule] = {
    "order": order,
    "voice": voice,
    "synonyms": synonyms,
    "number style": numbers,
    "date style": dates,
    "abbreviations": abbreviations,
    "dropped": dropped,
    "said": said,
    "quotations": quotations,
    "outlet": outlet,
    "phrases": phrases,
    "light verbs": light,
}
