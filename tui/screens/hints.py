"""The words at the edge: which keys help in a pane, and what an empty list says."""

from storage.model import Filter, View
from tui.places import Pane

_LIST = (("open", "open"), ("next_unread", "next unread"), ("toggle_star", "star"), ("search", "search"))
_ARTICLE = (
    ("next_name", "next name"),
    ("open", "open it"),
    ("follow_1", "follow link"),
    ("read_on", "read on"),
)
_LINKS = (("open", "open"), ("pane_left", "article"))
_NAVIGATOR = (("open", "show"), ("pane_right", "articles"))
_ALWAYS = (("help", "help"),)
_BACK = (("leave", "back"),)

READING = {
    Pane.NAVIGATOR: (*_NAVIGATOR, *_ALWAYS),
    Pane.LIST: (*_LIST, *_ALWAYS),
    Pane.ARTICLE: (*_ARTICLE, *_BACK, *_ALWAYS),
    Pane.LINKS: (*_LINKS, *_BACK, *_ALWAYS),
}
SEARCH = (("open", "to the results"), ("leave", "end the search"))
HELP = (("open", "to the keys"), ("leave", "close"))
PROBLEMS = (("down", "down"), ("up", "up"), ("leave", "close"))
NAME = (("open", "open"), ("pane_next", "other pane"), ("names", "all names"), *_BACK, *_ALWAYS)
NAMES = (("open", "open"), ("search", "search"), *_BACK, *_ALWAYS)

TITLES = {Filter.ALL: "All", Filter.UNREAD: "Unread", Filter.STARRED: "Starred"}


def title_of(view: View) -> str:
    """Return what a list is called in the header."""
    return f"Search · {view.query.strip()}" if view.query.strip() else TITLES[view.filter]


def nothing_in(view: View, importing: bool) -> str:
    """Return what a list without rows says."""
    if view.query:
        return f"Nothing in this desk matches “{view.query.strip()}”."
    if importing and view.filter is not Filter.STARRED:
        return "The first articles are on their way …"
    match view.filter:
        case Filter.UNREAD:
            return "Nothing left to read here."
        case Filter.STARRED:
            return "No article has a star yet. Press s to give one to the article under the cursor."
        case _:
            return "No articles yet. Press : and type “import” to bring some in."
