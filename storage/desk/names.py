"""Names: the entities that articles mention, and the reader's corrections of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from storage.database.connection import DeskFile
from storage.database.names import entities, name_corrections, name_page
from storage.model import Correction, Entity, Kind, Occurrence, Spelling
from storage.model.documents import correction_document

if TYPE_CHECKING:
    from storage.names.corrections import Corrector


class Names:
    """The entities of a desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def get(self, entity: int) -> Entity:
        """Return who or what a name stands for. Raises `NotFoundError`."""
        with self._desk_file.reading(entity) as connection:
            return entities.fetch(connection, entity)

    def spellings(self, entity: int, limit: int = -1) -> list[Spelling]:
        """Return the ways in which an entity is written, the most frequent first; all by default."""
        with self._desk_file.reading(entity) as connection:
            return entities.spellings(connection, entity, limit)

    def description(self, entity: int) -> str:
        """Return who an entity is, in the words of its newest articles; "" where they do not say."""
        with self._desk_file.reading(entity) as connection:
            return name_page.description(connection, entity)

    def followed(self) -> list[Entity]:
        """Return the entities that the reader follows, by name."""
        with self._desk_file.reading() as connection:
            return entities.followed(connection)

    def occurrences(self, entity: int, offset: int, limit: int) -> list[Occurrence]:
        """Return the articles that name an entity, newest first, each with a sentence around it."""
        with self._desk_file.reading(entity) as connection:
            return name_page.occurrences(connection, entity, offset, limit)

    def timeline(self, entity: int) -> list[tuple[date, int]]:
        """Return mentions a day in dated articles, oldest first, days without any left out."""
        with self._desk_file.reading(entity) as connection:
            return name_page.timeline(connection, entity)

    def co_occurring(self, entity: int, limit: int = 12) -> list[tuple[Entity, int]]:
        """Return names that occur with an entity, with the number of articles they share."""
        with self._desk_file.reading(entity) as connection:
            return name_page.co_occurring(connection, entity, limit)

    def search(
        self, query: str = "", kind: Kind | None = None, offset: int = 0, limit: int = 50
    ) -> list[Entity]:
        """Return the entities with this text in a spelling, those in most articles first."""
        with self._desk_file.reading() as connection:
            return entities.search(connection, query, kind, offset, limit)

    def count(self, query: str = "", kind: Kind | None = None) -> int:
        """Return how many entities `search` would find."""
        with self._desk_file.reading() as connection:
            return entities.count(connection, query, kind)

    # What the reader decides about names: all of it can be undone. Each returns a sentence on what holds now
    # and raises `CorrectionError` for what can't be, `NotFoundError` for an entity that is not there.

    def same(self, entity: int, other: int) -> str:
        """Let two entities be one."""
        with self._correcting(entity, other) as corrector:
            return corrector.same(entity, other)

    def not_same(self, entity: int, spelling: str) -> str:
        """Let what is written so not mean this entity."""
        with self._correcting(entity) as corrector:
            return corrector.apart(entity, spelling)

    def set_kind(self, entity: int, kind: Kind) -> str:
        """Let an entity be of another kind."""
        with self._correcting(entity) as corrector:
            return corrector.set_kind(entity, kind)

    def forget(self, entity: int, spelling: str = "") -> str:
        """Let an entity, or only what is written so, be no name."""
        with self._correcting(entity) as corrector:
            return corrector.forget(entity, spelling)

    def always(self, name: str, kind: Kind) -> str:
        """Let a text be a name wherever it stands."""
        with self._correcting() as corrector:
            return corrector.always(name, kind)

    def rename(self, entity: int, shown: str) -> str:
        """Show an entity under another name; "" gives it back its own."""
        with self._correcting(entity) as corrector:
            return corrector.rename(entity, shown)

    def follow(self, entity: int, followed: bool = True) -> str:
        """Follow an entity, or no more."""
        with self._correcting(entity) as corrector:
            return corrector.follow(entity, followed)

    def mute(self, entity: int, muted: bool = True) -> str:
        """Mute an entity, or no more: it is not highlighted."""
        with self._correcting(entity) as corrector:
            return corrector.mute(entity, muted)

    def correct(self, correction: Correction) -> str:
        """Let a correction hold that is given by how names are written, whether the desk has them or not."""
        with self._correcting() as corrector:
            return corrector.take_in(correction)

    def corrections(self) -> list[Correction]:
        """Return all that the reader has decided about names, the earliest first."""
        with self._desk_file.reading() as connection:
            return list(name_corrections.all_of(connection))

    def correction_documents(self) -> list[dict[str, str]]:
        """Return them as the documented JSON objects, which an import takes in again."""
        return [correction_document(one) for one in self.corrections()]

    @contextmanager
    def _correcting(self, *numbers: int) -> "Iterator[Corrector]":
        from storage.names.corrections import Corrector  # noqa: PLC0415 - reading needs none of what it brings

        with self._desk_file.writing(*numbers) as connection:
            yield Corrector(connection)
