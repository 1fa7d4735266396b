"""The SQL statements that a piece of code asks."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.database.connection import DeskFile


@contextmanager
def traced(desk_file: DeskFile) -> Iterator[list[str]]:
    """Give a list that gets every statement that this thread reads with through `desk_file`."""
    found: list[str] = []

    def note(sql: str) -> None:
        # Triggers are traced as comments; the full-text index names its own tables with their schema.
        if not sql.startswith("--") and "'main'." not in sql:
            found.append(sql)

    with desk_file.reading() as connection:
        connection.set_trace_callback(note)
        try:
            yield found
        finally:
            connection.set_trace_callback(None)
