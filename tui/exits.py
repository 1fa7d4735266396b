"""How a command ends: with a sentence on standard error and an exit code, never with a traceback."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from storage.errors import NewsdeskError
from tui import printing

FAILED, INTERRUPTED = 1, 130
_SIGNALLED = 128
_ENDING = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))


class Ended(KeyboardInterrupt):
    """A signal asks the program to end; what goes on is ended in order, as at Ctrl+C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = _SIGNALLED + number


@contextmanager
def explained() -> Iterator[None]:
    """Turn what newsdesk can explain into its sentence and an exit code."""
    try:
        yield
    except printing.OutputError as error:
        printing.abandon()
        _leave(str(error), FAILED)
    except NewsdeskError as error:
        _leave(str(error), FAILED)
    except KeyboardInterrupt as stop:
        code = stop.code if isinstance(stop, Ended) else INTERRUPTED
        _leave("Stopped; what was done so far is kept.", code)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does: no error to speak of.
        printing.abandon()
        sys.exit(FAILED)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Raise `Ended` where the program is when it is asked to end, as by `kill` or a closed terminal.

    A signal that the caller had ignored, as `nohup` does, stays ignored.
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
    """Have `call` called in the running loop, with an exit code, when a signal asks the program to end."""
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                asyncio.get_running_loop().add_signal_handler(number, call, _SIGNALLED + number)


def _end(number: int, _: FrameType | None) -> None:
    # Those who end a program may ask twice, as `timeout` does; ending in order must not be cut short by that.
    signal.signal(number, signal.SIG_IGN)
    raise Ended(number)


def _leave(sentence: str, code: int) -> None:
    printing.complain(f"newsdesk: {sentence}")
    sys.exit(code)
