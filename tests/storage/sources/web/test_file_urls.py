import os
from pathlib import Path

import pytest

from storage.errors import FetchError
from storage.sources.web.web_client import WebClient


async def test_files_are_read_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "ein fee d.xml"
    path.write_text("<rss/>")
    address = path.as_uri()
    async with WebClient() as web:
        with pytest.raises(FetchError, match="only on an explicit command"):
            await web.fetch(address)
    async with WebClient(allow_files=True) as web:
        first = await web.fetch(address)
        assert (first.status, first.body, first.url) == (200, b"<rss/>", address)
        assert first.content_type in ("text/xml", "application/xml")
        assert (await web.fetch(address, first.etag)).status == 304
        path.write_text("<rss></rss>")
        os.utime(path, (1, 1))
        assert (await web.fetch(address, first.etag)).body == b"<rss></rss>"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "There is no such file."),
        ("", "This is a folder, not a file."),
        ("pipe", "This is a pipe, socket or device, not a file."),
        ("large", "The server's response is too large: more than 100 bytes."),
        ("nul%00", "This file can't be read."),
    ],
)
async def test_an_unreadable_file_is_reported(tmp_path: Path, name: str, message: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(bytes(101))
    async with WebClient(allow_files=True) as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(f"{tmp_path.as_uri()}/{name}", max_bytes=100)
    assert str(caught.value) == message


@pytest.mark.parametrize("address", ["file://elsewhere/etc/passwd", "file://[elsewhere/x", "file:x", "file:"])
async def test_only_files_of_this_computer_are_read(address: str) -> None:
    async with WebClient(allow_files=True) as web:
        with pytest.raises(FetchError, match="not the address of a file on this computer"):
            await web.fetch(address)


@pytest.mark.parametrize("feed_address", ["http://127.0.0.1/feed", "https://news.example/feed"])
async def test_a_feed_from_the_web_names_no_file(tmp_path: Path, feed_address: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    async with WebClient(allow_files=True) as web:
        with pytest.raises(FetchError, match="only for feeds that are files"):
            await web.fetch(secret.as_uri(), feed_address=feed_address)
        assert (await web.fetch(secret.as_uri(), feed_address="file:///feed.xml")).body == b"mine"
