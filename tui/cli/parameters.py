"""What the commands have in common: kinds of arguments, options, the open desk."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from storage.errors import NewsdeskError, NotFoundError
from storage.rules.reading import read_rules
from storage.settings import Settings, load, settings_file
from storage.text import moments
from tui.cli.printing import complain, printable

if TYPE_CHECKING:
    from storage.desk import Desk
    from storage.model import Feed, Rule

PROTECTED = "\0"
"""Stands before a word of a query that looks like an option; no argument of a program can have it."""

P = ParamSpec("P")
_LARGEST = 2**63 - 1  # the largest number that a desk file can hold
_MAX_DIGITS = 4000  # Python refuses to convert much longer numbers
_MAX_LIMIT_DIGITS = 9
_MAX_SHOWN = 60  # characters of a wrong argument


def text(value: str) -> str:
    """Return an argument. Raises `NewsdeskError` for bytes that are no text in the terminal's encoding."""
    value = value.removeprefix(PROTECTED)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise NewsdeskError(f"“{printable(value)}” is not text in the encoding of your terminal.")
    return value


def article_number(value: str) -> int:
    """Return the number of an article. Raises `NotFoundError` for one that no article can have."""
    return _number(value, "an article", "article")


def story_number(value: str) -> int:
    """Return the number of a story. Raises `NotFoundError` for one that no story can have."""
    return _number(value, "a story", "story")


def name_number(value: str) -> int | None:
    """Return the number of a name, `None` for text. Raises `NotFoundError` for one that no name can have."""
    return _number(value, "a name", "name") if is_number(value) else None


def row_limit(value: str) -> int:
    """Return a number of rows. Raises `BadParameter` for anything but 1 to 999,999,999."""
    if not is_number(value) or len(value) > _MAX_LIMIT_DIGITS or int(value) == 0:
        raise click.BadParameter(f"“{printable(value[:_MAX_SHOWN])}” is not a number from 1 to 999999999.")
    return int(value)


def later_moment(value: str) -> datetime:
    """Return a time that is still to come. Raises `BadParameter`."""
    now = datetime.now().astimezone()
    found = _moment(value, now, ahead=True)
    if found <= now:
        raise click.BadParameter(f"“{printable(value[:_MAX_SHOWN])}” has passed already.")
    return found


def earlier_moment(value: str) -> datetime:
    """Return a time that has passed. Raises `BadParameter`."""
    now = datetime.now().astimezone()
    found = _moment(value, now, ahead=False)
    if found > now:
        raise click.BadParameter(f"“{printable(value[:_MAX_SHOWN])}” is still to come.")
    return found


def _moment(value: str, now: datetime, *, ahead: bool) -> datetime:
    found = moments.moment(value, now, ahead=ahead)
    if found is None:
        shown = printable(value[:_MAX_SHOWN])
        raise click.BadParameter(f"“{shown}” is not a time; write it like {moments.EXAMPLES}.")
    return found


def is_number(value: str) -> bool:
    """Return whether an argument is a whole number."""
    return value.isdecimal() and value.isascii()


def _number(value: str, of: str, what: str) -> int:
    try:
        number = int(value) if len(value) < _MAX_DIGITS else _LARGEST + 1
    except ValueError as error:
        raise click.BadParameter(f"“{printable(value[:_MAX_SHOWN])}” is not the number of {of}.") from error
    if abs(number) > _LARGEST:
        shown = value if len(value) <= _MAX_SHOWN else f"{value[:_MAX_SHOWN]}…"
        raise NotFoundError(f"There is no {what} {printable(shown)} in this desk.")
    return number


def check_output(desk: "Desk", file: Path | None) -> None:
    """Raise `NewsdeskError` if a file that is to be written is the desk."""
    if file is not None and file.exists() and file.samefile(desk.path):
        raise NewsdeskError(f"{file} is the desk itself; choose another file.")


def find_feed(desk: "Desk", word: str) -> "Feed":
    """Return the feed with this number or address. Raises `NotFoundError`."""
    for feed in desk.feeds.all():
        if word in (str(feed.id), feed.url) or _without_scheme(word) == _without_scheme(feed.url):
            return feed
    raise NotFoundError(f"There is no feed {word}; `newsdesk feeds` lists them.")


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].rstrip("/") or url.rstrip("/")


class Listing(click.Group):
    """A group of commands that lists when no command is given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options without a command for those of `list`."""
        if not any(word in self.commands for word in args) and not {"-h", "--help"} & {*args}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


PATH = click.Path(path_type=Path, readable=False)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
LIMIT = click.option(
    "--limit",
    type=row_limit,
    default="50",
    show_default=True,
    metavar="NUMBER",
    help="The most rows to show.",
)
YES = click.option("--yes", is_flag=True, help="Do not ask, however many articles a query finds.")
DEFER = click.option(
    "--defer", is_flag=True, help="Leave the analysis to the next refresh or `reanalyse --pending`."
)
DESK_HELP = "The desk file, in place of your own."


class Options:
    """The options before the command, and the settings."""

    def __init__(self, desk: Path | None) -> None:
        self.settings = load()
        self.desk = desk or self.settings.desk

    def rules(self) -> "Sequence[Rule]":
        """Return the rules of the settings that are right."""
        return read_rules(self.settings).rules


def settings() -> Settings:
    """Return the settings; only within a command."""
    options: Options = click.get_current_context().obj
    return options.settings


def with_desk(*, make: bool = False) -> Callable[[Callable[Concatenate["Desk", P], None]], Callable[P, None]]:
    """Pass the open desk to a command as its first argument; with `make` the file is created if missing."""

    def decorate(command: Callable[Concatenate["Desk", P], None]) -> Callable[P, None]:
        @click.option("--desk", type=PATH, expose_value=False, callback=_choose_desk, help=DESK_HELP)
        @wraps(command)
        def with_open_desk(*args: P.args, **kwargs: P.kwargs) -> None:
            from storage.desk import Desk  # noqa: PLC0415 - help and version need no desk

            options: Options = click.get_current_context().obj
            for problem in options.settings.problems:
                complain(f"newsdesk: {problem.said_of(str(settings_file()))}")
            with Desk.open(options.desk, make=make, rules=options.rules) as desk:
                command(desk, *args, **kwargs)

        return with_open_desk

    return decorate


def _choose_desk(context: click.Context, _: click.Parameter, desk: Path | None) -> None:
    if desk is not None and (options := context.find_object(Options)):
        options.desk = desk
