import contextlib
import itertools
import os
import re
import string
import time
import tracemalloc
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.model import Feed, Pages, Subscription, Trouble
from storage.sources.lists.folder_paths import folder_path
from storage.sources.lists.opml_reader import read_opml
from storage.sources.lists.opml_writer import write_opml
from storage.text.label_names import label_name, label_names
from storage.text.plain_text import clean_line

DATA = Path(os.environ.get("NEWSDESK_DATA", "../shared/data"))
PAGES = "{urn:newsdesk:opml}pages"
OWN = {"text", "title", "type", "xmlurl", "htmlurl", "url", "category"}


def feed(subscription: Subscription) -> Feed:
    """The stored feed that a subscription becomes."""
    return Feed(
        id=1,
        url=subscription.url,
        title=subscription.title or subscription.url,
        site=subscription.site,
        folder=subscription.folder,
        pages=subscription.pages,
        checked=None,
        succeeded=None,
        due=0.0,
        failures=0,
        trouble="",
        failing_since=None,
        gone=False,
        articles=0,
        unread=0,
        weekly=0.0,
        attributes=subscription.attributes,
        labels=subscription.labels,
    )


def read(data: str | bytes) -> tuple[list[Subscription], list[Trouble]]:
    results = list(read_opml(data.encode() if isinstance(data, str) else data, "list.opml"))
    return (
        [result for result in results if isinstance(result, Subscription)],
        [result for result in results if isinstance(result, Trouble)],
    )


def opml(*outlines: str) -> str:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><body>\n{"".join(outlines)}\n</body></opml>'


def written(subscriptions: Sequence[Subscription]) -> str:
    return write_opml([feed(subscription) for subscription in subscriptions], "newsdesk")


def test_a_feed_with_all_that_newsdesk_has_a_field_for() -> None:
    (subscription,), troubles = read(
        opml(
            '<outline text="News &amp; more"><outline title="Asia/Pacific">'
            '<outline type="rss" text=" A &lt;b&gt;  feed" title="A &lt;b&gt; feed" xmlUrl="https://a.org/feed?x=1&amp;y=2"'
            ' htmlUrl="https://a.org/" n:pages="never" xmlns:n="urn:newsdesk:opml"/></outline></outline>'
        )
    )
    assert troubles == []
    assert subscription == Subscription(
        "https://a.org/feed?x=1&y=2", "A <b> feed", "https://a.org/", "News & more/Asia∕Pacific", Pages.NEVER
    )


def test_attributes_without_a_field_are_kept_in_order_and_written_again() -> None:
    kept = (
        ("type", "atom"),
        ("title", "What the feed calls itself"),
        ("{https://x.org/ns}rank", "1"),
        ("{http://www.w3.org/XML/1998/namespace}lang", "de"),
        ("empty", ""),
        ("note", 'two\nlines, "quoted" & <tagged>\t'),
    )
    subscription = Subscription("https://a.org/", "Mine", folder="F", attributes=kept)
    text = written([subscription])
    assert read(text) == ([subscription], [])
    assert 'text="Mine" title' not in text
    assert 'xml:lang="de"' in text


def test_categories_are_labels_and_are_written_again() -> None:
    (subscription,), _ = read(
        opml('<outline text="A" xmlUrl="a.org" category="/Boston/Weather, to read,/one,TO READ,,x%2Cy"/>')
    )
    assert subscription.labels == ("Boston/Weather", "to read", "one", "x y")
    assert 'category="/Boston/Weather,to read,one,x y"' in written([subscription])
    assert read(written([subscription])) == ([subscription], [])


def test_a_feed_without_a_name_stays_without_one() -> None:
    nameless = Subscription("https://a.org/feed")
    assert read(written([nameless])) == ([nameless], [])


def test_a_site_that_is_no_address_is_kept() -> None:
    (subscription,), _ = read(opml('<outline type="rss" text="A" xmlUrl="https://a.org/" htmlUrl="n/a"/>'))
    assert (subscription.site, subscription.attributes) == ("", (("htmlUrl", "n/a"),))
    assert 'htmlUrl="n/a"' in written([subscription])


