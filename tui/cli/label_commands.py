"""The commands for labels: the list, giving them to articles, and renaming and deleting them."""

from dataclasses import asdict

import click

from storage.desk import Desk
from tui.cli import printing
from tui.cli.parameters import AS_JSON, YES, Listing, text, with_desk
from tui.cli.queries import QueryCommand, confirm, numbers_of, query_argument
from tui.layout.wording import count

_WORDS = query_argument(required=True, metavar="ID... | QUERY")


@click.group("labels", cls=Listing, subcommand_metavar="[COMMAND] [ARGS]...")
def labels_group() -> None:
    """List and change labels.

    Without a command, lists the labels of articles and feeds.
    """


@labels_group.command("list")
@AS_JSON
@with_desk()
def list_(desk: Desk, as_json: bool) -> None:
    """List the labels, with the articles and feeds that have them."""
    found = desk.labels.all()
    if as_json:
        printing.json_array(asdict(one) for one in found)
        return
    for one in found:
        feeds = f" · {count(one.feeds, 'feed')}" if one.feeds else ""
        printing.line(f"{one.name}  {count(one.articles, 'article')}, {one.unread:,} unread{feeds}")
    if not found:
        printing.complain("No labels.")


@labels_group.command(cls=QueryCommand)
@click.argument("label", type=text)
@_WORDS
@YES
@AS_JSON
@with_desk()
def add(desk: Desk, label: str, query: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Give a label to articles by number, or to all that a query finds; several labels have commas between.

    QUERY is what `newsdesk search` takes.
    """
    numbers = numbers_of(desk, query)
    confirm(numbers, f"Add the label “{label}” to", query, yes)
    _changed(desk.labels.change(numbers, add=[label]), as_json)


@labels_group.command(cls=QueryCommand)
@click.argument("label", type=text)
@_WORDS
@YES
@AS_JSON
@with_desk()
def remove(desk: Desk, label: str, query: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Take a label from articles by number, or from all that a query finds."""
    numbers = numbers_of(desk, query)
    confirm(numbers, f"Remove the label “{label}” from", query, yes)
    _changed(desk.labels.change(numbers, remove=[label]), as_json)


@labels_group.command()
@click.argument("label", type=text)
@click.argument("new", type=text)
@AS_JSON
@with_desk()
def rename(desk: Desk, label: str, new: str, as_json: bool) -> None:
    """Rename a label; if NEW is one already, both become one."""
    printing.done(_sentence(desk.labels.rename(label, new)), as_json)


@labels_group.command()
@click.argument("label", type=text)
@AS_JSON
@with_desk()
def delete(desk: Desk, label: str, as_json: bool) -> None:
    """Delete a label; the articles and feeds that have it stay."""
    printing.done(_sentence(desk.labels.delete(label)), as_json)


def _changed(number: int, as_json: bool) -> None:
    if as_json:
        printing.json_document({"changed": number})
    elif number:
        printing.line(f"{count(number, 'article')} changed; `newsdesk undo` takes it back.")
    else:
        printing.complain("No article changed.")


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}; `newsdesk undo` takes it back."


COMMANDS = {"labels": labels_group}
