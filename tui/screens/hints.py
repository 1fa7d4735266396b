"""The hints in the status line, and the text of an empty list."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from storage.model import WITHOUT_FEED, Feed, Filter, SavedSearch, View
from tui.layout import wording
from tui.navigation.orders import WORDS
from tui.navigation.places import Pane

Hints = tuple[tuple[str, str], ...]
"""Pairs of an action's name and a word or two on what it does."""

_LIST = (("open", "open"), ("next_unread", "next unread"), ("toggle_star", "star"), ("search", "search"))
_ARTICLE = (
    ("next_name", "next name"),
    ("open", "open it"),
    ("follow_1", "follow link"),
    ("read_on", "read on"),
)
_LINKS = (("open", "open"), ("evidence", "why"), ("pane_left", "article"))
_NAVIGATOR = (("open", "show"), ("pane_right", "articles"), ("add_feed", "add a feed"))
_FEED = (
    ("open", "show"),
    ("refresh_feed", "refresh"),
    ("edit_feed", "change"),
    ("unsubscribe", "unsubscribe"),
)
_ALWAYS = (("help", "help"),)
_BACK = (("leave", "back"),)

READING = {
    Pane.NAVIGATOR: (*_NAVIGATOR, *_ALWAYS),
    Pane.LIST: (*_LIST, *_ALWAYS),
    Pane.ARTICLE: (*_ARTICLE, *_BACK, *_ALWAYS),
    Pane.LINKS: (*_LINKS, *_BACK, *_ALWAYS),
}
SEARCH = (
    ("submit", "to the results"),
    ("complete", "complete"),
    ("recall", "earlier"),
    ("explain", "fields"),
    ("leave", "end the search"),
)
FIND = (("submit", "to the hits"), ("leave", "end the find"))
HITS = (("next_unread", "next hit"), ("previous_hit", "previous"), ("leave", "end the find"), *_ALWAYS)
TEXT_LINKS = (("open", "open"), ("copy_address", "copy the address"), ("leave", "back to the text"))
OUTPUT = (("down", "down"), ("page_down", "page down"), ("copy_address", "copy"), ("close", "close"))
PAGE_SEARCH = (("submit", "to the list"), ("leave", "end the search"))
HELP = (("search", "search"), ("page_down", "page down"), ("close", "close"))
HELP_SEARCH = (("submit", "to the keys"), ("page_down", "page down"), ("close", "close"))
PROBLEMS = (("down", "down"), ("up", "up"), ("close", "close"))
_CORRECT = (("same_name", "same as"), ("name_kind", "kind"), ("follow_name", "follow"))
NAME = (("open", "open"), ("pane_next", "other pane"), *_CORRECT, *_BACK, *_ALWAYS)
NAMES = (("open", "open"), ("search", "search"), *_CORRECT, *_BACK, *_ALWAYS)
ON_A_FEED = (*_FEED, *_ALWAYS)
ON_A_SEARCH = (
    ("open", "show"),
    ("edit_feed", "change"),
    ("search_up", "up"),
    ("search_down", "down"),
    ("unsubscribe", "delete"),
    *_ALWAYS,
)
ON_A_LABEL = (("open", "show"), ("edit_feed", "change"), ("unsubscribe", "delete"), *_ALWAYS)
STORIES = (
    ("open", "open"),
    ("next_unread", "next unread"),
    ("toggle_read", "read"),
    ("toggle_star", "star"),
    ("mute_name", "mute"),
    ("group", "which"),
    *_BACK,
    *_ALWAYS,
)
STORY = (
    ("open", "open"),
    ("next_unread", "next unread"),
    ("toggle_read", "read"),
    ("mute_name", "mute"),
    ("not_this_story", "not this story"),
    ("same_story", "same as"),
    *_BACK,
    *_ALWAYS,
)
BRIEF = (
    ("open", "open"),
    ("next_unread", "next story"),
    ("brief", "mark as read"),
    ("group", "further back"),
    ("story", "story"),
    *_BACK,
    *_ALWAYS,
)
COMPARE = (
    ("pane_next", "other side"),
    ("next_unread", "next report"),
    ("switch_text", "swap"),
    ("group", "scroll apart"),
    ("story", "story"),
    *_BACK,
    *_ALWAYS,
)
FEEDS = (
    ("open", "articles"),
    ("refresh_feed", "refresh"),
    ("edit_feed", "change"),
    ("unsubscribe", "unsubscribe"),
    ("add_feed", "add"),
    ("search", "find"),
    *_BACK,
    *_ALWAYS,
)
NO_FEEDS = (("open", "choose"), *_BACK, *_ALWAYS)

