"""The settings file."""

from pathlib import Path

from storage import settings


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == settings.Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "light"\nbrackets = true\ndesk = "~/news.db"\n[keys]\nstar = "s,*"\n')
    read = settings.load(file)
    assert (read.theme, read.brackets, read.desk) == ("light", True, Path.home() / "news.db")
    assert read.keys == {"star": "s,*"}
