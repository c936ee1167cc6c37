"""Verdicts in words: what each one means, and the rule that a code stands for."""

from __future__ import annotations

from collections.abc import Mapping

from vedette.model import Force, Judgement, Verdict

BETWEEN: Mapping[Verdict, str] = {
    Verdict.CONFLICT: "against",
    Verdict.REFINES: "refines",
    Verdict.PART_OF: "is part of",
    Verdict.AGREE: "agrees with",
    Verdict.DIFFERENT_QUESTION: "answers another question than",
}
IN_WORDS: Mapping[Verdict, str] = {
    Verdict.CONFLICT: "pairs conflict",
    Verdict.REFINES: "pairs: one is narrower than the other",
    Verdict.PART_OF: "pairs: one counts a part of the other",
    Verdict.AGREE: "pairs agree",
    Verdict.DIFFERENT_QUESTION: "pairs count different things",
}
MEANINGS: Mapping[Verdict, str] = {
    Verdict.CONFLICT: "They answer the same question and cannot both be right.",
    Verdict.REFINES: "One is narrower and lies within the other: both can be right.",
    Verdict.PART_OF: "One counts a part of what the other counts: both can be right.",
    Verdict.AGREE: "They answer the same question and say the same within what words leave open.",
    Verdict.DIFFERENT_QUESTION: "They count different things: neither speaks against the other.",
}
# What a group of conflicts means, of which some are hard and some soft.
CONFLICTS = "They answer the same question: hard ones cannot both be right, soft ones hardly."
SOFT = "Both could only just be right: their numbers can meet, what the speakers mean hardly does."

# The number of the rule and the rule, in the order in which the rules are asked.
_SAME = (6, "Numbers that answer one question are compared by what their words leave open.")
_SCOPE = (3, "Scope has four dimensions: place, whose forces, which component, which role.")
_NO_NUMBER = (6, "Without a number, or in an open question, nothing is compared.")
RULES: Mapping[str, tuple[int, str]] = {
    "other class": (1, "Numbers of different things counted answer different questions."),
    "other activity": (1, "Numbers of different activities answer different questions."),
    "edition": (1, "Numbers of different editions answer different questions."),
    "other unit": (1, "Numbers in different units answer different questions."),
    "replaced": (
        2,
        "A number that its own speaker changed no longer answers for what is said later.",
    ),
    "part": (3, "A number for a part stands beside the number for the whole."),
    "other scope": _SCOPE,
    "part exceeds whole": (3, "A part cannot be larger than the whole."),
    "sum": (3, "Parts that are called all of a whole must add up to it."),
    "other moment": (4, "What grows or moves is compared only at one moment."),
    "open question": _NO_NUMBER,
    "no number": _NO_NUMBER,
    "hard": (6, "The ranges that the words leave open do not meet."),
    "soft": (6, "The ranges meet, but not what the speakers mean by their words."),
    "against himself": (6, "A speaker gives two numbers for one thing that cannot both be right."),
    "comparative": (7, "“Higher than announced” speaks against the number that it names."),
    "same value": _SAME,
    "close": _SAME,
    "inside": (6, "One range lies inside the other."),
    "garbled": (0, "A rendering is held to the words that it renders, without tolerance."),
}


def rule_of(code: str) -> tuple[int, str]:
    """Return the number and the words of the rule that a code stands for."""
    if code.startswith("differs at"):
        return 8, "They agree, but lie on different sides of a threshold."
    return RULES.get(code, _SAME)


def meaning_of(judgement: Judgement) -> str:
    """Say what a verdict means."""
    if judgement.verdict is None:
        return ""
    if judgement.verdict is Verdict.CONFLICT and judgement.force is Force.SOFT:
        return SOFT
    return MEANINGS[judgement.verdict]


def is_conflict(judgement: Judgement) -> bool:
    """Tell a conflict from everything else."""
    return judgement.verdict is Verdict.CONFLICT
