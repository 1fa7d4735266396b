"""Feeds, and the searches of the reader, saved and typed: messages to the navigator and the dialogs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from storage.model import Entity, Feed, Label, SavedSearch, SearchDraft


class UnreadArticles(NamedTuple):
    """How many articles there are, and how many of them are unread."""

    articles: int
    unread: int


@dataclass(eq=False, repr=False)
class FeedsLoaded(Message):
    """All feeds by folder, the numbers of unread articles by folder, and the `folded` folders.

    The folders of saved searches are among the folded ones (tui/layout/search_outline.py).

    `followed` are the followed names, each with the number of its unread articles; `names` and `stories`
    count all names and stories. `without_feed` are the articles of feeds that the reader unsubscribed from.
    """

    feeds: list[Feed]
    unread: Mapping[str, int]
    folded: frozenset[str]
    followed: Sequence[tuple[Entity, int]]
    names: int
    stories: int
    searches: Sequence[SavedSearch]
    without_feed: UnreadArticles
    labels: Sequence[Label] = ()


@dataclass(eq=False, repr=False)
class NewsboatFound(Message):
    """The `urls` files of newsboat on this machine."""

    paths: list[Path]


@dataclass(eq=False, repr=False)
class SearchProposed(Message):
    """The saved search that the present list would be."""

    draft: SearchDraft


class Suggestion(NamedTuple):
    """A text that can follow: how it is shown, a word on what it is, and the whole line with it.

    `cursor` is where the cursor is afterwards, in code points of `line`.
    """

    shown: str
    note: str
    line: str
    cursor: int


@dataclass(eq=False, repr=False)
class SuggestionsFound(Message):
    """What can follow in a `text` at the `cursor`."""

    text: str
    cursor: int
    suggestions: Sequence[Suggestion]


@dataclass(eq=False, repr=False)
class PastSearchesLoaded(Message):
    """The searches of before, the latest first."""

    queries: Sequence[str]
