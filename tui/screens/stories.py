"""The page of all stories, those with the newest article first."""

from typing import ClassVar

from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult

from storage.model import Story
from tui.layout import wording
from tui.messages import Go, Part
from tui.navigation.places import StoriesPlace, StoryPlace
from tui.queries import story_queries
from tui.queries.results import RowsLoaded
from tui.screens import hints
from tui.screens.base import PageScreen
from tui.screens.list_page import ListPage, RowSource
from tui.widgets.cursor_list import CursorList
from tui.widgets.strips import HEADLINE_CLASSES, title_line
from tui.widgets.virtual_list import VirtualList

_EMPTY = "No stories yet. A story begins when two articles report the same event."


class StoryList(VirtualList[Story]):
    """Two lines for each story: its title, bold with a dot while some of it is unread, and its size."""

    COMPONENT_CLASSES: ClassVar[set[str]] = HEADLINE_CLASSES

    def draw(self, item: Story, width: int) -> list[Text]:  # noqa: ARG002 - the list cuts long lines
        """Return the lines of a story."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        about = Text(f"  {wording.describe_story(item)}", style=dim, end="")
        return [title_line(self, item.title, unread=bool(item.unread)), about]


class StoriesScreen(PageScreen[StoriesPlace]):
    """The stories of the desk; opening one goes to its page."""

    SHOWS = Part.LIST | Part.NAMES
    page = getters.query_one(ListPage)

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        source = RowSource(self._load, _count, lambda _: _EMPTY)
        yield ListPage("Stories", StoryList("stories"), source=source)

    def _load(self, _query: str, offset: int, limit: int, *, more: bool = False) -> RowsLoaded:
        return story_queries.load_stories(self.desk, offset, limit, more=more)

    def on_mount(self) -> None:
        """Load the stories."""
        self.status.show_keys(self.shell.keys.hints(hints.STORIES))
        self.show(self._place)

    def place(self) -> StoriesPlace:
        """Return the story under the cursor."""
        return StoriesPlace(self.page.row, self.page.item)

    def show(self, place: StoriesPlace) -> None:
        """Go to a story."""
        self.page.show(row=place.row, item=place.story)

    def reload(self) -> None:
        """Load the stories again."""
        self.page.reload()

    @on(CursorList.Chosen, "#stories")
    def _open_story(self, event: CursorList.Chosen) -> None:
        if isinstance(event.item, Story):
            self.post_message(Go(StoryPlace(event.item.id)))


def _count(stories: int) -> str:
    return wording.count(stories, "story", "stories")
