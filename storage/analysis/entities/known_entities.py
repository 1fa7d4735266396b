"""What the decision about a name may ask of the desk."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from storage.analysis.entities.blocking_keys import INITIALS, LONGER, SKELETON, SURNAME
from storage.model import Entity


class KnownEntities(Protocol):
    """What the desk knows of its entities."""

    def find(self, keys: Sequence[str]) -> Sequence[tuple[str, Entity]]:
        """Return the entities that have any of these keys, each with the key that found it.

        Of those under one key the ones in most articles come first.
        """
        ...

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity, those of `Cluster.blocks` included."""
        ...


def names_among(keys: Iterable[str]) -> set[str]:
    """Return the keys by which an entity is called, without those under which other names find it."""
    return {key for key in keys if not key.startswith((SKELETON, SURNAME, INITIALS, LONGER))}
