"""How numbered links and the dialogs of programs look, at three sizes."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from newsroom import draft
from textual.pilot import Pilot
from textual.widgets import Input

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Enclosure, Role, Span
from storage.settings import Settings
from tui.app import Newsdesk

SIZES = [(80, 24), (120, 40), (200, 50)]
TEXT = (
    "The army said on Saturday that the war is over, and showed a map of the towns around Mosul.\n\n"
    "An earlier report and the speech of the prime minister are in the archive; so is the map of July."
)
LINKS = {
    "the war is over": "https://example.org/news/2017/12/09/war-is-over?page=1",
    "a map of the towns": "https://maps.example.org/mosul",
    "An earlier report": "https://example.org/news/2017/07/10/mosul-is-free-again-three-years-after-it-fell",
    "the map of July": "https://maps.example.org/mosul",
}
FILES = (
    Enclosure("https://example.org/audio/evening-news.mp3", "audio/mpeg", 23_400_000, 1830),
    Enclosure("https://example.org/video/speech.mp4", "video/mp4", 412_000_000),
)


def at(words: str, address: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), Role.LINK, address)


def after(keys: list[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def steps(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        # A cursor that blinks would make the picture a matter of luck.
        for line in pilot.app.screen.query(Input).results():
            line.cursor_blink = False
        await pilot.pause()

    return steps


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.fixture(autouse=True)
def _article(sample_desk: Desk, desk_file: DeskFile) -> None:
    spans = tuple(at(words, address) for words, address in LINKS.items())
    one = draft(
        "War in Iraq is over, says the army", TEXT, datetime(2023, 1, 9, tzinfo=UTC), source="The Daily",
        spans=spans, enclosures=FILES,
    )  # fmt: skip
    with desk_file.writing() as connection:
        articles.store(connection, one)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("links", ["j", "enter", "semicolon", "2"]),
        ("command", ["j", "vertical_line", *"wc", "space", "minus", "w"]),
        ("output", ["j", "vertical_line", *"cat", "enter"]),
        ("folder", ["j", "ctrl+s", "ctrl+u", "slash", "n"]),
    ],
)
def test_programs(
    snap_compare: Callable[..., bool], sample_desk: Desk, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=after(keys))
