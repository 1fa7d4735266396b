"""Feed text and page text, what comes to an article while it is read, and refreshing by key."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_program import FakeProgram
from newsroom import draft
from processes import HeldTask

from storage.database.articles import articles, pages_to_fetch
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Enclosure, Extent, Field, Provenance, Subscription
from storage.settings import Media, Pages, Settings
from tui.navigation.places import Pane, ReadingPlace
from tui.tasks.task import TaskKind

FEED_TEXT = (
    "The war is over, said the prime minister.\n\nMosul was taken back in July.\n\n"
    + "What is left of the town lies in ruins, as everybody knows. " * 10
)
PAGE_TEXT = "\n\n".join(
    (
        "The war is over, said the prime minister.",
        *(f"Paragraph {number} tells more of it. " * 6 for number in range(30)),
        "Mosul was taken back in July.",
        *(f"And paragraph {number} ends it. " * 6 for number in range(30, 40)),
    )
)
ARTICLE = 8


def store(desk_file: DeskFile, *, page: bool = False, **more: object) -> None:
    one = draft("The war is over", FEED_TEXT, datetime.now(UTC), provenance=Provenance.FEED, **more)
    with desk_file.writing() as connection:
        articles.store(connection, one)
        if page:
            text = replace(one, text=PAGE_TEXT, provenance=Provenance.PAGE)
            pages_to_fetch.keep_as_alternative(connection, ARTICLE, text, time.time())


def words_on(stage) -> str:
    return stage.screen_text().replace("\N{NO-BREAK SPACE}", " ")


def rows_on(stage) -> list[str]:
    return [line[:40] for line in stage.lines()[2:-2]]


OPEN = ReadingPlace(article=ARTICLE, pane=Pane.ARTICLE)


async def test_x_switches_to_the_text_of_the_page_and_back(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile
) -> None:
    store(desk_file, page=True, url="https://example.org/war")
    async with on_stage() as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        assert "from the feed" in words_on(stage)
        assert "x: page text" in words_on(stage)
        await stage.press("x")
        assert sample_desk.articles.get(ARTICLE).provenance is Provenance.PAGE
        assert "Paragraph 0 tells" in stage.screen_text()
        assert "x: feed text" in words_on(stage)
        assert "The text is from the page now; u takes it back." in stage.lines()[-1]
        assert [child.task.kind for child in held] == [TaskKind.ANALYSIS], "names are found at once"
        held[0].end()
        await stage.press("x")
        assert stage.reading.article_pane.article.text == FEED_TEXT
        await stage.press("u")
        assert sample_desk.articles.get(ARTICLE).provenance is Provenance.PAGE
        assert "Paragraph 0 tells" in stage.screen_text()


async def test_x_means_the_text_that_is_named_on_the_screen(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile
) -> None:
    store(desk_file, page=True, url="https://example.org/war")
    async with on_stage() as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        assert "x: page text" in words_on(stage)
        sample_desk.articles.show_text(ARTICLE, Provenance.PAGE)  # as a refresh may do in between
        await stage.press("x")
        assert sample_desk.articles.get(ARTICLE).provenance is Provenance.PAGE


async def test_the_place_in_the_text_is_kept(on_stage, held: list[HeldTask], desk_file: DeskFile) -> None:
    store(desk_file, page=True, url="https://example.org/war")
    async with on_stage(80, 5) as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        pane = stage.reading.article_pane
        pane.scroll_to(y=pane.page.row_of(pane.page.line(pane.page.text_row).field, 44), animate=False)
        await stage.settle()
        assert FEED_TEXT[pane.position :].startswith("Mosul was taken")
        await stage.press("x")
        assert PAGE_TEXT[pane.position :].startswith("Mosul was taken")


async def test_x_in_the_list_is_for_the_row_under_the_cursor(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile
) -> None:
    store(desk_file, page=True, url="https://example.org/war")
    async with on_stage(80, 24) as stage:
        await stage.press("x")
        assert stage.reading.headlines.current.id == ARTICLE
        assert sample_desk.articles.get(ARTICLE).provenance is Provenance.PAGE


def fetch_page(desk_file: DeskFile, text: str = PAGE_TEXT, *, better: bool = False) -> None:
    """Store the page of the article, as a process that was begun for it does."""
    one = draft("The war is over", text, datetime.now(UTC), provenance=Provenance.PAGE)
    store_it = pages_to_fetch.store_page if better else pages_to_fetch.keep_as_alternative
    with desk_file.writing() as connection:
        store_it(connection, ARTICLE, one, time.time())


def fail_page(desk_file: DeskFile, trouble: str) -> None:
    with desk_file.writing() as connection:
        pages_to_fetch.page_failed(connection, ARTICLE, trouble, None, time.time())


BY_KEY = Settings(refresh=False, pages=Pages(on_open=False))


async def test_a_page_that_is_not_here_yet_is_fetched(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile
) -> None:
    store(desk_file, url="https://example.org/war", extent=Extent.TRUNCATED)
    async with on_stage(settings=BY_KEY) as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        assert held == [], "by the setting"
        assert "x: fetch its page" in words_on(stage)
        await stage.press("x")
        assert held[0].task.command == ("refresh", "--json", "--defer", "--page", str(ARTICLE))
        assert "Fetching the page …" in words_on(stage)
        fetch_page(desk_file)
        held[0].end(pages=1, new=0)
        await stage.settle()
        assert sample_desk.articles.get(ARTICLE).provenance is Provenance.PAGE
        assert "Paragraph 0 tells" in stage.screen_text()
        assert "Fetching the page" not in words_on(stage)
        assert [child.task.kind for child in held] == [TaskKind.PAGE, TaskKind.ANALYSIS]


async def test_a_page_that_can_not_be_had_is_said(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    store(desk_file, url="https://example.org/war", extent=Extent.TEASER)
    async with on_stage(settings=BY_KEY) as stage:
        stage.app.router.go(OPEN)
        await stage.press("x")
        trouble = {"origin": "https://example.org/war", "message": "there is no such page", "line": 0}
        fail_page(desk_file, "there is no such page")
        held[0].end(troubles=[trouble], new=0)
        await stage.settle()
        stage.reading.desk_changed()
        await stage.settle()
        assert "There is no such page." in stage.lines()[-1]
        assert "Its page could not be fetched: there is no such page" in words_on(stage)
        assert "x: fetch its page" in words_on(stage)
        assert stage.reading.article_pane.article.text == FEED_TEXT


@pytest.mark.parametrize("extent", [Extent.TEASER, Extent.TRUNCATED])
async def test_opening_a_part_of_an_article_fetches_its_page(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile, extent: Extent
) -> None:
    store(desk_file, url="https://example.org/war", extent=extent)
    async with on_stage() as stage:
        assert held == [], "a preview is not opened"
        await stage.press("enter")
        assert [child.task.kind for child in held] == [TaskKind.PAGE]
        assert "Fetching the page …" in words_on(stage)
        fetch_page(desk_file, better=True)
        held[0].end(pages=1, new=0)
        stage.reading.desk_changed()
        await stage.settle()
        assert "from the page" in words_on(stage)
        assert "x: feed text" in words_on(stage)
        assert "Paragraph 0 tells" in stage.screen_text()
        assert sample_desk.undo() is None, "the reader has done nothing"


async def test_the_place_is_kept_when_the_page_comes(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    store(desk_file, url="https://example.org/war", extent=Extent.TEASER)
    async with on_stage(80, 8) as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        pane = stage.reading.article_pane
        pane.scroll_to(y=pane.page.row_of(Field.TEXT, 44), animate=False)
        await stage.settle()
        assert FEED_TEXT[pane.position :].startswith("Mosul was taken")
        fetch_page(desk_file, better=True)
        held[0].end(pages=1, new=0)
        stage.reading.desk_changed()
        await stage.settle()
        assert PAGE_TEXT[pane.position :].startswith("Mosul was taken")


async def test_a_page_is_tried_once_however_often_its_article_is_opened(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    store(desk_file, url="https://example.org/war", extent=Extent.TEASER)
    async with on_stage() as stage:
        await stage.press("enter")
        held[0].end(troubles=[{"origin": "", "message": "no server answers", "line": 0}], new=0)
        await stage.press("escape", "j", "k", "enter")
        kinds = [child.task.kind for child in held]
        assert kinds.count(TaskKind.PAGE) == 1
        await stage.press("x")
        kinds = [child.task.kind for child in held]
        assert kinds.count(TaskKind.PAGE) == 2, "the key tries it again"


@pytest.mark.parametrize(
    "more",
    [{}, {"extent": Extent.TEASER, "url": ""}, {"extent": Extent.TEASER, "page": True}],
    ids=["a whole text", "no address", "a page that is here"],
)
async def test_no_page_is_fetched_by_opening(
    on_stage, held: list[HeldTask], desk_file: DeskFile, more: dict[str, object]
) -> None:
    store(desk_file, **{"url": "https://example.org/war", **more})
    async with on_stage() as stage:
        await stage.press("enter")
        assert held == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "no address, so there is no page"),
        ({"url": "https://example.org/", "provenance": Provenance.PAGE}, "There is no other text"),
    ],
)
async def test_where_there_is_no_other_text_it_is_said(
    on_stage, held: list[HeldTask], desk_file: DeskFile, more: dict[str, object], words: str
) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft("The war is over", FEED_TEXT, datetime.now(UTC), **more))
    async with on_stage() as stage:
        await stage.press("x")
        assert words in stage.lines()[-1]
        assert held == []


async def test_an_article_that_changes_while_it_is_read_is_shown_anew(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    store(desk_file, url="https://example.org/war")
    async with on_stage() as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        with desk_file.writing() as connection:
            pages_to_fetch.store_page(
                connection, ARTICLE, draft("The war is over", PAGE_TEXT, datetime.now(UTC)), time.time()
            )
        stage.reading.desk_changed()
        await stage.settle()
        assert "Paragraph 0 tells" in stage.screen_text()


async def test_an_article_that_does_not_change_stays_where_it_is(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile
) -> None:
    store(desk_file, page=True, url="https://example.org/war")
    sample_desk.articles.show_text(ARTICLE, Provenance.FEED)
    async with on_stage(80, 12) as stage:
        stage.app.router.go(OPEN)
        await stage.press("pagedown", "pagedown")
        pane = stage.reading.article_pane
        page, place = pane.page, pane.scroll_offset.y
        assert place > 0
        store_another(desk_file)
        stage.reading.desk_changed()
        await stage.settle()
        assert pane.page is page
        assert pane.scroll_offset.y == place


def store_another(desk_file: DeskFile, title: str = "Another") -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft(title, "So it is.", datetime.now(UTC)))


async def test_articles_on_top_do_not_move_what_is_looked_at(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    async with on_stage(120, 10) as stage:
        await stage.press("j", "j", "j")
        before = rows_on(stage)
        chosen = stage.reading.headlines.current
        store_another(desk_file)
        stage.reading.desk_changed()
        await stage.settle()
        assert rows_on(stage) == before
        assert stage.reading.headlines.current == chosen
        assert "4 of" not in stage.lines()[-1]
        assert "5 of 8" in stage.lines()[-1]


async def test_answers_that_cross_do_not_move_it_either(
    on_stage, held: list[HeldTask], desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(120, 10) as stage:
        await stage.press("j", "j")
        pane, chosen, asked = stage.reading.panes.list_pane, stage.reading.headlines.current, []
        monkeypatch.setattr(pane._lists, "ask", asked.append)
        pane.reload()
        store_another(desk_file, "One")
        first = asked.pop()()
        pane.reload()
        stage.reading.headlines.action_down()
        stage.reading.headlines.action_up()
        pane.on_list_loaded(first)
        assert pane.row == chosen
        store_another(desk_file, "Two")
        second = asked.pop()()
        pane.reload()
        pane.on_list_loaded(second)
        assert pane.row == chosen
        pane.on_list_loaded(asked.pop()())
        assert pane.row == chosen
        await stage.settle()


async def test_o_opens_what_came_with_an_article_without_an_address(
    on_stage, held: list[HeldTask], desk_file: DeskFile, browser: FakeProgram
) -> None:
    store(desk_file, enclosures=(Enclosure("https://example.org/one.mp3", "audio/mpeg"),))
    async with on_stage() as stage:
        await stage.press("o")
        assert browser.arguments == ["https://example.org/one.mp3"]


async def test_a_file_that_came_with_an_article_plays_by_a_click(
    on_stage, held: list[HeldTask], desk_file: DeskFile, tmp_path: Path
) -> None:
    store(desk_file, enclosures=(Enclosure("https://example.org/one.mp3", "audio/mpeg"),))
    player = FakeProgram(tmp_path, "player")
    settings = Settings(refresh=False, media=Media(player=(str(player.path), "{url}")))
    async with on_stage(settings=settings) as stage:
        stage.app.router.go(OPEN)
        await stage.settle()
        row = next(at for at, line in enumerate(stage.lines()) if "one.mp3" in line)
        column = stage.lines()[row].index("https://") - stage.reading.article_pane.region.x
        await stage.click("#article", column + 3, row - stage.reading.article_pane.region.y)
        assert player.arguments == ["https://example.org/one.mp3"]


# Refreshing


@pytest.fixture
def three_feeds(sample_desk: Desk) -> list[int]:
    return [
        sample_desk.feeds.subscribe(Subscription(f"https://example.org/{number}.xml", folder=folder)).id
        for number, folder in enumerate(("News/World", "News", "Newsletters"))
    ]


async def test_r_fetches_what_is_due_and_capital_r_everything(
    on_stage, held: list[HeldTask], three_feeds: list[int]
) -> None:
    async with on_stage() as stage:
        await stage.press("r")
        assert held[-1].task.command == ("refresh", "--json")
        held[-1].end()
        await stage.press("R")
        assert held[-1].task.command == ("refresh", "--json", "--all")


async def test_r_fetches_the_feed_or_folder_of_the_list(
    on_stage, held: list[HeldTask], three_feeds: list[int]
) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(replace(stage.reading.view, feed=three_feeds[1])))
        await stage.settle()
        await stage.press("r")
        assert held[-1].task.command == ("refresh", "--json", "--feed", str(three_feeds[1]))
        held[-1].end()
        stage.app.router.go(ReadingPlace(replace(stage.reading.view, feed=None, folder="News")))
        await stage.settle()
        await stage.press("r")
        numbers = {int(word) for word in held[-1].task.command if word.isdigit()}
        assert numbers == set(three_feeds[:2]), "of the folder and those in it, no other that begins alike"


async def test_r_without_feeds_says_so(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        await stage.press("r")
        assert "There are no feeds yet: a adds one." in stage.lines()[-1]
        assert held == []
