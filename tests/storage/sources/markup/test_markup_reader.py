import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.model import Role
from storage.sources.markup.markup_reader import Markup, read_line, read_markup
from storage.text.plain_text import clean

BASE = "https://site.org/news/feed.xml"


def marked(markup: Markup, role: Role) -> list[str]:
    return [markup.text[span.start : span.end] for span in markup.spans if span.role is role]


def targets(markup: Markup) -> list[str]:
    return [span.target for span in markup.spans if span.role is Role.LINK]


def test_one_blank_line_separates_blocks() -> None:
    html = "<div><p>One\n  two</p>\n\n<p>three<br>four</p> <p></p><hr>five<div>six</div></div>"
    assert read_markup(html).text == "One two\n\nthree\nfour\n\nfive\n\nsix"


def test_two_line_breaks_make_a_block() -> None:
    assert read_markup("one <br/> <br> two<br>three<br>").text == "one\n\ntwo\nthree"


def test_inline_elements_join_no_words_and_split_none() -> None:
    assert read_markup("<b>new</b>s and <i> more </i> of <span>it</span>.").text == "news and more of it."


def test_entities_are_decoded_once() -> None:
    assert read_markup("<p>AT&amp;T &mdash; 1 &lt; 2 &amp;lt;b&amp;gt;&nbsp;end</p>").text == (
        "AT&T — 1 < 2 &lt;b&gt; end"
    )
    assert read_markup("AT&amp;T &#8212; 1 &lt; 2").text == "AT&T — 1 < 2"


def test_roles_of_blocks() -> None:
    markup = read_markup(
        "<h2>Head</h2><blockquote><p>said</p><p>more</p></blockquote>"
        "<ul><li>one<p>still one</p></li><li>two</li></ul><pre>x = 1\n\n  y</pre>text"
    )
    assert markup.text == "Head\n\nsaid\n\nmore\n\none\n\nstill one\n\ntwo\n\nx = 1\n\n\u00a0\u00a0y\n\ntext"
    assert marked(markup, Role.HEADING) == ["Head"]
    assert marked(markup, Role.QUOTE) == ["said", "more"]
    assert marked(markup, Role.ITEM) == ["one", "two"]
    assert marked(markup, Role.CODE) == ["x = 1", "\u00a0\u00a0y"]


def test_a_block_has_the_role_of_the_innermost_element() -> None:
    markup = read_markup(
        "<blockquote>a<ul><li>b<ul><li>c</li></ul>d</li></ul><h3>e</h3>f</blockquote><li><h4>g</h4>h</li>"
    )
    assert marked(markup, Role.QUOTE) == ["a", "d", "f"]
    assert marked(markup, Role.ITEM) == ["b", "\u00a0\u00a0c"]
    assert marked(markup, Role.HEADING) == ["e", "g"]
    assert len(markup.spans) == 7


def test_code_within_a_line() -> None:
    markup = read_markup(
        "<p>Type <code>ls <b>-l</b></code> or <kbd> q </kbd>.</p><pre><code>whole</code></pre>"
    )
    assert markup.text == "Type ls -l or q .\n\nwhole"
    assert marked(markup, Role.CODE) == ["ls -l", "q", "whole"]


def test_an_item_or_heading_of_nothing_but_code_has_one_role() -> None:
    markup = read_markup(
        "<ul><li><code>ls</code></li><li>a <code>b</code></li></ul><h2><code>f()</code></h2>"
    )
    assert [(markup.text[span.start : span.end], span.role) for span in markup.spans] == [
        ("ls", Role.ITEM),
        ("a b", Role.ITEM),
        ("b", Role.CODE),
        ("f()", Role.HEADING),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("if x:\n    y\n\n    z  = 1\n", "if x:\n____y\n\n____z = 1"),
        ("\tone\n \t two", "____one\n_____two"),
        ("<b>if</b> <i>x</i>:\n<span>  </span><span>  </span><a href='http://x.org'>y</a>", "if x:\n____y"),
        ("a<br>  b<br>   <br>c", "a\n__b\n\nc"),
        ("a \u2192\n  b\u0301\u200b", "a \u2192\n__b\u0301"),
        ("a \x1b[31m\n  b\x9b0m\n  \u0301\n  c\u202e", "a\n__b\n__c"),
        (f"a\n{' ' * 500}b", f"a\n{'_' * 60}b"),
    ],
)
def test_code_keeps_its_indentation(code: str, text: str) -> None:
    markup = read_markup(f"<p>  text</p><pre>{code}</pre><p>  text</p>")
    assert markup.text.replace("\u00a0", "_") == f"text\n\n{text}\n\ntext"
    assert "\n\n".join(marked(markup, Role.CODE)).replace("\u00a0", "_") == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Up 3 < 5\nnext\n\nList<T> of x <3", "Up 3 < 5\nnext\n\nList<T> of x <3"),
        ("one\ntwo <!-- three --> four", "one two four"),
        ("one\ntwo </made-up> four", "one two four"),
        ("one\ntwo <BR/>four", "one two\nfour"),
    ],
)
def test_text_that_looks_like_a_tag_stays(html: str, text: str) -> None:
    assert read_markup(html).text == text


