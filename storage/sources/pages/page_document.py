"""The bytes of a page as a tree, or a sentence on why there can't be one."""

import json
import re
import sys
from email.message import Message
from typing import TYPE_CHECKING

from storage.errors import SourceError
from storage.sources.encodings.codec_detection import bom_codec, guess_codec, named_codec, superset_codec
from storage.sources.encodings.text_decoding import decode_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 20_000_000

_DEEPEST = 150
# The parser stops at this depth and leaves the rest of the page out.
_FEED_HEAD = 2000
_TAG = re.compile(r"<\s*[a-z!?/]", re.IGNORECASE)
# No tree takes these, written out or as references.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,9}))(?![0-9a-f]);?", re.IGNORECASE)
_TAG_NAME = re.compile("[a-zA-Z][a-zA-Z0-9:._-]*")
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PK\x03\x04": "an archive",
    b"\x1f\x8b": "compressed data",
    b"ID3": "an audio file",
    b"OggS": "an audio file",
}
_TYPES = {
    "application/pdf": "a PDF file",
    "image/": "a picture",
    "audio/": "an audio file",
    "video/": "a film",
    "application/zip": "an archive",
}


def read_document(data: bytes, content_type: str = "") -> "HtmlElement":
    """Return the tree of an HTML page, without comments, nested at most a few hundred levels deep.

    SourceError for what is too large, empty, or no page: PDF, JSON, a picture, a feed.
    """
    from lxml.etree import ParserError, XMLSyntaxError  # noqa: PLC0415 - opening the app must not load lxml
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    _check_kind(data, content_type)
    text = _text(data, content_type)
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, XMLSyntaxError):
        raise SourceError("there is no readable text on the page") from None
    _flatten(root)
    return root


def _check_kind(data: bytes, content_type: str) -> None:
    if len(data) > LARGEST:
        raise SourceError(f"the page is larger than {LARGEST // 1_000_000} MB")
    if not data.strip():
        raise SourceError("the page is empty")
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    media = content_type.strip().lower()
    kind = kind or next((kind for start, kind in _TYPES.items() if media.startswith(start)), "")
    if kind:
        raise SourceError(f"it is {kind}, not a web page")


def _text(data: bytes, content_type: str) -> str:
    text = _REFERENCE.sub(_character, _ILLEGAL.sub("", _decoded(data, content_type)))
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        raise SourceError("it is JSON, not a web page")
    if _FEED.match(text[:_FEED_HEAD]):
        raise SourceError("it is a feed, not a web page")
    if not _TAG.search(text):
        raise SourceError("it is plain text, not a web page")
    return text


def _character(reference: re.Match[str]) -> str:
    """Return a reference by number that a tree can take; 128 to 159 are Windows-1252's, as to browsers."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if 128 <= number < 160:
        return bytes((number,)).decode("cp1252", "ignore")
    fits = number <= sys.maxunicode and not _ILLEGAL.match(chr(number))
    return reference[0] if fits else ""


def _decoded(data: bytes, content_type: str) -> str:
    candidates = page_codecs(data, content_type)
    for strictness in ("strict", "replace"):
        for encoding in candidates:
            try:
                text = data.decode(encoding, strictness)
            except UnicodeError:
                continue
            if text.count("\ufffd") * 50 <= len(text):
                return text
    return _guessed(data)


def _guessed(data: bytes) -> str:
    """Return text whose encoding nothing tells, or tells wrongly: by its look."""
    if codec := guess_codec(data):
        return data.decode(codec, "replace")
    try:
        return decode_text(data)
    except SourceError:
        raise SourceError("it is not a web page, or one in an encoding that can't be told") from None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        pass
    return True


def _flatten(root: "HtmlElement") -> None:
    """Take away elements nested beyond reason or of impossible names, not what is in them.

    Walks over a tree are recursive in places, and a name such as "p<span" can't be copied.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415

    unfit, depth = [], 0
    for event, element in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and (depth > _DEEPEST or not _TAG_NAME.fullmatch(element.tag)):
            unfit.append(element)
    for element in reversed(unfit):
        element.drop_tag()


# How far into a page browsers look for its own word on the matter, and a little more.
_HEAD = 8192
_DECLARED = re.compile(
    rb"""<\s*(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_SEVEN_BIT = ("iso2022", "hz")


def page_codecs(data: bytes, content_type: str = "") -> tuple[str, ...]:
    """Return the codecs that a page may be in, the likeliest first; none where nothing says so.

    A byte order mark goes before everything. Valid UTF-8 with letters beyond ASCII is UTF-8 whatever the
    server claims, since text in any other encoding is hardly ever that by chance. Then the charset of the
    `content_type` header, then what the page says of itself.
    """
    if marked := bom_codec(data):
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
    match = _DECLARED.search(data[:_HEAD])
    codec = _codec(match[1].decode("ascii", "ignore")) if match else ""
    # The declaration was read as single bytes, so it can't be in wide ones.
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec


def _codec(label: str) -> str:
    codec = named_codec(label.strip("'\" "))
    return "cp1252" if codec == "ascii" else superset_codec(codec)
