"""What the reader says of stories, carried out so that it can be taken back."""

import time

from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.stories import copies, stories, story_snapshot
from storage.database.stories.links import Pair
from storage.database.stories.stories import Member
from storage.database.undo import undo_log
from storage.database.undo.undo_log import UndoEntry
from storage.errors import CorrectionError
from storage.stories.grouping import Grouping

_LONGEST_TITLE = 40  # in a sentence


class StoryCorrector:
    """Corrections of stories within one write. Each returns a sentence on what holds now.

    What was said of articles is kept by pairs of them, so that it holds whatever else comes.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def apart(self, article: int) -> str:
        """Take an article, with its copies, out of its story for good. Raises `CorrectionError`."""
        own = self._shown(article)
        others = [one.id for one in self._company(own) if one.id != own.id]
        title = self._title(own)
        if not others:
            raise CorrectionError(f"“{title}” is in no story with other articles.")
        pairs = [(own.id, other) for other in others]
        return self._carry_out(f"“{title}” is not this story", [own.id, *others], pairs, leaving=own.id)

    def together(self, article: int, other: int) -> str:
        """Let two articles, with all in their stories, be one story for good. Raises `CorrectionError`."""
        one, two = self._shown(article), self._shown(other)
        titles = [self._title(member) for member in (one, two)]
        if one.id == two.id or (one.story is not None and one.story == two.story):
            raise CorrectionError(f"“{titles[0]}” and “{titles[1]}” are in one story already.")
        ours, theirs = ([member.id for member in self._company(member)] for member in (one, two))
        # With all articles of both, so that neither loses any by the joining.
        pairs = [(one.id, number) for number in theirs] + [(number, two.id) for number in ours]
        pairs += [(one.id, number) for number in ours] + [(two.id, number) for number in theirs]
        pairs = [(a, b) for a, b in pairs if a != b]
        crossing = [(a, b) for a in self._with_copies(ours) for b in self._with_copies(theirs)]
        said = f"“{titles[0]}” and “{titles[1]}” are the same story"
        return self._carry_out(said, [*ours, *theirs], pairs, crossing)

    def _carry_out(
        self,
        said: str,
        concerned: list[int],
        pairs: list[Pair],
        not_apart: list[Pair] | None = None,
        leaving: int | None = None,
    ) -> str:
        """Rule, and look at the stories anew: apart, or together where `not_apart` says what no longer is."""
        seen = Grouping(self._connection).seen_with(concerned)
        everyone = self._with_copies(seen)
        before = story_snapshot.state(self._connection, everyone)
        stories.unrule(self._connection, not_apart or [])
        stories.rule(self._connection, pairs, not_apart is not None)
        Grouping(self._connection).regroup(concerned, leaving)
        after = story_snapshot.state(self._connection, everyone)
        undo_log.record(
            self._connection,
            UndoEntry(undo_log.STORIES, concerned, before, {"said": said, **after}),
            time.time(),
        )
        return f"{said}."

    def _shown(self, article: int) -> Member:
        found = stories.members_of(self._connection, [article])
        if not found:
            raise articles.missing(article)
        return next(iter(stories.members_of(self._connection, [found[0].shown])))

    def _with_copies(self, shown: list[int]) -> list[int]:
        return [*shown, *(one.id for one in copies.shown_by(self._connection, shown))]

    def _title(self, one: Member) -> str:
        title = articles.words_of(self._connection, one.id)[0] or "Untitled"
        return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"

    def _company(self, one: Member) -> list[Member]:
        """Return the articles of a member's story, itself included."""
        if one.story is None:
            return [one]
        return stories.members(self._connection, [one.story]) or [one]
