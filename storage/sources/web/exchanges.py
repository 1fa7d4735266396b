"""One request and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpcore2

from storage.sources.web.connections import Connections, ServerRoute
from storage.sources.web.error_messages import of_failure
from storage.sources.web.request_urls import Location
from storage.sources.web.response_bodies import Body, too_large

_WITH_BODY = frozenset((200, 203))
_LISTS = frozenset(("cache-control", "content-encoding"))
_FAILURES = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names are in lower case, the body is decoded and only that of a success."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest decoded body in bytes, and for how many seconds a server may keep quiet."""

    largest: int
    seconds: float


async def ask(
    connections: Connections,
    route: ServerRoute,
    location: Location,
    headers: Mapping[str, str],
    limits: Limits,
) -> Answer:
    """Return the answer to a GET request; what fails raises FetchError with a sentence about it."""
    request = _request(location, headers, limits.seconds)
    connection = await connections.kept(route)
    if connection is not None:
        try:
            return await _answer(connections, connection, route, request, limits)
        except _HungUpError:
            pass  # The server closed it meanwhile, as it may: that says nothing yet.
    connection = connections.fresh(route)
    try:
        return await _answer(connections, connection, route, request, limits)
    except _HungUpError as error:
        raise of_failure(error.failure, answering=False, seconds=limits.seconds) from error


class _HungUpError(Exception):
    """A request to which no answer began, by the `failure` that httpcore met."""

    def __init__(self, failure: Exception) -> None:
        super().__init__(failure)
        self.failure = failure


def _request(location: Location, headers: Mapping[str, str], seconds: float) -> httpcore2.Request:
    url = httpcore2.URL(
        scheme=location.scheme, host=location.host, port=location.odd_port, target=location.target
    )
    timeouts = {"connect": seconds, "read": seconds, "write": seconds}
    return httpcore2.Request("GET", url, headers=list(headers.items()), extensions={"timeout": timeouts})


async def _answer(
    connections: Connections,
    connection: httpcore2.AsyncConnectionInterface,
    route: ServerRoute,
    request: httpcore2.Request,
    limits: Limits,
) -> Answer:
    try:
        response = await connection.handle_async_request(request)
    except _FAILURES as error:
        raise _HungUpError(error) from error
    try:
        fields = _fields(response.headers)
        body = await _body(response, fields, limits.largest)
    except _FAILURES as error:
        raise of_failure(error, answering=True, seconds=limits.seconds) from error
    finally:
        await response.aclose()
        await connections.give_back(connection, route)
    return Answer(response.status, fields, body)


async def _body(response: httpcore2.Response, fields: Mapping[str, str], largest: int) -> bytes:
    if response.status in _WITH_BODY:
        body = Body(fields.get("content-encoding", ""), largest)
        length = fields.get("content-length", "")
        if length.isdecimal() and int(length) > largest:
            raise too_large(largest)
        async for data in response.aiter_stream():
            body.feed(data)
        return body.finish()
    if response.status in (204, 304) or fields.get("content-length") == "0":
        # Nothing will come: to hear so leaves the connection fit for the next request.
        await response.aread()
    return b""


def _fields(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by name; of several the first counts, but lists are one list."""
    fields: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in fields and name in _LISTS:
            fields[name] += f", {value}"
        else:
            fields.setdefault(name, value)
    return fields