@pytest.mark.parametrize(
    ("outline", "url"),
    [
        ('<outline text="A" XMLURL="https://a.org/1"/>', "https://a.org/1"),
        ('<outline text="A" type="rss" url="https://a.org/2"/>', "https://a.org/2"),
        ('<OUTLINE text="A" type="rss" xmlUrl="feed://a.org/3"/>', "https://a.org/3"),
        ('<outline text="A" xmlUrl=" a.org/4 "/>', "https://a.org/4"),
        ('<outline text="A" xmlUrl="file:///tmp/a.xml"/>', "file:///tmp/a.xml"),
        ('<o:outline xmlns:o="urn:o" text="A" xmlUrl="https://a.org/5"/>', "https://a.org/5"),
    ],
)
def test_addresses_are_found_however_they_are_given(outline: str, url: str) -> None:
    (subscription,), troubles = read(opml(outline))
    assert (subscription.url, troubles) == (url, [])


def test_outlines_without_a_usable_feed_are_reported() -> None:
    subscriptions, troubles = read(
        opml(
            '<outline text="Good" xmlUrl="https://a.org/"/>',
            '<outline text="Empty" type="rss" xmlUrl=""/>',
            '<outline text="Piped" type="rss" xmlUrl="|~/fetch.py"/>',
            '<outline text="Filtered" xmlUrl="https://b.org/" filtercmd="rm -rf ~"/>',
            '<outline text="Elsewhere" type="include" url="https://c.org/list.opml"/>',
            '<outline text="A bookmark" type="link" url="https://d.org/"/>',
        )
    )
    assert [subscription.title for subscription in subscriptions] == ["Good", "Filtered"]
    words = ["“Empty”", "“|~/fetch.py”", "“Filtered” is not filtered", "“Elsewhere”"]
    assert len(troubles) == len(words)
    for trouble, word in zip(troubles, words, strict=True):
        assert word in trouble.message


def test_a_feed_in_several_folders_is_yielded_and_reported_once() -> None:
    one = '<outline type="rss" text="A" xmlUrl="https://a.org/"/>'
    (subscription,), (trouble,) = read(
        opml(
            f'<outline text="X">{one}{one}</outline>',
            f'<outline text="Y, Z"><outline text="V">{one}</outline></outline>{one}',
        )
    )
    assert subscription.folder == "X"
    assert (subscription.labels, subscription.attributes) == (("Y Z/V",), ())
    assert trouble.message == "“A” is listed 4 times; newsdesk keeps its first place"
    assert read(written([subscription])) == ([subscription], [])


@pytest.mark.parametrize(
    "data", ["", "  ", "<opml/>", "no markup", opml('<outline text="A note"/>'), b"\x00\xff\xfe"]
)
def test_a_list_without_feeds_raises(data: str | bytes) -> None:
    with pytest.raises(SourceError, match="no feeds in this list"):
        read(data)


def test_a_well_formed_list_has_no_problems() -> None:
    whole = opml('<outline text="A" xmlUrl="https://a.org/"/>')
    for data in (whole, whole.encode("utf-16"), "\ufeff\n" + whole, f"<!-- <opml> -->{whole[21:]}"):
        assert read(data)[1] == []


DAMAGED = {
    "bare ampersand": '<outline text="A & B &nbsp;C&eacute;" xmlUrl="https://a.org/?x=1&y=2&copy=3"/>',
    "quotes": '<outline text="A & B Cé" description="The "A" feed" xmlUrl="https://a.org/?x=1&y=2&copy=3" />',
    "tags": '<outline text="A & B Cé" description="<a href="https://x.org/" title="x">x</a>."'
    " xmlUrl='https://a.org/?x=1&amp;y=2&copy=3' type=rss/>",
    "control": '<outline text="A &amp; B C\u00e9" note="\x02" xmlUrl="https://a.org/?x=1&y=2&copy=3"/>',
    "unquoted": '<outline text="A & B Cé" xmlUrl=https://a.org/?x=1&y=2&copy=3 />',
    "less": '<outline text="A & B Cé" description="1 < 2" xmlUrl="https://a.org/?x=1&y=2&copy=3">',
}


