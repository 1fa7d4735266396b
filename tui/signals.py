"""Ending in order when a signal asks for it, as by `kill` or a closed terminal."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_SIGNALLED = 128
_ENDING = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))


class EndedBySignal(KeyboardInterrupt):
    """A signal asks the program to end; `code` is the exit code for it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = _SIGNALLED + number


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Raise `EndedBySignal` where the program is when a signal asks it to end.

    A signal that the caller ignores, as `nohup` does, stays ignored.
    """
    before = {number: signal.getsignal(number) for number in _ENDING}
    caught = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def when_asked_to_end(call: Callable[[int], None]) -> None:
    """Call `call` in the running loop, with an exit code, when a signal asks the program to end."""
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                asyncio.get_running_loop().add_signal_handler(number, call, _SIGNALLED + number)


def _end(number: int, _: FrameType | None) -> None:
    # `timeout` and others ask twice; the second signal must not cut the orderly end short.
    signal.signal(number, signal.SIG_IGN)
    raise EndedBySignal(number)
