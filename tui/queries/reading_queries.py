"""What the screens ask the desk: blocking functions that each return one message."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from storage.desk import Desk
from storage.model import Article, Counts, Headline, Provenance, View
from tui.layout.article_page import Page, Shape
from tui.layout.text_positions import relocate
from tui.messages import (
    AddressFound,
    ArticleLinksLoaded,
    ArticleLoaded,
    Changed,
    DeskOpened,
    DueLoaded,
    HeadlinesLoaded,
    ListLoaded,
    NameLoaded,
    NamesLoaded,
    PageWanted,
    SightingsLoaded,
    TextSwitched,
    UnreadFound,
    Written,
)
from tui.navigation.places import ReadingPlace
from tui.widgets.link_list import ArticleLinks
from tui.widgets.virtual_list import window_around

_TRIES = 5


def open_desk(path: Path, rows: int) -> DeskOpened:
    """Open the desk, recall how it looked, and load the list that is shown first."""
    desk = Desk.open(path)
    first = load_list(desk, View(), 0, None, rows)
    return DeskOpened(desk, first, desk.values.get("theme") or "", desk.values.get("brackets") or "")


def version(desk: Desk) -> Changed:
    """Ask whether somebody has written."""
    return Changed(desk.version())


def undo(desk: Desk) -> Written:
    """Take the last deed back."""
    return Written(desk.undo() or "Nothing to undo.", names=True)


def redo(desk: Desk) -> Written:
    """Do again what was taken back."""
    return Written(desk.redo() or "Nothing to do again.", names=True)


def remember(desk: Desk, key: str, value: str) -> Written:
    """Keep a piece of the program's own state."""
    desk.values.set(key, value)
    return Written(seen=False)


def load_list(
    desk: Desk, view: View, row: int, article: int | None, rows: int, *, numbering: int = 0
) -> ListLoaded:
    """Load a view with the cursor on `article` if it is in it, else on `row`, and a window around it."""
    counts, count = desk.lists.counts(), desk.lists.count(view)
    unread = _unread(desk, view, counts)
    last = max(0, count - 1)
    window = _window(desk, view, min(row, last), article, rows)
    for _ in range(_TRIES):
        if window.settled:
            break
        window = _window(desk, view, min(row, last), article, rows)
    count, names = max(count, window.offset + len(window.rows)), desk.names.count()
    return ListLoaded(
        view,
        counts,
        names,
        count,
        unread,
        row,
        window.row,
        window.offset,
        window.rows,
        numbering,
        desk.stories.count(),
    )


class _Window(NamedTuple):
    """Rows around `row`; not `settled` where the article had got another row before they were read."""

    row: int
    offset: int
    rows: list[Headline]
    settled: bool


def _window(desk: Desk, view: View, row: int, article: int | None, rows: int) -> _Window:
    found = desk.lists.row_of(view, article) if article is not None else None
    row = row if found is None else found
    offset, limit = window_around(row, rows)
    headlines = desk.lists.headlines(view, offset, limit)
    here = headlines[row - offset].id if row - offset < len(headlines) else None
    return _Window(row, offset, headlines, found is None or here == article)


def _unread(desk: Desk, view: View, counts: Counts) -> int:
    """Return how many rows of a list are unread; for a search, how many articles of the desk."""
    return counts.unread if view.query else desk.lists.count_unread(view)


def load_headlines(desk: Desk, view: View, offset: int, limit: int) -> HeadlinesLoaded:
    """Load one more window of a view."""
    return HeadlinesLoaded(view, offset, desk.lists.headlines(view, offset, limit))


def load_article(desk: Desk, article: int, wanted: ReadingPlace, shape: Shape) -> ArticleLoaded:
    """Load an article for a place, laid out in a shape."""
    found, ties = desk.articles.get(article), _ties(desk, article)
    page = Page(found, ties.names, *shape, news=desk.stories.new_sentences(article))
    at = found.position if wanted.position is None else wanted.position
    return ArticleLoaded(page, ties, at, wanted.mark, wanted.view, desk.lists.row_of(wanted.view, article))


def load_ties(desk: Desk, article: int) -> ArticleLinksLoaded:
    """Load the names and links of an article."""
    return ArticleLinksLoaded(article, _ties(desk, article))


