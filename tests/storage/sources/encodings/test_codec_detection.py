import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.encodings.codec_detection import bom_codec, named_codec, superset_codec


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_names_the_encoding_that_wrote_it(encoding: str) -> None:
    data = "<feed>".encode(encoding)
    assert bom_codec(data) == encoding
    assert data.decode(bom_codec(data)) == "<feed>"


def test_the_other_byte_order_is_known_too() -> None:
    assert bom_codec(codecs.BOM_UTF32_BE + "x".encode("utf-32-be")) == "utf-32"
    assert bom_codec(codecs.BOM_UTF16_BE + "x".encode("utf-16-be")) == "utf-16"


def test_without_a_mark_nothing_is_named() -> None:
    assert bom_codec(b"<feed>") == bom_codec(b"") == ""


@pytest.mark.parametrize(
    ("label", "codec"), [("UTF8", "utf-8"), ("Latin-1", "iso8859-1"), ("KOI8-R", "koi8-r")]
)
def test_a_label_has_many_spellings(label: str, codec: str) -> None:
    assert named_codec(label) == codec


@pytest.mark.parametrize(
    "label", ["", "nonsense", "base64", "rot13", "utf-7", "idna", "unicode_escape", "a\0b"]
)
def test_what_is_no_encoding_of_documents_is_refused(label: str) -> None:
    assert named_codec(label) == ""


@given(st.text(max_size=20))
def test_any_label_names_a_codec_of_text_or_none(label: str) -> None:
    codec = named_codec(label)
    assert codec == "" or b"".decode(codec) == ""


def test_a_larger_set_reads_all_that_the_smaller_wrote() -> None:
    for codec, text in (("gb2312", "新闻"), ("shift_jis", "記事"), ("euc_kr", "기사"), ("big5", "新聞")):
        assert text.encode(codec).decode(superset_codec(codec)) == text
    assert superset_codec("utf-8") == "utf-8"
