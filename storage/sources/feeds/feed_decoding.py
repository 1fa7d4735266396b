"""The bytes of a feed to its text, by what its first bytes, its server and itself say of the encoding."""

import re
import zlib

from storage.errors import SourceError
from storage.sources.encodings.codec_detection import bom_codec, guess_codec, named_codec, superset_codec

_LARGEST = 20_000_000
_GZIP = b"\x1f\x8b"
_HEAD = 1024
# Letters that show a wide encoding, or that of mainframes, without a mark; the longer first.
_BEGINNINGS = (
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
# What servers and programs write when nobody told them: any other encoding is a better guess.
_USUAL = frozenset(("ascii", "utf-8", "iso8859-1", "cp1252"))


def decode_feed(data: bytes, content_type: str = "") -> str:
    """Return the text of a feed; bytes that fit no likely encoding become U+FFFD.

    A byte order mark counts first. Then what is valid UTF-8 is UTF-8, whatever it says of itself; then come
    the encodings that the feed and the header `content_type` name. SourceError for nothing but white space,
    and for damaged gzip.
    """
    if data.startswith(_GZIP):
        data = _unzipped(data)
    text = _decoded(data, content_type)
    if not text.strip("\0 \t\r\n\ufeff"):
        raise SourceError("the feed is empty")
    return text


def _unzipped(data: bytes) -> bytes:
    """Return what a server packed once more than it said."""
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(data, _LARGEST + 1)
    except zlib.error as error:
        raise SourceError("the feed is packed with gzip, and damaged") from error
    if len(text) > _LARGEST:
        raise SourceError(f"the feed is packed with gzip, and larger than {_LARGEST // 1_000_000} MB")
    return text


def _decoded(data: bytes, content_type: str) -> str:
    shown = next((codec for start, codec in _BEGINNINGS if data.startswith(start)), "")
    if codec := bom_codec(data) or shown:
        return data.decode(codec, "replace")
    named = _named(data, content_type)
    if b"\x1b" not in data or not any(name.startswith("iso2022") for name in named):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for name in sorted(named, key=lambda name: name in _USUAL):
        if name in ("utf-8", "ascii"):
            continue
        try:
            return data.decode(superset_codec(name))
        except UnicodeError:
            continue
    return _guessed(data)


def _named(data: bytes, content_type: str) -> list[str]:
    """Return the codecs that the feed and its header name, in Python's spelling."""
    declared, header = _DECLARED.match(data[:_HEAD]), _CHARSET.search(content_type)
    names = [declared[1].decode("ascii", "ignore")] if declared else []
    names += [header[1]] if header else []
    return [codec for codec in map(_codec, names) if codec]


def _codec(name: str) -> str:
    codec = named_codec(name)
    # The wide encodings show in the first bytes; any other text would become Chinese by them.
    return "" if codec.startswith(("utf-16", "utf-32")) else codec


def _guessed(data: bytes) -> str:
    """Return `data` as UTF-8 where it is damaged only here and there, else by its look."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(not char.isascii() for char in text) - damaged
    return text if sound >= damaged else data.decode(guess_codec(data) or "cp1252", "replace")
