"""Keys and messages that arrive while a page is still being put on the screen."""

import asyncio
import random

import pytest
from textual.events import Key

from storage.desk import Desk
from storage.model import Filter
from storage.settings import Settings
from tui.app import Newsdesk
from tui.messages import Back, Go, Part, Say, Written
from tui.navigation.places import FeedsPlace, NamesPlace, Pane, ReadingPlace, StoriesPlace
from tui.screens.dialogs.help import HelpScreen
from tui.screens.names import NamesScreen
from tui.screens.reading.navigator_pane import standing_list
from tui.shell import Shell
from tui.widgets.fields import SearchLine

_KEYS = ("e", "S", "exclamation_mark", "ctrl+o", "alt+right", "escape", "question_mark", "m", "slash")
_PLACES = (NamesPlace("a", 1), StoriesPlace(1), FeedsPlace(), ReadingPlace(), standing_list(Filter.UNREAD))


def _send(stage, key: str) -> None:
    stage.app.post_message(Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("seed", range(4))
async def test_messages_at_any_time_do_no_harm(on_stage, seed: int) -> None:
    chance = random.Random(seed)
    async with on_stage() as stage:
        for _ in range(60):
            for _ in range(chance.randint(1, 4)):
                match chance.randint(0, 3):
                    case 0:
                        stage.app.post_message(Go(chance.choice(_PLACES)))
                    case 1:
                        stage.app.post_message(Written("Done.", Part.ALL))
                    case 2:
                        stage.app.post_message(Say("Done."))
                    case _:
                        _send(stage, chance.choice(_KEYS))
                for _ in range(chance.randint(0, 3)):
                    await asyncio.sleep(0)
        await stage.settle()


@pytest.mark.parametrize("first", ["e", "S", "exclamation_mark"])
@pytest.mark.parametrize("second", _KEYS)
async def test_a_second_key_before_the_page_is_there_does_no_harm(on_stage, first: str, second: str) -> None:
    async with on_stage() as stage:
        for key in (first, second, "ctrl+o"):
            _send(stage, key)
        await stage.settle()


async def test_all_that_can_come_before_the_page_is_there(on_stage) -> None:
    async with on_stage() as stage:
        app = stage.app
        for place in (NamesPlace(), StoriesPlace(), FeedsPlace()):
            app.router.go(place)
            app.shell.refreshes.pause()
            app.on_written(Written(changed=Part.ALL))
            app.router.go(place)
            app._tell(Say("A sentence."))
            await stage.settle()
            assert app.shell.history.current == place
            assert "A sentence." in stage.lines()[-1]


async def test_escape_before_the_page_is_there_leaves_it(on_stage) -> None:
    async with on_stage() as stage:
        _send(stage, "e")
        _send(stage, "escape")
        await stage.settle()
        assert stage.app.screen is stage.reading


async def test_travel_that_comes_late_leaves_a_dialog_open(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("question_mark")
        article = ReadingPlace(article=2, pane=Pane.ARTICLE)
        for message in (Go(NamesPlace()), Back(), Go(article)):
            stage.app.post_message(message)
            await stage.settle()
            assert isinstance(stage.app.screen, HelpScreen)
        await stage.press("escape")
        assert stage.app.screen is stage.reading
        assert stage.app.shell.history.current == article
        assert stage.reading.article_pane.article.id == 2


async def test_a_search_before_the_page_is_there_waits_for_it(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(NamesPlace())
        _send(stage, "slash")
        await stage.settle()
        assert isinstance(stage.app.focused, SearchLine)
        assert isinstance(stage.app.screen, NamesScreen)


async def test_keys_before_the_first_picture_do_no_harm(
    sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_and_press(shell: Shell, desk: Desk) -> None:
        open_desk(shell, desk)
        for key in ("t", "e", "slash", "ctrl+o", "j", "A", "question_mark", "escape"):
            app.post_message(Key(key, key if len(key) == 1 else None))

    open_desk = Shell.open
    monkeypatch.setattr(Shell, "open", open_and_press)
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    async with app.run_test() as pilot:
        await pilot.pause(0.5)
        assert app.is_running
