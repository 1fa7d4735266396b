"""The command that shows, checks and edits the settings."""

import click

from storage.settings import settings_file
from tui.cli import printing
from tui.cli.parameters import AS_JSON, settings
from tui.settings_check import problems_of


@click.group("settings", invoke_without_command=True)
@AS_JSON
@click.pass_context
def settings_group(context: click.Context, as_json: bool) -> None:
    """Show the settings in force, as a settings file with comments."""
    if context.invoked_subcommand is None:
        from storage.settings.printing import document, printed  # noqa: PLC0415 - only for this command

        if as_json:
            printing.json_document(document(settings()))
        else:
            printing.line(printed(settings()).rstrip("\n"))


@settings_group.command()
@AS_JSON
def check(as_json: bool) -> None:
    """Name what is wrong in the settings file by its line; exit 1 if anything is."""
    file = settings_file()
    problems = problems_of(settings())
    if as_json:
        found = [{"line": problem.line or None, "problem": problem.sentence} for problem in problems]
        printing.json_document({"file": str(file), "problems": found})
    elif problems:
        for problem in problems:
            printing.line(f"{file}: {problem}")
    elif file.exists():
        printing.line(f"{file} is right.")
    else:
        printing.line(f"There is no file {file}; all settings have their defaults.")
    if problems:
        raise click.exceptions.Exit(printing.FAILED)


@settings_group.command()
def path() -> None:
    """Print the path of the settings file."""
    printing.line(str(settings_file()))


COMMANDS = {"settings": settings_group}
