"""Feeds that are added by their addresses: what came of it, in words or JSON."""

import shlex
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from storage.desk import Desk, find_feeds
from storage.errors import FetchError, SourceError
from storage.model import Candidate, Feed, Subscription, Trouble
from tui.cli import printing, reports
from tui.layout.wording import count


@dataclass(slots=True)
class Added:
    """What came of addresses: feeds with the articles they had before, others found there, what went wrong.

    `known` are the feeds that were subscribed to before, `unreached` those that did not answer, with why.
    """

    feeds: dict[int, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    unreached: dict[int, str] = field(default_factory=dict)
    others: list[Candidate] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def subscribe(desk: Desk, wanted: Subscription, added: Added, *, anyway: bool) -> None:
    """Subscribe to the best feed at an address; what can't be had is noted.

    With `anyway` to an address that can't be fetched too, for it may come back.
    """
    why = ""
    try:
        best, *others = find_feeds(wanted.url)
    except SourceError as error:
        if not (anyway and isinstance(error, FetchError)):
            added.troubles.append(Trouble(wanted.url, str(error)))
            return
        best, others, why = Candidate(wanted.url), [], str(error)
    subscribed = {feed.id for feed in desk.feeds.all()}
    feed = desk.feeds.subscribe(replace(wanted, url=best.url))
    added.others += others
    if feed.id in subscribed and feed.id not in added.feeds:
        added.known.add(feed.id)
    elif why:
        added.unreached[feed.id] = why
    added.feeds.setdefault(feed.id, feed.articles)


def as_document(desk: Desk, added: Added) -> dict[str, Any]:
    """Return what came of addresses as the documented JSON object."""
    found = [
        {
            "id": feed.id,
            "url": feed.url,
            "title": feed.title,
            "folder": feed.folder,
            "known": feed.id in added.known,
            "new": feed.articles - had,
        }
        for feed, had in ((desk.feeds.get(number), had) for number, had in added.feeds.items())
    ]
    others = [{"url": other.url, "title": other.title} for other in added.others]
    return {"feeds": found, "candidates": others, "troubles": [asdict(one) for one in added.troubles]}


def show(desk: Desk, added: Added, folder: str) -> None:
    """Print what came of addresses of which the feeds were wanted in `folder`."""
    reports.troubles(added.troubles)
    for number, had in added.feeds.items():
        feed = desk.feeds.get(number)
        what = count(feed.articles - had, "new article")
        if number in added.known:
            what = f"subscribed already, {_standing(feed, folder)}"
        elif number in added.unreached:
            what = f"not fetched yet: {added.unreached[number]}"
        address = f"  {feed.url}" if feed.title != feed.url else ""
        printing.line(f"{feed.id:>6}  {feed.title}{address} · {what}")
    if added.others:
        printing.line("Other feeds there:")
    for other in added.others:
        printing.line("        " + "  ".join(part for part in (other.title, other.url) if part))


def _standing(feed: Feed, wanted: str) -> str:
    """Return where a feed is, and how it gets to the folder in which it was `wanted`."""
    where = f"in {feed.folder}" if feed.folder else "in no folder"
    moving = f"`newsdesk edit {feed.id} --folder {shlex.quote(wanted)}` moves it"
    return f"{where}; {moving}" if wanted and wanted != feed.folder else where
