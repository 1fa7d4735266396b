"""Servers that are left alone: those that asked for a pause, and those that can't be reached."""

import time

from storage.errors import RestingError, UnreachableError
from storage.sources.web.exchanges import Answer
from storage.sources.web.freshness import retry_after
from storage.sources.web.request_urls import Location

_TOO_MANY, _UNAVAILABLE = 429, 503
_PAUSE = 3600.0  # seconds, where a server does not say for how long
_LONGEST_PAUSE = 86400.0
_ENOUGH = 2  # failures in a row to connect, after which a server is not tried again


class Backoff:
    """What servers have said and shown of being asked, for as long as one newsdesk is at work."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._unreachable: dict[str, UnreachableError] = {}

    def check(self, location: Location) -> None:
        """Raise `RestingError` or `UnreachableError` where the server should not, or need not, be asked."""
        server = location.authority
        left = self._until.get(server, 0.0) - time.monotonic()
        if left > 0:
            raise RestingError("The server has asked newsdesk for a pause.", retry_after=left)
        if self._failures.get(server, 0) >= _ENOUGH:
            raise UnreachableError(str(self._unreachable[server]))

    def answered(self, location: Location, answer: Answer) -> None:
        """Take in that a server has answered, and with what."""
        server, named = location.authority, retry_after(answer.headers)
        self._failures.pop(server, None)
        if answer.status == _TOO_MANY or (answer.status == _UNAVAILABLE and named):
            self._until[server] = time.monotonic() + min(named or _PAUSE, _LONGEST_PAUSE)

    def failed(self, location: Location, error: UnreachableError) -> None:
        """Take in that a server could not be reached."""
        self._failures[location.authority] = self._failures.get(location.authority, 0) + 1
        self._unreachable[location.authority] = error
