"""Which characters the bytes of a page stand for."""

import re
from email.message import Message

from storage.sources.encodings.encoding_names import larger, marked_codec, named_codec

# How far into a page browsers look for its own word on the matter, and a little more.
_HEAD = 8192
_META = re.compile(
    rb"""<\s*(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_SEVEN_BIT = ("iso2022", "hz")


def encodings(data: bytes, content_type: str = "") -> tuple[str, ...]:
    """Return the codecs that a page may be in, the likeliest first; none where nothing says so.

    A byte order mark goes before everything. Valid UTF-8 with letters beyond ASCII is UTF-8 whatever the
    server claims, since text in any other encoding is hardly ever that by chance. Then the charset of the
    `content_type` header, then what the page says of itself.
    """
    if marked := marked_codec(data):
        return (marked,)
    declared = [codec for codec in (_from_header(content_type), _from_meta(data)) if codec]
    seven_bit = [codec for codec in declared if codec.startswith(_SEVEN_BIT)]
    if seven_bit and data.isascii():
        return tuple(seven_bit)
    return ("utf-8",) if _is_utf8(data) else tuple(declared)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data[:_HEAD]


def _from_header(content_type: str) -> str:
    message = Message()
    message["content-type"] = " ".join(content_type.split())
    return _codec(str(message.get_param("charset") or ""))


def _from_meta(data: bytes) -> str:
    match = _META.search(data[:_HEAD])
    codec = _codec(match[1].decode("ascii", "ignore")) if match else ""
    # The declaration was read as single bytes, so it can't be in wide ones.
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec


def _codec(label: str) -> str:
    codec = named_codec(label.strip("'\" "))
    return "cp1252" if codec == "ascii" else larger(codec)
