"""newsdesk rules: list, test, apply; and a refresh with rules."""

import json
from pathlib import Path

import pytest
from webserver import Site

from storage.desk import Desk
from storage.model import Filter, View

RULES = """
[[rules]]
name = "War"
query = "war"
label = "war"
star = true

[[rules]]
query = "source:chess"
mute_until = "2d"
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(RULES)
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(file))
    return file


def test_list_test_apply(run, sample_desk: Desk, settings: Path) -> None:
    listed = run("rules")
    assert listed.exit_code == 0
    assert listed.stdout.splitlines() == [
        "War",
        "    war",
        "    star, label war",
        "    matched no article so far",
        "source:chess",
        "    mute for 2 days",
        "    matched no article so far",
    ]
    tested = run("rules", "test", "--limit", "1").stdout.splitlines()
    assert tested[:2] == ["War: star, label war", "    2 articles"]
    assert tested[2].startswith("         2  Baghdad announces")
    assert tested[3] == "    1 more; --limit shows them."
    assert sample_desk.labels.names() == []
    assert run("rules", "apply", "war").stdout == "War: 2 articles\n"
    assert sample_desk.articles.get(1).labels == ("war",)
    assert not sample_desk.articles.get(4).hidden
    assert "matched 2 articles so far, last on 20" in run("rules").stdout
    assert "    2 articles, 2 of them done" in run("rules", "test", "War").stdout
    assert run("rules", "apply").stdout == "War: 0 articles\nsource:chess: 1 article\n"
    assert run("undo").stdout == "Undone: rule “source:chess” applied\n"
    assert run("undo").stdout == "Undone: rule “War” applied\n"
    assert sample_desk.lists.count(View(Filter.STARRED)) == 0
    assert run("rules", "apply", "nowhere").exit_code == 1


def test_json(run, sample_desk: Desk, settings: Path) -> None:
    first, _ = json.loads(run("rules", "--json").stdout)
    assert first == {
        "name": "War",
        "query": "war",
        "actions": ["star", "label war"],
        "line": 2,
        "matched": 0,
        "last": None,
        "trouble": "",
    }
    first, _ = json.loads(run("rules", "test", "--json").stdout)
    assert (first["found"], first["done"], [one["id"] for one in first["newest"]]) == (2, 0, [2, 1])
    assert json.loads(run("rules", "apply", "--json").stdout) == [
        {"name": "War", "articles": 2},
        {"name": "source:chess", "articles": 1},
    ]
    assert json.loads(run("rules", "--json").stdout)[0]["last"].startswith("20")


def test_mistakes_are_named_and_the_other_rules_work(run, sample_desk: Desk, settings: Path) -> None:
    settings.write_text(RULES + '\n[[rules]]\nquery = "(a"\nread = true\n')
    done = run("rules", "apply")
    assert done.exit_code == 1
    assert done.stdout == "War: 2 articles\nsource:chess: 1 article\n"
    assert f"{settings}, line 13: " in done.stderr
    assert f"{settings}, line 13: " in run("settings", "check").stdout


def test_without_rules(run, sample_desk: Desk, settings: Path) -> None:
    settings.write_text("")
    done = run("rules")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "There are no rules; [[rules]] in" in done.stderr
    assert run("rules", "--json").stdout == "[]\n"


def test_a_refresh_applies_the_rules(run, desk: Desk, settings: Path, site: Site) -> None:
    settings.write_text(
        '[[rules]]\nquery = "title:one"\nhide = true\n\n'
        '[[rules]]\nname = "P"\nquery = "title:two"\nread = true\nrun = ["/nowhere/program", "{url}"]\n'
    )
    items = "".join(
        f"<item><title>{title}</title><link>https://news.example/{title}</link>"
        f"<description>{text * 30}</description></item>"
        for title, text in (("one", "A match. "), ("two", "The war. "), ("three", "Chess in Dubai. "))
    )
    feed = f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'
    done = run("add", site.serve("/feed.xml", feed))
    assert [row.title for row in desk.lists.headlines(View(Filter.UNREAD), 0, 9)] == ["three"], done.output
    assert [row.title for row in desk.lists.headlines(View(query="is:hidden"), 0, 9)] == ["one"]
    assert "rule “P”: There is no program “program”." in done.stderr
    assert "Its program: There is no program “program”." in run("rules").stdout
