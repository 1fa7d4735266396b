"""How searching looks: the line in its states, saved searches in the navigator, the dialogs."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
DOCUMENT = """{"format": "newsdesk saved searches", "version": 1, "outlines": [
    {"text": "Unread", "query": "is:unread"},
    {"text": "From newsboat", "query": "newsboat:link =~ x"},
    {"text": "War", "outlines": [
        {"text": "Iraq", "query": "place:Iraq"},
        {"text": "Islamic State, its towns and its end", "query": "“islamic state”"}]}]}"""


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def after(*keys: str, text: str = "") -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys, then type a text at once into the field in focus."""

    async def steps(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        if text and isinstance(pilot.app.focused, Input):
            pilot.app.focused.insert_text_at_cursor(text)
            await settle(pilot)
        # A cursor that blinks would make the picture a matter of luck.
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False
        await settle(pilot)

    return steps


@pytest.fixture
def searched(sample_desk: Desk) -> Desk:
    """The sample desk with saved searches, one of which is wrong, and an earlier search."""
    sample_desk.searches.import_document(DOCUMENT, "file")
    return sample_desk


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param(["slash"], "war i", id="suggestions"),
        pytest.param(["slash"], "war nofield:x", id="wrong"),
        pytest.param(["}", "}", "}", "}", "}", "slash"], "war", id="within"),
        pytest.param(["h", *["j"] * 8], "", id="navigator"),
    ],
)
def test_at_three_sizes(
    snap_compare: Compare, searched: Desk, size: tuple[int, int], keys: list[str], text: str
) -> None:
    app = Newsdesk(searched.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=after(*keys, text=text))


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param(["slash"], '(mosul or "islamic state") -title:chess is:unread sort:date', id="query"),
        pytest.param(["slash"], "war is:", id="values"),
        pytest.param(["slash", "f1"], "", id="fields"),
        pytest.param(["}", "}", "}", "slash", "shift+tab"], "war", id="wide"),
        pytest.param(["}", "}", "}", "}", "}", "f"], "Mine", id="save"),
        pytest.param(["comma"], "", id="order"),
    ],
)
def test_at_one_size(snap_compare: Compare, searched: Desk, keys: list[str], text: str) -> None:
    app = Newsdesk(searched.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(*keys, text=text))
