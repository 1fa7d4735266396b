"""How far an article was read, and which names were met in it: stored a moment after the last scrolling."""

from collections.abc import Callable
from functools import partial

from textual.dom import DOMNode
from textual.timer import Timer

from tui.messages import Write
from tui.queries import article_queries
from tui.screens.reading.names_met import NamesMet
from tui.shell import Shell
from tui.widgets.article_pane import ArticlePane

_SECONDS = 0.8  # without scrolling, before the position is stored


class ReadingPosition:
    """Stores the position of the article that is on the page."""

    def __init__(
        self, shell: Shell, pane: DOMNode, text: Callable[[], ArticlePane], names_met: NamesMet
    ) -> None:
        """Write by way of `pane` where the reader is in what `text` shows."""
        self._shell = shell
        self._pane = pane
        self._text = text
        self._names_met = names_met
        self._timer: Timer | None = None
        self._saved: dict[int, int] = {}

    def save_soon(self) -> None:
        """Store the position once the reader scrolls no more."""
        if self._timer:
            self._timer.stop()
        self._timer = self._pane.set_timer(_SECONDS, self.save)

    def save(self) -> None:
        """Store how far the article was read, and which names were met in it."""
        for write in (self.to_save(), self._names_met.to_store()):
            if write:
                self._pane.post_message(write)

    def to_save(self) -> Write | None:
        """Return the write that stores how far the article was read, `None` if that is stored."""
        self._timer = None
        article, position = self._text().article, self._text().position
        if article is None or position == self._saved.get(article.id, article.position):
            return None
        self._saved[article.id] = position
        save = partial(article_queries.save_position, self._shell.desk, article.id, position)
        return Write(save, partial(self._saved.pop, article.id, None))
