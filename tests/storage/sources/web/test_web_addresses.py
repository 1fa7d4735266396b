import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.web.web_addresses import canonical_url, resolve_link, web_address, without_tracking

TRACKERS = (
    *("utm_source=rss", "UTM_Medium=feed", "%75tm_term=x", "utm_content", "fbclid=1", "gclid=1", "mc_cid=1"),
    *("ref=rss", "ref_src=twsrc", "source=feed", "campaign=x", "pk_campaign=x", "affiliate=1", "xtor=RSS-1"),
    *("at_medium=RSS", "at_campaign=x", "ns-campaign=x", "referrer=a"),
)
KEPT = (
    *("id=1", "p=12", "a=", "a", "q=%C3%A4+b", "x=1;y=2", "page=2", "v=dQw4"),
    *("references=1", "gallery=2", "glossary=a", "game=3", "sourceid=4"),
)
HOSTS = ("example.org", "www.Example.org", "me:pw@www.x.de:80", "[::1]:443", "localhost:8080", "münchen.de")
PATHS = ("", "/", "/a/", "/a/b-c-d.html", "/ä b", "/%e4%7e%2F", "//x", "/story.php")
PAIRS = (*TRACKERS, *KEPT, "cid=1", "", "eid=2", "&", "%zz=%")
ADDRESSES = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(("http", "https", "HTTP")),
    st.sampled_from(HOSTS),
    st.sampled_from(PATHS),
    st.just("") | st.lists(st.sampled_from(PAIRS)).map("&".join).map("?{}".format),
    st.sampled_from(("", "#", "#top", "#xtor=RSS-1", "#!/a", "#ref=rss&utm_x=1", "#a=b")),
)
TEXT = st.text(max_size=60)
ANY = ADDRESSES | TEXT | TEXT.map("http://".__add__) | TEXT.map("http://x.de/".__add__)


@pytest.mark.parametrize("tracker", TRACKERS)
def test_tracking_parameters_are_removed(tracker: str) -> None:
    assert (
        without_tracking(f"https://example.org/a-b-c?id=1&{tracker}&x=2")
        == "https://example.org/a-b-c?id=1&x=2"
    )
    assert without_tracking(f"https://example.org/a-b-c?{tracker}") == "https://example.org/a-b-c"


@pytest.mark.parametrize("pair", KEPT)
def test_other_parameters_stay(pair: str) -> None:
    address = f"https://example.org/a?z=1&{pair}&b=%7e"
    assert without_tracking(address) == address


@pytest.mark.parametrize(
    ("address", "result"),
    [
        ("https://x.de/story.php?cid=12&utm_source=a", "https://x.de/story.php?cid=12"),
        ("https://x.de/?eid=12", "https://x.de/?eid=12"),
        ("https://x.de/story-12?cid=a", "https://x.de/story-12"),
        ("https://x.de/the-long-story?cid=a", "https://x.de/the-long-story"),
        ("https://x.de/story.php?id=1&cid=12", "https://x.de/story.php?id=1"),
    ],
)
def test_an_id_parameter_stays_if_nothing_else_names_the_article(address: str, result: str) -> None:
    assert without_tracking(address) == result


@pytest.mark.parametrize(
    ("address", "result"),
    [
        ("HTTPS://Example.ORG:443/A/?", "https://example.org/A/"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/#", "http://example.org:8080/"),
        ("https://x.de/a#xtor=RSS-1", "https://x.de/a"),
        ("https://x.de/a#ref=rss", "https://x.de/a"),
        ("https://x.de/a#comment-3", "https://x.de/a#comment-3"),
        ("https://x.de/#!/a/b", "https://x.de/#!/a/b"),
        ("https://x.de/#/a?id=1", "https://x.de/#/a?id=1"),
        ("https://me:pw@x.de/a", "https://me:pw@x.de/a"),
        ("mailto:me@x.de?ref=1", "mailto:me@x.de?ref=1"),
        ("tag:x.de,2020:1", "tag:x.de,2020:1"),
        ("", ""),
        ("http://[::1", "http://[::1"),
    ],
)
def test_nothing_else_is_removed(address: str, result: str) -> None:
    assert without_tracking(address) == result


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/%C3%A4~b/?b=2&a=1",
        "https://www.example.org/ä~b?a=1&b=2",
        "HTTP://EXAMPLE.ORG:80/%c3%a4%7Eb/?a=1&&b=2&utm_source=x#xtor=1",
        "http://me:pw@example.org/ä~b?a=1&b=2&",
    ],
)
def test_urls_of_one_article_have_one_canonical_url(other: str) -> None:
    assert canonical_url(other) == canonical_url("https://example.org/ä~b?a=1&b=2")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/B?id=1",
        "https://example.org/b?id=2",
        "https://example.org/b",
        "https://sub.example.org/b?id=1",
        "https://example.org:8443/b?id=1",
        "https://example.org/b?id=1#2",
        "https://example.org/a/b?id=1",
        "https://example.org/b?id=1&page=2",
    ],
)
def test_other_articles_have_other_canonical_urls(other: str) -> None:
    assert canonical_url(other) != canonical_url("https://example.org/b?id=1")


