"""Pictures in the article pane."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from newsroom import draft
from PIL import Image
from processes import HeldTask
from textual.drivers.headless_driver import HeadlessDriver

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Field, Picture
from storage.settings import Pictures, Settings, pictures_folder
from storage.sources.pictures.picture_cache import PictureCache
from tui.navigation.places import Pane, ReadingPlace
from tui.tasks.task import TaskKind

ARTICLE = 8
TEXT = "\n\n".join(f"Paragraph {number} says what is to be said. " * 5 for number in range(8))
AFTER = TEXT.index("\n\n")
TANK = "https://example.org/tank.jpg"
OPEN = ReadingPlace(article=ARTICLE, pane=Pane.ARTICLE)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def _illustrated(sample_desk: Desk, desk_file: DeskFile) -> None:
    """An article with a picture below its first paragraph."""
    one = draft(
        "A tank",
        TEXT,
        datetime.now(UTC),
        url="https://example.org/1",
        pictures=(Picture(AFTER, TANK, "A red tank"),),
    )
    with desk_file.writing() as connection:
        articles.store(connection, one)


def bring_picture(tmp_path: Path) -> None:
    """Put the picture into the cache, as a process that was begun for it does."""
    Image.new("RGB", (400, 200), "red").save(tmp_path / "tank.jpg")
    PictureCache(pictures_folder()).store(TANK, (tmp_path / "tank.jpg").read_bytes())


def fetches(held: list[HeldTask]) -> int:
    """Return how often pictures were fetched; the analysis of what waits may come in between."""
    return sum(child.task.kind is TaskKind.PICTURES for child in held)


@pytest.mark.usefixtures("_illustrated")
async def test_a_picture_is_fetched_when_its_article_is_opened_and_then_shown(
    on_stage, held: list[HeldTask], tmp_path: Path
) -> None:
    async with on_stage(100, 40) as stage:
        await stage.settle()
        assert held == [], "a preview fetches nothing"
        await stage.press("enter")
        assert [child.task.command for child in held] == [("refresh", "--json", "--pictures", str(ARTICLE))]
        assert "▨ A red tank" in stage.screen_text()
        pane = stage.reading.article_pane
        pane.scroll_to(y=pane.page.row_of(Field.TEXT, TEXT.index("Paragraph 5")), animate=False)
        await stage.settle()
        position = pane.position
        bring_picture(tmp_path)
        held[0].end(pictures=1)
        await stage.settle()
        assert pane.position == position, "the text stays where it is"
        await stage.press("g")
        assert "▨" not in stage.screen_text()
        assert sum("▀▀▀▀" in line for line in stage.lines()) == pane.pictures[TANK].size.rows > 9
        await stage.press("escape", "j", "k", "enter")
        assert fetches(held) == 1, "it is here"
        assert "▀▀▀▀" in stage.screen_text()


@pytest.mark.usefixtures("_illustrated")
async def test_a_picture_that_cannot_be_had_is_asked_for_once(on_stage, held: list[HeldTask]) -> None:
    async with on_stage(100, 40) as stage:
        await stage.press("enter")
        held[0].end(pictures=0)
        await stage.press("escape", "j", "k", "enter")
        assert fetches(held) == 1
        assert "▨ A red tank" in stage.screen_text()


@pytest.mark.usefixtures("_illustrated")
async def test_by_the_setting_there_are_none(on_stage, held: list[HeldTask], tmp_path: Path) -> None:
    bring_picture(tmp_path)
    async with on_stage(100, 40, Settings(refresh=False, pictures=Pictures(show=False))) as stage:
        await stage.press("enter")
        assert held == []
        assert "▀" not in stage.screen_text()
        assert "▨ A red tank" in stage.screen_text()


@pytest.mark.usefixtures("_illustrated")
async def test_a_terminal_without_colours_shows_the_description(
    on_stage, held: list[HeldTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    bring_picture(tmp_path)
    async with on_stage(100, 40) as stage:
        await stage.press("enter")
        assert held == []
        assert "▨ A red tank" in stage.screen_text()


@pytest.mark.usefixtures("_illustrated")
async def test_pictures_are_drawn_for_the_width_of_the_pane(
    on_stage, held: list[HeldTask], tmp_path: Path
) -> None:
    bring_picture(tmp_path)
    async with on_stage(100, 40) as stage:
        await stage.press("enter", "z")
        assert (
            sum("▀" * 64 in line for line in stage.lines())
            == stage.reading.article_pane.pictures[TANK].size.rows
        )
        await stage.resize(40, 40)
        widest = max(line.count("▀") for line in stage.lines())
        assert 30 <= widest <= 38


@pytest.mark.usefixtures("_illustrated")
async def test_a_damaged_copy_is_as_if_it_were_not_there(on_stage, held: list[HeldTask]) -> None:
    PictureCache(pictures_folder()).store(TANK, b"damaged")
    async with on_stage(100, 40) as stage:
        await stage.press("enter")
        assert "▨ A red tank" in stage.screen_text()


@pytest.mark.usefixtures("_illustrated")
async def test_kitty_gets_the_picture_itself(
    on_stage, held: list[HeldTask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_picture(tmp_path)
    sent: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, written: sent.append(written))
    async with on_stage(100, 40, Settings(refresh=False, pictures=Pictures(protocol="kitty"))) as stage:
        await stage.press("enter")
        assert "▀" not in stage.screen_text()
        rows = stage.reading.article_pane.pictures[TANK].size.rows
        assert sum("\U0010eeee" in line for line in stage.lines()) == rows
        assert any(one.startswith("\x1b_Ga=d,d=A,q=2") and "U=1" in one for one in sent)
