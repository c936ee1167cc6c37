"""The file of a bundle: a BagIt bag (RFC 8493) in a zip archive, written and read without a disk.

Written, the same payload gives the same bytes: members are stored as they are (compressed, they
would depend on the version of zlib), dated alike and in the order of their names. Read, nothing in
the archive is trusted: names come from a closed list, sizes are limited before they are read, and
what stands between the members counts as a fault.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

BASE = "vedette-bundle"
PAYLOAD = (
    "README.txt",
    "brief.html",
    "brief.json",
    "claims.jsonl",
    "conventions.json",
    "figures.jsonl",
    "judgements.jsonl",
    "readings.jsonl",
    "reports.jsonl",
    "sources.jsonl",
    "verdicts.jsonl",
    "versions.json",
)
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
FIRST, INFO = "bagit.txt", "bag-info.txt"
NAMES = frozenset({FIRST, INFO, MANIFEST, TAGS, *(f"data/{name}" for name in PAYLOAD)})
LARGEST = 128 << 20  # bytes of the archive, and of all that is in it
_DATED = (1980, 1, 1, 0, 0, 0)
_ENTRY, _LOCAL, _END = b"PK\x01\x02", struct.Struct("<4s5H3L2H"), 22
_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)  # what zipfile raises on archives that are not as they should be


class NotABundle(Exception):
    """Say why a file is no bundle at all."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold the members of an archive that belong to a bundle, and what is wrong with the rest."""

    members: dict[str, bytes]
    faults: tuple[str, ...]

    @property
    def payload(self) -> dict[str, bytes]:
        """Return the members under data/, by name."""
        return {n.removeprefix("data/"): d for n, d in self.members.items() if n[:5] == "data/"}


# ---- writing -----------------------------------------------------------------------------------


def pack(payload: Mapping[str, bytes], info: Iterable[tuple[str, str]]) -> bytes:
    """Return the archive of a payload, `info` being the lines of bag-info.txt."""
    members = {f"data/{name}": data for name, data in payload.items()}
    members |= tags_of(members, info_text((*info, ("Payload-Oxum", _oxum(members)))))
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for name in sorted(members):
            member = ZipInfo(f"{BASE}/{name}", _DATED)
            member.create_system, member.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(member, members[name])
    return held.getvalue()


def tags_of(members: Mapping[str, bytes], info: bytes) -> dict[str, bytes]:
    """Return the tag files of a bag: what it is, what is in it, and their digests."""
    payload = {name: data for name, data in members.items() if name.startswith("data/")}
    tags = {FIRST: DECLARATION, INFO: info, MANIFEST: manifest(payload)}
    return {**tags, TAGS: manifest(tags)}


