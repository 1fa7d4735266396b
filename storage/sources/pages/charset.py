"""Which characters the bytes of a page stand for."""

import codecs
import re
from email.message import Message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How far into a page browsers look for its own word on the matter, and a little more.
_HEAD = 8192
_META = re.compile(
    rb"""<\s*(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# Pages use these names for the larger sets that contain them (WHATWG Encoding Standard).
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
# They turn text into other text, or hide markup from whoever looks for it.
_REFUSED = frozenset(("utf-7", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"))
_SEVEN_BIT = ("iso2022", "hz")


def encodings(data: bytes, content_type: str = "") -> tuple[str, ...]:
    """Return the codecs that a page may be in, the likeliest first; none where nothing says so.

    A byte order mark goes before everything. Valid UTF-8 with letters beyond ASCII is UTF-8 whatever the
    server claims, since text in any other encoding is hardly ever that by chance. Then the charset of the
    `content_type` header, then what the page says of itself.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return (codec,)
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
    try:
        codec = codecs.lookup(label.strip("'\" "))
        "".encode(codec.name)
    except (LookupError, ValueError):
        return ""
    return "" if codec.name in _REFUSED else _LARGER.get(codec.name, codec.name)
