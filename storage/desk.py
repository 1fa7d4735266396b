"""The desk: the only door for the screen and the command line.

Every method blocks and may be called from any thread; only frozen nouns come out.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

from storage.database import articles, feeds, links, lists, marks, names, subscriptions, texts, undo
from storage.database.connection import Connections
from storage.document import article_document
from storage.errors import DeskError, NotFoundError, SourceError
from storage.model import (
    Article,
    Candidate,
    Counts,
    Entity,
    Feed,
    Headline,
    IntakeReport,
    Kind,
    Link,
    Name,
    Pages,
    Progress,
    Provenance,
    RefreshReport,
    Revision,
    Sighting,
    Spelling,
    Subscription,
    View,
)


class Desk:
    """One desk file. Every method raises `DeskError` when the file fails, with a sentence.

    One that is given a number which is too large for any desk raises `NotFoundError`.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it is made if it does not exist, and migrated if it is old."""
        self.path = path
        self._connections = Connections(path)

    @classmethod
    def open(cls, path: Path, *, make: bool = True) -> Self:
        """Open the desk at `path`, migrated if it is old; without `make` it must be there already."""
        if not make and not path.exists():
            raise DeskError(f"There is no desk {path}; `newsdesk add` or `newsdesk import` makes one.")
        return cls(path)

    def close(self) -> None:
        """Close the file."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Lists

    def counts(self) -> Counts:
        """Return how many articles there are, unread and starred."""
        with self._connections.reading() as connection:
            return lists.counts(connection)

    def count(self, view: View) -> int:
        """Return how many rows a view has. Raises `QueryError`."""
        with self._connections.reading() as connection:
            return lists.count(connection, view)

    def headlines(self, view: View, offset: int, limit: int) -> list[Headline]:
        """Return the rows of a view from `offset` (0 is the first), at most `limit`. Raises `QueryError`."""
        with self._connections.reading() as connection:
            return lists.window(connection, view, offset, limit)

    def row_of(self, view: View, article: int) -> int | None:
        """Return the row of an article in a view; `None` if it is not there, or for a search."""
        with self._connections.reading() as connection:
            return lists.row_of(connection, view, article)

    def next_unread(self, view: View, row: int, step: int = 1) -> int | None:
        """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1).

        Row -1 searches from the top; `None` if there is none in that direction. Raises `QueryError`.
        """
        with self._connections.reading() as connection:
            return lists.next_unread(connection, view, row, step)

    # Articles, names, links

    def article(self, article: int) -> Article:
        """Return one article. Raises `NotFoundError`."""
        with self._connections.reading() as connection:
            return articles.fetch(connection, article)

    def names_in(self, article: int) -> list[Name]:
        """Return the names of an article, those that it is most about first."""
        with self._connections.reading() as connection:
            return names.names_in(connection, article)

    def links_of(self, article: int) -> list[Link]:
        """Return the links of an article: same story, copies, related; the best of each first."""
        with self._connections.reading() as connection:
            return links.links_of(connection, article)

    def document(self, article: int) -> dict[str, Any]:
        """Return an article with its names and links as the documented JSON object."""
        with self._connections.reading() as connection:
            return article_document(
                articles.fetch(connection, article),
                names.names_in(connection, article),
                links.links_of(connection, article),
            )

    def revisions(self, article: int) -> list[Revision]:
        """Return the earlier texts of an article, the latest first. Raises `NotFoundError`."""
        with self._connections.reading() as connection:
            return texts.revisions(connection, article)

    def entity(self, entity: int) -> Entity:
        """Return who or what a name stands for. Raises `NotFoundError`."""
        with self._connections.reading() as connection:
            return names.fetch(connection, entity)

    def spellings(self, entity: int) -> list[Spelling]:
        """Return the ways in which an entity is written, the most frequent first."""
        with self._connections.reading() as connection:
            return names.spellings(connection, entity)

    def sightings(self, entity: int, offset: int, limit: int) -> list[Sighting]:
        """Return the articles that name an entity, newest first, each with a sentence around it."""
        with self._connections.reading() as connection:
            return names.sightings(connection, entity, offset, limit)

    def timeline(self, entity: int) -> list[tuple[date, int]]:
        """Return mentions a day in dated articles, oldest first, days without any left out."""
        with self._connections.reading() as connection:
            return names.timeline(connection, entity)

    def company(self, entity: int, limit: int = 12) -> list[tuple[Entity, int]]:
        """Return names that occur with an entity, with the number of articles they share."""
        with self._connections.reading() as connection:
            return names.company(connection, entity, limit)

    def names(
        self, query: str = "", kind: Kind | None = None, offset: int = 0, limit: int = 50
    ) -> list[Entity]:
        """Return the entities with this text in a spelling, those in most articles first."""
        with self._connections.reading() as connection:
            return names.search(connection, query, kind, offset, limit)

    def count_names(self, query: str = "", kind: Kind | None = None) -> int:
        """Return how many entities `names` would find."""
        with self._connections.reading() as connection:
            return names.count(connection, query, kind)

    # Feeds

    def feeds(self) -> list[Feed]:
        """Return the subscriptions, by folder, then title."""
        with self._connections.reading() as connection:
            return feeds.subscribed(connection, time.time())

    def feed(self, feed: int) -> Feed:
        """Return one subscription. Raises `NotFoundError`."""
        with self._connections.reading() as connection:
            return feeds.fetch(connection, feed, time.time())

    def next_due(self) -> float | None:
        """Return when the next feed is due (Unix seconds, past if one is), `None` if there is none."""
        with self._connections.reading() as connection:
            return feeds.next_due(connection, time.time())

    def subscribe(self, subscription: Subscription) -> Feed:
        """Subscribe to a feed, or return the subscription there is; one that was removed comes back."""
        with self._connections.writing() as connection:
            return subscriptions.subscribe(connection, subscription, time.time())

    def unsubscribe(self, feed: int) -> None:
        """Remove a subscription; its articles stay. Raises `NotFoundError`."""
        with self._connections.writing() as connection:
            subscriptions.unsubscribe(connection, feed, time.time())

    def edit_feed(
        self,
        feed: int,
        *,
        url: str | None = None,
        title: str | None = None,
        folder: str | None = None,
        pages: Pages | None = None,
    ) -> Feed:
        """Change a subscription and return it; a title of "" gives it back its own.

        Raises `NotFoundError`, `SourceError` for what is no address, and `DeskError` for an address that
        another subscription has or had.
        """
        if url and not url.isspace():
            url = _whole_address(url)
        with self._connections.writing() as connection:
            return subscriptions.edit(
                connection, feed, time.time(), url=url, title=title, folder=folder, pages=pages
            )

    def opml(self) -> str:
        """Return the subscriptions as an OPML document."""
        from storage.sources.lists.opml import write_opml  # noqa: PLC0415 - reading needs none of what it brings

        return write_opml(self.feeds(), "newsdesk subscriptions")

    # What the reader does

    def mark_read(self, articles: Sequence[int], read: bool = True, *, undoable: bool = True) -> int:
        """Mark articles read or unread and return how many changed.

        Not `undoable` is for what happens by itself, such as reading an article by opening it.
        """
        with self._connections.writing() as connection:
            return marks.mark(connection, "read", articles, read, undoable)

    def mark_all_read(self, view: View) -> int:
        """Mark all articles of a view read, as one undoable action; returns how many changed.

        Raises `QueryError`.
        """
        with self._connections.writing() as connection:
            return marks.mark(connection, "read", lists.unread_ids(connection, view), True)

    def star(self, article: int, starred: bool = True) -> None:
        """Star an article, or take its star away."""
        with self._connections.writing() as connection:
            marks.mark(connection, "starred", [article], starred)

    def undo(self) -> str | None:
        """Take back what was done last; returns a sentence on what that was, `None` if there is none."""
        with self._connections.writing() as connection:
            return undo.undo(connection)

    def redo(self) -> str | None:
        """Do again what was undone last; returns a sentence, `None` if there is nothing."""
        with self._connections.writing() as connection:
            return undo.redo(connection)

    def save_position(self, article: int, position: int) -> None:
        """Keep how far an article was read, in code points of its text."""
        with self._connections.writing() as connection:
            marks.save_position(connection, article, position)

    def switch_text(self, article: int) -> Provenance:
        """Show the other text of an article and return where that comes from.

        Raises `NotFoundError`, with a sentence, where there is no other.
        """
        with self._connections.writing() as connection:
            return texts.switch(connection, article, time.time())

    def delete(self, article: int) -> None:
        """Delete an article and all that hangs on it. Raises `NotFoundError`."""
        with self._connections.writing() as connection:
            articles.delete(connection, article)

    def recall(self, key: str) -> str | None:
        """Return a piece of the program's own state, such as the theme last used."""
        with self._connections.reading() as connection:
            return marks.recall(connection, key)

    def remember(self, key: str, value: str) -> None:
        """Keep a piece of the program's own state."""
        with self._connections.writing() as connection:
            marks.remember(connection, key, value)

    def version(self) -> int:
        """Return a number that changes whenever anybody, in any process, writes to the desk."""
        return self._connections.version()

    # Intake and export

    def take_in(
        self,
        paths: Sequence[Path],
        *,
        defer: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> IntakeReport:
        """Import files and folders and, unless `defer`, analyse what waits for it.

        What can't be read is in the report's troubles. Raises `AnalysisError` when the language
        model fails; what was stored by then stays.
        """
        from storage.intake import Intake  # noqa: PLC0415 - reading needs none of what it brings

        return Intake(self._connections, progress).take_in(paths, defer=defer)

    def reanalyse(
        self, *, everything: bool = True, progress: Callable[[Progress], None] = lambda _: None
    ) -> IntakeReport:
        """Run the analysis over all stored articles again, or only over those that wait for it."""
        from storage.intake import Intake  # noqa: PLC0415 - as above

        return Intake(self._connections, progress).reanalyse(everything=everything)

    def refresh(
        self,
        feeds: Sequence[int] | None = None,
        *,
        everything: bool = False,
        defer: bool = False,
        mark_changed_unread: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> RefreshReport:
        """Fetch the feeds that are due, or `feeds`, or `everything`; then analyse, unless `defer`.

        What is wrong with a feed is in the report's troubles and in the feed. With `mark_changed_unread`
        an article whose words have changed is unread again. Raises `AnalysisError`; what was stored by
        then stays.
        """
        from storage.refresh import Refresh, Wish  # noqa: PLC0415 - as above

        refresh = Refresh(self._connections, progress, mark_changed_unread=mark_changed_unread)
        return refresh.run(Wish(feeds, everything), defer=defer)

    def fetch_page(
        self, article: int, *, progress: Callable[[Progress], None] = lambda _: None
    ) -> RefreshReport:
        """Fetch the page of an article and show its text if it is better, else keep it beside the shown one.

        Raises `SourceError` if the page can't be had, `NotFoundError`, `AnalysisError`.
        """
        from storage.refresh import Refresh  # noqa: PLC0415 - as above

        return Refresh(self._connections, progress).fetch_page(article)

    def documents(self) -> Iterator[dict[str, Any]]:
        """Yield the documents of all articles in order of arrival, as they were at the beginning or later."""
        with self._connections.reading() as connection:
            numbers = articles.ids(connection)
        for article in numbers:
            try:
                document = self.document(article)
            except NotFoundError:  # deleted meanwhile
                continue
            yield document


def _whole_address(pasted: str) -> str:
    from storage.sources.discovery.services import normalise  # noqa: PLC0415 - only for what the reader types

    address = normalise(pasted)
    if not address:
        raise SourceError(f"“{pasted}” is no web address.")
    return address


def peek(source: str) -> Mapping[str, Any]:
    """Return what newsdesk would make of a file or web address, as the documented JSON; stores nothing.

    Raises `SourceError` when nothing in it can be read, `AnalysisError` when the model fails.
    """
    from storage.peeking import peek as look  # noqa: PLC0415 - as above

    return look(source)


def find_feeds(address: str) -> list[Candidate]:
    """Return the feeds at the address of a feed, page or profile, the best first, which was read.

    Raises `SourceError` when there is none or the address can't be fetched.
    """
    from storage.subscribing import find_feeds as find  # noqa: PLC0415 - as above

    return asyncio.run(find(address))


def newsboat_files() -> list[Path]:
    """Return the newsboat `urls` files of this user."""
    from storage.sources.lists.newsboat import find_urls_files  # noqa: PLC0415 - as above

    return find_urls_files()


def sample_paths() -> list[Path]:
    """Return the folders of the sample desk's seeds: beside the package, or inside it once installed."""
    here = Path(__file__).parent
    return [folder for folder in (here / "seeds", here.parent / "seeds") if folder.is_dir()][:1]
