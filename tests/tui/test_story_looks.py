"""How the screens of stories look, at three sizes: their states, two reports compared, the brief."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from linkers import DAY, ELSEWHERE, REPORTS, draft, link
from textual.pilot import Pilot

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk
from tui.navigation.places import BriefPlace, ComparePlace, Place, StoriesPlace, StoryPlace

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
ASH = "Ash from the volcano on Sangeang has reached Lombok, where the airport is closed until Thursday."
MORE = (
    "Priit Laanemets of Kalevipank was sentenced in Tallinn to six years in prison. A second trial against "
    "the auditors Kestrel Partners begins in October, announced prosecutor Maarika Soo, who named seven "
    "Cypriot notaries as accomplices."
)
WHOLE_BRIEF = BriefPlace(since=datetime(2000, 1, 1, tzinfo=UTC).timestamp(), until=4e9)


def at(place: Place, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what goes to a place and presses keys there."""

    async def steps(pilot: Pilot[None]) -> None:
        await _settle(pilot)
        assert isinstance(pilot.app, Newsdesk)
        pilot.app.router.go(place)
        await _settle(pilot)
        for key in keys:
            await pilot.press(key)
            await _settle(pilot)

    return steps


async def _settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


@pytest.fixture
def stories(sample_desk: Desk, desk_file: DeskFile) -> Desk:
    """The newsroom with a starred story that says something new, and one that is read."""
    link(
        desk_file,
        [*REPORTS, draft("Volcano stops flights", ELSEWHERE, DAY), draft("Ash over Lombok", ASH, DAY)],
    )
    verdict, volcano = (sample_desk.stories.of(number) for number in (8, 11))
    assert verdict
    assert volcano
    sample_desk.stories.mark_read([verdict.id, volcano.id])
    sample_desk.stories.star([verdict.id])
    link(
        desk_file, [draft("Auditors in the dock next", MORE, DAY + timedelta(hours=9), source="The Harbour")]
    )
    assert sample_desk.stories.get(verdict.id).new == 1
    return sample_desk


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("place", "keys"),
    [
        (StoriesPlace(), []),
        (StoryPlace(2), []),
        (ComparePlace(8, 13), ["right_square_bracket"]),
        (WHOLE_BRIEF, ["n"]),
    ],
    ids=["stories", "story", "comparison", "brief"],
)
def test_full(
    snap_compare: Compare, stories: Desk, size: tuple[int, int], place: Place, keys: list[str]
) -> None:
    app = Newsdesk(stories.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=at(place, *keys))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_mute_dialog(snap_compare: Compare, stories: Desk, size: tuple[int, int]) -> None:
    app = Newsdesk(stories.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=at(StoriesPlace(), "M"))


def test_nothing_muted(snap_compare: Compare, stories: Desk) -> None:
    app = Newsdesk(stories.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=(120, 40), run_before=at(StoriesPlace(), "v", "v", "v"))


def test_empty_brief(snap_compare: Compare, stories: Desk) -> None:
    app = Newsdesk(stories.path, Settings(refresh=False))
    place = BriefPlace(since=3.9e9, until=4e9)
    assert snap_compare(app, terminal_size=(80, 24), run_before=at(place))


def test_comparison_in_light(snap_compare: Compare, stories: Desk) -> None:
    app = Newsdesk(stories.path, Settings(theme="light", refresh=False))
    assert snap_compare(app, terminal_size=(120, 40), run_before=at(ComparePlace(8, 9), "tab"))
