"""Articles: their texts, names and links, and the actions of the reader on them."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from storage.database import hidden_articles
from storage.database.articles import article_texts, articles, pages_to_fetch, read_state
from storage.database.connection import DeskFile
from storage.database.lists import article_lists
from storage.database.names import mentions
from storage.database.stories import links, stories
from storage.desk.numbers import check_numbers
from storage.errors import NotFoundError
from storage.model import Article, Link, Name, Provenance, Replacement, Revision, View
from storage.model.documents import article_document
from storage.stories import deletion


class Articles:
    """The articles of a desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def get(self, article: int) -> Article:
        """Return one article. Raises `NotFoundError`."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return articles.fetch(connection, article)

    def names(self, article: int) -> list[Name]:
        """Return the names of an article, those that it is most about first."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return mentions.names_in(connection, article)

    def links(self, article: int) -> list[Link]:
        """Return the links of an article: same story, copies, then related; the best of each kind first."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return links.links_of(connection, article)

    def document(self, article: int) -> dict[str, Any]:
        """Return an article with its names and links as the documented JSON object."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return article_document(
                articles.fetch(connection, article),
                mentions.names_in(connection, article),
                links.links_of(connection, article),
                stories.shown_story(connection, article),
            )

    def lacks_page(self, article: int) -> bool:
        """Return whether a text is only a part of its article, whose page may be fetched and was not yet."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return pages_to_fetch.is_lacking(connection, article, time.time())

    def revisions(self, article: int) -> list[Revision]:
        """Return the earlier texts of an article, the latest first. Raises `NotFoundError`."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return article_texts.revisions(connection, article)

    def replacements(self, article: int) -> list[Replacement]:
        """Return what changed with each replacement of a text, the latest first. Raises `NotFoundError`."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return article_texts.replacements(connection, article)

    def mark_read(self, numbers: Sequence[int], read: bool = True, *, undoable: bool = True) -> int:
        """Mark articles read or unread and return how many changed.

        Without `undoable` the change is not in the undo log, as when an article is read by opening it.
        """
        with self._desk_file.writing() as connection:
            return read_state.mark(connection, "read", numbers, read, undoable)

    def mark_all_read(self, view: View) -> int:
        """Mark all articles of a view read, as one undoable action, and return how many changed.

        Raises `QueryError`.
        """
        with self._desk_file.writing() as connection:
            return read_state.mark(connection, "read", article_lists.unread_ids(connection, view), True)

    def mark_starred(self, numbers: Sequence[int], starred: bool = True) -> int:
        """Star articles, or remove their stars, as one undoable action, and return how many changed."""
        with self._desk_file.writing() as connection:
            return read_state.mark(connection, "starred", numbers, starred)

    def star(self, article: int, starred: bool = True) -> None:
        """Star an article, or remove its star."""
        check_numbers(article)
        with self._desk_file.writing() as connection:
            read_state.mark(connection, "starred", [article], starred)

    def hide(self, numbers: Sequence[int], until: float | None = None) -> int:
        """Hide articles and all copies of them until a time (Unix seconds), by default for good.

        Hidden articles are in no list and no count; a search with `is:hidden` finds them. It can be undone.
        Returns how many articles changed.
        """
        with self._desk_file.writing() as connection:
            found = read_state.with_copies(connection, numbers)
            return hidden_articles.hide(connection, found, until, undoable=True)

    def unhide(self, numbers: Sequence[int]) -> int:
        """Show hidden articles and all copies of them again, and return how many there were."""
        with self._desk_file.writing() as connection:
            return hidden_articles.unhide(connection, read_state.with_copies(connection, numbers))

    def unhide_due(self) -> int:
        """Show the articles that were hidden until a time that has passed, and return how many there were."""
        with self._desk_file.writing() as connection:
            return hidden_articles.unhide_due(connection, time.time())

    def save_position(self, article: int, position: int) -> None:
        """Store how far an article was read, in code points of its text."""
        check_numbers(article)
        with self._desk_file.writing() as connection:
            read_state.save_position(connection, article, position)

    def show_text(self, article: int, provenance: Provenance) -> None:
        """Show the text of an article that comes from its feed, its page or its file; this can be undone.

        Nothing changes if that text is shown already. Raises `NotFoundError` where there is none.
        """
        check_numbers(article)
        with self._desk_file.writing() as connection:
            article_texts.choose(connection, article, provenance, time.time())

    def delete(self, numbers: Sequence[int]) -> int:
        """Delete articles as one undoable action and return how many were deleted.

        Numbers without an article are ignored. A deleted article does not come back with a refresh or an
        import; for 30 days it can be restored by undo.
        """
        return deletion.delete(self._desk_file, numbers)

    def ids(self) -> list[int]:
        """Return the numbers of all articles in order of arrival."""
        with self._desk_file.reading() as connection:
            return articles.ids(connection)

    def documents(self, numbers: Sequence[int] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the documents of these articles, by default of all, without those deleted in the meantime."""
        for article in self.ids() if numbers is None else numbers:
            try:
                document = self.document(article)
            except NotFoundError:
                continue
            yield document
