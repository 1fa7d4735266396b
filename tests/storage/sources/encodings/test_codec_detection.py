import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.encodings.codec_detection import bom_codec, named_codec, superset_codec


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_bom_codec(encoding: str) -> None:
    data = "<feed>".encode(encoding)
    assert bom_codec(data) == encoding
    assert data.decode(bom_codec(data)) == "<feed>"


def test_bom_codec_of_big_endian_data() -> None:
    assert bom_codec(codecs.BOM_UTF32_BE + "x".encode("utf-32-be")) == "utf-32"
    assert bom_codec(codecs.BOM_UTF16_BE + "x".encode("utf-16-be")) == "utf-16"


def test_bom_codec_without_a_mark() -> None:
    assert bom_codec(b"<feed>") == bom_codec(b"") == ""


@pytest.mark.parametrize(
    ("name", "codec"), [("UTF8", "utf-8"), ("Latin-1", "iso8859-1"), ("KOI8-R", "koi8-r")]
)
def test_named_codec(name: str, codec: str) -> None:
    assert named_codec(name) == codec


@pytest.mark.parametrize(
    "name", ["", "nonsense", "base64", "rot13", "utf-7", "idna", "unicode_escape", "a\0b"]
)
def test_unknown_and_unsafe_codecs_are_refused(name: str) -> None:
    assert named_codec(name) == ""


@given(st.text(max_size=20))
def test_any_name_gives_a_text_codec_or_nothing(name: str) -> None:
    codec = named_codec(name)
    assert codec == "" or b"".decode(codec) == ""


def test_superset_codec() -> None:
    for codec, text in (("gb2312", "新闻"), ("shift_jis", "記事"), ("euc_kr", "기사"), ("big5", "新聞")):
        assert text.encode(codec).decode(superset_codec(codec)) == text
    assert superset_codec("utf-8") == "utf-8"
