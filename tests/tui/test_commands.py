"""The command palette has every action that a key has, and the lists."""

from tui import keys


async def test_every_action_is_in_the_palette(on_stage) -> None:
    async with on_stage() as stage:
        titles = [command.title for command in stage.app.commands.palette()]
        assert {binding.description for binding in keys.EXPLAINED} <= {*titles}
        assert {"All articles", "Unread articles", "Starred articles", "Quit"} <= {*titles}
        assert len(titles) == len({*titles})


async def test_a_list_of_the_palette_opens(on_stage) -> None:
    async with on_stage() as stage:
        starred = next(one for one in stage.app.commands.palette() if one.title == "Starred articles")
        starred.callback()
        await stage.settle()
        assert "Starred" in stage.lines()[0]