@pytest.mark.parametrize("outline", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_lists_are_recovered_and_reported(outline: str) -> None:
    after = '<outline text="After" xmlUrl="https://b.org/"/>'
    subscriptions, (trouble,) = read(opml('<outline text="F">\n', outline, "\n", after, "</outline>"))
    found = {subscription.url: subscription for subscription in subscriptions}
    assert found["https://a.org/?x=1&y=2&copy=3"].title == "A & B Cé"
    assert found["https://a.org/?x=1&y=2&copy=3"].folder == "F"
    assert found["https://b.org/"].title == "After"
    assert "the XML is damaged" in trouble.message
    assert trouble.line >= 4


def test_a_truncated_list_gives_the_feeds_before_the_cut() -> None:
    whole = opml(*(f'<outline text="{n}" xmlUrl="https://a.org/{n}"/>\n' for n in range(9)))
    subscriptions, (trouble,) = read(whole[: whole.index("/8")])
    assert [subscription.title for subscription in subscriptions][:8] == list("01234567")
    assert trouble.line > 10


def test_outlines_in_wrong_places_count(tmp_path: Path) -> None:
    text = '<opml><head/><body/><outline text="A" xmlUrl="https://a.org/"/></opml><outline text="B" xmlUrl="https://b.org/"/>'
    assert read(text)[0][0].title == "A"


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))


@pytest.mark.parametrize(
    "before",
    [
        f'<!DOCTYPE opml [<!ENTITY e0 "ha">{BOMB}]>',
        f'<!-- <!DOCTYPE a> --><!DOCTYPE opml [<!ENTITY x "]>">{BOMB}<!ENTITY e0 "ha">]>',
        f'<!DOCTYPE a><!DOCTYPE opml [<!ENTITY e0 "ha">{BOMB}]>',
    ],
)
def test_entity_bombs_are_not_expanded(before: str) -> None:
    started = time.process_time()
    text = f'{before}<opml><outline text="A &e29; Z" xmlUrl="https://a.org/"/></opml>'
    (subscription,), _ = read(text)
    assert subscription.title.startswith("A ")
    assert len(subscription.title) < 20
    assert time.process_time() - started < 5


def test_other_files_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    for declared in (
        f'<!ENTITY s SYSTEM "{secret.as_uri()}">',
        f'<!ENTITY % s SYSTEM "{secret.as_uri()}">%s;',
    ):
        text = f'<!DOCTYPE opml [{declared}]><opml><outline text="A &s;" xmlUrl="https://a.org/"/></opml>'
        assert "secret" not in repr(read(text))


def test_very_deep_folders_are_cut_and_reported() -> None:
    depth = 10_000
    inner = '<outline text="A" xmlUrl="https://a.org/"/>'
    (subscription,), (trouble,) = read(opml('<outline text="f">' * depth, inner, "</outline>" * depth))
    assert subscription.folder == "/".join("f" * 100)
    assert "more than 100 levels deep" in trouble.message
    assert read(written([subscription])) == ([subscription], [])


def test_memory_for_nested_feeds_grows_linearly() -> None:
    outlines = "".join(f'<outline text="f" xmlUrl="https://a.org/{n}">' for n in range(10_000))
    subscriptions, _ = read(outlines + "</outline>" * 10_000)
    assert len(subscriptions) == 10_000


