"""What resolution asks of a desk: its entities, and the constraints that its reader has set."""

from collections.abc import Sequence
from functools import lru_cache

from storage.analysis.entities.constraints import Constraints
from storage.database.connection import Connection
from storage.database.names import entities, mentions, name_corrections
from storage.model import Correction, Entity, Spelling


class DeskEntities:
    """Lookup of the entities of a desk."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the entities with any of these keys, each with the key that matched."""
        return entities.find(self._connection, keys)

    def keys(self, entity: int) -> list[str]:
        """Return all keys of an entity."""
        return entities.keys(self._connection, entity)

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity."""
        return mentions.highest_confidence(self._connection, entity)

    def shared_company(self, entity: int, names: Sequence[str]) -> int:
        """Return how many of these names the newest articles of an entity have too."""
        return entities.shared_company(self._connection, entity, names)

    def spellings(self, entity: int) -> list[Spelling]:
        """Return the spellings of an entity."""
        return entities.spellings(self._connection, entity)


@lru_cache(maxsize=4)
def constraints_from(corrections: tuple[Correction, ...]) -> Constraints:
    """Return the constraints that corrections set."""
    return Constraints(corrections)


def read_constraints(connection: Connection) -> Constraints:
    """Return the constraints that the reader of a desk has set."""
    return constraints_from(name_corrections.all_of(connection))
