"""Page tokens: signed, opaque, and good for one list only.

A token holds the mark up to which the picture reaches and the place behind which it goes on. All
pages of a list so show one picture: what arrives meanwhile comes up when the list is begun anew.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from vedette.store.picture import Mark
from vedette.store.seeking import Place
from vedette.web.problems import Problem, Refused

VERSION = 1
_SIGNED = 16  # bytes of the signature
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where a list goes on: up to which mark, behind which place, or after how many."""

    mark: Mark
    place: Place | None = None
    offset: int = 0


class Pager:
    """Write and read page tokens with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, spot: Spot, asked: str) -> str:
        """Return the token of a spot in what was asked for."""
        place = spot.place
        held = [
            VERSION,
            spot.mark.report,
            spot.mark.judgement,
            spot.offset,
            *([place.published, place.report, place.ordinal] if place else []),
        ]
        body = json.dumps(held, separators=(",", ":")).encode()
        return urlsafe_b64encode(self._sign(body, asked) + body).decode().rstrip("=")

    def read(self, token: str, asked: str) -> Spot:
        """Return the spot of a token; raises Refused for one that was not given for this."""
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError as error:
            raise _bad() from error
        signature, body = raw[:_SIGNED], raw[_SIGNED:]
        if not hmac.compare_digest(signature, self._sign(body, asked)):
            raise _bad()
        _, report, judgement, offset, *place = json.loads(body)
        return Spot(Mark(report, judgement), Place(*place) if place else None, offset)

    def _sign(self, body: bytes, asked: str) -> bytes:
        told = f"{VERSION}\n{asked}\n".encode("utf-8", "surrogatepass") + body
        return hmac.new(self._key, told, sha256).digest()[:_SIGNED]


def _bad() -> Refused:
    return Refused(
        Problem(
            "bad-page",
            "this page token was not given for this list",
            "Ask for the list without page, and follow next from there",
            (("page", "not given for this list"),),
        )
    )
