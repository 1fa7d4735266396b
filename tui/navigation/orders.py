"""The order that the reader has given to each list."""

import json
from collections.abc import Mapping
from dataclasses import replace

from storage.model import Sort, View

_MOST = 500  # lists; searches that are not saved are among them

WORDS: Mapping[Sort, str] = {
    Sort.DATE: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.SOURCE: "by source",
    Sort.STORY: "story by story",
    Sort.RELEVANCE: "by relevance",
}


class Orders:
    """The orders by list; a list without one has the order of its query, or the usual one."""

    def __init__(self, stored: str = "") -> None:
        """Begin with what `stored` has, the text that `text` returned; what is damaged in it is left out."""
        try:
            found = json.loads(stored or "{}")
        except (ValueError, RecursionError):
            found = None
        pairs = found.items() if isinstance(found, dict) else ()
        known = {sort.value: sort for sort in Sort}
        self._of_list = {key: known[value] for key, value in pairs if str(value) in known}

    @property
    def text(self) -> str:
        """All orders, as a text to be stored."""
        return json.dumps(self._of_list, ensure_ascii=False)

    def applied(self, view: View) -> View:
        """Return a list in the reader's order."""
        return replace(view, sort=self._of_list.get(_key(view)))

    def choose(self, view: View, sort: Sort | None) -> None:
        """Give a list another order; `None` gives back its own."""
        # The lists whose order was chosen last are kept.
        self._of_list.pop(_key(view), None)
        if sort is not None:
            self._of_list[_key(view)] = sort
        for key in list(self._of_list)[:-_MOST]:
            del self._of_list[key]


def is_all(view: View) -> bool:
    """Return whether a list is that of all articles, in any order."""
    return replace(view, sort=None) == View()


def _key(view: View) -> str:
    where = {
        "feed": view.feed,
        "folder": view.folder,
        "name": view.entity,
        "story": view.story,
        "copies": view.copies,
    }
    parts = [f"{name}:{value}" for name, value in where.items() if value not in (None, "")]
    stories = " by story" if view.stories else ""
    return f"{' '.join([view.filter.value, *parts])}{stories} {view.query}".rstrip()
