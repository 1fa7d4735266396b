"""Lists of articles, read in windows."""

from storage.database.connection import DeskFile
from storage.database.lists import article_lists
from storage.model import Counts, Headline, View


class Lists:
    """Lists of articles, read in windows: the cost of a window does not grow with the desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def counts(self) -> Counts:
        """Return how many articles there are, unread and starred."""
        with self._desk_file.reading() as connection:
            return article_lists.counts(connection)

    def count(self, view: View) -> int:
        """Return how many rows a view has. Raises `QueryError`."""
        with self._desk_file.reading() as connection:
            return article_lists.count(connection, view)

    def headlines(self, view: View, offset: int, limit: int) -> list[Headline]:
        """Return the rows of a view from `offset` (0 is the first), at most `limit`. Raises `QueryError`."""
        with self._desk_file.reading() as connection:
            return article_lists.window(connection, view, offset, limit)

    def row_of(self, view: View, article: int) -> int | None:
        """Return the row of an article in a view; `None` if it is not there, or for a search."""
        with self._desk_file.reading() as connection:
            return article_lists.row_of(connection, view, article)

    def next_unread(self, view: View, row: int, step: int = 1) -> int | None:
        """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1).

        Row -1 searches from the top; `None` if there is none in that direction. Raises `QueryError`.
        """
        with self._desk_file.reading() as connection:
            return article_lists.next_unread(connection, view, row, step)
