"""What the reader does to one feed, wherever feeds are listed."""

from collections.abc import Sequence
from functools import partial

from storage.model import Feed
from tui.messages import Part, Write, Written
from tui.queries import feed_queries
from tui.screens.base import DeskScreen


class FeedCommands:
    """Refreshes, changes and unsubscribes from a feed, on a screen that lists feeds."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen

    def perform(self, action: str, feed: Feed, feeds: Sequence[Feed]) -> None:
        """Carry out one of `keys.FEED`, by its name; the folders of `feeds` are suggested for a change."""
        match action:
            case "refresh_feed":
                self._screen.shell.tasks.refresh([feed.id])
            case "edit_feed":
                self._edit(feed, feeds)
            case "unsubscribe":
                undo = self._screen.shell.keys.key_for("undo")
                call = partial(feed_queries.unsubscribe, self._screen.desk, feed.id, feed.title, undo)
                self._screen.post_message(Write(call))

    def _edit(self, feed: Feed, feeds: Sequence[Feed]) -> None:
        from tui.screens.dialogs.feed_editor import FeedEditor  # noqa: PLC0415 - only when asked for

        undo = self._screen.shell.keys.key_for("undo")

        def say(edited: Feed | None) -> None:
            if edited is not None:
                sentence = f"{edited.title} is changed; {undo} takes it back."
                self._screen.app.post_message(Written(sentence, Part.LIST | Part.FEEDS))

        save = partial(feed_queries.edit_feed, self._screen.desk, feed.id)
        self._screen.app.push_screen(FeedEditor(feed, feeds, save), say)