def test_links_are_resolved() -> None:
    markup = read_markup(
        '<p>See <a href="../a b?x=1&amp;y=2"> this <b>page</b> </a>and <a href=//h.org>that</a></p>', BASE
    )
    assert markup.text == "See this page and that"
    assert marked(markup, Role.LINK) == ["this page", "that"]
    assert targets(markup) == ["https://site.org/a%20b?x=1&y=2", "https://h.org"]


def test_a_link_over_several_blocks_is_a_span_in_each() -> None:
    markup = read_markup('<a href="https://x.org/"><h2>Head</h2><p>text</p></a>after')
    assert marked(markup, Role.LINK) == ["Head", "text"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "mailto:a@b.org",
        "file:///etc/passwd",
        "#note",
        "",
        "http://[::1",
        "ftp://x.org/",
    ],
)
def test_a_link_to_no_page_is_text(href: str) -> None:
    markup = read_markup(f'<p>a <a href="{href}">b</a></p>', BASE)
    assert markup == Markup("a b")


def test_empty_links_leave_no_span() -> None:
    assert (
        read_markup('<p>a<a href="https://x.org/"> </a><a href="https://x.org/"><img src="x"></a>b</p>').spans
        == ()
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<!-- hidden -->",
        "<form><input value=x><button>Go</button><select><option>1</select></form>",
        "<noscript>turn it on</noscript>",
        "<svg><text>drawn</text></svg>",
        "<template>t</template>",
        "<video>can't play</video>",
        '<span style="x:y; Display : none">hidden</span>',
        '<p style="visibility:hidden">hidden</p>',
        "<div hidden><p>a</p><ul><li>b</li></ul></div>",
        "<head><title>T</title></head>",
        "<?php echo 1 ?>",
    ],
)
def test_invisible_content_is_dropped(html: str) -> None:
    assert read_markup(f"<div>before {html}after</div>").text.replace("\n\n", " ") == "before after"


@pytest.mark.parametrize("tag", ["embed", "iframe", "object"])
def test_an_unclosed_element_does_not_swallow_the_rest(tag: str) -> None:
    assert read_markup(f'before <{tag} src="x"> <b>after</b>').text == "before after"
    assert read_markup(f'before <{tag} src="http://x.org"> <p>after</p>').text.endswith("after")


def test_an_unclosed_element_is_read_once_if_cleaning_changes_text() -> None:
    assert read_markup("a\u200bb <iframe> <b>c</b>").text == "ab c"


def test_the_cells_of_a_row_are_one_block() -> None:
    html = "<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td>41</td></tr></table>"
    assert read_markup(html).text == "Name | Age\nAnn | 41"


def test_tables_for_layout_keep_their_blocks() -> None:
    html = '<table><tr><td><img src="x"></td><td><p>One</p><p>two</p></td></tr></table>'
    assert read_markup(html).text == "One\n\ntwo"


def test_pictures_stand_after_their_block() -> None:
    lazy = '<img data-src="/2.png" src="data:,">'
    html = (
        '<img src="/0.png"><p>One <img src="1.png" alt="a  tank"> one.</p>'
        f"<figure>{lazy}<figcaption>Two</figcaption></figure>"
        '<p>Three</p><img srcset="/3.png 1x, /4.png 2x" alt="x">'
    )
    markup = read_markup(html, BASE)
    assert markup.text == "One one.\n\nTwo\n\nThree"
    assert [(one.position, one.address.rpartition("/")[2], one.alt) for one in markup.pictures] == [
        (0, "0.png", ""),
        (8, "1.png", "a tank"),
        (8, "2.png", ""),
        (len(markup.text), "3.png", "x"),
    ]


@pytest.mark.parametrize(
    "attributes",
    ['width="16" height="16"', 'width="1"', 'class="emoji big"', 'class="wp-smiley"', 'height="20px"'],
)
def test_symbols_are_no_pictures(attributes: str) -> None:
    assert read_markup(f'<p>So <img src="/a.png" {attributes}> it is.</p>', BASE).pictures == ()


def test_pictures_stay_with_their_blocks_when_these_are_cleaned() -> None:
    texts = ("\u200bOne\u202e", "\u200b", "e\u0301nd")
    html = "".join(f'<p>{text}</p><img src="/{number}.png">' for number, text in enumerate(texts))
    markup = read_markup(html, BASE)
    assert markup.text == "One\n\nénd"
    assert [one.position for one in markup.pictures] == [3, 3, 8]


def test_the_first_picture_is_kept_and_its_caption_where_there_is_no_text() -> None:
    pixel = '<img src="https://t.org/p.gif" width="1" height="1" alt="pixel">'
    markup = read_markup(
        f'{pixel}<img src="/a.png" alt="plain" title="what it means"><img src="/b.png">', BASE
    )
    assert (markup.text, markup.image) == ("what it means", "https://site.org/a.png")
    assert [one.address for one in markup.pictures] == ["https://site.org/a.png", "https://site.org/b.png"]
    assert read_markup('<img src="/a.png" alt="x"> text', BASE).text == "text"


