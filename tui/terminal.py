"""Gives the terminal to a program of the reader, and takes it back when the program has ended."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from textual.app import App, SuspendNotSupported

from storage.desk import programs
from storage.errors import ProgramError
from tui.messages import Complain, Say
from tui.queries.results.programs import RunInTerminal

_PLAIN_SCREEN = "\x1b[?1049l\x1b[?25h\x1b[0m"
"""Leaves the second screen, shows the cursor, and ends colours: a program that was killed did not."""


def run_in_terminal(app: App[None], asked: RunInTerminal) -> None:
    """Run a program in the terminal of the app, which waits; then say how it ended.

    A program that fails keeps its last words on the screen until the reader presses Enter.
    """
    try:
        with app.suspend():
            trouble = _run(asked)
    except SuspendNotSupported:
        name = programs.name_of(asked.arguments)
        trouble = f"“{name}” needs the terminal, which newsdesk can't hand over here."
    app.refresh(layout=True)
    if trouble:
        app.post_message(Complain(trouble))
    elif asked.done:
        app.post_message(Say(asked.done))


def _run(asked: RunInTerminal) -> str:
    """Run the program; return a sentence if it failed, else ""."""
    try:
        with _modes_restored():
            trouble = programs.run_in_terminal(asked.arguments, asked.given).trouble
    except ProgramError as error:
        return str(error)
    if trouble:
        print(f"{_PLAIN_SCREEN}\n{trouble} Press Enter to go back to newsdesk.", flush=True)  # noqa: T201
        with suppress(EOFError, KeyboardInterrupt):
            sys.stdin.readline()
    return trouble


@contextmanager
def _modes_restored() -> Iterator[None]:
    """Let the terminal treat keys afterwards as before: in the modes of a killed program, Enter is none."""
    if sys.platform == "win32" or sys.__stdin__ is None or not sys.__stdin__.isatty():
        yield
        return
    import termios  # noqa: PLC0415 - not every system has it

    terminal = sys.__stdin__.fileno()
    modes = termios.tcgetattr(terminal)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, modes)
