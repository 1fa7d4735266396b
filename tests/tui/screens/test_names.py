"""The page of a name, and the list of all names."""

from tui.messages import Go
from tui.navigation.places import NamePlace, NamesPlace, Pane
from tui.screens.name import NameScreen
from tui.screens.names import NamesScreen


async def test_the_page_of_a_name(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "enter")
        text = stage.screen_text()
        assert "place · 3 articles · 5 mentions" in text
        assert "10 Jul 2017" in text
        assert "Occurs with" in text
        assert "said on Saturday" in text
        assert isinstance(stage.app.screen, NameScreen)


async def test_an_article_of_a_name_and_back(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "enter", "j", "enter")
        assert stage.reading.pane is Pane.ARTICLE
        assert stage.title == "Iraq declares victory over Islamic State"
        await stage.press("q")
        assert stage.app.shell.history.current == NamePlace(2, 1, 1)
        assert stage.app.screen.mentions.cursor == 1
        await stage.press("q")
        assert isinstance(stage.app.screen, NamesScreen)
        await stage.press("q")
        assert stage.app.screen is stage.reading


async def test_from_name_to_name(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "enter", "tab", "j", "enter")
        first = stage.app.shell.history.current
        assert isinstance(first, NamePlace)
        assert first.entity != 2
        await stage.press("ctrl+o")
        assert stage.app.shell.history.current.entity == 2
        assert "Iraq" in stage.lines()[0]


async def test_names_are_searched(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "slash")
        await stage.type("aba")
        assert stage.app.screen.names.count == 1
        await stage.press("enter", "enter")
        assert "Haidar al-Abadi" in stage.lines()[0]
        await stage.press("q")
        assert stage.app.shell.history.current == NamesPlace("aba", 0, 1)
        assert stage.app.screen.names.count == 1
        await stage.press("escape")
        assert stage.app.screen.names.count == 6


async def test_a_name_that_is_not_there(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "slash")
        await stage.type("zzz")
        assert "No name in this desk contains “zzz”." in stage.screen_text()


async def test_narrow_and_tiny(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("e", "enter")
        for size in ((80, 24), (40, 10), (20, 5), (160, 50)):
            await stage.resize(*size)
            assert isinstance(stage.app.screen, NameScreen)
            assert "Iraq" in stage.lines()[0]


async def test_a_name_that_no_longer_exists_is_left_with_a_sentence(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e")
        stage.app.post_message(Go(NamePlace(999)))
        await stage.settle()
        assert isinstance(stage.app.screen, NamesScreen)
        assert "This name no longer exists." in stage.lines()[-1]
        assert not stage.app._notifications
