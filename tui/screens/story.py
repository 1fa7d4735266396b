"""The page of a story."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize

from storage.model import Headline
from tui import keys
from tui.messages import Failed, StoryLoaded
from tui.navigation.places import Pane, ReadingPlace, StoryPlace
from tui.queries import story_queries
from tui.queries.latest_query import LatestQuery
from tui.screens import hints
from tui.screens.base import LOW
from tui.screens.story_corrections import StoryCorrections
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.row_list import RowList
from tui.widgets.status import Status
from tui.widgets.story_timeline import StoryTimeline


class StoryScreen(StoryCorrections):
    """One story from its first article to its last."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.STORY]

    def __init__(self, place: StoryPlace) -> None:
        super().__init__()
        self._place = place
        self._story = place.story
        self._shown: int | None = None
        self._pages = LatestQuery(self, "story")

    def compose(self) -> ComposeResult:
        """Put the page on the screen."""
        yield Header()
        yield HorizontalRule("top")
        yield StoryTimeline("story")
        yield HorizontalRule("bottom")
        yield Status()

    @property
    def chronicle(self) -> StoryTimeline:
        """The page."""
        return self.query_one(StoryTimeline)

    @property
    def article_meant(self) -> tuple[int, str] | None:
        """The article of the story under the cursor, with its title."""
        own = self.chronicle.own_article
        return (own.id, own.title) if own else None

    def on_mount(self) -> None:
        """Load the story."""
        self.status.show_keys(self.newsdesk.hints(hints.STORY))
        self.show(self._place)

    def place(self) -> StoryPlace:
        """Return the story and the article under the cursor."""
        return StoryPlace(self._story, self.article_meant[0] if self.article_meant else None)

    def show(self, place: StoryPlace) -> None:
        """Show another story, or another article of it."""
        self._place, self._story = place, place.story
        self.set_focus(self.chronicle)
        self.reload()

    def reload(self) -> None:
        """Load the story again."""
        self._pages.ask(partial(story_queries.load_story, self.desk, self._story))

    def on_story_loaded(self, event: StoryLoaded) -> None:
        """Show the story that was asked for, unless another is on screen by now."""
        if event.asked != self._story:
            return
        story = event.page.story
        first = self._shown != story.id
        self._story = self._shown = story.id
        self.chronicle.show(event.page)
        if first and self._place.article is not None:
            self.chronicle.select_article(self._place.article)
        self.header.show("Story", f"{story.articles:,} articles")

    def on_failed(self, event: Failed) -> None:
        """Go back from a story that there is no more: its last companions were taken out."""
        if event.work == "story":
            event.stop()
            self.newsdesk.action_history_back()

    @on(RowList.Chosen, "#story")
    def _open_article(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, Headline):
            view, row = self.newsdesk.reading.view, self.newsdesk.reading.headlines.cursor
            self.newsdesk.go(ReadingPlace(view, row, event.item.id, pane=Pane.ARTICLE, followed=True))

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Story", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])
