"""How the screens look, at three sizes: empty, loading, full, error."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk
from tui.messages import Complain

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
OPEN_VICTORY = ["j", "j", "j", "j", "enter"]


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def steps(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        # A cursor that blinks would make the picture a matter of luck.
        for line in pilot.app.screen.query("SearchLine").results():
            line.cursor_blink = False  # type: ignore[attr-defined]
        await pilot.pause()

    return steps


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("list", []),
        ("article", [*OPEN_VICTORY, "right_square_bracket", "right_square_bracket"]),
        ("links", [*OPEN_VICTORY, "l", "j"]),
        ("name", [*OPEN_VICTORY, "right_square_bracket", "enter"]),
        ("names", ["e"]),
        ("search", ["slash", "m", "o", "s"]),
        ("help", ["question_mark"]),
        ("why", [*OPEN_VICTORY, "w"]),
        ("new", [*OPEN_VICTORY, "1"]),
        ("stories", ["S"]),
        ("story", [*OPEN_VICTORY, "i"]),
    ],
)
def test_full(
    snap_compare: Compare, sample_desk: Desk, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    app = Newsdesk(sample_desk.path, Settings())
    assert snap_compare(app, terminal_size=size, run_before=after(*keys))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_light(snap_compare: Compare, sample_desk: Desk, size: tuple[int, int]) -> None:
    app = Newsdesk(sample_desk.path, Settings(theme="light"))
    assert snap_compare(app, terminal_size=size, run_before=after(*OPEN_VICTORY))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_empty(snap_compare: Compare, desk: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(Newsdesk(desk.path, Settings()), terminal_size=size, run_before=after())


def test_empty_and_left_so(snap_compare: Compare, desk: Desk) -> None:
    assert snap_compare(Newsdesk(desk.path, Settings()), terminal_size=(120, 40), run_before=after("escape"))


def test_loading(snap_compare: Compare, sample_desk: Desk) -> None:
    async def hold(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, Newsdesk)
        headlines = app.router.reading.headlines
        headlines.set_rows(100_000, 50_000, 0, [])
        await pilot.pause()

    async def silent(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Newsdesk)
        await settle(pilot)
        app.router.reading.panes.list_pane._windows.ask = lambda _: None  # type: ignore[method-assign]
        await hold(pilot)

    assert snap_compare(Newsdesk(sample_desk.path, Settings()), terminal_size=(120, 40), run_before=silent)


def test_error(snap_compare: Compare, sample_desk: Desk) -> None:
    async def wrong(pilot: Pilot[None]) -> None:
        await after("slash", "quotation_mark", "minus")(pilot)
        app = pilot.app
        assert isinstance(app, Newsdesk)
        app.post_message(Complain("notes.jsonl:3: this line is not JSON, and was left out."))
        await settle(pilot)

    assert snap_compare(Newsdesk(sample_desk.path, Settings()), terminal_size=(120, 40), run_before=wrong)


def test_brackets(snap_compare: Compare, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Newsdesk(sample_desk.path, Settings())
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(*OPEN_VICTORY, "right_square_bracket"))


def test_tiny(snap_compare: Compare, sample_desk: Desk) -> None:
    app = Newsdesk(sample_desk.path, Settings())
    assert snap_compare(app, terminal_size=(20, 5), run_before=after(*OPEN_VICTORY))
