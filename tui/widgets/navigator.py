"""The lists of the desk and its feeds by folder, each with a count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message

from storage.model import WITHOUT_FEED, Counts, Entity, Feed, Filter, Label, SavedSearch, View
from storage.query.printer import quoted
from tui.layout import feed_outline, search_outline, wording
from tui.layout.feed_outline import Entry
from tui.layout.search_outline import SearchEntry, SearchFolder, SearchItem
from tui.layout.wrapping import MIN_WIDTH
from tui.queries.results.feeds import UnreadArticles
from tui.widgets.row_list import LazyLines, Row, RowList
from tui.widgets.strips import beside

NAMES, STORIES, FEEDS, ADD = "names", "stories", "feeds", "add"


class LabelItem(NamedTuple):
    """The row of a label."""

    label: str

    @property
    def view(self) -> View:
        """The articles that have the label, or whose feed has it."""
        return View(query=f"label:{quoted(self.label)}")


class Navigator(RowList):
    """All, Unread, Starred, Stories, Names, Feeds, saved searches and feeds in folders that can be folded.

    Followed names are below Names, labels below the saved searches. An item is a `Filter`, `STORIES`,
    `NAMES`, `FEEDS`, `ADD`, the `Entity` of a followed name, a `SearchItem` or `SearchFolder`, a `LabelItem`,
    or the `View` of a feed or folder.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--warning"}

    @dataclass(eq=False, repr=False)
    class Folded(Message):
        """The reader folded or unfolded a folder; `folded` are all that are folded now."""

        folded: frozenset[str]

    counts = Counts(0, 0, 0)
    names = stories = 0
    hint = ""
    """The sentence to show while there are no feeds."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.feeds: Sequence[Feed] = ()
        self._followed: Sequence[tuple[Entity, int]] = ()
        self.folded: frozenset[str] = frozenset()
        self._unread: Mapping[str, int] = {}
        self._entries: list[Entry] = []
        self.searches: Sequence[SavedSearch] = ()
        self._search_entries: list[SearchEntry] = []
        self._without_feed = UnreadArticles(0, 0)
        self._labels: Sequence[Label] = ()

    def show_counts(self, counts: Counts) -> None:
        """Show other numbers of articles."""
        if counts != self.counts:
            self.counts = counts
            self.rebuild()

    def show_names(self, names: int, stories: int, followed: Sequence[tuple[Entity, int]]) -> None:
        """Show how many names and stories there are, and the followed names with their unread articles."""
        if (names, stories, followed) != (self.names, self.stories, self._followed):
            self.names, self.stories, self._followed = names, stories, followed
            self.rebuild()

    def show_without_feed(self, articles: UnreadArticles) -> None:
        """Show how many articles are of feeds that the reader unsubscribed from."""
        if articles != self._without_feed:
            self._without_feed = articles
            self.rebuild()

    def show_feeds(self, feeds: Sequence[Feed], unread: Mapping[str, int], folded: frozenset[str]) -> None:
        """Show the feeds, with the unread articles of each folder, and the folders that are folded."""
        self.feeds, self.folded, self._unread = feeds, folded, unread
        entries = feed_outline.outline(feeds, folded, unread)
        if entries != self._entries or not feeds:
            self._entries = entries
            self.rebuild()

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Show the saved searches, given in order."""
        self.searches = searches
        entries = search_outline.outline(searches, self.folded)
        if entries != self._search_entries:
            self._search_entries = entries
            self.rebuild()

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show other labels."""
        if labels != self._labels:
            self._labels = labels
            self.rebuild()

    @property
    def _label_items(self) -> list[LabelItem]:
        return [LabelItem(one.name) for one in self._labels]

    @property
    def label(self) -> Label | None:
        """The label under the cursor, `None` for another row."""
        item = self.current
        name = item.label if isinstance(item, LabelItem) else None
        return next((one for one in self._labels if one.name == name), None)

    @property
    def search(self) -> SavedSearch | None:
        """The saved search under the cursor, `None` for another row."""
        item = self.current
        number = item.search if isinstance(item, SearchItem) else None
        return next((one for one in self.searches if one.id == number), None)

    @property
    def on_search_folder(self) -> bool:
        """Whether a folder of saved searches is under the cursor."""
        return isinstance(self.current, SearchFolder)

    @property
    def feed(self) -> int | None:
        """The number of the feed under the cursor, `None` for another row."""
        return self.current.feed if isinstance(self.current, View) else None

    @property
    def folder(self) -> str:
        """The folder under the cursor, "" for another row."""
        return self.current.folder if isinstance(self.current, View) else ""

    def select_view(self, view: View) -> None:
        """Put the cursor on the row of a list, or on the folded folder that hides it."""
        if search := search_outline.search_of(self.searches, view):
            self.select(search_outline.entry_in_sight(search, self.folded))
        elif view == WITHOUT_FEED:
            self.select(view)
        elif label := next(
            (one for one in self.items if isinstance(one, LabelItem) and one.view == view), None
        ):
            self.select(label)
        elif view.feed is None and not view.folder:
            self.select(view.filter)
        else:
            self.select(feed_outline.place_in_sight(view, self.feeds, self.folded))

    def outer_folder(self) -> str:
        """Return the folder around the row under the cursor, "" for none."""
        if self.folder:
            return self.folder.rpartition("/")[0]
        return next((feed.folder for feed in self.feeds if feed.id == self.feed), "")

    # Drawing

    def build(self, width: int) -> Sequence[Row]:
        """Return the lists, and the feeds as an outline."""
        return [
            *self._standing(width),
            Row((Text(),)),
            *self._saved(width),
            *self._labelled(width),
            *(self._outlined(one, width) for one in self._entries),
            *self._last(width),
        ]

    def _standing(self, width: int) -> list[Row]:
        failing = sum(feed_outline.fails(feed) for feed in self.feeds)
        rows = [
            self._row("All", self.counts.articles, Filter.ALL, width),
            self._row("Unread", self.counts.unread, Filter.UNREAD, width),
            self._row("Starred", self.counts.starred, Filter.STARRED, width),
            Row((Text(),)),
            self._row("Stories", self.stories, STORIES, width),
            self._row("Names", self.names, NAMES, width),
            *(self._row(f"  {one.name}", unread, one, width) for one, unread in self._followed),
            self._row("Feeds", len(self.feeds), FEEDS, width, f"{failing:,} failing" if failing else ""),
        ]
        if not self.feeds and self.hint:
            dim = self.get_component_rich_style("row--dim", partial=True)
            rows += [Row((Text(),)), Row(tuple(Text(self.hint, dim).wrap(self.app.console, width)), ADD)]
        return rows

    def _saved(self, width: int) -> list[Row]:
        """Return the saved searches below a heading, and an empty line."""
        if not self._search_entries:
            return []
        rows = [Row((self._search_entry(one, width),), one.item) for one in self._search_entries]
        return [self.heading("Searches"), *rows, Row((Text(),))]

    def _labelled(self, width: int) -> list[Row]:
        """Return the labels below a heading, and an empty line."""
        if not self._labels:
            return []
        pairs = zip(self._labels, self._label_items, strict=True)
        rows = [self._row(f"  {one.name}", one.unread, item, width) for one, item in pairs]
        return [self.heading("Labels"), *rows, Row((Text(),))]

    def _search_entry(self, entry: SearchEntry, width: int) -> Text:
        key = entry.item.key if isinstance(entry.item, SearchFolder) else ""
        label = self._label(entry.label, entry.depth, entry.folded, key)
        return self._line(label, entry.unread, width, "!" if entry.wrong else "")

    def _label(self, label: str, depth: int, folded: bool | None, key: str) -> Text:
        """Return a label with the mark of a folder, a click on which folds or unfolds it, by its `key`."""
        mark = "  " if folded is None else "▸ " if folded else "▾ "
        dim = self.get_component_rich_style("row--dim", partial=True)
        if folded is not None:
            dim += Style.from_meta({"fold": key})
        return Text(" " * min(depth, 8), end="").append(mark, dim).append(label)

    def _last(self, width: int) -> Iterator[Row]:
        if self._without_feed.articles:
            yield Row((Text(),))
            yield self._row(wording.WITHOUT_FEED, self._without_feed.unread, WITHOUT_FEED, width)

    def _outlined(self, entry: Entry, width: int) -> Row:
        return Row(LazyLines(lambda: (self._entry(entry, width),)), entry.view)

    def _entry(self, entry: Entry, width: int) -> Text:
        label = self._label(entry.label, entry.depth, entry.folded, entry.view.folder)
        # In an open folder the failing feed has the mark itself.
        warned = "!" if entry.failing and entry.folded is not False else ""
        return self._line(label, entry.unread, width, warned)

    def _row(self, label: str, number: int, key: object, width: int, warning: str = "") -> Row:
        return Row((self._line(Text(label), number, width, warning),), key)

    def _line(self, label: Text, number: int, width: int, warning: str) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        right = Text(end="").append(warning, self.get_component_rich_style("row--warning", partial=True))
        counted = f" {number:,}" if warning else f"{number:,}"
        # A warning stays where there is no room for the number.
        if number and (not warning or width - right.cell_len - len(counted) - 2 >= MIN_WIDTH):
            right.append(counted, dim)
        return beside(label, right, width) if right else label

    # Folding

    def fold(self) -> bool:
        """Fold the folder under the cursor, else go to the one around it. Return whether there is one."""
        if isinstance(self.current, SearchFolder | SearchItem):
            return self._fold_searches(self.current)
        outer = self.outer_folder()
        if self.folder and self.folder not in self.folded:
            self._show_folded(self.folded | {self.folder})
        elif outer:
            self.select(View(folder=outer))
            self.post_message(self.Moved(self, self.current))
        return bool(self.folder)

    def unfold(self) -> bool:
        """Unfold the folder under the cursor. Return whether it was folded."""
        key = self.current.key if isinstance(self.current, SearchFolder) else self.folder
        folded = key in self.folded
        if folded:
            self._show_folded(self.folded - {key})
        return folded

    def turn_search_folder(self) -> None:
        """Fold or unfold the folder of saved searches under the cursor."""
        if isinstance(self.current, SearchFolder):
            self._show_folded(self.folded ^ {self.current.key})

    def _fold_searches(self, item: SearchFolder | SearchItem) -> bool:
        if isinstance(item, SearchFolder) and item.key not in self.folded:
            self._show_folded(self.folded | {item.key})
            return True
        path = item.path if isinstance(item, SearchFolder) else self.search.folder if self.search else ""
        outer = path.rpartition("/")[0] if isinstance(item, SearchFolder) else path
        if outer:
            self.select(SearchFolder(outer))
            self.post_message(self.Moved(self, self.current))
        return isinstance(item, SearchFolder)

    def _show_folded(self, folded: frozenset[str]) -> None:
        self.show_feeds(self.feeds, self._unread, folded)
        self.show_searches(self.searches)
        self.post_message(self.Folded(folded))

    def on_click(self, event: events.Click) -> None:
        """Fold or unfold a folder when the click is on its mark."""
        if folder := event.style.meta.get("fold"):
            event.prevent_default()
            self._show_folded(self.folded ^ {folder})
