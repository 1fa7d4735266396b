from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.files.file_kinds import HEAD_SIZE, FileKind, detect_kind, expected_kind, kind_of_file

RSS = "<rss version='2.0'><channel/></rss>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (RSS, FileKind.FEED),
        (f'\ufeff<?xml version="1.0"?>\n<!-- <html> --><?xml-stylesheet href="x"?>\n{RSS}', FileKind.FEED),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", FileKind.FEED),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", FileKind.FEED),
        ("<rdf:RDF xmlns:rdf='x'/>", FileKind.FEED),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', FileKind.FEED),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', FileKind.FEED),
        ('{\n "title": "x",\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1"', FileKind.FEED),
        (f"<!DOCTYPE html PUBLIC 'x'>\n{RSS}", FileKind.FEED),
        ("<opml version='2.0'/>", FileKind.OPML),
        ("<!DOCTYPE html><p>x", FileKind.PAGE),
        ("<!doctype HTML PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><html>", FileKind.PAGE),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", FileKind.PAGE),
        ("\n  <HEAD><title>x", FileKind.PAGE),
        ("https://a.org/feed news\n# x\n", FileKind.URLS),
        ('{"title": "T"}\n{"text": "x"}', FileKind.LINES),
        ("<b>Bold</b> claims", None),
        ("< 5 % of all", None),
        ("<urlset/>", None),
        ("Plain text about <rss>", None),
        ('{"name": "package"}', None),
        ("[1, 2]", None),
        ("", None),
    ],
)
def test_the_beginning_of_a_document_shows_its_kind(content: str, kind: FileKind | None) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert detect_kind(content.encode(encoding), is_whole=True) is kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "A headline\n\nA text.", FileKind.TEXT),
        ("a.txt", RSS, FileKind.FEED),
        ("a.txt", "<!DOCTYPE html><p>x", FileKind.PAGE),
        ("a.TXT", '{"title": "T"}', FileKind.TEXT),
        ("feeds.txt", "https://a.org/feed\n", FileKind.URLS),
        ("a.jsonl", RSS, FileKind.LINES),
        ("a.json", "{}", FileKind.FEED),
        ("a.json", '{"title": "T"}', FileKind.LINES),
        ("a.html", "Nothing but text", FileKind.PAGE),
        ("a.html", RSS, FileKind.FEED),
        ("a.xml", "<opml/>", FileKind.OPML),
        ("a.xml", "<!DOCTYPE html>", FileKind.PAGE),
        ("a.xml", "<urlset/>", FileKind.FEED),
        ("a.opml", "& broken <outline", FileKind.OPML),
        ("a.php", "<!DOCTYPE html>", FileKind.PAGE),
        ("feed", RSS, FileKind.FEED),
        ("urls", "a.org/feed", FileKind.URLS),
        ("a.pdf", "%PDF-1.4", None),
        ("a.pdf", '{"title": "T"}', None),
        ("notes", "Some text", None),
    ],
)
def test_content_decides_before_the_name(
    tmp_path: Path, name: str, content: str, kind: FileKind | None
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert kind_of_file(path) is kind


def test_a_name_alone_implies_a_kind() -> None:
    assert expected_kind(Path("x/a.RSS")) is FileKind.FEED
    assert expected_kind(Path("x/urls")) is FileKind.URLS
    assert expected_kind(Path("x/urls.pdf")) is None


def test_only_the_beginning_of_a_long_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "https://a.org/é " * (HEAD_SIZE // 10) + "\n" + "https://a.org/\n" * HEAD_SIZE + "The end.", "utf-8"
    )
    assert kind_of_file(path) is FileKind.TEXT
    path.write_text("https://a.org/é\n" * HEAD_SIZE, "utf-8")
    assert kind_of_file(path) is FileKind.URLS


@given(
    st.one_of(st.binary(), st.text(st.sampled_from('<!-?[]>{":}dhtmlrs \n')).map(str.encode)), st.booleans()
)
def test_no_content_raises(head: bytes, is_whole: bool) -> None:
    assert detect_kind(head, is_whole=is_whole) in (*FileKind, None)
