"""The links in the text: their numbers, their list, and what the keys do there."""

from datetime import UTC, datetime

import pytest
from fake_program import FakeProgram
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.model import Enclosure, Role, Span

WORDS = [f"link{number}" for number in range(1, 15)]
TEXT = "Nothing here. " + " and ".join(WORDS) + " and once more link3."


def spans() -> tuple[Span, ...]:
    found = []
    for word in WORDS:
        start = TEXT.index(word)
        found.append(Span(start, start + len(word), Role.LINK, f"https://example.org/{word}"))
    again = TEXT.rindex("link3")
    return (*found, Span(again, again + 5, Role.LINK, "https://example.org/link3"))


@pytest.fixture(autouse=True)
def _article(sample_desk, desk_file: DeskFile) -> None:
    sound = Enclosure("https://example.org/talk.mp3", "audio/mpeg", 23_000_000, 930)
    one = draft("Links", TEXT, datetime.now(UTC), spans=spans(), enclosures=(sound,))
    with desk_file.writing() as connection:
        articles.store(connection, one)


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_a_number_of_two_digits_opens_its_link(on_stage, browser: FakeProgram, width: int) -> None:
    async with on_stage(width, 40) as stage:
        await stage.press("enter", "semicolon")
        assert "link12[12]" in stage.screen_text()
        assert stage.screen_text().count("link3[3]") == 2
        assert "audio · 15:30 · 23 MB" in stage.screen_text()
        await stage.press("1", "2")
        assert "12 · https://example.org/link12" in stage.lines()[-1]
        await stage.press("enter")
        assert browser.arguments == ["https://example.org/link12"]
        assert "Opened https://example.org/link12" in stage.lines()[-1]
        await stage.press("3", "enter")
        assert browser.arguments[1:] == ["https://example.org/link3"]


async def test_a_digit_that_fits_no_number_begins_another(on_stage, browser: FakeProgram) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "semicolon", "9", "7")
        assert "7 · https://example.org/link7" in stage.lines()[-1]
        await stage.press("0")
        assert "7 · https://example.org/link7" in stage.lines()[-1], "there is no link 70, nor 0"
        await stage.press("1", "4", "backspace", "enter")
        assert browser.arguments == ["https://example.org/link1"]


@pytest.mark.parametrize("leave", ["escape", "q", "semicolon", "tab"])
async def test_leaving_takes_the_numbers_away(on_stage, leave: str) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "semicolon", leave)
        assert "link12[12]" not in stage.screen_text()
        assert not stage.reading.panes.reader.text_links.display
        assert stage.title == "Links"


async def test_y_copies_the_address(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage() as stage:
        copied: list[str] = []
        monkeypatch.setattr(stage.app, "copy_to_clipboard", copied.append)
        await stage.press("enter", "semicolon", "j", "y")
        assert copied == ["https://example.org/link2"]
        assert "Copied https://example.org/link2" in stage.lines()[-1]


async def test_from_the_list_it_opens_the_article_first(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("semicolon", "semicolon")
        assert "link12[12]" in stage.screen_text()


async def test_another_article_has_no_numbers(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "semicolon")
        stage.reading.panes.list_pane.find_unread(1)
        await stage.settle()
        assert stage.title != "Links"
        assert not stage.reading.panes.reader.text_links.display
        await stage.press("semicolon")
        assert "There are no links in this article." in stage.lines()[-1]
        await stage.press("ctrl+o")
        assert "link12[12]" not in stage.screen_text()


async def test_the_place_stays_when_numbers_come_and_go(on_stage) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("enter", "j", "j", "j")
        before = stage.reading.article_pane.position
        await stage.press("semicolon", "escape")
        assert stage.reading.article_pane.position == before


async def test_a_click_on_a_number_opens_its_link(on_stage, browser: FakeProgram) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "semicolon")
        row = next(at for at, line in enumerate(stage.lines()) if "link5[5]" in line)
        region = stage.reading.article_pane.region
        column = stage.lines()[row].index("link5[5]") - region.x
        await stage.click("#article", column + 6, row - region.y)
        assert browser.arguments == ["https://example.org/link5"]


async def test_digits_go_on_only_where_they_were_typed(on_stage, browser: FakeProgram) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "semicolon", "1", "j")
        assert stage.lines()[-1].startswith(" https://example.org/link2")
        await stage.press("3", "enter")
        assert browser.arguments == ["https://example.org/link3"]


async def test_an_article_that_is_gone_has_no_links(on_stage, sample_desk) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "semicolon")
        with type(sample_desk).open(sample_desk.path) as other:
            other.articles.delete([stage.reading.article_pane.article.id])
        stage.app.desk_watch.check_version()
        await stage.settle()
        assert not stage.reading.panes.reader.text_links.display
        assert "link12" not in stage.screen_text()
