"""Any bytes give an article with valid offsets, or a sentence that says why there is none."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.model import Extent, Provenance
from storage.sources.pages.page_parser import parse_page
from storage.text.plain_text import clean, clean_line

ADDRESS = "https://post.example/news/bridge"
DATA = Path(os.environ.get("NEWSDESK_DATA", "../shared/data")) / "pages"
SENTENCE = "The council of Aldenham met on Monday evening to decide on the new bridge over the river. "
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge approved | Post</title>
<meta property="og:title" content="Bridge approved"><meta property="og:site_name" content="Post">
<link rel="canonical" href="https://post.example/news/bridge"><base href="/news/">
<script type="application/ld+json">{
    json.dumps(
        {
            "@type": "NewsArticle",
            "headline": "Bridge approved",
            "author": [{"@type": "Person", "name": "Mara Lind"}],
            "datePublished": "2024-05-06T21:15:00+02:00",
            "wordCount": 80,
            "articleBody": SENTENCE * 6,
        }
    )
}</script></head><body><nav><a href="/">Home</a></nav><main><article>
<h1>Bridge approved</h1><p class="byline">By <a rel="author" href="/m">Mara Lind</a>, Reporter</p>
<time datetime="2024-05-06T21:15:00+02:00">Monday</time><p>{
    SENTENCE * 2
}<a href="/plans">Plans</a> <em>too</em></p>
<h2>Costs</h2><ul><li>{SENTENCE}</li><li>Stone</li></ul><blockquote><p>{SENTENCE}</p></blockquote>
<table><tr><td>1</td><td>two</td></tr></table><pre><code>a = 1\nb = 2</code></pre><p hidden>{SENTENCE}</p>
<p>{SENTENCE * 2}</p></article></main><div id="cookie-banner">Cookies</div></body></html>""".encode()
FRAGMENTS = [
    b"<p>", b"</p>", b"<div", b"<table><tr>", b"<", b">", b"&", b"&#0;", b"\0", b"\xff\xfe", b"<!--",
    b"]]>", b"<script>", b"<style>", b"</article>", b"<frameset>", b"<svg><title>", b'"', b"'", b"{",
    b"[", b"\xed\xa0\x80", b"<b>" * 400, b"<select><option>", b"<template>", b"<math><mi>",
    b"<base href='//['>", b"<a href='http://[::1'>x</a>", b"<plaintext>",
    "\u202e\u200b\ue000\ue001".encode(), b"<html lang='\xff'>", b"<body style='display:none'>",
    b"<ruby><rt>",
]  # fmt: skip

mutations = st.lists(
    st.tuples(
        st.integers(0, len(PAGE)),
        st.integers(0, 60),
        st.sampled_from([b"", *FRAGMENTS]) | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=12,
)


def check(draft):
    assert draft.provenance is Provenance.PAGE
    assert draft.extent in Extent
    # Code is indented.
    unindented = re.sub("^\u00a0+", "", draft.text, flags=re.MULTILINE)
    assert unindented == clean(unindented)
    assert all(
        value == clean_line(value) for value in (draft.title, draft.byline, draft.source, draft.language)
    )
    assert draft.published is None or draft.published.tzinfo
    for span in draft.spans:
        assert draft.text[span.start : span.end].strip()
        assert "\n\n" not in draft.text[span.start : span.end]
        assert not span.target or span.target.startswith(("http://", "https://"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    mutations,
    st.sampled_from(["", "text/html", "text/html; charset=utf-16", "text/html; charset=shift_jis", "x/y"]),
)
def test_a_damaged_page_gives_an_article_or_a_sentence(changes, content_type):
    data = bytearray(PAGE)
    for start, length, fragment in changes:
        data[start : start + length] = fragment
    try:
        draft = parse_page(bytes(data), ADDRESS, content_type)
    except SourceError:
        return
    check(draft)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.text(max_size=30))
def test_any_bytes_give_an_article_or_a_sentence(data, address):
    try:
        draft = parse_page(b"<p>" + data, address)
    except SourceError:
        return
    check(draft)


def test_the_undamaged_page_is_read_in_full():
    draft = parse_page(PAGE, ADDRESS)
    check(draft)
    assert (draft.title, draft.byline, draft.source) == ("Bridge approved", "Mara Lind", "Post")
    assert draft.text.count("The council of Aldenham") == 6


@pytest.mark.skipif(not DATA.is_dir(), reason="the labelled pages are not here: set NEWSDESK_DATA")
def test_real_pages_have_valid_offsets():
    files = sorted((DATA / "readability").glob("*.html"))[::6]
    assert files
    for path in files:
        check(parse_page(path.read_bytes(), str(path)))
