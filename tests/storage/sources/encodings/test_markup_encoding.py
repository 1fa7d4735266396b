import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.encodings.text_decoding import decode_markup

WORD = "Łódź, Köln, Афины"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_marks(encoding: str) -> None:
    assert decode_markup(f"<a>{WORD}</a>".encode(encoding)).removeprefix("\ufeff") == f"<a>{WORD}</a>"


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
def test_a_document_says_what_it_is_written_in(declaration: str, encoding: str, word: str) -> None:
    assert decode_markup((declaration + word).encode(encoding)) == declaration + word


def test_a_document_can_not_hide_markup_in_an_encoding() -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADw-script+AD4-'
    assert decode_markup(hidden) == hidden.decode()


def test_what_fits_no_encoding_is_marked() -> None:
    assert decode_markup(b"a\x81\xff") == "a\ufffd\ufffd"


@given(st.binary())
def test_nothing_raises(data: bytes) -> None:
    assert isinstance(decode_markup(data), str)
