"""Peeking: what newsdesk would make of a file or an address, without storing it."""

import json
from pathlib import Path

import pytest
from paths import ROOT
from webserver import Site

from storage.desk import peek
from storage.errors import SourceError

GIVEN = ROOT / "seeds" / "000_988967f5c6e1c539.txt"


def test_peek_stores_nothing_and_says_what_is_there(tmp_path: Path) -> None:
    seen = peek(str(GIVEN))
    assert (seen["kind"], seen["title"], seen["troubles"]) == (
        "text",
        "Anti-IS mission ended: Foreign combat troops have left Iraq",
        [],
    )
    (article,) = seen["articles"]
    assert {"id", "story", "links", "read", "starred"}.isdisjoint(article)
    assert "Bundeswehr" in {name["name"] for name in article["names"]}
    json.dumps(seen)
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 7, "title": "One"}\nnonsense\n')
    seen = peek(str(rows))
    assert (seen["kind"], [a["key"] for a in seen["articles"]]) == ("jsonl", ["7"])
    assert [trouble["line"] for trouble in seen["troubles"]] == [2]


def test_peek_at_nothing_readable(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(SourceError, match=r"empty\.txt: the file is empty"):
        peek(str(tmp_path / "empty.txt"))


def test_a_page_can_be_peeked_at_where_a_service_would_have_a_profile(site: Site) -> None:
    text = "The committee met on Tuesday and agreed on the budget for the coming year. " * 5
    head = "<head><title>Anna's page</title></head>"
    body = f"<body><article><h1>Anna's page</h1><p>{text}</p><p>{text}</p></article></body>"
    seen = peek(site.serve("/@anna", f"<html>{head}{body}</html>"))
    assert (seen["kind"], seen["title"]) == ("page", "Anna's page")


def test_a_query_feed_says_which_search_it_becomes(tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/feed\n"query:Fresh:unread = \\"yes\\""\n')
    document = peek(str(urls))
    assert [one["url"] for one in document["feeds"]] == ["https://a.example/feed"]
    (trouble,) = document["troubles"]
    assert trouble["line"] == 2
    assert "“Fresh”: is:unread" in trouble["message"]
