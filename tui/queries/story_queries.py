"""What the screens ask the desk about stories: blocking functions that each return one message."""

from storage.desk import Desk
from storage.model import Headline, LinkKind, View
from storage.query.completion import as_typed
from tui.queries.results import ChoicesFound, RowsLoaded, StoryLoaded

_MOST_CHOICES = 40


def load_stories(desk: Desk, offset: int, limit: int, *, more: bool = False) -> RowsLoaded:
    """Load the stories from `offset` on; `more` does not count them again."""
    with desk.snapshot():
        count = None if more else desk.stories.count()
        return RowsLoaded("", count, offset, desk.stories.newest(offset, limit))


def load_story(desk: Desk, story: int) -> StoryLoaded:
    """Load the page of a story."""
    return StoryLoaded(story, desk.stories.page(story))


def find_choices(desk: Desk, article: int, query: str) -> ChoicesFound:
    """Find articles that may be in the story of another: those with the query, else those linked to it."""
    found: list[Headline]
    if wanted := as_typed(query):
        found = desk.lists.headlines(View(query=wanted), 0, _MOST_CHOICES)
    else:
        found = [link.other for link in desk.articles.links(article) if link.kind is LinkKind.RELATED]
    return ChoicesFound(query, [one for one in found if one.id != article])
