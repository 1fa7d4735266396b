"""What resolution asks of a desk: its entities by their keys, all of them or a selection."""

from collections.abc import Callable, Sequence
from typing import Protocol

from storage.model import Entity


class KnownEntities(Protocol):
    """Lookup of the entities that the desk knows."""

    def find(self, keys: Sequence[str]) -> Sequence[tuple[str, Entity]]:
        """Return the entities with any of these keys, each with the key that matched.

        Under one key, entities in more articles come first.
        """
        ...

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity, blocking keys included."""
        ...

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity, from 0 to 1."""
        ...

    def shared_company(self, entity: int, names: Sequence[str]) -> int:
        """Return how many of these names the articles of an entity have too."""
        ...


class SelectedEntities:
    """The known entities that a condition allows to be found."""

    def __init__(self, known: KnownEntities, allows: Callable[[Entity], bool]) -> None:
        self._known = known
        self._allows = allows

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the allowed entities with any of these keys, each with the key that matched."""
        return [(key, one) for key, one in self._known.find(keys) if self._allows(one)]

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity."""
        return self._known.keys(entity)

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity."""
        return self._known.confidence(entity)

    def shared_company(self, entity: int, names: Sequence[str]) -> int:
        """Return how many of these names the articles of an entity have too."""
        return self._known.shared_company(entity, names)
