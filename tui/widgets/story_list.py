"""The list of stories: two lines each."""

from typing import ClassVar

from rich.text import Text

from storage.model import Story
from tui.layout import wording
from tui.widgets.virtual_list import VirtualList


class StoryList(VirtualList[Story]):
    """The headline of a story, bold with a dot while some of it is unread, and how large it is below it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"headline--unread", "headline--read", "headline--mark"}

    def draw(self, item: Story, width: int) -> list[Text]:  # noqa: ARG002 - cut off where it is too long
        """Return the lines of a story."""
        mark = self.get_component_rich_style("headline--mark", partial=True)
        state = "headline--unread" if item.unread else "headline--read"
        first = Text(end="").append("● " if item.unread else "  ", style=mark)
        first.append(item.title or "Untitled", style=self.get_component_rich_style(state, partial=True))
        dim = self.get_component_rich_style("row--dim", partial=True)
        return [first, Text(f"  {wording.describe_story(item)}", style=dim, end="")]
