"""Commands for one feed, on every screen that lists feeds."""

from collections.abc import Sequence
from functools import partial

from storage.model import Feed
from tui.messages import Write
from tui.queries import feed_queries
from tui.queries.feed_queries import Changes
from tui.screens.base import DeskScreen


class FeedCommands:
    """Refreshes, changes and unsubscribes from a feed, on a screen that lists feeds."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen

    def perform(self, action: str, feed: Feed, feeds: Sequence[Feed]) -> None:
        """Carry out one of `keys.FEED`, by its name. The editor suggests the folders of `feeds`."""
        match action:
            case "refresh_feed":
                self._screen.shell.tasks.refresh([feed.id])
            case "edit_feed":
                self._edit(feed, feeds)
            case "unsubscribe":
                undo = self._screen.shell.keys.key_for("undo")
                call = partial(feed_queries.unsubscribe, self._screen.desk, feed.id, feed.title, undo)
                self._screen.post_message(Write(call))

    def _edit(self, feed: Feed, feeds: Sequence[Feed], refused: Changes | None = None) -> None:
        """Ask for the changes and store them; if that fails, ask again with the `refused` changes."""
        from tui.screens.dialogs.feed_editor import FeedEditor  # noqa: PLC0415 - only when asked for

        app, undo = self._screen.app, self._screen.shell.keys.key_for("undo")

        def store(changes: Changes | None) -> None:
            if changes:
                call = partial(feed_queries.edit_feed, self._screen.desk, feed.id, changes, undo)
                ask_again = partial(app.call_later, self._edit, feed, feeds, changes)
                # By way of the app: this screen may be closed by now.
                app.post_message(Write(call, take_back=ask_again))

        app.push_screen(FeedEditor(feed, feeds, refused), store)
