"""The commands for feeds: add, refresh, feeds, edit, unsubscribe."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import click

from storage.desk import Desk, find_feeds
from storage.errors import SourceError
from storage.model import Candidate, Pages, RefreshReport, Subscription, Trouble
from tui import printing, reports, subscriptions
from tui.parameters import AS_JSON, article_number, settings, text, with_desk
from tui.subscriptions import named_feed
from tui.wording import count

_PAGES = click.Choice([pages.value for pages in Pages])
_PAGES_HELP = "When to fetch the pages of its entries: where they say little, always, never."

_DEFER = click.option(
    "--defer", is_flag=True, help="Leave the analysis to the next refresh or `reanalyse --pending`."
)


@dataclass(slots=True)
class _Added:
    """What came of addresses: feeds with the articles they had before, others found there, what went wrong.

    `known` are the feeds that were subscribed to before.
    """

    feeds: dict[int, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    others: list[Candidate] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True, type=text)
@click.option("--folder", type=text, default="", help='The folder to put it in; "/" between levels.')
@click.option("--title", type=text, default="", help="What to call it, in place of its own title.")
@click.option("--pages", type=_PAGES, default=Pages.AUTO.value, show_default=True, help=_PAGES_HELP)
@_DEFER
@AS_JSON
@with_desk(make=True)
def add(
    desk: Desk, *, urls: tuple[str, ...], folder: str, title: str, pages: str, defer: bool, as_json: bool
) -> None:
    """Subscribe to feeds and fetch them.

    URL is the address of a feed, or of a page, channel or profile that has one.
    """
    if title and len(urls) > 1:
        raise click.UsageError("A title is for one feed; add them one by one.")
    added = _Added()
    for url in urls:
        _subscribe(desk, url, Subscription(url, title, folder=folder.strip("/"), pages=Pages(pages)), added)
    if new := [feed for feed in added.feeds if feed not in added.known]:
        with reports.progress(as_json) as progress:
            added.troubles += desk.refresh(new, defer=defer, progress=progress).troubles
    _print_added(desk, added, as_json)
    sys.exit(1 if added.troubles else 0)


def _subscribe(desk: Desk, url: str, wanted: Subscription, added: _Added) -> None:
    """Subscribe to the best feed at an address; what can't be had is noted."""
    try:
        best, *others = find_feeds(url)
    except SourceError as error:
        added.troubles.append(Trouble(url, str(error)))
        return
    subscribed = {feed.id for feed in desk.feeds()}
    feed = desk.subscribe(replace(wanted, url=best.url))
    added.others += others
    if feed.id in subscribed and feed.id not in added.feeds:
        added.known.add(feed.id)
    added.feeds.setdefault(feed.id, feed.articles)


def _print_added(desk: Desk, added: _Added, as_json: bool) -> None:
    found = ((desk.feed(number), had) for number, had in added.feeds.items())
    news = [(feed, feed.articles - had) for feed, had in found]
    if as_json:
        fields = [{"id": feed.id, "url": feed.url, "title": feed.title, "new": new} for feed, new in news]
        others = [{"url": other.url, "title": other.title} for other in added.others]
        troubles = [asdict(trouble) for trouble in added.troubles]
        printing.json_line({"feeds": fields, "candidates": others, "troubles": troubles})
        return
    reports.troubles(added.troubles)
    for feed, new in news:
        what = "subscribed already" if feed.id in added.known else count(new, "new article")
        printing.line(f"{feed.id:>6}  {feed.title}  {feed.url} · {what}")
    if added.others:
        printing.line("Other feeds there:")
    for other in added.others:
        printing.line("        " + "  ".join(part for part in (other.title, other.url) if part))


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
    if article is not None:
        if everything or feeds:
            raise click.UsageError("--page fetches one page and no feeds.")
        report = _fetch_page(desk, article, as_json)
    else:
        chosen = [named_feed(desk, word).id for word in feeds] or None
        with reports.progress(as_json) as progress:
            report = desk.refresh(
                chosen,
                everything=everything,
                defer=defer,
                mark_changed_unread=settings().mark_changed_unread,
                progress=progress,
            )
    reports.refresh(report, as_json)
    sys.exit(1 if report.troubles or report.failed else 0)


def _fetch_page(desk: Desk, article: int, as_json: bool) -> RefreshReport:
    url = desk.article(article).url
    try:
        with reports.progress(as_json) as progress:
            return desk.fetch_page(article, progress=progress)
    except SourceError as error:
        return RefreshReport(troubles=(Trouble(url, str(error)),))


@click.command()
@AS_JSON
@with_desk()
def feeds(desk: Desk, as_json: bool) -> None:
    """List the feeds and how they are."""
    if as_json:
        printing.json_document(subscriptions.as_documents(desk.feeds()))
    else:
        subscriptions.show(desk.feeds())


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
    subscriptions.show([desk.edit_feed(named_feed(desk, feed).id, **wanted)])


@click.command()
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True, type=text)
@with_desk()
def unsubscribe(desk: Desk, feeds: tuple[str, ...]) -> None:
    """Unsubscribe from feeds.

    Their articles stay. FEED is the number or address of a feed. Undo in the app brings it back, and so
    does `newsdesk add`.
    """
    for feed in [named_feed(desk, word) for word in feeds]:
        desk.unsubscribe(feed.id)
        printing.line(f"Unsubscribed from {feed.title}  {feed.url}")


ALL = (add, refresh, feeds, edit, unsubscribe)
