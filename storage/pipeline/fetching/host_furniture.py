"""Furniture of pages, learnt for each host: dropped from a new page, and from those stored before."""

import re

from storage.database.articles import page_blocks
from storage.database.articles.page_blocks import StoredBlocks
from storage.database.connection import Connection
from storage.model import Draft
from storage.sources.pages.text import page_furniture
from storage.sources.pages.text.page_furniture import PageBlocks
from storage.sources.web.web_addresses import canonical_url

_PAGES = 30  # of a host, the latest
_HOST = re.compile(r"https?://[^/?#]+/")


def clean(connection: Connection, article: int, page: Draft, now: float) -> Draft:
    """Return the page of an article without the furniture of its host, within the write that stores it.

    From then on other pages of the host are without it, too; articles that show these wait for analysis.
    """
    host = _host(page.url)
    if not host or not page.text:
        return page
    others = _others(connection, host, article)
    own = page_furniture.page_blocks(page)
    furniture = page_furniture.find_furniture(own, map(_blocks, others))
    page_blocks.store(connection, host, StoredBlocks(article, own.title, own.blocks, furniture))
    every = [StoredBlocks(article, own.title, own.blocks), *others]
    for one in others:
        if concerned := furniture & set(one.blocks) - one.judged:
            _clean_again(connection, one, [_blocks(other) for other in every if other is not one], now)
            page_blocks.store(connection, host, one._replace(judged=one.judged | concerned))
    return page_furniture.without_furniture(page, furniture)


def _host(address: str) -> str:
    """Return the beginning of an article's canonical address, up to its path, "" without one."""
    found = _HOST.match(canonical_url(address))
    return found[0] if found else ""


def _others(connection: Connection, host: str, article: int) -> list[StoredBlocks]:
    """Return the other pages of a host; those that were stored before blocks were are read first."""
    others = page_blocks.near(connection, host, article, _PAGES)
    if others:
        return others
    for number in page_blocks.pages_at(connection, host, _PAGES):
        page = page_blocks.page_of(connection, number)
        if page is not None and number != article:
            blocks = page_furniture.page_blocks(page)
            page_blocks.store(connection, host, StoredBlocks(number, blocks.title, blocks.blocks))
    return page_blocks.near(connection, host, article, _PAGES)


def _clean_again(connection: Connection, one: StoredBlocks, others: list[PageBlocks], now: float) -> None:
    page = page_blocks.page_of(connection, one.article)
    if page is None:
        return
    furniture = page_furniture.find_furniture(page_furniture.page_blocks(page), others)
    cleaned = page_furniture.without_furniture(page, furniture)
    if cleaned != page:
        page_blocks.set_page_text(connection, one.article, cleaned, now)


def _blocks(stored: StoredBlocks) -> PageBlocks:
    return PageBlocks(stored.title, stored.blocks)
