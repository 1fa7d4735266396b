"""Storing the entries of a feed as articles."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.database.articles import article_columns, article_texts, articles, read_state
from storage.database.articles.article_columns import Value
from storage.database.feeds.entry_identity import (
    EntryMatcher,
    Known,
    with_unique_keys,
    without_repetitions,
    without_shared_addresses,
)
from storage.model import Arrival, Provenance

# How much longer the text of a second feed must be to replace that of the first one.
_LONGER, _LONGER_BY = 1.2, 200  # factor, code points


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """How many entries brought a new article, changed one, or did neither."""

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
    """Store all entries that a feed has at one moment, and return the counts.

    A known entry updates its article, if the article's text is from this feed or from an unsubscribed one; an
    earlier title or text with other words becomes a revision. An entry whose article another feed has brought
    is added to that article. A deleted article does not come back.
    """
    entries = without_shared_addresses(connection, feed, without_repetitions(arrivals))
    return _EntryStore(connection, feed, now, mark_changed_unread).store(with_unique_keys(entries))


class _EntryStore:
    """Stores the entries of one feed."""

    def __init__(
        self, connection: sqlite3.Connection, feed: int, now: float, mark_changed_unread: bool
    ) -> None:
        self._connection = connection
        self._feed = feed
        self._scope = f"feed:{feed}"
        self._now = now
        self._mark_changed_unread = mark_changed_unread

    def store(self, arrivals: list[Arrival]) -> EntryCounts:
        known = EntryMatcher(self._connection, self._feed, arrivals).find()
        keys = {old.key: key for key, old in known.items() if old.key != key}
        self._rekey(keys, [one.draft.key for one in arrivals if one.draft.key not in known])
        changed = sum(self._update(one, known[one.draft.key]) for one in arrivals if one.draft.key in known)
        new = self._add([one for one in arrivals if one.draft.key not in known])
        self._set_last_seen(known)
        return EntryCounts(new, changed, len(arrivals) - new - changed)

    def _update(self, arrival: Arrival, known: Known) -> bool:
        """Update a known entry and return whether its article has other words now."""
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
        # The stored date stays if the new one is missing or lies after the arrival of the article: some feeds
        # date all entries by the moment of the request.
        if published is None or published.timestamp() > row["added"]:
            del columns["published"], columns["approximate_date"], columns["sort_at"]
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
        """Store entries that are new in this feed and return how many articles are new."""
        addresses = [arrival.canonical for arrival in arrivals if arrival.canonical]
        deleted = articles.deleted_at(self._connection, addresses)
        elsewhere = {**dict.fromkeys(deleted), **self._articles_at(addresses)}
        new = [one for one in arrivals if one.canonical not in elsewhere]
        numbers = articles.insert(self._connection, [self._row(one) for one in new])
        found = {arrival.draft.key: number for arrival, number in zip(new, numbers, strict=True)}
        for arrival in arrivals:
            if (article := elsewhere.get(arrival.canonical)) is not None:
                found[arrival.draft.key] = article
                self._take_longer_text(article, arrival)
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

    def _articles_at(self, addresses: list[str]) -> Mapping[str, int | None]:
        """Return the articles of other feeds or files at these addresses, `None` for deleted ones."""
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

    def _take_longer_text(self, article: int, arrival: Arrival) -> None:
        """Show the text of this feed if it is much longer than that of the first feed."""
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

    def _rekey(self, keys: Mapping[str, str], new: list[str]) -> None:
        """Give entries the keys with which they arrive now, by way of keys that no entry has.

        `new` are the keys of entries that were unknown.
        """
        if not keys and not new:
            return
        taken = json.dumps([key for key in (*keys.values(), *new) if key not in keys])
        self._connection.execute(
            # An entry that has such a key now is no longer in the feed, which gave its guid to another one.
            "update entry set key = key || ' ' || digest || ' ' || first_seen "
            "where feed = ? and key in (select value from json_each(?))",
            (self._feed, taken),
        )
        moves = [(f"\n{key}", self._feed, old) for old, key in keys.items()]
        moves += [(key, self._feed, f"\n{key}") for key in keys.values()]
        self._connection.executemany("update entry set key = ? where feed = ? and key = ?", moves)

    def _set_last_seen(self, known: Mapping[str, Known]) -> None:
        self._connection.execute(
            "update entry set last_seen = ? where feed = ? and key in (select value from json_each(?))",
            (self._now, self._feed, json.dumps(list(known))),
        )
