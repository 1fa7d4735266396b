"""What the screens ask the desk about stories: blocking functions that each return one message."""

from datetime import datetime

from storage.desk import Desk
from storage.model import Headline, LinkKind, StoryFilter, View
from storage.query.unfinished import as_typed
from tui.layout import wording
from tui.messages import Part, Written
from tui.queries.results.names import ChoicesFound, RowsLoaded
from tui.queries.results.stories import StoryFound, StoryLoaded

_MOST_CHOICES = 40
_READ = Part.LIST | Part.FEEDS


def load_stories(
    desk: Desk, which: StoryFilter, offset: int, limit: int, *, more: bool = False
) -> RowsLoaded:
    """Load a list of stories from `offset` on; `more` does not count them again."""
    with desk.snapshot():
        count = None if more else desk.stories.count(which)
        return RowsLoaded(which, count, offset, desk.stories.newest(offset, limit, which))


def load_story(desk: Desk, story: int) -> StoryLoaded:
    """Load the page of a story."""
    return StoryLoaded(story, desk.stories.page(story))


def find_unread(desk: Desk, story: int | None, step: int, which: StoryFilter) -> StoryFound:
    """Find the next unread story after `story` (`step` 1) or before it (-1), else from the other end."""
    found = desk.stories.next_unread(story, step, which)
    return StoryFound(*(found or (None, 0)))


def toggle_read(desk: Desk, story: int) -> Written:
    """Mark a story read, or unread if nothing of it is unread."""
    if desk.stories.get(story).unread:
        return mark_read(desk, story)
    changed = desk.stories.mark_read([story], False)
    sentence = f"{wording.count(changed, 'article')} of the story marked unread"
    return Written(sentence, _READ, undo_steps=1)


def mark_read(desk: Desk, story: int) -> Written:
    """Mark a story read until something new is said."""
    changed = desk.stories.mark_read([story])
    marked = f" ({wording.count(changed, 'article')})" if changed else ""
    return Written(f"Story read{marked} until something new is said", _READ, undo_steps=1)


def read_together(desk: Desk, story: int) -> Written:
    """Mark the other articles of a story read because the reader has opened one of them."""
    if not desk.stories.get(story).unread:
        return Written()
    changed = desk.stories.mark_read([story])
    others = "other report" if changed == 1 else f"other {changed:,} reports"
    are = "is" if changed == 1 else "are"
    return Written(f"The {others} of this story {are} read too", _READ, undo_steps=1)


def toggle_star(desk: Desk, story: int) -> Written:
    """Star a story, or take its star away."""
    starred = not desk.stories.get(story).starred
    desk.stories.star([story], starred)
    done = "The story is starred" if starred else "The story has no star any more"
    return Written(done, Part.LIST, undo_steps=1)


def mute(desk: Desk, story: int, until: datetime | None) -> Written:
    """Mute a story until a time; with `None` show it again."""
    desk.stories.mute([story], until)
    done = f"Muted until {wording.moment(until)}" if until else "The story is shown again"
    return Written(done, Part.ALL, undo_steps=1)


def find_choices(desk: Desk, article: int, query: str) -> ChoicesFound:
    """Find articles that may be in the story of another: those with the query, else those linked to it."""
    found: list[Headline]
    if wanted := as_typed(query):
        found = desk.lists.headlines(View(query=wanted), 0, _MOST_CHOICES)
    else:
        found = [link.other for link in desk.articles.links(article) if link.kind is LinkKind.RELATED]
    return ChoicesFound(query, [one for one in found if one.id != article])
