"""The command line: `newsdesk` alone opens the app, everything else can be scripted."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from storage import settings
from storage.desk import sample_paths
from storage.errors import NewsdeskError
from tui.cli import article_commands, feed_commands, file_commands, name_commands, printing, story_commands
from tui.cli.failures import explained
from tui.cli.parameters import DESK_HELP, PATH, Options
from tui.signals import ended_in_order


class _Explained(click.Group):
    """Commands whose failures are told in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        with explained():
            return super().invoke(ctx)


@click.group(
    cls=_Explained, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--desk", type=PATH, help=DESK_HELP)
@click.option("--sample", is_flag=True, help="Open the sample desk.")
@click.version_option(package_name="newsdesk", prog_name="newsdesk")
@click.pass_context
def main(context: click.Context, desk: Path | None, sample: bool) -> None:
    """Read news across articles, in the terminal.

    Without a command, newsdesk opens in the terminal.
    """
    if sample and desk is None:
        desk = settings.sample_desk()
    context.obj = Options(desk)
    if context.invoked_subcommand is None:
        _run_app(context.obj, sample)
    else:
        printing.prepare()
        context.with_resource(ended_in_order())


def _run_app(options: Options, sample: bool) -> None:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NewsdeskError("The app needs a terminal; see `newsdesk --help` for the commands that do not.")
    # So often a second Textual draws at most: with its own 60, a key right after a picture waits for 17 ms.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tui.app import Newsdesk  # noqa: PLC0415 - the other commands need no screen

    app = Newsdesk(options.desk, options.settings, first_import=sample_paths() if sample else ())
    app.run()
    sys.exit(app.return_code or 0)


_GROUPS = (feed_commands, file_commands, article_commands, name_commands, story_commands)
for _command in (command for group in _GROUPS for command in group.ALL):
    main.add_command(_command)
