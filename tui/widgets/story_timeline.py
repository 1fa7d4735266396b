"""A story on one page: its sources, what is new, its articles by day, what came before and after."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text

from storage.model import Headline, Link, StoryPage
from tui.layout import wording
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import HEADLINE_CLASSES, beside, title_line

_WIDEST = 120
_NARROW = 60
_SOURCES = 12


class StoryTimeline(RowList):
    """The page of a story. The items are the `Headline` of its articles and of related ones."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*HEADLINE_CLASSES, "article--title", "article--new"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.page: StoryPage | None = None
        """The story that is shown, `None` before there is one."""

    def show(self, page: StoryPage) -> None:
        """Show a story, or what changed in the one that is shown."""
        same = self.page is not None and self.page.story.id == page.story.id
        here, before = self.own_article, self._own_articles()
        self.page = page
        self.rebuild()
        if not same:
            self.to_top()
        elif here and self.own_article is None:
            self._select_neighbour(here, before)

    def _select_neighbour(self, gone: Headline, before: Sequence[Headline]) -> None:
        """Go from an article that left the story to the one below it in the story, else above it."""
        at = [one.id for one in before].index(gone.id)
        left = {one.id: one for one in self._own_articles()}
        near = next((left[one.id] for one in (*before[at + 1 :], *before[at::-1]) if one.id in left), None)
        self.select(near)

    @property
    def own_article(self) -> Headline | None:
        """The article of the story under the cursor, `None` on an article from before or after it."""
        current = self.current
        own = isinstance(current, Headline) and current.id in {one.id for one in self._own_articles()}
        return current if own and isinstance(current, Headline) else None

    def select_article(self, article: int) -> None:
        """Put the cursor on an article of the story, else on one from before or after it."""
        around = [link.other for link in (*self.page.before, *self.page.after)] if self.page else []
        for one in (*self._own_articles(), *around):
            if one.id == article:
                self.select(one)
                return

    def _own_articles(self) -> list[Headline]:
        return [one for _, some in self.page.days for one in some] if self.page else []

    def build(self, width: int) -> Sequence[Row]:
        """Return all rows about the story."""
        if self.page is None:
            return []
        width = min(width, _WIDEST)
        parts = (self._head, self._news, self._days, self._around, self._merges)
        return [row for part in parts for row in part(self.page, width)]

    def _head(self, page: StoryPage, width: int) -> Iterator[Row]:
        title = self.get_component_rich_style("article--title", partial=True)
        yield Row(tuple(Text(page.story.title or "Untitled", style=title).wrap(self.app.console, width)))
        starred = " · starred" if page.story.starred else ""
        yield self.remark(wording.describe_story(page.story) + starred, width)
        named = [
            f"{source or 'unnamed'} {n:,}" if n > 1 else source or "unnamed" for source, n in page.sources
        ]
        more = len(named) - _SOURCES
        shown = ", ".join(named[:_SOURCES]) + (f" and {more:,} more" if more > 0 else "")
        yield self.remark(f"Sources: {shown}", width)

    def _news(self, page: StoryPage, width: int) -> Iterator[Row]:
        if not page.news:
            return
        yield from self._titled("New since you read")
        new = self.get_component_rich_style("article--new", partial=True)
        for one in page.news:
            lines = [self._title(one.headline, width, dated=True)]
            for sentence in one.sentences:
                wrapped = Text(wording.with_changes(sentence.text, sentence.changed)).wrap(
                    self.app.console, width - 4
                )
                lines += [Text("  ", end="").append("▎ ", style=new) + line for line in wrapped]
            yield Row(tuple(lines), one.headline)

    def _days(self, page: StoryPage, width: int) -> Iterator[Row]:
        for day, articles in page.days:
            yield from self._titled(wording.day_of(day) if day else "Undated")
            for one in articles:
                yield Row((self._title(one, width),), one)

    def _around(self, page: StoryPage, width: int) -> Iterator[Row]:
        for heading, links in (("Before this", page.before), ("After this", page.after)):
            if links:
                yield from self._titled(heading)
                for link in links:
                    yield self._related(link, width)

    def _merges(self, page: StoryPage, width: int) -> Iterator[Row]:
        if not page.merges:
            return
        yield from self._titled("Why stories became one")
        for pair in page.merges:
            words = f"“{pair.one.title}” and “{pair.other.title}”: {pair.evidence}"
            yield self.remark(words, width)

    def _titled(self, heading: str) -> Iterator[Row]:
        yield Row((Text(),))
        yield self.heading(heading)

    def _related(self, link: Link, width: int) -> Row:
        dim = self.get_component_rich_style("row--dim", partial=True)
        reason = Text(link.reason, style=dim).wrap(self.app.console, width - 2)
        first = self._title(link.other, width, dated=True)
        return Row((first, *(Text("  ", end="") + line for line in reason)), link.other)

    def _title(self, headline: Headline, width: int, *, dated: bool = False) -> Text:
        title = title_line(self, headline.title, unread=not headline.read)
        when = wording.day(headline.published) if dated else wording.time_of(headline.published)
        likely = "likely" if headline.story_likely and not dated else ""
        copies = wording.copies(headline.copies)
        about = " · ".join(
            part for part in (headline.source if width >= _NARROW else "", when, likely, copies) if part
        )
        dim = self.get_component_rich_style("row--dim", partial=True)
        return beside(title, Text(about, style=dim), width) if about else title