def _ties(desk: Desk, article: int) -> ArticleLinks:
    # Asked for first: if the analysis ends in between, the next change of the desk tells.
    found = desk.articles.get(article)
    story = desk.stories.of(article)
    return ArticleLinks(
        desk.articles.names(article), desk.articles.links(article), found.analysed, story, found.published
    )


def look_again(desk: Desk, shown: Article, wanted: ReadingPlace, shape: Shape) -> Message:
    """Load what has come to an article since it was `shown`: its names and links, or all of it.

    In another text `wanted` is the place that corresponds best to the one in the text that was shown.
    """
    found = desk.articles.get(shown.id)
    same = replace(
        found, read=shown.read, starred=shown.starred, position=shown.position, analysed=shown.analysed
    )
    if same == shown:
        return load_ties(desk, shown.id)
    if found.text != shown.text:
        position = relocate(shown.text, found.text, wanted.position or 0)
        wanted = wanted._replace(position=position, mark=None)
    loaded = load_article(desk, shown.id, wanted, shape)
    loaded.again = True
    return loaded


def next_due(desk: Desk) -> DueLoaded:
    """Ask when the next feed is due."""
    return DueLoaded(desk.feeds.next_due())


def switch_text(desk: Desk, article: int, shown: Provenance | None) -> Message:
    """Show the text that is not `shown` on the screen; where there is none, say what can be done."""
    found = desk.articles.get(article)
    if found.other:
        wanted = found.provenance if found.other is shown else found.other
        desk.articles.show_text(article, wanted)
        return TextSwitched(article, wanted, desk.articles.get(article).analysed)
    if found.provenance is Provenance.PAGE:
        return Written("There is no other text of this article.", seen=False)
    if not found.url:
        return Written("This article has no address, so there is no page to fetch.", seen=False)
    return PageWanted(article)


def show_page_text(desk: Desk, article: int) -> TextSwitched:
    """Show the text of a page that was just fetched, if there is one."""
    if desk.articles.get(article).other is Provenance.PAGE:
        desk.articles.show_text(article, Provenance.PAGE)
    found = desk.articles.get(article)
    return TextSwitched(article, found.provenance, found.analysed)


def find_address(desk: Desk, article: int, use: Callable[[str], None]) -> AddressFound:
    """Find the address of an article, to `use` it; one without has that of a file that came with it."""
    found = desk.articles.get(article)
    addresses = (found.url, *(enclosure.url for enclosure in found.enclosures))
    return AddressFound(next(filter(None, addresses), ""), use)


def find_unread(desk: Desk, view: View, row: int, step: int) -> UnreadFound:
    """Find the next unread row of a view, from the other end when there is none in that direction."""
    found = desk.lists.next_unread(view, row, step)
    if found is None:
        found = (
            desk.lists.next_unread(view, -1, 1)
            if step > 0
            else desk.lists.next_unread(view, desk.lists.count(view), -1)
        )
    headlines = [] if found is None else desk.lists.headlines(view, found, 1)
    return UnreadFound(view, found, headlines[0] if headlines else None)


def load_name(desk: Desk, entity: int, row: int, rows: int) -> NameLoaded:
    """Load a name with the window of its articles around `row`."""
    offset, limit = window_around(row, rows)
    asked, entity = entity, desk.names.get(entity).id
    return NameLoaded(
        asked,
        desk.names.get(entity),
        desk.names.description(entity),
        desk.names.spellings(entity),
        desk.names.timeline(entity),
        desk.names.co_occurring(entity),
        offset,
        desk.names.occurrences(entity, offset, limit),
    )


def load_sightings(desk: Desk, entity: int, offset: int, limit: int) -> SightingsLoaded:
    """Load one more window of a name's articles."""
    return SightingsLoaded(entity, offset, desk.names.occurrences(entity, offset, limit))


def load_names(desk: Desk, query: str, offset: int, limit: int, *, more: bool = False) -> NamesLoaded:
    """Load a window of the names with `query` in a spelling; `more` of those that are shown already."""
    count = 0 if more else desk.names.count(query)
    return NamesLoaded(query, count, offset, desk.names.search(query, None, offset, limit), more)
