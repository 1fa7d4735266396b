"""Marks of articles: shown at once, stored, and taken back if that fails."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.message_pump import MessagePump

from storage.model import Article, Headline
from tui.messages import Write, Written
from tui.queries import article_queries, story_queries
from tui.screens.reading.pending_marks import PendingMark, PendingMarks
from tui.shell import Shell


@dataclass(eq=False, repr=False)
class MarkStored(Message):
    """A mark is stored; `written` is the reply to its write."""

    mark: PendingMark
    written: Written


class Marking:
    """Marks articles on the screen before the marks are stored."""

    def __init__(
        self,
        shell: Shell,
        owner: MessagePump,
        show: Callable[[int], object],
        reload: Callable[[], object],
    ) -> None:
        """Write by way of `owner`, which hands each `MarkStored` to `stored`.

        `show` draws an article with its pending marks; `reload` reads again what a failed mark has changed.
        """
        self.pending = PendingMarks()
        self._shell = shell
        self._owner = owner
        self._show = show
        self._reload = reload

    def mark(self, mark: PendingMark, call: Callable[[], Written]) -> None:
        """Show a mark at once, and store it by `call`."""
        self.pending.add(mark)
        self._show(mark.article)
        store = partial(_store, mark, call)
        self._owner.post_message(Write(store, partial(self._take_back, mark), reply_to=self._owner))

    def mark_opened(self, article: Headline | Article, *, by_story: bool) -> None:
        """Mark an article read because it was opened, in a list `by_story` perhaps with its story."""
        call = partial(article_queries.mark_read_by_opening, self._shell.desk, article.id)
        self.mark(PendingMark(article.id, read=True), call)
        together = by_story and self._shell.settings.stories.read_together
        if together and isinstance(article, Headline) and article.story is not None:
            read = partial(story_queries.read_together, self._shell.desk, article.story)
            self._owner.post_message(Write(read))

    def stored(self, event: MarkStored) -> None:
        """Let the desk's own rows show the mark from now on."""
        self.pending.remove(event.mark)
        self._owner.post_message(event.written)

    def _take_back(self, mark: PendingMark) -> None:
        self.pending.remove(mark)
        self._reload()


def _store(mark: PendingMark, call: Callable[[], Written]) -> MarkStored:
    return MarkStored(mark, call())
