"""The article given to a program by its command, and saved as a file."""

import json
from pathlib import Path

import pytest
from fake_program import FakeProgram

from storage.desk import Desk
from storage.settings import Save, Settings
from tui.widgets.fields import TextField

VICTORY = ["j", "j", "j", "j"]


async def pipe(stage, command: str, *keys: str) -> None:
    await stage.press("vertical_line")
    await stage.type(command)
    await stage.press(*keys, "enter")


async def test_the_output_is_shown_and_closed(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY)
        await pipe(stage, "head -n 5")
        assert "newsdesk  head" in stage.lines()[0]
        assert 'source: "newsdesk sample"' in stage.screen_text()
        await stage.press("q")
        assert "newsdesk  All" in stage.lines()[0]


@pytest.mark.parametrize(
    ("steps", "begins"),
    [(0, "---\ntitle: "), (1, "Iraq declares victory over Islamic State\n\n"), (2, '{"id": 1, ')],
)
async def test_the_program_reads_the_article_in_a_format(
    on_stage, tmp_path: Path, steps: int, begins: str
) -> None:
    program = FakeProgram(tmp_path, "tool")
    async with on_stage() as stage:
        await stage.press(*VICTORY, "enter")
        await pipe(stage, f"'{program.path}' -a 'two words' $HOME", "tab", *["right"] * steps)
        assert program.arguments == ["-a", "two words", "$HOME"]
        assert program.given.startswith(begins)
        assert "“tool” printed nothing." in stage.lines()[-1]


async def test_a_program_that_fails(on_stage, tmp_path: Path) -> None:
    async with on_stage() as stage:
        await pipe(stage, str(FakeProgram(tmp_path, "tool", code=3).path))
        assert stage.complaints == ["“tool” failed with code 3."]
        await pipe(stage, str(FakeProgram(tmp_path, "loud", code=3, words="half of it").path))
        assert "“loud” failed with code 3: half of it" in stage.screen_text()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("", "No program is named."),
        ("grep 'x", "A quotation mark is not closed."),
        ("grep x | wc", "No shell runs this, so “|” does nothing"),
    ],
)
async def test_a_command_that_can_not_run_is_refused_where_it_is_typed(
    on_stage, command: str, words: str
) -> None:
    async with on_stage() as stage:
        await pipe(stage, command)
        assert words in stage.screen_text()
        await stage.press("escape")
        assert words not in stage.screen_text()


async def test_a_program_that_is_not_there(on_stage) -> None:
    async with on_stage() as stage:
        await pipe(stage, "no-such-program")
        assert stage.complaints == ["There is no program “no-such-program”."]


async def test_earlier_commands_come_back(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        for command in ("wc -w", "wc -c", "wc -w"):
            await pipe(stage, command)
            await stage.press("escape")
        await stage.press("vertical_line")
        await stage.type("w")
        await stage.press("up", "up", "up")
        assert "wc -c" in stage.screen_text()
        await stage.press("down", "down")
        assert "wc -" not in stage.app.screen.query_one("#pipe-command").value
    assert json.loads(sample_desk.values.get("pipe") or "")["commands"] == ["wc -w", "wc -c"]


async def test_programs_that_need_the_terminal_get_it_by_themselves(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("vertical_line")
        await stage.type("less")
        assert "[in the terminal]" in stage.screen_text()
        await stage.press("enter")
        assert stage.complaints == ["“less” needs the terminal, which newsdesk can't hand over here."]


async def test_ctrl_s_saves_in_the_folder_of_the_settings(on_stage, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    async with on_stage(settings=Settings(refresh=False, save=Save(folder=folder))) as stage:
        await stage.press(*VICTORY, "ctrl+s")
        (file,) = folder.glob("*.md")
        assert file.name == "2017-12-09 Iraq declares victory over Islamic State.md"
        assert "Saved as " in stage.lines()[-1]
        file.write_text("mine")
        await stage.press("ctrl+s")
        assert file.read_text() == "mine"
        assert "You have changed " in stage.lines()[-1]


async def test_without_a_folder_it_asks_once(on_stage, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    async with on_stage() as stage:
        await stage.press(*VICTORY, "ctrl+s")
        await stage.until(lambda: "Where are saved articles to go?" in stage.screen_text())
        stage.app.screen.query_one(TextField).value = "notes"
        await stage.press("enter")
        assert "Type a whole path" in stage.screen_text()
        stage.app.screen.query_one(TextField).value = str(folder)
        await stage.press("enter")
        assert len(list(folder.glob("*.md"))) == 1
        await stage.press("k", "ctrl+s")
        assert len(list(folder.glob("*.md"))) == 2


async def test_a_folder_that_can_not_be_written(on_stage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "saved"
    async with on_stage(settings=Settings(refresh=False, save=Save(folder=folder))) as stage:
        await stage.press("ctrl+s")
        assert "can't be written" in stage.complaints[0]
