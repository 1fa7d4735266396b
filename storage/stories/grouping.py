"""Stories as they grow: each new article is seen together with all that it may belong to."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from storage.analysis.similarity.clustering import average_linkage
from storage.database import key_values
from storage.database.connection import Connection, DeskFile
from storage.database.stories import copies, links, stories
from storage.database.stories.links import Pair
from storage.database.stories.stories import Member

_NEAR = 0.1  # the least likelihood at which a story is looked at again for a newcomer
_MOST_SEEN = 150  # articles that are looked at together
_MOST_COPIES = 60  # of them all
_RECENT = 30 * 86_400  # seconds
_DAILY = 20 * 3_600  # seconds
_MANY = 200  # articles
_REPAIRED = "stories repaired"
_STEP = 4  # articles that are looked at in one write


class Grouping:
    """The stories of one desk, within one write."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def release(self, article: int) -> list[int]:
        """Take an article out of its group of copies before it is linked; return the others of the group.

        An article that is not linked, since all are analysed again, leaves its story too.
        """
        if not stories.linked(self._connection, [article]):
            stories.withdraw(self._connection, article)
            return []
        return copies.release(self._connection, article)

    def settle(self, article: int, copy_of: Sequence[int] = (), left: Sequence[int] = ()) -> None:
        """Find the story of an article that was just linked.

        `copy_of` are the articles that it is a copy of, `left` those that it was a copy of before.
        """
        _, apart = stories.constraints(self._connection, [article])
        self._gather_copies(article, [one for one in copy_of if _pair(article, one) not in apart])
        self.regroup([article, *left])

    def _gather_copies(self, article: int, copy_of: Sequence[int]) -> None:
        """Put an article with those that it is a copy of, as far as they are shown themselves.

        A copy of a copy alone is none: texts that change a little each time would all be one. Nor does it
        bring together what was not: a digest has the texts of many.
        """
        known = {one.id: one for one in stories.members_of(self._connection, copy_of)}
        shown = [one for one in copy_of if one in known and known[one].shown == one]
        if not shown:
            return
        best = copies.best_text(self._connection, [article, shown[0]], shown[0])
        others = [] if best == shown[0] else [one.id for one in copies.shown_by(self._connection, shown[:1])]
        group = [one for one in (article, shown[0], *others) if one != best]
        copies.show_for(self._connection, best, group)

    def leave(self, article: int) -> None:
        """Take an article that is about to go out of its story, and let others be shown for its copies."""
        story = next((one.story for one in stories.members_of(self._connection, [article])), None)
        copies.release(self._connection, article)
        stories.place(self._connection, [article], None)
        if story is not None:
            stories.describe(self._connection, story, None)

    def seen_with(self, articles: Iterable[int]) -> list[int]:
        """Return the articles that `regroup` would look at."""
        return [one.id for one in self._seen_with(articles)]

    def _seen_with(self, articles: Iterable[int]) -> list[Member]:
        wanted = list(articles)
        shown = {one.id: one.shown for one in stories.members_of(self._connection, wanted)}
        return self._surroundings(list(dict.fromkeys(shown[one] for one in wanted if one in shown)))

    def regroup(self, articles: Iterable[int], leaving: int | None = None) -> set[int]:
        """Divide articles and all that they may belong to into stories anew; return what was looked at.

        An article that is `leaving` its story leaves the story's number to the others.
        """
        seen = self._seen_with(articles)
        nodes = [one.id for one in seen]
        hidden = copies.shown_by(self._connection, nodes, _MOST_COPIES)
        shown = {one.id: one.shown for one in hidden} | {number: number for number in nodes}
        together, apart = stories.constraints(self._connection, shown)
        likely = _between(links.among(self._connection, list(shown)), shown)
        wanted = _between(dict.fromkeys(together, 1.0), shown)
        parts = average_linkage(nodes, likely, wanted, _between(dict.fromkeys(apart, 1.0), shown))
        before = {one.id: self._known_story(one, seen) for one in seen}
        if leaving in before:
            before[leaving] = None
        self._place(parts, before, copies.stories_of(self._connection, nodes), likely | wanted)
        return {one.id for one in seen}

    def _surroundings(self, articles: Sequence[int]) -> list[Member]:
        """Return articles with what is linked to them and the stories of all of these, the nearest first."""
        asked = {number: place for place, number in enumerate(articles)}
        near: dict[int, float] = dict.fromkeys(articles, 1.0)
        for article in articles:
            for other, likelihood in stories.neighbours(self._connection, article, _NEAR).items():
                near[other] = max(near.get(other, 0.0), likelihood)
        together, _ = stories.constraints(self._connection, articles)
        linked = stories.linked(self._connection, (one for pair in together for one in pair))
        near |= dict.fromkeys(linked, 1.0)
        found = stories.members_of(self._connection, near)
        shown = {one.shown: near[one.id] for one in sorted(found, key=lambda one: near[one.id])}
        seen = {one.id: one for one in stories.members_of(self._connection, shown)}
        touched: dict[int, float] = {}
        of_copies = copies.stories_of(self._connection, seen)
        for one in seen.values():
            for story in (one.story, *of_copies.get(one.id, ())):
                if story is not None:
                    touched[story] = max(touched.get(story, 0.0), shown[one.id])
        whole = stories.members(self._connection, touched)
        whole.sort(key=lambda one: -touched[one.story or 0])
        # Those that were asked about come first: the rest may be cut off.
        nearest = sorted(
            seen.values(), key=lambda one: (asked.get(one.id, len(asked)), -shown[one.id], one.id)
        )
        return list({one.id: one for one in (*nearest, *whole)}.values())[:_MOST_SEEN]

    def _known_story(self, one: Member, seen: Sequence[Member]) -> int | None:
        """Return the story by whose number a member is known, unless others have that now."""
        if one.seat is None or one.seat == one.story:
            return one.story
        taken = any(other.story == one.seat for other in seen)
        return one.seat if taken or not stories.members(self._connection, [one.seat]) else one.story

    def _place(
        self,
        parts: Sequence[Sequence[int]],
        before: Mapping[int, int | None],
        of_copies: Mapping[int, Sequence[int | None]],
        likely: Mapping[Pair, float],
    ) -> None:
        """Give each part its story: the one that most of its articles were in, the older one if in doubt.

        What only copies of an article were in counts as well: it may have come to be shown for them just now.
        """
        free = {story for story in before.values() if story is not None}
        free |= {story for some in of_copies.values() for story in some if story is not None}
        changed: dict[int, list[int]] = {}
        for part in sorted(parts, key=lambda part: (-len(part), min(part))):
            known = [before[one] for one in part]
            known += [story for one in part if before[one] is None for story in of_copies.get(one, ())]
            votes = Counter(story for story in known if story is not None and story in free)
            story = min(votes, key=lambda one: (-votes[one], one)) if votes else None
            if story is None and (len(part) > 1 or part[0] in of_copies):
                story = stories.create(self._connection)
            if story is not None:
                free.discard(story)
                changed[story] = list(part)
            stories.place(self._connection, part, story)
        for story, part in changed.items():
            stories.describe(self._connection, story, _most_central(part, likely))
        self._empty(free, changed, before, of_copies, likely)

    def _empty(
        self,
        left: Iterable[int],
        changed: Mapping[int, Sequence[int]],
        before: Mapping[int, int | None],
        of_copies: Mapping[int, Sequence[int | None]],
        likely: Mapping[Pair, float],
    ) -> None:
        """Let stories whose articles have all gone elsewhere lead there."""
        where = {one: story for story, part in changed.items() for one in part}
        for story in left:
            stories.describe(self._connection, story, None)
            gone = [one for one in where if story == before[one] or story in of_copies.get(one, ())]
            if gone and not stories.members(self._connection, [story]):
                heir = Counter(where[one] for one in gone).most_common(1)[0][0]
                ties = {
                    pair: p
                    for pair, p in likely.items()
                    if (before.get(pair[0]) == story) != (before.get(pair[1]) == story)
                    and where.get(pair[0]) == where.get(pair[1]) == heir
                }
                stories.become(
                    self._connection, story, heir, max(ties, key=lambda one: ties[one], default=None)
                )


