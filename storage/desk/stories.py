"""What the desk knows of stories, and what the reader decides about them."""

from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.desk.numbers import check_numbers
from storage.model import Story, StoryPage


class Stories:
    """The stories of a desk: articles about one event."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def newest(self, offset: int = 0, limit: int = 50) -> list[Story]:
        """Return the stories with more than one text, those with the newest article first."""
        with self._desk_file.reading() as connection:
            return stories.listed(connection, offset, limit)

    def count(self) -> int:
        """Return how many stories have more than one text."""
        with self._desk_file.reading() as connection:
            return stories.count(connection)

    def get(self, story: int) -> Story:
        """Return a story, or the one that it was merged into. Raises `NotFoundError`."""
        check_numbers(story)
        with self._desk_file.reading() as connection:
            return stories.fetch(connection, story)

    def of(self, article: int) -> Story | None:
        """Return the story of an article, None if the article is alone or has only copies."""
        check_numbers(article)
        with self._desk_file.reading() as connection:
            story = stories.shown_story(connection, article, of_copies=False)
            return None if story is None else stories.fetch(connection, story)

    def page(self, story: int) -> StoryPage:
        """Return everything that the page of a story shows. Raises `NotFoundError`."""
        from storage.stories.story_page import story_page

        check_numbers(story)
        with self._desk_file.reading() as connection:
            return story_page(connection, story)

    def new_sentences(self, article: int) -> list[tuple[int, int]]:
        """Return start and end of the sentences that are new after the story's articles read before.

        There are none if no other article of the story was read before, or while an article with a new text
        waits for analysis.
        """
        from storage.stories.novelty import new_in_articles

        check_numbers(article)
        with self._desk_file.reading() as connection:
            return new_in_articles(connection, [article]).get(article, [])

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
