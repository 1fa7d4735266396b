import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.sources.encodings.codec_detection import UTF8_SIG
from storage.sources.encodings.text_decoding import decode_markup, decode_text, detect_codec

NAMES = "Łódź, Köln, Афины"
PROSE = "Die Männer – „wir“ – sagten: Ça va bien.\nMerci, voilà.\n"
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1)


@given(WORDS)
def test_utf8_with_and_without_a_byte_order_mark(text: str) -> None:
    assert decode_text(text.encode()) == text
    assert decode_text(codecs.BOM_UTF8 + text.encode()) == text


@pytest.mark.parametrize(
    "text", [PROSE, "Москва. Президент заявил в понедельник, 5 мая.\n", "北京：外交部。"]
)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf_16_and_utf_32_with_a_byte_order_mark(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_both_byte_orders_are_read(mark: bytes, encoding: str) -> None:
    assert decode_text(mark + PROSE.encode(encoding)) == PROSE


@pytest.mark.parametrize(
    "text", [PROSE, "Москва. Президент заявил в понедельник, 5 мая.\n", "\x1b[31mred title\n"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


def test_windows_1252_is_the_fallback_for_western_text() -> None:
    assert decode_text(PROSE.encode("cp1252")) == PROSE


def test_a_damaged_byte_does_not_spoil_utf8() -> None:
    data = PROSE.encode() + b"\xff" + PROSE.encode() + "…".encode()[:2]
    assert decode_text(data) == f"{PROSE}\ufffd{PROSE}\ufffd"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE + b"\0 "]
)
def test_an_empty_file_is_reported(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^the file is empty$"):
        decode_text(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00",
        b"\x7fELF\x02\x01\x01" + bytes(9),
        b"a text with one NUL\x00 in it",
        b"plain " * 2000 + b"\x00",
        bytes(range(1, 32)) * 4,
        bytes(range(1, 256)) * 8,
        codecs.BOM_UTF16_LE + bytes(range(1, 255)) * 8,
        b"\x00",
    ],
)
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^the file is not text$"):
        decode_text(data)


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis", "gb18030", "koi8-r"])
def test_an_unknown_encoding_is_reported(encoding: str) -> None:
    text = {"cp1251": "Москва, понедельник", "koi8-r": "Москва, понедельник"}.get(
        encoding, "日本語新聞、東京"
    )
    with pytest.raises(SourceError, match="save it as UTF-8"):
        decode_text(text.encode(encoding))


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_source_error(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert decode_text(data).strip()


def test_detect_codec_needs_only_the_start() -> None:
    assert detect_codec(PROSE.encode()[:7]) == UTF8_SIG
    assert detect_codec(PROSE.encode("utf-16")[:8]) == "utf-16"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_markup(encoding: str) -> None:
    assert decode_markup(f"<a>{NAMES}</a>".encode(encoding)).removeprefix("\ufeff") == f"<a>{NAMES}</a>"


@pytest.mark.parametrize(
    ("declaration", "encoding", "word"),
    [
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251", "Афины"),
        ("<?xml version='1.0' encoding='ISO-8859-2'?>", "iso8859-2", "Łódź"),
        ('<html><head><meta charset="gb2312">', "gb18030", "雅典"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "cp932", "アテネ①"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "cp1252", "“Köln”"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "utf-8", "Köln"),
        ('<?xml version="1.0" encoding="no-such-thing"?>', "utf-8", "Łódź"),
        ('<?xml version="1.0" encoding="base64"?>', "utf-8", "Łódź"),
        ("", "cp1252", "Köln"),
    ],
)
def test_the_declared_encoding_of_markup(declaration: str, encoding: str, word: str) -> None:
    assert decode_markup((declaration + word).encode(encoding)) == declaration + word


def test_an_unsafe_declared_encoding_is_ignored() -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADw-script+AD4-'
    assert decode_markup(hidden) == hidden.decode()


def test_invalid_bytes_become_replacement_characters() -> None:
    assert decode_markup(b"a\x81\xff") == "a\ufffd\ufffd"


@given(st.binary())
def test_any_bytes_are_decoded_as_markup(data: bytes) -> None:
    assert isinstance(decode_markup(data), str)
