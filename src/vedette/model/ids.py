"""Ids: digests of length-prefixed parts, the same on every machine."""

from __future__ import annotations

from hashlib import blake2b

ID_BYTES = 16  # 128 bits: a collision is out of reach for any archive of news
_NONE = b"\xff" * 8  # no part is 2**64 - 1 bytes long, so None differs from every string


def make_id(kind: str, *parts: str | int | None) -> str:
    """Return `kind-` and 32 hexadecimal digits for these parts.

    Each part is hashed behind its length, so that ("ab", "c") and ("a", "bc") differ.
    """
    digest = blake2b(digest_size=ID_BYTES)
    for part in (kind, *parts):
        if part is None:
            digest.update(_NONE)
            continue
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{kind}-{digest.hexdigest()}"
