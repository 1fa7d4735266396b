"""Names: the entities that articles mention, and the reader's corrections of them."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from storage.database.connection import DeskFile
from storage.database.names import entities, name_corrections, name_page, names_met
from storage.desk.numbers import check_numbers
from storage.model import Correction, Entity, Introduction, Kind, NameGuess, Occurrence, Spelling
from storage.model.documents import correction_document

if TYPE_CHECKING:
    from storage.names.corrections import Corrector


class Names:
    """The entities of a desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def get(self, entity: int) -> Entity:
        """Return an entity, or the one that it was merged into. Raises `NotFoundError`."""
        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return entities.fetch(connection, entity)

    def spellings(self, entity: int, limit: int = -1) -> list[Spelling]:
        """Return the spellings of an entity, the most frequent first; all of them by default."""
        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return entities.spellings(connection, entity, limit)

    def description(self, entity: int) -> str:
        """Return who or what an entity is in the words of its newest articles, "" if they don't say."""
        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return name_page.description(connection, entity)

    def introductions(self, article: int) -> dict[int, Introduction]:
        """Return who the names in an article are, by entity, of those that the reader has not met this week.

        The words are those of other articles; a name that none of them describes is left out.
        """
        check_numbers(article)
        with self._desk_file.reading() as connection:
            return names_met.introductions(connection, article, time.time())

    def meet(self, entities: Iterable[int]) -> None:
        """Record that the reader has these names on the screen."""
        with self._desk_file.writing() as connection:
            names_met.meet(connection, entities, time.time())

    def followed_with_unread(self) -> list[tuple[Entity, int]]:
        """Return the followed entities, by name, each with the number of its unread articles."""
        with self._desk_file.reading() as connection:
            return entities.followed_with_unread(connection)

    def occurrences(self, entity: int, offset: int, limit: int) -> list[Occurrence]:
        """Return the articles that have an entity, newest first, each with the sentence of a mention."""
        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return name_page.occurrences(connection, entity, offset, limit)

    def timeline(self, entity: int) -> list[tuple[date, int]]:
        """Return the number of mentions per local day in dated articles, oldest first, without empty days."""
        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return name_page.timeline(connection, entity)

    def co_occurring(self, entity: int, limit: int = 12) -> list[tuple[Entity, int]]:
        """Return the names that occur with an entity, with the number of articles that have both."""
        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return name_page.co_occurring(connection, entity, limit)

    def search(
        self, query: str = "", kind: Kind | None = None, offset: int = 0, limit: int = 50
    ) -> list[Entity]:
        """Return the entities with this text in a spelling, those in most articles first; all for ""."""
        with self._desk_file.reading() as connection:
            return entities.search(connection, query, kind, offset, limit)

    def in_articles(
        self, numbers: Sequence[int], query: str = "", kind: Kind | None = None, limit: int = 50
    ) -> list[tuple[Entity, int]]:
        """Return the entities of these articles with their numbers of them, the most frequent first."""
        with self._desk_file.reading() as connection:
            return entities.in_articles(connection, numbers, query, kind, limit)

    def count(self, query: str = "", kind: Kind | None = None) -> int:
        """Return how many entities `search` finds without a limit."""
        with self._desk_file.reading() as connection:
            return entities.count(connection, query, kind)

    def guesses(self, entity: int) -> list[NameGuess]:
        """Return the names that perhaps mean the same as an entity, the most likely first."""
        from storage.names import guesses

        check_numbers(entity)
        with self._desk_file.reading() as connection:
            return guesses.guesses(connection, entity)

    # Corrections, which can be undone. Each method returns a sentence on what was done. It raises
    # `CorrectionError` if that is impossible, and `NotFoundError` if there is no such entity.

    def same(self, entity: int, other: int) -> str:
        """Merge two entities."""
        with self._correcting(entity, other) as corrector:
            return corrector.same(entity, other)

    def not_same(self, entity: int, spelling: str) -> str:
        """Split a spelling from an entity."""
        with self._correcting(entity) as corrector:
            return corrector.not_same(entity, spelling)

    def set_kind(self, entity: int, kind: Kind) -> str:
        """Change the kind of an entity."""
        with self._correcting(entity) as corrector:
            return corrector.set_kind(entity, kind)

    def forget(self, entity: int, spelling: str = "") -> str:
        """Record that an entity, or one of its spellings, is not a name."""
        with self._correcting(entity) as corrector:
            return corrector.forget(entity, spelling)

    def always(self, name: str, kind: Kind) -> str:
        """Record that a text is always a name."""
        with self._correcting() as corrector:
            return corrector.always(name, kind)

    def rename(self, entity: int, shown: str) -> str:
        """Change the display name of an entity; "" restores its own."""
        with self._correcting(entity) as corrector:
            return corrector.rename(entity, shown)

    def follow(self, entity: int, followed: bool = True) -> str:
        """Follow an entity, or stop following it."""
        with self._correcting(entity) as corrector:
            return corrector.follow(entity, followed)

    def mute(self, entity: int, muted: bool = True) -> str:
        """Mute an entity, so that it is not highlighted, or stop muting it."""
        with self._correcting(entity) as corrector:
            return corrector.mute(entity, muted)

    def correct(self, correction: Correction) -> str:
        """Carry out a correction by how names are written, whether or not the desk has the names yet."""
        with self._correcting() as corrector:
            return corrector.apply(correction)

    def corrections(self) -> list[Correction]:
        """Return all corrections of names, the earliest first."""
        with self._desk_file.reading() as connection:
            return list(name_corrections.all_of(connection))

    def correction_documents(self) -> list[dict[str, str]]:
        """Return all corrections of names as the documented JSON objects, which can be imported."""
        return [correction_document(one) for one in self.corrections()]

    @contextmanager
    def _correcting(self, *numbers: int) -> "Iterator[Corrector]":
        from storage.names.corrections import Corrector

        check_numbers(*numbers)
        with self._desk_file.writing() as connection:
            yield Corrector(connection)
