"""Saved searches: queries with a name, and how many of their articles are unread."""

import time
from collections.abc import Sequence
from typing import Any

from storage.database.connection import DeskFile
from storage.database.searches import saved_searches, search_entries
from storage.desk.numbers import check_numbers
from storage.errors import DeskError
from storage.model import SavedSearch, SearchDraft, Trouble


class Searches:
    """The saved searches of a desk, with counts that are kept as articles change."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def all(self) -> list[SavedSearch]:
        """Return the saved searches in the reader's order, those without a folder first, then by folder."""
        with self._desk_file.reading() as connection:
            return saved_searches.all_searches(connection)

    def get(self, search: int) -> SavedSearch:
        """Return one saved search. Raises `NotFoundError`."""
        check_numbers(search)
        with self._desk_file.reading() as connection:
            return saved_searches.fetch(connection, search)

    def save(self, name: str, query: str, folder: str = "") -> SavedSearch:
        """Save a search and return it; without a name it has its query as name.

        Raises `QueryError` for a wrong query and `DeskError` for an empty one.
        """
        search_entries.check(query)
        with self._desk_file.writing() as connection:
            search = saved_searches.save(connection, SearchDraft(name, query, folder), time.time())
        return self.get(search)

    def edit(
        self, search: int, *, name: str | None = None, query: str | None = None, folder: str | None = None
    ) -> SavedSearch:
        """Change a saved search and return it. Raises `NotFoundError`, and `QueryError` for a wrong query."""
        check_numbers(search)
        if query is not None:
            search_entries.check(query)
        with self._desk_file.writing() as connection:
            saved_searches.edit(connection, search, time.time(), name=name, query=query, folder=folder)
        return self.get(search)

    def move(self, search: int, step: int) -> bool:
        """Move a search up (negative) or down in its folder; return False if there is no place there.

        Raises `NotFoundError`.
        """
        check_numbers(search)
        with self._desk_file.writing() as connection:
            return saved_searches.move(connection, search, step, time.time())

    def delete(self, *searches: int) -> None:
        """Delete saved searches as one undoable action; their articles stay. Raises `NotFoundError`."""
        check_numbers(*searches)
        with self._desk_file.writing() as connection:
            saved_searches.delete(connection, searches, time.time())

    def refresh(self) -> bool:
        """Run those searches again whose time has come, and return whether there were any.

        These are searches by time, once in five minutes, and searches by name after names have changed. Each
        is a write of its own, so that no other program waits long.
        """
        now, found = time.time(), False
        while self._is_refresh_due(now):
            found = True
            with self._desk_file.writing() as connection:
                search_entries.refresh_one(connection, now)
        return found

    def _is_refresh_due(self, now: float) -> bool:
        with self._desk_file.reading() as connection:
            return search_entries.is_refresh_due(connection, now)

    def exported(self) -> dict[str, Any]:
        """Return all saved searches as the documented JSON object."""
        from storage.sources.lists.search_outlines import write_searches

        return write_searches(self.all())

    def import_document(self, text: str, origin: str) -> tuple[int, Sequence[Trouble]]:
        """Save the searches of an exported document as one undoable action.

        Returns how many are new, and what could not be read. Raises `SourceError` if it is not such a
        document.
        """
        from storage.sources.lists.search_outlines import read_searches

        found = list(read_searches(text, origin))
        troubles = [one for one in found if isinstance(one, Trouble)]
        new = 0
        with self._desk_file.writing() as connection:
            for draft in found:
                if isinstance(draft, SearchDraft):
                    try:
                        new += saved_searches.save_from_list(connection, draft, time.time())
                    except DeskError as error:
                        troubles.append(Trouble(origin, f"“{draft.name}”: {error}"))
        return new, troubles
