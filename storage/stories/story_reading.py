"""Stories as one thing to read: what the reader decides about a whole story, and what that means later.

A story that was marked read stays read until an article of it says something new. An article that does not
becomes read by itself. The articles of a muted story are hidden, also those that come later.
"""

import time
from collections.abc import Callable, Collection, Iterable, Sequence

from storage.database import story_state_changes, undo_log
from storage.database.articles import read_state
from storage.database.connection import Connection
from storage.database.stories import story_articles, story_lists, story_states
from storage.database.stories.story_articles import Verdict
from storage.database.stories.story_states import Row
from storage.database.undo_log import UndoEntry
from storage.stories.novelty import says_something_new

_LONGEST_TITLE = 40  # in a sentence


def mark(connection: Connection, wanted: Sequence[int], read: bool) -> int:
    """Mark stories read or unread, with all their articles, as one action that can be undone.

    Returns how many articles changed, without copies. Raises `NotFoundError`.
    """
    present = _present(connection, wanted)
    changed = story_articles.with_mark(connection, present, not read)
    now = time.time()

    def marked(row: Row) -> Row:
        story, read_at, starred, muted = row
        return story, (now if story in present else read_at) if read else None, starred, muted

    said = f"{_in_words(connection, present)} marked {'read' if read else 'unread'}"
    _change(connection, present, marked, said, (changed, read))
    return len(changed)


def star(connection: Connection, wanted: Sequence[int], starred: bool) -> None:
    """Star stories, or take their stars away, as one action that can be undone. Raises `NotFoundError`."""
    present = _present(connection, wanted)

    def marked(row: Row) -> Row:
        return row[0], row[1], int(starred and row[0] in present), row[3]

    said = f"{_in_words(connection, present)} {'starred' if starred else 'unstarred'}"
    _change(connection, present, marked, said)


def mute(connection: Connection, wanted: Sequence[int], until: float | None) -> None:
    """Hide stories with all their articles until a time in Unix seconds; with `None` show them again.

    It is one action that can be undone. Raises `NotFoundError`.
    """
    present = _present(connection, wanted)

    def marked(row: Row) -> Row:
        return row[0], row[1], row[2], until if row[0] in present else None

    said = f"{_in_words(connection, present)} {'muted' if until else 'unmuted'}"
    _change(connection, present, marked, said)


def settle(connection: Connection, articles: Collection[int] | None = None) -> None:
    """Carry out what the reader decided about stories for articles that came to them; `None` means all.

    What had become read by itself and has left the read story is unread again.
    Nothing happens to articles that are being analysed again: their stories are not settled yet.
    """
    if not story_states.exist(connection):
        return
    story_of = story_articles.settled(connection, articles or ())
    concerned = story_states.all_with_states(connection) if articles is None else _given(story_of.values())
    found = story_states.states(connection, concerned)
    now = time.time()
    ends = {story: state.mute_ends(now) for story, state in found.items()}
    if articles is None:
        muted = [story for story, until in ends.items() if until]
        story_of = story_articles.settled(connection, story_articles.muted(connection, muted))
    until_of = {one: ends.get(story) if story is not None else None for one, story in story_of.items()}
    story_state_changes.hide(connection, until_of)
    are_read = [story for story, state in found.items() if state.read_at is not None]
    _judge(connection, are_read, articles)
    left = story_articles.forget_repeats(connection, are_read, articles)
    read_state.set_state(connection, "read", left, False)


def _judge(connection: Connection, are_read: Sequence[int], articles: Collection[int] | None) -> None:
    """Mark articles read that came to stories which are read and that say nothing new.

    One that is read already is known: it stays unread if the reader marks it so.
    """
    story_articles.judge_known(connection, are_read, articles)
    waiting = story_articles.unjudged(connection, are_read, articles) if are_read else []
    if not waiting:
        return
    is_new = says_something_new(connection, waiting)
    story_articles.judge(
        connection, {one: Verdict.NEW if is_new[one] else Verdict.REPEATS for one in waiting}
    )
    read_state.set_state(connection, "read", [one for one in waiting if not is_new[one]], True)


def _change(
    connection: Connection,
    present: Sequence[int],
    marked: Callable[[Row], Row],
    said: str,
    marks: tuple[Sequence[int], bool] | None = None,
) -> None:
    """Change the states of stories, mark articles read or unread, and record both for undo."""
    articles, read = marks or ((), None)
    before = story_states.rows(connection, present)
    after = [marked(row) for row in before]
    now = time.time()
    story_state_changes.set_states(connection, after, articles, read, now)
    entry = UndoEntry(
        undo_log.STORY_STATES,
        list(articles),
        {"states": before, "read": None if read is None else not read},
        {"states": after, "read": read, "said": said},
    )
    undo_log.record(connection, entry, now)


def _present(connection: Connection, wanted: Iterable[int]) -> list[int]:
    """Return the stories that these are now, each once. Raises `NotFoundError`."""
    return list(dict.fromkeys(story_lists.fetch(connection, story).id for story in wanted))


def _given(found: Iterable[int | None]) -> set[int]:
    return {story for story in found if story is not None}


def _in_words(connection: Connection, present: Sequence[int]) -> str:
    if len(present) != 1:
        return f"{len(present)} stories"
    title = story_lists.fetch(connection, present[0]).title or "Untitled"
    return f"“{title if len(title) <= _LONGEST_TITLE else f'{title[:_LONGEST_TITLE].rstrip()}…'}”"
