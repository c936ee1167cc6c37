"""Names that stand in the catalogues, each with the signs that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.data import read_toml
from vedette.data.catalogue import NUMBERED, entity_id, exercises, places_by_name
from vedette.data.matcher import Entry, Hit, Piece, fold_name
from vedette.extract.names.governments import stands_for_government
from vedette.extract.names.scan import COMMON, KNOWN, Candidate, Scan, word_set
from vedette.model import EntityKind

NEAR = 5  # pieces on either side where a sign for a name may stand
# Where one of these is named, Georgia is the country and not the US state.
_BESIDE_GEORGIA = frozenset(f"state/{iso}" for iso in ("RU", "AM", "AZ", "UA", "MD"))
_NEXT_CENTURY = 50  # two-digit years from 50 on are 19..


def find_catalogued(scan: Scan) -> Iterator[Candidate]:
    """Yield every catalogue name that its surroundings allow."""
    strong = {hit.entry.id for hit in scan.hits if not hit.entry.weak}
    for hit in scan.hits:
        entry = hit.entry
        if entry.kind is EntityKind.STATE:
            yield from _state(scan, hit, strong)
        elif entry.kind is EntityKind.EXERCISE:
            yield from _exercise(scan, hit)
        elif entry.kind is EntityKind.EQUIPMENT:
            yield from _equipment(scan, hit, strong)
        elif entry.kind is EntityKind.FORCE and (
            _describes(scan, hit) or _of_another_army(entry, strong)
        ):
            continue
        elif entry.kind is EntityKind.PERSON or not entry.weak or _supported(scan, hit, strong):
            yield Candidate(hit.start, hit.end, entry.kind, entry.name, entry.id, KNOWN)
    yield from _shared_nouns(scan)


def _of_another_army(entry: Entry, strong: set[str]) -> bool:
    """Tell whether a numbered unit's state is named nowhere: other armies have that number too."""
    return entry.role == NUMBERED and f"state/{entry.record.state}" not in strong


def _describes(scan: Scan, hit: Hit) -> bool:
    """Tell whether "Russian military" only describes the exercises named behind it."""
    i = scan.piece_ending.get(hit.end, 0) + 1
    after = scan.pieces[i] if i < len(scan.pieces) else None
    return after is not None and after.before == " " and after.folded in _exercise_nouns()


_SHARED = re.compile(
    r"((?:[A-Z][\w-]+(?:, | and |, and | or ))+)([A-Z][\w-]+) "
    r"([Ss]ea|[Oo]cean|[Rr]egion|[Oo]blast|[Vv]oivodeship|[Gg]ulf|[Ss]trait)s\b"
)


def _shared_nouns(scan: Scan) -> Iterator[Candidate]:
    """Yield "the Baltic and Barents Seas", "the Vitebsk, Minsk and Grodno regions" one by one."""
    for match in _SHARED.finditer(scan.text):
        noun = match[3]
        for word in re.finditer(r"[A-Z][\w-]+", match[1] + match[2]):
            start = match.start() + word.start()
            place = places_by_name().get(fold_name(f"{word[0]} {noun}"))
            if place is None or start not in scan.piece_at:
                continue
            end = match.end() if word.end() == len(match[1] + match[2]) else start + len(word[0])
            own = entity_id(EntityKind.PLACE, place.id)
            yield Candidate(start, end, EntityKind.PLACE, place.name, own, KNOWN + 1)


def _supported(scan: Scan, hit: Hit, strong: set[str]) -> bool:
    if hit.entry.kind in {EntityKind.PLACE, EntityKind.FACILITY}:
        return near(scan, hit, word_set("context", "place"))
    if hit.entry.id in strong:
        return True
    token = scan.last_token(hit)
    return token is not None and token.ent == "ORG" and token.dep in {"nsubj", "nsubjpass", "poss"}


def near(scan: Scan, hit: Hit, signs: frozenset[str], reach: int = NEAR) -> bool:
    """Tell whether one of these words stands within a few pieces of the hit, in its paragraph."""
    first, last = scan.piece_at.get(hit.start, 0), scan.piece_ending.get(hit.end, 0)
    around = scan.pieces[max(0, first - reach) : first] + scan.pieces[last + 1 : last + 1 + reach]
    return any(piece.folded in signs for piece in around)


def _equipment(scan: Scan, hit: Hit, strong: set[str]) -> Iterator[Candidate]:
    entry = hit.entry
    start, end, name, own = hit.start, hit.end, entry.name, entry.id
    if any(p.start <= start and end <= p.end for p in scan.phrases["no weapon"]):
        return  # "think tank", "bricks and mortar"
    signs = word_set("context", "equipment")
    shorter = scan.weapon_ends[start, own]
    if shorter < end and not entry.generic and _only_signs(scan.text[shorter:end], signs):
        return  # "Tor missile system": the name is "Tor", the rest says what it is
    if entry.generic:
        token = scan.last_token(hit)
        if token is not None and token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return  # "to bomb", "rocketed"
        if entry.weak and not near(scan, hit, signs, 8):
            return
        yield Candidate(start, end, entry.kind, name, own, COMMON, generic=True)
        return
    if entry.weak and own not in strong:
        reach = 1 if _reads_as_other(scan, hit) else NEAR
        if _goes_on(scan, hit, signs) or not near(scan, hit, signs, reach):
            return
    yield Candidate(start, end, entry.kind, name, own, KNOWN)