@pytest.mark.parametrize(
    "text",
    [
        "<outline " * 100_000,
        '<outline text="' * 100_000,
        "<outline text='a' xmlUrl" * 50_000,
        "<!DOCTYPE [" * 100_000,
        "<!--" * 100_000,
        '<opml><outline a="' + "&" * 500_000,
        "<opml>" + "</outline>" * 100_000,
        '<outline text="x" ' + "xmlUrl= " * 200_000 + ">",
        "<?" * 200_000 + "<" * 200_000,
    ],
    ids=itertools.count(),
)
def test_hostile_lists_are_read_in_time(text: str) -> None:
    started = time.process_time()
    list_or_error: object = None
    try:
        list_or_error = read(text)
    except SourceError as error:
        list_or_error = error
    assert list_or_error
    assert time.process_time() - started < 10


def test_a_large_list_is_read_in_time() -> None:
    outlines = [
        f'<outline text="Feed {n}" xmlUrl="https://a.org/{n}" description="{"x" * 60}"/>'
        for n in range(50_000)
    ]
    started = time.process_time()
    subscriptions, _ = read(opml(*outlines))
    assert len(subscriptions) == 50_000
    assert time.process_time() - started < 20


@pytest.mark.parametrize("end", ["</body></opml>", ""], ids=["whole", "damaged"])
def test_problems_are_yielded_one_at_a_time(end: str) -> None:
    data = b"<opml><body>" + b'<outline type="rss" text="No address"/>' * 20_000 + end.encode()
    tracemalloc.start()
    try:
        results = read_opml(data, "list.opml")
        assert next(results) == Trouble("list.opml", "“No address” has no feed address; skipped")
        assert sum(isinstance(result, Trouble) for result in results) >= 20_000 - 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * len(data)


def test_feeds_are_written_by_folder_and_each_folder_once() -> None:
    folders = ["b/c", "", "b", "a", "b/c", "b/d/e"]
    subscriptions = [
        Subscription(f"https://a.org/{n}", f"Feed {n}", folder=folder) for n, folder in enumerate(folders)
    ]
    text = written(subscriptions)
    assert re.findall(r'<outline text="(\w+)" title="\w+">', text) == ["a", "b", "c", "d", "e"]
    assert re.findall(r'text="Feed (\d)"', text) == ["1", "3", "2", "0", "4", "5"]
    assert text.count("</outline>") == 5


def test_an_empty_desk_is_an_empty_list() -> None:
    text = write_opml([], "A & B")
    assert "<title>A &amp; B</title>" in text
    with pytest.raises(SourceError):
        read(text)


LINES = st.text(max_size=12).map(clean_line)
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], include_characters="\t\n\r<>&\"'"),
    max_size=12,
).filter(lambda value: not re.search("[\ufffe\uffff]", value))
NAMES = st.text(string.ascii_letters, min_size=1, max_size=8).filter(lambda name: name.lower() not in OWN)
SPACES = st.sampled_from(
    ["", "{urn:newsdesk:opml}", "{https://x.org/a?b&c}", "{http://www.w3.org/XML/1998/namespace}"]
)
ATTRIBUTES = st.dictionaries(
    st.tuples(SPACES, NAMES).map("".join).filter(lambda name: name not in (PAGES, "filtercmd")),
    VALUES,
    max_size=4,
).map(lambda attributes: tuple(attributes.items()))
PARTS = st.text(string.ascii_letters + string.digits + "-._~%&=+é", max_size=12)
SUBSCRIPTIONS = st.builds(
    Subscription,
    url=PARTS.map(lambda part: f"https://example.org/{part}"),
    title=LINES,
    site=st.one_of(st.just(""), PARTS.map(lambda part: f"http://example.org/{part}")),
    folder=st.lists(LINES, max_size=4).map(folder_path),
    pages=st.sampled_from(Pages),
    attributes=ATTRIBUTES,
    labels=st.lists(LINES.map(label_name), max_size=3).map(lambda names: tuple(label_names(names))),
)