TITLES = {Filter.ALL: "All", Filter.UNREAD: "Unread", Filter.STARRED: "Starred"}


def title_of(
    view: View, feed: Feed | None = None, search: SavedSearch | None = None, called: str = ""
) -> str:
    """Return the title of a list in the header.

    `feed` is the feed of a list of one feed, `search` the saved search, and `called` the title of a list of a
    name or a story.
    """
    order = f" · {WORDS[view.sort]}" if view.sort else ""
    if search:
        return f"{_path(search.folder, search.name)}{order}"
    if view == WITHOUT_FEED:
        return wording.WITHOUT_FEED
    query = view.query.strip()
    if query and replace(view, query="", sort=None) == View():
        return f"Search · {query}{order}"
    return f"{_place(view, feed, called)}{f' · Search · {query}' if query else ''}{order}"


def _place(view: View, feed: Feed | None, called: str) -> str:
    if view.feed is not None:
        return feed.title if feed else "Feed"
    if view.copies is not None:
        return "Copies"
    if view.entity is not None or view.story is not None:
        return called or ("Articles with a name" if view.entity is not None else "Articles of a story")
    by_story = " · by story" if view.stories else ""
    return view.folder.replace("/", " / ") or f"{TITLES[view.filter]}{by_story}"


def _path(folder: str, name: str) -> str:
    return f"{folder.replace('/', ' / ')} / {name}" if folder else name


class FeedState(NamedTuple):
    """Whether a task is running, how many feeds there are, and the feed of a list of one feed."""

    busy: bool
    feeds: int
    feed: Feed | None


def nothing_in(view: View, state: FeedState, key_for: Callable[[str], str]) -> str:
    """Return the text of a list without rows; `key_for` returns the key of an action."""
    if view.query:
        return f"Nothing in this desk matches “{view.query.strip()}”."
    if view.feed is not None or view.folder:
        return _nothing_from(state, key_for)
    if state.busy and view.filter is not Filter.STARRED:
        return "The first articles are on their way …"
    return _nothing_yet(view.filter, state, key_for)


def _nothing_yet(which: Filter, state: FeedState, key_for: Callable[[str], str]) -> str:
    match which:
        case Filter.UNREAD:
            return "Nothing left to read here."
        case Filter.STARRED:
            star = key_for("toggle_star")
            return f"No article has a star yet. Press {star} to give one to the article under the cursor."
        case _ if state.feeds:
            return f"No articles yet. Press {key_for('refresh_all')} to fetch the feeds."
        case _:
            add, palette = key_for("add_feed"), key_for("command_palette")
            return f"No articles yet. Press {add} to add a feed, or {palette} and type “import”."


def _nothing_from(state: FeedState, key_for: Callable[[str], str]) -> str:
    feed = state.feed
    if feed is None:
        return "No articles here."
    if feed.succeeded is None and feed.trouble:
        return f"No articles from this feed yet. {feed.trouble}"
    if feed.succeeded is None:
        if state.busy:
            return "The first articles are on their way …"
        return f"This feed has not been fetched yet. Press {key_for('refresh_feed')} to fetch it now."
    return "This feed has no articles."
