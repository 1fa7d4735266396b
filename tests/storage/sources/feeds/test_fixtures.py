"""The test feeds of other feed readers: see the README of the data."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import DATA

from scripts.feed_entries import count_entries
from storage.errors import SourceError
from storage.model import Draft, ParsedFeed
from storage.sources.feeds.feed_parser import parse_feed

ADDRESS = "https://feeds.example.org/feed.xml"
FOLDER = DATA / "feeds"
FILES = [path for path in sorted(FOLDER.rglob("*")) if path.is_file()]
KINDS = sorted({path.relative_to(FOLDER).parts[0] for path in FILES})
CODE = re.compile(r"location\.href|onclick|alert\(|javascript:|<script|expression\(|url\(", re.IGNORECASE)

pytestmark = pytest.mark.skipif(not FILES, reason=f"no feed files in {FOLDER}: set NEWSDESK_DATA")


def parsed(path: Path) -> ParsedFeed | None:
    try:
        return parse_feed(path.read_bytes(), ADDRESS)
    except SourceError as error:
        assert str(error)  # noqa: PT017 - most files are feeds, and some are not
        return None


def drafts(folder: str, pattern: str = "*") -> Iterator[tuple[Path, Draft]]:
    for path in sorted((FOLDER / folder).rglob(pattern)):
        feed = parsed(path) if path.is_file() else None
        yield from ((path, draft) for draft in (feed.drafts if feed else ()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_parsed_and_gives_its_entries(kind: str) -> None:
    missed = []
    for path in FILES:
        if path.relative_to(FOLDER).parts[0] == kind:
            feed = parsed(path)
            if count_entries(path) and not (feed and feed.drafts):
                missed.append(path.name)
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
def test_drafts_contain_nothing_forbidden(kind: str, forbidden: object) -> None:
    assert callable(forbidden)
    for path, draft in drafts(kind):
        for value in (draft.key, draft.title, draft.text, draft.byline, draft.source, *draft.categories):
            assert not forbidden(value), path
        targets = [span.target for span in draft.spans if span.target]
        for target in (*targets, draft.image, draft.url, *(enclosure.url for enclosure in draft.enclosures)):
            assert not target or target.startswith(("http://", "https://")) or target[:4].lower() == "http", (
                path
            )


def test_the_attacks_in_the_sanitizing_files_become_harmless_text() -> None:
    seen = 0
    for path, draft in drafts("feedparser/sanitize"):
        seen += 1
        if path.name.endswith("crazy.xml"):  # its text is about code
            continue
        assert not CODE.search(draft.text), path
        assert not CODE.search(draft.title), path
        assert not any(CODE.search(span.target) for span in draft.spans), path
    assert seen > 300


def test_keys_are_the_same_at_every_reading() -> None:
    for path in FILES[::10]:
        first, second = parsed(path), parsed(path)
        assert (first is None) == (second is None)
        if first and second:
            keys = [draft.key for draft in first.drafts]
            assert keys == [draft.key for draft in second.drafts]
            assert len(set(keys)) == len(keys)
            assert all(keys)


PIECES = st.sampled_from(
    b"""<![CDATA[ ]]> <!-- &#x &#99999999999; < > " \0 \xff \x1b]0; <item> </item> <entry> </channel>
    xmlns:a=" xml:base="http://[x" <image> <source> <content\ttype="xhtml"> <title\tmode="base64"> <?xml
    <media:rating> <georss:box>x</georss:box>""".split(b" ")
)


@given(st.data())
def test_damaged_files_are_parsed_or_refused(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from(FILES)).read_bytes()[:20_000])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body)))
        match data.draw(st.sampled_from(["insert", "delete", "flip", "cut", "repeat"])):
            case "insert":
                body[place:place] = data.draw(PIECES)
            case "delete":
                del body[place : place + data.draw(st.integers(1, 50))]
            case "flip":
                body[place : place + 1] = bytes([data.draw(st.integers(0, 255))])
            case "cut":
                del body[place:]
            case _:
                body[place:place] = body[place - 100 : place]
    try:
        feed = parse_feed(
            bytes(body), ADDRESS, data.draw(st.sampled_from(["", "text/xml; charset=iso-8859-1"]))
        )
    except SourceError as error:
        assert str(error)  # noqa: PT017 - whether it raises depends on the damage
    else:
        assert len({draft.key for draft in feed.drafts}) == len(feed.drafts)
