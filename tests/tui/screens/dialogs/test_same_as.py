"""The dialogs that ask which other name or article is the same."""

from textual.app import App
from textual.pilot import Pilot

from storage.model import Entity, Headline, Kind
from tui.queries.results.names import ChoicesFound
from tui.screens.dialogs.same_as import same_name, same_story

MOSUL, TIKRIT = (Entity(number, name, Kind.PLACE, 1, 1) for number, name in ((1, "Mosul"), (2, "Tikrit")))
REPORT = Headline(3, "Mosul is free", "Daily", None, read=False, starred=False)


def find_name(query: str) -> ChoicesFound:
    return ChoicesFound(query, [one for one in (MOSUL, TIKRIT) if query in one.name.casefold()])


def find_article(query: str) -> ChoicesFound:
    return ChoicesFound(query, [REPORT] if query == "mosul" else [])


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_name_is_searched_for_and_chosen() -> None:
    app, returned = App[None](), list[Entity | None]()
    async with app.run_test() as pilot:
        dialog = same_name("Iraq", find_name)
        await app.push_screen(dialog, returned.append)
        await pilot.press(*"tik")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert returned == [TIKRIT]


async def test_without_matches_nothing_is_chosen() -> None:
    app, returned = App[None](), list[Headline | None]()
    async with app.run_test() as pilot:
        await app.push_screen(same_story("", find_article), returned.append)
        await settle(pilot)
        await pilot.press("enter", "x")
        await settle(pilot)
        await pilot.press("enter", "backspace", *"mosul")
        await settle(pilot)
        assert returned == []
        await pilot.press("enter")
        await pilot.pause()
    assert returned == [REPORT]


async def test_a_late_answer_is_dropped() -> None:
    app, returned = App[None](), list[Entity | None]()
    async with app.run_test() as pilot:
        dialog = same_name("Iraq", find_name)
        await app.push_screen(dialog, returned.append)
        await pilot.press(*"tik")
        await settle(pilot)
        dialog.post_message(ChoicesFound("", [MOSUL]))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert returned == [TIKRIT]
