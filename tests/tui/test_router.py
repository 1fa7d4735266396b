"""The way between places: going, going back, leaving out what is gone, and what comes below a dialog."""

import pytest

from storage.model import Filter, View
from tui.messages import Back, Gone, Leave
from tui.navigation.places import NamePlace, NamesPlace, Pane, Place, ReadingPlace, StoriesPlace, subject
from tui.screens.dialogs.help import HelpScreen
from tui.screens.name import NameScreen
from tui.screens.names import NamesScreen
from tui.screens.stories import StoriesScreen


async def _go(stage, *places: Place) -> None:
    for place in places:
        stage.app.router.go(place)
        await stage.settle()


async def test_a_page_is_on_top_of_the_reading_screen_and_takes_the_place_of_another(on_stage) -> None:
    async with on_stage() as stage:
        await _go(stage, NamesPlace(), StoriesPlace(), NamePlace(1))
        assert isinstance(stage.app.screen, NameScreen)
        assert len(stage.app.screen_stack) == 2
        stage.app.router.travel(Back())
        await stage.settle()
        assert isinstance(stage.app.screen, StoriesScreen)
        await _go(stage, ReadingPlace(View(Filter.STARRED)))
        assert stage.app.screen_stack == [stage.reading]


async def test_going_to_the_page_one_is_on_does_nothing(on_stage) -> None:
    async with on_stage() as stage:
        await _go(stage, NamesPlace("m"))
        stage.app.router.go_to_page("names")
        assert len(stage.app.shell.history.places) == 2


async def test_at_either_end_of_the_way_there_is_a_word(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.step(-1)
        await stage.settle()
        assert "There is no earlier place." in stage.lines()[-1]
        await stage.press("alt+right")
        assert "There is no later place." in stage.lines()[-1]
        stage.app.router.step(1)
        await stage.settle()
        assert stage.app.screen is stage.reading


async def test_what_is_gone_is_left_out_in_the_direction_of_the_way(on_stage) -> None:
    async with on_stage() as stage:
        await _go(stage, NamesPlace(), NamePlace(1), StoriesPlace())
        stage.app.router.step(-1)
        await stage.settle()
        stage.app.router.leave_out(Gone(NamePlace(1, 7), "Gone."))
        await stage.settle()
        assert isinstance(stage.app.screen, NamesScreen)
        assert "Gone." in stage.lines()[-1]
        stage.app.router.step(1)
        await stage.settle()
        assert isinstance(stage.app.screen, StoriesScreen)


async def test_what_is_gone_but_left_already_changes_nothing(on_stage) -> None:
    async with on_stage() as stage:
        await _go(stage, NamesPlace(), StoriesPlace())
        stage.app.router.leave_out(Gone(NamePlace(1), "Gone."))
        await stage.settle()
        assert isinstance(stage.app.screen, StoriesScreen)
        assert len(stage.app.shell.history.places) == 3


async def test_nothing_is_left_below_a_dialog(on_stage) -> None:
    async with on_stage() as stage:
        await _go(stage, NamesPlace())
        await stage.press("question_mark")
        stage.app.router.leave(Leave(quits=True))
        stage.app.router.leave_out(Gone(NamesPlace(), "Gone."))
        await stage.settle()
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.press("escape")
        assert isinstance(stage.app.screen, NamesScreen)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NamePlace(1), NamePlace(1, 5, 9), True),
        (NamePlace(1), NamePlace(2), False),
        (NamesPlace("a"), NamesPlace("b", 4), True),
        (NamesPlace(), StoriesPlace(), False),
        (ReadingPlace(article=3), ReadingPlace(article=3, pane=Pane.LINKS, row=8), True),
        (ReadingPlace(article=3), ReadingPlace(), False),
        (ReadingPlace(View(feed=1)), ReadingPlace(View(feed=2)), False),
    ],
)
def test_what_a_place_shows(one: Place, other: Place, same: bool) -> None:
    assert (subject(one) == subject(other)) is same
