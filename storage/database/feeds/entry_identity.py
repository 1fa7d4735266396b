"""Recognition of known feed entries: by guid, by address, or by content."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from storage.model import Arrival


@dataclass(frozen=True, slots=True)
class Known:
    """A stored entry. `article` and `title` are `None` if the reader deleted the article.

    `published` is in Unix seconds, `None` if undated.
    """

    key: str
    article: int | None
    url: str
    digest: str
    title: str | None
    published: float | None


def without_repetitions(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Return the arrivals without those that have the same address and content as an earlier one."""
    found: dict[object, Arrival] = {}
    for arrival in arrivals:
        found.setdefault(_content(arrival), arrival)
    return list(found.values())


def without_shared_addresses(
    connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival]
) -> list[Arrival]:
    """Return the arrivals without the canonical addresses that several entries share.

    An address to which several entries linked at one moment, such as a page with all news, identifies no
    entry of this feed from then on, even when only one of them is left.
    """
    addresses = Counter(arrival.canonical for arrival in arrivals if arrival.canonical)
    parameters = {"feed": feed, "several": json.dumps([one for one in addresses if addresses[one] > 1])}
    for statement in _FORGET_SHARED if parameters["several"] != "[]" else ():
        connection.execute(statement, parameters)
    rows = connection.execute(
        "select url from shared_address where feed = ? and url in (select value from json_each(?))",
        (feed, json.dumps(list(addresses))),
    )
    shared = {url for (url,) in rows}
    return [replace(one, canonical="") if one.canonical in shared else one for one in arrivals]


_FORGET_SHARED = (
    "insert or ignore into shared_address select :feed, value from json_each(:several)",
    "update entry set url = '' where feed = :feed and url in (select value from json_each(:several))",
    "update article set canonical = '' where feed = :feed and canonical <> '' "
    "and canonical in (select value from json_each(:several))",
    "update deleted_article set canonical = '' where canonical <> '' "
    "and canonical in (select value from json_each(:several)) "
    "and exists (select 1 from entry where deleted_article = deleted_article.id and feed = :feed)",
)


def with_unique_keys(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals with unique keys.

    If several have the same guid, the address or else the title is added to it. Of those that are still the
    same, the first is kept.
    """
    keys = Counter(arrival.draft.key for arrival in arrivals)
    found: dict[str, Arrival] = {}
    for one in arrivals:
        arrival = one
        if keys[arrival.draft.key] > 1:
            key = f"{arrival.draft.key} {arrival.canonical or arrival.draft.title}"
            arrival = replace(arrival, draft=replace(arrival.draft, key=key))
        found.setdefault(arrival.draft.key, arrival)
    return list(found.values())


def _content(arrival: Arrival) -> object:
    draft = arrival.draft
    if not draft.url:
        return draft.key, arrival.digest
    return draft.url, draft.title, draft.text, draft.published, draft.enclosures


class EntryMatcher:
    """Finds the known entries of a feed among its arrivals.

    An address counts for more than a guid: some feeds number their entries by place, some make new guids
    every time. An entry with the guid of another, but another address, title and date, is another entry: some
    feeds give one guid to whatever is newest.
    """

    def __init__(self, connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival]) -> None:
        self._connection = connection
        self._feed = feed
        self._arrivals = arrivals
        self._claimed: set[str] = set()
        self._found: dict[str, Known] = {}

    def find(self) -> dict[str, Known]:
        """Return the known entries by the keys with which they arrive now."""
        by_key = {one.key: one for one in self._entries("key", [one.draft.key for one in self._arrivals])}
        for arrival in self._arrivals:
            entry = by_key.get(arrival.draft.key)
            if entry and (not arrival.canonical or entry.url in ("", arrival.canonical)):
                self._claim(arrival, entry)
        self._claim_by_address()
        for arrival in self._arrivals:
            entry = by_key.get(arrival.draft.key)
            if entry and not _is_another(arrival, entry):
                self._claim(arrival, entry)
        self._claim_by_digest()
        return self._found

    def _claim_by_address(self) -> None:
        wanted = {one.canonical: one for one in self._unknown() if one.canonical}
        for entry in self._entries("url", list(wanted)):
            self._claim(wanted[entry.url], entry)

    def _claim_by_digest(self) -> None:
        wanted = {one.digest: one for one in self._unknown() if not one.canonical}
        for entry in self._entries("digest", list(wanted)):
            self._claim(wanted[entry.digest], entry)

    def _unknown(self) -> list[Arrival]:
        return [arrival for arrival in self._arrivals if arrival.draft.key not in self._found]

    def _claim(self, arrival: Arrival, entry: Known) -> None:
        if entry.key not in self._claimed and arrival.draft.key not in self._found:
            self._claimed.add(entry.key)
            self._found[arrival.draft.key] = entry

    def _entries(self, column: str, values: Sequence[str]) -> list[Known]:
        """Return the entries of the feed with these values, those seen last first."""
        if not values:
            return []
        has_address = "and entry.url <> ''" if column == "url" else ""
        rows = self._connection.execute(
            "select entry.key, article, entry.url, entry.digest, title, "
            "case when published is not null then sort_at end "
            "from entry left join article on article.id = entry.article where entry.feed = ? "
            f"and entry.{column} in (select value from json_each(?)) {has_address} order by last_seen desc",
            (self._feed, json.dumps(values)),
        )
        return [Known(*row) for row in rows]


def _is_another(arrival: Arrival, entry: Known) -> bool:
    """Return whether an arrival differs from an entry in address, title and date."""
    draft = arrival.draft
    if not arrival.canonical or not entry.url or arrival.canonical == entry.url:
        return False
    if entry.title is None or draft.title == entry.title:
        return False
    if draft.published is None or entry.published is None:
        return False
    return draft.published.timestamp() != entry.published
