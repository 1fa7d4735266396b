"""Signals that end a refresh or the app."""

import asyncio
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from threading import Event

import pytest
from command_process import newsdesk
from paths import ROOT
from webserver import Connection, Site

from storage.desk import Desk
from storage.model import Subscription
from tui.signals import on_end_signal


@pytest.fixture
def silent(desk: Desk) -> Iterator[Event]:
    """Subscribe to a feed whose server never answers. The event is set once it was asked."""
    asked = Event()

    def script(connection: Connection) -> None:
        asked.set()
        connection.stay_silent()

    with Site() as site:
        desk.feeds.subscribe(Subscription(site.script("/feed.xml", script)))
        yield asked


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_a_refresh_in_order(
    desk: Desk, silent: Event, number: signal.Signals, code: int
) -> None:
    terminal, its_end = pty.openpty()
    with subprocess.Popen(
        [*newsdesk(desk), "refresh", "--defer"], cwd=ROOT, stdout=subprocess.PIPE, stderr=its_end
    ) as process:
        os.close(its_end)
        try:
            assert silent.wait(30)
            process.send_signal(number)
            assert process.wait(30) == code
        finally:
            process.kill()
    printed = read_to_end(terminal)
    assert b"newsdesk: Stopped; what was done so far is kept.\r\n" in printed
    assert printed.count(b"\x1b[?25h") == printed.count(b"\x1b[?25l") > 0
    assert printed.rfind(b"\x1b[?25h") > printed.rfind(b"\x1b[?25l")
    assert b"Traceback" not in printed
    assert desk.feeds.all()[0].failures == 0


@pytest.mark.parametrize("terminal", [True, False])
def test_the_app_goes_on_only_in_a_terminal(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    went_on: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGCONT, signal.SIGTERM, signal.SIGHUP)}
    signal.signal(signal.SIGCONT, lambda number, _: went_on.append(number))
    monkeypatch.setattr(os, "isatty", lambda _: terminal)

    async def run() -> None:
        on_end_signal(lambda _: None)
        signal.raise_signal(signal.SIGCONT)

    try:
        asyncio.run(run())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert went_on == ([signal.SIGCONT] if terminal else [])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_app_in_order(sample_desk: Desk, number: signal.Signals, code: int) -> None:
    terminal, its_end = pty.openpty()
    with subprocess.Popen(
        newsdesk(sample_desk),
        cwd=ROOT,
        stdin=its_end,
        stdout=its_end,
        stderr=its_end,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    ) as process:
        os.close(its_end)
        try:
            printed = b""
            while b"Articles" not in printed:
                printed += os.read(terminal, 1 << 16)
            process.send_signal(number)
            printed += read_to_end(terminal)
            assert process.wait(30) == code
        finally:
            process.kill()
    for mode in (b"1049", b"1000"):  # the other screen, the mouse
        assert printed.count(b"\x1b[?%sh" % mode) == printed.count(b"\x1b[?%sl" % mode) > 0
    assert b"Traceback" not in printed


def test_the_app_ends_when_its_terminal_is_closed(sample_desk: Desk) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.chdir(ROOT)
        os.execv(sys.executable, newsdesk(sample_desk))
    ended = 0
    try:
        printed = b""
        while b"Articles" not in printed:
            printed += os.read(terminal, 1 << 16)
        os.write(terminal, b"jk" * 100)  # it is drawing
        os.close(terminal)
        deadline = time.monotonic() + 30
        while not ended and time.monotonic() < deadline:
            ended, _ = os.waitpid(pid, os.WNOHANG)
        assert ended == pid
    finally:
        if not ended:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def test_signals_that_the_caller_ignores_stay_ignored(desk: Desk, silent: Event) -> None:
    # As with `nohup`: the terminal may close while the refresh goes on.
    with subprocess.Popen(
        [*newsdesk(desk), "refresh", "--defer"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509
    ) as process:
        try:
            assert silent.wait(30)
            process.send_signal(signal.SIGHUP)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 143
        finally:
            process.kill()


def read_to_end(terminal: int) -> bytes:
    """Return all that was printed to a terminal whose other end is closed by now."""
    printed = b""
    try:
        while more := os.read(terminal, 1 << 16):
            printed += more
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(terminal)
    return printed
