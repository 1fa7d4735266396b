"""The commands for feeds: add, refresh, feeds, edit, unsubscribe."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from storage.desk import Desk
from storage.errors import SourceError
from storage.model import Pages, Progress, RefreshReport, Subscription, Trouble
from tui.cli import added_feeds, feed_output, printing, reports
from tui.cli.added_feeds import Added
from tui.cli.feed_output import named_feed
from tui.cli.parameters import AS_JSON, article_number, settings, text, with_desk
from tui.layout import feed_outline

_PAGES = click.Choice([pages.value for pages in Pages])
_PAGES_HELP = "When to fetch the pages of its entries: where they say little, always, never."

_DEFER = click.option(
    "--defer", is_flag=True, help="Leave the analysis to the next refresh or `reanalyse --pending`."
)


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True, type=text)
@click.option("--folder", type=text, default="", help='The folder to put it in; "/" between levels.')
@click.option("--title", type=text, default="", help="What to call it, in place of its own title.")
@click.option("--pages", type=_PAGES, default=Pages.AUTO.value, show_default=True, help=_PAGES_HELP)
@click.option("--anyway", is_flag=True, help="Subscribe even if the address can't be fetched now.")
@_DEFER
@AS_JSON
@with_desk(make=True)
def add(
    desk: Desk,
    *,
    urls: tuple[str, ...],
    folder: str,
    title: str,
    pages: str,
    anyway: bool,
    defer: bool,
    as_json: bool,
) -> None:
    """Subscribe to feeds and fetch them.

    URL is the address of a feed, or of a page, channel or profile that has one.
    """
    if title and len(urls) > 1:
        raise click.UsageError("A title is for one feed; add them one by one.")
    if anyway and not all("://" in url for url in urls):
        raise click.UsageError("--anyway needs the whole address of a feed, with https:// before it.")
    added, folder = Added(), feed_outline.tidy(folder)
    for url in urls:
        added_feeds.subscribe(
            desk, Subscription(url, title, folder=folder, pages=Pages(pages)), added, anyway=anyway
        )
    if new := [feed for feed in added.feeds if feed not in (*added.known, *added.unreached)]:
        with reports.progress(as_json) as progress:
            progress(Progress("fetching", 0, len(new), ""))  # from now on they are subscribed to
            added.troubles += desk.work.refresh(new, defer=defer, progress=progress).troubles
    if as_json:
        printing.json_line(added_feeds.as_document(desk, added))
    else:
        added_feeds.show(desk, added, folder)
    sys.exit(1 if added.troubles else 0)


@click.command()
@click.option("--all", "everything", is_flag=True, help="All feeds, not only those that are due.")
@click.option("--feed", "feeds", multiple=True, type=text, help="This feed, by its number or address.")
@click.option(
    "--page", "article", type=article_number, metavar="ARTICLE", help="Only the page of this article."
)
@_DEFER
@AS_JSON
@with_desk()
def refresh(
    desk: Desk, *, everything: bool, feeds: Sequence[str], article: int | None, defer: bool, as_json: bool
) -> None:
    """Fetch the feeds that are due.

    Where their entries say little, the pages are fetched too, and new articles are analysed.
    """
    if everything and feeds:
        raise click.UsageError("Name feeds, or ask for --all, not both.")
    if article is not None:
        if everything or feeds:
            raise click.UsageError("--page fetches one page and no feeds.")
        report = _fetch_page(desk, article, as_json)
    else:
        chosen = [named_feed(desk, word).id for word in feeds] or None
        with reports.progress(as_json) as progress:
            report = desk.work.refresh(
                chosen,
                everything=everything,
                defer=defer,
                mark_changed_unread=settings().mark_changed_unread,
                progress=progress,
            )
    reports.refresh(report, as_json)
    sys.exit(1 if report.troubles or report.failed else 0)


def _fetch_page(desk: Desk, article: int, as_json: bool) -> RefreshReport:
    url = desk.articles.get(article).url
    try:
        with reports.progress(as_json) as progress:
            return desk.work.fetch_page(article, progress=progress)
    except SourceError as error:
        return RefreshReport(troubles=(Trouble(url, str(error)),))


@click.command()
@AS_JSON
@with_desk()
def feeds(desk: Desk, as_json: bool) -> None:
    """List the feeds and how they are."""
    if as_json:
        printing.json_document(feed_output.as_documents(desk.feeds.all()))
    else:
        feed_output.show(desk.feeds.all())


@click.command()
@click.argument("feed", type=text)
@click.option("--title", type=text, help="What to call it; empty for its own title.")
@click.option("--folder", type=text, help='The folder to put it in; "/" between levels, empty for none.')
@click.option("--pages", type=_PAGES, help=_PAGES_HELP)
@click.option("--url", type=text, help="Its new address.")
@with_desk()
def edit(
    desk: Desk, *, feed: str, title: str | None, folder: str | None, pages: str | None, url: str | None
) -> None:
    """Change a feed's title, folder or address.

    FEED is the number or address of a feed.
    """
    changes: dict[str, Any] = {"title": title, "folder": folder, "pages": pages and Pages(pages), "url": url}
    wanted = {name: value for name, value in changes.items() if value is not None}
    if not wanted:
        raise click.UsageError("Say what to change: --title, --folder, --pages or --url.")
    feed_output.show([desk.feeds.edit(named_feed(desk, feed).id, **wanted)])


@click.command()
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True, type=text)
@with_desk()
def unsubscribe(desk: Desk, feeds: tuple[str, ...]) -> None:
    """Unsubscribe from feeds.

    Their articles stay. FEED is the number or address of a feed. Undo in the app brings it back, and so
    does `newsdesk add`.
    """
    for feed in [named_feed(desk, word) for word in feeds]:
        desk.feeds.unsubscribe(feed.id)
        printing.line(f"Unsubscribed from {feed.title}  {feed.url}")


ALL = (add, refresh, feeds, edit, unsubscribe)
