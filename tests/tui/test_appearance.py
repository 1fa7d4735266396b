"""Theme and brackets: those of the settings, else those used last."""

import pytest

from storage.desk import Desk
from storage.settings import Settings


@pytest.mark.parametrize(
    ("stored", "wanted", "dark"), [("", "", True), ("light", "", False), ("light", "dark", True)]
)
async def test_the_theme(on_stage, sample_desk: Desk, stored: str, wanted: str, dark: bool) -> None:
    if stored:
        sample_desk.values.set("theme", stored)
    async with on_stage(settings=Settings(refresh=False, theme=wanted)) as stage:
        assert stage.app.current_theme.dark is dark
        await stage.press("t")
        assert stage.app.current_theme.dark is not dark
        assert ("Light theme" if dark else "Dark theme") in stage.screen_text()
        assert sample_desk.values.get("theme") == ("light" if dark else "dark")


async def test_brackets_are_kept(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        assert not stage.reading.article_pane.brackets
        stage.app.action_toggle_look("brackets")
        await stage.settle()
        assert stage.reading.article_pane.brackets
    async with on_stage() as stage:
        assert stage.reading.article_pane.brackets
