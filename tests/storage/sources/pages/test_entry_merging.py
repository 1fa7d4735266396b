from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage.model import Draft, Enclosure, Extent, Provenance, Role, Span
from storage.sources.pages.entry_merging import is_better, merge_entry

SUMMARY = "The council of Aldenham decided on the new bridge over the river on Monday evening."
TEXT = f"{SUMMARY}\n\nIt is to cost four million and to open within two years.\n\nWork begins in spring. " * 3

ENTRY = Draft(
    key="tag:post,2024:1",
    title="Council approves bridge",
    text=SUMMARY,
    origin="https://post.example/feed.xml",
    url="https://post.example/bridge",
    original_url="https://post.example/bridge?utm_source=rss",
    source="Aldenham Post",
    byline="Mara Lind",
    published=datetime(2024, 5, 6, 21, 15, tzinfo=timezone(timedelta(hours=2))),
    provenance=Provenance.FEED,
    categories=("Rivers",),
    enclosures=(Enclosure("https://post.example/a.mp3"),),
)
PAGE = Draft(
    key="https://post.example/bridge",
    title="Council approves bridge after debate",
    text=TEXT,
    origin="https://post.example/bridge",
    url="https://post.example/bridge",
    source="The Aldenham Post",
    byline="Mara Lind, Jo Ek",
    published=datetime(2024, 5, 6, tzinfo=UTC),
    language="en",
    image="https://post.example/a.jpg",
    spans=(Span(0, 3, Role.LINK, "https://post.example/b"),),
    provenance=Provenance.PAGE,
    extent=Extent.TRUNCATED,
)


def test_the_text_is_the_pages_and_the_identity_the_entrys():
    merged = merge_entry(PAGE, ENTRY)
    assert (merged.text, merged.spans, merged.extent, merged.provenance) == (
        PAGE.text,
        PAGE.spans,
        PAGE.extent,
        Provenance.PAGE,
    )
    for name in ("key", "origin", "url", "original_url", "source", "categories", "enclosures"):
        assert getattr(merged, name) == getattr(ENTRY, name)
    assert (merged.language, merged.image) == ("en", "https://post.example/a.jpg")


@pytest.mark.parametrize(
    ("entry", "page", "expected"),
    [
        ("Council approves bridge", "Council approves bridge after debate", "Council approves bridge"),
        ("Council approves…", "Council approves bridge", "Council approves bridge"),
        ("Something else…", "Council approves bridge", "Something else…"),
        ("Council approves bridge - Aldenham Post", "Other", "Council approves bridge"),
        ("COUNCIL APPROVES BRIDGE", "Council approves bridge", "Council approves bridge"),
        ("", "Council approves bridge", "Council approves bridge"),
        (SUMMARY[:80].rpartition(" ")[0] + "…", "Council approves bridge", "Council approves bridge"),
        ("Council approves bridge", "", "Council approves bridge"),
    ],
)
def test_the_title_is_the_entrys_unless_truncated_capitals_or_missing(entry, page, expected):
    assert merge_entry(replace(PAGE, title=page), replace(ENTRY, title=entry)).title == expected


@pytest.mark.parametrize(
    ("entry", "page", "expected"),
    [
        ("Mara Lind", "Mara Lind, Jo Ek", "Mara Lind, Jo Ek"),
        ("Mara Lind", "Someone Else", "Mara Lind"),
        ("", "Mara Lind", "Mara Lind"),
        ("Mara Lind", "", "Mara Lind"),
        ("Aldenham Post", "Mara Lind", "Mara Lind"),
        ("Newsroom staff", "Mara Lind", "Mara Lind"),
        ("mlind", "Mara Lind", "Mara Lind"),
        ("news@post.example", "Mara Lind", "Mara Lind"),
    ],
)
def test_the_byline_is_the_entrys_unless_it_names_nobody(entry, page, expected):
    assert merge_entry(replace(PAGE, byline=page), replace(ENTRY, byline=entry)).byline == expected


def test_a_date_with_a_time_counts_more_than_a_day():
    day, moment = datetime(2024, 5, 6, tzinfo=UTC), datetime(2024, 5, 6, 19, 15, tzinfo=UTC)

    def merged(page, entry):
        return merge_entry(replace(PAGE, published=page), replace(ENTRY, published=entry)).published

    assert merged(day, moment) == moment
    assert merged(moment, day) == moment
    assert merged(None, day) == day
    assert merged(day, None) == day
    assert merged(moment + timedelta(days=9), day) == day
    assert merged(moment + timedelta(hours=1), moment) == moment


def test_a_page_with_more_of_the_same_is_better():
    assert is_better(PAGE, ENTRY)
    assert is_better(PAGE, replace(ENTRY, text=""))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council decided.",
        "We value your privacy. We and our partners store and access information on devices. " * 9,
        "Sorry, the page you are looking for can't be found. Try the search instead. " * 9,
    ],
    ids=["nothing", "shorter", "consent", "error"],
)
def test_a_page_with_less_or_something_else_is_not_better(text):
    assert not is_better(replace(PAGE, title="Aldenham", text=text, spans=()), ENTRY)


def test_a_page_of_links_is_not_better():
    spans = (Span(0, len(TEXT), Role.LINK, "https://post.example/"),)
    assert not is_better(replace(PAGE, spans=spans), ENTRY)


def test_a_page_that_is_hardly_longer_is_not_better():
    assert not is_better(PAGE, replace(ENTRY, text=TEXT))
    assert not is_better(PAGE, replace(ENTRY, text=TEXT + SUMMARY))


def test_a_whole_page_is_better_than_a_truncated_entry():
    cut = replace(ENTRY, text=TEXT[:-40] + " […]")
    assert is_better(replace(PAGE, extent=Extent.WHOLE), cut)
    assert not is_better(replace(PAGE, extent=Extent.PAYWALLED), cut)


def test_scripts_without_spaces_are_compared_too():
    entry = replace(
        ENTRY, title="川の橋を承認", text="市議会は月曜日の夜、川にかかる新しい橋の建設を承認した。"
    )
    page = replace(PAGE, title="川の橋を承認", text=entry.text * 3, spans=())
    assert is_better(page, entry)
    assert not is_better(
        replace(page, title="お知らせ", text="クッキーの利用に同意してください。" * 9), entry
    )
