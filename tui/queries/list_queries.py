"""What the list asks of the desk: functions that run in a thread and return one message."""

from storage.desk import Desk
from storage.model import View
from tui.layout import wording
from tui.layout.windows import window_around
from tui.messages import Part, Written
from tui.queries.results import HeadlinesLoaded, ListLoaded, UnreadFound


def load_list(
    desk: Desk, view: View, row: int, article: int | None, rows: int, *, inserted: int = 0
) -> ListLoaded:
    """Load a list with the cursor on `article` if it is in it, else on `row`, and a window around it.

    `rows` is how many rows the screen has, `inserted` comes back with the answer.
    """
    with desk.snapshot():
        counts, count = desk.lists.counts(), desk.lists.count(view)
        found = desk.lists.row_of(view, article) if article is not None else None
        cursor = min(row, max(0, count - 1)) if found is None else found
        offset, limit = window_around(cursor, rows)
        return ListLoaded(
            view=view,
            counts=counts,
            count=count,
            unread=0 if view.query else desk.lists.count_unread(view),
            asked=row,
            cursor=cursor,
            offset=offset,
            rows=desk.lists.headlines(view, offset, limit),
            inserted=inserted,
        )


def load_headlines(desk: Desk, view: View, offset: int, limit: int) -> HeadlinesLoaded:
    """Load one more window of a list."""
    return HeadlinesLoaded(view, offset, desk.lists.headlines(view, offset, limit))


def find_unread(desk: Desk, view: View, row: int, step: int) -> UnreadFound:
    """Find the next unread row after `row` (`step` 1) or before it (-1), else from the other end."""
    with desk.snapshot():
        found = desk.lists.next_unread(view, row, step)
        if found is None:
            other_end = -1 if step > 0 else desk.lists.count(view)
            found = desk.lists.next_unread(view, other_end, step)
        headlines = [] if found is None else desk.lists.headlines(view, found, 1)
        return UnreadFound(view, found, headlines[0] if headlines else None)


def mark_all_read(desk: Desk, view: View, undo: str) -> Written:
    """Mark all articles of a list read; `undo` is the key that takes it back."""
    changed = desk.articles.mark_all_read(view)
    if not changed:
        return Written("All of these are read already.")
    sentence = f"{wording.count(changed, 'article')} marked read; {undo} takes it back."
    return Written(sentence, Part.LIST | Part.FEEDS)
