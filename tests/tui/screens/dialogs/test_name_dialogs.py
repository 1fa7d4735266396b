"""The dialogs on one name return what the reader chooses."""

from typing import Any

import pytest
from textual.app import App
from textual.screen import ModalScreen

from storage.model import Entity, Kind
from tui.screens.dialogs.name_dialogs import NameKindScreen, NameShownScreen, NewName, NewNameScreen

MOSUL = Entity(1, "Mosul", Kind.PLACE, 3, 5)
NOTHING = "nothing yet"


async def answer(dialog: ModalScreen[Any], *keys: str) -> object:
    """Return what a dialog returns after these keys, `NOTHING` if it is still open."""
    app, returned = App[None](), list[object]()
    async with app.run_test() as pilot:
        await app.push_screen(dialog, returned.append)
        await pilot.press(*keys)
        await pilot.pause()
        return returned[0] if returned else NOTHING


@pytest.mark.parametrize(
    ("keys", "kind"),
    [(["enter"], Kind.PLACE), (["right", "enter"], Kind.OTHER), (["left", "left", "enter"], Kind.PERSON)],
)
async def test_the_kind_of_a_name(keys: list[str], kind: Kind) -> None:
    assert await answer(NameKindScreen(MOSUL), *keys) is kind


async def test_leaving_returns_nothing() -> None:
    assert await answer(NameKindScreen(MOSUL), "right", "escape") is None
    assert await answer(NameShownScreen("Mosul"), "x", "escape") is None
    assert await answer(NewNameScreen("Mosul"), "x", "escape") is None


async def test_the_name_to_show() -> None:
    assert await answer(NameShownScreen("Mosul"), "space", "x", "space", "enter") == "Mosul x"
    assert await answer(NameShownScreen("M"), "backspace", "enter") == ""


async def test_a_text_that_is_always_a_name() -> None:
    expected = NewName("Mosul", list(Kind)[1])
    assert await answer(NewNameScreen("Mosul"), "enter", "right", "enter") == expected
    assert await answer(NewNameScreen(""), "enter", "enter") == NOTHING
