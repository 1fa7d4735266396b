"""Lists of articles, read in windows."""

import time

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.lists import article_lists
from storage.database.lists.query_results import QueryResults
from storage.database.lists.stand_ins import stand_in
from storage.desk.numbers import check_numbers
from storage.model import Counts, Headline, View
from storage.query.nodes import FieldName
from storage.query.parser import parse


class Lists:
    """Lists of articles, read in windows: the cost of a window does not grow with the desk.

    A view with a number that nothing in the desk can have raises `NotFoundError`.
    """

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file
        self._results = QueryResults()

    def has_due_hidden(self) -> bool:
        """Return whether one was hidden until a time that has passed; `articles.unhide_due` shows it."""
        with self._desk_file.reading() as connection:
            return bool(articles.due_to_be_shown(connection, time.time()))

    def counts(self) -> Counts:
        """Return how many articles there are, unread and starred."""
        with self._desk_file.reading() as connection:
            return article_lists.counts(connection)

    def count(self, view: View) -> int:
        """Return how many rows a view has. Raises `QueryError`."""
        self._prepare(view)
        with self._desk_file.reading() as connection:
            return article_lists.count(connection, view)

    def count_unread(self, view: View) -> int:
        """Return how many rows of a view are unread. Raises `QueryError`."""
        self._prepare(view)
        with self._desk_file.reading() as connection:
            return article_lists.count_unread(connection, view)

    def headlines(self, view: View, offset: int, limit: int) -> list[Headline]:
        """Return the rows of a view from `offset` (0 is the first), at most `limit`. Raises `QueryError`."""
        self._prepare(view)
        with self._desk_file.reading() as connection:
            return article_lists.window(connection, view, offset, limit, self._results)

    def ids(self, view: View) -> list[int]:
        """Return the numbers of all articles of a view, in its order. Raises `QueryError`."""
        self._prepare(view)
        with self._desk_file.reading() as connection:
            return article_lists.ids(connection, view)

    def row_of(self, view: View, article: int) -> int | None:
        """Return the row of an article in a view, `None` if it is not there. Raises `QueryError`.

        An article without a row of its own has that of its text or, in a list by story, of its story.
        """
        self._prepare(view)
        check_numbers(article)
        with self._desk_file.reading() as connection:
            row = article_lists.row_of(connection, view, article, self._results)
            if row is None and not view.query:
                other = stand_in(connection, view, article)
                row = None if other is None else article_lists.row_of(connection, view, other, self._results)
            return row

    def read_at(self, article: int) -> float | None:
        """Return when an article was read, in Unix seconds, `None` if it is unread or not in the desk."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return article_lists.read_at(connection, article)

    def next_unread(self, view: View, row: int, step: int = 1) -> int | None:
        """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1).

        Row -1 searches from the top; `None` if there is none in that direction. Raises `QueryError`.
        """
        self._prepare(view)
        with self._desk_file.reading() as connection:
            return article_lists.next_unread(connection, view, row, step, self._results)

    def _prepare(self, view: View) -> None:
        """Raise `NotFoundError` if a view has a number that nothing in a desk can have.

        For a view that asks what is new, find that out first.
        """
        check_numbers(view.feed, view.entity, view.story, view.copies)
        if parse(view.query).mentions(FieldName.IS, "new"):
            from storage.stories.novelty import settle

            settle(self._desk_file)
