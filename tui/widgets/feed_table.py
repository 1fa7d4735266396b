"""The table of all feeds, with their health: failing feeds first, then the others by folder."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from storage.model import Feed
from tui.layout import feed_outline, wording
from tui.widgets.row_list import LazyLines, Row, RowList
from tui.widgets.strips import strip

ADD, IMPORT = "add", "import"
_LEAST_TITLE, _TITLE, _LEAST_ADDRESS = 30, 48, 24
_MARK, _WIDEST = 2, 150
_TROUBLE_LINES = 3
_DAY = 86_400


class _Column(NamedTuple):
    head: str
    width: int
    words: Callable[[Feed, float], str]


_COLUMNS = (
    _Column("last success", 14, lambda feed, now: wording.ago(feed.succeeded, now)),
    _Column("a week", 8, lambda feed, _: wording.weekly(feed.weekly)),
    _Column("next", 13, lambda feed, now: "never" if feed.gone else wording.ahead(feed.due, now)),
    _Column("unread", 8, lambda feed, _: f"{feed.unread:,}" if feed.unread else ""),
    _Column("pages", 8, lambda feed, _: feed.pages.value),
)
"""From the most useful column to the one that is left out first."""


class _Widths(NamedTuple):
    title: int
    address: int
    columns: tuple[_Column, ...]


class ColumnHeads(Widget):
    """The headings of the columns of the table below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--dim"}

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        widths = share_width(width - 3)
        line = Text(" " * (1 + _MARK), end="").append("feed".ljust(widths.title))
        if widths.address:
            line.append("  address".ljust(widths.address))
        for column in widths.columns:
            line.append(column.head.rjust(column.width))
        line.stylize(self.get_component_rich_style("row--dim", partial=True))
        return strip(self, line, width, style)


