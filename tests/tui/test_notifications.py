"""What rules with `notify` have found reaches the reader."""

import pytest
from deliveries import arrival, subscribe

from storage.database.connection import DeskFile
from storage.database.feeds.feed_entries import store_entries
from storage.desk import Desk
from storage.model import Rule, RuleNotice, View
from storage.pipeline.rules.application import RuleApplication
from tui.notifications import sequence
from tui.queries.rule_queries import notice


def deliver(desk_file: DeskFile, rules: list[Rule], *titles: str) -> None:
    application = RuleApplication(rules)
    with desk_file.writing() as connection:
        before = application.last_number(connection)
        store_entries(connection, 1, [arrival(one, one, title=one) for one in titles], 1e9)
        application.arrived(connection, before, 1e9)


async def test_what_another_program_brings(on_stage, sample_desk: Desk, desk_file: DeskFile) -> None:
    subscribe(desk_file, "first")
    async with on_stage() as stage:
        deliver(desk_file, [Rule("War", "title:war", notify=True)], "War again", "War and peace", "Chess")
        stage.app.desk_watch.check_version()
        await stage.settle()
        assert stage.complaints == ["War: 2 articles"]
        stage.app.desk_watch.settle()
        await stage.settle()
        assert len(stage.complaints) == 1


async def test_what_came_while_the_app_was_closed(on_stage, sample_desk: Desk, desk_file: DeskFile) -> None:
    subscribe(desk_file, "first")
    deliver(desk_file, [Rule("War", "title:war", notify=True)], "War again")
    async with on_stage() as stage:
        assert stage.complaints == ["War: War again"]


async def test_an_article_comes_back_while_the_app_is_open(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        sample_desk.articles.hide([1], 1.0)
        stage.app.desk_watch.check_version()
        await stage.settle()
        assert "Iraq declares victory" not in stage.screen_text()
        stage.app.desk_watch.settle()
        await stage.settle()
        assert "Iraq declares victory" in stage.screen_text()
        assert sample_desk.lists.count(View()) == 7


def test_many_matches_are_one_sentence() -> None:
    assert notice([RuleNotice("a", 1, "")]) == "a: Untitled"
    notices = [RuleNotice(f"rule {n}", n, "T") for n in range(1, 7)]
    assert notice(notices) == "rule 1: 1 article; rule 2: 2 articles; rule 3: 3 articles; 3 more rules"


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({"TERM": "xterm-256color"}, "\x1b]9;newsdesk: a, b\x1b\\"),
        ({"TERM": "xterm-kitty"}, "\x1b]99;;newsdesk: a, b\x1b\\"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, "\x1b]777;notify;newsdesk;a, b\x1b\\"),
        ({"TERM": "foot"}, "\x1b]777;notify;newsdesk;a, b\x1b\\"),
        ({"TERM": "tmux-256color", "TMUX": "x"}, "\x1bPtmux;\x1b\x1b]9;newsdesk: a, b\x1b\x1b\\\x1b\\"),
        ({"TERM": "linux"}, ""),
        ({"TERM": "dumb"}, ""),
        ({}, ""),
    ],
)
def test_the_sequence_that_the_terminal_knows(variables: dict[str, str], shown: str) -> None:
    assert sequence("a; b", variables) == shown


def test_nothing_that_a_feed_sends_ends_the_sequence() -> None:
    text = sequence("a\x1b\\\x07\x9c\n]0;x" + "y" * 1000, {"TERM": "xterm"})
    assert text.count("\x1b") == 2
    assert "\x07" not in text
    assert "\x9c" not in text
    assert len(text) < 250
