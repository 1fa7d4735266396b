"""A whole session, typed in a real terminal, and the next one, which goes on where it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import DRAFTS, fill
from test_terminal import newsdesk

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Role, Span
from storage.settings import load

ADDRESS = "https://example.org/army"


@pytest.fixture
def linked_desk(desk_path: Path) -> Path:
    """A desk whose first article has a link in its text."""
    start = DRAFTS[0].text.index("thanked the army")
    spans = (*DRAFTS[0].spans, Span(start, start + len("thanked the army"), Role.LINK, ADDRESS))
    desk_file = DeskFile(desk_path)
    fill(desk_file, [replace(DRAFTS[0], spans=spans), *DRAFTS[1:]])
    desk_file.close()
    return desk_path


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file to which the browser of the test writes the addresses that it gets."""
    browser, addresses = tmp_path / "browser", tmp_path / "addresses"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{addresses}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(tmp_path / "settings.toml"))
    return addresses


def test_a_whole_session_and_the_next_one(linked_desk: Path, opened: Path, tmp_path: Path) -> None:
    with newsdesk(linked_desk) as terminal:
        steps = (
            ("/", "Search for words"),
            ("person:abadi victory", "1 of 1"),
            ("\r", "next unread"),
            ("f", "Save this search"),
            ("War\r", "Saved as “War”"),
            ("\r", "9 names"),
            ("]", "place · 3 articles"),
            ("]", "organisation · 3 articles"),
            (";", ADDRESS),
            ("1\r", f"Opened {ADDRESS}"),
            ("\x1b", "organisation · 3 articles"),
            ("1", "Islamic State has lost"),
            ("\x0f", "thanked the army"),
            ("\x0f", "1 of 1"),
            ("T", "Labels of “Iraq declares victory"),
            ("wars\r\r", "Labels: wars"),
            (":", "Search"),
            ("make a rule\r", "A rule for what this search finds"),
            ("j", "[ ] Star"),
            (" ", "[✓] Star"),
            ("\t", "None; commas between"),
            ("\r", "the rule acts on what arrives"),
            ("m", "1 unread of 1"),
            ("u", "Undone: 1 article marked unread"),
            ("\r", "follow link"),
            ("\x11", ""),
        )
        terminal.wait_for("A short note without a date")
        for keys, answer in steps:
            terminal.press(keys)
            terminal.wait_for(answer)
        assert terminal.end() == 0
    assert opened.read_text() == f"{ADDRESS}\n"
    (rule,) = load(tmp_path / "settings.toml").rules
    assert rule.values["star"] is True
    with Desk.open(linked_desk) as desk:
        assert [(one.name, one.query) for one in desk.searches.all()] == [("War", "person:abadi victory*")]
        assert desk.articles.get(1).labels == ("wars",)
        assert desk.articles.get(1).read
    with newsdesk(linked_desk) as terminal:
        terminal.wait_for("thanked the army")
        assert "War" in terminal.printed()
        terminal.press("\x0f")
        terminal.wait_for("1 of 1")
        terminal.press("\x11")
        assert terminal.end() == 0
