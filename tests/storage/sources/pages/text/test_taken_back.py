"""What stands between two paragraphs of an article belongs to it; what stands around it does not."""

import pytest

from storage.model import Role
from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge-1234"
SENTENCE = "On Sunday the old ford was closed for the first time in eleven years, the warden said."


def page_with(write_page, paragraphs, between):
    parts = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    return parse_page(write_page(body="".join((*parts[:2], between, *parts[2:]))), ADDRESS)


@pytest.mark.parametrize(
    ("between", "shown"),
    [
        (f"<p><a href='/ford'><b>{SENTENCE}</b></a></p>", SENTENCE),
        ("<ul><li>Who pays for it?</li><li>Who needs it?</li></ul>", "Who pays for it?\n\nWho needs it?"),
        ("<ol start=4><li>Stone for two piers</li><li>Wood</li></ol>", "4. Stone for two piers\n\n5. Wood"),
        ("<table><tr><td>Stone</td><td>7</td></tr><tr><td>Wood</td><td>9</td></tr></table>",
         "Stone | 7\nWood | 9"),
        ("<dl><dt>Stone</dt><dd>It lasts for a hundred years.</dd></dl>",
         "Stone\n\nIt lasts for a hundred years."),
        ("<pre><code><div>if wet:</div><div>    wait()</div></code></pre>",
         "if wet:\n\u00a0\u00a0\u00a0\u00a0wait()"),
        ("<p>It is 40 m<sup>2</sup>.<sup><a href='#n1'>1</a></sup></p>", "It is 40 m².[1]"),
        ("<iframe src='https://film.example/embed/9'></iframe>", "film.example"),
    ],
)  # fmt: skip
def test_what_stands_between_kept_paragraphs_stays(write_page, paragraphs, between, shown):
    draft = page_with(write_page, paragraphs, between)
    assert draft.text == "\n\n".join((*paragraphs[:2], shown, *paragraphs[2:]))


@pytest.mark.parametrize(
    "between",
    [
        "<p><a href='/ford'>Ford to close for good</a></p>",
        f"<aside><p>{SENTENCE}</p></aside>",
        f"<div class='related-stories'><h3>Related</h3><p><a href='/ford'>{SENTENCE}</a></p></div>",
        "<ul class='share'><li>Send it to a friend</li><li>Print this page</li></ul>",
        "<ul><li><a href='/a'>A ford for all</a></li><li><a href='/b'>A ferry for none</a></li></ul>",
        f"<form><p>{SENTENCE}</p><input name=q></form>",
        "<iframe src='https://x.example/ads/7.html' width=300 height=250></iframe>",
    ],
)
def test_furniture_between_paragraphs_is_dropped(write_page, paragraphs, between):
    assert page_with(write_page, paragraphs, between).text == "\n\n".join(paragraphs)


def test_a_cell_that_an_extraction_drops_stays_in_its_row(write_page, paragraphs):
    rows = "".join(
        f"<tr><td><p>{name}</p></td><td><a href='/{name}'>{number}</a></td></tr>"
        for name, number in (("Stone", 7), ("Wood", 9), ("Iron", 12))
    )
    draft = page_with(write_page, paragraphs, f"<table><tr><th>What</th><th>Cost</th></tr>{rows}</table>")
    assert "What | Cost\nStone | 7\nWood | 9\nIron | 12" in draft.text


def test_a_page_inside_a_form_is_read(paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = f"<html><body><form action='/'><div><h1>Bridge</h1>{body}</div></form></body></html>"
    assert parse_page(html.encode(), ADDRESS).text.endswith("\n\n".join(paragraphs))


def test_pictures_outside_the_article_are_dropped(write_page, paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    figure = "<figure><img src='/bridge.jpg' alt='The bridge'></figure>"
    teasers = "".join(
        f"<div class=card><img src='/t{n}.jpg'><a href='/t{n}'>Ford {n}</a></div>" for n in "123"
    )
    draft = parse_page(write_page(body=figure + body, after=f"<section>{teasers}</section>"), ADDRESS)
    assert [one.address.rpartition("/")[2] for one in draft.pictures] == ["bridge.jpg"]


def test_marks_never_show(write_page, paragraphs):
    draft = page_with(write_page, paragraphs, f"<ul>{'<li>One of the many stones</li>' * 300}</ul>")
    assert not set(draft.text) & set(map(chr, range(0x2800, 0x2900)))
    assert len([span for span in draft.spans if span.role is Role.ITEM]) == 300
