"""Pages that scripts draw: the text of the article from their data, or a sentence that says there is none."""

import json

import pytest

from storage.errors import SourceError
from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge-1234"
MENU = "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav></header>"
TEASERS = [
    {
        "title": f"Ford {number}",
        "url": f"/{number}",
        "text": "A long teaser of another report, which has a few words more than the article. " * 9,
    }
    for number in range(5)
]


def shell(head="", body=""):
    title = "<title>Bridge over the river approved | Aldenham Post</title>"
    end = "<footer><p>All rights reserved</p></footer>"
    return f"<html><head>{title}{head}</head><body>{MENU}<div id=app></div>{body}{end}</body></html>".encode()


def rich_text(paragraphs):
    """Return paragraphs as editors store them: each a list of parts, with a link in the middle."""
    return [
        {
            "type": "paragraph",
            "children": [
                {"text": text[:20]},
                {"type": "link", "children": [{"text": text[20:40]}]},
                {"text": text[40:]},
            ],
        }
        for text in paragraphs
    ]


@pytest.mark.parametrize(
    "as_script",
    [
        lambda data: f"<script id=__NEXT_DATA__ type='application/json'>{json.dumps(data)}</script>",
        lambda data: f"<script>window.__STATE__ = {json.dumps(data)};</script>",
        lambda data: f"<script>window['state']={json.dumps(data)}</script>",
        lambda data: f"<script>self.$data = JSON.parse({json.dumps(json.dumps(data))})</script>",
    ],
)
@pytest.mark.parametrize(
    "article",
    [
        lambda paragraphs: {"body": list(paragraphs)},
        lambda paragraphs: {"content": "".join(f"<p>{text}</p>" for text in paragraphs)},
        lambda paragraphs: {"blocks": [{"kind": "text", "text": text} for text in paragraphs]},
        lambda paragraphs: {"document": {"children": rich_text(paragraphs)}},
    ],
)
def test_the_text_in_the_data_of_scripts(paragraphs, as_script, article):
    data = {"page": {"article": article(paragraphs)}, "more": TEASERS, "comments": [{"text": "No! " * 900}]}
    assert parse_page(shell(as_script(data)), ADDRESS).text == "\n\n".join(paragraphs)


def test_the_updates_of_a_live_blog(paragraphs):
    updates = [
        {"@type": "BlogPosting", "headline": f"Update {number}", "articleBody": text}
        for number, text in enumerate(paragraphs)
    ]
    ld = json.dumps({"@type": "LiveBlogPosting", "headline": "Bridge", "liveBlogUpdate": updates})
    draft = parse_page(shell(f"<script type='application/ld+json'>{ld}</script>"), ADDRESS)
    assert draft.text.startswith(f"Update 0\n\n{paragraphs[0]}\n\nUpdate 1\n\n")


def test_the_text_for_readers_without_scripts(paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    draft = parse_page(shell(body=f"<noscript><article>{body}</article></noscript>"), ADDRESS)
    assert draft.text == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("", "no readable text"),
        ("<script src='/app.js'></script>", "JavaScript"),
        (f"<script type='application/json'>{json.dumps({'teasers': TEASERS})}</script>", "JavaScript"),
        ("<script type='application/json'>{broken</script>", "JavaScript"),
        (f"<script type='application/json'>{'[' * 50_000}</script>", "JavaScript"),
    ],
)
def test_a_menu_is_no_article(head, says):
    with pytest.raises(SourceError, match=says):
        parse_page(shell(head), ADDRESS)


def test_what_a_short_page_shows_counts_more_than_other_data(write_page):
    note = "The ferry does not run on Sunday, the harbour master said."
    data = (
        f"<script type='application/json'>{json.dumps({'a': {'text': 'Another long story. ' * 90}})}</script>"
    )
    assert parse_page(write_page(data, body=f"<p>{note}</p>"), ADDRESS).text.endswith(note)
