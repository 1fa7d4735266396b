"""The desk: one file, and what can be asked of it by subject."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from storage.database.connection import DeskFile
from storage.database.undo import undoing
from storage.desk.articles import Articles, detach
from storage.desk.feeds import Feeds
from storage.desk.lists import Lists
from storage.desk.names import Names
from storage.desk.stories import Stories
from storage.desk.values import Values
from storage.desk.work import Work
from storage.errors import DeskError
from storage.model import Article


class Desk:
    """One desk file. Every method blocks, may be called from any thread, and returns frozen nouns only.

    Raises `DeskError`, with a sentence, when the file fails.
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
        """Open the desk at `path`; without `make` the file must exist."""
        if not make and not path.exists():
            raise DeskError(f"There is no desk {path}; `newsdesk add` or `newsdesk import` makes one.")
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
        """Read the desk as it is at one moment: all that this thread asks inside the block."""
        with self._desk_file.reading():
            yield

    def version(self) -> int:
        """Return a number that changes whenever any process writes to the file."""
        return self._desk_file.version()

    def undo(self) -> str | None:
        """Undo the reader's last action; returns a sentence on what it was, `None` if there is none."""
        with self._desk_file.writing() as connection:
            return undoing.undo(connection)

    def redo(self) -> str | None:
        """Redo what was undone last; returns a sentence, `None` if there is nothing."""
        with self._desk_file.writing() as connection:
            return undoing.redo(connection, detach)

    # For scripts: these names stay, whatever becomes of the rest (docs/desk.md).

    def article(self, article: int) -> Article:
        """Return one article. Raises `NotFoundError`."""
        return self.articles.get(article)

    def mark_read(self, articles: Sequence[int], read: bool = True, *, undoable: bool = True) -> int:
        """Mark articles read or unread; returns how many changed."""
        return self.articles.mark_read(articles, read, undoable=undoable)

    def news_in(self, article: int) -> list[tuple[int, int]]:
        """Return start and end of the sentences that the story's articles read before do not say."""
        return self.stories.new_sentences(article)
