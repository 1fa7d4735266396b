"""The command that shows, checks and edits the settings."""

import json
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storage.settings import Settings, load
from tui.cli.main import main


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file, which does not exist yet."""
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return path


def settings(*words: str) -> Result:
    return CliRunner().invoke(main, ["settings", *words])


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def editor(script: str) -> str:
    """Return an editor that runs a script, which finds the file in `path`."""
    code = f"import sys; from pathlib import Path; path = Path(sys.argv[1]); {script}"
    return shlex.join([sys.executable, "-c", code])


def test_the_settings_in_force_are_printed_as_a_settings_file(file: Path) -> None:
    write(file, "theme = 'light'\n[stories]\nread_together = true\n[keys]\nset = 'newsboat'\nundo = 'z'\n")
    before = load()
    printed = settings().stdout
    assert tomllib.loads(printed)["stories"] == {"read_together": True}
    write(file, printed)
    assert load() == before
    assert load().problems == ()
    assert settings().stdout == printed


def test_what_is_wrong_in_the_file_is_not_printed_but_said(file: Path) -> None:
    write(file, "thme = 'light'\n")
    result = settings()
    assert result.exit_code == 0
    assert result.stderr == f"newsdesk: {file}, line 1: “thme” is not a setting. Is it “theme”?\n"
    assert "thme" not in result.stdout


def test_the_settings_in_force_as_json(file: Path) -> None:
    write(file, "[pages]\non_open = false\n")
    assert json.loads(settings("--json").stdout)["pages"] == {"on_open": False}


def test_the_check_names_every_mistake_by_its_line(file: Path) -> None:
    write(file, "[keys]\nfly = 'f'\nundo = 'm'\n[pages]\non_open = 'no'\n")
    result = settings("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{file}, line 2: “fly” is not an action.",
        f"{file}, line 3: The key m is given to toggle_read and undo.",
        f"{file}, line 5: “pages.on_open” must be true or false.",
    ]
    assert result.stderr == ""


def test_the_check_as_json(file: Path) -> None:
    write(file, "fly = 1")
    result = settings("check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "file": str(file),
        "problems": [{"line": 1, "problem": "“fly” is not a setting."}],
    }


def test_the_check_of_a_right_file_and_of_none(file: Path) -> None:
    result = settings("check")
    assert (result.exit_code, result.stdout) == (
        0,
        f"There is no file {file}; all settings have their defaults.\n",
    )
    write(file, "")
    result = settings("check")
    assert (result.exit_code, result.stdout) == (0, f"Nothing is wrong in {file}.\n")


def test_the_path_of_the_file(file: Path) -> None:
    assert settings("path").stdout == f"{file}\n"


def test_editing_makes_a_file_of_defaults_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = "path.write_text(path.read_text().replace('refresh = true', 'refresh = false'))"
    monkeypatch.setenv("EDITOR", editor(change))
    result = settings("edit")
    assert (result.exit_code, result.stdout) == (0, f"Nothing is wrong in {file}.\n")
    assert load() == Settings(refresh=False)


def test_editing_checks_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(file, "theme = 'dark'\n")
    monkeypatch.setenv("EDITOR", editor("path.write_text('theme = dark')"))
    result = settings("edit")
    assert result.exit_code == 1
    assert f"{file}, line 1: This is not TOML" in result.stdout


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("/no/such/editor --wait", "/no/such/editor can't be started: No such file or directory."),
        ("'unclosed", "'unclosed can't be started: No such file or directory."),
        (editor("sys.exit(3)"), f"{sys.executable} failed (3)."),
    ],
)
def test_an_editor_that_fails_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, named: str, sentence: str
) -> None:
    monkeypatch.setenv("EDITOR", named)
    result = settings("edit")
    assert result.exit_code == 1
    assert sentence in result.stderr


def test_without_any_editor_the_file_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = settings("edit")
    assert result.exit_code == 1
    assert f"name one in EDITOR. The file is {file}." in result.stderr


def test_the_check_names_mistakes_in_rules_and_in_the_theme_too(file: Path) -> None:
    write(file, "theme = 'ocean'\n[[rules]]\nquery = 'title:('\nread = true\n")
    (file.parent / "themes").mkdir()
    (file.parent / "themes" / "ocean.toml").write_text("\nsky = 'blue'")
    first, second = settings("check").stdout.splitlines()
    assert first == f"{file}, line 1: ocean.toml, line 2: A theme has no colour “sky”."
    assert second.startswith(f"{file}, line 3: ")
