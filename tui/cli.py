"""The command line: `newsdesk` alone opens the app, everything else can be scripted."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from storage import settings
from storage.desk import Desk, peek, sample_paths
from storage.errors import NewsdeskError
from storage.model import Filter, Kind, View
from tui import output

P = ParamSpec("P")
_PATH = click.Path(path_type=Path, readable=False)
_DESK_HELP = "The desk file to use in place of your own."
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
_LIMIT = click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most."
)


class _Options:
    """What stands before the command: which desk, and the settings."""

    def __init__(self, desk: Path | None) -> None:
        self.settings = settings.load()
        self.desk = desk or self.settings.desk


def _explained(command: Callable[P, None]) -> Callable[P, None]:
    """Turn an error that newsdesk can explain into its sentence on stderr and exit code 1."""

    @wraps(command)
    def explained(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except NewsdeskError as error:
            click.echo(f"newsdesk: {output.printable(str(error))}", err=True)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo("newsdesk: Stopped; what was done so far is kept.", err=True)
            sys.exit(130)
        except BrokenPipeError:
            # The reader of our output has gone, as `head` does; Python must not complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)

    return explained


def _choose_desk(context: click.Context, _: click.Parameter, desk: Path | None) -> None:
    if desk is not None and (options := context.find_object(_Options)):
        options.desk = desk


def _with_desk(*, make: bool = False) -> Callable[[Callable[Concatenate[Desk, P], None]], Callable[P, None]]:
    """Give a command the open desk as its first argument; only with `make` one that is not there is made."""

    def decorate(command: Callable[Concatenate[Desk, P], None]) -> Callable[P, None]:
        @click.option("--desk", type=_PATH, expose_value=False, callback=_choose_desk, help=_DESK_HELP)
        @_explained
        @wraps(command)
        def opened(*args: P.args, **kwargs: P.kwargs) -> None:
            options: _Options = click.get_current_context().obj
            with Desk.open(options.desk, make=make) as desk:
                command(desk, *args, **kwargs)

        return opened

    return decorate


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--desk", type=_PATH, help=_DESK_HELP)
@click.option("--sample", is_flag=True, help="Open the sample desk.")
@click.version_option(package_name="newsdesk", prog_name="newsdesk")
@click.pass_context
@_explained
def main(context: click.Context, desk: Path | None, sample: bool) -> None:
    """Read news across articles, in the terminal.

    Without a command, newsdesk opens in the terminal.
    """
    if sample and desk is None:
        desk = settings.sample_desk()
    context.obj = _Options(desk)
    if context.invoked_subcommand is None:
        _run_app(context.obj, sample)


def _run_app(options: _Options, sample: bool) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NewsdeskError("The app needs a terminal; see `newsdesk --help` for the commands that do not.")
    from tui.app import Newsdesk  # noqa: PLC0415 - the other commands need no screen

    app = Newsdesk(options.desk, options.settings, first_import=sample_paths() if sample else ())
    app.run()
    sys.exit(app.return_code or 0)


@main.command("import")
@click.argument("paths", nargs=-1, required=True, type=_PATH)
@click.option("--defer", is_flag=True, help="Store now, analyse with the next import or `reanalyse`.")
@_JSON
@_with_desk(make=True)
def import_(desk: Desk, paths: tuple[Path, ...], defer: bool, as_json: bool) -> None:
    """Import text files (.txt), JSON lines (.jsonl) and folders of them."""
    with output.progress(as_json) as progress:
        report = desk.take_in(paths, defer=defer, progress=progress)
    output.report(report, as_json)
    sys.exit(1 if report.troubles else 0)


@main.command()
@click.option("--pending", is_flag=True, help="Only the articles that were never analysed.")
@_JSON
@_with_desk()
def reanalyse(desk: Desk, pending: bool, as_json: bool) -> None:
    """Run the analysis over the stored articles again."""
    with output.progress(as_json) as progress:
        report = desk.reanalyse(everything=not pending, progress=progress)
    output.report(report, as_json)
    sys.exit(1 if report.troubles else 0)


@main.command("list")
@click.option("--unread", "filter_", flag_value=Filter.UNREAD, type=Filter, help="Only unread articles.")
@click.option("--starred", "filter_", flag_value=Filter.STARRED, type=Filter, help="Only starred articles.")
@click.option("--full", is_flag=True, help="Whole articles with names and links.")
@_LIMIT
@_JSON
@_with_desk()
def list_(desk: Desk, filter_: Filter | None, full: bool, limit: int, as_json: bool) -> None:
    """List articles, newest first."""
    output.articles(desk, View(filter=filter_ or Filter.ALL), limit, full=full, as_json=as_json)


# What looks like an option may be a word that is not wanted: `newsdesk search iraq -webb`.
@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, required=True)
@click.option("--full", is_flag=True, help="Whole articles with names and links.")
@_LIMIT
@_JSON
@_with_desk()
def search(desk: Desk, query: tuple[str, ...], full: bool, limit: int, as_json: bool) -> None:
    """Search title and text for words and "phrases", the best match first.

    A word with a minus before it must not occur; "or" between two words asks for one of them.
    """
    # A shell takes the quotes away: of several arguments, one with spaces in it was a phrase.
    quoted = len(query) > 1
    words = [f'"{part}"' if quoted and " " in part and '"' not in part else part for part in query]
    # The closing space says that the last word is complete.
    output.articles(desk, View(query=" ".join(words) + " "), limit, full=full, as_json=as_json)


@main.command()
@click.argument("article", type=int)
@_JSON
@_with_desk()
def show(desk: Desk, article: int, as_json: bool) -> None:
    """Show one article with its names and links."""
    if as_json:
        output.json_document(desk.document(article))
    else:
        output.article(desk.article(article), desk.names_in(article), desk.links_of(article))


@main.command()
@click.argument("query", default="")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only this kind.")
@_LIMIT
@_JSON
@_with_desk()
def names(desk: Desk, query: str, kind: str | None, limit: int, as_json: bool) -> None:
    """List people, organisations and places, those in most articles first."""
    entities = desk.names(query, Kind(kind) if kind else None, limit=limit)
    spellings = {entity.id: desk.spellings(entity.id) for entity in entities}
    output.names(entities, spellings, as_json)


@main.command("peek")
@click.argument("file")
@_JSON
@_explained
def peek_(file: str, as_json: bool) -> None:
    """Show what newsdesk would make of a file; stores nothing."""
    if file.startswith(("http://", "https://")):
        raise NewsdeskError("Only files can be looked at so far, no addresses.")
    document = peek(Path(file))
    if as_json:
        output.json_document(document)
    else:
        output.peeked(document)


@main.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(["jsonl"]))
@click.option("-o", "--output", "file", type=_PATH, help="A file in place of standard output.")
@_with_desk()
def export(desk: Desk, format_: str, file: Path | None) -> None:  # noqa: ARG001 - one format so far
    """Export all articles with names and links, one JSON object a line."""
    if file is not None and file.exists() and file.samefile(desk.path):
        raise NewsdeskError(f"{file} is the desk itself; name another file for the export.")
    output.json_lines(desk.documents(), file)
