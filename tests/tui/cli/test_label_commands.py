"""newsdesk labels, and labels of feeds by newsdesk edit."""

import json

from storage.desk import Desk
from storage.model import Subscription


def test_labels_of_articles(run, sample_desk: Desk) -> None:
    assert run("labels").stderr == "No labels.\n"
    done = run("labels", "add", "To read, war", "islamic", "-baghdad")
    assert done.stdout == "2 articles changed; `newsdesk undo` takes it back.\n"
    assert sample_desk.articles.get(3).labels == ("To read", "war")
    assert run("labels", "remove", "war", "3", "4").stdout.startswith("1 article changed")
    assert run("labels").stdout == "To read  2 articles, 2 unread\nwar  1 article, 1 unread\n"
    assert run("labels", "--desk", str(sample_desk.path)).stdout == run("labels", "list").stdout
    assert json.loads(run("labels", "--json").stdout)[1] == {
        "name": "war",
        "articles": 1,
        "unread": 1,
        "feeds": 0,
    }
    assert run("labels", "rename", "war", "peace").stdout.startswith("Label “war” renamed to “peace”;")
    assert run("labels", "delete", "To Read").stdout.startswith("Label “To read” deleted;")
    assert run("undo").stdout == "Undone: label “To read” deleted\n"
    assert run("labels", "delete", "nowhere").exit_code == 1
    assert run("labels", "add", "x", "99").exit_code == 1
    assert run("labels", "add", "x", "zebra").stderr == "No article changed.\n"
    assert "#peace" in run("search", "label:peace").stdout
    assert json.loads(run("labels", "remove", "peace", "1", "--json").stdout) == {"changed": 1}


def test_labels_of_a_feed(run, desk: Desk) -> None:
    feed = desk.feeds.subscribe(Subscription("https://a.example/feed")).id
    done = run("edit", str(feed), "--label", "a, b", "--label", "c")
    assert "#a #b #c" in done.stdout
    assert desk.feeds.get(feed).labels == ("a", "b", "c")
    assert json.loads(run("feeds", "--json").stdout)[0]["labels"] == ["a", "b", "c"]
    assert 'category="a,b,c"' in run("export", "opml").stdout
    run("edit", str(feed), "--label", "")
    assert desk.feeds.get(feed).labels == ()
