"""The commands that show what the desk holds: list, search, show, names."""

import click

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Filter, View
from tui.cli import article_output, printing, revision_output
from tui.cli.feed_output import named_feed
from tui.cli.parameters import AS_JSON, LIMIT, article_number, text, with_desk
from tui.layout import feed_outline


@click.command("list")
@click.option("--unread", "filter_", flag_value=Filter.UNREAD, type=Filter, help="Only unread articles.")
@click.option("--starred", "filter_", flag_value=Filter.STARRED, type=Filter, help="Only starred articles.")
@click.option("--feed", type=text, help="Only those of a feed, by its number or address.")
@click.option("--folder", type=text, default="", help="Only those of a folder of feeds, with all below it.")
@click.option("--by-story", "by_story", is_flag=True, help="One row for each story, its newest article.")
@click.option("--full", is_flag=True, help="Whole articles with names and links.")
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
    number = None if feed is None else named_feed(desk, feed).id
    folder = feed_outline.tidy(folder)
    if folder and folder not in feed_outline.folders_of(desk.feeds.all()):
        raise NotFoundError(f"There is no folder “{folder}”; `newsdesk feeds` shows them.")
    if by_story and (number is not None or folder):
        raise click.UsageError("Lists of a feed or folder are not grouped by story.")
    view = View(filter=filter_ or Filter.ALL, feed=number, folder=folder, stories=by_story)
    article_output.articles(desk, view, limit, full=full, as_json=as_json)


# What looks like an option may be a word that is not wanted: `newsdesk search iraq -webb`.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, required=True, type=text)
@click.option("--full", is_flag=True, help="Whole articles with names and links.")
@LIMIT
@AS_JSON
@with_desk()
def search(desk: Desk, query: tuple[str, ...], full: bool, limit: int, as_json: bool) -> None:
    """Search title and text for words and "phrases", the best match first.

    A word with a minus before it must not occur; "or" between two words asks for one of them.
    """
    # A shell takes the quotes away: of several arguments, one with spaces in it was a phrase.
    quoted = len(query) > 1
    words = [f'"{part}"' if quoted and " " in part and '"' not in part else part for part in query]
    # The closing space says that the last word is complete.
    article_output.articles(desk, View(query=" ".join(words) + " "), limit, full=full, as_json=as_json)


@click.command()
@click.argument("article", type=article_number)
@click.option("--revisions", "earlier", is_flag=True, help="The texts that it had before, and what changed.")
@AS_JSON
@with_desk()
def show(desk: Desk, article: int, earlier: bool, as_json: bool) -> None:
    """Show one article with its names and links."""
    if earlier:
        shown, texts = desk.articles.get(article), desk.articles.revisions(article)
        if as_json:
            printing.json_document(revision_output.as_documents(texts))
        else:
            revision_output.show(shown, texts)
    elif as_json:
        printing.json_document(desk.articles.document(article))
    else:
        article_output.article(
            desk.articles.get(article),
            desk.articles.names(article),
            desk.articles.links(article),
            desk.stories.of(article),
        )


ALL = (list_, search, show)
