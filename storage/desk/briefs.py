"""The brief, and how far the reader has got with it."""

import time
from datetime import UTC, datetime

from storage.database import briefs
from storage.database.connection import DeskFile
from storage.model import Brief

_FIRST = 86_400  # seconds that the first brief looks back


class Briefs:
    """What happened since the last brief."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def last(self) -> datetime | None:
        """Return until when the reader has had a brief, `None` before the first one."""
        with self._desk_file.reading() as connection:
            last = briefs.last(connection)
        return None if last is None else datetime.fromtimestamp(last, UTC)

    def make(self, since: datetime | None = None) -> Brief:
        """Return what was published since a time; by default, what has arrived since the last brief.

        The first brief looks back a day. Reading it does not move the mark: `mark` does.
        """
        from storage.stories import brief

        now = time.time()
        with self._desk_file.reading() as connection:
            if since is not None:
                return brief.make(connection, since.timestamp(), now, by_arrival=False)
            last = briefs.last(connection)
            start = now - _FIRST if last is None else last
            return brief.make(connection, start, now, by_arrival=last is not None)

    def again(self, since: datetime, until: datetime, *, by_arrival: bool) -> Brief:
        """Return a brief as it was made at the time `until`, also of what was read since."""
        from storage.stories import brief

        with self._desk_file.reading() as connection:
            return brief.make(connection, since.timestamp(), until.timestamp(), by_arrival=by_arrival)

    def mark(self, until: datetime) -> bool:
        """Let the next brief begin at a time; return False if one that ends there, or later, is read already.

        It can be undone.
        """
        with self._desk_file.writing() as connection:
            last = briefs.last(connection)
            if last is not None and until.timestamp() <= last <= time.time():
                return False
            briefs.mark(connection, until.timestamp())
        return True
