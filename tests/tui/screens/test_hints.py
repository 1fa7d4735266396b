"""The titles of lists, and the texts of empty ones."""

import pytest
from subscriptions import feed

from storage.model import Filter, View
from tui.keymap import Keys
from tui.screens.hints import FeedState, nothing_in, title_of

UNFETCHED = feed(1, "A feed", succeeded=None)
NONE, SOME, BUSY = FeedState(False, 0, None), FeedState(False, 3, None), FeedState(True, 3, None)


@pytest.mark.parametrize(
    ("view", "state", "words"),
    [
        (View(query=" mosul "), NONE, "Nothing in this desk matches “mosul”."),
        (View(), NONE, "No articles yet. Press a to add a feed, or : and type “import”."),
        (View(), SOME, "No articles yet. Press R to fetch the feeds."),
        (View(), BUSY, "The first articles are on their way …"),
        (View(filter=Filter.UNREAD), SOME, "Nothing left to read here."),
        (
            View(filter=Filter.STARRED),
            BUSY,
            "No article has a star yet. Press s to give one to the article under the cursor.",
        ),
        (View(folder="World"), SOME, "No articles here."),
        (
            View(feed=1),
            FeedState(False, 1, UNFETCHED),
            "This feed has not been fetched yet. Press r to fetch it now.",
        ),
        (View(feed=1), FeedState(True, 1, UNFETCHED), "The first articles are on their way …"),
        (
            View(feed=1),
            FeedState(False, 1, feed(1, "A feed", succeeded=None, trouble="No answer.")),
            "No articles from this feed yet. No answer.",
        ),
        (View(feed=1), FeedState(False, 1, feed(1, "A feed")), "This feed has no articles."),
    ],
)
def test_an_empty_list(view: View, state: FeedState, words: str) -> None:
    assert nothing_in(view, state, Keys({}).key_for) == words


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (View(), "All"),
        (View(stories=True, filter=Filter.UNREAD), "Unread · by story"),
        (View(query=" mosul "), "Search · mosul"),
        (View(folder="World/Asia"), "World / Asia"),
        (View(feed=1), "A feed"),
        (View(copies=3), "Copies"),
    ],
)
def test_titles(view: View, title: str) -> None:
    assert title_of(view, UNFETCHED) == title
