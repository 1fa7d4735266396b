import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.model import SearchDraft, Subscription, Trouble
from storage.sources.lists.newsboat import find_urls_files, looks_like_urls, read_newsboat

HIDDEN = "{urn:newsdesk:opml}hidden"

URLS = """\
# my feeds

https://a.org/feed
http://b.org/rss#top  news "far away" "a, b"
\thttps://c.org/feed\t"~A \\"quoted\\" title" ! "Asia/Pacific"\r
"https://d.org/feed" news
file:///home/me/e.xml local
feed://f.org/feed "!hidden too"
"query:Unread articles:unread = \\"yes\\"" news
exec:~/bin/fetch.sh
"filter:~/bin/filter.pl:https://g.org/feed"
h.org/feed news
|~/bin/x
https://a.org/feed again
"""


def test_every_kind_of_line() -> None:
    results = list(read_newsboat(URLS, "urls"))
    assert [result for result in results if isinstance(result, Subscription)] == [
        Subscription("https://a.org/feed"),
        Subscription("http://b.org/rss#top", folder="news", labels=("far away", "a b")),
        Subscription(
            "https://c.org/feed", 'A "quoted" title', folder="Asia∕Pacific", attributes=((HIDDEN, "true"),)
        ),
        Subscription("https://d.org/feed", folder="news"),
        Subscription("file:///home/me/e.xml", folder="local"),
        Subscription("https://f.org/feed", attributes=((HIDDEN, "true"),)),
        Subscription("https://h.org/feed", folder="news"),
    ]
    troubles = [result for result in results if isinstance(result, Trouble)]
    assert [(trouble.line, trouble.origin) for trouble in troubles] == [
        (line, "urls") for line in (10, 11, 13, 14)
    ]
    assert [result for result in results if isinstance(result, SearchDraft)] == [
        SearchDraft("Unread articles", "is:unread", "news")
    ]
    words = [
        "is a command",
        "filtered by a command",
        "is not a feed address",
        "as in line 3",
    ]
    for trouble, word in zip(troubles, words, strict=True):
        assert word in trouble.message


def test_an_open_quote_ends_with_its_line() -> None:
    first, second = read_newsboat('https://a.org/ "news\nhttps://b.org/ "far away"', "urls")
    assert first == Subscription("https://a.org/", folder="news")
    assert second == Subscription("https://b.org/", folder="far away")


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n  # comments"])
def test_a_file_without_feeds_raises(text: str) -> None:
    with pytest.raises(SourceError, match="no feeds"):
        list(read_newsboat(text, "urls"))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (URLS.replace("|~/bin/x\n", "").replace("h.org/feed news\n", ""), True),
        ("https://a.org/feed", True),
        ("# a title\n\nhttps://a.org/feed\n", True),
        ("https://a.org/feed\nA paragraph.", False),
        ("# a title", False),
        ("", False),
        ("url: https://a.org/", False),
        ("https:", False),
    ],
)
def test_a_urls_file_is_recognised_by_its_lines(text: str, is_one: bool) -> None:
    assert looks_like_urls(text) is is_one


def test_a_last_line_that_is_cut_is_ignored() -> None:
    assert looks_like_urls("https://a.org/feed\nht", is_whole=False)
    assert not looks_like_urls("https://a.org/feed\nht", is_whole=True)


def test_the_files_of_this_machine_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    assert find_urls_files() == []
    places = ["own/newsboat", ".config/newsboat", ".newsboat", ".newsbeuter"]
    for place in reversed(places):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "urls").write_text("https://a.org/", "utf-8")
    assert find_urls_files() == [tmp_path / place / "urls" for place in places]
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert find_urls_files() == [tmp_path / place / "urls" for place in places[1:]]
    (tmp_path / ".newsboat/urls").unlink()
    (tmp_path / ".newsboat/urls").mkdir()
    assert find_urls_files() == [tmp_path / place / "urls" for place in (".config/newsboat", ".newsbeuter")]


@given(st.text(st.sampled_from('ht:/.a"\\#~!\n \t\x1b|exc')))
def test_any_text_gives_only_addresses(text: str) -> None:
    try:
        results = list(read_newsboat(text, "urls"))
    except SourceError:
        return
    for result in results:
        if isinstance(result, Subscription):
            assert result.url.startswith(("https://", "http://", "file:///"))
        assert "\x1b" not in repr(result).replace("\\x1b", "\x1b")


def test_problems_are_yielded_one_at_a_time() -> None:
    text = "".join(f"exec:{number}\n" for number in range(20_000))
    tracemalloc.start()
    try:
        results = read_newsboat(text, "urls")
        assert isinstance(next(results), Trouble)
        assert sum(1 for _ in results) == 20_000 - 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


def test_what_follows_a_number_sign_is_a_remark() -> None:
    text = 'https://a.org/feed # slow server\nhttps://b.org/feed news "# no remark" #remark "more"\n'
    first, second = read_newsboat(text, "urls")
    assert first == Subscription("https://a.org/feed")
    assert second == Subscription("https://b.org/feed", folder="news", labels=("no remark",))


def test_a_long_tag_takes_no_time() -> None:
    started = time.process_time()
    list(read_newsboat('https://a.org/feed "' + "\\" * 200_001, "urls"))
    assert time.process_time() - started < 2
