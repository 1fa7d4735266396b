"""The keys, and what the settings change about them."""

import runpy
import tomllib
from pathlib import Path

import pytest

from storage.settings import Settings
from tui import keys
from tui.key_sets import SETS
from tui.keymap import Keys

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"undo": "backspace, ctrl+z"}, []),
        ({"search": "?,f8", "help": "f1"}, []),
        ({"no_action": "x"}, [("no_action", "“no_action” is not an action.")]),
        ({"undo": ""}, [("undo", "“undo” has no key; it keeps u.")]),
        ({"undo": " , "}, [("undo", "“undo” has no key; it keeps u.")]),
        ({"undo": "z,nosuchkey"}, [("undo", "“nosuchkey” is not a key.")]),
        (
            {"undo": "ctl+z"},
            [("undo", "“ctl+z” is not a key."), ("undo", "“undo” has no key; it keeps u.")],
        ),
        ({"undo": "z,z"}, []),
        ({"undo": "?"}, [("undo", "The key ? is given to undo and help.")]),
    ],
)
def test_mistakes_in_the_settings(changed: dict[str, str], problems: list[tuple[str, str]]) -> None:
    own = Keys({"alone": "f12", **changed})
    assert own.problems() == problems
    assert all(own.keys_for(binding.id or "") for binding in keys.ALL)


@pytest.mark.parametrize("name", SETS)
def test_no_key_of_a_set_has_two_actions(name: str) -> None:
    own = Keys({"set": name})
    assert own.clashes() == {}
    assert own.problems() == []
    assert own.keymap.keys() == SETS[name].keys()


def test_a_single_key_goes_before_the_set() -> None:
    own = Keys({"set": "newsboat", "toggle_read": "M, m", "mute_name": "f12"})
    assert own.keys_for("toggle_read") == ["M", "m"]
    assert own.keys_for("next_list") == ["J", "}"]
    assert own.problems() == []


def test_an_unknown_set_leaves_the_usual_keys() -> None:
    own = Keys({"set": "vim", "undo": "f12"})
    assert own.problems() == [("set", "“vim” is not a set of keys; the sets are newsdesk and newsboat.")]
    assert (own.keys_for("undo"), own.keys_for("toggle_read")) == (["F12"], ["m"])


async def test_in_the_set_of_newsboat_its_keys_work(on_stage) -> None:
    async with on_stage(settings=Settings(refresh=False, keys={"set": "newsboat"})) as stage:
        before = stage.reading.headlines.current
        await stage.press("N")
        assert stage.reading.headlines.current.read is not before.read
        await stage.press("U")
        assert stage.reading.headlines.current.read is before.read
        await stage.press("question_mark")
        assert "N  m" in stage.screen_text()


def test_every_usual_key_is_valid() -> None:
    usual = {binding.id or "": binding.key for binding in keys.ALL}
    own = Keys(usual)
    assert own.problems() == []
    assert own.keymap == usual


def test_the_keys_are_given_to_textual_by_its_own_names() -> None:
    assert Keys({"undo": " z , ?, ctrl+z"}).keymap == {"undo": "z,question_mark,ctrl+z"}


def test_hints_of_a_line_name_the_keys_that_work_there() -> None:
    own = Keys({"open": "o", "leave": "b"})
    assert [hint.key for hint in own.hints([("submit", ""), ("close", "")])] == ["⏎", "Esc"]


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_the_examples_of_the_docs_work(page: Path) -> None:
    _, *examples = page.read_text().split("    [keys]\n")
    for example in examples:
        lines = [line for line in example.partition("\n\n")[0].splitlines() if line.startswith("    ")]
        assert Keys(tomllib.loads("\n".join(line.strip() for line in lines))).problems() == []


def test_the_page_of_the_keys_is_up_to_date() -> None:
    script = runpy.run_path(str(DOCS.parent / "scripts" / "keys.py"))
    assert (DOCS / "keys.md").read_text() == script["page"]()


async def test_a_key_after_a_space_works(on_stage) -> None:
    async with on_stage(settings=Settings(refresh=False, keys={"help": "f1, f2"})) as stage:
        await stage.press("f2")
        assert "Type to search the keys" in stage.screen_text()


async def test_an_action_without_a_key_keeps_its_own(on_stage) -> None:
    async with on_stage(settings=Settings(refresh=False, keys={"help": ""})) as stage:
        await stage.press("question_mark")
        assert "Type to search the keys" in stage.screen_text()


def test_the_page_for_those_who_come_from_newsboat_names_the_keys_of_the_set() -> None:
    own = Keys({"set": "newsboat"})
    table = (DOCS / "coming-from-newsboat.md").read_text().partition("| action in newsdesk |")[2]
    rows = [line.split("|") for line in table.partition("\n\n")[0].splitlines() if line.startswith("| `")]
    assert len(rows) > 10
    for _, shown, _, actions, _ in rows:
        of_action = [own.keys_for(name.strip(" `")) for name in actions.split(",")]
        for number, key in enumerate(shown.split(",")):
            assert key.strip(" `") in of_action[min(number, len(of_action) - 1)]
