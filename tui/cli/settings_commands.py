"""The command that shows, checks and edits the settings."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import click

from storage.errors import NewsdeskError
from storage.settings import Settings, load, settings_file
from tui.cli import printing
from tui.cli.parameters import AS_JSON, settings
from tui.settings_check import problems_of

_EDITORS = ("sensible-editor", "nano", "vi", "notepad")


@click.group("settings", invoke_without_command=True)
@AS_JSON
@click.pass_context
def settings_group(context: click.Context, as_json: bool) -> None:
    """Show the settings in force, as a settings file with comments."""
    if context.invoked_subcommand is not None:
        return
    from storage.settings.printing import document, printed  # noqa: PLC0415 - the other commands do not print

    for problem in problems_of(settings()):
        printing.complain(f"newsdesk: {problem.said_of(str(settings_file()))}")
    if as_json:
        printing.json_document(document(settings()))
    else:
        printing.line(printed(settings()).rstrip("\n"))


@settings_group.command()
@AS_JSON
def check(as_json: bool) -> None:
    """Name what is wrong in the settings file by its line; exit 1 if anything is."""
    file, problems = settings_file(), problems_of(settings())
    if as_json:
        found = [{"line": problem.line or None, "problem": problem.sentence} for problem in problems]
        printing.json_document({"file": str(file), "problems": found})
    elif problems:
        for problem in problems:
            printing.line(printing.printable(problem.said_of(str(file))))
    elif file.exists():
        printing.line(f"Nothing is wrong in {file}.")
    else:
        printing.line(f"There is no file {file}; all settings have their defaults.")
    if problems:
        raise click.exceptions.Exit(printing.FAILED)


@settings_group.command()
def path() -> None:
    """Print the path of the settings file."""
    printing.line(str(settings_file()))


@settings_group.command()
@click.pass_context
def edit(context: click.Context) -> None:
    """Open the settings file in your editor ($VISUAL or $EDITOR), and check it afterwards.

    Without a file, one with all settings, their defaults and comments is made first.
    """
    file, editor = settings_file(), _editor()
    if not file.exists():
        _write_defaults(file)
    try:
        code = subprocess.run([*editor, str(file)], check=False).returncode  # noqa: S603 - the reader's own
    except OSError as error:
        raise NewsdeskError(f"{editor[0]} can't be started: {error.strerror}. The file is {file}.") from error
    if code:
        raise NewsdeskError(f"{editor[0]} failed ({code}).")
    context.obj.settings = load()
    context.invoke(check, as_json=False)


def _editor() -> list[str]:
    """Return the program that the reader edits files with, and its arguments."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        try:
            return shlex.split(named) or [named]
        except ValueError:
            return [named]
    found = next(filter(None, map(shutil.which, _EDITORS)), None)
    if found is None:
        raise NewsdeskError(f"No editor was found: name one in EDITOR. The file is {settings_file()}.")
    return [found]


def _write_defaults(file: Path) -> None:
    from storage.settings.printing import printed  # noqa: PLC0415 - only for the first edit

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(printed(Settings()), "utf-8")
    except OSError as error:
        raise NewsdeskError(f"{file} can't be written: {error.strerror}.") from error


COMMANDS = {"settings": settings_group}
