"""How the screens of feeds look, at three sizes: none, some, some that fail, long and wide names."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from processes import HeldTask
from subscriptions import furnish, furnish_many
from textual.pilot import Pilot
from textual.widgets import Input

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk
from tui.tasks import refresh_scheduler, task_queue

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
PAGE = ["exclamation_mark", "j", "j"]
ADD = ["a", *"example.org", "enter"]
EDIT = [*PAGE, "c"]
NAVIGATOR = ["h", *("j" * 7), "enter", "h"]
OTHERS = [
    {"url": "https://example.org/comments.xml", "title": "Comments on everything"},
    {
        "url": "https://example.org/" + "long/" * 30,
        "title": "A title that is longer than a line of this panel has room for, surely",
    },
    {"url": "https://example.org/zh.xml", "title": "国际新闻频道"},
]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock in the header stand still, and no process begin."""
    monkeypatch.setattr(refresh_scheduler, "_clock", lambda _: "14:02")
    HeldTask.begun = []
    monkeypatch.setattr(task_queue, "SubprocessTask", HeldTask)


@pytest.fixture
def furnished(sample_desk: Desk, desk_file: DeskFile) -> Path:
    """The file of a desk with a few feeds."""
    furnish(desk_file)
    return sample_desk.path


@pytest.fixture
def crowded(sample_desk: Desk, desk_file: DeskFile) -> Path:
    """The file of a desk with hundreds of feeds."""
    furnish_many(desk_file)
    return sample_desk.path


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def after(*keys: str, end: dict[str, object] | None = None) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def steps(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press({".": "full_stop"}.get(key, key))
            await settle(pilot)
        if end is not None:
            HeldTask.begun[-1].end(**end)
            await settle(pilot)
        # A cursor that blinks would make the picture a matter of luck.
        for line in pilot.app.screen.query(Input).results():
            line.cursor_blink = False
        await pilot.pause()

    return steps


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("page", PAGE),
        ("navigator", NAVIGATOR),
        ("editor", EDIT),
        ("search", [*PAGE, "slash", *"fail"]),
        ("asking", ADD),
    ],
)
def test_feeds(
    snap_compare: Compare,
    furnished: Path,
    size: tuple[int, int],
    name: str,
    keys: list[str],
) -> None:
    app = Newsdesk(furnished, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=after(*keys))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_several_feeds_at_an_address(snap_compare: Compare, sample_desk: Desk, size: tuple[int, int]) -> None:
    added = {"id": 1, "url": "https://example.org/feed.xml", "title": "A feed", "new": 12}
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    steps = after(*ADD, end={"feeds": [added], "candidates": OTHERS})
    assert snap_compare(app, terminal_size=size, run_before=steps)


def test_no_feed_at_an_address(snap_compare: Compare, sample_desk: Desk) -> None:
    trouble = {"origin": "example.org", "line": 0, "message": "There is no server example.org."}
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    steps = after(*ADD, end={"feeds": [], "candidates": [], "troubles": [trouble]})
    assert snap_compare(app, terminal_size=(120, 40), run_before=steps)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_feeds(snap_compare: Compare, sample_desk: Desk, size: tuple[int, int]) -> None:
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=after("exclamation_mark"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"), [("page", ["exclamation_mark", "G"]), ("navigator", ["h", "G", "k", "k"])]
)
def test_many_feeds(
    snap_compare: Compare,
    crowded: Path,
    size: tuple[int, int],
    name: str,
    keys: list[str],
) -> None:
    app = Newsdesk(crowded, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=after(*keys))


def test_light(snap_compare: Compare, furnished: Path) -> None:
    app = Newsdesk(furnished, Settings(theme="light", refresh=False))
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(*EDIT))


def test_tiny(snap_compare: Compare, furnished: Path) -> None:
    app = Newsdesk(furnished, Settings(refresh=False))
    assert snap_compare(app, terminal_size=(20, 5), run_before=after(*PAGE))
