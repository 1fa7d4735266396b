"""The bytes of a page to a tree of elements, or a sentence that says why they are no page."""

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

LARGEST = 20_000_000  # bytes
_DEEPEST = 150  # levels of nesting; trafilatura is recursive
_FEED_HEAD = 2000  # characters in which the root of a feed stands
_TAG = re.compile(r"<\s*[a-z!?/]", re.IGNORECASE)
# lxml rejects these characters, as themselves and as references.
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
_HEAD = 8192  # bytes; browsers look for a declaration in the first 1024
_DECLARED = re.compile(
    rb"""<\s*(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_SEVEN_BIT = ("iso2022", "hz")


def read_document(data: bytes, content_type: str = "") -> "HtmlElement":
    """Return the tree of an HTML page, without comments and without very deep nesting.

    Raises `SourceError` if `data` is too large, empty or no page: a PDF file, JSON, a picture, a feed.
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
        raise SourceError("the page has no readable text") from None
    _flatten(root)
    return root


def page_codecs(data: bytes, content_type: str = "") -> tuple[str, ...]:
    """Return the codecs that a page may be in, the likeliest first; none if nothing declares one.

    A byte order mark counts first. Valid UTF-8 is UTF-8 whatever the server declares, because text in another
    encoding is almost never valid UTF-8. Then come the charset of the `content_type` header and the charset
    that the page declares.
    """
    if marked := bom_codec(data):
        return (marked,)
    declared = [codec for codec in (_from_header(content_type), _from_meta(data)) if codec]
    seven_bit = [codec for codec in declared if codec.startswith(_SEVEN_BIT)]
    if seven_bit and data.isascii():
        return tuple(seven_bit)
    return ("utf-8",) if _is_utf8(data) else tuple(declared)


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
    """Return a numeric reference that lxml accepts; 128 to 159 are read as Windows-1252, as browsers do."""
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
    """Return the text of a page whose encoding is undeclared or declared wrongly."""
    if codec := guess_codec(data):
        return data.decode(codec, "replace")
    try:
        return decode_text(data)
    except SourceError:
        raise SourceError("it is not a web page, or its encoding is unknown") from None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        pass
    return True


def _flatten(root: "HtmlElement") -> None:
    """Remove elements that are nested too deeply or have illegal names, but keep their content.

    Some functions on trees are recursive, and an element with a name such as "p<span" can't be copied.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415

    dropped, depth = [], 0
    for event, element in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and (depth > _DEEPEST or not _TAG_NAME.fullmatch(element.tag)):
            dropped.append(element)
    for element in reversed(dropped):
        element.drop_tag()


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
    # The declaration was readable as ASCII, so the page can't be UTF-16.
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec


def _codec(label: str) -> str:
    codec = named_codec(label.strip("'\" "))
    return "cp1252" if codec == "ascii" else superset_codec(codec)
