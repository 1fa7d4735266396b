"""The reader's corrections of stories, recorded so that they can be undone."""

import time
from typing import Any

from storage.database import undo_log
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.stories import copies, stories, story_constraints
from storage.database.stories.links import Pair
from storage.database.stories.stories import Member
from storage.database.undo_log import UndoEntry
from storage.errors import CorrectionError
from storage.stories import story_reading
from storage.stories.grouping import Grouping

_LONGEST_TITLE = 40  # in a sentence


class StoryCorrector:
    """Corrections of stories within one write. Each returns a sentence on what holds now.

    A correction is kept as constraints on pairs of articles, so it holds whatever arrives later.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def separate(self, article: int) -> str:
        """Take an article, with its copies, out of its story for good. Raises `CorrectionError`."""
        own = self._representative(article)
        others = [one.id for one in self._story_members(own) if one.id != own.id]
        title = self._title(own)
        if not others:
            raise CorrectionError(f"“{title}” is in no story with other articles.")
        before = self._snapshot([own.id, *others])
        story_constraints.add(self._connection, [(own.id, other) for other in others], must_link=False)
        return self._regroup(f"Taken out of its story: “{title}”", [own.id, *others], before, leaving=own.id)

    def join(self, article: int, other: int) -> str:
        """Make the stories of two articles one for good. Raises `CorrectionError`."""
        one, two = self._representative(article), self._representative(other)
        titles = [self._title(member) for member in (one, two)]
        if one.id == two.id or (one.story is not None and one.story == two.story):
            raise CorrectionError(f"“{titles[0]}” and “{titles[1]}” are in one story already.")
        ours, theirs = ([member.id for member in self._story_members(member)] for member in (one, two))
        before = self._snapshot([*ours, *theirs])
        earlier = [(a, b) for a in self._with_copies(ours) for b in self._with_copies(theirs)]
        story_constraints.remove(self._connection, earlier)
        # Each of the two must be linked to every article of both stories, so that neither story loses any.
        pairs: list[Pair] = [(a, b) for a in (one.id, two.id) for b in (*ours, *theirs) if a != b]
        story_constraints.add(self._connection, pairs, must_link=True)
        said = f"“{titles[0]}” and “{titles[1]}” are the same story"
        return self._regroup(said, [*ours, *theirs], before)

    def _regroup(
        self, said: str, concerned: list[int], before: dict[str, Any], leaving: int | None = None
    ) -> str:
        """Group the concerned articles by the new constraints, and record it all for undo."""
        Grouping(self._connection).regroup(concerned, leaving)
        story_reading.settle(self._connection)
        after = story_constraints.snapshot(self._connection, dict(before["places"]))
        entry = UndoEntry(undo_log.STORIES, concerned, before, {"said": said, **after})
        undo_log.record(self._connection, entry, time.time())
        return f"{said}."

    def _snapshot(self, concerned: list[int]) -> dict[str, Any]:
        """Return a snapshot of all that grouping these articles again may change."""
        clustered = Grouping(self._connection).neighbourhood(concerned)
        return story_constraints.snapshot(self._connection, self._with_copies(clustered))

    def _representative(self, article: int) -> Member:
        found = stories.members_of(self._connection, [article])
        if not found:
            raise articles.missing(article)
        return next(iter(stories.members_of(self._connection, [found[0].representative])))

    def _with_copies(self, representatives: list[int]) -> list[int]:
        return [*representatives, *(one.id for one in copies.copies_of(self._connection, representatives))]

    def _title(self, one: Member) -> str:
        title = articles.title_and_text(self._connection, one.id)[0] or "Untitled"
        return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"

    def _story_members(self, one: Member) -> list[Member]:
        """Return the articles of a member's story, itself included."""
        if one.story is None:
            return [one]
        return stories.members(self._connection, [one.story]) or [one]
