"""Finds the codec of bytes: by byte order mark, by the name that a document gives, or by statistics."""

import codecs
import re
import unicodedata

UTF8_SIG = "utf-8-sig"

# The longer marks come first, because a UTF-32 mark begins like a UTF-16 mark.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, UTF8_SIG),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Web documents use these names for larger character sets (WHATWG Encoding Standard).
_SUPERSETS = {
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
# These codecs turn text into other text, or hide markup from a check of the bytes.
_UNSAFE = frozenset(
    ("utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem")
)
_SAMPLE = 20_000  # bytes
_NON_ASCII = re.compile(rb"[\x80-\xff]+")
# The share of non-ASCII bytes in runs of two and more: other scripts write whole words in them, Latin
# languages single accents. Japanese has the lowest share.
_MIN_SHARE_IN_RUNS = 0.6
_MIN_NON_ASCII = 6  # bytes; fewer say too little


def bom_codec(data: bytes) -> str:
    """Return the codec of the byte order mark at the start of `data`, "" without one."""
    return next((codec for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), "")


def named_codec(name: str) -> str:
    """Return Python's name of the text codec called `name`, "" if there is none or it is unsafe."""
    try:
        codec = codecs.lookup(name)
        # Some codecs compress or encode bytes; only text codecs can encode a string.
        "".encode(codec.name)
    except (LookupError, ValueError):
        return ""
    return "" if codec.name in _UNSAFE else codec.name


def superset_codec(codec: str) -> str:
    """Return the larger codec that documents mean by `codec`, or `codec` itself."""
    return _SUPERSETS.get(codec, codec)


def guess_codec(data: bytes) -> str:
    """Return the probable codec of text in a non-Latin script, "" if the script may be Latin.

    Cyrillic, Greek, Chinese and other scripts show in how bytes follow one another. The encodings of Latin
    languages differ in a few accents only, where a guess is worse than Windows-1252. Reads only the start of
    `data`, which takes a few milliseconds.
    """
    # A cut at "<" does not split a character of several bytes.
    sample = data[: data.rfind(b"<", 0, _SAMPLE)] if len(data) > _SAMPLE else data
    runs = [len(run) for run in _NON_ASCII.findall(sample)]
    total, in_runs = sum(runs), sum(run for run in runs if run > 1)
    if total < _MIN_NON_ASCII or in_runs < _MIN_SHARE_IN_RUNS * total:
        return ""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few documents need it

    best = from_bytes(sample).best()
    return best.encoding if best is not None and not _is_latin(str(best)) else ""


def _is_latin(text: str) -> bool:
    letters = [char for char in text if not char.isascii() and char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return 2 * latin >= len(letters)
