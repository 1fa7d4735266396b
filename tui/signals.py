"""What ends newsdesk from outside: signals from `kill`, and a terminal that is closed."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOBase
from types import FrameType
from typing import TextIO

_EXIT_CODE = 128  # plus the number of the signal, as shells have it
_END_SIGNALS = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))


class EndedBySignal(KeyboardInterrupt):
    """A signal asks the program to end; `code` is the exit code for it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = _EXIT_CODE + number


@contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """Raise `EndedBySignal` inside the `with` block when a signal asks the program to end.

    A signal that the caller ignores, as `nohup` does, stays ignored.
    """
    handlers = {number: signal.getsignal(number) for number in _END_SIGNALS}
    caught = [number for number, handler in handlers.items() if handler is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def on_end_signal(call: Callable[[int], None]) -> None:
    """Call `call` with an exit code, in the running event loop, when a signal asks the program to end."""
    import asyncio  # noqa: PLC0415 - the commands need no event loop

    loop = asyncio.get_running_loop()

    def handle(number: int, _: FrameType | None) -> None:
        # A closed terminal sends SIGCONT as well, at which Textual would take the terminal once more.
        if hasattr(signal, "SIGCONT"):
            signal.signal(signal.SIGCONT, _do_nothing)
        loop.call_soon_threadsafe(call, _EXIT_CODE + number)

    with suppress(ValueError):  # not the main thread
        for number in _END_SIGNALS:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, handle)
        _go_on_only_in_a_terminal()


def _go_on_only_in_a_terminal() -> None:
    """Keep Textual from taking a terminal that is gone: the signal to go on may come before that to end.

    Its second thread for output would wait for ever, and the app with it.
    """
    go_on = signal.getsignal(signal.SIGCONT) if hasattr(signal, "SIGCONT") else None
    if not callable(go_on):
        return

    def handle(number: int, frame: FrameType | None) -> None:
        if any(map(os.isatty, range(3))):
            go_on(number, frame)

    signal.signal(signal.SIGCONT, handle)


def _do_nothing(number: int, frame: FrameType | None) -> None:
    """Handle a signal that has no meaning any more."""


def _interrupt(number: int, _: FrameType | None) -> None:
    # `timeout` and others send the signal twice; the second must not interrupt the orderly end.
    signal.signal(number, signal.SIG_IGN)
    raise EndedBySignal(number)


class TerminalOutput(TextIOBase):
    """A stream to the terminal that drops what can't be written because the terminal is closed.

    Textual writes in a thread: an error would end the thread, and the app would wait for it for ever.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, or drop it; return its length."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Write what is still to be written, or drop it."""
        with suppress(OSError):
            self._stream.flush()

    def fileno(self) -> int:
        """Return the number of the stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Return whether the stream is a terminal."""
        return self._stream.isatty()