@given(st.lists(SUBSCRIPTIONS, min_size=1, max_size=6, unique_by=lambda subscription: subscription.url))
@example([Subscription("https://example.org/", labels=tuple(label_names(["0/"])))])
@example([Subscription("https://example.org/", "a\u2028b".replace("\u2028", " "), folder="a∕b\\\\∕c")])
def test_what_write_opml_writes_read_opml_reads_without_loss(subscriptions: list[Subscription]) -> None:
    found, troubles = read(written(subscriptions))
    assert sorted(found, key=lambda one: one.url) == sorted(subscriptions, key=lambda one: one.url)
    assert troubles == []
    assert read(written(found))[0] == found


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<outline ",
                "</outline>",
                "/>",
                ">",
                ' text="',
                " xmlUrl='",
                '"',
                "'",
                "https://a.org/",
                "&",
                "&amp;",
            ),
            *(
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<!DOCTYPE x [",
                "]>",
                "<opml>",
                "</opml>",
                "\x00",
                "é",
                "=",
                "x:y",
            ),
        ]
    )
).map("".join)


@given(st.one_of(MARKUP.map(str.encode), st.binary()))
def test_any_bytes_raise_nothing_but_source_error(data: bytes) -> None:
    try:
        subscriptions, _ = read(data)
    except SourceError:
        return
    assert all(
        subscription.url.startswith(("https://", "http://", "file:///")) for subscription in subscriptions
    )


@pytest.mark.skipif(not (DATA / "opml").is_dir(), reason="the real subscription lists are not here")
def test_real_lists_keep_every_feed() -> None:
    found, lists = set(), sorted((DATA / "opml").iterdir())
    for path in lists:
        text = path.read_text("utf-8")
        subscriptions, troubles = read(text.encode())
        assert {one.url for one in subscriptions} == set(map(unescape, re.findall('xmlUrl="([^"]*)"', text)))
        titles = re.findall(r'(?s)<outline text="([^\n]*?)" title="\1" .*?xmlUrl="([^"]*)"', text)
        expected = {unescape(url): clean_line(unescape(title)) for title, url in reversed(titles)}
        assert {one.url: one.title for one in subscriptions} == expected
        assert all(trouble.line for trouble in troubles)
        assert read(written(subscriptions)) == (sorted(subscriptions, key=lambda one: one.folder), [])
        found |= {one.url for one in subscriptions}
    assert len(lists) == 118
    assert len(found) == 781


@pytest.mark.skipif(not (DATA / "feeds").is_dir(), reason="the fixtures of other readers are not here")
def test_the_lists_that_other_readers_test_with() -> None:
    found = {}
    for path in sorted((DATA / "feeds").rglob("*.opml")):
        try:
            found[path.name] = len(read(path.read_bytes())[0])
        except SourceError:
            found[path.name] = 0
    assert len(found) >= 43
    assert found["subscriptionList.opml"] == 13
    assert (found["example.opml"], found["example2.opml"], found["filtered.opml"], found["piped.opml"]) == (
        7,
        7,
        2,
        1,
    )
    assert (found["notwellformed.opml"], found["closedbody.opml"]) == (1, 1)


def test_names_that_are_escaped_twice() -> None:
    (one,), _ = read(
        opml(
            '<outline text="Arts &amp;amp; Crafts"><outline text="Joe&amp;#8217;s &amp;quot;Log&amp;quot;" '
            'type="rss" category="Q&amp;amp;A" xmlUrl="https://a.org/?a=1&amp;amp;b=2"/></outline>'
        )
    )
    assert (one.title, one.folder, one.labels) == ('Joe’s "Log"', "Arts & Crafts", ("Q&A",))
    assert one.url == "https://a.org/?a=1&b=2"


@pytest.mark.parametrize("name", [" " * 200_000, "/" * 200_000, " /" * 100_000])
def test_an_unclosed_outline_takes_no_time(name: str) -> None:
    started = time.process_time()
    with contextlib.suppress(SourceError):
        read(f'<opml><body><outline text="{name}')
    assert time.process_time() - started < 2


def test_a_name_with_a_reference_is_read_back_as_it_is() -> None:
    one = Subscription("https://a.org/feed", "On &amp; and &", folder="&lt;b&gt;", labels=("&copy; 50%2C",))
    assert read(written([one]))[0] == [one]
