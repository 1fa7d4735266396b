"""All stories of the desk, those with the newest article first."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.events import Resize

from tui.layout.windows import CHUNK
from tui.messages import Go, Part
from tui.navigation.places import StoriesPlace, StoryPlace
from tui.queries import story_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results import StoriesLoaded
from tui.screens import hints
from tui.screens.base import LOW, DeskScreen
from tui.shell import Shell
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.status import Status
from tui.widgets.story_list import StoryList
from tui.widgets.virtual_list import VirtualList


class StoriesScreen(DeskScreen):
    """A list of stories; one that is opened shows its page."""

    SHOWS = Part.LIST | Part.NAMES

    def __init__(self, shell: Shell, place: StoriesPlace) -> None:
        super().__init__(shell)
        self._place = place
        self._shown = False
        self._lists = LatestQuery(self, "stories")
        self._windows = LatestQuery(self, "more stories")

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        yield Header()
        yield HorizontalRule("top")
        yield StoryList("stories")
        yield HorizontalRule("bottom")
        yield Status()

    @property
    def list(self) -> StoryList:
        """The list."""
        return self.query_one(StoryList)

    def on_mount(self) -> None:
        """Load the stories."""
        self.status.show_keys(self.shell.keys.hints(hints.STORIES))
        self.header.show("Stories")
        self.list.empty = "No stories yet: they grow as soon as two articles report the same event."
        self.show(self._place)

    def place(self) -> StoriesPlace:
        """Return the row under the cursor."""
        return StoriesPlace(self.list.cursor if self._shown else self._place.row)

    def show(self, place: StoriesPlace) -> None:
        """Go to a row."""
        self._place = place
        self.set_focus(self.list)
        self._load(place.row)

    def reload(self) -> None:
        """Load the stories again."""
        self._load(self.place().row)

    def _load(self, row: int) -> None:
        offset = row // CHUNK * CHUNK
        limit = CHUNK * (2 + self.app.size.height // CHUNK)
        self._lists.ask(partial(story_queries.load_stories, self.desk, offset, limit))

    def on_stories_loaded(self, event: StoriesLoaded) -> None:
        """Show stories that were asked for."""
        if event.more:
            self.list.add_rows(event.offset, event.stories)
            return
        row = self.list.cursor if self._shown else self._place.row
        self.list.set_rows(event.count, row, event.offset, event.stories, keep=self._shown)
        self._shown = True
        self.header.show(numbers=_counted(event.count))
        self._show_under()

    @on(VirtualList.WindowNeeded, "#stories")
    def _load_more(self, event: VirtualList.WindowNeeded) -> None:
        self._windows.ask(
            partial(story_queries.load_stories, self.desk, event.offset, event.limit, more=True)
        )

    @on(VirtualList.Moved, "#stories")
    def _show_under(self) -> None:
        count = self.list.count
        self.status.show_under(f"{self.list.cursor + 1:,} of {count:,}" if count else "")

    @on(VirtualList.Chosen, "#stories")
    def _open_story(self) -> None:
        if story := self.list.current:
            self.post_message(Go(StoryPlace(story.id)))

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Stories", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])


def _counted(stories: int) -> str:
    return "1 story" if stories == 1 else f"{stories:,} stories"
