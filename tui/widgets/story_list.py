"""The list of stories: two lines each."""

from typing import ClassVar

from rich.text import Text

from storage.model import Story
from tui.layout import wording
from tui.widgets.strips import HEADLINE_CLASSES, title_line
from tui.widgets.virtual_list import VirtualList


class StoryList(VirtualList[Story]):
    """The headline of a story, bold with a dot while some of it is unread, and how large it is below it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = HEADLINE_CLASSES

    def draw(self, item: Story, width: int) -> list[Text]:  # noqa: ARG002 - cut off where it is too long
        """Return the lines of a story."""
        first = title_line(self, item.title, unread=bool(item.unread))
        dim = self.get_component_rich_style("row--dim", partial=True)
        return [first, Text(f"  {wording.describe_story(item)}", style=dim, end="")]
