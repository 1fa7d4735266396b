"""Gives the terminal to a program of the reader, and takes it back when the program has ended."""

import sys
from contextlib import suppress

from textual.app import App, SuspendNotSupported

from storage.desk import programs
from storage.errors import ProgramError
from tui.messages import Complain, Say
from tui.queries.results.programs import RunInTerminal


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
        trouble = programs.run_in_terminal(asked.arguments, asked.given).trouble
    except ProgramError as error:
        return str(error)
    if trouble:
        print(f"\n{trouble} Press Enter to go back to newsdesk.", flush=True)  # noqa: T201
        with suppress(EOFError, KeyboardInterrupt):
            sys.stdin.readline()
    return trouble
