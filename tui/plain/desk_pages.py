"""The pages of a desk in the line-by-line mode: lists of articles, names, stories and feeds."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from storage.desk import Desk
from storage.model import WITHOUT_FEED, Filter, View
from tui.layout import wording
from tui.plain import spoken
from tui.plain.article_page import ArticlePage
from tui.plain.pages import Lines, NumberedList, Page, Row

_TITLES = {Filter.ALL: "All articles", Filter.UNREAD: "Unread articles", Filter.STARRED: "Starred articles"}


class DeskPages:
    """Makes the pages; `undo` is the key that takes something back."""

    def __init__(self, desk: Desk, undo: str) -> None:
        self._desk = desk
        self._undo = undo

    def article(self, number: int) -> Page:
        """Return the page of an article."""
        return ArticlePage(self._desk, number, self.name, self.story, self._undo)

    def articles(self, view: View, title: str = "") -> NumberedList:
        """Return a list of articles; what is read in it stays in it. Raises `QueryError`."""
        lists = self._desk.lists
        if view.query or view.filter is Filter.UNREAD:
            view = replace(view, since=time.time())

        def rows(start: int, limit: int) -> list[Row]:
            found = lists.headlines(view, start, limit)
            return [Row(spoken.headline(one), partial(self.article, one.id), one.id) for one in found]

        page = NumberedList(
            title or _TITLES[view.filter],
            lambda: lists.count(view),
            rows,
            empty="No articles are in this list.",
            more={
                "next_unread": lambda _: self._go_to_unread(page, view, 1),
                "previous_unread": lambda _: self._go_to_unread(page, view, -1),
                "toggle_read": self._toggle_read,
                "toggle_star": self._toggle_star,
                "delete": lambda article: self._delete(page, article),
                "all_read": lambda _: self._all_read(view),
            },
        )
        return page

    def lists(self) -> NumberedList:
        """Return the standing lists, saved searches and feeds, each with what is unread in it."""
        found = self._all_lists()
        rows = [
            Row(f"{title}, {unread:,} unread", partial(self.articles, view, title))
            for title, view, unread in found
        ]
        return _fixed("Lists", rows)

    def names(self, query: str = "") -> NumberedList:
        """Return all names, or those with this text."""
        names = self._desk.names

        def rows(start: int, limit: int) -> list[Row]:
            found = names.search(query, offset=start, limit=limit)
            return [Row(spoken.entity(one), partial(self.name, one.id)) for one in found]

        return NumberedList("Names", lambda: names.count(query), rows, empty="There are no names.")

    def name(self, entity: int) -> Page:
        """Return the articles of a name."""
        found = self._desk.names.get(entity)
        described = self._desk.names.description(found.id)
        title = f"{spoken.entity(found)}{f'. {described}' if described else ''}"
        return self.articles(View(entity=found.id), title)

    def stories(self) -> NumberedList:
        """Return all stories, the newest first."""
        stories = self._desk.stories

        def rows(start: int, limit: int) -> list[Row]:
            found = stories.newest(start, limit)
            return [Row(spoken.story(one), partial(self.story, one.id)) for one in found]

        return NumberedList("Stories", stories.count, rows, empty="There are no stories.")

    def story(self, story: int) -> Page:
        """Return the articles of a story."""
        found = self._desk.stories.get(story)
        return self.articles(View(story=found.id), f"Story: {spoken.story(found)}")

    def feeds(self) -> NumberedList:
        """Return all feeds with their health."""
        now = time.time()
        rows = [
            Row(
                f"{feed.title}, {feed.unread:,} unread, checked {wording.ago(feed.checked, now)}"
                + (f". {feed.trouble}" if feed.trouble else ""),
                partial(self.articles, View(feed=feed.id), feed.title),
            )
            for feed in self._desk.feeds.all()
        ]
        return _fixed("Feeds", rows, empty="There are no feeds.")

    def _all_lists(self) -> list[tuple[str, View, int]]:
        desk = self._desk
        with desk.snapshot():
            standing = [
                (_TITLES[which], View(which), desk.lists.count_unread(View(which))) for which in Filter
            ]
            searches = [(one.name, View(query=one.query), one.unread) for one in desk.searches.all()]
            feeds = [(feed.title, View(feed=feed.id), feed.unread) for feed in desk.feeds.all()]
            without = desk.lists.count(WITHOUT_FEED)
            unread = desk.lists.count_unread(WITHOUT_FEED) if without else 0
        return [
            *standing,
            *searches,
            *feeds,
            *([(wording.WITHOUT_FEED, WITHOUT_FEED, unread)] if without else []),
        ]

    def _go_to_unread(self, page: NumberedList, view: View, step: int) -> Lines:
        found = self._desk.lists.next_unread(view, page.cursor, step)
        return ["Nothing unread is left in that direction."] if found is None else page.go_to(found)

    def _toggle_read(self, article: int) -> Lines:
        read = not self._desk.articles.get(article).read
        self._desk.articles.mark_read([article], read)
        return ["Marked read." if read else "Marked unread."]

    def _toggle_star(self, article: int) -> Lines:
        starred = not self._desk.articles.get(article).starred
        self._desk.articles.star(article, starred)
        return ["Starred." if starred else "Star removed."]

    def _delete(self, page: NumberedList, article: int) -> Lines:
        title = self._desk.articles.get(article).title or "Untitled"
        self._desk.articles.delete([article])
        return [f"Deleted: {title}. {self._undo} takes it back.", *page.say_cursor()]

    def _all_read(self, view: View) -> Lines:
        changed = self._desk.articles.mark_all_read(view)
        return [f"{wording.count(changed, 'article')} marked read; {self._undo} takes it back."]


def _fixed(title: str, rows: Sequence[Row], empty: str = "") -> NumberedList:
    return NumberedList(
        title, lambda: len(rows), lambda start, limit: rows[start : start + limit], empty=empty
    )