def test_text_without_tags_keeps_paragraphs_and_intended_breaks() -> None:
    wrapped = "The quick brown fox jumps over the lazy\ndog, and goes home again to his wife and\nchildren."
    assert read_markup(
        f"{wrapped}\n\nShort.\nA much longer line, after which there is another one."
    ).text == (
        f"{wrapped.replace(chr(10), ' ')}\n\nShort.\nA much longer line, after which there is another one."
    )


def test_cdata_within_markup_is_text() -> None:
    assert read_markup("<p>a <![CDATA[b <b>c</b>]]></p>").text == "a b c"


def test_very_deep_nesting_loses_no_text() -> None:
    html = "<div>" * 5000 + "deep <b>text</b>" + "</div>" * 5000 + "<script>x</script>after"
    assert read_markup(html).text == "deep text\n\nafter"


def test_spans_stay_in_place_when_cleaning_removes_characters() -> None:
    markup = read_markup('<h2>A\u200bB\u202e</h2><p>\x1b[31mred <a href="https://x.org/">li\u00adnk</a></p>')
    assert markup.text == "AB\n\nred link"
    assert marked(markup, Role.HEADING) == ["AB"]
    assert marked(markup, Role.LINK) == ["link"]


def test_a_character_composed_across_elements_keeps_the_role_of_its_block() -> None:
    markup = read_markup('<p>one</p><h2>Cafe<a href="https://x.org/">\u0301s</a></h2><h3>next</h3>')
    assert markup.text == "one\n\nCafés\n\nnext"
    assert marked(markup, Role.HEADING) == ["Cafés", "next"]


_TAGS = (
    "p a li ul ol blockquote pre code br h1 b td tr table script iframe form html body title"
    " sup sub ruby rt ol\tstart=3 tbody th iframe\tsrc=/f video\tsrc=/v"
    " a\thref='/x' a\thref=https://x.org img\talt=x div\tstyle=display:none"
)
PIECES = st.sampled_from(
    [f"<{tag}>".replace("\t", " ") for tag in _TAGS.split(" ")]
    + [f"</{tag}>" for tag in _TAGS.split(" ") if "\t" not in tag]
    + ["<!-- -->", "&lt;", "&amp;", "&#x301;", "&#8203;", "<![CDATA[", "]]>", "<?", "<!", "<", ">", '"', "'"]
    + ["\u0301", "\x1b[31m", "\x00", "\n", "\n    ", "\u2192", " ", "\u200d", "e", "x y"]
)


@given(
    st.lists(PIECES | st.text(max_size=8)).map(" ".join) | st.lists(PIECES | st.text(max_size=8)).map("".join)
)
@example('<a href="/x"><p>a</p><a href="/y">b</a></a>')
@example("<pre>\n\n</pre><li><li></li>")
@example("<pre>  <li>a</li>  b\n  <br>  c \u2192\n  \u0301d</pre>")
def test_any_markup_gives_clean_text_and_spans_within_it(html: str) -> None:
    markup = read_markup(html, BASE)
    indented = re.compile("^\u00a0+", re.MULTILINE)
    unindented = indented.sub("", markup.text)
    assert unindented == clean(unindented)
    blocks = [span for span in markup.spans if span.role is not Role.LINK]
    for match in indented.finditer(markup.text):
        assert any(span.start <= match.start() and match.end() < span.end for span in blocks)
    starts = [span.start for span in markup.spans]
    assert starts == sorted(starts)
    for span in markup.spans:
        shown = markup.text[span.start : span.end]
        assert shown
        assert shown == shown.strip(" \n")
        assert "\n\n" not in shown
        assert (span.role is Role.LINK) == bool(span.target)
        assert not span.target or span.target.startswith(("http://", "https://"))


@given(st.text() | st.lists(PIECES).map("".join))
def test_any_title_is_one_clean_line(forbidden: Callable[[str], list[str]], html: str) -> None:
    line = read_line(html)
    assert "\n" not in line
    assert line == line.strip()
    assert not forbidden(line)


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("AT&amp;T <b>wins</b>", "AT&T wins"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b&gt;Bold&lt;/b&gt; &amp;quot;claim&amp;quot;", 'Bold "claim"'),
        ("How to use &lt;b&gt; today", "How to use <b> today"),
        ("List<String> in Java", "List<String> in Java"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("One<br/>two<p>three</p>", "One two three"),
        ('<img alt="a > b" src="x">Shown', "Shown"),
        ("<script>alert(1)</script>Safe", "Safe"),
        ("a <!-- note -->b", "a b"),
        ("Caf\u0065\u0301\u202e  \n open", "Café open"),
        ("x" * 10, "x" * 10),
    ],
)
def test_titles(html: str, line: str) -> None:
    assert read_line(html) == line


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<script>", '<a "', "<p>", "<b>", "<", "&lt;", "&", "</p>", "<li>", "<a href=x>"]
)
def test_repeated_pieces_take_linear_time(piece: str) -> None:
    read_line(piece * 200_000)
    assert isinstance(read_markup(piece * 200_000).text, str)
