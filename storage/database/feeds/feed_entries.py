"""The entries of feeds: what a refresh brought, stored as articles and their appearances."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.database.articles import article_columns, article_texts, articles, read_state
from storage.database.articles.article_columns import Value
from storage.database.feeds.entry_identity import (
    Identities,
    Known,
    distinct,
    unrepeated,
    without_shared_addresses,
)
from storage.model import Arrival, Provenance

# By how much longer the text of a second feed must be to take the place of the first one's.
_LONGER, _LONGER_BY = 1.2, 200


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """What storing the entries of a feed did to the articles of the desk."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def store_entries(
    connection: sqlite3.Connection,
    feed: int,
    arrivals: Iterable[Arrival],
    now: float,
    mark_changed_unread: bool = False,
) -> EntryCounts:
    """Store all that a feed holds at one moment, and return what became of it.

    An entry that is known updates its article, if the article's text is from this feed or from one that was
    unsubscribed; a changed title or text keeps the earlier one as a revision. One that another feed has
    brought already is another appearance of that article. What the reader has deleted does not come back.
    """
    told_apart = distinct(without_shared_addresses(connection, feed, unrepeated(arrivals)))
    return _Delivery(connection, feed, now, mark_changed_unread).store(told_apart)


class _Delivery:
    """The storing of what one feed holds."""

    def __init__(
        self, connection: sqlite3.Connection, feed: int, now: float, mark_changed_unread: bool
    ) -> None:
        self._connection = connection
        self._feed = feed
        self._scope = f"feed:{feed}"
        self._now = now
        self._mark_changed_unread = mark_changed_unread

    def store(self, arrivals: list[Arrival]) -> EntryCounts:
        known = Identities(self._connection, self._feed, arrivals).find()
        self._rekey({old.key: key for key, old in known.items() if old.key != key})
        changed = sum(self._meet(one, known[one.draft.key]) for one in arrivals if one.draft.key in known)
        new = self._add([one for one in arrivals if one.draft.key not in known])
        self._see(known)
        return EntryCounts(new, changed, len(arrivals) - new - changed)

    def _meet(self, arrival: Arrival, known: Known) -> bool:
        """Update an entry that is known; returns whether its article has other words now."""
        if known.digest == arrival.digest:
            return False
        self._connection.execute(
            "update entry set url = ?, digest = ? where feed = ? and key = ?",
            (arrival.canonical or known.url, arrival.digest, self._feed, arrival.draft.key),
        )
        if known.article is None:
            return False
        row = self._connection.execute(
            "select article.feed, provenance, article.added, canonical, removed from article "
            "left join feed on feed.id = article.feed where article.id = ?",
            (known.article,),
        ).fetchone()
        if row["feed"] != self._feed and row["removed"] is None:
            return False
        columns = {
            "feed": self._feed,
            **article_columns.columns(arrival.draft, arrival.canonical or row["canonical"], row["added"]),
        }
        published = arrival.draft.published
        # Without a date it stays where it was, as with one after the day on which it was here already: some
        # feeds date whatever they hold by the moment at which they are asked.
        if published is None or published.timestamp() > row["added"]:
            del columns["published"], columns["sort_at"]
        if row["provenance"] == Provenance.PAGE:
            changed = article_texts.change_behind_page(self._connection, known.article, columns, self._now)
        else:
            changed = article_texts.change(self._connection, known.article, columns, self._now)
        if changed and (arrival.wants_page or row["provenance"] == Provenance.PAGE):
            self._want_page(known.article)
        if changed and self._mark_changed_unread:
            read_state.set_state(self._connection, "read", [known.article], False)
        return changed

    def _add(self, arrivals: list[Arrival]) -> int:
        """Store entries that the feed had not before; returns how many articles are new."""
        addresses = [arrival.canonical for arrival in arrivals if arrival.canonical]
        deleted = articles.deleted_at(self._connection, addresses)
        elsewhere = {**dict.fromkeys(deleted), **self._elsewhere(addresses)}
        new = [one for one in arrivals if one.canonical not in elsewhere]
        numbers = articles.insert(self._connection, [self._row(one) for one in new])
        found = {arrival.draft.key: number for arrival, number in zip(new, numbers, strict=True)}
        for arrival in arrivals:
            if (article := elsewhere.get(arrival.canonical)) is not None:
                found[arrival.draft.key] = article
                self._appear(article, arrival)
        self._connection.executemany(
            "insert into entry (feed, key, article, url, digest, first_seen, last_seen, deleted_article) "
            "values (:feed, :key, :article, :url, :digest, :now, :now, :deleted)",
            [
                {
                    "feed": self._feed,
                    "key": arrival.draft.key,
                    "article": found.get(arrival.draft.key),
                    "url": arrival.canonical,
                    "digest": arrival.digest,
                    "now": self._now,
                    "deleted": None if arrival.draft.key in found else deleted.get(arrival.canonical),
                }
                for arrival in arrivals
            ],
        )
        return len(new)

    def _elsewhere(self, addresses: list[str]) -> Mapping[str, int | None]:
        """Return the articles at these addresses that other feeds or files brought; `None` if deleted."""
        if not addresses:
            return {}
        wanted = json.dumps(addresses)
        found: dict[str, int | None] = dict(
            self._connection.execute(
                "select distinct url, null from entry where url in (select value from json_each(?)) "
                "and url <> '' and article is null and feed <> ?",
                (wanted, self._feed),
            ).fetchall()
        )
        found |= dict(
            self._connection.execute(
                "select canonical, min(id) from article "
                "where canonical in (select value from json_each(?)) and canonical <> '' and not exists "
                "(select 1 from entry where entry.article = article.id and entry.feed = ?) "
                "group by canonical",
                (wanted, self._feed),
            ).fetchall()
        )
        return found

    def _appear(self, article: int, arrival: Arrival) -> None:
        """Take the text of a second appearance where it says much more than that of the first feed."""
        row = self._connection.execute(
            "select length(text) as size, provenance, added from article where id = ?", (article,)
        ).fetchone()
        size = len(arrival.draft.text)
        if row["provenance"] != Provenance.FEED or size < max(
            _LONGER * row["size"], row["size"] + _LONGER_BY
        ):
            return
        columns: dict[str, Value] = {"feed": self._feed, **article_columns.text_columns(arrival.draft)}
        article_texts.change(self._connection, article, columns, self._now)

    def _row(self, arrival: Arrival) -> dict[str, Value]:
        return {
            "scope": self._scope,
            "key": arrival.draft.key,
            "added": self._now,
            "digest": arrival.digest,
            "feed": self._feed,
            "page_due": self._now if arrival.wants_page else None,
            **article_columns.columns(arrival.draft, arrival.canonical, self._now),
        }

    def _want_page(self, article: int) -> None:
        self._connection.execute(
            "update article set page_due = ?, page_tries = 0, page_trouble = '' where id = ?",
            (self._now, article),
        )

    def _rekey(self, keys: Mapping[str, str]) -> None:
        """Give entries the keys with which they arrive now, first out of the way of one another."""
        if not keys:
            return
        taken = json.dumps([key for key in keys.values() if key not in keys])
        self._connection.execute(
            # An entry that is in the way has left the feed: only its guid was given to another.
            "update entry set key = key || ' ' || digest || ' ' || first_seen "
            "where feed = ? and key in (select value from json_each(?))",
            (self._feed, taken),
        )
        moves = [(f"\n{key}", self._feed, old) for old, key in keys.items()]
        moves += [(key, self._feed, f"\n{key}") for key in keys.values()]
        self._connection.executemany("update entry set key = ? where feed = ? and key = ?", moves)

    def _see(self, known: Mapping[str, Known]) -> None:
        self._connection.execute(
            "update entry set last_seen = ? where feed = ? and key in (select value from json_each(?))",
            (self._now, self._feed, json.dumps(list(known))),
        )
