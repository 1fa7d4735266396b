"""Saved searches as an outline of folders, each search with its number of unread articles."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from storage.model import SavedSearch, View
from tui.layout.feed_outline import around

_PREFIX = "/"  # of a folded folder of searches, which no folder of feeds begins with


class SearchFolder(NamedTuple):
    """A folder of saved searches."""

    path: str

    @property
    def key(self) -> str:
        """What stands for it among the folded folders."""
        return _PREFIX + self.path


class SearchItem(NamedTuple):
    """A saved search, by its number, with its query."""

    search: int
    query: str

    @property
    def view(self) -> View:
        """The list of its articles."""
        return View(query=self.query)


class SearchEntry(NamedTuple):
    """A folder or a search of the outline; `folded` is `None` for a search.

    `depth` is the number of folders around it. `wrong` says that the query can't be used, or, of a folder,
    that it hides such a search.
    """

    label: str
    depth: int
    unread: int
    wrong: bool
    item: SearchFolder | SearchItem
    folded: bool | None = None


def outline(searches: Sequence[SavedSearch], folded: Collection[str]) -> list[SearchEntry]:
    """Return the entries that no folded folder hides; `searches` are in order, by folder.

    A folder has no number: two searches in it can find the same article.
    """
    entries, opened = list[SearchEntry](), list[str]()
    for search in searches:
        folders = around(search.folder)
        common = sum(1 for ours, theirs in zip(folders, opened, strict=False) if ours == theirs)
        for path in folders[common:]:
            folder = SearchFolder(path)
            if not _is_hidden(path, folded):
                shut = folder.key in folded
                wrong = shut and any(one.problem for one in inside(searches, path))
                entries.append(SearchEntry(path.rpartition("/")[2], path.count("/"), 0, wrong, folder, shut))
        opened = folders
        if not any(SearchFolder(path).key in folded for path in folders):
            item = SearchItem(search.id, search.query)
            entries.append(SearchEntry(search.name, len(folders), search.unread, bool(search.problem), item))
    return entries


def inside(searches: Sequence[SavedSearch], folder: str) -> list[SavedSearch]:
    """Return the searches in a folder and all below it."""
    return [one for one in searches if f"{one.folder}/".startswith(f"{folder}/")]


def entry_in_sight(search: SavedSearch, folded: Collection[str]) -> SearchItem | SearchFolder:
    """Return the item of the entry for a search: its own, or the folded folder that hides it."""
    folders = map(SearchFolder, around(search.folder))
    shut = next((folder for folder in folders if folder.key in folded), None)
    return shut or SearchItem(search.id, search.query)


def search_of(searches: Sequence[SavedSearch], view: View) -> SavedSearch | None:
    """Return the saved search that a list is of, `None` for another list. The order does not matter."""
    if not view.query:
        return None
    return next((one for one in searches if view == View(query=one.query, sort=view.sort)), None)


def folders_of(searches: Sequence[SavedSearch]) -> list[str]:
    """Return all folders of searches by name, with those that contain only folders."""
    return sorted({folder for one in searches for folder in around(one.folder)}, key=str.casefold)


def _is_hidden(path: str, folded: Collection[str]) -> bool:
    return any(SearchFolder(outer).key in folded for outer in around(path)[:-1])
