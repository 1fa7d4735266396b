"""The lists over the whole screen: the problems of the last import, and the keys."""

import pytest
from textual.screen import ModalScreen

from tui.keymap import Keys
from tui.screens.dialogs.help import HelpScreen
from tui.screens.dialogs.problems import ProblemsScreen


async def lines_of(on_empty_stage, screen: ModalScreen[None]) -> list[str]:
    """Return what a list shows; it closes with Esc."""
    async with on_empty_stage(120, 20) as stage:
        await stage.press("escape")
        await stage.app.push_screen(screen)
        await stage.settle()
        lines = stage.lines()
        await stage.press("escape")
        assert stage.app.screen is stage.reading
        return lines


@pytest.mark.parametrize(
    ("problems", "count", "text"),
    [
        ([], "", "The last import had no problems."),
        (["a.jsonl:3: no title"], "1 problem", "a.jsonl:3: no title"),
        (["a: empty", "import: 3,005 more problems"], "3,006 problems", "import: 3,005 more problems"),
    ],
)
async def test_all_problems_are_counted(on_empty_stage, problems: list[str], count: str, text: str) -> None:
    lines = await lines_of(on_empty_stage, ProblemsScreen(problems, Keys({})))
    assert lines[0].split("Last import")[1].strip() == count
    assert text in "\n".join(lines)


async def test_hints_name_the_keys_that_work(on_empty_stage) -> None:
    own = Keys({"open": "o", "leave": "b", "down": "f8"})
    problems = (await lines_of(on_empty_stage, ProblemsScreen(["a: empty"], own)))[-1]
    assert "F8 down" in problems
    assert "Esc close" in problems


async def test_the_help_names_the_keys_of_its_search_line(on_empty_stage) -> None:
    own = Keys({"open": "o", "leave": "b"})
    keys = (await lines_of(on_empty_stage, HelpScreen(own)))[-1]
    assert "⏎ to the keys" in keys
    assert "Esc close" in keys
