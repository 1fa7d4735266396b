"""What the commands have in common: options, kinds of arguments, the open desk."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from storage.desk import Desk
from storage.errors import NewsdeskError, NotFoundError
from storage.settings import Settings, load
from tui.cli.printing import printable

P = ParamSpec("P")
_LARGEST = 2**63 - 1  # number that a desk file can hold


def text(value: str) -> str:
    """Return an argument. Raises `NewsdeskError` for bytes that are no text in the terminal's encoding."""
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise NewsdeskError(f"“{printable(value)}” is not text in the encoding of your terminal.")
    return value


def article_number(value: str) -> int:
    """Return the number of an article. Raises `NotFoundError` for one that no article can have."""
    return _number(value, "an article", "article")


def story_number(value: str) -> int:
    """Return the number of a story. Raises `NotFoundError` for one that no story can have."""
    return _number(value, "a story", "story")


def _number(value: str, of: str, what: str) -> int:
    try:
        number = int(value)
    except ValueError as error:
        raise click.BadParameter(f"“{printable(value[:40])}” is not the number of {of}.") from error
    if abs(number) > _LARGEST:
        raise NotFoundError(f"There is no {what} {number} in this desk.")
    return number


PATH = click.Path(path_type=Path, readable=False)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
LIMIT = click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000_000),
    default=50,
    show_default=True,
    metavar="NUMBER",
    help="How many at most.",
)
DESK_HELP = "The desk file to use in place of your own."


class Options:
    """What stands before the command: which desk, and the settings."""

    def __init__(self, desk: Path | None) -> None:
        self.settings = load()
        self.desk = desk or self.settings.desk


def settings() -> Settings:
    """Return the reader's settings, within a command."""
    options: Options = click.get_current_context().obj
    return options.settings


def with_desk(*, make: bool = False) -> Callable[[Callable[Concatenate[Desk, P], None]], Callable[P, None]]:
    """Give a command the open desk as its first argument; only with `make` one that is not there is made."""

    def decorate(command: Callable[Concatenate[Desk, P], None]) -> Callable[P, None]:
        @click.option("--desk", type=PATH, expose_value=False, callback=_choose_desk, help=DESK_HELP)
        @wraps(command)
        def opened(*args: P.args, **kwargs: P.kwargs) -> None:
            options: Options = click.get_current_context().obj
            with Desk.open(options.desk, make=make) as desk:
                command(desk, *args, **kwargs)

        return opened

    return decorate


def _choose_desk(context: click.Context, _: click.Parameter, desk: Path | None) -> None:
    if desk is not None and (options := context.find_object(Options)):
        options.desk = desk
