from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.files.file_kinds import expected_kind, kind_of_file
from storage.sources.files.file_signatures import ENOUGH, Shape, sniffed

RSS = "<rss version='2.0'><channel/></rss>"


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        (RSS, Shape.FEED),
        (f'\ufeff<?xml version="1.0"?>\n<!-- <html> --><?xml-stylesheet href="x"?>\n{RSS}', Shape.FEED),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", Shape.FEED),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", Shape.FEED),
        ("<rdf:RDF xmlns:rdf='x'/>", Shape.FEED),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', Shape.FEED),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', Shape.FEED),
        ('{\n "title": "x",\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1"', Shape.FEED),
        (f"<!DOCTYPE html PUBLIC 'x'>\n{RSS}", Shape.FEED),
        ("<opml version='2.0'/>", Shape.OPML),
        ("<!DOCTYPE html><p>x", Shape.PAGE),
        ("<!doctype HTML PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><html>", Shape.PAGE),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", Shape.PAGE),
        ("\n  <HEAD><title>x", Shape.PAGE),
        ("https://a.org/feed news\n# x\n", Shape.URLS),
        ('{"title": "T"}\n{"text": "x"}', Shape.LINES),
        ("<b>Bold</b> claims", None),
        ("< 5 % of all", None),
        ("<urlset/>", None),
        ("Plain text about <rss>", None),
        ('{"name": "package"}', None),
        ("[1, 2]", None),
        ("", None),
    ],
)
def test_documents_are_told_by_how_they_begin(content: str, shape: Shape | None) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert sniffed(content.encode(encoding), is_whole=True) is shape


@pytest.mark.parametrize(
    ("name", "content", "shape"),
    [
        ("a.txt", "A headline\n\nA text.", Shape.TEXT),
        ("a.txt", RSS, Shape.FEED),
        ("a.txt", "<!DOCTYPE html><p>x", Shape.PAGE),
        ("a.TXT", '{"title": "T"}', Shape.TEXT),
        ("feeds.txt", "https://a.org/feed\n", Shape.URLS),
        ("a.jsonl", RSS, Shape.LINES),
        ("a.json", "{}", Shape.FEED),
        ("a.json", '{"title": "T"}', Shape.LINES),
        ("a.html", "Nothing but text", Shape.PAGE),
        ("a.html", RSS, Shape.FEED),
        ("a.xml", "<opml/>", Shape.OPML),
        ("a.xml", "<!DOCTYPE html>", Shape.PAGE),
        ("a.xml", "<urlset/>", Shape.FEED),
        ("a.opml", "& broken <outline", Shape.OPML),
        ("a.php", "<!DOCTYPE html>", Shape.PAGE),
        ("feed", RSS, Shape.FEED),
        ("urls", "a.org/feed", Shape.URLS),
        ("a.pdf", "%PDF-1.4", None),
        ("a.pdf", '{"title": "T"}', None),
        ("notes", "Some text", None),
    ],
)
def test_content_decides_and_then_the_name(
    tmp_path: Path, name: str, content: str, shape: Shape | None
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert kind_of_file(path) is shape


def test_a_name_alone_promises_something() -> None:
    assert expected_kind(Path("x/a.RSS")) is Shape.FEED
    assert expected_kind(Path("x/urls")) is Shape.URLS
    assert expected_kind(Path("x/urls.pdf")) is None


def test_only_the_beginning_of_a_long_file_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "https://a.org/é " * (ENOUGH // 10) + "\n" + "https://a.org/\n" * ENOUGH + "The end.", "utf-8"
    )
    assert kind_of_file(path) is Shape.TEXT
    path.write_text("https://a.org/é\n" * ENOUGH, "utf-8")
    assert kind_of_file(path) is Shape.URLS


@given(
    st.one_of(st.binary(), st.text(st.sampled_from('<!-?[]>{":}dhtmlrs \n')).map(str.encode)), st.booleans()
)
def test_nothing_raises(head: bytes, is_whole: bool) -> None:
    assert sniffed(head, is_whole=is_whole) in (*Shape, None)
