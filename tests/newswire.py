"""Feeds and pages for whole refreshes, and what is read of a desk after them."""

from webserver import Site

from storage.desk import Desk
from storage.model import Feed, Pages, RefreshReport, Subscription, View

LONG = (
    "The committee met on Tuesday and agreed on the budget for the coming year after a debate of nine hours. "
)


def item(number: int, text: str = LONG * 10, **more: str) -> str:
    fields = {
        "guid": f"item-{number}",
        "title": f"Report number {number}",
        "link": f"https://news.example/{number}",
        "pubDate": f"Tue, {number % 27 + 1:02} Oct 2026 10:00:00 GMT",
        "description": text,
        **more,
    }
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in fields.items())}</item>"


def rss(*items: str, title: str = "The Wire") -> str:
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


def paged(site: Site, count: int = 3, text: str = "The committee met on Tuesday.") -> str:
    for n in range(count):
        paragraphs = [f"The committee met on Tuesday, said report {n}. {LONG * 3}", LONG * 4, LONG * 5]
        site.serve(
            f"/page/{n}", page(f"Report number {n}", *paragraphs), headers={"Content-Type": "text/html"}
        )
    return site.serve("/a", rss(*(item(n, text, link=site.url(f"/page/{n}")) for n in range(count))))


def subscribe(desk: Desk, *addresses: str, pages: Pages = Pages.NEVER) -> list[int]:
    return [desk.feeds.subscribe(Subscription(address, pages=pages)).id for address in addresses]


def refresh(desk: Desk, feeds: list[int] | None = None, *, everything: bool = True) -> RefreshReport:
    return desk.work.refresh(feeds, everything=everything, defer=True)


def titles(desk: Desk) -> list[str]:
    return sorted(row.title for row in desk.lists.headlines(View(), 0, 1000))


def only(desk: Desk) -> Feed:
    (feed,) = desk.feeds.all()
    return feed
