"""The summaries of tasks."""

from dataclasses import asdict
from pathlib import Path

import pytest

from storage.model import Trouble
from storage.pipeline.trouble_list import TroubleList
from tui.tasks import task
from tui.tasks.task_summary import count_problems, failure, summary

IMPORTED = {"new": 1, "changed": 0, "unchanged": 0, "analysed": 1, "subscribed": 0, "troubles": []}
REFRESHED = {"feeds": 40, "unchanged": 30, "failed": 0, "new": 12, "changed": 0, "pages": 0, "troubles": []}
ADDED = {"feeds": [{"id": 1, "url": "u", "title": "The Daily", "new": 12}], "candidates": [], "troubles": []}


def trouble(message: str, origin: str = "a", line: int = 0) -> dict[str, object]:
    return {"origin": origin, "message": message, "line": line}


@pytest.mark.parametrize(
    ("changes", "sentence", "problems"),
    [
        ({}, "1 new article.", ()),
        ({"new": 1200, "changed": 2, "unchanged": 3}, "1,200 new articles, 2 changed, 3 already known.", ()),
        (
            {"new": 0, "troubles": [trouble("no title", "a.jsonl", 3)]},
            "0 new articles.",
            ("a.jsonl:3: no title",),
        ),
        (
            {"troubles": [trouble("empty", str(n)) for n in range(7)]},
            "1 new article.",
            tuple(f"{n}: empty" for n in range(7)),
        ),
        ({"new": 0, "subscribed": 40}, "40 new feeds.", ()),
        ({"new": 3, "subscribed": 1}, "1 new feed, 3 new articles.", ()),
    ],
)
def test_an_import(changes: dict[str, object], sentence: str, problems: tuple[str, ...]) -> None:
    said = summary(task.import_task([Path("a")]), {**IMPORTED, **changes})
    assert (said.sentence, said.problems) == (sentence, problems)


@pytest.mark.parametrize(
    ("changes", "sentence", "news"),
    [
        ({}, "12 new articles from 40 feeds.", True),
        ({"failed": 2}, "12 new articles from 40 feeds · 2 feeds failed: press <feeds_page>", True),
        ({"new": 0, "feeds": 1}, "Nothing new from 1 feed.", False),
        ({"new": 0, "changed": 3}, "Nothing new from 40 feeds · 3 changed.", False),
        ({"new": 0, "feeds": 0}, "No feed is due yet: <refresh_all> fetches them anyway.", False),
        (
            {"new": 0, "failed": 40, "troubles": [trouble("none of the servers can be reached")]},
            "None of the servers can be reached: press <feeds_page>",
            False,
        ),
        (
            {"new": 0, "feeds": 2, "failed": 2, "troubles": [trouble("no answer"), trouble("no such page")]},
            "2 feeds failed: press <feeds_page>",
            False,
        ),
    ],
)
def test_a_refresh(changes: dict[str, object], sentence: str, news: bool) -> None:
    said = summary(task.refresh_task(None), {**REFRESHED, **changes})
    assert said.sentence + said.hint.format(f"<{said.action}>") == sentence
    assert said.news is news


def test_a_refresh_of_all_feeds_without_any() -> None:
    said = summary(task.refresh_task(None, everything=True), {**REFRESHED, "feeds": 0})
    assert said.sentence + said.hint.format("a") == "There are no feeds yet: a adds one."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "“The Daily” is added · 12 new articles."),
        (
            {"candidates": [{"url": "v", "title": ""}]},
            "“The Daily” is added · 12 new articles · 1 other feed there.",
        ),
        (
            {"feeds": [], "troubles": [trouble("there is no feed at that address")]},
            "There is no feed at that address.",
        ),
        ({"feeds": []}, "No feed was found there."),
        (
            {"feeds": [{"title": "The Daily", "folder": "World", "known": True, "new": 0}]},
            "You are already subscribed to “The Daily” in World.",
        ),
    ],
)
def test_an_address(changes: dict[str, object], sentence: str) -> None:
    assert summary(task.add_task("https://example.org/", ""), {**ADDED, **changes}).sentence == sentence


def test_a_page() -> None:
    assert summary(task.page_task(3), {**REFRESHED, "pages": 1}).sentence == ""
    said = summary(task.page_task(3), {**REFRESHED, "troubles": [trouble("the page is gone")]})
    assert said.sentence == "The page is gone."


@pytest.mark.parametrize("number", [0, 1, 1000, 1001, 3005])
def test_problems_that_a_report_only_counts_are_counted(number: int) -> None:
    troubles = TroubleList()
    for line in range(number):
        troubles.add(Trouble("a.jsonl", "no JSON", line + 1))
    report = {**IMPORTED, "troubles": [asdict(one) for one in troubles.listed("import")]}
    assert count_problems(summary(task.import_task([]), report).problems) == number


def test_a_task_that_failed() -> None:
    assert failure(task.import_task([]), "No room.") == (
        "The import failed.",
        ("No room.",),
        True,
        "",
        "",
    )
    assert failure(task.add_task("x", ""), "there is no such server").sentence == "There is no such server."


def test_equal_tasks_have_equal_commands() -> None:
    assert task.refresh_task(None, quiet=True) == task.refresh_task(None)
    assert task.refresh_task([1, 2]).command == ("refresh", "--json", "--feed", "1", "--feed", "2")
    assert task.refresh_task(None, everything=True).command == ("refresh", "--json", "--all")
    assert task.add_task("https://example.org/", "News/World").command == (
        "add",
        "--json",
        "--defer",
        "--folder",
        "News/World",
        "--",
        "https://example.org/",
    )
