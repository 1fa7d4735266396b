"""The page of a story."""

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize

from storage.errors import NotFoundError
from storage.model import Headline, StoryFilter, View
from tui import keys
from tui.messages import Failed, Go, Part, Say
from tui.navigation.places import ComparePlace, StoryPlace
from tui.queries import story_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.stories import StoryFound, StoryLoaded
from tui.screens import hints
from tui.screens.base import LOW, PageScreen
from tui.screens.corrections import MarkedArticle, StoryCorrections
from tui.screens.story_commands import MarkedStory, StoryCommands
from tui.shell import Shell
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.row_list import RowList
from tui.widgets.status import Status
from tui.widgets.story_timeline import StoryTimeline

_COMPARE = keys.on_page("compare", "compare")


class StoryScreen(PageScreen[StoryPlace]):
    """One story from its first article to its last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.STORY,
        *keys.STORY_READING,
        _COMPARE,
        *keys.elsewhere(*keys.STORY, *keys.STORY_READING, _COMPARE),
    ]
    SHOWS = Part.LIST | Part.NAMES
    timeline = getters.query_one(StoryTimeline)

    def __init__(self, shell: Shell, place: StoryPlace) -> None:
        super().__init__(shell, place)
        self._corrections = StoryCorrections(shell)
        self._commands = StoryCommands(shell)
        self._story = place.story
        self._awaited = True
        """Whether the page of the place is still on its way."""
        self._pages = LatestQuery(self, "story")
        self._unread = LatestQuery(self, "unread story")

    def compose(self) -> ComposeResult:
        """Put the page on the screen."""
        yield Header()
        yield HorizontalRule("top")
        yield StoryTimeline("story")
        yield HorizontalRule("bottom")
        yield Status()

    @property
    def searched_list(self) -> tuple[View, str]:
        """The articles of the story."""
        page = self.timeline.page
        return (View(story=page.story.id), page.story.title) if page else super().searched_list

    @property
    def marked_article(self) -> MarkedArticle | None:
        """The article of the story under the cursor."""
        own = self.timeline.own_article
        return MarkedArticle(own.id, own.title) if own else None

    def on_mount(self) -> None:
        """Load the story."""
        self.status.show_keys(self.shell.keys.hints(hints.STORY))
        self.show(self._place)

    def place(self) -> StoryPlace:
        """Return the story and the article under the cursor."""
        if self._awaited:
            return self._place
        current = self.timeline.current
        return StoryPlace(self._story, current.id if isinstance(current, Headline) else None)

    def show(self, place: StoryPlace) -> None:
        """Show another story, or another article of it."""
        self._place, self._story, self._awaited = place, place.story, True
        self.set_focus(self.timeline)
        self.reload()

    def reload(self) -> None:
        """Load the story again."""
        self._pages.ask(partial(story_queries.load_story, self.desk, self._story))

    def on_story_loaded(self, event: StoryLoaded) -> None:
        """Show the story that was asked for, unless another is on screen by now."""
        if event.asked != self._story:
            return
        story = event.page.story
        self._story = story.id
        self.keep()
        self.timeline.show(event.page)
        if self._awaited and self._place.article is not None:
            self.timeline.select_article(self._place.article)
        self._awaited = False
        self.header.show("Story", f"{story.articles:,} articles")

    def on_failed(self, event: Failed) -> None:
        """Go back from a story that no longer exists: its other articles were taken out."""
        if isinstance(event.error, NotFoundError):
            event.stop()
            self.leave_because("This story no longer exists.")
        else:
            self.reload_later()

    @on(RowList.Chosen, "#story")
    def _open_article(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, Headline):
            self.post_message(Go(self.shell.place_of(event.item.id)))

    def action_correct_story(self, action: str) -> None:
        """Correct the story of the marked article, by the name of the key."""
        self._corrections.perform(action, self.marked_article)

    def action_act_on_story(self, action: str) -> None:
        """Do something to the story, by the name of the key."""
        page = self.timeline.page
        story = page.story if page else None
        marked = MarkedStory(story.id, story.title, story.muted_until) if story else None
        self._commands.perform(action, marked)

    def action_compare(self) -> None:
        """Compare the article under the cursor with the story's headline; that one with its best report."""
        page, own = self.timeline.page, self.timeline.own_article
        if page is None or own is None:
            self.post_message(Say("Choose an article of the story first."))
        else:
            headline = page.story.headline
            self.post_message(Go(ComparePlace(own.id, headline if own.id != headline else None)))

    def action_find_unread_story(self, step: int) -> None:
        """Go to the page of the next unread story (1), or of the one before (-1)."""
        find = story_queries.find_unread
        self._unread.ask(partial(find, self.desk, self._story, step, StoryFilter.ALL))

    def on_story_found(self, event: StoryFound) -> None:
        """Go to the unread story that was found."""
        if event.story is None:
            self.post_message(Say("No other story is unread."))
        else:
            self.post_message(Go(StoryPlace(event.story)))

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Story", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])