class FeedTable(RowList):
    """One row for each feed, with columns. The items are the numbers of the feeds, or `ADD` and `IMPORT`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--warning", "status--key"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.feeds: Sequence[Feed] = ()
        self.empty = ""
        """The sentence to show if no feed matches; "" if the desk has no feeds."""
        self.offers: Sequence[tuple[str, str, str]] = ()
        """The rows of a desk without feeds: key, what it does, and the item."""

    def show(self, feeds: Sequence[Feed], empty: str = "") -> None:
        """Show these feeds, else the sentence `empty`."""
        self.feeds, self.empty = feeds, empty
        self.rebuild()

    @property
    def feed(self) -> Feed | None:
        """The feed under the cursor."""
        return next((feed for feed in self.feeds if feed.id == self.current), None)

    def build(self, width: int) -> Sequence[Row]:
        """Return the feeds under the names of their folders."""
        if not self.feeds:
            return [self.remark(self.empty, width)] if self.empty else list(self._offered(width))
        return list(self._listed(min(width, _WIDEST)))

    def _listed(self, width: int) -> Iterator[Row]:
        groups = _groups(self.feeds)
        for number, (heading, feeds) in enumerate(groups):
            if number:
                yield Row((Text(),))
            if heading or len(groups) > 1:
                yield self.heading(heading or "Without a folder")
            for feed in feeds:
                yield self._row(feed, width)

    def _row(self, feed: Feed, width: int) -> Row:
        trouble = trouble_of(feed, time.time())
        height = 1
        if trouble:
            room = max(8, width - _MARK)
            fits = cell_len(trouble) <= room
            lines = 1 if fits else len(Text(trouble).wrap(self.app.console, room))
            height += min(lines, _TROUBLE_LINES)
        return Row(LazyLines(lambda: self._draw(feed, trouble, width), height), feed.id)

    def _draw(self, feed: Feed, trouble: str, width: int) -> Sequence[Text]:
        warning = self.get_component_rich_style("row--warning", partial=True)
        dim = self.get_component_rich_style("row--dim", partial=True)
        widths, now = share_width(width), time.time()
        title = Text(feed.title, end="")
        title.truncate(widths.title, overflow="ellipsis", pad=True)
        line = Text(end="").append("! " if feed_outline.fails(feed) else "  ", warning).append_text(title)
        if widths.address:
            address = Text(feed.url.partition("://")[2] or feed.url, dim, end="")
            address.truncate(widths.address - 2, overflow="ellipsis", pad=True)
            line.append("  ").append_text(address)
        for column in widths.columns:
            line.append(column.words(feed, now).rjust(column.width), dim)
        if not trouble:
            return [line]
        drawn = warning if feed_outline.fails(feed) else dim
        below = list(Text(trouble, drawn).wrap(self.app.console, max(8, width - _MARK)))
        if len(below) > _TROUBLE_LINES:
            rest = Text(" ", drawn).join(below[_TROUBLE_LINES - 1 :])
            rest.truncate(width - _MARK, overflow="ellipsis")
            below[_TROUBLE_LINES - 1 :] = [rest]
        return [line, *(Text(" " * _MARK, end="") + one for one in below)]

    def _offered(self, width: int) -> Iterator[Row]:
        yield Row((Text(),))
        yield self.remark("No feeds yet.", width)
        yield Row((Text(),))
        drawn = self.get_component_rich_style("status--key", partial=True)
        for key, words, name in self.offers:
            wrapped = Text(words).wrap(self.app.console, max(8, width - 5))
            lines = [Text("     ", end="") + line for line in wrapped]
            lines[0] = Text(" ", end="").append(f"{key:<4}", drawn) + wrapped[0]
            yield Row(tuple(lines), name)


def _groups(feeds: Sequence[Feed]) -> list[tuple[str, list[Feed]]]:
    """Return failing feeds, whatever their folder, then the others by folder, each group with its heading."""
    ordered = feed_outline.in_order(feeds)
    failing = [feed for feed in ordered if feed_outline.fails(feed)]
    well = (feed for feed in ordered if not feed_outline.fails(feed))
    folders = groupby(well, key=lambda feed: feed.folder)
    by_folder = [(folder.replace("/", " / "), list(members)) for folder, members in folders]
    return [("Failing", failing), *by_folder] if failing else by_folder


def share_width(width: int) -> _Widths:
    """Return the widths of title, address and columns in a line of `width` cells with its mark."""
    width = min(width, _WIDEST) - _MARK
    columns: tuple[_Column, ...] = _COLUMNS
    while columns and width - sum(column.width for column in columns) < _LEAST_TITLE:
        columns = columns[:-1]
    room = max(8, width - sum(column.width for column in columns))
    address = room - _TITLE if room - _TITLE >= _LEAST_ADDRESS else 0
    return _Widths(room - address, address, columns)


def trouble_of(feed: Feed, now: float) -> str:
    """Return what is wrong with a feed, and since when; "" if nothing is wrong."""
    if not feed.trouble:
        return ""
    if feed.gone:
        return f"{feed.trouble} newsdesk no longer checks it."
    since = feed.failing_since
    if since is None:  # the feed was damaged, but was read
        return feed.trouble
    if now - since >= _DAY:
        return f"{feed.trouble} Failing since {wording.day(datetime.fromtimestamp(since, UTC).astimezone())}."
    length = wording.duration(now - since)
    return f"{feed.trouble} Failing for {length}." if length else feed.trouble


def matching(feeds: Sequence[Feed], query: str) -> list[Feed]:
    """Return the feeds with all words of `query` in their title, address, folder or condition."""
    words = query.casefold().split()
    return [feed for feed in feeds if all(word in _described(feed) for word in words)]


def _described(feed: Feed) -> str:
    condition = "failing" if feed_outline.fails(feed) else ""
    gone = "gone" if feed.gone else ""
    never = "never fetched" if feed.succeeded is None else ""
    parts = (feed.title, feed.url, feed.site, feed.folder, feed.trouble, condition, gone, never)
    return " ".join(parts).casefold()


def describe_feeds(feeds: Sequence[Feed]) -> str:
    """Return in words how many feeds there are, and how many fail."""
    failing = sum(feed_outline.fails(feed) for feed in feeds)
    parts = [wording.count(len(feeds), "feed")] if feeds else []
    return " · ".join([*parts, f"{failing:,} failing"] if failing else parts)
