"""Feeds by the words that a reader has for them, and how they are, in words or JSON."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Feed
from tui.cli import printing
from tui.layout.wording import ago, ahead, count, duration, weekly

_TIMES = ("checked", "succeeded", "due", "failing_since")


def named_feed(desk: Desk, word: str) -> Feed:
    """Return the feed with this number or address. Raises `NotFoundError`."""
    same = [
        feed
        for feed in desk.feeds.all()
        if word in (str(feed.id), feed.url) or _bare(word) == _bare(feed.url)
    ]
    if not same:
        raise NotFoundError(f"There is no feed {word}; `newsdesk feeds` lists them.")
    return same[0]


def show(feeds: Sequence[Feed], now: float | None = None) -> None:
    """Print feeds by folder: what each is called, how it is, when it was fetched and will be."""
    now = time.time() if now is None else now
    for number, (folder, members) in enumerate(groupby(feeds, key=lambda feed: feed.folder)):
        if folder:
            printing.line(("\n" if number else "") + folder, bold=True)
        for feed in members:
            address = f"  {feed.url}" if feed.title != feed.url else ""
            printing.line(f"{feed.id:>6}  {feed.title}{address}")
            for line in health(feed, now):
                printing.line(f"        {line}")
    if not feeds:
        printing.complain("No feeds; `newsdesk add URL` subscribes to one.")


def health(feed: Feed, now: float) -> Iterator[str]:
    """Yield a line on what a feed has brought and when it is asked, and one on what is wrong, if anything."""
    week = weekly(feed.weekly)
    parts = [f"{count(feed.articles, 'article')}, {feed.unread:,} unread", _asked(feed, now)]
    yield " · ".join([*parts, f"about {week} a week"] if week else parts)
    if feed.trouble:
        length = duration(now - feed.failing_since) if feed.failing_since else ""
        yield f"failing{f' for {length}' if length else ''}: {feed.trouble}"


def as_documents(feeds: Sequence[Feed]) -> list[dict[str, Any]]:
    """Return feeds as the documented JSON objects."""
    return [
        {
            **asdict(feed),
            **{name: _moment(getattr(feed, name)) for name in _TIMES},
            "attributes": dict(feed.attributes),
        }
        for feed in feeds
    ]


def _asked(feed: Feed, now: float) -> str:
    checked = f"checked {ago(feed.checked, now)}" if feed.checked else "not fetched yet"
    return f"{checked}, asked no more" if feed.gone else f"{checked}, next {ahead(feed.due, now)}"


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/") or url.rstrip("/")
