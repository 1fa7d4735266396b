"""Failures of a command: a sentence on standard error and an exit code, never a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import NewsdeskError
from tui.cli import printing
from tui.signals import EndedBySignal

FAILED, INTERRUPTED = 1, 130


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error that newsdesk can explain into its sentence and an exit code."""
    try:
        yield
    except printing.OutputError as error:
        printing.abandon()
        _leave(str(error), FAILED)
    except NewsdeskError as error:
        _leave(str(error), FAILED)
    except KeyboardInterrupt as stop:
        code = stop.code if isinstance(stop, EndedBySignal) else INTERRUPTED
        _leave("Stopped; what was done so far is kept.", code)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does: nothing to complain of.
        printing.abandon()
        sys.exit(FAILED)


def _leave(sentence: str, code: int) -> None:
    printing.complain(f"newsdesk: {sentence}")
    sys.exit(code)
