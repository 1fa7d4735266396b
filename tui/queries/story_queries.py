"""What the screens ask the desk about stories: blocking functions that each return one message."""

from storage.desk import Desk
from storage.model import Headline, LinkKind, View
from tui.queries.results import ArticlesOffered, StoriesLoaded, StoryLoaded

_OFFERED = 40


def load_stories(desk: Desk, offset: int, limit: int, *, more: bool = False) -> StoriesLoaded:
    """Load a window of the stories; `more` of those that are shown already."""
    count = 0 if more else desk.stories.count()
    return StoriesLoaded(count, offset, desk.stories.newest(offset, limit), more)


def load_story(desk: Desk, story: int) -> StoryLoaded:
    """Load the page of a story."""
    return StoryLoaded(story, desk.stories.page(story))


def offer(desk: Desk, article: int, query: str) -> ArticlesOffered:
    """Find articles that may be of another one's story: with the query in them, else those linked to it."""
    found: list[Headline]
    if query.strip():
        found = desk.lists.headlines(View(query=query), 0, _OFFERED)
    else:
        found = [link.other for link in desk.articles.links(article) if link.kind is LinkKind.RELATED]
    return ArticlesOffered(query, [one for one in found if one.id != article])
