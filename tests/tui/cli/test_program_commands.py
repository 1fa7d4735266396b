"""newsdesk open and newsdesk download."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fake_program import FakeProgram
from newsroom import draft
from webserver import Site

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Enclosure

Run = Callable[..., Result]
PODCAST = 8


@pytest.fixture
def podcast(sample_desk: Desk, desk_file: DeskFile, site: Site) -> str:
    """The address of the sound of article 8."""
    address = site.serve("/talk.mp3", b"sound" * 1000)
    files = (Enclosure(address, "audio/mpeg"), Enclosure(site.url("/none.pdf")))
    with desk_file.writing() as connection:
        articles.store(connection, draft("Podcast", "Text.", enclosures=files))
    return address


def test_articles_open_in_the_browser(sample_desk: Desk, run: Run, browser: FakeProgram) -> None:
    assert run("open", "1").stdout == "Opened https://example.org/victory\n"
    assert browser.arguments == ["https://example.org/victory"]
    opened = json.loads(run("open", "1", "--json").stdout)
    assert opened == [{"id": 1, "url": "https://example.org/victory"}]


def test_what_can_not_be_opened(
    sample_desk: Desk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", str(FakeProgram(tmp_path, "firefox", code=3).path))
    failed = run("open", "1")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert failed.stderr == "newsdesk: “firefox” failed with code 3.\n"
    assert run("open", "2").stderr == "newsdesk: There is no address of article 2.\n"
    assert run("open", "99").exit_code == 1
    assert run("open", "--file", "1").stderr == "newsdesk: No file comes with article 1.\n"


def test_a_file_plays(podcast: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[media] player" in run("open", "--file", PODCAST).stderr
    player = FakeProgram(tmp_path, "player")
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[media]\nplayer = ["{player.path}", "-v", "{{url}}"]\n')
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(settings))
    assert run("open", "--file", PODCAST).stdout == f"Opened {podcast}\n"
    assert player.arguments == ["-v", podcast]


def test_a_file_is_downloaded(podcast: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    assert run("download", PODCAST, "--to", folder).stdout == f"Saved as {folder / 'Podcast.mp3'}\n"
    assert (folder / "Podcast.mp3").read_bytes() == b"sound" * 1000
    *steps, report = map(json.loads, run("download", PODCAST, "--to", folder, "--json").stdout.splitlines())
    assert report == {"downloaded": str(folder / "Podcast.mp3"), "troubles": []}, "it is there already"
    assert steps[-1] == {"stage": "downloading", "done": 5000, "total": 5000, "what": "Podcast.mp3"}


def test_a_download_that_fails(podcast: str, run: Run, tmp_path: Path) -> None:
    failed = run("download", PODCAST, "--file", "2", "--to", tmp_path)
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert failed.stderr == "newsdesk: There is nothing at this address (404).\n"
    assert run("download", "1", "--to", tmp_path).stderr == "newsdesk: No file comes with article 1.\n"
