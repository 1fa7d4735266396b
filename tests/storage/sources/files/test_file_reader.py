import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.model import Draft, Provenance, Subscription, Trouble
from storage.sources.files.file_reader import LARGEST_DOCUMENT, LARGEST_TEXT, Item, count, find, read

ROW = '{"title": "T"}\n'
ITEM = "<item><title>{0}</title><guid>{0}</guid><link>https://example.org/{0}</link></item>"
RSS = f'<rss version="2.0"><channel><title>A paper</title>{ITEM.format(1)}{ITEM.format(2)}</channel></rss>'
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "x"}]}'
OPML = '<opml><body><outline text="A paper" xmlUrl="https://example.org/feed"/></body></opml>'
URLS = 'https://example.org/feed news "~A paper"\n'
PARAGRAPH = (
    "<p>The mission that began four years ago has ended, the ministry said on Thursday in the capital.</p>"
)
PAGE = f"<!DOCTYPE html><html><title>The mission ends</title><body><article>{PARAGRAPH * 8}</article></html>"


@pytest.fixture
def unprivileged_folder() -> Iterator[Path]:
    """Give an open folder, and take the rights of an ordinary user, so that permissions count."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        yield folder
        if is_root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(0o700)


@pytest.fixture
def no_hanging() -> Iterator[None]:
    """Turn a wait that would never end into a failure after ten seconds."""

    def fail(signum: int, frame: FrameType | None) -> None:
        raise AssertionError("reading hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def paths(*given: Path) -> list[Path]:
    return [found for found in find(given) if isinstance(found, Path)]


def only_trouble(results: Iterator[Path | Trouble] | Iterator[Item]) -> Trouble:
    (trouble,) = results
    assert isinstance(trouble, Trouble)
    return trouble


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ROW, "utf-8")


def test_files_in_a_folder_come_in_order(tmp_path: Path) -> None:
    fill(tmp_path, "b/x.txt", "b/a/y.JSONL", "a.ndjson", "c.TXT", "c.pdf", "notes", "é.txt", "d.opml", "urls")
    names = [str(path.relative_to(tmp_path)) for path in paths(tmp_path)]
    assert names == ["a.ndjson", "b/a/y.JSONL", "b/x.txt", "c.TXT", "d.opml", "urls", "é.txt"]


def test_hidden_entries_are_skipped_unless_named(tmp_path: Path) -> None:
    fill(tmp_path, ".git/a.txt", ".b.txt", "c.txt")
    assert paths(tmp_path) == [tmp_path / "c.txt"]
    assert paths(tmp_path / ".b.txt") == [tmp_path / ".b.txt"]


def test_links_are_followed_but_no_folder_is_entered_twice(tmp_path: Path) -> None:
    fill(tmp_path, "desk/a/x.txt", "other/y.txt")
    (tmp_path / "desk/a/loop").symlink_to(tmp_path / "desk")
    (tmp_path / "desk/b").symlink_to(tmp_path / "other")
    (tmp_path / "desk/c").symlink_to(tmp_path / "other")
    assert paths(tmp_path / "desk") == [tmp_path / "desk/a/x.txt", tmp_path / "desk/b/y.txt"]


def test_folders_deeper_than_python_calls_are_searched(tmp_path: Path) -> None:
    deepest = tmp_path / ("d/" * 300)
    deepest.mkdir(parents=True)
    fill(deepest, "x.txt")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(250)
    try:
        found = paths(tmp_path)
    finally:
        sys.setrecursionlimit(limit)
    assert found == [deepest / "x.txt"]


def test_each_path_is_reported_in_turn(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.pdf")
    first, pdf, missing = find([tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "none.txt"])
    assert first == tmp_path / "a.txt"
    assert pdf == Trouble(
        str(tmp_path / "b.pdf"),
        "newsdesk can't import .pdf files; it reads plain text (.txt), JSON Lines (.jsonl), web pages"
        " (.html), feeds (.xml), OPML and newsboat’s urls file",
    )
    assert missing == Trouble(str(tmp_path / "none.txt"), "no such file or folder")


def test_a_folder_with_nothing_to_import_is_reported(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    assert "nothing to import" in only_trouble(find([tmp_path])).message


@pytest.mark.parametrize("name", ["a/b/\0.txt", "a" * 300 + ".txt"])
def test_impossible_paths_are_reported(tmp_path: Path, name: str) -> None:
    assert only_trouble(find([tmp_path / name])).message
    assert only_trouble(read(tmp_path / name)).message
    assert count(tmp_path / name) == 0


def test_closed_files_and_folders_are_reported(unprivileged_folder: Path) -> None:
    fill(unprivileged_folder, "open/a.txt", "closed/b.txt", "listed/c.txt")
    (unprivileged_folder / "open/a.txt").chmod(0)
    (unprivileged_folder / "closed").chmod(0)
    (unprivileged_folder / "listed").chmod(0o444)
    denied = "permission denied"
    closed, c, a = find([unprivileged_folder])
    assert closed == Trouble(str(unprivileged_folder / "closed"), denied)
    assert isinstance(a, Path)
    assert isinstance(c, Path)
    assert only_trouble(read(a)).message == denied
    assert only_trouble(read(c)).message == denied
    assert only_trouble(find([unprivileged_folder / "closed/b.txt"])).message == denied
    assert count(c) == 0


@pytest.mark.usefixtures("no_hanging")
def test_pipes_sockets_and_devices_never_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, plug = tmp_path / "pipe.txt", tmp_path / "plug.jsonl"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
        server.bind(plug.name)
        for path in (pipe, plug, Path("/dev/zero")):
            assert "not a file" in only_trouble(find([path])).message
            assert "not a file" in only_trouble(read(path)).message
            assert count(path) == 0


def test_expected_articles_are_counted(tmp_path: Path) -> None:
    seed, rows = tmp_path / "a.txt", tmp_path / "a.jsonl"
    seed.write_text("T\n\none\n\ntwo", "utf-8")
    assert count(seed) == 1
    rows.write_text(ROW * 3, "utf-8")
    assert count(rows) == 3
    rows.write_text(ROW * 3 + ROW.strip(), "utf-8")
    assert count(rows) == 4
    rows.write_bytes(b"")
    assert count(rows) == 0


def test_each_kind_is_read_by_its_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "a.TXT", "a.jsonl", "a.ndjson")
    titles = []
    for path in paths(tmp_path):
        (draft,) = read(path)
        assert isinstance(draft, Draft)
        assert draft.origin == str(path)
        titles.append(draft.title)
    assert titles == [ROW.strip(), "T", "T"]


def test_every_kind_of_document_is_read(tmp_path: Path) -> None:
    contents = {"a.xml": RSS, "b.json": JSON_FEED, "c.html": PAGE, "d.opml": OPML, "urls": URLS}
    for name, content in contents.items():
        (tmp_path / name).write_text(content, "utf-8")
    feed, json_feed, page, opml, urls = (list(read(path)) for path in paths(tmp_path))
    assert [(one.title, one.url) for one in feed if isinstance(one, Draft)] == [
        ("1", "https://example.org/1"),
        ("2", "https://example.org/2"),
    ]
    for drafts, name, provenance in (
        (feed, "a.xml", Provenance.FEED),
        (json_feed, "b.json", Provenance.FEED),
        (page, "c.html", Provenance.PAGE),
    ):
        for draft in drafts:
            assert isinstance(draft, Draft)
            assert (draft.origin, draft.provenance) == (str(tmp_path / name), provenance)
    subscription = Subscription("https://example.org/feed", "A paper")
    assert opml == [subscription]
    assert urls == [Subscription("https://example.org/feed", "A paper", folder="news")]
    assert [count(path) for path in paths(tmp_path)] == [2, 1, 1, 1, 1]


def test_the_content_counts_more_than_the_name(tmp_path: Path) -> None:
    for name, content, expected in (
        ("a.txt", RSS, [Draft, Draft]),
        ("b.xml", OPML, [Subscription]),
        ("c.txt", URLS, [Subscription]),
        ("d.html", RSS, [Draft, Draft]),
        ("feed.php", RSS, [Draft, Draft]),
        ("saved", PAGE, [Draft]),
    ):
        path = tmp_path / name
        path.write_text(content, "utf-8")
        assert list(find([path])) == [path]
        assert [type(result) for result in read(path)] == expected
        assert count(path) == len(expected)


def test_a_page_keeps_its_key_when_its_file_moves(tmp_path: Path) -> None:
    keys = set()
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
        (draft,) = read(tmp_path / name)
        assert isinstance(draft, Draft)
        keys.add(draft.key)
    assert len(keys) == 1
    assert not any(str(tmp_path) in key for key in keys)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xml", "<urlset/>", "not a feed"),
        ("a.xml", RSS.replace("item", "thing"), "no articles in this feed"),
        ("a.json", "{", "JSON"),
        ("a.html", "", ""),
        ("a.html", "<html><script>x()</script></html>", ""),
        ("a.opml", "<opml/>", "no feeds in this list"),
        ("urls", "# nothing", "no feeds in this file"),
        ("urls", "", "the file is empty"),
    ],
)
def test_documents_with_nothing_in_them_are_reported(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    trouble = only_trouble(read(path))
    assert words in trouble.message
    assert trouble.message
    assert trouble.origin == str(path)


def test_a_damaged_document_gives_what_can_be_read_and_a_trouble(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS[: RSS.rindex("<guid>")], "utf-8")
    *drafts, trouble = read(path)
    assert isinstance(drafts[0], Draft)
    assert isinstance(trouble, Trouble)
    assert trouble.origin == str(path)


def test_a_document_that_is_too_large_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.opml"
    path.write_text(OPML, "utf-8")
    os.truncate(path, LARGEST_DOCUMENT + 1)
    assert only_trouble(read(path)).message == "the file has 21 MB; the limit is 20 MB"
    assert count(path) == 0


def test_a_text_that_is_too_large_is_reported_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * (LARGEST_TEXT // 5))
    (draft,) = read(path)
    assert isinstance(draft, Draft)
    for size, shown in ((LARGEST_TEXT + 1, "5.1 MB"), (50_000_000, "50 MB")):
        os.truncate(path, size)
        message = only_trouble(read(path)).message
        assert message == f"the file has {shown}; the limit is 5 MB"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "the file is not text"),
        ("a.txt", "\u200b".encode(), "no readable text"),
        ("a.jsonl", b"", "the file is empty"),
        ("a.jsonl", bytes(100), "the file is not text"),
    ],
)
def test_bad_content_is_reported(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    trouble = only_trouble(read(path))
    assert words in trouble.message
    assert trouble.origin == str(path)


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert only_trouble(read(folder)).message == "it is a folder"


def test_unprintable_characters_are_removed_from_file_names(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\x1b[2J\xff.txt")
    path.write_text("T", "utf-8")
    (found,) = paths(tmp_path)
    (draft,) = read(found)
    assert draft.origin == str(tmp_path / "a.txt")


JSON_BYTES = st.lists(
    st.sampled_from(
        [
            b'{"title": "',
            b'"text": "',
            b'", ',
            b'"}',
            b"\n",
            b"\\u202e",
            b"\\ud800",
            b"\x1b[2J",
            b"a",
            b"\xff",
        ]
    )
).map(b"".join)


MARKUP_BYTES = st.lists(
    st.sampled_from(
        [
            b"<rss><channel>",
            b"<item>",
            b"</item>",
            b"<title>",
            b"</title>",
            b"<opml>",
            b'<outline text="',
            b'" xmlUrl="https://',
            b'"/>',
            b"a.org",
            b"\x1b[2J",
            b"&#x202e;",
            b"\xff",
        ]
    )
).map(b"".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(), st.text().map(str.encode), JSON_BYTES, MARKUP_BYTES),
    st.sampled_from([".txt", ".jsonl", ".xml", ".json", ".opml"]),
)
@example(b'{"title": "\\u001b[2J\\u202e\\ud800T", "url": "https://a\\u009b"}', ".jsonl")
@example("T\x1b]0;x\x07\u202e\n\nBody\u2066".encode("utf-16"), ".txt")
def test_any_file_gives_only_clean_drafts(
    tmp_path: Path, forbidden: Callable[[str], list[str]], content: bytes, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    results = list(read(path))
    assert results
    assert count(path) >= sum(not isinstance(result, Trouble) for result in results)
    for result in results:
        if isinstance(result, Trouble):
            assert forbidden(str(result)) == []
            continue
        if isinstance(result, Subscription):
            assert forbidden(result.url + result.title + result.site + result.folder) == []
            continue
        assert result.title
        assert result.key
        for line in (result.key, result.title, result.url, result.source, result.byline, result.language):
            assert forbidden(line) == []
            assert "\n" not in line
        assert forbidden(result.text) == []
        assert all(result.text[span.start : span.end] for span in result.spans)
