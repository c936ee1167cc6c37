"""The reference of the shipped data files: their tables and keys, from the files themselves."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from docs.making.markdown import code, table
from vedette.data import FOLDER, checked
from vedette.data.sources import sources

_ID = "a name of its own that never changes; ids in claims are built from it"
_NAME = "the name that boards and briefs print"
_ALIASES = "other names and spellings, in any language and script"
_SOURCE = "where the facts of the entry stand: `NAME`, `NAME:KEY` or a list of these"
_RECALLED = "keys of the entry that its sources do not hold up: they were written from memory"
_CONTEXT = "names that are also other words: they count only with a sign of their kind nearby"

# File -> table -> key -> what it is
MEANINGS: dict[str, dict[str, dict[str, str]]] = {
    "catalogue/equipment.toml": {
        "equipment": {
            "id": _ID,
            "name": _NAME,
            "class": "what it is, in words",
            "category": "the group it belongs to: missile, aircraft, ship …",
            "operators": "ISO 3166 codes of states that hold or ordered it; for people",
            "aliases": _ALIASES,
            "generic": "true for a common noun (`tank`), false for a named system",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {
            "endings": "endings that a name may have in another case or number, folded",
            "need_context": _CONTEXT,
        },
    },
    "catalogue/exercises.toml": {
        "series": {
            "id": _ID,
            "name": _NAME,
            "aliases": _ALIASES,
            "dated_aliases": "translations that are ordinary words; they count only with a year",
            "pattern": "how an edition is built from the name and a year; for people",
            "organisers": "ISO 3166 codes of the states that hold it: who estimates from outside "
            "is told by this",
            "kind": "exercise, or what else it is",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "edition": {
            "id": _ID,
            "series": "the `id` of its series",
            "name": _NAME,
            "aliases": _ALIASES,
            "start": "first day, as the organiser published it; empty where not certain",
            "end": "last day",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {"need_year": "names of series that count only with a year behind them"},
    },
    "catalogue/forces.toml": {
        "force": {
            "id": _ID,
            "name": _NAME,
            "state": "ISO 3166 code of the state it belongs to; empty for forces of an alliance",
            "kind": "its echelon: command, district, fleet, army, corps, division, brigade …",
            "aliases": _ALIASES,
            "parent": "the name of the force above it",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {"need_context": _CONTEXT},
    },
    "catalogue/organisations.toml": {
        "organisation": {
            "id": _ID,
            "name": _NAME,
            "state": "ISO 3166 code of the state it belongs to; empty for bodies of several",
            "kind": "ministry, armed forces, general staff, service, alliance, company, agency, "
            "parliament, international or command",
            "aliases": _ALIASES,
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {"need_context": _CONTEXT},
    },
    "catalogue/persons.toml": {
        "offices": {
            "known_until": "the day up to which an office without `to` is known to be held: in "
            "later reports a title alone names nobody",
        },
        "person": {
            "id": _ID,
            "name": _NAME,
            "aliases": _ALIASES + "; a bare surname only where it is rare",
            "state": "ISO 3166 code of the state that the person speaks for",
            "roles": "offices: `role`, `body` (the name of an organisation), `from` and `to` "
            "(ISO dates, empty where unknown or lasting)",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
    },
    "catalogue/places.toml": {
        "place": {
            "id": _ID,
            "name": _NAME,
            "aliases": _ALIASES,
            "country": "the state whose recognised territory it lies in; empty at sea",
            "lat": "latitude in degrees, WGS 84",
            "lon": "longitude in degrees",
            "precision": "what the coordinates may be used for: point, vicinity, settlement, "
            "region, country or sea",
            "kind": "training ground, airfield, base, strait, sea …",
            "parent": "the name of the place or state that encloses it",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {"need_context": _CONTEXT},
    },
    "catalogue/publishers.toml": {
        "publisher": {
            "name": _NAME,
            "aliases": _ALIASES,
            "domains": "the domains of its pages",
            "country": "where it is seated",
            "kind": "wire, newspaper, broadcaster, state agency, ministry, aggregator, magazine, "
            "think tank",
            "state_affiliated": "true where a state owns, funds or directs it; left out where "
            "that is unsure",
            "owner": "who owns it",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {"need_context": _CONTEXT},
    },
    "catalogue/treaties.toml": {
        "treaty": {
            "id": _ID,
            "name": _NAME,
            "kind": "treaty, convention, agreement, document …",
            "aliases": _ALIASES,
            "signed": "day of signature or adoption",
            "start": "day of entry into force; empty where it never came, or is unknown",
            "end": "day from which it binds nobody",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {"need_context": _CONTEXT},
    },
    "catalogue/states.toml": {
        "state": {
            "iso": "ISO 3166 code, two letters",
            "name": _NAME,
            "names": "other names, in any language and script",
            "capital": "the capital; it speaks for its state (`Minsk said`)",
            "capital_aliases": "other names of the capital",
            "demonyms": "adjectives (`Belarusian`)",
            "people": "words for the citizens",
            "seats": "buildings and streets that speak for the government (`the Kremlin`)",
            "source": _SOURCE,
            "recalled": _RECALLED,
        },
        "matching": {
            "need_context": _CONTEXT,
            "capital_not_government": "capitals that speak for an alliance or a union instead",
        },
    },
    "codebook/military-activity.toml": {
        "activity": {
            "type": "the name of the type",
            "lexemes": "lemmas that tell the type by themselves: `noun` and `verb`",
            "weak": "lemmas that tell it only beside one of `objects`",
            "objects": "what must stand beside a weak lemma",
            "own": "verbs whose object is the doer's own equipment",
            "suffers": "verbs whose subject is whom the deed is done to",
            "devices": "what a deed is done with, not to",
            "through": "verbs whose object is where a way leads",
            "violent": "true for deeds that do harm",
            "outcome": "true for what another deed leads to, where one is told beside it",
            "participants": "the roles of those who take part",
            "predicates": "the predicates its claims may have",
            "expects": "what a reader would ask: each `what` with where answers stand: figures "
            "of the classes `counted` (`by` place or force: only of a part; whose: only "
            "those that say whose) or of a `basis`, participants in `roles`, claims with "
            "`predicates`, a `time` (any; both for beginning and end), a `place`, "
            "activities of other `types` in the same sentence, claims on a piece of "
            "`equipment`",
            "plover": "the category of PLOVER, left out where none fits",
            "cameo": "the code of CAMEO 1.1, left out where none fits",
            "note": "for people",
        },
        "violence": {"doers": "nouns without a name that are taken for doers of harm"},
        "counted": {
            "class": "the name of the class",
            "heads": "lemmas that a number counts; the longer wins",
            "kind": "for people: what sort of class it is",
            "strength": "true where the class belongs on a strength board",
            "accumulates": "true for what grows or moves with time (losses, launches): figures "
            "as of other days then answer other questions",
        },
        "predicate": {
            "name": "the predicate as claims carry it",
            "subject": "the kinds of noun that may be its subject",
            "value": "the kinds of its value",
            "verbs": "lemmas of verbs that tell it",
            "nouns": "lemmas of nouns that tell it",
            "description": "for people",
        },
    },
    "conventions.toml": {
        "tolerances": {
            "source": _SOURCE,
            "exact": "a number written without `about`: part of it either way",
            "exact_many_digits": "the same, for a number with many digits",
            "many_digits": "significant digits from which a number counts as precise",
            "about": "`about`, `some`, `around`",
            "about_many_digits": "the same, for a number with many digits",
            "near": "`nearly` reaches down by so much, `just over` up",
            "bound": "what `up to` and `at least` give beyond their number",
            "core_down": "`up to n` is meant of n times this and more",
            "core_up": "`more than n` is meant of n times this and less",
            "same_bound": "two bounds of one direction agree within this",
            "estimate": "estimates and forecasts by others than the organiser, instead of the "
            "tolerances above",
            "exact_below": "below this number only `about` has a tolerance",
            "change": "`halved`: either way of what is left",
            "change_near": "`nearly halved`: towards what there was before",
        },
        "windows": {
            "source": _SOURCE,
            "utterance_days": "renderings of one figure by one speaker within so many days are one "
            "utterance",
            "relay_days": "a report that gives no day may render what was said so long before",
            "loan_days": "a place or force may be borrowed over so many days",
        },
        "moments": {
            "source": _SOURCE,
            "classes": "counted classes that have a number of the moment only",
            "roles": "roles that have a number of the moment only",
        },
        "vague": {
            "source": _SOURCE,
            "name": "the rule by which a vague word has its interval",
            "example": "one word and its interval, for people",
            "file": "where the words and their intervals stand",
        },
        "threshold": {
            "name": "the name on the board",
            "value": "the number that a document attaches a duty to",
            "counted": "the counted class it is about",
            "scope": "what it is about, in words",
            "document": "the document and its place",
            "source": _SOURCE,
        },
    },
    "gazetteer/names.toml": {
        "people": {"*": "ISO 3166 code: adjectives and peoples of states out of the catalogue"},
        "other": {"*": "ISO 3166 code: other names of such states"},
        "country": {"*": "ISO 3166 code: latitude and longitude of a label"},
        "adjectives": {"*": "name of an area: adjectives and peoples made of it"},
        "spellings": {"*": "spelling in the news: name and country in the list of towns"},
        "areas": {"*": "region, mountains, river: other names, label, country"},
        "other_words": {"words": "towns whose names are words or surnames in longer names"},
        "no_places": {"words": "words that point or name peoples"},
    },
    "gazetteer/weights.toml": {
        "alone": {"*": "feature: its weight where a name is looked at by itself"},
        "together": {"*": "feature: its weight among the report's other names"},
    },
    "gazetteer/points.toml": {
        "country": {"*": "ISO 3166 code: latitude and longitude of a label"},
        "part": {
            "country": "ISO 3166 code",
            "names": "names of the part (`north`, `the south`)",
            "at": "latitude and longitude of a label",
        },
        "us_state": {"*": "postal code: name and label position of a state of the US"},
    },
    "sources.toml": {
        "source": {
            "name": "what entries call it",
            "kind": "package (pinned in requirements, read as installed) or file (an extract)",
            "package": "the name of the package",
            "version": "its version",
            "path": "where the extract lies; its head says what it was taken from",
            "key": "what stands behind the colon in an entry",
            "licence": "the licence of the data",
            "citation": "whose data they are",
            "attests": "the keys of an entry that it can hold up",
        },
    },
    "names/personal.toml": {
        "first_names": {"spellings": "one first name in several languages, a list each"},
        "short": {"*": "a short form: the first names it is short for"},
        "parts": {
            "particles": "small words inside a surname, left out of the comparison",
            "also_first_names": "particles that in front of a name are first names (`Ben`)",
            "honours": "forms of address, left out",
            "suffixes": "what tells a junior from a senior",
            "family_first": "family names that stand in front",
        },
        "roles": {
            "single": "offices that one person of a state holds at a time, by their words",
            "not_single": "words that make such an office another one (`deputy`)",
            "common": "words of rank and trade that many share",
            "public": "words of public office: who holds one is followed across reports",
            "dropped": "small words left out before two roles are compared",
            "respelt": "spellings evened out before two roles are compared",
        },
    },
    "stories.toml": {
        "bias": {"*": "what a pair of reports scores with nothing in common"},
        "join_from": {"*": "the score from which a report joins a story"},
        "window": {"*": "days in which a story still takes reports in"},
        "weights": {"*": "a sign of one happening, or of two: what it is worth"},
        "incidents": {
            "name": "the name of a family of deeds",
            "kinds": "types of activity that reports give to one and the same deed",
        },
    },
    "languages/stopwords.toml": {
        "words": {"*": "ISO 639-1 code: frequent function words, for telling a text's language"},
        "letters": {"*": "ISO 639-1 code: letters that only this language of its script writes"},
    },
}

# What each file of a language's folder holds; their tables are told by their own comments.
LANGUAGE_FILES = {
    "blame.toml": "words that tie a person or body to a deed: accused of it, owning up to it",
    "brief.toml": "briefs: words for each section by length, what a section tells, verbs, phrases, "
    "and the glue that may stand between checked pieces",
    "casing.toml": "how words are written in running text, for reports printed in capitals",
    "check.toml": "the check: words that are not missed, opposites, quantities of one measure, "
    "short forms, how often each kind of finding was right",
    "check_weights.toml": "what each feature of an alignment weighs in the check; learnt",
    "check_weights_asked.toml": "the same where a language model is asked too; learnt",
    "figures.toml": "quantities: number words, bounds, units, currencies, changes, heads, scope",
    "furniture.toml": "what news pages print around a report: credit lines, captions, labels",
    "history.toml": "what a speaker does to a number given before: withdrawn, corrected, repeated",
    "kinds.toml": "signs that tell a ship, a unit, a state, a person of one name from a town",
    "mentions.toml": "words that tell what a capitalised name is: titles, ranks, bodies, units",
    "origins.toml": "how texts are compared when reprints are looked for",
    "rewriting.toml": "verbs of speech that may stand for each other in another wording",
    "speech.toml": "verbs, nouns and phrases of speech, tenses, silences",
    "statements.toml": "which words carry the matter of a statement, and which speak against which",
    "hedges.toml": "words of doubt by kind, negation, denial, distance",
    "voices.toml": "capacities in which somebody speaks: observer, expert, by role and by body",
    "times.toml": "months, weekdays, units of time, and the rules that read time expressions",
}


def described(name: str) -> str:
    """Return the tables and keys of a file, or of all files of a language's folder ("en")."""
    if name in MEANINGS:
        rows = [(code(where), code(key), what) for where, key, what in _keys(name)]
        return table(("table", "key", "what it is"), rows)
    rows = []
    for path in sorted((FOLDER / "languages" / name).glob("*.toml")):
        tables = _tables(f"languages/{name}/{path.name}")
        listed = ", ".join(code(one) for one in sorted(tables))
        rows.append((code(path.name), LANGUAGE_FILES.get(path.name, ""), listed))
    return table(("file", "what it holds", "tables"), rows)


