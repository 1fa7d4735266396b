"""Which entries of a feed are known already: by guid, by address, or by what they say."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from storage.model import Arrival


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as it is stored; `article` is `None` where the reader has deleted it."""

    key: str
    article: int | None
    url: str
    digest: str


def unrepeated(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Return the arrivals without those that say once more what another does, at the same address."""
    found: dict[object, Arrival] = {}
    for arrival in arrivals:
        found.setdefault(_said(arrival), arrival)
    return list(found.values())


def without_shared_addresses(
    connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival]
) -> list[Arrival]:
    """Return the arrivals without canonical addresses that are not those of one entry alone.

    What several entries of a feed have linked to at one moment, such as a page with all news, counts for
    nothing ever after, even while only one of them is left.
    """
    addresses = Counter(arrival.canonical for arrival in arrivals if arrival.canonical)
    given = {"feed": feed, "several": json.dumps([one for one in addresses if addresses[one] > 1])}
    for forget in _FORGET_SHARED if given["several"] != "[]" else ():
        connection.execute(forget, given)
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


def distinct(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals with a key of their own each.

    Where several have one guid, the address (else the title) is added to it; of those that agree in
    that too, the first is kept.
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


def _said(arrival: Arrival) -> object:
    said = arrival.draft
    if not said.url:
        return said.key, arrival.digest
    return said.url, said.title, said.text, said.published, said.enclosures


class Identities:
    """Finds the entries of a feed that its arrivals are.

    An address by which another entry is known counts for more than a guid: some feeds number their entries
    by place, some invent new guids every time.
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
            if entry := by_key.get(arrival.draft.key):
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
        """Return the entries of the feed that have these values, the one last seen first."""
        if not values:
            return []
        given = "and url <> ''" if column == "url" else ""
        rows = self._connection.execute(
            f"select key, article, url, digest from entry where feed = ? "
            f"and {column} in (select value from json_each(?)) {given} order by last_seen desc",
            (self._feed, json.dumps(values)),
        )
        return [Known(*row) for row in rows]
