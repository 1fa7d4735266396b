"""What the reader does to articles, and what the program remembers."""

import time
from collections.abc import Sequence

from storage.database.articles import article_texts, articles, read_state
from storage.database.lists import article_lists
from storage.database.undo import undoing
from storage.desk.door import Door
from storage.model import (
    Provenance,
    View,
)


class Marks(Door):
    """Read, starred, deleted, undone."""

    def mark_read(self, articles: Sequence[int], read: bool = True, *, undoable: bool = True) -> int:
        """Mark articles read or unread and return how many changed.

        Not `undoable` is for what happens by itself, such as reading an article by opening it.
        """
        with self._connections.writing() as connection:
            return read_state.mark(connection, "read", articles, read, undoable)

    def mark_all_read(self, view: View) -> int:
        """Mark all articles of a view read, as one undoable action; returns how many changed.

        Raises `QueryError`.
        """
        with self._connections.writing() as connection:
            return read_state.mark(connection, "read", article_lists.unread_ids(connection, view), True)

    def star(self, article: int, starred: bool = True) -> None:
        """Star an article, or take its star away."""
        with self._connections.writing() as connection:
            read_state.mark(connection, "starred", [article], starred)

    def undo(self) -> str | None:
        """Take back what was done last; returns a sentence on what that was, `None` if there is none."""
        with self._connections.writing() as connection:
            return undoing.undo(connection)

    def redo(self) -> str | None:
        """Do again what was undone last; returns a sentence, `None` if there is nothing."""
        with self._connections.writing() as connection:
            return undoing.redo(connection)

    def save_position(self, article: int, position: int) -> None:
        """Keep how far an article was read, in code points of its text."""
        with self._connections.writing() as connection:
            read_state.save_position(connection, article, position)

    def switch_text(self, article: int) -> Provenance:
        """Show the other text of an article and return where that comes from.

        Raises `NotFoundError`, with a sentence, where there is no other.
        """
        with self._connections.writing() as connection:
            return article_texts.switch(connection, article, time.time())

    def delete(self, article: int) -> None:
        """Delete an article and all that hangs on it. Raises `NotFoundError`."""
        from storage.stories.grouping import Grouping  # noqa: PLC0415 - reading needs none of what it brings
        from storage.stories.linking import forget  # noqa: PLC0415 - as above

        with self._connections.writing() as connection:
            Grouping(connection).leave(article)
            forget(connection, article)
            articles.delete(connection, article)

    def recall(self, key: str) -> str | None:
        """Return a piece of the program's own state, such as the theme last used."""
        with self._connections.reading() as connection:
            return read_state.recall(connection, key)

    def remember(self, key: str, value: str) -> None:
        """Keep a piece of the program's own state."""
        with self._connections.writing() as connection:
            read_state.remember(connection, key, value)

    def version(self) -> int:
        """Return a number that changes whenever anybody, in any process, writes to the desk."""
        return self._connections.version()
