"""A rule made of a search."""

from pathlib import Path

import pytest

from storage.desk import Desk
from storage.rules.reading import read_rules
from storage.settings import load
from tui.screens.dialogs.rule_editor import RuleEditor
from tui.screens.reading.reading_screen import ReadingScreen
from tui.widgets.fields import TextField


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(file))
    return file


async def open_editor(stage, query: str = "iraq war") -> None:
    await stage.press("slash")
    await stage.type(query)
    await stage.press("enter")
    stage.app.action_show_dialog("rule")
    await stage.settle()


def put(stage, field: str, text: str) -> None:
    stage.app.screen.query_one(f"#{field}", TextField).value = text


async def test_a_rule_is_made(on_stage, sample_desk: Desk, settings: Path) -> None:
    settings.write_text("# mine\nrefresh = false\n")
    async with on_stage() as stage:
        await open_editor(stage)
        assert isinstance(stage.app.screen, RuleEditor)
        assert stage.app.screen.query_one("#rule-query", TextField).value == "iraq war*"
        await stage.press("j", "enter", "j", "enter")  # star, hide
        put(stage, "rule-name", "War")
        put(stage, "rule-label", "war, iraq")
        put(stage, "rule-run", 'notify-send "{title} of war"')
        stage.app.screen.query_one("#rule-run").focus()
        await stage.press("enter")
        assert isinstance(stage.app.screen, ReadingScreen)
        assert "Saved in settings.toml; the rule acts on what arrives." in stage.lines()[-1]
    assert settings.read_text().startswith("# mine\nrefresh = false\n\n[[rules]]\n")
    (rule,) = read_rules(load()).rules
    assert rule.actions == ["star", "label war, iraq", "hide", "run notify-send"]
    assert rule.run == ("notify-send", "{title} of war")
    assert not sample_desk.articles.get(1).starred


async def test_and_applied_to_what_is_here(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await open_editor(stage)
        await stage.press("enter", "G", "enter", "tab", "enter")
        assert "applied to 2 articles; u takes it back." in stage.lines()[-1]
        assert sample_desk.articles.get(1).read
        await stage.press("u")
        assert not sample_desk.articles.get(1).read


async def test_what_is_wrong_is_said_and_can_be_mended(on_stage, settings: Path) -> None:
    settings.write_text('[[rules]]\nname = "War"\nquery = "a"\nread = true\n')
    async with on_stage() as stage:
        await open_editor(stage)
        for field, text, said in (
            ("rule-label", "", "This rule does nothing"),
            ("rule-label", "x", ""),
            ("rule-query", "(iraq", "bracket"),
            ("rule-query", "iraq", ""),
            ("rule-mute", "soon", "“mute_until” must be a day"),
            ("rule-mute", "2d", ""),
            ("rule-run", 'say "', "A quotation mark of the program is missing."),
            ("rule-run", "", ""),
            ("rule-name", "War", "Another rule is called “War” too."),
        ):
            put(stage, field, text)
            if said:
                stage.app.screen.query_one("#rule-name").focus()
                await stage.press("enter")
                assert isinstance(stage.app.screen, RuleEditor)
                await stage.until(lambda said=said: said in stage.screen_text())
        put(stage, "rule-name", "Another")
        await stage.press("enter")
        assert isinstance(stage.app.screen, ReadingScreen)
    assert [rule.name for rule in read_rules(load()).rules] == ["War", "Another"]


async def test_a_settings_file_with_mistakes_is_not_touched(on_stage, settings: Path) -> None:
    settings.write_text("theme = \n")
    async with on_stage() as stage:
        await open_editor(stage)
        await stage.press("enter", "tab", "enter")
        assert any("The rule is not saved:" in one for one in stage.complaints)
    assert settings.read_text() == "theme = \n"


async def test_without_a_search_there_is_nothing_to_make(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.action_show_dialog("rule")
        await stage.settle()
        assert isinstance(stage.app.screen, ReadingScreen)
        assert "A rule needs a search: type one first (/)." in stage.lines()[-1]