def manifest(members: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each member, as `sha256sum` writes it."""
    lines = [f"{sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members)]
    return "".join(lines).encode()


def info_text(lines: Iterable[tuple[str, str]]) -> bytes:
    """Return the lines of bag-info.txt."""
    return "".join(f"{label}: {' '.join(text.split())}\n" for label, text in lines).encode()


def _oxum(members: Mapping[str, bytes]) -> str:
    return f"{sum(map(len, members.values()))}.{len(members)}"


# ---- reading -----------------------------------------------------------------------------------


def unpack(data: bytes) -> Opened:
    """Return what is in an archive; raises NotABundle where it is none of ours.

    Nothing is written anywhere. A member that does not belong, or cannot be read, is a fault.
    """
    if data.count(_ENTRY) > 2 * len(NAMES):
        raise NotABundle("it holds far more files than a bundle has")
    try:
        with ZipFile(BytesIO(data)) as archive:
            if f"{BASE}/{FIRST}" not in archive.namelist():
                raise NotABundle(f"it holds no {BASE}/{FIRST}")
            members, faults = _members(archive)
            faults += _gaps(data, archive)
    except _BROKEN as error:
        raise NotABundle(f"it is no zip archive that can be read ({_said(error)})") from error
    missing = sorted(NAMES - set(members))
    return Opened(members, (*faults, *(f"{name}: is missing" for name in missing)))


def _members(archive: ZipFile) -> tuple[dict[str, bytes], list[str]]:
    members: dict[str, bytes] = {}
    faults = []
    left = LARGEST
    for entry in archive.infolist():
        name = entry.filename.removeprefix(f"{BASE}/")
        wrong = _wrong(entry, name, members)
        if wrong is None:
            try:
                members[name] = _read(archive, entry, left)
                left -= len(members[name])
            except _BROKEN as error:
                wrong = f"cannot be read ({_said(error)})"
        if wrong is not None:
            faults.append(f"{_plain(entry.filename)}: {wrong}")
    return members, faults


def _wrong(entry: ZipInfo, name: str, members: Mapping[str, bytes]) -> str | None:
    if name not in NAMES or not entry.filename.startswith(f"{BASE}/"):
        return "does not belong to a bundle"
    if name in members:
        return "stands twice in the archive"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "is no plain file"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is compressed in a way that bundles are not"
    return None


def _read(archive: ZipFile, entry: ZipInfo, left: int) -> bytes:
    """Read a member, however large its head says it is, up to what is left."""
    with archive.open(entry) as member:
        data = member.read(left + 1)
    if len(data) > left:
        raise ValueError(f"more than {LARGEST >> 20} MiB")
    return data


def _gaps(data: bytes, archive: ZipFile) -> list[str]:
    """Return a fault where anything stands before, between or behind the members."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda each: each.header_offset):
        head = data[entry.header_offset : entry.header_offset + _LOCAL.size]
        if entry.header_offset != at or len(head) < _LOCAL.size:
            return ["the archive holds something beside its members"]
        *_, name, extra = _LOCAL.unpack(head)
        at += _LOCAL.size + name + extra + entry.compress_size
    directory = sum(
        46 + len(each.orig_filename.encode("utf-8", "surrogateescape")) + len(each.extra)
        for each in archive.infolist()
    )
    whole = at == archive.start_dir and at + directory + _END == len(data)
    return [] if whole and not archive.comment else ["the archive holds more than its members"]


def _said(error: BaseException) -> str:
    return _plain(str(error) or type(error).__name__)


def _plain(text: str) -> str:
    return re.sub(r"[^\x20-\x7e]", "?", text)[:120]


# ---- digests -----------------------------------------------------------------------------------


def digest_faults(members: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what differs from the digests in the bag, byte for byte."""
    payload = {name: data for name, data in members.items() if name.startswith("data/")}
    if members.get(FIRST) != DECLARATION:
        yield f"{FIRST}: is not as RFC 8493 has it"
    yield from _differing(MANIFEST, payload, members)
    tags = {name: members[name] for name in (FIRST, INFO, MANIFEST) if name in members}
    yield from _differing(TAGS, tags, members)
    oxum = f"Payload-Oxum: {_oxum(payload)}\n".encode()
    if oxum not in members.get(INFO, b"").splitlines(keepends=True):
        yield f"{INFO}: the payload is not as large as it says"


def _differing(
    name: str, listed: Mapping[str, bytes], members: Mapping[str, bytes]
) -> Iterator[str]:
    ours, theirs = manifest(listed), members.get(name, b"")
    if ours == theirs:
        return
    said, found = _listed(theirs), _listed(ours)
    for each in sorted({*said, *found}):
        if said.get(each) != found.get(each):
            yield f"{_plain(each)}: its bytes are not those that {name} has"
    if said == found:
        yield f"{name}: is not written as a bundle's is"


def _listed(data: bytes) -> dict[str, str]:
    """Return the digests in a manifest by name; what is no such line is passed over."""
    lines = (line.partition("  ") for line in data.decode("utf-8", "replace").split("\n"))
    return {name: digest for digest, mark, name in lines if mark}
