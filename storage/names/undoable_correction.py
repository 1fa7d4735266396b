"""A correction of names in progress: it records what it changes, for undo."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from storage.analysis.entities.clusters import Cluster, cluster_of_name
from storage.analysis.entities.constraints import name_key
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.lexicon.name_finder import NameFinder
from storage.database import undo_log
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.names import entities, mentions, name_corrections, reassignments
from storage.database.names.mentions import ResolvedMention
from storage.database.undo_log import UndoEntry
from storage.model import Correction, Field, Kind, Mention, Route
from storage.names.desk_entities import constraints_from
from storage.names.recording import refresh_entity
from storage.names.splitting import MovedMentions

Place = tuple[str, int, int]  # field, start, end


@dataclass(frozen=True, slots=True)
class AddedName:
    """A name that the reader adds to one article."""

    article: int
    places: list[Place] = field(default_factory=list)
    """All places where the article gets the name."""
    new: list[ResolvedMention] = field(default_factory=list)
    """The mentions at those places that are not stored yet."""
    covered: list[Place] = field(default_factory=list)
    """The places of shorter names that the name replaces."""


def find_everywhere(connection: Connection, name: str, kind: Kind) -> Iterator[AddedName]:
    """Yield the articles that have a text outside of names that are at least as long."""
    finder = NameFinder([name])
    for article in articles.containing(connection, name):
        title, text = articles.title_and_text(connection, article)
        stored = mentions.all_mentions(connection, article)
        added = AddedName(article)
        for where, words in ((Field.TITLE, title), (Field.TEXT, text)):
            for start, end in finder.find(words):
                _add(added, Mention(where, start, end, kind), name, stored)
        if added.places:
            yield added


def _add(added: AddedName, wanted: Mention, name: str, stored: Sequence[tuple[Mention, int | None]]) -> None:
    overlapping = [
        (one, entity)
        for one, entity in stored
        if one.field is wanted.field and one.start < wanted.end and wanted.start < one.end
    ]
    names = [one for one, entity in overlapping if entity is not None]
    if any(one.end - one.start >= wanted.end - wanted.start for one in names):
        return
    added.covered.extend((one.field.value, one.start, one.end) for one in names)
    added.places.append((wanted.field.value, wanted.start, wanted.end))
    if not any((one.start, one.end) == (wanted.start, wanted.end) for one, _ in overlapping):
        added.new.append(ResolvedMention(wanted, name, name_key(name, wanted.kind)[1], Route.ALWAYS))


class UndoableCorrection:
    """A context manager that carries out one correction; on exit, the undo log has all that it changed.

    The sentence on what was `done` has the number of mentions that changed; it ends with `unchanged` if none
    did.
    """

    def __init__(
        self, connection: Connection, done: str, corrections: Sequence[Correction], unchanged: str = ""
    ) -> None:
        self._connection = connection
        self._done = done
        self._unchanged = unchanged
        self._verb = "moved"
        self._counts = ""
        self.corrections = tuple(corrections)
        """The corrections of the desk, in order of time; `set_corrections` changes them."""
        self._added: list[Correction] = []
        self._removed: list[Correction] = []
        self._before: dict[int, dict[str, Any]] = {}
        # Undo also moves back the mentions with these keys that an entity gets later: (target, entity, keys).
        self._later: list[tuple[int, int, list[str]]] = []
        self._entry = 0

    @property
    def sentence(self) -> str:
        """What was done to how many mentions, and which earlier corrections are no longer valid."""
        removed = "; ".join(map(str, self._removed))
        changed = self._counts or self._unchanged
        said = f"{self._done}: {changed}." if changed else f"{self._done}."
        return said + (f" No longer: {removed}." if removed and self._added else "")

    def __enter__(self) -> Self:
        self._entry = undo_log.record(self._connection, UndoEntry(undo_log.NAMES, [], {}, {}), time.time())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            return  # the caller rolls back the write, and the undo entry with it
        self._count()
        reassignments.apply(self._connection, self._entry)
        constraints = constraints_from(self.corrections)
        for entity in self._before:
            refresh_entity(self._connection, entity, constraints)
        after = {entity: entities.state(self._connection, entity) for entity in self._before}
        state = {
            "said": self._done,
            "come": [name_corrections.as_json(one) for one in self._added],
            "gone": [name_corrections.as_json(one) for one in self._removed],
            "late": self._later,
            "entities": _items(after),
        }
        entry = UndoEntry(
            undo_log.NAMES, list(self._before), {"entities": _items(self._before)}, state, self._entry
        )
        undo_log.complete(self._connection, entry)

    def _count(self) -> None:
        """Say how many mentions change, in how many articles."""
        moved, in_articles, surnames = reassignments.counts(self._connection, self._entry)
        if moved:
            lone = f", {surnames} of them only a surname" if 0 < surnames < moved else ""
            self._counts = f"{_in_articles(moved, in_articles)} {self._verb}{lone}"

    def set_corrections(self, new: Iterable[Correction], contradicting: Iterable[Correction]) -> None:
        """Store new corrections, and delete earlier ones that they contradict."""
        new = list(new)
        self._removed = [one for one in contradicting if one not in new]
        name_corrections.remove(self._connection, self._removed)
        self._added = name_corrections.add(self._connection, new)
        kept = [one for one in self.corrections if one not in self._removed]
        self.corrections = (*kept, *self._added)

    def merge(self, entity: int, into: int) -> None:
        """Merge an entity into another one."""
        self._will_change(entity, into)
        keys = entities.keys(self._connection, entity)
        own = set(entities.keys(self._connection, into))
        reassignments.record(self._connection, self._entry, entity, into)
        self._later.append((into, entity, [key for key in keys if key not in own]))
        entities.add_keys(self._connection, into, keys)
        entities.set_merged_into(self._connection, entity, into)

    def split(
        self, entity: int, other: int | None, cluster: Cluster, everywhere: Iterable[MovedMentions]
    ) -> None:
        """Move mentions from an entity to another one, or to a new one for `cluster`."""
        other = self._add_cluster(other, cluster)
        self._will_change(entity, other)
        moved = Counter[str]()
        for one in everywhere:
            entities.add_keys(self._connection, other, one.keys)
            moved.update(key for _, key in one.mentions)
            for place, _ in one.mentions:
                reassignments.record_at(self._connection, self._entry, one.article, place, other)
        if not self._before[other]:
            names = {key for key in moved if not key.startswith(LONE)}
            self._later.append((other, entity, sorted({*cluster.keys, *names})))
        self._drop_keys(entity, cluster, moved)

    def _drop_keys(self, entity: int, cluster: Cluster, moved: Counter[str]) -> None:
        """Remove from an entity the keys of the names that it loses, and their blocking keys."""
        spellings = entities.surface_counts(self._connection, entity)
        stays = Counter[str]()
        for _, _, key, count in spellings:
            stays[key] += count
        stays.subtract(moved)
        gone = {*cluster.keys, *(key for key in moved if stays[key] <= 0)}
        kept = [text for text, _, key, _ in spellings if key and key not in gone]
        blocking = {key for text in kept for key in cluster_of_name(text, cluster.kind).blocking_keys}
        for key in entities.keys(self._connection, entity):
            if key in gone or (key in cluster.blocking_keys and key not in blocking):
                entities.drop_key(self._connection, entity, key)

    def change_kind(self, entity: int, kind: Kind, texts: Sequence[str]) -> None:
        """Give an entity, whose names are `texts`, the keys of another kind; merge those that have them."""
        self._will_change(entity)
        known = entities.fetch(self._connection, entity)
        self._unchanged = _in_articles(known.mentions, known.articles)
        keys = [name_key(text, kind)[1] for text in texts]
        entities.add_keys(self._connection, entity, keys)
        for other in {one.id for _, one in entities.find(self._connection, keys) if one.kind is kind}:
            if other != entity:
                self.merge(other, entity)

    def forget(self, entity: int, key: str = "") -> None:
        """Take all mentions from an entity, or those with a key: they are no names."""
        self._verb = "removed"
        self._will_change(entity)
        reassignments.record(self._connection, self._entry, entity, None, [key] if key else None)

    def add(self, entity: int | None, cluster: Cluster, everywhere: Iterable[AddedName]) -> None:
        """Add a name to articles, as a mention of an entity or of a new one for `cluster`."""
        self._verb = "added"
        for added in everywhere:
            if entity is None:
                entity = self._add_cluster(None, cluster)
            self._will_change(entity)
            mentions.add(self._connection, added.article, added.new)
            for place in added.covered:
                reassignments.record_at(self._connection, self._entry, added.article, place, None)
            for place in added.places:
                reassignments.record_at(self._connection, self._entry, added.article, place, entity)

    def refresh(self, entity: int) -> None:
        """Recompute the name and the flags of an entity on exit."""
        self._will_change(entity)

    def _add_cluster(self, entity: int | None, cluster: Cluster) -> int:
        """Give the keys of a cluster to an entity, or to a new one; return it."""
        if entity is None:
            entity = entities.create(self._connection, cluster.spellings[0][0], cluster.kind)
            self._before[entity] = {}
        self._will_change(entity)
        entities.add_keys(self._connection, entity, (*cluster.keys, *cluster.blocking_keys))
        return entity

    def _will_change(self, *changing: int) -> None:
        for entity in changing:
            if entity not in self._before:
                self._before[entity] = entities.state(self._connection, entity)


def _in_articles(mentions_: int, articles_: int) -> str:
    """Return "1 mention in 1 article", "12 mentions in 5 articles"."""
    of_articles = f"{articles_:,} article{'' if articles_ == 1 else 's'}"
    return f"{mentions_:,} mention{'' if mentions_ == 1 else 's'} in {of_articles}"


def _items(states: Mapping[int, dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    return list(states.items())
