"""The archive of a bundle: a valid bag, the same each time, and read without trust."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile

import bagit
import pytest
from bundle_samples import bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.export.bundle.bag import BASE, NAMES, NotABundle, digest_faults, unpack
from vedette.export.bundle.contents import write

DATA = write(bundle())


def faults(data):
    opened = unpack(data)
    return [*opened.faults, *digest_faults(opened.members)]


def rezipped(change=None, extra=(), *, compression=zipfile.ZIP_STORED):
    """Return the bundle zipped anew, with members changed or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(held, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)) if change else old.read(name))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names that stand twice
            for name, data in extra:
                new.writestr(name, data)
    return held.getvalue()


def test_the_same_bundle_gives_the_same_bytes():
    assert write(bundle()) == DATA


def test_bagits_own_library_finds_the_bag_valid(tmp_path):
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        archive.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / BASE))
    bag.validate()
    assert bag.info["Bagging-Date"] == "2025-09-17"
    assert bag.algorithms == ["sha256"]


def test_a_bundle_has_no_fault():
    assert faults(DATA) == []
    assert set(unpack(DATA).members) == NAMES


def test_a_bundle_that_was_zipped_again_still_holds():
    assert faults(rezipped(compression=zipfile.ZIP_DEFLATED)) == []


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_changed_byte_of_any_member_is_found(data):
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        entries = [entry for entry in archive.infolist() if entry.file_size]
    entry = data.draw(st.sampled_from(entries))
    at = (
        entry.header_offset
        + 30
        + len(entry.filename)
        + data.draw(st.integers(0, entry.file_size - 1))
    )
    byte = data.draw(st.integers(1, 255))
    changed = DATA[:at] + bytes([DATA[at] ^ byte]) + DATA[at + 1 :]
    assert faults(changed)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_any_changed_member_is_found_though_the_archive_is_whole(name):
    """The archive's own checksum is made anew: only the digests of the bag can tell."""
    changed = rezipped(lambda n, d: d + b" " if n == f"{BASE}/{name}" else d)
    assert faults(changed)
    assert any(name in fault or name.startswith("tag") for fault in faults(changed))


@pytest.mark.parametrize("name", sorted(NAMES - {"bagit.txt"}))
def test_a_missing_member_is_found(name):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(held, "w") as new:
        for each in old.namelist():
            if each != f"{BASE}/{name}":
                new.writestr(each, old.read(each))
    assert f"{name}: is missing" in faults(held.getvalue())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (f"{BASE}/../../etc/passwd", "does not belong"),
        ("/etc/passwd", "does not belong"),
        ("..\\..\\x", "does not belong"),
        (f"{BASE}/data/", "does not belong"),
        (f"{BASE}/data/extra.txt", "does not belong"),
        ("data/brief.json", "does not belong"),
        (f"{BASE}/data/brief.json", "stands twice"),
        (f"{BASE}/data/\x1b[31m\u202e.txt", "does not belong"),
    ],
)
def test_a_member_that_does_not_belong_is_told_and_not_read(name, told):
    found = faults(rezipped(extra=[(name, b"x")]))
    assert any(told in fault for fault in found)
    assert all(fault.isprintable() and fault.isascii() for fault in found)


def test_a_link_is_no_member():
    link = zipfile.ZipInfo(f"{BASE}/data/brief.html")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(held, "w") as new:
        for each in old.namelist():
            new.writestr(link if each == link.filename else each, old.read(each))
    assert any("is no plain file" in fault for fault in faults(held.getvalue()))


def test_a_bomb_is_read_no_further_than_the_limit(monkeypatch):
    monkeypatch.setattr("vedette.export.bundle.bag.LARGEST", 1 << 20)
    bomb = rezipped(
        lambda n, d: b"0" * (50 << 20) if n.endswith("brief.json") else d,
        compression=zipfile.ZIP_DEFLATED,
    )
    assert len(bomb) < 1 << 20
    assert any("cannot be read" in fault for fault in faults(bomb))


def test_far_too_many_members_are_not_even_listed():
    with pytest.raises(NotABundle, match="far more files"):
        unpack(rezipped(extra=[(f"{n}", b"") for n in range(100)]))


@pytest.mark.parametrize("where", ["before", "behind", "comment"])
def test_what_stands_beside_the_members_is_told(where):
    if where == "comment":
        held = io.BytesIO(DATA)
        with zipfile.ZipFile(held, "a") as archive:
            archive.comment = b"hidden"
        data = held.getvalue()
    else:
        data = b"MZ hidden" + DATA if where == "before" else DATA + b"hidden"
    try:
        assert any("archive holds" in fault for fault in faults(data))
    except NotABundle:
        assert where == "behind"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"%PDF-1.7", DATA[:200], DATA[-200:], DATA[: len(DATA) // 2]]
)
def test_what_is_no_archive_is_no_bundle(data):
    with pytest.raises(NotABundle):
        unpack(data)


def test_another_zip_is_no_bundle():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(NotABundle, match=r"holds no vedette-bundle/bagit\.txt"):
        unpack(held.getvalue())


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(min_size=1, max_size=8))
def test_an_archive_broken_anywhere_is_never_more_than_a_fault(at, patch):
    data = DATA[:at] + patch + DATA[at + len(patch) :]
    try:
        opened = unpack(data)
    except NotABundle:
        return
    whole = not opened.faults and not list(digest_faults(opened.members))
    assert not whole or opened.members == unpack(DATA).members
