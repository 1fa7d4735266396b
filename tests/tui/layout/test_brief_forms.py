"""The brief as text, Markdown and HTML."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from storage.model import (
    Brief,
    BriefEntry,
    BriefFeed,
    BriefReport,
    BriefSentence,
    BriefStory,
    Headline,
    Story,
)
from tui.layout.brief_html import as_html
from tui.layout.brief_markdown import as_markdown
from tui.layout.brief_text import as_text

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
NASTY = "<script>alert('1')</script> *bold* [link](http://x) & \"quotes\" #1 _under_ `code`"


def headline(number: int, title: str, source: str) -> Headline:
    return Headline(number, title, source, DAY, read=False, starred=False)


def report(number: int, source: str, url: str, *sentences: str) -> BriefReport:
    return BriefReport(
        headline(number, f"Title {number}", source),
        url,
        tuple(BriefSentence(sentence, 0, len(sentence)) for sentence in sentences),
    )


STORY = BriefStory(
    Story(7, f"A story {NASTY}", 1, DAY, DAY, 3, 2, 3),
    (
        report(1, "The Daily", "https://example.org/a?b=1&c=(2)", f"Something was said {NASTY}."),
        report(2, "", ""),
    ),
    3,
    ("The Daily", "Weekly", "C", "D", "E", "F", "G"),
    report(3, "Weekly", "https://example.org/before", "It began on Monday."),
    ("Magnus Carlsen",),
)
BRIEF = Brief(
    DAY,
    DAY,
    12,
    (STORY,),
    (
        BriefFeed(
            "A feed",
            (
                BriefEntry(headline(4, "One", "A feed"), "https://example.org/one", ("Oslo",)),
                BriefEntry(headline(5, NASTY, "A feed"), "javascript:alert(1)"),
            ),
            2,
        ),
        BriefFeed("Single", (BriefEntry(headline(6, "", "Single"), "https://example.org/six"),), 0),
    ),
    more_stories=1,
    more_feeds=2,
    repeating=1,
)
EMPTY = Brief(DAY, DAY, 0, (), ())


class Page(HTMLParser):
    """Collects what a page has: tags, addresses, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    html = "\n".join(as_html(BRIEF))
    page = Page(html)
    assert page.open == []
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "a", "span"
    }  # fmt: skip
    assert page.attributes <= {"lang", "charset", "name", "content", "class", "href", "rel"}
    assert "url(" not in html
    assert "@import" not in html
    assert page.links == [
        "https://example.org/a?b=1&c=(2)",
        "https://example.org/before",
        "https://example.org/one",
        "https://example.org/six",
    ]
    for words in (
        f"A story {NASTY}",
        f"Something was said {NASTY}.",
        "The Daily, Weekly, C, D, E, F and 1 more",
    ):
        assert words in page.text
    assert "and 2 more articles" in page.text
    assert "1 smaller story left out. Articles of 2 more feeds left out." in page.text
    assert "1 article only repeats what was said before." in page.text


def test_markdown_shows_text_as_it_is() -> None:
    lines = list(as_markdown(BRIEF))
    text = "\n".join(lines)
    assert lines[0].startswith("# What happened since ")
    assert not re.search(r"(?<!\\)<script", text)
    assert r"\*bold\* \[link\](http://x)" in text
    assert "([The Daily](<https://example.org/a?b=1&c=%282%29>))" in text
    assert "javascript:" not in text
    assert "Before: 1 Mar 2026: It began on Monday. ([Weekly](<https://example.org/before>))" in text
    assert "- [Untitled](<https://example.org/six>) (Single · 1 Mar 2026)" in text


def test_text_names_each_article_with_its_address() -> None:
    text = "\n".join(as_text(BRIEF, lambda line, _: line))
    assert (
        f"  - Something was said {NASTY}. (The Daily, article 1)\n    https://example.org/a?b=1&c=(2)" in text
    )
    assert "  - (without a source, article 2)" in text
    assert "3 articles · The Daily, Weekly, C, D, E, F and 1 more · Magnus Carlsen" in text
    assert "  - One (1 Mar 2026 · Oslo, article 4)\n    https://example.org/one" in text
    assert text.index("A feed") < text.index("Single articles")


def test_an_empty_brief_says_so() -> None:
    assert list(as_text(EMPTY, lambda line, _: line))[1:] == ["Nothing new and unread."]
    assert list(as_markdown(EMPTY))[1:] == ["", "Nothing new and unread."]
    assert "Nothing new and unread." in Page("\n".join(as_html(EMPTY))).text
