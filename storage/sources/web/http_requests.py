"""Sends one GET request and reads its response."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import httpcore2

from storage.errors import FetchError
from storage.sources.web.connection_pool import ConnectionPool, ServerRoute
from storage.sources.web.fetch_errors import request_error
from storage.sources.web.request_url import RequestUrl
from storage.sources.web.response_body import ResponseBody, too_large_error

_WITH_BODY = frozenset((200, 203))
_LIST_HEADERS = {"cache-control": ", ", "content-encoding": ", ", "link": ", ", "set-cookie": "\n"}
_HTTP_ERRORS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class RawResponse:
    """A response as it came: `headers` by lower-case name, and a decoded `body` if it succeeded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Receiver(Protocol):
    """Takes a file as it comes, by its head and then its bytes."""

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Take the head of the response."""

    def feed(self, data: bytes) -> None:
        """Take the next bytes."""


@dataclass(frozen=True, slots=True)
class ResponseLimits:
    """Limits of a response: decoded bytes, and seconds without any data.

    With a `receiver`, the body of a file goes there as it comes.
    """

    max_bytes: int
    timeout: float
    receiver: Receiver | None = None


async def send_request(
    pool: ConnectionPool,
    route: ServerRoute,
    url: RequestUrl,
    headers: Mapping[str, str],
    limits: ResponseLimits,
) -> RawResponse:
    """Return the response to a GET request.

    Raises `FetchError` if that fails, and `ForbiddenNetworkError` as `ConnectionPool.open` says.
    """
    request = _request(url, headers, limits.timeout)
    connection = await pool.idle(route)
    if connection is not None:
        try:
            return await _exchange(pool, connection, route, request, limits)
        except _NoResponseError:
            pass  # A server may close an idle connection at any time, so a new one is worth a try.
    try:
        return await _exchange(pool, pool.open(route), route, request, limits)
    except _NoResponseError as error:
        raise request_error(error.cause, response_begun=False, timeout=limits.timeout) from error


class _NoResponseError(Exception):
    """A request that got no response; `cause` is the error of httpcore2."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(cause)
        self.cause = cause


def _request(url: RequestUrl, headers: Mapping[str, str], timeout: float) -> httpcore2.Request:
    address = httpcore2.URL(scheme=url.scheme, host=url.host, port=url.explicit_port, target=url.target)
    timeouts = {"connect": timeout, "read": timeout, "write": timeout}
    return httpcore2.Request("GET", address, headers=list(headers.items()), extensions={"timeout": timeouts})


async def _exchange(
    pool: ConnectionPool,
    connection: httpcore2.AsyncConnectionInterface,
    route: ServerRoute,
    request: httpcore2.Request,
    limits: ResponseLimits,
) -> RawResponse:
    try:
        response = await connection.handle_async_request(request)
    except _HTTP_ERRORS as error:
        raise _NoResponseError(error) from error
    try:
        headers = _headers(response.headers)
        body = await _body(response, headers, limits)
    except _HTTP_ERRORS as error:
        raise request_error(error, response_begun=True, timeout=limits.timeout) from error
    finally:
        await response.aclose()
        await pool.release(connection, route)
    return RawResponse(response.status, headers, body)


async def _body(response: httpcore2.Response, headers: Mapping[str, str], limits: ResponseLimits) -> bytes:
    max_bytes, receiver = limits.max_bytes, limits.receiver
    if receiver is not None and response.status in (*_WITH_BODY, 206):
        if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise FetchError("The server compressed a file that newsdesk asked for as it is.")
        receiver.begin(response.status, headers)
        async for data in response.aiter_stream():
            receiver.feed(data)
        return b""
    if response.status in _WITH_BODY:
        body = ResponseBody(headers.get("content-encoding", ""), max_bytes)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > max_bytes:
            raise too_large_error(max_bytes)
        async for data in response.aiter_stream():
            body.feed(data)
        return body.finish()
    if response.status in (204, 304) or headers.get("content-length") == "0":
        # Reading the empty body makes the connection fit for the next request.
        await response.aread()
    return b""


def _headers(raw_headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by lower-case name; of repeated ones the first counts, but lists are joined.

    Cookies are joined by line breaks, because they contain commas.
    """
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw_headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in headers and name in _LIST_HEADERS:
            headers[name] += f"{_LIST_HEADERS[name]}{value}"
        else:
            headers.setdefault(name, value)
    return headers
