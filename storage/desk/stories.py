"""What the desk knows of stories, and what the reader decides about them."""

from collections.abc import Sequence
from datetime import datetime

from storage.database.connection import DeskFile
from storage.database.stories import stories, story_lists
from storage.desk.numbers import check_numbers
from storage.errors import ComparisonError
from storage.model import Comparison, Headline, NewSentence, Story, StoryFilter, StoryPage


class Stories:
    """The stories of a desk: articles about one event."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def newest(self, offset: int = 0, limit: int = 50, which: StoryFilter = StoryFilter.ALL) -> list[Story]:
        """Return the stories with more than one text, those with the newest article first.

        Muted stories are in a list of their own only: there, those whose mute ends first come first.
        """
        with self._desk_file.reading() as connection:
            return story_lists.listed(connection, offset, limit, which)

    def count(self, which: StoryFilter = StoryFilter.ALL) -> int:
        """Return how many stories have more than one text."""
        with self._desk_file.reading() as connection:
            return story_lists.count(connection, which)

    def of_articles(self, numbers: Sequence[int], limit: int = -1) -> list[Story]:
        """Return the stories that have one of these articles, those with the newest article first."""
        with self._desk_file.reading() as connection:
            return story_lists.with_articles(connection, numbers, limit)

    def next_unread(
        self, story: int | None, step: int, which: StoryFilter = StoryFilter.ALL
    ) -> tuple[int, int] | None:
        """Return the next unread story of a list (`step` 1) or the one before (-1), and its row.

        After the last one it goes on at the other end. `None` if no other story is unread.
        """
        with self._desk_file.reading() as connection:
            return story_lists.next_unread(connection, story, step, which)

    def get(self, story: int) -> Story:
        """Return a story, or the one that it was merged into. Raises `NotFoundError`."""
        check_numbers(story)
        with self._desk_file.reading() as connection:
            return story_lists.fetch(connection, story)

    def of(self, article: int) -> Story | None:
        """Return the story of an article, None if the article is alone or has only copies."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            story = stories.shown_story(connection, article, of_copies=False)
            return None if story is None else story_lists.fetch(connection, story)

    def page(self, story: int) -> StoryPage:
        """Return everything that the page of a story shows. Raises `NotFoundError`."""
        from storage.stories.story_page import story_page

        check_numbers(story)
        with self._desk_file.reading() as connection:
            return story_page(connection, story)

    def new_sentences(self, article: int) -> list[NewSentence]:
        """Return the sentences, without their text, that are new after the story's articles read before.

        There are none if no other article of the story was read before, or while an article with a new text
        waits for analysis.
        """
        from storage.stories.changed_numbers import changed_numbers
        from storage.stories.novelty import new_in_articles

        check_numbers(article)
        with self._desk_file.reading() as connection:
            found = new_in_articles(connection, [article]).get(article, [])
            return [NewSentence(one.start, one.end, "", changed_numbers(one.changes)) for one in found]

    def mark_read(self, numbers: Sequence[int], read: bool = True) -> int:
        """Mark stories with all their articles read or unread and return how many articles that changed.

        A story that is read stays so until an article of it says something new. It can be undone. Raises
        `NotFoundError`.
        """
        from storage.stories import story_reading

        check_numbers(*numbers)
        with self._desk_file.writing() as connection:
            return story_reading.mark(connection, numbers, read)

    def star(self, numbers: Sequence[int], starred: bool = True) -> None:
        """Star stories, or take their stars away. It can be undone. Raises `NotFoundError`."""
        from storage.stories import story_reading

        check_numbers(*numbers)
        with self._desk_file.writing() as connection:
            story_reading.star(connection, numbers, starred)

    def mute(self, numbers: Sequence[int], until: datetime | None) -> None:
        """Mute stories until a time: they and their articles are in no list and no count before.

        With `None` they are shown again. It can be undone. Raises `NotFoundError`.
        """
        from storage.stories import story_reading

        check_numbers(*numbers)
        with self._desk_file.writing() as connection:
            story_reading.mute(connection, numbers, until.timestamp() if until else None)

    def reports(self, article: int) -> list[Headline]:
        """Return the other reports of an article's story, without copies, likeliest the same event first."""
        from storage.stories import comparing

        check_numbers(article)
        with self._desk_file.reading() as connection:
            return comparing.reports(connection, article)

    def compare(self, article: int, other: int) -> Comparison:
        """Return two articles side by side, with the sentences and names that only one of them has.

        Raises `ComparisonError` for an article with itself, `NotFoundError`.
        """
        from storage.stories import comparing

        check_numbers(article, other)
        if article == other:
            raise ComparisonError("An article can't be compared with itself.")
        with self._desk_file.reading() as connection:
            return comparing.compare(connection, article, other)

    def not_this_story(self, article: int) -> str:
        """Take an article out of its story for good and return a sentence that says so. It can be undone.

        Raises `CorrectionError` if it is in no story with others, `NotFoundError`.
        """
        from storage.stories.story_corrections import StoryCorrector

        check_numbers(article)
        with self._desk_file.writing() as connection:
            return StoryCorrector(connection).separate(article)

    def same(self, article: int, other: int) -> str:
        """Make the stories of two articles one for good and return a sentence that says so. It can be undone.

        Raises `CorrectionError` if they are one already, `NotFoundError`.
        """
        from storage.stories.story_corrections import StoryCorrector

        check_numbers(article, other)
        with self._desk_file.writing() as connection:
            return StoryCorrector(connection).join(article, other)
