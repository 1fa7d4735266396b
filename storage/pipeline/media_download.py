"""Downloads the files that come with articles into a folder, without overwriting any other file."""

import asyncio
import filecmp
import mimetypes
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from storage.database.articles import articles, pages_to_fetch
from storage.database.connection import DeskFile
from storage.errors import ExportError, FetchError, NotFoundError
from storage.formats.file_names import alternatives, file_name
from storage.model import Article, Enclosure, Progress
from storage.pipeline.note_export import dated_name
from storage.processes.desk_lock import desk_lock
from storage.sources.web.file_downloads import MAX_BYTES, UnfinishedFile, download
from storage.sources.web.web_client import WebClient

STAGE = "downloading"

_DEADLINE = 24 * 3600.0  # seconds for one response
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


def download_enclosure(
    desk_file: DeskFile,
    number: int,
    enclosure: int,
    folder: Path,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    max_bytes: int = MAX_BYTES,
) -> Path:
    """Download an enclosure of an article (0 is the first) and return its file.

    Raises `NotFoundError`, `FetchError` if it can't be fetched (the next call goes on where this one ended),
    and `ExportError` if the folder can't be written.
    """
    with desk_file.reading() as connection:
        article = articles.fetch(connection, number)
        feed = pages_to_fetch.feed_address(connection, number)
    if not 0 <= enclosure < len(article.enclosures):
        raise NotFoundError(f"No file comes with article {number}.")
    wanted = article.enclosures[enclosure]
    if not wanted.url.startswith(("http://", "https://")):
        raise FetchError("Only addresses of the web are downloaded.")
    path = folder / _name(article, enclosure, wanted)

    def show(done: int, total: int) -> None:
        progress(Progress(STAGE, done, total or wanted.size, path.name))

    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = UnfinishedFile(path, wanted.url, max_bytes, show)
        with desk_lock(desk_file.path, "download"):  # two programs must not write the same file
            return asyncio.run(_download(wanted, feed, path, file))
    except OSError as error:
        raise ExportError(f"{folder} can't be written: {error.strerror or error}.") from error


async def _download(wanted: Enclosure, feed: str, path: Path, file: UnfinishedFile) -> Path:
    async with WebClient(deadline=_DEADLINE) as web:
        await download(web, wanted.url, feed, file)
    return _finished(path, file)


def _finished(path: Path, file: UnfinishedFile) -> Path:
    """Give a whole file its name, or a similar one where another file has that, and return it."""
    for stem in alternatives(path.stem):
        final = path.with_name(f"{stem}{path.suffix}")
        if _same(file.part, final):
            file.discard()
            return final
        with suppress(FileExistsError):
            _move(file.part, final)
            file.forget()
            return final
    raise AssertionError("there is always another name")


def _same(file: Path, other: Path) -> bool:
    """Return whether another file is there with the same content: it was downloaded before."""
    with suppress(OSError):
        return filecmp.cmp(file, other, shallow=False)
    return False


def _move(source: Path, target: Path) -> None:
    """Rename a file. Raises `FileExistsError` rather than overwrite another one."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        source.rename(target)
    else:
        source.unlink()


def _name(article: Article, place: int, wanted: Enclosure) -> str:
    """Return the name of an article with the ending of one of its files."""
    ending = PurePosixPath(unquote(urlsplit(wanted.url).path)).suffix
    if not _ENDING.fullmatch(ending):
        ending = mimetypes.guess_extension(wanted.type.partition(";")[0].strip()) or ""
    number = f" {place + 1}" if place else ""
    return f"{file_name(dated_name(article))}{number}{ending}"
