"""Bytes of markup to text, by what the document itself says about its characters."""

import re

from storage.sources.encodings.encoding_names import larger, marked_codec, named_codec

# Wide letters without a mark.
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_HEAD = 4096
_DECLARED = re.compile(
    rb"""<[?!]?\s*(?:xml|meta)\b[^>]*?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_LATIN = frozenset(("ascii", "iso8859-1", "cp1252", "utf-8"))


def markup_text(data: bytes) -> str:
    """Return the text of an XML or HTML document; raises for nothing.

    A byte order mark counts first, then the declared encoding, then UTF-8 and Windows-1252. Valid UTF-8 that
    declares itself Latin-1 is taken for the UTF-8 that it is. Bytes that fit none become U+FFFD.
    """
    if shown := marked_codec(data) or next((codec for start, codec in _WIDE if data.startswith(start)), ""):
        return data.decode(shown, "replace")
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
    return larger(named_codec(match[1].decode("ascii"))) or "utf-8" if match else "utf-8"
