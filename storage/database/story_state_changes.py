"""What the states of stories do to their articles: marked read with their story, hidden while it is muted."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from storage.database import hidden_articles
from storage.database.articles import read_state
from storage.database.stories import stories, story_articles, story_states
from storage.database.stories.story_states import Row


def set_states(
    connection: sqlite3.Connection,
    wanted: Sequence[Row],
    articles: Iterable[int],
    read: bool | None,
    now: float,
) -> None:
    """Store own states of stories, mark `articles` read or unread if `read` says so, and have all follow.

    Articles that had become read by themselves become unread with their story.
    """
    story_states.store(connection, wanted)
    if read is not None:
        read_state.set_state(connection, "read", articles, read)
    present = {stories.current_number(connection, story) for story, *_ in wanted}
    found = story_states.states(connection, present)
    are_read = {story for story, state in found.items() if state.read_at is not None}
    story_articles.judge_known(connection, are_read)
    repeats = story_articles.forget_verdicts(connection, present - are_read)
    read_state.set_state(connection, "read", repeats, False)
    ends = {story: state.mute_ends(now) for story, state in found.items()}
    articles_of = story_articles.of_stories(connection, present)
    hide(connection, {article: ends.get(story) for article, story in articles_of.items()})


def hide(connection: sqlite3.Connection, until_of: Mapping[int, float | None]) -> None:
    """Hide articles until the mute of their story ends, or show those again that a mute has hidden.

    What the reader or a rule has hidden stays as it is.
    """
    changes = [
        (article, until_of[article])
        for article, until in story_articles.muted_until(connection, until_of).items()
        if until != until_of[article]
    ]
    if changes:
        hidden_articles.set_hidden(connection, changes)
        story_articles.record_muted(connection, changes)
