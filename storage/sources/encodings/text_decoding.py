"""Decodes plain-text files, and XML and HTML documents."""

import codecs
import re
import unicodedata

from storage.errors import SourceError
from storage.sources.encodings.codec_detection import UTF8_SIG, bom_codec, named_codec, superset_codec

_NOT_TEXT = "the file is not text"
_UNKNOWN = "the file is neither UTF-8 nor UTF-16: save it as UTF-8 and import it again"

_SAMPLE = 4096  # bytes or characters
# Control bytes that text does not contain. Escape is allowed, because recorded terminal output is text.
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_UNDEFINED_IN_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
# The start of UTF-16 markup without a byte order mark.
_WIDE_MARKUP = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_MARKUP_HEAD = 4096  # bytes
_DECLARED = re.compile(
    rb"""<[?!]?\s*(?:xml|meta)\b[^>]*?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_OFTEN_WRONG = frozenset(("ascii", "iso8859-1", "cp1252", "utf-8"))


def decode_text(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252.

    Some damaged bytes in good text become U+FFFD. Raises `SourceError` for binary data, white space alone,
    and text in an unknown encoding.
    """
    codec = detect_codec(data)
    text = _decode_bytewise(data) if codec == UTF8_SIG else _decode_wide(data, codec)
    if not text.strip():
        raise SourceError("the file is empty")
    return text


def detect_codec(data: bytes) -> str:
    """Return the codec that the start of a file shows: of UTF-16 or UTF-32, else `UTF8_SIG`.

    Raises `SourceError` for binary data.
    """
    if (marked := bom_codec(data)) not in ("", UTF8_SIG):
        return marked
    sample = data[: len(data) - len(data) % 2][:_SAMPLE]
    if b"\0" in sample:
        return _unmarked_utf16(sample)
    if b"\0" in data or _share(_CONTROLS, data) > 0.1:
        raise SourceError(_NOT_TEXT)
    return UTF8_SIG


def decode_markup(data: bytes) -> str:
    """Return the text of an XML or HTML document; bytes that do not fit become U+FFFD.

    A byte order mark decides first, then the declared encoding, then UTF-8 and Windows-1252. Valid UTF-8 that
    declares itself Latin-1 is read as UTF-8.
    """
    wide = next((codec for start, codec in _WIDE_MARKUP if data.startswith(start)), "")
    if codec := bom_codec(data) or wide:
        return data.decode(codec, "replace")
    declared = _declared_codec(data[:_MARKUP_HEAD])
    candidates = ["utf-8", "cp1252"] if declared in _OFTEN_WRONG else [declared, "utf-8", "cp1252"]
    for candidate in candidates:
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    return data.decode(candidates[0], "replace")


def _unmarked_utf16(sample: bytes) -> str:
    """Return the UTF-16 codec that puts all NULs of `sample` into the high bytes, as in Latin text."""
    for codec, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if b"\0" in low or high.count(0) * 20 < len(high):
            continue
        if _is_prose(sample.decode(codec, "replace")):
            return codec
    raise SourceError(_NOT_TEXT)


def _is_prose(text: str) -> bool:
    """Return whether `text` has few unassigned characters; other bytes decode to many of them."""
    odd = sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in text if char not in "\n\r\t\x1b"
    )
    return odd * 20 <= len(text)


def _decode_wide(data: bytes, codec: str) -> str:
    text = data.decode(codec, "replace")
    if not _is_prose(text[:_SAMPLE]):
        raise SourceError(_NOT_TEXT)
    return text


def _decode_bytewise(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    valid = sum(not char.isascii() for char in text) - damaged
    return text if valid > damaged else _decode_windows(data)


def _decode_windows(data: bytes) -> str:
    """Return `data` as Windows-1252, which decodes any bytes, if it looks like Western text."""
    if _share(_CONTROLS, data) > 0.02:
        raise SourceError(_NOT_TEXT)
    if _share(_UNDEFINED_IN_WINDOWS, data) > 0.02 or _share(_NON_ASCII, data) > 0.3:
        raise SourceError(_UNKNOWN)
    return data.decode("cp1252", "replace")


def _share(pattern: re.Pattern[bytes], data: bytes) -> float:
    return sum(1 for _ in pattern.finditer(data)) / len(data) if data else 0.0


def _declared_codec(head: bytes) -> str:
    match = _DECLARED.search(head)
    return superset_codec(named_codec(match[1].decode("ascii"))) or "utf-8" if match else "utf-8"
