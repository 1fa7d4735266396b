"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs
import re
import unicodedata

from storage.errors import SourceError
from storage.sources.encodings.encoding_names import UTF8, marked_codec

_NOT_TEXT = "the file is not text"
_UNKNOWN = "the file is neither UTF-8 nor UTF-16: save it as UTF-8 and import it again"

_SAMPLE = 4096
# Control bytes that no text holds; escape stays out of it, since recorded terminal output is text.
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(data: bytes) -> str:
    """Return the text in `data`: UTF-8, UTF-16 or UTF-32, else Windows-1252 where that makes sense.

    A few damaged bytes in otherwise good text become U+FFFD. SourceError for nothing but white space, for
    binary data, and for text in an encoding that can't be told.
    """
    encoding = sniff(data)
    text = _from_eight_bits(data) if encoding == UTF8 else _from_wide(data, encoding)
    if not text.strip():
        raise SourceError("the file is empty")
    return text


def sniff(data: bytes) -> str:
    """Return the codec that the first bytes of a file call for, `UTF8` where nothing says otherwise.

    SourceError for binary data.
    """
    if (marked := marked_codec(data)) not in ("", UTF8):
        return marked
    sample = data[: len(data) - len(data) % 2][:_SAMPLE]
    if b"\0" in sample:
        return _unmarked_utf16(sample)
    if b"\0" in data or _share(_CONTROLS, data) > 0.1:
        raise SourceError(_NOT_TEXT)
    return UTF8


def _unmarked_utf16(sample: bytes) -> str:
    """Return the byte order that puts all NULs of `sample` into the high bytes, as Latin text does."""
    for encoding, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if b"\0" in low or high.count(0) * 20 < len(high):
            continue
        if _is_prose(sample.decode(encoding, "replace")):
            return encoding
    raise SourceError(_NOT_TEXT)


def _is_prose(text: str) -> bool:
    """Tell text from other bytes that happened to decode: those fall on unused places again and again."""
    odd = sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in text if char not in "\n\r\t\x1b"
    )
    return odd * 20 <= len(text)


def _from_wide(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    if not _is_prose(text[:_SAMPLE]):
        raise SourceError(_NOT_TEXT)
    return text


def _from_eight_bits(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(not char.isascii() for char in text) - damaged
    return text if sound > damaged else _from_windows(data)


def _from_windows(data: bytes) -> str:
    """Return `data` as Windows-1252, which fits any bytes, if it has the look of Western text."""
    if _share(_CONTROLS, data) > 0.02:
        raise SourceError(_NOT_TEXT)
    if _share(_UNDEFINED, data) > 0.02 or _share(_HIGH, data) > 0.3:
        raise SourceError(_UNKNOWN)
    return data.decode("cp1252", "replace")


def _share(kind: re.Pattern[bytes], data: bytes) -> float:
    return sum(1 for _ in kind.finditer(data)) / len(data) if data else 0.0
