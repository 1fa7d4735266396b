"""Feeds on standard output: text for people, JSON for programs."""

import shlex
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from storage.desk import Desk
from storage.model import Candidate, Feed, Trouble
from tui.cli import printing, reports
from tui.layout.wording import ago, ahead, count, duration, labels, weekly

_TIMES = ("checked", "succeeded", "due", "failing_since")


@dataclass(slots=True)
class AddedFeeds:
    """The result of `newsdesk add`.

    `feeds` are the numbers of the feeds, each with how many articles it had before; `known` those that were
    subscribed already, `unreachable` those that could not be fetched, with the reason; `others` the
    feeds found at the same addresses.
    """

    feeds: dict[int, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    unreachable: dict[int, str] = field(default_factory=dict)
    others: list[Candidate] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def feeds(shown: Sequence[Feed], now: float | None = None) -> None:
    """Print feeds by folder: number, title and address, then health. `now` is in Unix seconds."""
    now = time.time() if now is None else now
    for number, (folder, members) in enumerate(groupby(shown, key=lambda feed: feed.folder)):
        if folder:
            printing.line(("\n" if number else "") + folder, bold=True)
        for feed in members:
            printing.line(f"{feed.id:>6}  {_title(feed)}")
            for line in health(feed, now):
                printing.line(f"        {line}")
    if not shown:
        printing.complain("No feeds; `newsdesk add URL` subscribes to one.")


def health(feed: Feed, now: float) -> Iterator[str]:
    """Yield a line on the articles and fetches of a feed, and one on its trouble if it has any."""
    week = weekly(feed.weekly)
    checked = f"checked {ago(feed.checked, now)}" if feed.checked else "not fetched yet"
    due = "no longer fetched" if feed.gone else f"next {ahead(feed.due, now)}"
    parts = [f"{count(feed.articles, 'article')}, {feed.unread:,} unread", f"{checked}, {due}"]
    yield " · ".join([*parts, f"about {week} a week"] if week else parts)
    if feed.labels:
        yield labels(feed.labels)
    if feed.trouble:
        length = duration(now - feed.failing_since) if feed.failing_since else ""
        yield f"failing{f' for {length}' if length else ''}: {feed.trouble}"


def feed_documents(shown: Sequence[Feed]) -> list[dict[str, Any]]:
    """Return feeds as the documented JSON objects."""
    return [
        {
            **asdict(feed),
            **{name: _timestamp(getattr(feed, name)) for name in _TIMES},
            "attributes": dict(feed.attributes),
        }
        for feed in shown
    ]


def added(desk: Desk, result: AddedFeeds, folder: str) -> None:
    """Print the result of adding feeds to a `folder`."""
    reports.troubles(result.troubles)
    for number, had in result.feeds.items():
        feed = desk.feeds.get(number)
        what = count(feed.articles - had, "new article")
        if number in result.known:
            what = f"subscribed already, {_location(feed, folder)}"
        elif number in result.unreachable:
            what = f"not fetched yet: {result.unreachable[number]}"
        printing.line(f"{feed.id:>6}  {_title(feed)} · {what}")
    if result.others:
        printing.line("Other feeds there:")
    for other in result.others:
        printing.line("        " + "  ".join(part for part in (other.title, other.url) if part))


def added_document(desk: Desk, result: AddedFeeds) -> dict[str, Any]:
    """Return the result of adding feeds as the documented JSON object."""
    found = [
        {
            "id": feed.id,
            "url": feed.url,
            "title": feed.title,
            "folder": feed.folder,
            "known": feed.id in result.known,
            "new": feed.articles - had,
        }
        for feed, had in ((desk.feeds.get(number), had) for number, had in result.feeds.items())
    ]
    others = [{"url": other.url, "title": other.title} for other in result.others]
    return {"feeds": found, "candidates": others, "troubles": [asdict(one) for one in result.troubles]}


def _title(feed: Feed) -> str:
    return f"{feed.title}  {feed.url}" if feed.title != feed.url else feed.title


def _location(feed: Feed, wanted: str) -> str:
    """Return which folder a feed is in, and how to move it to the `wanted` one."""
    location = f"in {feed.folder}" if feed.folder else "in no folder"
    move = f"`newsdesk edit {feed.id} --folder {shlex.quote(wanted)}` moves it"
    return f"{location}; {move}" if wanted and wanted != feed.folder else location


def _timestamp(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
