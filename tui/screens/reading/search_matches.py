"""What the search of the list has found in the article on the page, highlighted there."""

from collections.abc import Callable
from functools import partial

from textual.dom import DOMNode

from tui.queries import article_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.articles import MatchesFound
from tui.widgets.article_pane import ArticlePane


class SearchMatches:
    """Highlights the words and names of a query in an article; a long one is searched in a thread."""

    def __init__(self, pane: DOMNode, text: Callable[[], ArticlePane]) -> None:
        """Work for the article that `text` shows; `pane` gets each `MatchesFound` and hands it to `found`."""
        self._text = text
        self._queries = LatestQuery(pane, "matches")
        self._query = ""

    def search(self, query: str) -> None:
        """Highlight what this query asks for from now on, nothing if it is empty."""
        if query != self._query:
            self._query = query
            self.follow_text()

    def follow_text(self) -> None:
        """Find the same in the text and the names that are on the page now."""
        text = self._text()
        if not self._query:
            text.show_matches(())
        elif text.page is not None:
            find = article_queries.find_matches
            self._queries.ask(partial(find, text.page, text.names, self._query))

    def found(self, event: MatchesFound) -> None:
        """Highlight what was found, unless something else is on the page or searched for by now."""
        article = self._text().article
        if article is not None and (article.id, self._query) == (event.article, event.query):
            self._text().show_matches(event.matches)