def counted() -> str:
    """Return how many entries of each catalogue file are checked and how many recalled."""
    rows = []
    for path in sorted((FOLDER / "catalogue").glob("*.toml")):
        with path.open("rb") as file:
            lists = [value for value in tomllib.load(file).values() if isinstance(value, list)]
        entries = [row for rows in lists for row in rows]
        held = [row for row in entries if checked.is_checked(row)]
        parts = sum(1 for row in held if row.get("recalled"))
        numbers = (len(entries), len(held), parts, len(entries) - len(held))
        rows.append((code(path.name), *map(str, numbers)))
    return table(("file", "entries", "checked", "of these recalled in part", "recalled"), rows)


def listed() -> str:
    """Return the register of sources: name, key, what it attests, licence and citation."""
    rows = [
        (code(s.name), s.key, ", ".join(map(code, sorted(s.attests))), s.licence, s.citation)
        for s in sources().values()
    ]
    return table(("source", "key", "attests", "licence", "citation"), rows)


def _keys(name: str) -> list[tuple[str, str, str]]:
    found = []
    for where, keys in _tables(name).items():
        known = MEANINGS[name].get(where, {})
        if "*" in known:
            found.append((where, "*", known["*"]))
            continue
        found += [(where, key, known.get(key, "")) for key in keys]
    return found


def undescribed() -> list[str]:
    """Return the keys and files of the shipped data that no line here describes."""
    files = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.toml"))
    own = [file for file in files if not re.match(r"languages/[a-z]{2,3}/", file)]
    missing = [file for file in own if file not in MEANINGS]
    told = {path.name for path in FOLDER.glob("languages/*/*.toml")}
    missing += [f"languages: {name}" for name in sorted(told - set(LANGUAGE_FILES))]
    return missing + [
        f"{file} {where} {key}"
        for file in own
        if file in MEANINGS
        for where, key, what in _keys(file)
        if not what
    ]


def _tables(name: str) -> dict[str, list[str]]:
    """Return the keys of every table of a file, in the order in which they first stand."""
    with (FOLDER / name).open("rb") as file:
        content = tomllib.load(file)
    return {where: _keys_of(value) for where, value in content.items()}


def _keys_of(value: Any) -> list[str]:
    rows = value if isinstance(value, list) else [value]
    keys = [key for row in rows if isinstance(row, dict) for key in row]
    return list(dict.fromkeys(keys))
