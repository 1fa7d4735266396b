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

from storage.model import Draft, Trouble
from storage.sources.files import LARGEST_TEXT, count, find, read

ROW = '{"title": "T"}\n'


@pytest.fixture
def as_nobody() -> Iterator[Path]:
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


def only_trouble(results: Iterator[Path | Trouble] | Iterator[Draft | Trouble]) -> Trouble:
    (trouble,) = results
    assert isinstance(trouble, Trouble)
    return trouble


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ROW, "utf-8")


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    fill(tmp_path, "b/x.txt", "b/a/y.JSONL", "a.ndjson", "c.TXT", "c.pdf", "notes", "é.txt")
    names = [str(path.relative_to(tmp_path)) for path in paths(tmp_path)]
    assert names == ["a.ndjson", "b/a/y.JSONL", "b/x.txt", "c.TXT", "é.txt"]


def test_hidden_entries_are_passed_over_but_can_be_named(tmp_path: Path) -> None:
    fill(tmp_path, ".git/a.txt", ".b.txt", "c.txt")
    assert paths(tmp_path) == [tmp_path / "c.txt"]
    assert paths(tmp_path / ".b.txt") == [tmp_path / ".b.txt"]


def test_links_are_followed_but_no_folder_is_entered_twice(tmp_path: Path) -> None:
    fill(tmp_path, "desk/a/x.txt", "other/y.txt")
    (tmp_path / "desk/a/loop").symlink_to(tmp_path / "desk")
    (tmp_path / "desk/b").symlink_to(tmp_path / "other")
    (tmp_path / "desk/c").symlink_to(tmp_path / "other")
    assert paths(tmp_path / "desk") == [tmp_path / "desk/a/x.txt", tmp_path / "desk/b/y.txt"]


def test_folders_deeper_than_python_calls_are_walked(tmp_path: Path) -> None:
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


def test_each_path_is_told_in_turn(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.pdf")
    first, pdf, missing = find([tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "none.txt"])
    assert first == tmp_path / "a.txt"
    assert pdf == Trouble(
        str(tmp_path / "b.pdf"), "newsdesk can't import .pdf: it reads .txt, .jsonl and .ndjson files"
    )
    assert missing == Trouble(str(tmp_path / "none.txt"), "there is no such file or folder")


def test_a_folder_with_nothing_to_import_is_told(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    assert "nothing to import" in only_trouble(find([tmp_path])).message


@pytest.mark.parametrize("name", ["a/b/\0.txt", "a" * 300 + ".txt"])
def test_impossible_paths_are_told(tmp_path: Path, name: str) -> None:
    assert only_trouble(find([tmp_path / name])).message
    assert only_trouble(read(tmp_path / name)).message
    assert count(tmp_path / name) == 0


def test_closed_files_and_folders_are_told(as_nobody: Path) -> None:
    fill(as_nobody, "open/a.txt", "closed/b.txt", "listed/c.txt")
    (as_nobody / "open/a.txt").chmod(0)
    (as_nobody / "closed").chmod(0)
    (as_nobody / "listed").chmod(0o444)
    denied = "newsdesk may not read it: permission denied"
    closed, c, a = find([as_nobody])
    assert closed == Trouble(str(as_nobody / "closed"), denied)
    assert isinstance(a, Path)
    assert isinstance(c, Path)
    assert only_trouble(read(a)).message == denied
    assert only_trouble(read(c)).message == denied
    assert only_trouble(find([as_nobody / "closed/b.txt"])).message == denied
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


def test_a_text_that_is_too_large_is_told_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * (LARGEST_TEXT // 5))
    (draft,) = read(path)
    assert isinstance(draft, Draft)
    for size, shown in ((LARGEST_TEXT + 1, "5.1 MB"), (50_000_000, "50 MB")):
        os.truncate(path, size)
        message = only_trouble(read(path)).message
        assert message == f"the file is {shown}, newsdesk reads texts up to 5 MB"


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
def test_bad_content_is_told(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    trouble = only_trouble(read(path))
    assert words in trouble.message
    assert trouble.origin == str(path)


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert only_trouble(read(folder)).message == "it is a folder"


def test_an_unprintable_file_name_is_told_without_what_is_unprintable(tmp_path: Path) -> None:
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.text().map(str.encode), JSON_BYTES), st.sampled_from([".txt", ".jsonl"]))
@example(b'{"title": "\\u001b[2J\\u202e\\ud800T", "url": "https://a\\u009b"}', ".jsonl")
@example("T\x1b]0;x\x07\u202e\n\nBody\u2066".encode("utf-16"), ".txt")
def test_whatever_comes_in_only_clean_drafts_come_out(
    tmp_path: Path, forbidden: Callable[[str], list[str]], content: bytes, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    results = list(read(path))
    assert results
    assert count(path) >= sum(isinstance(result, Draft) for result in results)
    for result in results:
        if isinstance(result, Trouble):
            assert forbidden(str(result)) == []
            continue
        assert result.title
        assert result.key
        for line in (result.key, result.title, result.url, result.source, result.byline, result.language):
            assert forbidden(line) == []
            assert "\n" not in line
        assert forbidden(result.text) == []
        assert all(result.text[span.start : span.end] for span in result.spans)
