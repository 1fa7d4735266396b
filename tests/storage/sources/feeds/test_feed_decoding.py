import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.sources.feeds.feed_decoding import decode_feed

WORDS = "<rss>Größe, naïve</rss>"
RUSSIAN = "<rss>Привет, мир</rss>"


def declared(encoding: str, text: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"])
def test_the_declared_encoding(encoding: str) -> None:
    assert decode_feed(declared(encoding, WORDS)).endswith(WORDS)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("gb2312", "<rss>中文新闻</rss>"),
        ("big5", "<rss>中文新聞</rss>"),
        ("shift_jis", "<rss>日本語</rss>"),
        ("euc-jp", "<rss>日本語</rss>"),
        ("iso-2022-jp", "<rss>日本語</rss>"),
        ("euc-kr", "<rss>한국어</rss>"),
    ],
)
def test_other_encodings(encoding: str, text: str) -> None:
    assert decode_feed(declared(encoding, text)).endswith(text)
    assert decode_feed(text.encode(encoding), f'text/xml; charset="{encoding}"') == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_first(encoding: str) -> None:
    assert decode_feed(WORDS.encode(encoding), "text/xml; charset=iso-8859-1") == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf_16_and_utf_32_without_a_mark(encoding: str) -> None:
    assert decode_feed(WORDS.encode(encoding)) == WORDS


def test_valid_utf_8_is_read_as_utf_8() -> None:
    data = f'<?xml version="1.0" encoding="iso-8859-1"?>{WORDS}'.encode()
    assert decode_feed(data, "text/xml; charset=windows-1252").endswith(WORDS)


def test_latin_1_declared_as_utf_8() -> None:
    data = f'<?xml version="1.0" encoding="utf-8"?>{WORDS}'.encode("latin-1")
    assert decode_feed(data, "text/xml; charset=utf-8").endswith(WORDS)


def test_a_default_encoding_comes_after_a_specific_one() -> None:
    data = declared("windows-1251", RUSSIAN)
    assert decode_feed(data, "text/xml; charset=ISO-8859-1").endswith(RUSSIAN)


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("windows-1251", "Переговоры о мире продолжатся в понедельник"),
        ("koi8-r", "Переговоры о мире продолжатся в понедельник"),
        ("iso-8859-7", "Οι ειρηνευτικές συνομιλίες θα συνεχιστούν τη Δευτέρα"),
        ("shift_jis", "政府は月曜日にジュネーブで和平交渉を再開すると発表した"),
        ("gbk", "中国政府星期一表示，和平谈判将在日内瓦继续举行"),
        ("big5", "政府星期一表示，和平談判將在日內瓦繼續舉行"),
        ("euc-kr", "정부는 월요일 제네바에서 평화 협상을 재개한다고 발표했다"),
        ("windows-1252", "Les “négociations” continueront à Genève, là où l’été"),
        ("windows-1252", "Las negociaciones continuarán mañana en España"),
        ("windows-1252", "Über Frieden wird am Montag in Genf weiterverhandelt, heißt es"),
    ],
)
@pytest.mark.parametrize("label", ["", "utf-8", "us-ascii"])
def test_an_undeclared_encoding_is_guessed(encoding: str, title: str, label: str) -> None:
    feed = f"<rss><channel><item><title>{title}</title><link>https://x.org/1</link></item></channel></rss>"
    content_type = f"text/xml; charset={label}" if label else ""
    assert decode_feed(feed.encode(encoding), content_type) == feed
    long = feed.replace("</item>", f"</item><item><title>{title}</title></item>" * 2000)
    assert decode_feed(long.encode(encoding), content_type) == long


def test_some_damaged_bytes_do_not_change_the_encoding() -> None:
    text = decode_feed("<rss>Größe für alle".encode()[:-5] + b"\xc3")
    assert text == "<rss>Größe für\ufffd"


@pytest.mark.parametrize(
    "encoding", ["utf-16", "rot13", "base64", "unicode_escape", "utf-7", "nonsense", "x" * 99]
)
def test_impossible_encodings_are_ignored(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + WORDS.encode("latin-1")
    assert decode_feed(data, f"text/xml; charset={encoding}").endswith(WORDS)


def test_gzip_in_the_body_is_decompressed() -> None:
    assert decode_feed(gzip.compress(WORDS.encode())) == WORDS


def test_a_gzip_bomb_is_cut_off() -> None:
    with pytest.raises(SourceError, match="larger than 20 MB"):
        decode_feed(gzip.compress(b"\0" * 21_000_000))


@pytest.mark.parametrize("data", [b"\x1f\x8bnonsense", b"\x1f\x8b\x08\xff"])
def test_damaged_gzip(data: bytes) -> None:
    with pytest.raises(SourceError):
        decode_feed(data)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\0\0\0", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, gzip.compress(b"", mtime=0)]
)
def test_white_space_alone_is_empty(data: bytes) -> None:
    with pytest.raises(SourceError, match="the feed is empty"):
        decode_feed(data)


@given(st.binary(), st.text())
def test_any_bytes_give_text_or_an_error(data: bytes, content_type: str) -> None:
    try:
        text = decode_feed(data, content_type)
    except SourceError as error:
        assert str(error)  # noqa: PT017 - whether it raises depends on the bytes
    else:
        assert text.strip("\0 \t\r\n\ufeff")
