"""The names that the reader meets in the open article, and who those are that are new to the reader."""

from collections.abc import Callable, Iterator
from functools import partial

from storage.model import Introduction
from tui.layout import wording
from tui.layout.article_page import Mark
from tui.messages import Write
from tui.queries import article_queries
from tui.queries.results.articles import ArticleLinks
from tui.shell import Shell
from tui.widgets.article_pane import ArticlePane


class NamesMet:
    """Keeps which names of an article were on the screen, and explains those at their first mention."""

    def __init__(self, shell: Shell, text: Callable[[], ArticlePane]) -> None:
        """Work for the article that `text` shows."""
        self._shell = shell
        self._text = text
        self._article: int | None = None
        self._introductions: dict[int, Introduction] = {}
        self._seen: set[int] = set()
        self._stored: set[int] = set()

    def loaded(self, article: int, links: ArticleLinks) -> None:
        """Take the introductions of an article; what was explained on this page stays explained."""
        if article != self._article:
            self._article, self._introductions, self._stored = article, {}, set()
        self._introductions |= links.introductions

    def look(self) -> None:
        """Count the names that are on the screen as met."""
        self._seen |= {mark.entity.id for mark in self._in_sight()}

    def to_store(self) -> Write | None:
        """Return the write that stores which names were met, `None` if that is stored."""
        met = self._seen - self._stored
        self._seen = set()
        if not met:
            return None
        self._stored |= met
        return Write(partial(article_queries.meet_names, self._shell.desk, met))

    def describe(self, mark: Mark) -> str:
        """Return what the status line says about a name; at its first mention here, who that is, if new."""
        who = self._words(mark) if mark in self._first_mentions() else ""
        guess = wording.guess(mark.route)
        said = (mark.entity.name, who, wording.describe_name(mark.entity), f"{guess}?" if guess else "")
        return " · ".join(filter(None, said))

    @property
    def about_sight(self) -> str:
        """Who the first new name on the screen is, with the name, "" if there is none."""
        first = self._first_mentions()
        found = (mark for mark in self._in_sight() if mark in first and mark.entity.id in self._introductions)
        mark = next(found, None)
        return f"{mark.entity.name}: {self._words(mark)}" if mark else ""

    def _words(self, mark: Mark) -> str:
        one = self._introductions.get(mark.entity.id)
        if one is None:
            return ""
        where = ", ".join(filter(None, (one.source, wording.day(one.published) if one.published else "")))
        return f"{one.description} ({where})" if where else one.description

    def _first_mentions(self) -> set[Mark]:
        first: dict[int, Mark] = {}
        for mark in self._text().marks:
            first.setdefault(mark.entity.id, mark)
        return set(first.values())

    def _in_sight(self) -> Iterator[Mark]:
        """Yield the names on the screen, in reading order."""
        text = self._text()
        rows = range(text.scroll_offset.y, text.scroll_offset.y + text.size.height)
        for mark in text.marks:
            if text.page and text.page.row_of(mark.field, mark.start) in rows:
                yield mark
