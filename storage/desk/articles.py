"""What the desk says of one article."""

from typing import Any

from storage.database.articles import article_texts, articles
from storage.database.names import mentions
from storage.database.stories import links, stories
from storage.desk.door import Door
from storage.model import (
    Article,
    Link,
    Name,
    Revision,
)
from storage.model.documents import article_document


class Articles(Door):
    """Articles, with what was found in them."""

    def article(self, article: int) -> Article:
        """Return one article. Raises `NotFoundError`."""
        with self._connections.reading() as connection:
            return articles.fetch(connection, article)

    def names_in(self, article: int) -> list[Name]:
        """Return the names of an article, those that it is most about first."""
        with self._connections.reading() as connection:
            return mentions.names_in(connection, article)

    def links_of(self, article: int) -> list[Link]:
        """Return the links of an article: same story, copies, related; the best of each first."""
        with self._connections.reading() as connection:
            return links.links_of(connection, article)

    def document(self, article: int) -> dict[str, Any]:
        """Return an article with its names and links as the documented JSON object."""
        with self._connections.reading() as connection:
            return article_document(
                articles.fetch(connection, article),
                mentions.names_in(connection, article),
                links.links_of(connection, article),
                stories.shown_story(connection, article),
            )

    def revisions(self, article: int) -> list[Revision]:
        """Return the earlier texts of an article, the latest first. Raises `NotFoundError`."""
        with self._connections.reading() as connection:
            return article_texts.revisions(connection, article)
