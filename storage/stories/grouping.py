"""Groups articles into stories: each new article is clustered together with all that it may belong to."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from storage.analysis.similarity.clustering import average_linkage
from storage.database import key_values
from storage.database.connection import Connection, DeskFile
from storage.database.stories import copies, links, stories, story_constraints, story_states
from storage.database.stories.links import Pair
from storage.database.stories.stories import Member
from storage.stories import story_reading

_LEAST_LIKELIHOOD = 0.1  # of a link whose story is clustered again for a new article
_MOST_CLUSTERED = 150  # articles that are clustered together
_MOST_COPIES = 60  # of all of them
_RECENT = 30 * 86_400  # seconds
_DAILY = 20 * 3_600  # seconds
_MANY = 200  # articles
_LAST_REGROUPED = "stories repaired"  # the key in desk files
_STEP = 4  # articles that are grouped in one write


class Grouping:
    """The stories of one desk, within one write."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def detach_copies(self, article: int) -> list[int]:
        """Take an article out of its group of copies before it is linked, and return the others of the group.

        An article that is not indexed leaves its story too.
        """
        if not stories.indexed(self._connection, [article]):
            stories.withdraw(self._connection, article)
            return []
        return copies.detach(self._connection, article)

    def assign_story(
        self, article: int, copy_of: Sequence[int] = (), earlier_copies: Sequence[int] = ()
    ) -> None:
        """Find the story of an article that was just linked.

        The article is a copy of `copy_of`; `earlier_copies` were its copies before.
        """
        _, cannot_link = story_constraints.constraints(self._connection, [article])
        self._join_copies(article, [one for one in copy_of if _pair(article, one) not in cannot_link])
        self.regroup([article, *earlier_copies])

    def _join_copies(self, article: int, copy_of: Sequence[int]) -> None:
        """Make an article and the first representative that it is a copy of copies of one text.

        Copies are not transitive: otherwise texts that change a little each time would all be one. Nor does
        an article unite two groups of copies: a digest contains many texts.
        """
        known = {one.id: one for one in stories.members_of(self._connection, copy_of)}
        representatives = [one for one in copy_of if one in known and known[one].representative == one]
        if not representatives:
            return
        first = representatives[0]
        best = copies.best_text(self._connection, [article, first], first)
        others = [] if best == first else [one.id for one in copies.copies_of(self._connection, [first])]
        group = [one for one in (article, first, *others) if one != best]
        copies.set_representative(self._connection, best, group)

    def remove(self, article: int) -> None:
        """Take an article that is about to be deleted out of its copies and its story."""
        touched = stories.stories_with(self._connection, [article])
        copies.detach(self._connection, article)
        copies.separate_copies(self._connection, article)
        stories.assign(self._connection, [article], None)
        for story in touched:
            stories.update_summary(self._connection, story, None)

    def neighbourhood(self, articles: Iterable[int]) -> list[int]:
        """Return the articles that `regroup` would cluster."""
        return [one.id for one in self._neighbourhood(articles)]

    def _neighbourhood(self, articles: Iterable[int]) -> list[Member]:
        wanted = list(articles)
        known = {one.id: one.representative for one in stories.members_of(self._connection, wanted)}
        return self._neighbours_of(list(dict.fromkeys(known[one] for one in wanted if one in known)))

    def regroup(self, articles: Iterable[int], leaving: int | None = None) -> set[int]:
        """Cluster articles and all that they may belong to into stories again, and return all of them.

        An article that is `leaving` its story leaves the story's number to the others.
        """
        members = self._neighbourhood(articles)
        nodes = [one.id for one in members]
        hidden = copies.copies_of(self._connection, nodes, _MOST_COPIES)
        node_of = {one.id: one.representative for one in hidden} | {node: node for node in nodes}
        must_link, cannot_link = (
            _between_nodes(dict.fromkeys(pairs, 1.0), node_of)
            for pairs in story_constraints.constraints(self._connection, node_of)
        )
        likelihoods = _between_nodes(links.likelihoods_among(self._connection, list(node_of)), node_of)
        clusters = average_linkage(nodes, likelihoods, must_link, cannot_link)
        previous = {one.id: self._previous_story(one, members) for one in members}
        if leaving in previous:
            previous[leaving] = None
        stories_of_copies = copies.stories_of_copies(self._connection, nodes)
        self._assign(clusters, previous, stories_of_copies, likelihoods | must_link)
        return set(nodes)

    def _neighbours_of(self, articles: Sequence[int]) -> list[Member]:
        """Return articles with those linked to them and the stories of all of these, nearest first."""
        asked = {article: rank for rank, article in enumerate(articles)}
        near: dict[int, float] = dict.fromkeys(articles, 1.0)
        for article in articles:
            neighbours = stories.neighbours(self._connection, article, _LEAST_LIKELIHOOD)
            for other, likelihood in neighbours.items():
                near[other] = max(near.get(other, 0.0), likelihood)
        must_link, _ = story_constraints.constraints(self._connection, articles)
        indexed = stories.indexed(self._connection, (article for pair in must_link for article in pair))
        near |= dict.fromkeys(indexed, 1.0)
        found = stories.members_of(self._connection, near)
        nearness = {one.representative: near[one.id] for one in sorted(found, key=lambda one: near[one.id])}
        members = {one.id: one for one in stories.members_of(self._connection, nearness)}
        touched: dict[int, float] = {}
        stories_of_copies = copies.stories_of_copies(self._connection, members)
        for one in members.values():
            for story in (one.story, *stories_of_copies.get(one.id, ())):
                if story is not None:
                    touched[story] = max(touched.get(story, 0.0), nearness[one.id])
        others = stories.members(self._connection, touched)
        others.sort(key=lambda one: -touched[one.story or 0])
        # Those that were asked for come first: the rest may be cut off.
        nearest = sorted(
            members.values(), key=lambda one: (asked.get(one.id, len(asked)), -nearness[one.id], one.id)
        )
        return list({one.id: one for one in (*nearest, *others)}.values())[:_MOST_CLUSTERED]

    def _previous_story(self, one: Member, members: Sequence[Member]) -> int | None:
        """Return the story whose number a member votes for: the one from before all was analysed again.

        If that number already belongs to other articles, it is the member's present story.
        """
        previous = one.previous_story
        if previous is None or previous == one.story:
            return one.story
        is_among_members = any(other.story == previous for other in members)
        is_free = is_among_members or not stories.members(self._connection, [previous])
        return previous if is_free else one.story

    def _assign(
        self,
        clusters: Sequence[Sequence[int]],
        previous: Mapping[int, int | None],
        stories_of_copies: Mapping[int, Sequence[int | None]],
        likelihoods: Mapping[Pair, float],
    ) -> None:
        """Assign each cluster the story that most of its articles had, the older one if there are several.

        Articles without a story vote for the stories of their copies: they may have become the
        representative just now.
        """
        free = {story for story in previous.values() if story is not None}
        free |= {story for some in stories_of_copies.values() for story in some if story is not None}
        # While all articles are analysed again, they may have been put into other stories by now.
        free |= stories.stories_with(self._connection, previous)
        assigned: dict[int, list[int]] = {}
        for cluster in sorted(clusters, key=lambda cluster: (-len(cluster), min(cluster))):
            known = [previous[one] for one in cluster]
            known += [s for one in cluster if previous[one] is None for s in stories_of_copies.get(one, ())]
            votes = Counter(story for story in known if story is not None and story in free)
            story = min(votes, key=lambda one: (-votes[one], one)) if votes else None
            if story is None and (len(cluster) > 1 or cluster[0] in stories_of_copies):
                story = self._create_story(cluster, known)
            if story is not None:
                free.discard(story)
                assigned[story] = list(cluster)
            stories.assign(self._connection, cluster, story)
        for story, cluster in assigned.items():
            stories.update_summary(self._connection, story, _most_central(cluster, likelihoods))
        self._redirect_emptied(free, assigned, previous, stories_of_copies, likelihoods)

    def _create_story(self, cluster: Sequence[int], known: Iterable[int | None]) -> int:
        """Create a story for a cluster; it has the state of the one that most of its articles were in.

        While all articles are analysed again, its articles may still return to that one.
        """
        story = stories.create(self._connection)
        left = Counter(one for one in known if one is not None)
        if left and not any(one.previous_story for one in stories.members_of(self._connection, cluster)):
            story_states.inherit(self._connection, story, min(left, key=lambda one: (-left[one], one)))
        return story

    def _redirect_emptied(
        self,
        unassigned: Iterable[int],
        assigned: Mapping[int, Sequence[int]],
        previous: Mapping[int, int | None],
        stories_of_copies: Mapping[int, Sequence[int | None]],
        likelihoods: Mapping[Pair, float],
    ) -> None:
        """Redirect emptied stories to their successors, the stories that most of their articles are in."""
        story_of = {one: story for story, cluster in assigned.items() for one in cluster}
        for story in unassigned:
            stories.update_summary(self._connection, story, None)
            moved = [
                one for one in story_of if story == previous[one] or story in stories_of_copies.get(one, ())
            ]
            if moved and not stories.members(self._connection, [story]):
                successor = Counter(story_of[one] for one in moved).most_common(1)[0][0]
                pairs = {
                    pair: likelihood
                    for pair, likelihood in likelihoods.items()
                    if (previous.get(pair[0]) == story) != (previous.get(pair[1]) == story)
                    and story_of.get(pair[0]) == story_of.get(pair[1]) == successor
                }
                reason = max(pairs, key=lambda one: pairs[one], default=None)
                stories.merge_into(self._connection, story, successor, reason)


