"""The first run."""

from pathlib import Path

import pytest

from storage.desk import Desk
from storage.model import Subscription
from tui.queries import feed_queries
from tui.screens.dialogs.add_feed import AddFeedScreen
from tui.screens.dialogs.welcome import WelcomeScreen
from tui.tasks.task_queue import TaskQueue


async def test_an_empty_desk_welcomes(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        assert isinstance(stage.app.screen, WelcomeScreen)
        assert "Open the sample desk" in stage.screen_text()


async def test_a_path_that_is_not_there_is_said_in_words(on_empty_stage, tmp_path: Path) -> None:
    async with on_empty_stage() as stage:
        await stage.press("i")
        await stage.press("enter")
        assert "Type the path" in stage.screen_text()
        stage.app.screen.path_line.value = str(tmp_path / "none")
        await stage.press("enter")
        assert "There is no file or folder" in stage.screen_text()
        assert isinstance(stage.app.screen, WelcomeScreen)


async def test_several_paths(on_empty_stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []
    monkeypatch.setattr(TaskQueue, "start", lambda _, paths: started.extend(paths))
    for name in ("one.txt", "two three.txt"):
        (tmp_path / name).write_text("Title\n\nText.")
    one, spaced = tmp_path / "one.txt", tmp_path / "two three.txt"
    for typed, wanted in (
        (f"{one} '{spaced}'", [one, spaced]),
        (f"{spaced} ", [spaced]),
        (f'"{one}"', [one]),
    ):
        async with on_empty_stage() as stage:
            stage.app.screen.path_line.value = typed
            await stage.press("i", "enter")
        assert started == wanted
        started.clear()


async def test_a_quote_that_is_not_closed(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        stage.app.screen.path_line.value = "'one.txt"
        await stage.press("i", "enter")
        assert "There is no file or folder 'one.txt" in stage.screen_text()


async def test_later_leaves_an_empty_desk_with_words(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        await stage.press("escape")
        assert stage.app.screen is stage.reading
        assert "No articles yet." in stage.screen_text()
        await stage.press(
            "j", "k", "G", "enter", "right_square_bracket", "1", "n", "s", "m", "space", "l", "tab"
        )
        assert stage.app.is_running


async def test_the_welcome_fits_a_small_terminal(on_empty_stage) -> None:
    async with on_empty_stage(20, 5) as stage:
        await stage.resize(200, 50)
        await stage.resize(40, 10)
        assert isinstance(stage.app.screen, WelcomeScreen)


async def test_q_quits(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_a_feed_can_be_added(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        await stage.press("a")
        assert isinstance(stage.app.screen, AddFeedScreen)
        await stage.press("escape")
        assert "Press a to add a feed" in stage.screen_text()


async def test_the_subscriptions_of_newsboat_are_offered_where_there_are_any(
    on_empty_stage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_empty_stage() as stage:
        assert "newsboat" not in stage.screen_text()
        await stage.press("n")
        assert isinstance(stage.app.screen, WelcomeScreen)
    urls = tmp_path / "urls"
    urls.write_text('https://example.org/feed.xml "News" "~The feed"\n')
    monkeypatch.setattr(feed_queries, "newsboat_files", lambda: [urls])
    desk.close()
    async with on_empty_stage() as stage:
        assert "Subscribe to the feeds of newsboat" in stage.screen_text()
        await stage.press("n")
        assert stage.app.screen is stage.reading
        (feed,) = stage.app.shell.desk.feeds.all()
        assert (feed.title, feed.folder) == ("The feed", "News")
        assert "1 new feed" in stage.lines()[-1]


async def test_the_offers_by_mouse(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        await stage.click("#offer-import", 5, 0)
        assert stage.app.screen.path_line.has_focus
        await stage.click("#offer-add", 5, 0)
        assert isinstance(stage.app.screen, AddFeedScreen)


async def test_a_desk_with_feeds_and_nothing_in_them_yet_is_not_empty(on_empty_stage, desk: Desk) -> None:
    desk.feeds.subscribe(Subscription("https://example.org/feed.xml"))
    async with on_empty_stage() as stage:
        assert stage.app.screen is stage.reading


async def test_an_opml_file(on_empty_stage, desk: Desk, tmp_path: Path) -> None:
    outline = (
        '<outline text="News"><outline type="rss" text="A feed" xmlUrl="https://example.org/f"/></outline>'
    )
    (tmp_path / "feeds.opml").write_text(f'<opml version="2.0"><body>{outline}</body></opml>')
    desk.close()
    async with on_empty_stage() as stage:
        stage.app.screen.path_line.value = str(tmp_path / "feeds.opml")
        await stage.press("i", "enter")
        (feed,) = stage.app.shell.desk.feeds.all()
        assert (feed.title, feed.folder) == ("A feed", "News")
        await stage.press("h")
        assert "A feed" in stage.screen_text()
