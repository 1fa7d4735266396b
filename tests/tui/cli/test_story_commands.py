"""The commands for stories: list, show, not, same."""

import json

import pytest
from paths import ROOT

from storage.desk import Desk


def test_stories_are_listed(sample_desk: Desk, run) -> None:
    (line,) = run("stories").stdout.splitlines()
    assert line == (
        "     1 ● Iraq declares victory over Islamic State  (2 articles · 2 sources · 9 Dec 2017 · 2 unread)"
    )
    (story,) = json.loads(run("stories", "--json").stdout)
    assert {name: story[name] for name in ("id", "headline", "articles", "sources", "unread")} == {
        "id": 1,
        "headline": 1,
        "articles": 2,
        "sources": 2,
        "unread": 2,
    }


def test_what_is_decided_about_stories(sample_desk: Desk, run) -> None:
    title = "“Iraq declares victory over Islamic State”"

    def state() -> dict[str, object]:
        (story,) = json.loads(run("stories", "--json").stdout)
        return {name: story[name] for name in ("unread", "new", "read", "starred", "muted_until")}

    assert run("stories", "read", "1").stdout == f"{title} is read (2 articles marked).\n"
    assert run("stories", "star", "1").stdout == f"{title} is starred.\n"
    assert state() == {"unread": 0, "new": 0, "read": True, "starred": True, "muted_until": None}
    assert "  ★ Iraq declares" in run("stories", "--starred").stdout
    assert run("stories", "--unread").stdout == ""
    assert run("stories", "unread", "1").stdout == f"{title} is unread (2 articles marked).\n"
    assert run("stories", "unstar", "1").exit_code == 0
    assert state()["starred"] is False
    assert run("stories", "mute", "1", "--until", "2d").stdout.startswith(f"{title} is muted until ")
    assert run("stories", "--json").stdout == "[]\n"
    (muted,) = json.loads(run("stories", "--muted", "--json").stdout)
    assert muted["muted_until"]
    assert json.loads(run("list", "--json").stdout)[-1]["id"] != 1
    assert (
        run("stories", "unmute", "1", "--json").stdout
        == json.dumps({"done": f"{title} is not muted."}, ensure_ascii=False, indent=2) + "\n"
    )
    assert state()["muted_until"] is None
    assert "Undone: " in run("undo").stdout
    assert run("stories", "--json").stdout == "[]\n"


def test_two_reports_are_compared(sample_desk: Desk, run) -> None:
    result = run("compare", "1", "2")
    assert "Only here: Mosul\n" in result.stdout
    assert "article 2 · The Daily · 9 Dec 2017" in result.stdout
    assert "Not both articles are analysed yet" in result.stderr
    document = json.loads(run("compare", "2", "1", "--json").stdout)
    assert [one["id"] for one in document["reports"]] == [2, 1]
    assert [one["name"] for one in document["reports"][1]["only_names"]] == ["Mosul"]
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    for field in (*document, *document["reports"][0]):
        assert f'"{field}"' in documented, field
    assert "can't be compared with itself" in run("compare", "1", "1").stderr
    assert run("compare", "1", "99").exit_code == 1


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("soon", "“soon” is not a time; write it like 2d, 1w, 3 months, 2026-12-24."),
        ("2020-01-01", "“2020-01-01” has passed already."),
    ],
)
def test_a_mute_needs_a_time_to_come(sample_desk: Desk, run, until: str, sentence: str) -> None:
    result = run("stories", "mute", "1", "--until", until)
    assert (result.exit_code, sentence in result.stderr) == (2, True)


def test_a_story_is_shown(sample_desk: Desk, run) -> None:
    text = run("stories", "show", "1").stdout
    assert "story 1 · 2 articles · 2 sources" in text
    assert text.index("9 Dec 2017\n") < text.index("Before this")
    sample_desk.articles.mark_read([1])
    page = json.loads(run("stories", "show", "1", "--json").stdout)
    assert [[one["id"] for one in day["articles"]] for day in page["days"]] == [[1, 2]]
    assert [one["id"] for one in page["before"]] == [3]
    assert page["joined"] == page["after"] == []


def test_every_field_is_documented(sample_desk: Desk, run) -> None:
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    for field in json.loads(run("stories", "show", "1", "--json").stdout):
        assert f'"{field}"' in documented, field


def test_corrections_and_undo(sample_desk: Desk, run) -> None:
    assert "Taken out of its story: “" in run("stories", "not", "2").stdout
    assert run("stories").stdout == ""
    assert "Undone: " in run("undo").stdout
    assert "are the same story." in run("stories", "same", "3", "1").stdout
    assert json.loads(run("stories", "--json").stdout)[0]["articles"] == 3


def test_one_row_for_each_story(sample_desk: Desk, run) -> None:
    rows = [row["id"] for row in json.loads(run("list", "--by-story", "--json").stdout)]
    assert len(rows) == 6
    assert 1 not in rows


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("show", "99"), 1, "There is no story 99 in this desk."),
        (("show", str(2**63)), 1, f"There is no story {2**63} in this desk."),
        (("not", "9" * 5000), 1, "There is no article 9999"),
        (("show", "x"), 2, "“x” is not the number of a story."),
        (("not", "7"), 1, "is in no story with other articles"),
        (("same", "1", "2"), 1, "are in one story already"),
        (("same", "1", "99"), 1, "There is no article 99 in this desk."),
    ],
)
def test_impossible_corrections_are_explained(
    sample_desk: Desk, run, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    result = run("stories", *arguments)
    assert result.exit_code == code
    assert sentence in result.stderr
