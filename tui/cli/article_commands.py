"""The commands for articles: list, search, show, mark, delete; and undo of whatever was done."""

from collections.abc import Callable

import click

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Filter, Sort, View
from storage.query.parser import parse
from tui.cli import article_output, printing
from tui.cli.parameters import AS_JSON, LIMIT, YES, article_number, find_feed, text, with_desk
from tui.cli.queries import QueryCommand, confirm, joined, numbers_of, query_argument, view_of
from tui.layout import feed_outline
from tui.layout.wording import count

_MARKS: dict[str, Callable[[Desk, list[int]], int]] = {
    "read": lambda desk, numbers: desk.articles.mark_read(numbers),
    "unread": lambda desk, numbers: desk.articles.mark_read(numbers, False),
    "starred": lambda desk, numbers: desk.articles.mark_starred(numbers),
    "unstarred": lambda desk, numbers: desk.articles.mark_starred(numbers, False),
}


@click.command("list", cls=QueryCommand)
@query_argument()
@click.option("--unread", "filter_", flag_value=Filter.UNREAD, type=Filter, help="Only unread articles.")
@click.option("--starred", "filter_", flag_value=Filter.STARRED, type=Filter, help="Only starred articles.")
@click.option("--feed", type=text, help="Only the articles of one feed, by its number or address.")
@click.option("--folder", type=text, default="", help="Only the articles of a folder and the folders in it.")
@click.option("--by-story", "by_story", is_flag=True, help="Only the newest article of each story.")
@click.option("--full", is_flag=True, help="Print whole articles with names and links.")
@LIMIT
@AS_JSON
@with_desk()
def list_(
    desk: Desk,
    *,
    query: tuple[str, ...],
    filter_: Filter | None,
    feed: str | None,
    folder: str,
    by_story: bool,
    full: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List articles, newest first.

    QUERY is what `newsdesk search` takes; without it, all articles are listed.
    """
    if feed is not None and folder:
        raise click.UsageError("Name a feed or a folder, not both.")
    number = None if feed is None else find_feed(desk, feed).id
    folder = feed_outline.tidy(folder)
    if folder and folder not in feed_outline.folders_of(desk.feeds.all()):
        raise NotFoundError(f"There is no folder “{folder}”; `newsdesk feeds` shows them.")
    if by_story and (number is not None or folder):
        raise click.UsageError("--by-story lists all feeds; leave out --feed and --folder.")
    words = joined(query)
    sort = parse(words).sort or Sort.DATE
    view = View(filter_ or Filter.ALL, words, feed=number, folder=folder, stories=by_story, sort=sort)
    article_output.articles(desk, view, limit, full=full, as_json=as_json)


@click.command("search", cls=QueryCommand)
@query_argument(required=True)
@click.option("--full", is_flag=True, help="Print whole articles with names and links.")
@LIMIT
@AS_JSON
@with_desk()
def search(desk: Desk, query: tuple[str, ...], full: bool, limit: int, as_json: bool) -> None:
    """Search titles and texts, best match first.

    QUERY holds words, "phrases" and fields such as source:bbc, is:unread or newer:3d. A minus before one
    excludes it; "or" between two finds either. Before a query that begins with a minus put --, as in
    `newsdesk search -- -iraq`.
    """
    article_output.articles(desk, view_of(query), limit, full=full, as_json=as_json)


@click.command()
@click.argument("article", type=article_number)
@click.option("--revisions", is_flag=True, help="Print its earlier texts and what changed in them.")
@AS_JSON
@with_desk()
def show(desk: Desk, article: int, revisions: bool, as_json: bool) -> None:
    """Show one article with its names and links."""
    if revisions:
        article_output.revisions(desk, article, as_json=as_json)
    elif as_json:
        printing.json_document(desk.articles.document(article))
    else:
        article_output.article_of(desk, article)


@click.command(cls=QueryCommand)
@query_argument(required=True, metavar="ID... | QUERY")
@YES
@AS_JSON
@with_desk()
def delete(desk: Desk, query: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Delete articles by number, or all that a query finds.

    QUERY is what `newsdesk search` takes. `newsdesk undo` brings the articles back.
    """
    numbers = numbers_of(desk, query)
    confirm(numbers, "Delete", query, yes)
    deleted = desk.articles.delete(numbers)
    if as_json:
        printing.json_document({"deleted": deleted})
    elif deleted:
        them = "it" if deleted == 1 else "them"
        printing.line(f"{count(deleted, 'article')} deleted; `newsdesk undo` brings {them} back.")
    else:
        printing.complain("No articles.")


@click.command(cls=QueryCommand)
@click.argument("state", type=click.Choice(list(_MARKS)), metavar="|".join(_MARKS))
@query_argument(required=True, metavar="ID... | QUERY")
@YES
@AS_JSON
@with_desk()
def mark(desk: Desk, state: str, query: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Mark articles read, unread, starred or unstarred.

    QUERY is what `newsdesk search` takes. `newsdesk undo` takes the marks back.
    """
    numbers = numbers_of(desk, query)
    if not numbers and not as_json:
        printing.complain("No articles.")
        return
    confirm(numbers, f"Mark {state}", query, yes)
    _changed(_MARKS[state](desk, numbers), f"marked {state}", as_json)


def _changed(number: int, what: str, as_json: bool) -> None:
    if as_json:
        printing.json_document({"changed": number})
    elif number:
        printing.line(f"{count(number, 'article')} {what}; `newsdesk undo` takes that back.")
    else:
        printing.complain("Nothing changed.")


@click.command()
@AS_JSON
@with_desk()
def undo(desk: Desk, as_json: bool) -> None:
    """Undo the last change.

    That is a mark, a subscription, a correction or a deletion.
    """
    printing.done(desk.undo() or "There is nothing to undo.", as_json)


@click.command()
@AS_JSON
@with_desk()
def redo(desk: Desk, as_json: bool) -> None:
    """Redo what was undone."""
    printing.done(desk.redo() or "There is nothing to redo.", as_json)


COMMANDS = {
    "list": list_,
    "search": search,
    "show": show,
    "mark": mark,
    "delete": delete,
    "undo": undo,
    "redo": redo,
}