def _only_signs(words: str, signs: frozenset[str]) -> bool:
    return signs.issuperset(fold_name(words).split())


def _reads_as_other(scan: Scan, hit: Hit) -> bool:
    """Tell whether the tagger sees a person or a place: then the sign must stand at the name."""
    token = scan.last_token(hit)
    return token is not None and token.ent in {"PERSON", "GPE", "LOC", "NORP"}


def _goes_on(scan: Scan, hit: Hit, signs: frozenset[str]) -> bool:
    """Tell whether a longer name has this word: "Typhoon Ragasa", "the Patriot Act"."""
    i = scan.piece_ending.get(hit.end, 0) + 1
    after = scan.pieces[i] if i < len(scan.pieces) else None
    if after is None or after.before != " " or not after.raw.istitle():
        return False
    return after.folded not in signs


def _exercise(scan: Scan, hit: Hit) -> Iterator[Candidate]:
    entry = hit.entry
    if entry.role == "name":
        if not entry.weak or near(scan, hit, _exercise_nouns()):
            yield Candidate(hit.start, hit.end, entry.kind, entry.name, entry.id, KNOWN + 1)
        return
    found = year_behind(scan, hit.end)
    if found:
        year, end = found
        own, name = edition_of(entry.record.id, entry.name, year)
        yield Candidate(hit.start, end, entry.kind, name, own, KNOWN)
    elif entry.role == "series" and (not entry.weak or near(scan, hit, _exercise_nouns())):
        yield Candidate(hit.start, hit.end, entry.kind, entry.name, entry.id, KNOWN)


def _exercise_nouns() -> frozenset[str]:
    return frozenset(word for noun in word_set("exercises", "nouns") for word in noun.split())


def year_behind(scan: Scan, end: int) -> tuple[int, int] | None:
    """Return the year behind a name that ends here, and where it ends ("-2025", " 2025", "-25")."""
    i = scan.piece_ending.get(end)
    if i is None or i + 1 >= len(scan.pieces):
        return None
    piece = scan.pieces[i + 1]
    if not piece.raw.isdigit() or piece.before not in {"-", " ", "", "'"}:
        return None
    follows = scan.pieces[i + 2] if i + 2 < len(scan.pieces) else None
    if follows is not None and follows.before == "":
        return None
    number = int(piece.raw)
    if len(piece.raw) == 4 and 1945 <= number < 2100:
        return number, piece.end
    dated = piece.before in {"-", "'"} or _closes(follows)
    if len(piece.raw) == 2 and dated:
        return number + (1900 if number >= _NEXT_CENTURY else 2000), piece.end
    return None


def _closes(piece: Piece | None) -> bool:
    """Tell whether "Namejs 25" ends before this piece; "25 tanks" is a count."""
    if piece is None or piece.before in {"#", ",", "."}:
        return True
    return (
        piece.folded in word_set("exercises", "after_edition") or piece.folded in _exercise_nouns()
    )


def edition_of(series: str, name: str, year: int) -> tuple[str, str]:
    """Return the id and the name of an edition, known or not yet ("Zapad-2029")."""
    own = f"{series}-{year}"
    known = next((edition for edition in exercises() if edition.id == own), None)
    return entity_id(EntityKind.EXERCISE, own), known.name if known else f"{name}-{year}"


def _state(scan: Scan, hit: Hit, strong: set[str]) -> Iterator[Candidate]:
    entry = hit.entry
    quoted = scan.text[hit.start : hit.end]
    place = Candidate(hit.start, hit.end, EntityKind.PLACE, quoted, None, KNOWN)
    state = Candidate(hit.start, hit.end, EntityKind.STATE, entry.name, entry.id, KNOWN)
    if entry.role == "capital":
        government = stands_for_government(scan, hit.start, hit.end)
        exempt = read_toml("catalogue/states.toml")["matching"].get("capital_not_government", ())
        if government and quoted not in exempt and not quoted.startswith("The "):
            yield state
        else:
            yield place
        return
    if entry.role == "seat":
        if not entry.weak or entry.id in strong:
            yield place if _located(scan, hit) else state
        return
    generic = entry.role in {"demonym", "people"}
    georgia = quoted == "Georgia" and bool(_BESIDE_GEORGIA & strong)
    if entry.weak and entry.id not in strong and not georgia and not _plainly_a_state(scan, hit):
        if quoted == "Georgia":  # the one name that a US state shares
            yield place
        return
    yield Candidate(
        hit.start, hit.end, EntityKind.STATE, entry.name, entry.id, KNOWN, generic=generic
    )


def _plainly_a_state(scan: Scan, hit: Hit) -> bool:
    token = scan.last_token(hit)
    quoted = scan.text[hit.start : hit.end]
    if token is None or quoted in {"Georgia", "CAR", "Emirates"}:
        return False
    if quoted == "America":
        before = scan.token_at(max(0, hit.start - 2))
        return before is None or not before.text[:1].isupper()
    if hit.entry.role == "people":
        return token.ent == "NORP" or token.text.endswith("s")
    return token.ent in {"GPE", "LOC", "NORP"}


def _located(scan: Scan, hit: Hit) -> bool:
    first = scan.token_at(hit.start)
    if first is None:
        return False
    tokens = scan.reading.tokens
    i = first.i - 1
    if i >= 0 and tokens[i].lower == "the":
        i -= 1
    return i >= 0 and tokens[i].lower in {"in", "inside", "outside", "near", "at", "around"}
