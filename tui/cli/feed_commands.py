"""The commands for feeds: add, refresh, feeds, edit, unsubscribe."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from storage.desk import Desk, find_feeds
from storage.errors import FetchError, SourceError
from storage.model import Candidate, Pages, Progress, RefreshReport, Subscription, Trouble
from tui.cli import feed_output, printing, reports
from tui.cli.feed_output import AddedFeeds
from tui.cli.parameters import AS_JSON, DEFER, article_number, find_feed, settings, text, with_desk
from tui.layout import feed_outline
from tui.layout.wording import count

_PAGES = click.Choice([pages.value for pages in Pages])
_PAGES_HELP = "When to fetch the pages of its entries: if they are short, always, or never."


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True, type=text)
@click.option("--folder", type=text, default="", help='A folder for the feeds, with "/" between levels.')
@click.option("--title", type=text, default="", help="A title, in place of the feed's own.")
@click.option("--pages", type=_PAGES, default=Pages.AUTO.value, show_default=True, help=_PAGES_HELP)
@click.option("--anyway", is_flag=True, help="Subscribe even if the address can't be fetched now.")
@DEFER
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
        raise click.UsageError("--title is for one feed; add the feeds one by one.")
    if anyway and not all("://" in url for url in urls):
        raise click.UsageError("--anyway needs the full address of a feed, with https:// before it.")
    result, folder = AddedFeeds(), feed_outline.tidy(folder)
    for url in urls:
        wanted = Subscription(url, title, folder=folder, pages=Pages(pages))
        _subscribe(desk, wanted, result, anyway=anyway)
    if new := [feed for feed in result.feeds if feed not in (*result.known, *result.unreachable)]:
        with reports.progress(as_json) as progress:
            progress(Progress("fetching", 0, len(new), ""))  # says that the feeds are subscribed to by now
            seconds = 0.0 if defer else None
            report = desk.work.refresh(new, defer=defer, page_seconds=seconds, progress=progress)
            result.troubles += report.troubles
    if as_json:
        printing.json_line(feed_output.added_document(desk, result))
    else:
        feed_output.added(desk, result, folder)
    sys.exit(1 if result.troubles else 0)


def _subscribe(desk: Desk, wanted: Subscription, result: AddedFeeds, *, anyway: bool) -> None:
    """Subscribe to the best feed at an address; with `anyway` to the address if it can't be fetched."""
    reason = ""
    try:
        best, *others = find_feeds(wanted.url, desk.feeds.pauses())
    except SourceError as error:
        if not (anyway and isinstance(error, FetchError)):
            result.troubles.append(Trouble(wanted.url, str(error)))
            return
        best, others, reason = Candidate(wanted.url), [], str(error)
    subscribed = {feed.id for feed in desk.feeds.all()}
    feed = desk.feeds.subscribe(replace(wanted, url=best.url))
    result.others += others
    if feed.id in subscribed and feed.id not in result.feeds:
        result.known.add(feed.id)
    elif reason:
        result.unreachable[feed.id] = reason
    result.feeds.setdefault(feed.id, feed.articles)


@click.command()
@click.option("--all", "everything", is_flag=True, help="All feeds, not only those that are due.")
@click.option("--feed", "feeds", multiple=True, type=text, help="Only this feed, by its number or address.")
@click.option(
    "--page", "article", type=article_number, metavar="ARTICLE", help="Only the page of this article."
)
@click.option("--pictures", type=article_number, metavar="ARTICLE", help="Only the pictures of this article.")
@DEFER
@AS_JSON
@with_desk()
def refresh(
    desk: Desk,
    *,
    everything: bool,
    feeds: Sequence[str],
    article: int | None,
    pictures: int | None,
    defer: bool,
    as_json: bool,
) -> None:
    """Fetch the feeds that are due.

    Fetches the pages of short entries too, and analyses new articles.
    """
    if everything and feeds:
        raise click.UsageError("Use --feed or --all, not both.")
    if pictures is not None:
        if everything or feeds or article is not None:
            raise click.UsageError("--pictures fetches the pictures of one article and nothing else.")
        report = _fetch_pictures(desk, pictures, as_json)
    elif article is not None:
        if everything or feeds:
            raise click.UsageError("--page fetches one page and no feeds.")
        report = _fetch_page(desk, article, defer, as_json)
    else:
        chosen = [find_feed(desk, word).id for word in feeds] or None
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


def _fetch_page(desk: Desk, article: int, defer: bool, as_json: bool) -> RefreshReport:
    url = desk.articles.get(article).url
    try:
        with reports.progress(as_json) as progress:
            return desk.work.fetch_page(article, defer=defer, progress=progress)
    except SourceError as error:
        return RefreshReport(troubles=(Trouble(url, str(error)),))


def _fetch_pictures(desk: Desk, article: int, as_json: bool) -> RefreshReport:
    number = desk.articles.get(article).id
    with reports.progress(as_json) as progress:
        return desk.work.fetch_pictures([number], progress=progress)


@click.command()
@AS_JSON
@with_desk()
def feeds(desk: Desk, as_json: bool) -> None:
    """List the feeds and their health."""
    if as_json:
        printing.json_array(feed_output.feed_documents(desk.feeds.all()))
    else:
        feed_output.feeds(desk.feeds.all())


@click.command()
@click.argument("feed", type=text)
@click.option("--title", type=text, help="A title; empty for the feed's own.")
@click.option("--folder", type=text, help='A folder, with "/" between levels; empty for none.')
@click.option("--pages", type=_PAGES, help=_PAGES_HELP)
@click.option("--url", type=text, help="A new address.")
@click.option(
    "--label", "labels", multiple=True, type=text, help="All its labels, with commas between; empty for none."
)
@with_desk()
def edit(
    desk: Desk,
    *,
    feed: str,
    title: str | None,
    folder: str | None,
    pages: str | None,
    url: str | None,
    labels: Sequence[str],
) -> None:
    """Change the title, folder, labels or address of a feed.

    FEED is the number or address of a feed.
    """
    changes: dict[str, Any] = {"title": title, "folder": folder, "pages": pages and Pages(pages), "url": url}
    changes["labels"] = labels or None
    wanted = {name: value for name, value in changes.items() if value is not None}
    if not wanted:
        raise click.UsageError("Say what to change: --title, --folder, --label, --pages or --url.")
    feed_output.feeds([desk.feeds.edit(find_feed(desk, feed).id, **wanted)])
    if pages and (waiting := desk.work.pages_waiting()):
        printing.line(f"{reports.pages_wait(waiting)}")


@click.command()
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True, type=text)
@click.option("--delete-articles", is_flag=True, help="Delete their articles too, but not starred ones.")
@with_desk()
def unsubscribe(desk: Desk, feeds: tuple[str, ...], delete_articles: bool) -> None:
    """Unsubscribe from feeds; their articles stay, and `newsdesk list is:unsubscribed` shows them.

    FEED is the number or address of a feed. `newsdesk undo` brings it back, and so does `newsdesk add`;
    deleted articles come back with a first `newsdesk undo`, the feed with a second one.
    """
    for feed in [find_feed(desk, word) for word in feeds]:
        deleted = desk.feeds.unsubscribe(feed.id, delete_articles=delete_articles)
        printing.line(f"Unsubscribed from {feed.title}  {feed.url}")
        if delete_articles:
            printing.line(f"{count(deleted, 'article')} deleted.")


COMMANDS = {"add": add, "refresh": refresh, "feeds": feeds, "edit": edit, "unsubscribe": unsubscribe}
