"""One correction being carried out: what changes is kept, so that it can be taken back."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.constraints import name_key
from storage.analysis.lexicon.name_finder import NameFinder
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.names import entities, mentions, name_corrections, reassignments
from storage.database.names.mentions import ResolvedMention
from storage.database.undo import undo_log
from storage.database.undo.undo_log import UndoEntry
from storage.model import Correction, Field, Kind, Mention, Route
from storage.names.recording import refresh_entity

Place = tuple[str, int, int]  # field, start, end


@dataclass(frozen=True, slots=True)
class AddedName:
    """Where a name stands in an article that does not mention it there: `found` are mentions to be stored.

    `covered` are the places of shorter names that it takes the place of, `places` all that it gets.
    """

    article: int
    found: list[ResolvedMention]
    places: list[Place]
    covered: list[Place]


def find_everywhere(connection: Connection, name: str, kind: Kind) -> Iterator[AddedName]:
    """Yield the articles in which a name stands somewhere without being seen as one."""
    finder = NameFinder([name])
    for article in articles.holding(connection, name):
        title, text = articles.words_of(connection, article)
        there = mentions.all_mentions(connection, article)
        addition = AddedName(article, [], [], [])
        for field, words in ((Field.TITLE, title), (Field.TEXT, text)):
            for start, end in finder.find(words):
                _add(addition, Mention(field, start, end, kind), name, there)
        if addition.places:
            yield addition


def _add(addition: AddedName, wanted: Mention, name: str, there: list[tuple[Mention, int | None]]) -> None:
    touching = [
        (one, entity)
        for one, entity in there
        if one.field is wanted.field and one.start < wanted.end and wanted.start < one.end
    ]
    names_there = [one for one, entity in touching if entity is not None]
    if any(one.end - one.start >= wanted.end - wanted.start for one in names_there):
        return
    addition.covered.extend((one.field.value, one.start, one.end) for one in names_there)
    addition.places.append((wanted.field.value, wanted.start, wanted.end))
    if not any((one.start, one.end) == (wanted.start, wanted.end) for one, _ in touching):
        addition.found.append(ResolvedMention(wanted, name, name_key(name, wanted.kind)[1], Route.ALWAYS))


class UndoableCorrection:
    """A deed under way; at the end of the `with` block it is in the journal, with all that it changed."""

    def __init__(self, connection: Connection, said: str) -> None:
        self._connection = connection
        self._said = said
        self._come: list[Correction] = []
        self._gone: list[Correction] = []
        self._before: dict[int, dict[str, Any]] = {}
        self._late: list[tuple[int, int, list[str]]] = []
        self._deed = 0

    @property
    def sentence(self) -> str:
        """What holds now, and what does not any more."""
        taken_back = "; ".join(map(str, self._gone))
        return f"{self._said}." + (f" No longer: {taken_back}." if taken_back and self._come else "")

    def __enter__(self) -> Self:
        self._deed = undo_log.record(self._connection, UndoEntry(undo_log.NAMES, [], {}, {}), time.time())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            return  # the write is rolled back, and the deed with it
        reassignments.apply(self._connection, self._deed)
        for entity in self._before:
            refresh_entity(self._connection, entity)
        after = {entity: entities.state(self._connection, entity) for entity in self._before}
        state = {
            "said": self._said,
            "come": [name_corrections.as_json(one) for one in self._come],
            "gone": [name_corrections.as_json(one) for one in self._gone],
            "late": self._late,
            "entities": _items(after),
        }
        deed = UndoEntry(
            undo_log.NAMES, list(self._before), {"entities": _items(self._before)}, state, self._deed
        )
        undo_log.describe(self._connection, deed)

    def rule(self, come: Iterable[Correction], against: Iterable[Correction]) -> None:
        """Let corrections hold in place of others that they contradict."""
        come = list(come)
        self._gone = [one for one in against if one not in come]
        name_corrections.remove(self._connection, self._gone)
        self._come = name_corrections.add(self._connection, come)

    def merge(self, entity: int, into: int) -> None:
        """Let one entity become another."""
        self._touch(entity, into)
        keys = entities.keys(self._connection, entity)
        own = set(entities.keys(self._connection, into))
        reassignments.choose(self._connection, self._deed, entity, into)
        self._late.append((into, entity, [key for key in keys if key not in own]))
        entities.add_keys(self._connection, into, keys)
        entities.set_merged_into(self._connection, entity, into)

    def split(self, entity: int, key: str, other: int | None, found: Cluster) -> None:
        """Let what is called so mean another entity, which is made if there is none."""
        other = self._known_or_new(other, found)
        self._touch(entity, other)
        entities.drop_key(self._connection, entity, key)
        reassignments.choose(self._connection, self._deed, entity, other, [key])
        if not self._before[other]:
            self._late.append((other, entity, [key]))

    def change_kind(self, entity: int, kind: Kind, texts: Sequence[str]) -> None:
        """Let an entity be found as one of another kind, together with what has its names already."""
        self._touch(entity)
        keys = [name_key(text, kind)[1] for text in texts]
        entities.add_keys(self._connection, entity, keys)
        for other in {one.id for _, one in entities.find(self._connection, keys) if one.kind is kind}:
            if other != entity:
                self.merge(other, entity)

    def drop(self, entity: int, key: str = "") -> None:
        """Let an entity, or what in it is called so, be no name."""
        self._touch(entity)
        reassignments.choose(self._connection, self._deed, entity, None, [key] if key else None)

    def add(self, entity: int | None, found: Cluster, additions: Iterable[AddedName]) -> None:
        """Let a name be seen where the recogniser had seen none, or a shorter one."""
        for addition in additions:
            if entity is None:
                entity = self._known_or_new(None, found)
            self._touch(entity)
            mentions.add(self._connection, addition.article, addition.found)
            for place, target in ((place, None) for place in addition.covered):
                reassignments.choose_at(self._connection, self._deed, addition.article, place, target)
            for one in addition.places:
                reassignments.choose_at(self._connection, self._deed, addition.article, one, entity)

    def describe(self, entity: int) -> None:
        """Let an entity be shown as the corrections say."""
        self._touch(entity)

    def _known_or_new(self, entity: int | None, found: Cluster) -> int:
        if entity is None:
            entity = entities.create(self._connection, found.spellings[0][0], found.kind)
            self._before[entity] = {}
        self._touch(entity)
        entities.add_keys(self._connection, entity, (*found.keys, *found.blocks))
        return entity

    def _touch(self, *touched: int) -> None:
        for entity in touched:
            if entity not in self._before:
                self._before[entity] = entities.state(self._connection, entity)


def _items(states: Mapping[int, dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    return list(states.items())
