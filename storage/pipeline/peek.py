"""What newsdesk would make of a file or an address: read and analysed, but not stored."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from storage.errors import SourceError
from storage.model import Draft, Subscription, Trouble
from storage.model.documents import draft_document
from storage.names.recording import names_of_draft
from storage.pipeline.batches import batches
from storage.processes.analysis_process import READ_STEP, AnalysisProcess
from storage.sources.discovery.service_feeds import normalise, service_feed
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.files import file_reader
from storage.sources.files.file_kinds import kind_of_file
from storage.sources.pages import parse_page
from storage.sources.web.http import Response, Web

_SCHEMES = ("http:", "https:", "feed:")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    title: str
    drafts: Sequence[Draft]
    troubles: Sequence[Trouble] = ()
    subscriptions: Sequence[Subscription] = ()


def peek(source: str) -> Mapping[str, Any]:
    """Return what a file or web address holds, with the names in it, as the documented JSON object.

    Raises `SourceError` when nothing in it can be read, `AnalysisError` when the model fails.
    """
    is_address = source.lower().startswith(_SCHEMES)
    found = asyncio.run(_fetched(source)) if is_address else _in_file(Path(source))
    return {
        "kind": found.kind,
        "title": found.title,
        "articles": list(_documents(found.drafts)),
        "feeds": [{"url": one.url, "title": one.title, "folder": one.folder} for one in found.subscriptions],
        "troubles": [asdict(trouble) for trouble in found.troubles],
    }


async def _fetched(address: str) -> _Found:
    address = normalise(address)
    async with Web() as web:
        if named := service_feed(address):
            # Only a guess: "/@name" is a profile on many machines, and a page on others.
            with suppress(SourceError):
                return _feed(await web.fetch(named))
        response = await web.fetch(address)
    try:
        return _feed(response)
    except SourceError:
        return _page(response)


def _feed(response: Response) -> _Found:
    feed = parse_feed(response.body, response.url, response.content_type)
    troubles = [Trouble(response.url, feed.trouble)] if feed.trouble else []
    return _Found("feed", feed.title, feed.drafts, troubles)


def _page(response: Response) -> _Found:
    page = parse_page(response.body, response.url, response.content_type)
    return _Found("page", page.title, [page])


def _in_file(path: Path) -> _Found:
    read = list(file_reader.read(path))
    drafts = [one for one in read if isinstance(one, Draft)]
    troubles = [one for one in read if isinstance(one, Trouble)]
    subscriptions = [one for one in read if isinstance(one, Subscription)]
    if not drafts and not subscriptions:
        raise SourceError(str(troubles[0]) if troubles else f"{path}: there is no article in it.")
    title = drafts[0].title if len(drafts) == 1 else path.name
    kind = kind_of_file(path)
    return _Found(kind.value if kind else "text", title, drafts, troubles, subscriptions)


def _documents(drafts: Iterable[Draft]) -> Iterator[Mapping[str, Any]]:
    with AnalysisProcess() as analyst:
        for batch, readings in analyst.readings(batches(drafts, READ_STEP)):
            for draft, found in zip(batch, readings, strict=True):
                if isinstance(found, str):
                    yield draft_document(draft, [])
                else:
                    known = replace(draft, language=found.language)
                    yield draft_document(known, names_of_draft(known, found.clusters))
