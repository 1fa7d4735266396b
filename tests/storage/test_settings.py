"""The settings file."""

from pathlib import Path

import pytest

from storage import settings
from storage.errors import SettingsError


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == settings.Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "light"\nbrackets = true\ndesk = "~/news.db"\n[keys]\nstar = "s,*"\n')
    read = settings.load(file)
    assert (read.theme, read.brackets, read.desk) == ("light", True, Path.home() / "news.db")
    assert read.keys == {"star": "s,*"}


@pytest.mark.parametrize(
    ("name", "default"), [("brackets", False), ("refresh", True), ("mark_changed_unread", False)]
)
def test_a_switch_is_what_the_file_says(tmp_path: Path, name: str, default: bool) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("")
    assert getattr(settings.load(file), name) is default
    file.write_text(f"{name} = {str(not default).lower()}\n")
    assert getattr(settings.load(file), name) is not default


@pytest.mark.parametrize("name", ["refresh", "mark_changed_unread"])
def test_a_switch_is_true_or_false(tmp_path: Path, name: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'{name} = "yes"\n')
    with pytest.raises(SettingsError, match=f"“{name}” must be true or false"):
        settings.load(file)
