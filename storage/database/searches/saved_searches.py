"""Saved searches: storing, changing, ordering and deleting them, all of which can be undone.

The undo log has, for each search, the columns that an action changed, with `None` for a search that was not
there. So undoing one change of a search leaves alone what another program has changed in it since.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from storage.database import undo_log
from storage.database.undo_log import UndoEntry
from storage.errors import DeskError, NotFoundError
from storage.model import SavedSearch, SearchDraft
from storage.text.plain_text import clean_line

Columns: TypeAlias = dict[str, str | int]

_KEPT = ("name", "query", "folder", "position")  # what a reader gives a search
_IMPORT_SECONDS = 60.0  # imported searches with at most this time between them are undone together
_LONGEST_NAME = 200
_LONGEST_QUERY = 20_000  # more than a query can have: what newsboat has is kept as it is written
_DID = {
    "search saved": "saved",
    "search edited": "changed",
    "search moved": "moved",
    "search deleted": "deleted",
    "searches imported": "imported",
}
KINDS = frozenset(_DID)
"""The kinds of undo entries that change saved searches."""


def all_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return the saved searches in the reader's order, those without a folder first, then by folder."""
    rows = connection.execute("select * from saved_search order by position, id").fetchall()
    searches = [_search(row) for row in rows]
    return sorted(searches, key=lambda one: [(level.casefold(), level) for level in one.folder.split("/")])


