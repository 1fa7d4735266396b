"""Rules added to the settings file."""

import os
import tomllib
from pathlib import Path

import pytest

from storage.errors import SettingsError
from storage.settings import load
from storage.settings.adding import add_rule

RULE = {"name": 'Say "hi"\n', "query": 'iraq "a b"', "read": True, "label": ["x"], "run": ["p", "{url}"]}


def test_a_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    assert add_rule(RULE, file) == file
    assert [dict(rule.values) for rule in load(file).rules] == [RULE]


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    before = '# mine\ntheme = "dark" # I like it\n\n[keys]\nundo = "z"\n\n[[rules]]\nquery = "a"\nstar = true'
    file.write_text(before, encoding="utf-8")
    file.chmod(0o600)
    add_rule(RULE, file)
    after = file.read_text("utf-8")
    assert after.startswith(f"{before}\n\n[[rules]]\n")
    assert tomllib.loads(after)["rules"] == [{"query": "a", "star": True}, RULE]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [*tmp_path.iterdir()] == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    target = tmp_path / "dotfiles" / "newsdesk.toml"
    target.write_text('theme = "light"\n')
    link = tmp_path / "settings.toml"
    link.symlink_to(target)
    add_rule(RULE, link)
    assert link.is_symlink()
    assert load(target).theme == "light"
    assert len(load(target).rules) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'theme = "dark\n[keys]', "it has a mistake"),
        (b"theme = \xff", "it has a mistake"),
        (b'rules = [{query = "a", read = true}]\n', "are not tables"),
    ],
)
def test_a_file_with_mistakes_is_not_touched(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        add_rule(RULE, file)
    assert file.read_bytes() == content


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="The rule is not saved"):
        add_rule(RULE, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(SettingsError, match="Permission denied"):
        add_rule(RULE, folder / "settings.toml")
