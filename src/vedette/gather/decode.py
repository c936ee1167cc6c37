"""Bytes become text, or are refused: no encoding is guessed without good ground."""

from __future__ import annotations

import codecs
import re
import unicodedata

from vedette.errors import NotText, TooLong

MAX_BYTES = 10 * 1024 * 1024  # one report; the longest news texts stay far below a tenth of it

_BOMS = (  # the longer marks first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
# What may be tried when nothing is declared: the code pages of the languages in reach. Wider
# lists make the statistics of short texts meet by chance.
_CODE_PAGES = ["cp1252", "cp1251", "cp1250", "cp1257", "koi8_r", "koi8_u", "iso8859_2", "cp866"]
_MAX_CHAOS = 0.1
_MIN_COHERENCE = 0.3
_MARGIN = 0.1
_MAX_CONTROLS = 0.01  # share of control characters in text; binary data has far more
_SAMPLE = 65_536
_LONGEST_WORD = 40

_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_META = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_ENGLISH = re.compile(r"(?:^|\s)(?:the|of|and|to|in|a|is|was)\s", re.IGNORECASE)
_LETTER = re.compile("[A-Za-z]")
_MARKS = frozenset("“”‘’«»‹›„‚–—…€£©®°§·½¼¾™•\xa0")
_ACCENTED = frozenset("àâäåæçéêëíîïñóôöøúüßœÀÂÄÅÆÇÉÊËÍÎÏÑÓÔÖØÚÜŒ")


def require_size(size: int, where: str = "") -> None:
    """Raise TooLong for more bytes than one report may have."""
    if size > MAX_BYTES:
        what = f"{size / 1_048_576:.0f} MB, and one report may have {MAX_BYTES // 1_048_576} MB"
        raise TooLong(what, where=where, next_step="Split the file into one file per report")


def to_text(data: bytes, *, where: str = "", markup: bool = False) -> str:
    """Decode the bytes of one report; the text is in NFC and has line feeds only.

    `markup` lets a charset declared in the head of the page count. Raises NotText for binary
    data and for an encoding that cannot be told, TooLong above `MAX_BYTES`.
    """
    require_size(len(data), where)
    return clean(_decode(data, where, markup=markup))


def clean(text: str) -> str:
    """Return the text in NFC with line feeds; what no store can hold becomes U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _BROKEN.sub("\ufffd", text))


def _decode(data: bytes, where: str, *, markup: bool) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, where)
    if b"\x00" in data[:_SAMPLE]:
        _refuse_kinds(data, where)
        return _wide(data, where)
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    declared = _declared(data) if markup else None
    if declared:
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            pass
    if _is_broken_utf8(data):
        what = f"UTF-8 that breaks at byte {broken.start}"
        raise NotText(what, where=where, next_step="Save the text again as UTF-8")
    return _guess(data, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"the byte order mark says {encoding}, the bytes do not"
        raise NotText(what, where=where) from error


def _refuse_kinds(data: bytes, where: str) -> None:
    for mark, kind in _KINDS:
        if data.startswith(mark):
            raise NotText(f"{kind}, not text", where=where, next_step="Extract its text first")


def _refuse_binary(data: bytes, where: str) -> None:
    _refuse_kinds(data, where)
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MAX_CONTROLS * len(sample):
        raise NotText("binary data, not text", where=where)


def _wide(data: bytes, where: str) -> str:
    """Decode UTF-16 without a mark: read the wrong way round it is far outside the alphabets."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        plain = sum(_is_alphabetic(character) for character in sample)
        parted = sum(character in " \n" for character in sample)
        if plain > 0.97 * len(sample) and parted * _LONGEST_WORD >= len(sample) - _LONGEST_WORD:
            return text
    raise NotText("binary data, not text", where=where)


def _is_alphabetic(character: str) -> bool:
    if character in "\n\r\t" or "\u2010" <= character <= "\u203a":
        return True
    return " " <= character < "\u0600" and character.isprintable()


def _declared(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return None
    # Pages that declare Latin-1 mean the Windows code page, as every browser reads them.
    return "cp1252" if encoding in {"iso8859-1", "ascii"} else encoding


def _is_broken_utf8(data: bytes) -> bool:
    """Tell damaged UTF-8 from another encoding: most of its long sequences are still whole."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - damaged
    return whole >= damaged


def _guess(data: bytes, where: str) -> str:
    """Take the one reading that letter statistics find; two good readings are no reading."""
    western = data.decode("cp1252", "replace")
    if _is_english(western):
        return western
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=_CODE_PAGES, preemptive_behaviour=False)
    best = matches.best()
    if best and best.chaos <= _MAX_CHAOS and best.coherence >= _MIN_COHERENCE:
        text = str(best)
        rivals = (m for m in matches if m.coherence > best.coherence - _MARGIN)
        if all(str(rival) == text for rival in rivals):
            return text
    raise NotText("the encoding cannot be told", where=where, next_step="Save the text as UTF-8")


def _is_english(text: str) -> bool:
    """Tell whether text read as cp1252 is English with the odd accent and typographic mark.

    Other code pages read this way show signs inside words, or letters that no name has.
    """
    if not _ENGLISH.search(text):
        return False
    odd = [i for i, character in enumerate(text) if character > "\x7f"]
    return len(odd) <= max(12, 0.1 * len(text)) and all(_fits(text, i) for i in odd)


def _fits(text: str, i: int) -> bool:
    character = text[i]
    if character in _MARKS:
        return True
    return character in _ACCENTED and bool(_LETTER.search(text[max(i - 1, 0) : i + 2]))