def repair(
    desk_file: DeskFile, arrived: int, is_stopped: Callable[[], bool], now: float | None = None
) -> None:
    """Divide the articles of the last 30 days into stories anew, whatever the order in which they came.

    It is done once a day, and where many have `arrived` at once.
    """
    now = time.time() if now is None else now
    with desk_file.reading() as connection:
        last = float(key_values.get_value(connection, _REPAIRED) or 0)
        if arrived < _MANY and 0 <= now - last < _DAILY:
            return
        waiting = stories.recent(connection, now - _RECENT)
    seen: set[int] = set()
    while waiting:
        if is_stopped():
            return
        step, waiting = waiting[:_STEP], waiting[_STEP:]
        with desk_file.writing() as connection:
            for article in step:
                if article not in seen:
                    seen |= Grouping(connection).regroup([article])
    with desk_file.writing() as connection:
        key_values.set_value(connection, _REPAIRED, str(now))


def _between(likelihoods: Mapping[Pair, float], shown: Mapping[int, int]) -> dict[Pair, float]:
    """Return the largest likelihood between the articles that are shown for others."""
    found: dict[Pair, float] = {}
    for (a, b), likelihood in likelihoods.items():
        if a in shown and b in shown and shown[a] != shown[b]:
            pair = _pair(shown[a], shown[b])
            found[pair] = max(found.get(pair, 0.0), likelihood)
    return found


def _most_central(part: Sequence[int], likely: Mapping[Pair, float]) -> int:
    within = set(part)
    nearness = dict.fromkeys(part, 0.0)
    for (a, b), likelihood in likely.items():
        if a in within and b in within:
            nearness[a] += likelihood
            nearness[b] += likelihood
    return min(part, key=lambda one: (-round(nearness[one], 4), one))


def _pair(a: int, b: int) -> Pair:
    return min(a, b), max(a, b)
