"""Which terminal gets pictures by which protocol."""

import os
from pathlib import Path

import pytest

from tui.layout import half_blocks, kitty_pictures, picture_protocols
from tui.layout.picture_protocols import drawing, suitable


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, "blocks"),
        ({"TERM": "xterm-ghostty", "STY": "1"}, "blocks"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({}, "blocks"),
    ],
)
def test_what_suits_a_terminal(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], protocol: str
) -> None:
    monkeypatch.setattr(picture_protocols, "kitty_version", lambda: (0, 28))
    assert suitable(environment) == protocol


@pytest.mark.parametrize(
    ("program", "version"),
    [
        ("echo kitty 0.26.5 created by", (0, 26)),
        ("echo kitty 1.2.0", (1, 2)),
        ("echo what", (0, 0)),
        ("exit 3", (0, 0)),
    ],
)
def test_an_old_kitty_cannot_place_pictures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, version: tuple[int, int]
) -> None:
    script = tmp_path / "kitty"
    script.write_text(f"#!/bin/sh\n{program}\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    picture_protocols.kitty_version.cache_clear()
    assert picture_protocols.kitty_version() == version
    picture_protocols.kitty_version.cache_clear()


def test_without_kitty_there_is_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    picture_protocols.kitty_version.cache_clear()
    assert suitable({"TERM": "xterm-kitty"}) == "blocks"
    picture_protocols.kitty_version.cache_clear()


def test_the_setting_decides() -> None:
    assert drawing("kitty", {}) is kitty_pictures.draw
    assert drawing("blocks", {"TERM": "xterm-ghostty"}) is half_blocks.draw
    assert drawing("", {"TERM": "xterm-ghostty"}) is kitty_pictures.draw
    assert drawing("", {"TERM": "foot"}) is half_blocks.draw
