"""How labels, and the dialogs for labels and rules, look at three sizes."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
VICTORY = ["j", "j", "j", "j"]


@pytest.fixture
def labelled(sample_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("NEWSDESK_SETTINGS", "/nowhere/settings.toml")
    sample_desk.labels.change([1, 2], ["iraq", "to read"])
    sample_desk.labels.change([3, 4, 5], ["later"])
    return sample_desk


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    # A cursor that blinks would make the picture a matter of luck.
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("labels", [*VICTORY, "T"]),
        ("new-label", [*VICTORY, "T", "n", "e", "w"]),
        ("labelled-article", [*VICTORY, "enter"]),
    ],
)
def test_labels(
    snap_compare: Compare, labelled: Desk, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *keys)

    app = Newsdesk(labelled.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=steps)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("name", "keys"), [("rule", ["j", "enter"]), ("wrong-rule", ["tab", "enter"])])
def test_rule(
    snap_compare: Compare, labelled: Desk, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "slash", "w", "a", "r", "enter")
        assert isinstance(pilot.app, Newsdesk)
        pilot.app.action_show_dialog("rule")
        await press(pilot, *keys)

    app = Newsdesk(labelled.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=steps)
