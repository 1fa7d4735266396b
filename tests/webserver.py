"""A web server on this computer that sends exactly what a test wants, valid or not."""

import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Self

Script = Callable[["Connection"], object]

_TLS_HANDSHAKE = b"\x16"  # the first byte of a TLS connection


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it arrived; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


class Connection:
    """One connection to a client, for scripts that send byte by byte."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self._connection = connection
        self._closing = closing
        self.sent = 0
        self.request = Request("", "", {})

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)
        self.sent += len(data)

    def send_slowly(self, data: Iterable[bytes], seconds: float) -> None:
        """Send the pieces with a pause of `seconds` after each, until the site closes."""
        for piece in data:
            self.send(piece)
            if self._closing.wait(seconds):
                return

    def stay_silent(self) -> None:
        """Send nothing until the client closes the connection or the site closes."""
        self._connection.settimeout(0.05)
        while not self._closing.is_set():
            with suppress(TimeoutError):
                if not self._connection.recv(1 << 16):
                    return

    def reset(self) -> None:
        """Reset the connection (RST)."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._connection.close()


class Site:
    """Serves on 127.0.0.1 while used as a context manager; unknown paths give a 404.

    `requests` are the requests so far, `connections` counts the connections, and `max_concurrent` is the
    highest number of requests that ran at once. With `tls` it serves https.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._scripts: dict[str, Script] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._running = 0
        self.requests: list[Request] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.connections = self.max_concurrent = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        self._start(self._listen)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        # This connection wakes the listener, which waits for one.
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), timeout=5)):
            pass
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        etag: str = "",
    ) -> str:
        """Respond to `path` with this, or with 304 to a request that has the `etag`; return the URL."""
        data = body.encode() if isinstance(body, str) else body
        fields = dict(headers or {})
        if etag:
            fields["ETag"] = etag

        def script(connection: Connection) -> None:
            if etag and connection.request.headers.get("if-none-match") == etag:
                connection.send(http_response(304, b"", fields))
            else:
                connection.send(http_response(status, data, fields))

        self._scripts[path] = script
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        return self.serve(path, status=status, headers={"Location": target})

    def script(self, path: str, script: Script) -> str:
        """Run `script` on requests for `path`, then close the connection; return the URL."""

        def run_and_close(connection: Connection) -> None:
            script(connection)
            raise ConnectionAbortedError

        self._scripts[path] = run_and_close
        return self.url(path)

    def raw(self, path: str, data: bytes) -> str:
        """Send exactly these bytes for `path`, then close the connection; return the URL."""
        return self.script(path, lambda connection: connection.send(data))

    def _start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closing.is_set():
                connection.close()
                return
            with self._lock:
                self._open.add(connection)
                self.connections += 1
            self._start(self._serve_connection, connection)

    def _serve_connection(self, raw: socket.socket) -> None:
        secured = raw
        # Tests break connections on purpose, and may close the client at any time.
        with suppress(OSError, ValueError):
            if self._tls:
                secured = self._tls.wrap_socket(raw, server_side=True)
            connection = Connection(secured, self._closing)
            with secured.makefile("rb") as stream:
                if stream.peek(1)[:1] == _TLS_HANDSHAKE:
                    connection.send(http_response(400))
                    raise ConnectionAbortedError
                while request := _read_request(stream):
                    self._respond(connection, request)
        with self._lock:
            self._open.discard(raw)
        secured.close()
        raw.close()

    def _respond(self, connection: Connection, request: Request) -> None:
        with self._lock:
            self.requests.append(request)
            self.counts[request.path] += 1
            self._running += 1
            self.max_concurrent = max(self.max_concurrent, self._running)
        try:
            connection.request = request
            self._scripts.get(request.path, _not_found)(connection)
        finally:
            with self._lock:
                self._running -= 1


def http_response(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """Return the bytes of a whole response."""
    fields = {"Content-Length": str(len(body))} if status not in (204, 304) else {}
    fields |= headers or {}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _not_found(connection: Connection) -> None:
    connection.send(http_response(404, b"nothing here"))


def _read_request(stream: Iterable[bytes]) -> Request | None:
    lines = []
    for raw in stream:
        if not (text := raw.decode("latin-1").rstrip("\r\n")):
            break
        lines.append(text)
    if not lines:
        return None
    method, path, _ = lines[0].split(" ", 2)
    pairs = (text.partition(":") for text in lines[1:])
    return Request(method, path, {name.lower(): value.strip() for name, _, value in pairs})
