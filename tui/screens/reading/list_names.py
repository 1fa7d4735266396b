"""What the lists are called: by the feeds and saved searches that the desk has."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.model import Feed, SavedSearch, View
from tui.layout.search_outline import search_of
from tui.screens import hints


class ListNames:
    """The feeds and saved searches by which a list gets its title, and the `titles` of other lists."""

    def __init__(self) -> None:
        self.titles: dict[View, str] = {}
        self.feeds: Mapping[int, Feed] = {}
        self.searches: Sequence[SavedSearch] = ()

    def feed(self, view: View) -> Feed | None:
        """Return the feed whose articles a list has, `None` for another kind of list."""
        return None if view.feed is None else self.feeds.get(view.feed)

    def search(self, view: View) -> SavedSearch | None:
        """Return the saved search whose articles a list has, `None` for another kind of list."""
        return search_of(self.searches, view)

    def title(self, view: View) -> str:
        """Return the title of a list."""
        whole = replace(view, query="", sort=None)
        return hints.title_of(view, self.feed(view), self.search(view), self.titles.get(whole, ""))
