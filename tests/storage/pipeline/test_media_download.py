"""Downloads of enclosures from a real server: cuts, ranges, limits, names, and other files in the folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import draft
from webserver import Connection, Site, http_response

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.errors import ExportError, FetchError, NotFoundError
from storage.model import Enclosure, Progress
from storage.pipeline.media_download import download_enclosure

SOUND = bytes(range(256)) * 2000

Download = Callable[..., Path]


@pytest.fixture
def download(desk, desk_file: DeskFile, tmp_path: Path) -> Download:
    """Download what is at an address, as the file of an article."""
    count = 0

    def download(url: str, kind: str = "audio/mpeg", title: str = "News: at ten?", **more: object) -> Path:
        nonlocal count
        count += 1
        one = draft(title, str(count), url=f"https://example.org/{count}", enclosures=(Enclosure(url, kind),))
        with desk_file.writing() as connection:
            articles.store(connection, one)
            (number,) = connection.execute("select max(id) from article").fetchone()
        return download_enclosure(desk_file, number, 0, tmp_path / "media", **more)

    return download


class CutServer:
    """Sends a file with an ETag, at most `piece` bytes of it a connection, from where it is asked to."""

    def __init__(self, piece: int, *, etag: str = '"one"', ranges: bool = True) -> None:
        self.piece = piece
        self.etag = etag
        self.ranges = ranges
        self.asked: list[str] = []

    def __call__(self, connection: Connection) -> None:
        headers = connection.request.headers
        wanted = headers.get("range", "")
        self.asked.append(wanted)
        same = headers.get("if-range") == self.etag and self.ranges
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and same else 0
        if start >= len(SOUND):
            connection.send(http_response(416, b"", {"Content-Range": f"bytes */{len(SOUND)}"}))
            return
        head = {"ETag": self.etag, "Content-Length": str(len(SOUND) - start)}
        if start:
            head["Content-Range"] = f"bytes {start}-{len(SOUND) - 1}/{len(SOUND)}"
        lines = [
            f"HTTP/1.1 {206 if start else 200} OK",
            *(f"{name}: {value}" for name, value in head.items()),
        ]
        connection.send("\r\n".join([*lines, "", ""]).encode() + SOUND[start : start + self.piece])


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_comes_whole_and_is_named_after_its_article(download: Download, site: Site) -> None:
    steps: list[Progress] = []
    path = download(site.serve("/a/stream.php", SOUND), progress=steps.append)
    assert path.read_bytes() == SOUND
    assert names(path.parent) == ["News at ten.php"]
    assert (steps[-1].done, steps[-1].total, steps[-1].what) == (len(SOUND), len(SOUND), "News at ten.php")


def test_the_kind_gives_the_ending_where_the_address_has_none(download: Download, site: Site) -> None:
    assert download(site.serve("/stream", SOUND)).name == "News at ten.mp3"


def test_a_download_that_is_cut_goes_on_where_it_was(download: Download, site: Site) -> None:
    server = CutServer(200_000)
    path = download(site.script("/a.mp3", server))
    assert path.read_bytes() == SOUND
    assert server.asked == ["", "bytes=200000-", "bytes=400000-"]
    assert names(path.parent) == ["News at ten.mp3"]


def test_a_download_goes_on_after_newsdesk_was_killed(
    download: Download, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """Ends the program at any point."""

    def kill(step: Progress) -> None:
        if step.done > 100_000:
            raise KilledError

    server = CutServer(len(SOUND))
    address = site.script("/a.mp3", server)
    with pytest.raises(KilledError):
        download(address, progress=kill)
    left = (tmp_path / "media" / ".News at ten.mp3.newsdesk-part").stat().st_size
    assert 0 < left < len(SOUND)
    assert download(address).read_bytes() == SOUND
    assert server.asked == ["", f"bytes={left}-"]


def test_a_server_that_sends_parts_of_what_is_asked_for(download: Download, site: Site) -> None:
    def part(connection: Connection) -> None:
        wanted = connection.request.headers.get("range", "bytes=0-")
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        piece = SOUND[start : start + 200_000]
        span = f"bytes {start}-{start + len(piece) - 1}/{len(SOUND)}"
        connection.send(http_response(206, piece, {"ETag": '"one"', "Content-Range": span}))

    assert download(site.script("/a.mp3", part)).read_bytes() == SOUND


def test_another_version_begins_again(download: Download, site: Site) -> None:
    server = CutServer(300_000)

    def change(step: Progress) -> None:
        server.etag = '"two"'

    path = download(site.script("/a.mp3", server), progress=change)
    assert path.read_bytes() == SOUND


def test_a_server_without_ranges_is_not_asked_for_ever(download: Download, site: Site) -> None:
    server = CutServer(1000, ranges=False)
    with pytest.raises(FetchError):
        download(site.script("/a.mp3", server))
    assert len(server.asked) < 10


def test_no_other_file_is_overwritten(download: Download, site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / "News at ten.mp3").write_text("mine")
    (folder / "News at ten.mp3.part").write_text("mine too")
    path = download(site.serve("/a.mp3", SOUND))
    assert path.name == "News at ten (2).mp3"
    assert (folder / "News at ten.mp3").read_text() == "mine"
    assert (folder / "News at ten.mp3.part").read_text() == "mine too"


def test_what_was_downloaded_before_is_not_there_twice(
    download: Download, site: Site, tmp_path: Path
) -> None:
    first, again = (download(site.serve("/sound.mp3", SOUND)) for _ in range(2))
    assert first == again
    assert names(tmp_path / "media") == ["News at ten.mp3"]


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large(download: Download, site: Site, announced: bool) -> None:
    def send(connection: Connection) -> None:
        head = f"Content-Length: {len(SOUND)}\r\n" if announced else ""
        connection.send(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + SOUND)

    with pytest.raises(FetchError, match="too large"):
        download(site.script("/a.mp3", send), max_bytes=100_000)


@pytest.mark.parametrize(
    ("status", "sentence"), [(404, "nothing at this address"), (403, "denied"), (500, "internal error")]
)
def test_a_server_that_refuses(download: Download, site: Site, status: int, sentence: str) -> None:
    with pytest.raises(FetchError, match=sentence):
        download(site.serve("/a.mp3", b"no", status=status))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a.mp3"])
def test_only_addresses_of_the_web(download: Download, url: str) -> None:
    with pytest.raises(FetchError, match="Only addresses of the web"):
        download(url)


def test_a_public_feed_may_not_lead_into_a_private_network(
    download: Download, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "storage.pipeline.media_download.pages_to_fetch.feed_address", lambda *_: "http://93.184.215.14/feed"
    )
    with pytest.raises(FetchError, match="open only to feeds from there"):
        download(site.serve("/a.mp3", SOUND))


def test_an_article_has_no_second_file(download: Download, desk_file: DeskFile, site: Site) -> None:
    path = download(site.serve("/a.mp3", SOUND))
    with pytest.raises(NotFoundError, match="No file comes with article 1"):
        download_enclosure(desk_file, 1, 1, path.parent)


def test_a_folder_that_can_not_be_written(download: Download, site: Site, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("")
    with pytest.raises(ExportError, match="can't be written"):
        download(site.serve("/a.mp3", SOUND))
