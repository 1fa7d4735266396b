"""What the list asks of the desk: functions that run in a thread and return one message."""

from dataclasses import replace

from storage.desk import Desk
from storage.model import View
from tui.layout import wording
from tui.layout.windows import window_around
from tui.messages import Part, Written
from tui.navigation.places import ReadingPlace
from tui.queries.results.lists import HeadlinesLoaded, ListLoaded, UnreadFound


def load_list(
    desk: Desk, place: ReadingPlace, rows: int, *, inserted: int = 0, since: float | None = None
) -> ListLoaded:
    """Load the list of a place and a window around its cursor.

    The cursor is on the open article if the list has it, else on the article that was under the cursor,
    else on the row of the place. `rows` is how many rows the screen has, `inserted` comes back with the
    answer. A search for what is unread keeps what was read `since` the list was opened, a list by story the
    reports that stood for their stories.
    """
    view = _keeping(place.view, since)
    with desk.snapshot():
        counts, count = desk.lists.counts(), desk.lists.count(view)
        under, cursor = _cursor(desk, place._replace(view=view))
        cursor = max(0, min(cursor, count - 1))
        offset, limit = window_around(cursor, rows)
        return ListLoaded(
            place=place,
            counts=counts,
            count=count,
            unread=0 if view.query else desk.lists.count_unread(view),
            cursor=cursor,
            under=under,
            offset=offset,
            rows=desk.lists.headlines(view, offset, limit),
            inserted=inserted,
        )


def _cursor(desk: Desk, place: ReadingPlace) -> tuple[int | None, int]:
    """Return the article for the cursor of a place, `None` if it is not in the list, and the row."""
    for article in dict.fromkeys((place.article, place.under)):
        row = None if article is None else desk.lists.row_of(place.view, article)
        if row is not None:
            return article, row
    return None, place.row


def _keeping(view: View, since: float | None) -> View:
    """Return a search or a list by story with what was read `since`; other lists say that themselves."""
    changes = view.since is None and (view.query or view.stories)
    return replace(view, since=since) if changes else view


def load_headlines(
    desk: Desk, view: View, offset: int, limit: int, *, since: float | None = None
) -> HeadlinesLoaded:
    """Load one more window of a list, `since` as for `load_list`."""
    return HeadlinesLoaded(view, offset, desk.lists.headlines(_keeping(view, since), offset, limit))


def find_unread(desk: Desk, view: View, row: int, step: int, *, since: float | None = None) -> UnreadFound:
    """Find the next unread row after `row` (`step` 1) or before it (-1), else from the other end.

    `since` is that of `load_list`.
    """
    kept = _keeping(view, since)
    with desk.snapshot():
        found = desk.lists.next_unread(kept, row, step)
        goes_round = found is None
        if goes_round:
            other_end = -1 if step > 0 else desk.lists.count(kept)
            found = desk.lists.next_unread(kept, other_end, step)
        headlines = [] if found is None else desk.lists.headlines(kept, found, 1)
        return UnreadFound(view, found, headlines[0] if headlines else None, goes_round, step)


def mark_all_read(desk: Desk, view: View) -> Written:
    """Mark all articles of a list read."""
    changed = desk.articles.mark_all_read(view)
    if not changed:
        return Written("All of these are read already.")
    sentence = f"{wording.count(changed, 'article')} marked read"
    return Written(sentence, Part.LIST | Part.FEEDS, undo_steps=1)
