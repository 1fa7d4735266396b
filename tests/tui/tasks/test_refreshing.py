"""Refreshing for real: feeds and pages from a server on this computer, fetched by another process."""

import asyncio
import time

from webserver import Connection, Site

from storage.desk import Desk
from storage.model import Pages, Provenance, Subscription
from tui.navigation.places import Pane, ReadingPlace

PARAGRAPHS = [
    f"Paragraph {number} of the report says what the one before left out, and says it in a sentence that is "
    "long enough to be taken for one that somebody wrote."
    for number in range(12)
]
PAGE = (
    "<html><head><title>Mosul is free</title></head><body><article><h1>Mosul is free</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article></body></html>"
)


def rss(site: Site, *titles: str) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{site.url(f'/{number}.html')}</link><guid>{title}</guid>"
        f"<description>In short: {title}.</description></item>"
        for number, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>The Daily</title>{items}</channel></rss>'


async def test_what_a_refresh_brings_is_shown(on_empty_stage, desk: Desk, site: Site) -> None:
    fine = site.serve("/feed.xml", rss(site, "Mosul is free", "Tikrit is free"))
    desk.feeds.subscribe(Subscription(fine, pages=Pages.NEVER))
    desk.feeds.subscribe(Subscription(site.url("/none.xml"), "Gone"))
    async with on_empty_stage(120, 30) as stage:
        await stage.press("escape", "R")
        assert "2 new articles from 2 feeds · 1 feed failed: press !" in stage.lines()[-1]
        assert "Mosul is free" in stage.screen_text()
        assert "refreshed" in stage.lines()[0]
        assert "2 unread of 2" in stage.lines()[0]
        await stage.press("R")
        assert "Nothing new from 2 feeds · 1 feed failed: press !" in stage.lines()[-1]


async def test_the_page_of_an_article_is_fetched_and_shown(on_empty_stage, desk: Desk, site: Site) -> None:
    desk.feeds.subscribe(Subscription(site.serve("/feed.xml", rss(site, "Mosul is free")), pages=Pages.NEVER))
    site.serve("/0.html", PAGE, headers={"Content-Type": "text/html"})
    await asyncio.to_thread(desk.work.refresh, defer=True)
    async with on_empty_stage(120, 30) as stage:
        stage.app.router.go(ReadingPlace(article=1, pane=Pane.ARTICLE))
        await stage.settle()
        assert "In short: Mosul is free." in stage.screen_text()
        await stage.press("x")
        assert desk.articles.get(1).provenance is Provenance.PAGE
        assert "Paragraph 0 of the report" in stage.screen_text()
        assert desk.articles.get(1).analysed
        await stage.press("x")
        assert "In short: Mosul is free." in stage.screen_text()


async def test_quitting_ends_a_refresh_that_waits_for_a_server(
    on_empty_stage, desk: Desk, site: Site
) -> None:
    site.script("/slow.xml", Connection.stay_silent)
    fine = site.serve("/feed.xml", rss(site, "Mosul is free"))
    for address in (site.url("/slow.xml"), fine):
        desk.feeds.subscribe(Subscription(address, pages=Pages.NEVER))
    async with on_empty_stage(120, 30) as stage:
        await stage.press("escape")
        await stage.pilot.press("R")
        while not desk.lists.counts().articles:
            await stage.pilot.pause(0.02)
        begun = time.monotonic()
        await stage.press("q")
        assert time.monotonic() - begun < 10
        assert not stage.app.shell.tasks.running
        assert stage.app.return_code == 0
    assert desk.lists.counts().articles == 1


async def test_a_notice_says_why_quitting_takes_a_moment(on_empty_stage, held, monkeypatch) -> None:
    monkeypatch.setattr("tui.quitting._NOTICE_SECONDS", 0.01)
    async with on_empty_stage(120, 30) as stage:
        await stage.press("escape")
        stage.app.shell.tasks.refresh()
        await stage.settle()
        released = asyncio.Event()
        monkeypatch.setattr(held[0], "stop", released.wait)
        await stage.pilot.press("q")
        while "Quitting as soon as everything is stored" not in stage.lines()[-1]:
            await stage.pilot.pause(0.01)
        assert stage.app.return_code is None
        released.set()
        await stage.settle()
        assert stage.app.return_code == 0
