"""The command line: which commands there are. Each is loaded when it is used."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from storage import settings
from storage.errors import QueryError
from tui.cli.parameters import DESK_HELP, PATH, Options
from tui.cli.printing import explained
from tui.signals import interrupted_by_signals

_MODULES = {
    "feed_commands": ("add", "refresh", "feeds", "edit", "unsubscribe"),
    "article_commands": ("list", "search", "show", "mark", "delete", "undo", "redo"),
    "program_commands": ("open", "download"),
    "name_commands": ("names",),
    "search_commands": ("searches",),
    "query_commands": ("query",),
    "story_commands": ("stories", "compare"),
    "brief_commands": ("brief",),
    "settings_commands": ("settings",),
    "label_commands": ("labels",),
    "rule_commands": ("rules",),
    "offline_commands": ("offline",),
    "file_commands": ("import", "export", "peek", "reanalyse"),
}
_MODULE_OF = {command: module for module, commands in _MODULES.items() for command in commands}


class _Commands(click.Group):
    """All commands; their errors become sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return [*_MODULE_OF]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, `None` if there is none of this name."""
        if cmd_name not in _MODULE_OF:
            return None
        module = import_module(f"tui.cli.{_MODULE_OF[cmd_name]}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; help and version can fail to be written, too."""
        with explained():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Click would take an interrupt for an error, so it is explained here."""
        with explained():
            try:
                return super().invoke(ctx)
            except QueryError as error:
                from tui.cli.queries import wrong_query  # noqa: PLC0415 - only for a mistake

                wrong_query(error)


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--desk", type=PATH, help=DESK_HELP)
@click.option("--sample", is_flag=True, help="Open the sample desk.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and simple terminals.")
@click.version_option(package_name="newsdesk", prog_name="newsdesk")
@click.pass_context
def main(context: click.Context, desk: Path | None, sample: bool, plain: bool) -> None:
    """Read news across articles, in the terminal.

    Without a command, newsdesk opens in the terminal.
    """
    if context.invoked_subcommand is None:
        from tui.cli import opening  # noqa: PLC0415 - the commands need no app

        (opening.open_plain if plain else opening.open_app)(desk, sample)
    else:
        context.obj = Options(desk or (settings.sample_desk() if sample else None))
        context.with_resource(interrupted_by_signals())
