"""Bytes of markup to text, by what the document itself says about its characters."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_HEAD = 4096
_DECLARED = re.compile(
    rb"""<[?!]?\s*(?:xml|meta)\b[^>]*?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_LATIN = frozenset(("ascii", "iso8859-1", "cp1252", "utf-8"))
# Web documents use these names for the larger sets (WHATWG Encoding Standard).
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
# No text encodings, or such as hide markup from whoever looks for it.
_REFUSED = frozenset(
    ("utf-7", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem")
)


def markup_text(data: bytes) -> str:
    """Return the text of an XML or HTML document; raises for nothing.

    A byte order mark counts first, then the declared encoding, then UTF-8 and Windows-1252. Valid UTF-8 that
    declares itself Latin-1 is taken for the UTF-8 that it is. Bytes that fit none become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _declared(data[:_HEAD])
    candidates = ["utf-8", "cp1252"] if declared in _LATIN else [declared, "utf-8", "cp1252"]
    for candidate in candidates:
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    return data.decode(candidates[0], "replace")


def _declared(head: bytes) -> str:
    match = _DECLARED.search(head)
    try:
        codec = codecs.lookup(match[1].decode("ascii")) if match else codecs.lookup("utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    # Without the last test `base64` and other codecs from bytes to bytes would pass.
    is_text = codec.name not in _REFUSED and getattr(codec, "_is_text_encoding", False)
    return _LARGER.get(codec.name, codec.name) if is_text else "utf-8"