def test_the_host_www_stays() -> None:
    assert canonical_url("http://www.de/") != canonical_url("http://de/")


def test_the_spelling_of_a_path_does_not_matter() -> None:
    assert canonical_url("https://x.org/%C3%A4?mc_cid=1") == canonical_url("https://x.org/ä?mc_cid=1")


@given(ANY)
def test_both_functions_are_idempotent(address: str) -> None:
    assert without_tracking(without_tracking(address)) == without_tracking(address)
    assert canonical_url(canonical_url(address)) == canonical_url(address)
    assert canonical_url(without_tracking(address)) == canonical_url(address)


@given(ADDRESSES)
def test_a_url_without_tracking_leads_to_the_same_host(address: str) -> None:
    before, after = urlsplit(address), urlsplit(without_tracking(address))
    assert (after.scheme, after.hostname, after.path) == (before.scheme, before.hostname, before.path or "/")
    assert set(after.query.split("&")) - {""} <= set(before.query.split("&"))
    assert canonical_url(address).startswith(("http://", "https://"))


def test_the_tracking_list_is_loaded_on_demand() -> None:
    check = "import sys, storage.sources.web.web_addresses; print({'courlan', 'babel'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


BASE = "https://site.org/a/b.html"


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
        ("HTTP://X.org", "HTTP://X.org"),
        ("http://x.org:8080/a", "http://x.org:8080/a"),
        ("http://x.org:65535/a", "http://x.org:65535/a"),
        ("/c", "https://site.org/c"),
        ("c d", "https://site.org/a/c%20d"),
        ("../c", "https://site.org/c"),
        ("?q=1", "https://site.org/a/b.html?q=1"),
        ("//x.org/c", "https://x.org/c"),
        (" \n/c\n", "https://site.org/c"),
        ("https://x.org/ü", "https://x.org/ü"),
        ("https://x.org/a\n/b", "https://x.org/a/b"),
        ("http://x.org:0/", ""),
        ("http://x.org:99999/", ""),
        ("http://x.org:65536/", ""),
        ("http://x.org:1\u0967/", ""),
        ("http:///x", ""),
        ("javascript:x", ""),
        ("JAVA\tSCRIPT:x", ""),
        ("#a", ""),
        ("", ""),
        pytest.param("https://x.org/" + "a" * 9000, "", id="long"),
        ("https://x.org/\u202egpj", ""),
    ],
)
def test_links_are_resolved(reference: str, target: str) -> None:
    assert resolve_link(reference, BASE) == target


def test_without_a_base_only_whole_addresses_are_known() -> None:
    assert resolve_link("https://x.org/") == "https://x.org/"
    assert resolve_link("//x.org/a") == "https://x.org/a"
    assert resolve_link("/a") == ""
    assert resolve_link("http\u017f://x.org/") == ""


@given(st.text() | st.from_regex(r"https?:/?/?\S*"), st.sampled_from(["", BASE, "http://["]))
def test_any_reference_gives_a_web_address_or_nothing(reference: str, base: str) -> None:
    target = resolve_link(reference, base)
    assert not target or web_address(target) == target


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/a?b=1#c",
        "http://example.org",
        "HTTPS://Example.org:8080/",
        "https://de.example.org/wiki/Äther",
        "http://[::1]/",
    ],
)
def test_a_web_address_stays_as_it_is(value: str) -> None:
    assert web_address(f" {value}\n") == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "http://[bad/",
        "https://example.org/a b",
        "https://example.org/\x1b[2J",
        "https://example.org/\u202etxt",
        "http://x:99999/",
        "https://example.org/" + "a" * 9000,
        "https://exam\u200bple.org",
    ],
)
def test_anything_else_is_no_web_address(value: str) -> None:
    assert web_address(value) == ""