def fetch(connection: sqlite3.Connection, search: int) -> SavedSearch:
    """Return one saved search. Raises `NotFoundError`."""
    row = connection.execute("select * from saved_search where id = ?", (search,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no saved search {search} in this desk.")
    return _search(row)


def save(connection: sqlite3.Connection, draft: SearchDraft, now: float) -> int:
    """Store a search as the last of its folder and return its number. Raises `DeskError`."""
    search = _insert(connection, draft)
    undo_log.record(
        connection, UndoEntry("search saved", [search], [None], [_state(connection, search)]), now
    )
    return search


def save_from_list(connection: sqlite3.Connection, draft: SearchDraft, now: float) -> bool:
    """Store a search of a list and return whether it is new; a whole list is undone at once.

    A search with the same name, query and folder is there already. Raises `DeskError`.
    """
    known = connection.execute(
        "select 1 from saved_search where name = :name and query = :query and folder = :folder",
        _columns(draft),
    ).fetchone()
    if known:
        return False
    search = _insert(connection, draft)
    entry = UndoEntry("searches imported", [search], [None], [_state(connection, search)])
    undo_log.record_along(connection, entry, now, _IMPORT_SECONDS)
    return True


def edit(
    connection: sqlite3.Connection,
    search: int,
    now: float,
    *,
    name: str | None = None,
    query: str | None = None,
    folder: str | None = None,
) -> None:
    """Change what is given of a search, which comes last in another folder.

    Raises `NotFoundError`, and `DeskError` for an empty query.
    """
    before = fetch(connection, search)
    draft = SearchDraft(
        before.name if name is None else name,
        before.query if query is None else query,
        before.folder if folder is None else folder,
    )
    present = _state(connection, search)
    wanted = _columns(draft)
    changes = {column: value for column, value in wanted.items() if value != present[column]}
    if "folder" in changes:
        changes["position"] = _last_position(connection) + 1
    if changes:
        _set(connection, search, changes)
        earlier = {column: present[column] for column in changes}
        undo_log.record(connection, UndoEntry("search edited", [search], [earlier], [changes]), now)


def move(connection: sqlite3.Connection, search: int, step: int, now: float) -> bool:
    """Move a search up (-1) or down (1) among those of its folder; return False at the end of them.

    Raises `NotFoundError`.
    """
    folder = fetch(connection, search).folder
    rows = connection.execute(
        "select id, position from saved_search where folder = ? order by position, id", (folder,)
    ).fetchall()
    numbers = [row["id"] for row in rows]
    at = numbers.index(search)
    if not 0 <= at + step < len(numbers):
        return False
    numbers.insert(at + step, numbers.pop(at))
    # Two searches have the same position where two programs have added them, or an undo has restored one.
    positions = _distinct([row["position"] for row in rows])
    before = {row["id"]: row["position"] for row in rows}
    moved = [
        (number, place) for number, place in zip(numbers, positions, strict=True) if before[number] != place
    ]
    for number, place in moved:
        _set(connection, number, {"position": place})
    # The moved one comes first: the sentence of undo names it.
    moved.sort(key=lambda pair: pair[0] != search)
    entry = UndoEntry(
        "search moved",
        [number for number, _ in moved],
        [{"position": before[number]} for number, _ in moved],
        [{"position": place} for _, place in moved],
    )
    undo_log.record(connection, entry, now)
    return True


def delete(connection: sqlite3.Connection, searches: Sequence[int], now: float) -> None:
    """Delete searches as one action. Raises `NotFoundError`."""
    for search in searches:
        fetch(connection, search)
    states = [_state(connection, search) for search in searches]
    for search in searches:
        _remove(connection, search)
    nothing = [None] * len(searches)
    undo_log.record(connection, UndoEntry("search deleted", list(searches), states, nothing), now)


def restore(connection: sqlite3.Connection, entry: UndoEntry, states: Iterable[Columns | None]) -> None:
    """Set the state from before or after an action."""
    for search, state in zip(entry.subject, states, strict=True):
        if state is None:
            _remove(connection, search)
        elif connection.execute("select 1 from saved_search where id = ?", (search,)).fetchone():
            _set(connection, search, state)
        elif state.keys() >= set(_KEPT):
            _insert_row(connection, {"id": search, **state})


def sentence(connection: sqlite3.Connection, entry: UndoEntry) -> str:
    """Return in words what an action did."""
    if len(entry.subject) > 1 and entry.kind != "search moved":
        return f"{len(entry.subject)} searches {_DID[entry.kind]}"
    name = _name(connection, entry)
    return f"search “{name}” {_DID[entry.kind]}" if name else f"search {_DID[entry.kind]}"


def _name(connection: sqlite3.Connection, entry: UndoEntry) -> str:
    row = connection.execute("select name from saved_search where id = ?", (entry.subject[0],)).fetchone()
    if row:
        return str(row["name"])
    states = (entry.before[0], entry.after[0])
    return next((str(state["name"]) for state in states if state and "name" in state), "")


def _columns(draft: SearchDraft) -> Columns:
    """Return the columns of a search, cleaned and checked. Raises `DeskError`."""
    name, query = clean_line(draft.name), clean_line(draft.query)
    if not query:
        raise DeskError("There is nothing to save: the search is empty.")
    if len(query) > _LONGEST_QUERY:
        raise DeskError(f"The search is longer than {_LONGEST_QUERY:,} characters.")
    folder = "/".join(filter(None, (clean_line(level) for level in draft.folder.split("/"))))
    return {"name": name[:_LONGEST_NAME] or query[:_LONGEST_NAME], "query": query, "folder": folder}


def _insert(connection: sqlite3.Connection, draft: SearchDraft) -> int:
    return _insert_row(connection, {**_columns(draft), "position": _last_position(connection) + 1})


def _insert_row(connection: sqlite3.Connection, columns: Mapping[str, str | int]) -> int:
    placeholders = ", ".join(f":{column}" for column in columns)
    cursor = connection.execute(
        f"insert into saved_search ({', '.join(columns)}) values ({placeholders})", columns
    )
    return int(cursor.lastrowid or 0)


def _set(connection: sqlite3.Connection, search: int, columns: Mapping[str, str | int]) -> None:
    settings = ", ".join(f"{column} = :{column}" for column in columns)
    connection.execute(f"update saved_search set {settings} where id = :id", {**columns, "id": search})


def _remove(connection: sqlite3.Connection, search: int) -> None:
    connection.execute("delete from saved_search where id = ?", (search,))


def _state(connection: sqlite3.Connection, search: int) -> Columns:
    row = connection.execute(
        f"select {', '.join(_KEPT)} from saved_search where id = ?", (search,)
    ).fetchone()
    return dict(row)


def _last_position(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select coalesce(max(position), 0) from saved_search").fetchone()[0])


def _distinct(positions: Sequence[int]) -> list[int]:
    """Return positions, given in order, with those that repeat or fall behind moved on."""
    found: list[int] = []
    for position in positions:
        found.append(max(position, found[-1] + 1) if found else position)
    return found


def _search(row: sqlite3.Row) -> SavedSearch:
    return SavedSearch(
        id=row["id"],
        name=row["name"],
        query=row["query"],
        folder=row["folder"],
        articles=row["articles"],
        unread=row["unread"],
        problem=row["problem"],
    )
