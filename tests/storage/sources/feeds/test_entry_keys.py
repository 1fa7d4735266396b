from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.model import Draft
from storage.sources.feeds.entry_keys import assign_keys

DAY = datetime(2026, 1, 30, tzinfo=UTC)


def entry(guid: str = "", title: str = "T", text: str = "x", url: str = "", day: int | None = None) -> Draft:
    published = None if day is None else DAY + timedelta(days=day)
    return Draft(guid, title, text, "https://site.org/feed", url=url, published=published)


def keys(drafts: Iterable[Draft]) -> list[str]:
    return [draft.key for draft in assign_keys(drafts)]


def test_a_guid_is_the_key() -> None:
    assert keys([entry("a"), entry("b"), entry("c", url="https://x.org/1")]) == ["a", "b", "c"]


def test_without_a_guid_the_url_is_the_key() -> None:
    drafts = [entry(url="http://www.x.org/1?b=2&a=1"), entry(url="https://x.org/2/")]
    assert keys(drafts) == ["https://x.org/1?a=1&b=2", "https://x.org/2"]


def test_without_both_title_and_date_are_the_key() -> None:
    first, second = keys([entry(title="A", day=1), entry(title="A", day=2)])
    assert first != second
    assert keys([entry(title="A", day=1, text="changed")]) == [first]


def test_without_a_title_the_text_counts_too() -> None:
    drafts = [
        entry(title="Same", text="Same\n\nbut new", day=1),
        entry(title="Same", text="Same\n\nbut old", day=1),
    ]
    first, second = keys([replace(drafts[0], published=None), replace(drafts[1], published=None)])
    assert first != second


def test_a_shared_guid_is_ignored() -> None:
    drafts = [entry("same", title=str(number), url=f"https://x.org/{number}") for number in range(3)]
    assert keys(drafts) == ["https://x.org/0", "https://x.org/1", "https://x.org/2"]


def test_a_shared_url_is_ignored() -> None:
    found = keys([entry(title=str(number), url="https://x.org/news") for number in range(3)])
    assert len(set(found)) == 3
    assert not any("x.org" in key for key in found)


def test_the_url_of_a_site_is_ignored() -> None:
    assert "x.org" not in keys([entry(url="https://x.org/")])[0]
    assert keys([entry(url="https://x.org/?p=1")]) == ["https://x.org/?p=1"]


def test_a_repeated_entry_is_one_entry() -> None:
    assert keys([entry("a"), entry("b"), entry("a")]) == ["a", "b"]
    assert len(assign_keys([entry(), entry()])) == 1


def test_the_latest_version_of_an_entry_takes_the_place_of_the_first() -> None:
    older, newer = entry("a", text="one", day=1), entry("a", text="one", day=2)
    found = assign_keys([older, entry("b"), newer])
    assert [draft.key for draft in found] == ["a", "b"]
    assert found[0].published == newer.published


def test_different_entries_with_the_same_guid_all_stay() -> None:
    drafts = [
        entry("a", title="One", text="1"),
        entry("a", title="Two", text="2"),
        entry("a", title="One", text="3"),
    ]
    found = assign_keys(drafts)
    assert [draft.text for draft in found] == ["1", "2", "3"]
    assert len({draft.key for draft in found}) == 3


def test_keys_do_not_depend_on_the_order_or_on_other_entries() -> None:
    drafts = [entry("a"), entry(url="https://x.org/1"), entry(title="A", day=1), entry(title="B", text="y")]
    assert keys(reversed(drafts)) == keys(drafts)[::-1]
    assert [keys([draft])[0] for draft in drafts] == keys(drafts)


def test_a_very_long_guid_is_shortened() -> None:
    first, second = keys([entry("a" * 5000), entry("a" * 5001)])
    assert first != second
    assert len(first) == 32


def test_ten_thousand_entries_without_a_guid() -> None:
    drafts = [entry("same", title="T", text=str(number), url="https://x.org/") for number in range(10_000)]
    assert len(set(keys(drafts))) == 10_000


SOME = st.sampled_from(["", "a", "b"])
URLS = st.sampled_from(["", "https://x.org/", "https://x.org/a"])
ENTRIES = st.builds(entry, SOME, SOME, SOME, URLS, st.none() | st.integers(0, 1))


@given(st.lists(ENTRIES))
def test_any_entries_get_unique_keys_and_no_text_is_lost(drafts: list[Draft]) -> None:
    found = assign_keys(drafts)
    assert len({draft.key for draft in found}) == len(found)
    assert all(draft.key for draft in found)
    assert {(draft.title, draft.url) for draft in found} == {(draft.title, draft.url) for draft in drafts}
