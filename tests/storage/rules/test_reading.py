"""Rules read from the settings file: what is right works, and what is wrong is named by its line."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.model import Rule
from storage.rules.reading import read_rules
from storage.settings.reading import parsed

ALL = """
theme = "dark"

[[rules]]
name = "Sport"
query = "source:bbc sport"
read = true
star = true
label = ["sport", "BBC, sport"]
hide = false
mute_until = "3d"
notify = true
run = ["notify", "{url}"]

[[rules]]
query = "person:trump"
label = "trump"
hide = true
"""


def test_everything_that_a_rule_can_say() -> None:
    first, second = read_rules(parsed(ALL)).rules
    assert first == Rule(
        name="Sport",
        query="source:bbc sport",
        read=True,
        star=True,
        labels=("sport", "BBC"),
        mute=timedelta(days=3),
        notify=True,
        run=("notify", "{url}"),
        line=4,
    )
    assert (second.name, second.labels, second.hide, second.analysed) == (
        "person:trump",
        ("trump",),
        True,
        True,
    )
    assert first.actions == [
        "mark read",
        "star",
        "label sport, BBC",
        "mute for 3 days",
        "notify",
        "run notify",
    ]
    assert read_rules(parsed(ALL)).problems == ()


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ('query = "iraq"', 2, "This rule does nothing: add read, star"),
        ('query = "iraq"\nread = "yes"', 3, "“read” must be true or false."),
        ('query = "iraq"\ndelete = true', 3, "A rule has no “delete”, only name, query, read, star"),
        ("read = true", 1, "A rule needs a query"),
        ('query = "(iraq"\nread = true', 2, "bracket"),
        ('query = "colour:red"\nread = true', 2, "There is no field “colour:”"),
        ('query = ""\nread = true', 2, "A rule needs a query"),
        ('query = "sort:date"\nread = true', 2, "has no words"),
        ("query = 5\nread = true", 2, "“query” must be text"),
        ('query = "iraq"\nlabel = []', 3, "“label” must be a text, or a list"),
        ('query = "iraq"\nlabel = [5]', 3, "“label” must be a text, or a list"),
        ('query = "iraq"\nlabel = " , "', 3, "“label” must be a text, or a list"),
        ('query = "iraq"\nrun = "rm -rf ~"', 3, "“run” must be a list of words"),
        ('query = "iraq"\nrun = []', 3, "“run” must be a list of words"),
        ('query = "iraq"\nrun = [" "]', 3, "“run” must be a list of words"),
        ('query = "iraq"\nmute_until = "soon"', 3, "“mute_until” must be a day"),
        ('query = "iraq"\nmute_until = "2027-02-30"', 3, "“mute_until” must be a day"),
        ('query = "iraq"\nmute_until = 3', 3, "“mute_until” must be a day"),
        ('query = "iraq"\nmute_until = "3d"\nhide = true', 3, "not both"),
        ('name = "Fine"\nquery = "iraq"\nread = true', 2, "Another rule is called “Fine” too."),
    ],
)
def test_a_mistake_costs_only_its_rule(wrong: str, line: int, said: str) -> None:
    fine = '[[rules]]\nname = "Fine"\nquery = "fine"\nread = true\n'
    found = read_rules(parsed(f"{fine}[[rules]]\n{wrong}\n"))
    assert [rule.name for rule in found.rules] == ["Fine"]
    (problem,) = found.problems
    assert problem.line == 4 + line
    assert said in problem.sentence
    assert "This rule is left out." in problem.sentence


@pytest.mark.parametrize("written", ["2027-01-31", '"2027-01-31"', '"2027-01-31T00:00"'])
def test_until_a_day(written: str) -> None:
    (rule,) = read_rules(parsed(f'[[rules]]\nquery = "iraq"\nmute_until = {written}\n')).rules
    assert rule.actions == ["mute until 2027-01-31"]
    until = rule.hidden_until(0.0)
    assert until == datetime(2027, 1, 31).astimezone().timestamp()


def test_a_moment_with_its_zone() -> None:
    (rule,) = read_rules(parsed('[[rules]]\nquery = "iraq"\nmute_until = 2027-01-31T12:30:00Z\n')).rules
    assert rule.hidden_until(0.0) == datetime(2027, 1, 31, 12, 30, tzinfo=UTC).timestamp()


def test_for_so_long() -> None:
    (rule,) = read_rules(parsed('[[rules]]\nquery = "iraq"\nmute_until = "36h"\n')).rules
    assert (rule.hidden_until(100.0), rule.actions) == (100.0 + 36 * 3600, ["mute for 36 hours"])


def test_rules_that_are_no_tables_are_named_by_the_settings() -> None:
    settings = parsed('rules = "all"\n')
    assert read_rules(settings).rules == ()
    assert "[[rules]]" in settings.problems[0].sentence
