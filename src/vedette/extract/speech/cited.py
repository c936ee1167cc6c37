"""Words passed on: "Interfax quotes X as saying ...", "X is quoted with a number of ..."."""

from __future__ import annotations

from vedette.extract.speech.clauses import clause, subtree
from vedette.extract.speech.scan import Found, Scan
from vedette.extract.speech.verbs import cue_tokens, tidy_range
from vedette.model import Act

_PASSES_ON = frozenset({"quote", "cite"})


def find_cited(scan: Scan, i: int) -> Found | None:
    """Return the attribution to whom a verb quotes, None where it quotes nobody."""
    if scan.tokens[i].lemma.lower() not in _PASSES_ON or not scan.tokens[i].tag.startswith("VB"):
        return None
    return _with_number(scan, i) if scan.passive(i) else _as_saying(scan, i)


def _as_saying(scan: Scan, i: int) -> Found | None:
    """Read "RIA quotes X as saying that ..." and "..., RIA quotes X as saying"."""
    cited = scan.child(i, "dobj")
    link = next((c for c in scan.children(i) if scan.tokens[c].lower == "as" and c > i), None)
    if cited is None or link is None or cited < i or not scan.may_speak(cited):
        return None
    saying = next((c for c in scan.children(link) if scan.reports(c)), None)
    if saying is None or scan.tokens[saying].tag != "VBG":
        return None
    body = clause(scan, saying)
    if body is None:
        before = clause(scan, i)
        if before is None or before.parts[0][0] > i:
            return None
        body = before
    content = tuple(part for a, b in body.parts if (part := tidy_range(scan, a, b)) is not None)
    source = scan.phrase(cited, away_from=i)
    cue = (*cue_tokens(scan, i), link, saying)
    return Found(i, cue, Act.STATES, (source,), content, speaker=cited) if content else None


def _with_number(scan: Scan, i: int) -> Found | None:
    """Read "the general was quoted with a figure of 900"."""
    subject = scan.child(i, "nsubjpass")
    link = next((c for c in scan.children(i) if scan.tokens[c].lower == "with" and c > i), None)
    noun = scan.child(link, "pobj") if link is not None else None
    if subject is None or link is None or noun is None or not scan.may_speak(subject):
        return None
    if scan.tokens[noun].lemma.lower() not in scan.lexicon.words("number_words", "figures"):
        return None
    first, last = subtree(scan, noun, i)
    content = tidy_range(scan, first, last)
    source = scan.phrase(subject, away_from=i)
    cue = (*cue_tokens(scan, i), link)
    return Found(i, cue, Act.STATES, (source,), (content,), speaker=subject) if content else None
