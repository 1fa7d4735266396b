"""Lines about an article and links to others are not its text."""

import pytest

from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge-1234"


def text_with(write_page, paragraphs, *, before="", between="", after=""):
    parts = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    body = "".join((before, *parts[:2], between, *parts[2:], after))
    return parse_page(write_page(body=body), ADDRESS).text


@pytest.mark.parametrize(
    "line",
    ["6 May 2023", "May 6, 2023 9:15 PM CEST", "06.05.2023 21:15", "Oct 8, 2023 · 4 min read", "12 comments"],
)
def test_a_line_with_only_a_date_before_the_text_is_dropped(write_page, paragraphs, line):
    assert text_with(write_page, paragraphs, before=f"<p>{line}</p>") == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Aldenham</p><h2>Bridge over the river approved</h2>",
        "<p>By Mara Lind, Staff Reporter</p>",
        "<p>Mara Lind</p><p>6 May 2023</p>",
        "<h2>Bridge over the river approved</h2><p>By Mara Lind</p>",
    ],
)
def test_a_kicker_the_title_and_the_byline_are_dropped(write_page, paragraphs, lines):
    body = lines + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = write_page("<meta name=author content='Mara Lind'>", body=body)
    assert parse_page(page, ADDRESS).text == "\n\n".join(paragraphs)


@pytest.mark.parametrize("line", ["A bridge for 4 million", "On 6 May the river rose."])
def test_a_line_that_says_more_stays(write_page, paragraphs, line):
    assert text_with(write_page, paragraphs, before=f"<p>{line}</p>").startswith(line)


@pytest.mark.parametrize(
    "after",
    [
        "<p><a href='/ford'>Ford closed for the whole winter</a></p>",
        "<h3>More on the river</h3><p><a href='/a'>Ford closed</a></p><p><a href='/b'>Ferry lost</a></p>",
        "<p>Read in app</p>",
        "<p><a href='/a'>Ford closed</a></p><p>April 6, 2023</p><p><a href='/b'>Ferry lost</a></p>",
        "<p>Open this story in our app</p>",
        "<p>Download the Aldenham Post app</p>",
        "<p>Tags: bridges, rivers</p>",
        "<p>© 2023 Aldenham Post. All rights reserved.</p>",
        "<h3>Read next</h3><p><a href='/a'>Ford closed</a></p>",
        "<p>Follow us on Twitter</p>",
    ],
)
def test_what_follows_the_text_is_dropped(write_page, paragraphs, after):
    assert text_with(write_page, paragraphs, after=after) == "\n\n".join(paragraphs)


@pytest.mark.parametrize("label", ["Related: ", "Read more | ", "Also read: ", "See also: ", "WATCH: "])
def test_a_labelled_link_within_the_text_is_dropped(write_page, paragraphs, label):
    teaser = (
        f"<p>{label}<a href='/ford'>The ford that nobody wants to close, and why it is still open</a></p>"
    )
    assert text_with(write_page, paragraphs, between=teaser) == "\n\n".join(paragraphs)


def test_a_sentence_with_a_link_at_the_end_stays(write_page, paragraphs):
    last = "The council has published the plans of the bridge and of the road."
    after = f"<p><a href='/plans'>{last}</a></p>"
    text = text_with(write_page, paragraphs, after=f"{after}<p>Read the rest: we will vote in May.</p>")
    assert text.endswith(f"{last}\n\nRead the rest: we will vote in May.")
