"""The page of all stories, those with the newest article first."""

from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType

from storage.model import Story, StoryFilter
from tui import keys
from tui.layout import wording
from tui.messages import Go, Part, Say
from tui.navigation.places import StoriesPlace, StoryPlace
from tui.queries import story_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.names import RowsLoaded
from tui.queries.results.stories import StoryFound
from tui.screens import hints
from tui.screens.base import PageScreen
from tui.screens.list_page import ListPage, RowSource
from tui.screens.story_commands import MarkedStory, StoryCommands
from tui.shell import Shell
from tui.widgets.cursor_list import CursorList
from tui.widgets.strips import HEADLINE_CLASSES, title_line
from tui.widgets.virtual_list import VirtualList

_EMPTY = {
    StoryFilter.ALL: "No stories yet. A story begins when two articles report the same event.",
    StoryFilter.UNREAD: "No story is unread.",
    StoryFilter.STARRED: "No story has a star yet.",
    StoryFilter.MUTED: "No story is muted.",
}


class StoryList(VirtualList[Story]):
    """Two lines for each story: its title, bold with a dot while some of it is unread, and its size."""

    COMPONENT_CLASSES: ClassVar[set[str]] = HEADLINE_CLASSES

    def draw(self, item: Story, width: int) -> list[Text]:  # noqa: ARG002 - the list cuts long lines
        """Return the lines of a story."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        about = Text(f"  {wording.describe_story(item)}", style=dim, end="")
        first = title_line(self, item.title, unread=bool(item.unread))
        if item.starred:
            star = Text("★ ", self.get_component_rich_style("headline--mark", partial=True), end="")
            first = first[:2] + star + first[2:]
        return [first, about]


_KEYS = (*keys.STORY_READING, keys.on_page("group", "next_filter"))


class StoriesScreen(PageScreen[StoriesPlace]):
    """The stories of the desk: all, unread, starred or muted ones. Opening one goes to its page."""

    BINDINGS: ClassVar[list[BindingType]] = [*_KEYS, *keys.elsewhere(*_KEYS)]
    SHOWS = Part.LIST | Part.NAMES
    page = getters.query_one(ListPage)

    def __init__(self, shell: Shell, place: StoriesPlace) -> None:
        super().__init__(shell, place)
        self._commands = StoryCommands(shell)
        self._which = place.which
        self._unread = LatestQuery(self, "unread story")

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        source = RowSource(self._load, _count, lambda which: _EMPTY[StoryFilter(which)])
        yield ListPage("Stories", StoryList("stories"), source=source)

    def _load(self, which: str, offset: int, limit: int, *, more: bool = False) -> RowsLoaded:
        return story_queries.load_stories(self.desk, StoryFilter(which), offset, limit, more=more)

    def on_mount(self) -> None:
        """Load the stories."""
        self.page.show_keys(self.shell.keys.hints(hints.STORIES))
        self.show(self._place)

    def place(self) -> StoriesPlace:
        """Return the story under the cursor."""
        return StoriesPlace(self.page.row, self.page.item, self._which)

    def show(self, place: StoriesPlace) -> None:
        """Go to a story of a list."""
        self._which = place.which
        self.header.show("Stories" if self._which is StoryFilter.ALL else f"Stories · {self._which}")
        self.page.show(self._which, row=place.row, item=place.story)

    def reload(self) -> None:
        """Load the stories again."""
        self.page.reload()

    @on(CursorList.Chosen, "#stories")
    def _open_story(self, event: CursorList.Chosen) -> None:
        if isinstance(event.item, Story):
            self.post_message(Go(StoryPlace(event.item.id)))

    @property
    def _marked(self) -> MarkedStory | None:
        story = self.page.rows.current
        return MarkedStory(story.id, story.title, story.muted_until) if isinstance(story, Story) else None

    def action_act_on_story(self, action: str) -> None:
        """Do something to the story under the cursor, by the name of its key."""
        self._commands.perform(action, self._marked)

    def action_find_unread_story(self, step: int) -> None:
        """Go to the next unread story (1), or to the one before (-1)."""
        story = self._marked.story if self._marked else None
        self._unread.ask(partial(story_queries.find_unread, self.desk, story, step, self._which))

    def on_story_found(self, event: StoryFound) -> None:
        """Put the cursor on the unread story that was found."""
        if event.story is None:
            self.post_message(Say("No other story is unread."))
        else:
            self.page.rows.move_to(event.row)

    def action_next_filter(self) -> None:
        """Show all stories, the unread ones, the starred ones, the muted ones, and all again."""
        every = list(StoryFilter)
        which = every[(every.index(self._which) + 1) % len(every)]
        self.show(StoriesPlace(which=which))
        self.post_message(Say(f"{which.value.capitalize()} stories"))


def _count(stories: int) -> str:
    return wording.count(stories, "story", "stories")
