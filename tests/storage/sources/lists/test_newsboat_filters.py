from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.model import SearchDraft, Trouble
from storage.query.parser import parse
from storage.sources.lists.newsboat import read_newsboat
from storage.sources.lists.newsboat_filters import translated

TRANSLATIONS = [
    ('unread = "yes"', "is:unread"),
    ('unread != "yes"', "-is:unread"),
    ('unread = "no" and age < 3', "is:read newer:3d"),
    ('title = "Ukraine"', "title:Ukraine"),
    ('title =~ "linux|bsd"', "title:linux* or title:bsd*"),
    ('title =~ "[Ll]inux\\\\b"', "title:linux"),
    ('title =~ "climat(e|ic)"', "title:climate* or title:climatic*"),
    ('title =~ "colou?r"', "title:colour* or title:color*"),
    ('title =~ "^Show HN:"', 'title:"Show HN:"'),
    ('title =~ "or"', 'title:"or"*'),
    ('title =~ "C\\\\+\\\\+"', 'title:"C++"'),
    ('title =~ "rockets .* base"', "title:rockets title:base*"),
    ('content =~ "carbon tax" or content =~ "CO2.*price"', '"carbon tax"* or (CO2* price*)'),
    ('feedtitle !~ "BBC"', "-feed:BBC*"),
    ('feedtitle = "BBC News"', 'feed:"BBC News"'),
    ('author # "jane"', "by:jane"),
    ('tags # "tech" and tags !# "noise"', "(folder:tech or label:tech) -(folder:noise or label:noise)"),
    ('firsttag = "world news"', 'folder:"world news"'),
    ("age <= 3", "newer:4d"),
    ("age > 3", "older:4d"),
    ("age >= 3", "older:3d"),
    ("age = 0", "newer:1d"),
    ("age between 2:5", "older:2d newer:6d"),
    ('enclosure_url != ""', "has:enclosure"),
    ('enclosure_type =~ ".*"', "has:enclosure"),
    ('enclosure_url = ""', "-has:enclosure"),
    # `and` and `or` bind equally, from the right.
    ('unread="yes" and title="a" or title="b"', "is:unread (title:a or title:b)"),
    ('unread="yes" or title="a" and title="b"', "is:unread or (title:a title:b)"),
    ('(unread="yes" or title="a") and title="b"', "(is:unread or title:a) title:b"),
]


@pytest.mark.parametrize(("written", "query"), TRANSLATIONS)
def test_translations(written: str, query: str) -> None:
    assert translated(written) == query
    parse(query)


@pytest.mark.parametrize(
    "written",
    [
        'link =~ "github"',
        'rssurl = "https://a.org/feed"',
        'title =~ "a[^b]c"',
        'title =~ "x{3}"',
        'title =~ "(a"',
        'title =~ "***"',
        'title =~ ""',
        'title = ""',
        'title < "b"',
        "age < 0",
        "age between 5:2",
        "age = 99999999999999999999",
        'unread = "maybe"',
        'enclosure_type =~ "audio"',
        'flags =~ "s"',
        "(" * 60 + 'title = "a"' + ")" * 60,
        " or ".join(f'title = "word{number}"' for number in range(300)),
        "(",
        "title",
        'title = "a" title = "b"',
        'title = "a" and',
        "%",
        "",
        'title =~ "' + "[ab]" * 20 + '"',
    ],
)
def test_what_has_no_counterpart_is_said(written: str) -> None:
    with pytest.raises(SourceError) as caught:
        translated(written)
    assert str(caught.value)
    assert len(str(caught.value)) < 300


@given(
    st.recursive(
        st.builds(
            '{} {} "{}"'.format,
            st.sampled_from(["title", "content", "author", "feedtitle", "tags", "unread"]),
            st.sampled_from(["=", "=~", "!=", "!~", "#", "!#"]),
            st.from_regex(r"[a-zA-Z0-9 .*|()?é-]{1,20}", fullmatch=True),
        ),
        lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
        max_leaves=6,
    )
)
def test_every_translation_is_a_query(written: str) -> None:
    try:
        query = translated(written)
    except SourceError:
        return
    parse(query)


@given(st.text(max_size=60))
def test_any_text_is_translated_or_refused(written: str) -> None:
    with suppress(SourceError):
        parse(translated(written))


def test_what_can_not_be_translated_is_kept_as_written() -> None:
    urls = 'https://a.org/feed\n"query:Code:link =~ \\"github\\"" dev tools\n"query:Empty:"\n'
    _, kept, told, empty = read_newsboat(urls, "urls")
    assert kept == SearchDraft("Code", 'newsboat:link =~ "github"', "dev")
    assert isinstance(told, Trouble)
    assert isinstance(empty, Trouble)
    assert (told.line, empty.line) == (2, 3)
    assert "“Code” is saved as it is written" in told.message
    assert "link =~ github" in told.message
