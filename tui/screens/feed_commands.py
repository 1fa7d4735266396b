"""Commands for one feed, on every screen that lists feeds."""

from collections.abc import Sequence
from functools import partial

from storage.model import Feed
from tui.messages import OpenDialog, Write
from tui.queries import feed_queries
from tui.queries.feed_queries import Changes
from tui.shell import Shell


class FeedCommands:
    """Refreshes, changes and unsubscribes from a feed, on a screen that lists feeds."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def perform(self, action: str, feed: Feed, feeds: Sequence[Feed]) -> None:
        """Carry out one of `keys.FEED`, by its name. The editor suggests the folders of `feeds`."""
        match action:
            case "refresh_feed":
                self._shell.tasks.refresh([feed.id])
            case "edit_feed":
                self._edit(feed, feeds)
            case "unsubscribe":
                self._unsubscribe(feed)

    def _unsubscribe(self, feed: Feed) -> None:
        """Ask what becomes of the articles of a feed, if it has any, and unsubscribe from it."""
        from tui.screens.dialogs.unsubscribe import UnsubscribeScreen  # noqa: PLC0415 - only when asked for

        def store(delete: bool | None) -> None:
            if delete is not None:
                desk = self._shell.desk
                call = partial(feed_queries.unsubscribe, desk, feed.id, feed.title, delete=delete)
                self._shell.post(Write(call))

        if feed.articles:
            self._shell.post(OpenDialog(UnsubscribeScreen(feed), store))
        else:
            store(False)

    def _edit(self, feed: Feed, feeds: Sequence[Feed], refused: Changes | None = None) -> None:
        """Ask for the changes and store them; if that fails, ask again with the `refused` changes."""
        from tui.screens.dialogs.feed_editor import FeedEditor  # noqa: PLC0415 - only when asked for

        def store(changes: Changes | None) -> None:
            if changes:
                call = partial(feed_queries.edit_feed, self._shell.desk, feed.id, changes)
                ask_again = partial(self._edit, feed, feeds, changes)
                self._shell.post(Write(call, take_back=ask_again))

        self._shell.post(OpenDialog(FeedEditor(feed, feeds, refused), store))
