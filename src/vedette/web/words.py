"""Words that only pages need: names of states from the catalogue, addresses that may be links."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from vedette.data import catalogue
from vedette.model import Speaker

_CODE = re.compile(r"\b[A-Z]{2}\b")


def speaker_detail(noun: Speaker | None) -> str:
    """Say role, body and state of a speaker, as far as they add to the name."""
    if noun is None:
        return ""
    parts = [noun.role, noun.body, states(noun.state)]
    shown = [part for part in parts if part and part != noun.name]
    if noun.candidates:
        shown.append(f"could be {' or '.join(noun.candidates)}")
    return ", ".join(dict.fromkeys(shown))


def states(codes: str | None) -> str:
    """Write ISO 3166 codes ("RU, BY") as names, as far as the catalogue knows them."""
    return _CODE.sub(lambda found: _states().get(found[0], found[0]), codes or "")


@cache
def _states() -> dict[str, str]:
    return {state.iso: state.name for state in catalogue.states()}


def safe_url(url: str) -> str:
    """Return an address that may become a link: http or https with a host, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = not any(character.isspace() or ord(character) < 32 for character in url)
    return url if plain and parts.scheme in ("http", "https") and parts.hostname else ""