def regroup_recent(
    desk_file: DeskFile, arrived: int, is_stopped: Callable[[], bool], now: float | None = None
) -> None:
    """Group the articles of the last 30 days again, so that their order of arrival does not matter.

    It happens once a day, and when many articles have `arrived` at once. `now` is in Unix seconds.
    """
    now = time.time() if now is None else now
    with desk_file.reading() as connection:
        last = float(key_values.get_value(connection, _LAST_REGROUPED) or 0)
        if arrived < _MANY and 0 <= now - last < _DAILY:
            return
        waiting = stories.recent(connection, now - _RECENT)
    regrouped: set[int] = set()
    while waiting:
        if is_stopped():
            return
        step, waiting = waiting[:_STEP], waiting[_STEP:]
        with desk_file.writing() as connection:
            for article in step:
                if article not in regrouped:
                    regrouped |= Grouping(connection).regroup([article])
    with desk_file.writing() as connection:
        story_reading.settle(connection)
        key_values.set_value(connection, _LAST_REGROUPED, str(now))


def _between_nodes(values: Mapping[Pair, float], node_of: Mapping[int, int]) -> dict[Pair, float]:
    """Return the largest value between each two representatives and their copies."""
    found: dict[Pair, float] = {}
    for (a, b), value in values.items():
        if a in node_of and b in node_of and node_of[a] != node_of[b]:
            pair = _pair(node_of[a], node_of[b])
            found[pair] = max(found.get(pair, 0.0), value)
    return found


def _most_central(cluster: Sequence[int], likelihoods: Mapping[Pair, float]) -> int:
    """Return the article with the largest sum of likelihoods to the others, the oldest of several."""
    within = set(cluster)
    nearness = dict.fromkeys(cluster, 0.0)
    for (a, b), likelihood in likelihoods.items():
        if a in within and b in within:
            nearness[a] += likelihood
            nearness[b] += likelihood
    return min(cluster, key=lambda one: (-round(nearness[one], 4), one))


def _pair(a: int, b: int) -> Pair:
    return min(a, b), max(a, b)
