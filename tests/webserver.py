"""A web server on this computer that answers exactly what a test tells it to, right or wrong."""

import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Self

Script = Callable[["Line"], None]

_HANDSHAKE = b"\x16"  # what TLS begins with


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


class Line:
    """One connection to a client, for scripts that play with it byte by byte."""

    def __init__(self, connection: socket.socket, closing_down: threading.Event) -> None:
        self._connection = connection
        self._closing_down = closing_down
        self.sent = 0
        self.asked = Asked("", "", {})

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)
        self.sent += len(data)

    def drip(self, data: Iterable[bytes], seconds: float) -> None:
        """Send piece by piece with so many seconds in between, until the site closes."""
        for piece in data:
            self.send(piece)
            if self._closing_down.wait(seconds):
                return

    def fall_silent(self) -> None:
        """Say nothing more until the client hangs up or the site closes."""
        self._connection.settimeout(0.05)
        while not self._closing_down.is_set():
            with suppress(TimeoutError):
                if not self._connection.recv(1 << 16):
                    return

    def reset(self) -> None:
        """End the connection the hard way (RST)."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._connection.close()


class Site:
    """Serves on 127.0.0.1 while used as a context manager. An address that nobody set up is a 404.

    `requests` are those that came in, `connections` how many were opened, `busiest` how many requests were
    answered at once at most. With `tls` it speaks https.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._scripts: dict[str, Script] = {}
        self._lock = threading.Lock()
        self._closing_down = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._busy = 0
        self.requests: list[Asked] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.connections = self.busiest = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        self._start(self._listen)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing_down.set()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        # A connection of its own wakes the listener from waiting for one.
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
        """Answer `path` with this from now on, with 304 to who knows the `etag`; return the whole address."""
        data = body.encode() if isinstance(body, str) else body
        fields = dict(headers or {})
        if etag:
            fields["ETag"] = etag

        def script(line: Line) -> None:
            if etag and line.asked.headers.get("if-none-match") == etag:
                line.send(answer(304, b"", fields))
            else:
                line.send(answer(status, data, fields))

        self._scripts[path] = script
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        return self.serve(path, status=status, headers={"Location": target})

    def play(self, path: str, script: Script) -> str:
        """Let `script` answer `path`, after which the connection is closed; return the whole address."""

        def hang_up(line: Line) -> None:
            script(line)
            raise ConnectionAbortedError

        self._scripts[path] = hang_up
        return self.url(path)

    def raw(self, path: str, data: bytes) -> str:
        """Answer `path` with these bytes and nothing else, then hang up; return the whole address."""
        return self.play(path, lambda line: line.send(data))

    def _start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closing_down.is_set():
                connection.close()
                return
            with self._lock:
                self._open.add(connection)
                self.connections += 1
            self._start(self._attend, connection)

    def _attend(self, connection: socket.socket) -> None:
        secured = connection
        # Whatever the client does to the connection, or the test to the client, ends it and nothing more.
        with suppress(OSError, ValueError):
            if self._tls:
                secured = self._tls.wrap_socket(connection, server_side=True)
            line = Line(secured, self._closing_down)
            with secured.makefile("rb") as stream:
                if stream.peek(1)[:1] == _HANDSHAKE:
                    line.send(answer(400))
                    raise ConnectionAbortedError
                while asked := _read_request(stream):
                    self._answer(line, asked)
        with self._lock:
            self._open.discard(connection)
        secured.close()
        connection.close()

    def _answer(self, line: Line, asked: Asked) -> None:
        with self._lock:
            self.requests.append(asked)
            self.counts[asked.path] += 1
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            line.asked = asked
            self._scripts.get(asked.path, _nothing_here)(line)
        finally:
            with self._lock:
                self._busy -= 1


def answer(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """Return a whole answer as it goes over the wire."""
    fields = {"Content-Length": str(len(body))} if status not in (204, 304) else {}
    fields |= headers or {}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _nothing_here(line: Line) -> None:
    line.send(answer(404, b"nothing here"))


def _read_request(stream: Iterable[bytes]) -> Asked | None:
    lines = []
    for raw in stream:
        if not (text := raw.decode("latin-1").rstrip("\r\n")):
            break
        lines.append(text)
    if not lines:
        return None
    method, path, _ = lines[0].split(" ", 2)
    pairs = (text.partition(":") for text in lines[1:])
    return Asked(method, path, {name.lower(): value.strip() for name, _, value in pairs})
