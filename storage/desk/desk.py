"""The desk: one file, with a class for each subject."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from storage.database.connection import DeskFile
from storage.database.searches import changed_articles
from storage.desk.lists import Lists
from storage.desk.values import Values
from storage.errors import DeskError
from storage.model import Article, Rule

if TYPE_CHECKING:
    from storage.desk.articles import Articles
    from storage.desk.briefs import Briefs
    from storage.desk.exports import Exports
    from storage.desk.feeds import Feeds
    from storage.desk.labels import Labels
    from storage.desk.names import Names
    from storage.desk.pictures import Pictures
    from storage.desk.rules import Rules
    from storage.desk.searches import Searches
    from storage.desk.stories import Stories
    from storage.desk.work import Work


class Desk:
    """One desk file. Every method blocks, may be called from any thread, and returns frozen nouns only.

    Every method raises `DeskError`, with a sentence, if the file can't be used. The first list needs only
    `lists` and `values`; the classes of the other subjects are imported when they are first used.
    """

    def __init__(self, path: Path, rules: Callable[[], Sequence[Rule]] = tuple) -> None:
        """Open the file at `path`; it is created if it does not exist, and migrated if it is old.

        The rules that `rules` returns are applied to what arrives.
        """
        self.path = path
        self._rules = rules
        self._desk_file = DeskFile(path, before_commit=changed_articles.settle)
        self.lists = Lists(self._desk_file)
        self.values = Values(self._desk_file)

    @cached_property
    def articles(self) -> "Articles":
        """The articles: their texts, names and links, and the reader's actions on them."""
        from storage.desk.articles import Articles

        return Articles(self._desk_file)

    @cached_property
    def briefs(self) -> "Briefs":
        """What happened since the last brief."""
        from storage.desk.briefs import Briefs

        return Briefs(self._desk_file)

    @cached_property
    def feeds(self) -> "Feeds":
        """The subscriptions."""
        from storage.desk.feeds import Feeds

        return Feeds(self._desk_file)

    @cached_property
    def labels(self) -> "Labels":
        """The labels of articles and feeds."""
        from storage.desk.labels import Labels

        return Labels(self._desk_file)

    @cached_property
    def exports(self) -> "Exports":
        """What leaves the desk: articles as texts, and as notes in folders."""
        from storage.desk.exports import Exports

        return Exports(self._desk_file)

    @cached_property
    def pictures(self) -> "Pictures":
        """The pictures of articles that are on this machine."""
        from storage.desk.pictures import Pictures

        return Pictures()

    @cached_property
    def rules(self) -> "Rules":
        """The reader's rules: what they did, would do, and are to do now."""
        from storage.desk.rules import Rules

        return Rules(self._desk_file)

    @cached_property
    def names(self) -> "Names":
        """The names, and the reader's corrections of them."""
        from storage.desk.names import Names

        return Names(self._desk_file)

    @cached_property
    def searches(self) -> "Searches":
        """The saved searches."""
        from storage.desk.searches import Searches

        return Searches(self._desk_file)

    @cached_property
    def stories(self) -> "Stories":
        """The stories, and what the reader decides about them."""
        from storage.desk.stories import Stories

        return Stories(self._desk_file)

    @cached_property
    def work(self) -> "Work":
        """Import, analysis and refresh."""
        from storage.desk.work import Work

        return Work(self._desk_file, self._rules)

    @classmethod
    def open(cls, path: Path, *, make: bool = True, rules: Callable[[], Sequence[Rule]] = tuple) -> Self:
        """Open the desk at `path`. Raises `DeskError` if there is no file, unless `make` is true."""
        if not make and not path.exists():
            raise DeskError(f"There is no desk {path}; `newsdesk add` and `newsdesk import` create one.")
        desk = cls(path, rules)
        if desk.lists.has_due_hidden():
            desk.articles.unhide_due()
        return desk

    def close(self) -> None:
        """Close the file."""
        self._desk_file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Make all that this thread reads inside the block come from the same moment."""
        with self._desk_file.reading():
            yield

    def version(self) -> int:
        """Return a number that changes when another program, or another `Desk`, has written to the file.

        It never waits for a write.
        """
        return self._desk_file.version()

    def undo(self) -> str | None:
        """Undo the latest action and return a sentence that names it, `None` if there is none."""
        from storage.stories import deletion

        return deletion.undo(self._desk_file)

    def redo(self) -> str | None:
        """Redo what was undone last and return a sentence that names it, `None` if there is nothing."""
        from storage.stories import deletion

        return deletion.redo(self._desk_file)

    # The documented interface for scripts (docs/desk.md): these names do not change.

    def article(self, article: int) -> Article:
        """Return one article. Raises `NotFoundError`."""
        return self.articles.get(article)

    def mark_read(self, articles: Sequence[int], read: bool = True, *, undoable: bool = True) -> int:
        """Mark articles read or unread and return how many changed."""
        return self.articles.mark_read(articles, read, undoable=undoable)

    def news_in(self, article: int) -> list[tuple[int, int]]:
        """Return start and end of the sentences that the story's articles read before do not say."""
        return [(one.start, one.end) for one in self.stories.new_sentences(article)]
