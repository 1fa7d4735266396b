"""What a file or an address would add to the desk: read and analysed, but not stored."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from storage.errors import SourceError
from storage.model import Draft, SearchDraft, Subscription, Trouble
from storage.model.documents import draft_document
from storage.names.recording import names_of_draft
from storage.pipeline.trouble_list import TroubleList
from storage.processes.analysis_process import BATCH_SIZE, AnalysisProcess
from storage.sources.discovery.feed_links import feed_candidates
from storage.sources.discovery.known_services import service_feed
from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.files import file_reader
from storage.sources.files.file_kinds import kind_of_file
from storage.sources.pages.page_parser import parse_page
from storage.sources.web.web_client import Response, WebClient

MAX_PEEKED = 1000  # articles, and as many subscriptions: a file can hold millions

_SCHEMES = ("http:", "https:", "feed:")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    title: str
    drafts: Sequence[Draft]
    troubles: Sequence[Trouble] = ()
    subscriptions: Sequence[Subscription] = ()
    searches: Sequence[SearchDraft] = ()


def peek(source: str) -> Mapping[str, Any]:
    """Return what a file or web address holds, with the names in it, as the documented JSON object.

    At most `MAX_PEEKED` articles; a trouble says how many more there are. Raises `SourceError` if nothing
    in it can be read, `AnalysisError` if the model fails.
    """
    is_address = source.lower().startswith(_SCHEMES)
    found = asyncio.run(_fetch(source)) if is_address else _read_file(Path(source))
    return {
        "kind": found.kind,
        "title": found.title,
        "articles": list(_documents(found.drafts)),
        "feeds": [{"url": one.url, "title": one.title, "folder": one.folder} for one in found.subscriptions],
        "searches": [asdict(search) for search in found.searches],
        "troubles": [asdict(trouble) for trouble in found.troubles],
    }


async def _fetch(address: str) -> _Found:
    address = normalise_address(address)
    async with WebClient() as web:
        if feed_address := service_feed(address):
            # A guess: "/@name" is a profile on many servers and an ordinary page on others.
            with suppress(SourceError):
                return _feed(await web.fetch(feed_address))
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
    named = [one for one in feed_candidates(response.body, response.url) if not one.guessed]
    subscriptions = [Subscription(one.url, one.title) for one in named[:MAX_PEEKED]]
    return _Found("page", page.title, [page], subscriptions=subscriptions)


def _read_file(path: Path) -> _Found:
    drafts: list[Draft] = []
    subscriptions: list[Subscription] = []
    searches: list[SearchDraft] = []
    problems = TroubleList()
    left_out = 0
    for found in file_reader.read(path):
        if isinstance(found, Trouble):
            problems.add(found)
        elif isinstance(found, Draft) and len(drafts) < MAX_PEEKED:
            drafts.append(found)
        elif isinstance(found, Subscription) and len(subscriptions) < MAX_PEEKED:
            subscriptions.append(found)
        elif isinstance(found, SearchDraft) and len(searches) < MAX_PEEKED:
            searches.append(found)
            if found.line:
                words = f"a query, not a feed: an import saves it as the search “{found.name}”: {found.query}"
                problems.add(Trouble(str(path), words, found.line))
        elif isinstance(found, Draft | Subscription | SearchDraft):
            left_out += 1
    troubles = problems.listed(str(path))
    if not (drafts or subscriptions or searches):
        raise SourceError(str(troubles[0]) if troubles else f"{path}: there is no article in it.")
    if left_out:
        troubles = (
            *troubles,
            Trouble(str(path), f"{left_out:,} more articles, feeds or searches are not shown"),
        )
    title = drafts[0].title if len(drafts) == 1 else path.name
    kind = kind_of_file(path)
    return _Found(kind.value if kind else "text", title, drafts, troubles, subscriptions, searches)


def _documents(drafts: Sequence[Draft]) -> Iterator[Mapping[str, Any]]:
    batches = (drafts[start : start + BATCH_SIZE] for start in range(0, len(drafts), BATCH_SIZE))
    with AnalysisProcess() as process:
        for batch, results in process.analyse(batches):
            for draft, result in zip(batch, results, strict=True):
                if isinstance(result, str):
                    yield draft_document(draft, [])
                else:
                    analysed = replace(draft, language=result.language)
                    yield draft_document(analysed, names_of_draft(analysed, result.mentions))
