"""Decodes feeds, by their first bytes, the encoding that they declare, and their HTTP header."""

import re
import zlib

from storage.errors import SourceError
from storage.sources.encodings.codec_detection import bom_codec, guess_codec, named_codec, superset_codec

_MAX_BYTES = 20_000_000
_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 1024
# First bytes that show UTF-16, UTF-32 or EBCDIC without a byte order mark; the longer come first.
_FIRST_BYTES = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"{\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\0{", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
# Defaults of servers and programs: any other declared encoding is more likely.
_DEFAULTS = frozenset(("ascii", "utf-8", "iso8859-1", "cp1252"))


def decode_feed(data: bytes, content_type: str = "") -> str:
    """Return the text of a feed; bytes that do not fit become U+FFFD.

    A byte order mark decides first. Valid UTF-8 is read as UTF-8, whatever the feed declares; then come the
    encodings that the feed and the Content-Type header `content_type` name. Raises `SourceError` for white
    space alone, and for gzip that is damaged or too large.
    """
    if data.startswith(_GZIP):
        data = _decompressed(data)
    text = _decoded(data, content_type)
    if not text.strip("\0 \t\r\n\ufeff"):
        raise SourceError("the feed is empty")
    return text


def _decompressed(data: bytes) -> bytes:
    """Return the content of gzip that the server did not announce."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = inflater.decompress(data, _MAX_BYTES + 1)
    except zlib.error as error:
        raise SourceError("the feed is compressed with gzip, but damaged") from error
    if len(content) > _MAX_BYTES:
        raise SourceError(f"the feed is larger than {_MAX_BYTES // 1_000_000} MB")
    return content


def _decoded(data: bytes, content_type: str) -> str:
    wide = next((codec for start, codec in _FIRST_BYTES if data.startswith(start)), "")
    if codec := bom_codec(data) or wide:
        return data.decode(codec, "replace")
    declared = _declared_codecs(data, content_type)
    if b"\x1b" not in data or not any(name.startswith("iso2022") for name in declared):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for name in sorted(declared, key=lambda name: name in _DEFAULTS):
        if name in ("utf-8", "ascii"):
            continue
        try:
            return data.decode(superset_codec(name))
        except UnicodeError:
            continue
    return _decode_guessed(data)


def _declared_codecs(data: bytes, content_type: str) -> list[str]:
    """Return Python's names of the codecs that the feed and its header declare."""
    declared, header = _DECLARED.match(data[:_HEAD_BYTES]), _CHARSET.search(content_type)
    names = [declared[1].decode("ascii", "ignore")] if declared else []
    names += [header[1]] if header else []
    return [codec for codec in map(_codec, names) if codec]


def _codec(name: str) -> str:
    codec = named_codec(name)
    # UTF-16 and UTF-32 show in the first bytes; other text would decode to Chinese characters.
    return "" if codec.startswith(("utf-16", "utf-32")) else codec


def _decode_guessed(data: bytes) -> str:
    """Return `data` as UTF-8 with some damage if most of it is valid, else in a guessed encoding."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    valid = sum(not char.isascii() for char in text) - damaged
    return text if valid >= damaged else data.decode(guess_codec(data) or "cp1252", "replace")
