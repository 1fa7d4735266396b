"""The date of a page is that of its article: not of a change, a comment, another story or a copyright."""

import pytest

from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge"
UPDATED = "<time datetime='2023-05-09T08:00:00Z'>9 May</time>"
PUBLISHED = "<time datetime='2023-05-06T21:15:00Z'>6 May</time>"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (f"<p>Updated {UPDATED}, published {PUBLISHED}</p>", "2023-05-06"),
        (f"<p><b>Last updated:</b> {UPDATED}</p><p>First published: {PUBLISHED}</p>", "2023-05-06"),
        (f"<p>Updated on {UPDATED}</p>", "2023-05-09"),
        ("<p>Updated May 9, 2023 | Published May 6, 2023</p>", "2023-05-06"),
        ("<p>Last updated 9 May 2023 at 8.00. Posted on Saturday, 6 May 2023.</p>", "2023-05-06"),
        ("<div>Published: 2023-05-06 · Modified: 2023-05-09</div>", "2023-05-06"),
        ("<p>First published Sept. 4th, 2022</p>", "2022-09-04"),
    ],
)
def test_the_date_of_publication_counts_before_that_of_a_change(write_page, paragraphs, line, day):
    body = line + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    published = parse_page(write_page(body=body), ADDRESS).published
    assert published is not None
    assert published.date().isoformat() == day


@pytest.mark.parametrize(
    "after",
    [
        "<div class='comments'><p>Ann, <time datetime='2024-01-02T10:00:00Z'>2 Jan</time>: No.</p></div>",
        "<div id='comments'><p>Posted on January 2, 2024 by Ann</p></div>",
        "<aside class='related'><a href='/ford'>Ford closed</a> <span>2 January 2024</span></aside>",
        "<footer><p>© 2019 Aldenham Post. Published on 4 March 2019.</p></footer>",
        "<p>Copyright 2019-2024 Aldenham Post</p>",
    ],
)
def test_dates_around_an_article_are_not_its_date(write_page, after):
    assert parse_page(write_page(after=after), ADDRESS).published is None
