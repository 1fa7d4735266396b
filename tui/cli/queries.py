"""Queries on the command line: words that begin with a minus, numbers of articles, and mistakes."""

import sys
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

import click

from storage.desk import Desk
from storage.errors import QueryError
from storage.model import Filter, Sort, View
from storage.query.parser import parse
from tui.cli import printing
from tui.cli.parameters import PROTECTED, article_number, is_number, text
from tui.layout.wording import count

Command = TypeVar("Command", bound=Callable[..., Any])

WRONG_USAGE = 2
MAX_UNASKED = 50  # articles that a query changes without a question

_QUERY = "newsdesk.query"
_BEFORE, _ROOM = 40, 72  # cells of a long query that are shown before a mistake, and in all


class QueryCommand(click.Command):
    """A command with a query, in which words may begin with a minus: `newsdesk search iraq -webb`.

    What begins with two minuses must be an option, or stand after `--`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Tell options from words. Raises `NoSuchOption`."""
        end = args.index("--") if "--" in args else len(args)
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        known = {name for one in options for name in one.opts}
        with_value = {name for one in options if not one.is_flag for name in one.opts}
        words = [
            word if before in with_value else _protected(ctx, word, known)
            for before, word in pairwise(["", *args[:end]])
        ]
        return super().parse_args(ctx, [*words, *args[end:]])


def _protected(ctx: click.Context, word: str, known: Collection[str]) -> str:
    """Return a word so that Click does not look for options among its letters, as in -victory."""
    if not word.startswith("-") or word.partition("=")[0] in known:
        return word
    if word.startswith("--"):
        example = f"{ctx.command_path} -- -iraq"
        said = f"No such option: {word}. A query that begins with a minus comes after --: {example}"
        raise click.NoSuchOption(word, said, ctx=ctx)
    return f"{PROTECTED}{word}"


class ListByDefault(click.Group):
    """A group of commands that takes a first word which is no command for a query."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Pass words that name no command to `list`."""
        if args and args[0] in self.commands and not ctx.meta.get("newsdesk.query"):
            return super().resolve_command(ctx, args)
        return "list", self.commands["list"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Make `names -- same` look for "same", and allow the options of `list` without `list`."""
        if args[:1] == ["--"]:
            ctx.meta["newsdesk.query"] = True
        first = next((word for word in args if not word.startswith("-")), "")
        if first not in self.commands and not {"-h", "--help"} & {*args}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


def query_argument(*, required: bool = False, metavar: str = "QUERY") -> Callable[[Command], Command]:
    """Return the argument `query`: words that the shell has parted."""
    shown = metavar if required else f"[{metavar}]"
    return click.argument("query", nargs=-1, required=required, type=text, metavar=shown)


def joined(words: Sequence[str]) -> str:
    """Return the query of these arguments, "" for none.

    The shell has removed quotes: of several arguments, one with spaces in it was a phrase.
    """
    query = words[0] if len(words) == 1 else " ".join(map(_quoted, words))
    click.get_current_context().meta[_QUERY] = query
    return query if query.strip() else ""


def _quoted(word: str) -> str:
    if " " not in word or any(mark in word for mark in '"()'):
        return word
    name, colon, value = word.partition(":")
    if colon and " " not in name:
        return f'{name}:"{value}"'
    return f'-"{word[1:]}"' if word.startswith("-") else f'"{word}"'


def view_of(words: Sequence[str], *, which: Filter = Filter.ALL, sort: Sort | None = None) -> View:
    """Return the list that a query finds."""
    return View(filter=which, query=joined(words), sort=sort)


def numbers_of(desk: Desk, words: Sequence[str]) -> list[int]:
    """Return the articles with these numbers, or those that the query finds. Raises `NotFoundError`."""
    if all(map(is_number, words)):
        return [desk.articles.get(article_number(word)).id for word in words]
    if any(map(is_number, words)):
        raise click.UsageError("Give numbers or a query, not both; put a query with numbers in quotes.")
    return desk.lists.ids(view_of(words))


def numbers_to_export(desk: Desk, words: Sequence[str]) -> list[int]:
    """Return what a query finds, all articles without one: as they arrived, unless it names an order."""
    view = view_of(words)
    found = desk.lists.ids(view) if words else desk.articles.ids()
    return found if parse(view.query).sort else sorted(found)


def confirm(numbers: Sequence[int], what: str, words: Sequence[str], yes: bool) -> None:
    """Ask before a query changes many articles; `what` begins the question, as in "Delete"."""
    if len(numbers) <= MAX_UNASKED or yes or all(map(is_number, words)):
        return
    question = f"{what} {count(len(numbers), 'article')}"
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError(f"{question}? Add --yes if you want that.")
    click.confirm(f"{question}?", abort=True, err=True)


def wrong_query(error: QueryError) -> NoReturn:
    """Print the sentence of a mistake, and the query with a mark under it; end as for wrong usage."""
    context = click.get_current_context(silent=True)
    query = context.meta.get(_QUERY, "") if context else ""
    printing.complain(f"newsdesk: {error}")
    if query:
        shown, at = _around(printing.printable(query), min(error.position, len(query)))
        printing.complain(f"  {shown}")
        printing.complain(f"  {' ' * at}^")
    sys.exit(WRONG_USAGE)


def _around(query: str, position: int) -> tuple[str, int]:
    """Return the part of a query around a mistake, and the cells before the mistake in it."""
    from rich.cells import cell_len  # noqa: PLC0415 - only for a mistake

    first = position
    while first and cell_len(query[first - 1 : position]) <= _BEFORE:
        first -= 1
    last = first
    while last < len(query) and cell_len(query[first : last + 1]) <= _ROOM:
        last += 1
    before = "…" if first else ""
    shown = before + query[first:last] + ("…" if last < len(query) else "")
    return shown, len(before) + cell_len(query[first:position])
