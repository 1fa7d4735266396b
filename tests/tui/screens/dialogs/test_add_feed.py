"""Adding a feed, from a web server on this computer, in a process of its own."""

from collections.abc import Iterator

import pytest
from processes import HeldTask
from subscriptions import TECHNICA, furnish
from webserver import Site

from storage.database.connection import DeskFile
from storage.desk import Desk
from tui.screens.dialogs.add_feed import AddFeedScreen
from tui.tasks import task_queue
from tui.tasks.task import TaskDone
from tui.widgets.fields import TextField

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>{home}</link>
<item><title>Mosul is free</title><guid>{title}</guid><description>{text}</description></item>
</channel></rss>"""
PAGE = """<html><head><title>A site</title>
<link rel="alternate" type="application/rss+xml" title="The news" href="/news.xml">
<link rel="alternate" type="application/rss+xml" title="The comments" href="/comments.xml">
</head><body><p>Welcome.</p></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as opened:
        for name, title in (("news", "The news"), ("comments", "The comments")):
            body = FEED.format(title=title, home=opened.url("/"), text="The war in Iraq is over. " * 40)
            opened.serve(f"/{name}.xml", body, headers={"Content-Type": "application/rss+xml"})
        opened.serve("/", PAGE, headers={"Content-Type": "text/html"})
        yield opened


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[HeldTask]:
    """The processes that were begun, each held until the test ends it."""
    HeldTask.begun = []
    monkeypatch.setattr(task_queue, "SubprocessTask", HeldTask)
    return HeldTask.begun


@pytest.fixture
def _alone(sample_desk: Desk, desk_file: DeskFile) -> None:
    """Leave the desk file to the app and its processes."""
    desk_file.close()
    sample_desk.close()


async def ask(stage, address: str, folder: str = "") -> None:
    await stage.press("a")
    stage.app.screen.query_one("#add-address", TextField).value = address
    stage.app.screen.query_one("#add-folder", TextField).value = folder
    await stage.press("enter")
    await stage.settle()


@pytest.mark.usefixtures("_alone")
async def test_the_address_of_a_feed(on_stage, site: Site) -> None:
    async with on_stage() as stage:
        await ask(stage, site.url("/news.xml"), " Iraq / News ")
        assert stage.app.screen is stage.reading
        (feed,) = stage.app.shell.desk.feeds.all()
        assert (feed.title, feed.folder, feed.articles) == ("The news", "Iraq/News", 1)
        assert "The news" in stage.lines()[-1]
        assert "Mosul is free" in stage.screen_text()


@pytest.mark.usefixtures("_alone")
async def test_a_page_with_several_feeds(on_stage, site: Site) -> None:
    async with on_stage() as stage:
        await ask(stage, site.url("/"))
        assert isinstance(stage.app.screen, AddFeedScreen)
        assert "[✓] The news" in stage.screen_text()
        assert "[ ] The comments" in stage.screen_text()
        await stage.press("j", "enter")
        assert "[✓] The comments" in stage.screen_text()
        assert [feed.title for feed in stage.app.shell.desk.feeds.all()] == ["The comments", "The news"]
        await stage.press("k", "space")
        assert "[ ] The news" in stage.screen_text()
        assert [feed.title for feed in stage.app.shell.desk.feeds.all()] == ["The comments"]
        await stage.press("escape")
        assert stage.app.screen is stage.reading


