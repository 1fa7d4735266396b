"""What the reader does to a whole story by a key: on the screens of stories, and on its row in a list."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from tui.messages import OpenDialog, Say, Write, Written
from tui.queries import story_queries
from tui.shell import Shell


class MarkedStory(NamedTuple):
    """The story that keys act on."""

    story: int
    title: str
    muted_until: datetime | None = None


class StoryCommands:
    """Marks a story read, stars and mutes it."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def perform(self, action: str, on: MarkedStory | None) -> None:
        """Carry out an action of `keys.STORY_READING`, by its name."""
        if on is None:
            self._shell.post(Say("No story is under the cursor."))
            return
        match action:
            case "toggle_read":
                self._write(partial(story_queries.toggle_read, self._shell.desk, on.story))
            case "mark_read":
                self._write(partial(story_queries.mark_read, self._shell.desk, on.story))
            case "toggle_star":
                self._write(partial(story_queries.toggle_star, self._shell.desk, on.story))
            case "mute":
                self._mute(on)

    def _mute(self, on: MarkedStory) -> None:
        from tui.screens.dialogs.mute_story import Mute, MuteStoryScreen  # noqa: PLC0415 - only when asked for

        def mute(chosen: Mute | None) -> None:
            if chosen is not None:
                self._write(partial(story_queries.mute, self._shell.desk, on.story, chosen.until))

        self._shell.post(OpenDialog(MuteStoryScreen(on.title, on.muted_until), mute))

    def _write(self, call: Callable[[], Written]) -> None:
        self._shell.post(Write(call))
