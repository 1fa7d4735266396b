import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.errors import SourceError
from storage.model import Draft, Marks, Role, Trouble
from storage.sources.files.jsonl import LONGEST_LINE, read_jsonl

FULL = {
    "id": "a-1",
    "title": "Troops leave",
    "text": "They left.\n\nThen others came.",
    "url": "https://example.org/1",
    "source": "wire",
    "byline": "Jo Doe",
    "published": "2021-12-09T12:00:00+00:00",
    "language": "en",
}

Results = list[Draft | Trouble]
Reader = Callable[[str | bytes], Results]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Write some content to a file and return everything that reading it gives."""

    def write_and_read(content: str | bytes) -> Results:
        path = tmp_path / "articles.jsonl"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_jsonl(path, "o"))

    return write_and_read


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def drafts(results: Results) -> list[Draft]:
    return [result for result in results if isinstance(result, Draft)]


def troubles(results: Results) -> list[Trouble]:
    return [result for result in results if isinstance(result, Trouble)]


def test_a_full_row(read: Reader) -> None:
    assert read(lines(FULL)) == [
        Draft(
            key="a-1",
            title="Troops leave",
            text="They left.\n\nThen others came.",
            origin="o",
            url="https://example.org/1",
            source="wire",
            byline="Jo Doe",
            published=datetime(2021, 12, 9, 12, tzinfo=UTC),
            language="en",
        )
    ]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"id": 7, "title": "T"}, "7"),
        ({"id": "7", "title": "T"}, "7"),
        ({"id": 0, "title": "T"}, "0"),
        ({"id": 1.5, "title": "T"}, "1.5"),
        ({"id": 7, "key": "own", "title": "T"}, "own"),
        ({"id": 7, "key": None, "title": "T"}, "7"),
        ({"id": 7, "key": " ", "title": "T"}, "7"),
        ({"id": None, "title": "T", "url": "https://example.org/1"}, "https://example.org/1"),
        ({"id": "", "title": "T", "url": "https://example.org/1"}, "https://example.org/1"),
    ],
)
def test_the_key(read: Reader, row: dict[str, object], key: str) -> None:
    (draft,) = drafts(read(lines(row)))
    assert draft.key == key


def test_title_or_text_are_enough(read: Reader) -> None:
    first, second = drafts(read(lines({"title": "T"}, {"text": "Some text.", "title": None})))
    assert (first.title, first.text) == ("T", "")
    assert (second.title, second.text) == ("Some text.", "Some text.")
    assert first.published is None


def test_an_exported_article_comes_back_the_same(read: Reader) -> None:
    (draft,) = drafts(read(lines(FULL)))
    exported = {
        "id": 12,
        "key": draft.key,
        "title": draft.title,
        "url": draft.url,
        "source": draft.source,
        "byline": draft.byline,
        "published": draft.published.isoformat() if draft.published else None,
        "language": draft.language,
        "text": draft.text,
        "provenance": "file",
        "read": True,
        "starred": False,
        "story": None,
        "names": [{"id": 1, "name": "N", "kind": "person", "mentions": []}],
        "links": [],
    }
    assert read(lines(exported)) == [replace(draft, marks=Marks(read=True, starred=False))]


def test_sub_headings_are_found(read: Reader) -> None:
    (draft,) = drafts(read(lines({"text": "It began.\n\nHow it began\n\nIt began at noon, witnesses said."})))
    (span,) = draft.spans
    assert (draft.text[span.start : span.end], span.role) == ("How it began", Role.HEADING)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{nonsense}", "not JSON: Expecting property name"),
        (b'{"title": "cut off', "not JSON"),
        (b'{"title": "T", "id": NaN}', "NaN"),
        (b'{"title": "T", "id": -Infinity}', "Infinity"),
        (b'["a", "list"]', "a list, not a JSON object"),
        (b"null", "null, not a JSON object"),
        (b'"text"', "text, not a JSON object"),
        (b'{"title": 5}', "\u201ctitle\u201d must be text, not a number"),
        (b'{"text": ["a"], "title": "T"}', "\u201ctext\u201d must be text, not a list"),
        (b'{"title": "T", "id": true}', "\u201cid\u201d must be text or a number, not true or false"),
        (b'{"title": "T", "id": {}}', "\u201cid\u201d must be text or a number, not an object"),
        (b'{"id": 1, "url": "https://example.org"}', "neither title nor text"),
        (b'{"title": "\\u202e", "text": " \\n "}', "neither title nor text"),
        (b'{"title": "\xff\xfe caf\xe9"}', "not valid UTF-8"),
        (b'{"title": "a\x00b"}', "not JSON"),
        (b'{"title": "T", "id": ' + b"9" * 5000 + b"}", "too long"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"title": "' + b"a" * LONGEST_LINE + b'"}', "longer than 5,000,000 characters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_line_is_reported_and_the_rest_is_read(read: Reader, line: bytes, words: str) -> None:
    good = lines({"id": 1, "title": "Before"}).encode(), lines({"id": 2, "title": "After"}).encode()
    before, trouble, after = read(good[0] + line + b"\n" + good[1])
    assert isinstance(trouble, Trouble)
    assert (trouble.origin, trouble.line) == ("o", 2)
    assert words in trouble.message
    assert [draft.title for draft in drafts([before, after])] == ["Before", "After"]


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"published": "soon"}, "“soon” is not a date"),
        ({"published": 1639040000}, "“published” must be text, not a number"),
        ({"url": "ftp://example.org"}, "not a web address"),
        ({"source": ["wire"]}, "“source” must be text, not a list"),
        ({"byline": {"name": "Jo"}}, "“byline” must be text, not an object"),
        ({"language": False}, "“language” must be text"),
    ],
)
def test_a_detail_that_cannot_be_used_is_left_out(
    read: Reader, details: dict[str, object], words: str
) -> None:
    draft, trouble = read(lines({"id": 1, "title": "T", **details}))
    assert draft == Draft(key="1", title="T", text="", origin="o")
    assert isinstance(trouble, Trouble)
    assert trouble.line == 1
    assert words in trouble.message


def test_a_repeated_article_is_yielded_again_and_reported(read: Reader) -> None:
    results = read(lines({"id": 1, "title": "A"}, {"id": 2, "title": "B"}, {"id": "1", "title": "C"}))
    assert [draft.title for draft in drafts(results)] == ["A", "B", "C"]
    (trouble,) = troubles(results)
    assert trouble.line == 3
    assert "line 1" in trouble.message


def test_blank_lines_are_counted_but_not_reported(read: Reader) -> None:
    results = read("\n  \r\n" + lines({"title": "T"}).replace("\n", "\r\n") + "\nbroken")
    assert len(drafts(results)) == 1
    (trouble,) = troubles(results)
    assert trouble.line == 5


def test_unusual_breaks_inside_a_line_do_not_end_it(read: Reader) -> None:
    (draft,) = drafts(read('{"text": "one\u2028two\x85three"}'))
    assert draft.text == "one\ntwo\nthree"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_unicode_encoding_is_read(read: Reader, encoding: str) -> None:
    (draft,) = drafts(read('{"title": "Für Иран"}\n'.encode(encoding)))
    assert draft.title == "Für Иран"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "the file is not text"),
        (b'[\n{"title": "T"}\n]\n', "one JSON array"),
    ],
)
def test_a_file_of_another_kind_raises(read: Reader, content: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(content)


def test_reading_stops_after_100_lines_without_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("title,text\n" * 5000, "utf-8")
    results = read_jsonl(path, "o")
    given = [next(results) for _ in range(100)]
    assert [trouble.line for trouble in troubles(given)] == list(range(1, 101))
    with pytest.raises(SourceError, match="none of the first 100 lines"):
        next(results)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(2000):
            stream.write(json.dumps({"id": number, "title": "T", "text": "word " * 2000}) + "\n")
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_jsonl(path, "o")) == 2000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 10


def test_problems_are_yielded_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "T"}\n' + "broken\n" * 20_000, "utf-8")
    tracemalloc.start()
    try:
        results = read_jsonl(path, "o")
        assert isinstance(next(results), Draft)
        assert [next(results) for _ in range(3)] == [
            Trouble("o", "the line is not JSON: Expecting value (column 1)", line) for line in (2, 3, 4)
        ]
        assert sum(1 for _ in results) == 20_000 - 3
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


def test_an_approximate_date_is_read_back(read: Reader) -> None:
    rows = [
        {**FULL, "approximate_date": True},
        {**FULL, "id": "2", "published": "2021-12-09 12:00 XYZ"},
        {**FULL, "id": "3", "published": None, "approximate_date": True},
        {**FULL, "id": "4", "approximate_date": "yes"},
    ]
    assert [draft.approximate_date for draft in drafts(read(lines(*rows)))] == [True, True, False, False]