async def test_several_feeds_are_added_one_after_the_other(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    furnish(desk_file)
    with desk_file.reading() as connection:
        (known,) = connection.execute("select url from feed where id = ?", (TECHNICA,)).fetchone()
    async with on_stage() as stage:
        await ask(stage, "example.org")
        urls = [f"https://example.org/{n}" for n in range(3)]
        first = {"id": 90, "url": urls[0], "title": "One", "new": 0}
        others = [(urls[1], "Two"), (urls[2], "Three"), (known, "Technica")]
        held[0].end(feeds=[first], candidates=[{"url": url, "title": title} for url, title in others])
        await stage.settle()
        assert "[✓] Technica" in stage.screen_text()
        await stage.press("j", "space", "j", "space")
        assert [title for title in ("Two", "Three") if f"[…] {title}" in stage.screen_text()] == [
            "Two",
            "Three",
        ]
        held[1].end(feeds=[{"id": 91, "url": urls[1], "title": "Two", "new": 0}])
        await stage.settle()
        assert "[✓] Two" in stage.screen_text()
        assert "[…] Three" in stage.screen_text()
        await stage.press("space")
        assert held[2].stopped
        assert "[ ] Three" in stage.screen_text()


async def test_a_feed_that_cannot_be_unsubscribed_keeps_its_mark(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    furnish(desk_file)
    with desk_file.writing() as connection:
        connection.execute(
            "create trigger refuse before delete on feed begin select raise(abort, 'the pen is dry'); end"
        )
        connection.execute(
            "create trigger refuse_too before update on feed begin select raise(abort, 'the pen is dry'); end"
        )
    async with on_stage() as stage:
        await ask(stage, "example.org")
        feed = {"id": TECHNICA, "url": "https://example.org/2.xml", "title": "Ars Technica", "new": 0}
        held[0].end(feeds=[feed], candidates=[{"url": "https://example.org/b.xml", "title": "Other"}])
        await stage.settle()
        await stage.press("space")
        (complaint,) = stage.complaints
        assert "the pen is dry" in complaint
        assert "[✓] Ars Technica" in stage.screen_text()
        await stage.press("escape")
        assert stage.app.screen is stage.reading


@pytest.mark.usefixtures("_alone")
async def test_an_address_without_a_feed(on_stage, site: Site) -> None:
    async with on_stage() as stage:
        await ask(stage, site.url("/nothing"))
        assert isinstance(stage.app.screen, AddFeedScreen)
        assert "There is nothing at this address (404)." in stage.screen_text()
        await stage.press("x")
        assert "(404)" not in stage.screen_text()
        assert not stage.app.shell.desk.feeds.all()


async def test_without_an_address(on_stage) -> None:
    async with on_stage() as stage:
        await ask(stage, "  ")
        assert "Type or paste an address first." in stage.screen_text()
        assert not stage.app.shell.tasks.running


async def test_what_is_typed_are_no_keys(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        await stage.press("a")
        await stage.type("dqu !")
        assert stage.app.screen.query_one("#add-address", TextField).value == "dqu !"
        await stage.press("enter")
        assert "Looking at dqu ! …" in stage.screen_text()
        assert [child.task.address for child in held] == ["dqu !"]


async def test_leaving_stops_the_search(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        await ask(stage, "example.org")
        await stage.press("escape")
        assert held[0].stopped
        assert "Stopped looking at example.org." in stage.screen_text()
        await stage.press("enter")
        assert [child.task.address for child in held] == ["example.org"] * 2
        assert "Looking at example.org …" in stage.screen_text()
        await stage.press("escape", "escape")
        assert stage.app.screen is stage.reading
        assert not stage.app.shell.tasks.running


async def test_leaving_drops_what_waits_for_its_turn(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        stage.app.shell.tasks.refresh()
        await stage.settle()
        await ask(stage, "example.org")
        await stage.press("escape", "escape")
        held[0].end()
        await stage.settle()
        assert len(held) == 1
        assert not held[0].stopped


async def test_another_address_takes_the_place_of_the_first(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        await ask(stage, "exmaple.org")
        stage.app.screen.query_one("#add-address", TextField).value = "example.org"
        await stage.press("enter")
        assert [(child.task.address, child.stopped) for child in held] == [
            ("exmaple.org", True),
            ("example.org", False),
        ]


async def test_a_feed_that_is_found_is_added_after_closing(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        await ask(stage, "example.org")
        held[0].advance("fetching", 0, 1)
        await stage.settle()
        await stage.press("escape")
        assert not held[0].stopped
        assert stage.app.screen is stage.reading
        feed = {"id": 1, "url": "https://example.org/feed", "title": "A feed", "new": 3}
        held[0].end(feeds=[feed], candidates=[{"url": "https://example.org/2", "title": "Other"}])
        await stage.settle()
        assert stage.app.screen is stage.reading
        assert "“A feed” is added" in stage.lines()[-1]


async def test_it_says_when_it_has_to_wait(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        stage.app.shell.tasks.refresh()
        await stage.settle()
        await ask(stage, "example.org")
        assert "Waiting for the refresh to finish …" in stage.screen_text()


async def test_the_folder_of_the_lists_is_proposed(on_stage, desk_file: DeskFile, sample_desk: Desk) -> None:
    furnish(desk_file)
    async with on_stage() as stage:
        await stage.press("h", *"jjjjj", "j", "j", "a")
        assert stage.app.screen.query_one("#add-folder", TextField).value == "Tech"


@pytest.mark.parametrize("size", [(40, 10), (20, 5)])
async def test_in_a_small_terminal(on_stage, held: list[HeldTask], size: tuple[int, int]) -> None:
    async with on_stage(*size) as stage:
        await ask(stage, "example.org")
        others = [{"url": f"https://example.org/{n}", "title": f"Feed {n}"} for n in range(30)]
        held[0].end(
            feeds=[{"id": 1, "url": "https://example.org/feed", "title": "A", "new": 0}], candidates=others
        )
        await stage.settle()
        await stage.press("G")
        assert "Feed 29" in stage.screen_text()
        await stage.press("q")
        assert stage.app.screen is stage.reading


@pytest.mark.parametrize(
    "report", [{"feeds": [], "troubles": [{"origin": "x", "message": "no feed there"}]}, {}]
)
async def test_why_there_is_no_feed_is_said_once(
    on_stage, held: list[HeldTask], report: dict[str, object]
) -> None:
    async with on_stage() as stage:
        await ask(stage, "example.org")
        if report:
            held[0].end(**report)
        else:
            held[0].send(TaskDone(held[0].task, None, "no feed there"))
        await stage.settle()
        assert stage.screen_text().lower().count("no feed there") == 1
        await stage.press("escape")
        assert "feed there" not in stage.screen_text()
