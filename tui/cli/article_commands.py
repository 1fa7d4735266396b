"""The commands for articles: list, search, show, delete; and undo of whatever was done."""

import sys
from collections.abc import Sequence

import click

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Filter, View
from tui.cli import article_output, printing
from tui.cli.parameters import AS_JSON, LIMIT, article_number, find_feed, is_number, text, with_desk
from tui.layout import feed_outline
from tui.layout.wording import count

_MAX_UNASKED = 50  # articles that a query deletes without a question


@click.command("list")
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
    filter_: Filter | None,
    feed: str | None,
    folder: str,
    by_story: bool,
    full: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List articles, newest first."""
    if feed is not None and folder:
        raise click.UsageError("Name a feed or a folder, not both.")
    number = None if feed is None else find_feed(desk, feed).id
    folder = feed_outline.tidy(folder)
    if folder and folder not in feed_outline.folders_of(desk.feeds.all()):
        raise NotFoundError(f"There is no folder “{folder}”; `newsdesk feeds` shows them.")
    if by_story and (number is not None or folder):
        raise click.UsageError("--by-story lists all feeds; leave out --feed and --folder.")
    view = View(filter=filter_ or Filter.ALL, feed=number, folder=folder, stories=by_story)
    article_output.articles(desk, view, limit, full=full, as_json=as_json)


# A word that begins with a minus is not an option: `newsdesk search iraq -webb`.
@click.command("search", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, required=True, type=text)
@click.option("--full", is_flag=True, help="Print whole articles with names and links.")
@LIMIT
@AS_JSON
@with_desk()
def search(desk: Desk, query: tuple[str, ...], full: bool, limit: int, as_json: bool) -> None:
    """Search titles and texts, best match first.

    QUERY holds words and "phrases". A minus before a word excludes it; "or" between two words finds either.
    """
    article_output.articles(desk, search_view(query), limit, full=full, as_json=as_json)


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


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", metavar="ID... | QUERY", nargs=-1, required=True, type=text)
@click.option("--yes", is_flag=True, help="Do not ask, however many articles a query finds.")
@AS_JSON
@with_desk()
def delete(desk: Desk, words: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Delete articles by number, or all that a query finds.

    QUERY is what `newsdesk search` takes. `newsdesk undo` brings the articles back.
    """
    if all(map(is_number, words)):
        numbers = [desk.articles.get(article_number(word)).id for word in words]
    elif any(map(is_number, words)):
        raise click.UsageError("Give numbers or a query, not both; put a query with numbers in quotes.")
    else:
        numbers = _found(desk, words)
        if len(numbers) > _MAX_UNASKED and not yes:
            _confirm(len(numbers))
    deleted = desk.articles.delete(numbers)
    if as_json:
        printing.json_document({"deleted": deleted})
    elif deleted:
        them = "it" if deleted == 1 else "them"
        printing.line(f"{count(deleted, 'article')} deleted; `newsdesk undo` brings {them} back.")
    else:
        printing.complain("No articles.")


def _found(desk: Desk, words: Sequence[str]) -> list[int]:
    view = search_view(words)
    with desk.snapshot():
        return [row.id for row in desk.lists.headlines(view, 0, desk.lists.count(view))]


def _confirm(number: int) -> None:
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError(f"This deletes {count(number, 'article')}; add --yes if you want that.")
    click.confirm(f"Delete {count(number, 'article')}?", abort=True, err=True)


def search_view(words: Sequence[str]) -> View:
    """Return the list of a query that the shell has split into words."""
    # The shell has removed the quotes: of several arguments, one with spaces in it was a phrase.
    quoted = len(words) > 1
    parts = [f'"{word}"' if quoted and " " in word and '"' not in word else word for word in words]
    # A space at the end says that the last word is complete.
    return View(query=" ".join(parts) + " ")


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


COMMANDS = {"list": list_, "search": search, "show": show, "delete": delete, "undo": undo, "redo": redo}
