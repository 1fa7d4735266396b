"""Signals that ask newsdesk to end, from `kill` or a closed terminal."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

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

    for number in _END_SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                asyncio.get_running_loop().add_signal_handler(number, call, _EXIT_CODE + number)


def _interrupt(number: int, _: FrameType | None) -> None:
    # `timeout` and others send the signal twice; the second must not interrupt the orderly end.
    signal.signal(number, signal.SIG_IGN)
    raise EndedBySignal(number)
