"""The desk: one file, with a class for each subject."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from storage.database.connection import DeskFile
from storage.desk.articles import Articles
from storage.desk.feeds import Feeds
from storage.desk.lists import Lists
from storage.desk.names import Names
from storage.desk.stories import Stories
from storage.desk.values import Values
from storage.desk.work import Work
from storage.errors import DeskError
from storage.model import Article
from storage.stories import deletion


class Desk:
    """One desk file. Every method blocks, may be called from any thread, and returns frozen nouns only.

    Every method raises `DeskError`, with a sentence, if the file can't be used.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it is created if it does not exist, and migrated if it is old."""
        self.path = path
        self._desk_file = DeskFile(path)
        self.articles = Articles(self._desk_file)
        self.lists = Lists(self._desk_file)
        self.feeds = Feeds(self._desk_file)
        self.names = Names(self._desk_file)
        self.stories = Stories(self._desk_file)
        self.values = Values(self._desk_file)
        self.work = Work(self._desk_file)

    @classmethod
    def open(cls, path: Path, *, make: bool = True) -> Self:
        """Open the desk at `path`. Raises `DeskError` if there is no file, unless `make` is true."""
        if not make and not path.exists():
            raise DeskError(f"There is no desk {path}; `newsdesk add` and `newsdesk import` create one.")
        return cls(path)

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
        return deletion.undo(self._desk_file)

    def redo(self) -> str | None:
        """Redo what was undone last and return a sentence that names it, `None` if there is nothing."""
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
        return self.stories.new_sentences(article)
