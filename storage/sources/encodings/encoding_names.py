"""Names of encodings, as byte order marks, headers and documents give them, to Python's codecs."""

import codecs

UTF8 = "utf-8-sig"

# The longer marks first: a UTF-32 one begins like a UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Documents on the web use these names for the larger sets that contain them (WHATWG Encoding Standard).
_LARGER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# They turn text into other text, or hide markup from whoever looks for it.
_REFUSED = frozenset(
    ("utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem")
)


def marked_codec(data: bytes) -> str:
    """Return the codec that a byte order mark at the beginning of `data` calls for, "" without one."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), "")


def named_codec(label: str) -> str:
    """Return the codec of text that a label names, in Python's spelling, "" where it names none."""
    try:
        codec = codecs.lookup(label)
        # Beside encodings of text there are codecs that unpack or scramble bytes.
        "".encode(codec.name)
    except (LookupError, ValueError):
        return ""
    return "" if codec.name in _REFUSED else codec.name


def larger(codec: str) -> str:
    """Return the codec that reads what documents mean by `codec`: itself, or one of more characters."""
    return _LARGER.get(codec, codec)
