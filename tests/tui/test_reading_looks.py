"""How an article looks while words are found in it, its page is fetched, with pictures, and what changed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newsroom import draft
from PIL import Image, ImageDraw
from processes import HeldTask
from textual.pilot import Pilot

from storage.database.articles import article_texts, articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Extent, Picture, Provenance
from storage.settings import Settings, pictures_folder
from storage.sources.pictures.picture_cache import PictureCache
from tui.app import Newsdesk
from tui.navigation.places import Pane, ReadingPlace

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
ARTICLE = 8
PICTURE = "https://example.org/harbour.jpg"
FIRST = "The harbour of the town is being rebuilt, and the town pays for it."
TEXT = (
    f"{FIRST}\n\nNine people work there. The mayor says that the work ends in spring.\n\n"
    "Ships land at another quay until then, and the town loses its guests. Nobody in the town minds."
)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def harbour(sample_desk: Desk, desk_file: DeskFile) -> Newsdesk:
    """The app, with an article that has a picture, is only a teaser, and has changed twice."""
    one = draft(
        "A harbour is rebuilt",
        TEXT,
        datetime(2022, 3, 1, tzinfo=UTC),
        source="The Daily",
        url="https://example.org/harbour",
        provenance=Provenance.FEED,
        extent=Extent.TEASER,
        pictures=(Picture(len(FIRST), PICTURE, "Cranes at the quay in the evening"),),
    )
    with desk_file.writing() as connection:
        articles.store(connection, one)
        for day, changed in enumerate((TEXT.replace("Nine", "Ten"), TEXT), start=1):
            article_texts.change(connection, ARTICLE, {"text": changed}, day * 86_400 + 43_200)
        articles.set_analysed(connection, ARTICLE)
    return Newsdesk(sample_desk.path, Settings(refresh=False))


def bring_picture(tmp_path: Path) -> None:
    picture = Image.new("RGB", (400, 240), "navy")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((120, 40, 280, 200), fill="orange")
    drawing.rectangle((0, 180, 400, 240), fill="teal")
    picture.save(tmp_path / "p.jpg", quality=95)
    PictureCache(pictures_folder()).store(PICTURE, (tmp_path / "p.jpg").read_bytes())


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def opened(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what opens the article and presses keys."""

    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, Newsdesk)
        app.router.go(ReadingPlace(article=ARTICLE, pane=Pane.ARTICLE))
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return run


sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@sizes
def test_while_the_page_and_a_picture_are_fetched(
    snap_compare: Compare, harbour: Newsdesk, held: list[HeldTask], size: tuple[int, int]
) -> None:
    assert snap_compare(harbour, terminal_size=size, run_before=opened())


@sizes
def test_words_that_are_found(
    snap_compare: Compare, harbour: Newsdesk, held: list[HeldTask], size: tuple[int, int]
) -> None:
    assert snap_compare(harbour, terminal_size=size, run_before=opened("slash", *"town", "enter", "n"))


@sizes
def test_a_picture_in_half_blocks(
    snap_compare: Compare, harbour: Newsdesk, held: list[HeldTask], tmp_path: Path, size: tuple[int, int]
) -> None:
    bring_picture(tmp_path)
    assert snap_compare(harbour, terminal_size=size, run_before=opened())


@sizes
def test_what_changed(
    snap_compare: Compare, harbour: Newsdesk, held: list[HeldTask], size: tuple[int, int]
) -> None:
    assert snap_compare(harbour, terminal_size=size, run_before=opened("D"))
