"""The pages of articles, fetched from a real server."""

import pytest
from newswire import LONG, item, paged, refresh, rss, subscribe
from webserver import Site

from storage.desk import Desk
from storage.errors import SourceError
from storage.model import Extent, Pages, Provenance, RefreshReport, View


def test_the_pages_of_a_feed_of_summaries_are_fetched(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site), pages=Pages.AUTO)
    assert refresh(desk) == RefreshReport(feeds=1, new=3, pages=3)
    for row in desk.lists.headlines(View(), 0, 9):
        article = desk.articles.get(row.id)
        assert (article.provenance, article.other) == (Provenance.PAGE, Provenance.FEED)
        assert article.text.count("nine hours") == 12
        assert desk.articles.revisions(row.id) == []
    assert refresh(desk).pages == 0


def test_no_page_is_fetched_for_full_texts_or_against_the_setting(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site), pages=Pages.NEVER)
    full = site.serve(
        "/full", rss(*(item(n, LONG * 30, guid=f"f{n}", link=site.url(f"/f/{n}")) for n in range(3)))
    )
    subscribe(desk, full, pages=Pages.AUTO)
    assert refresh(desk).pages == 0
    assert {asked.path for asked in site.requests} == {"/a", "/full"}


def test_a_page_that_says_less_is_kept_beside_the_feeds_text(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, text=LONG * 60), pages=Pages.ALWAYS)
    refresh(desk)
    for row in desk.lists.headlines(View(), 0, 9):
        article = desk.articles.get(row.id)
        assert (article.provenance, article.other) == (Provenance.FEED, Provenance.PAGE)
        desk.articles.show_text(row.id, Provenance.PAGE)


def test_a_page_that_fails_leaves_the_article_as_it_is(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site), pages=Pages.AUTO)
    site.serve("/page/1", status=500)
    assert refresh(desk).pages == 2
    assert {desk.articles.get(row.id).provenance for row in desk.lists.headlines(View(), 0, 9)} == set(
        Provenance
    ) - {Provenance.FILE}
    assert refresh(desk).pages == 0  # not again at once
    troubles = [desk.articles.get(row.id).page_trouble for row in desk.lists.headlines(View(), 0, 9)]
    assert sorted(map(bool, troubles)) == [False, False, True]
    assert any("500" in trouble for trouble in troubles)


def test_the_page_of_one_article_on_request(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 1), pages=Pages.NEVER)
    refresh(desk)
    (row,) = desk.lists.headlines(View(), 0, 9)
    assert desk.work.fetch_page(row.id).pages == 1
    assert desk.articles.get(row.id).provenance is Provenance.PAGE
    site.serve("/page/0", status=404)
    with pytest.raises(SourceError, match="404"):
        desk.work.fetch_page(row.id)


def test_a_server_in_backoff_is_asked_for_no_more_pages(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 30), pages=Pages.ALWAYS)
    for n in range(30):
        site.serve(f"/page/{n}", status=429, headers={"Retry-After": "7200"})
    assert refresh(desk).pages == 0
    assert sum(asked.path.startswith("/page/") for asked in site.requests) <= 2


def test_the_whole_archive_of_a_new_feed_is_fetched_newest_first(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 26), pages=Pages.ALWAYS)
    assert refresh(desk).pages_waiting == 0
    asked = [int(one.path.rpartition("/")[2]) for one in site.requests if one.path.startswith("/page/")]
    assert sorted(asked) == list(range(26))
    assert sorted(asked[:8]) == pytest.approx(range(18, 26), abs=2), "several at a time, the newest first"


def test_a_refresh_ends_before_a_long_archive_and_the_next_one_goes_on(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 5), pages=Pages.ALWAYS)
    report = desk.work.refresh(everything=True, defer=True, page_seconds=0)
    assert report.pages + report.pages_waiting == 5
    assert desk.work.pages_waiting() == report.pages_waiting > 0
    assert desk.work.fetch_pages(defer=True).pages == report.pages_waiting
    assert desk.work.pages_waiting() == 0


def test_another_choice_of_pages_counts_for_the_articles_that_are_there(desk: Desk, site: Site) -> None:
    (feed,) = subscribe(desk, paged(site, text=LONG * 30), pages=Pages.AUTO)
    assert refresh(desk).pages == 0
    desk.feeds.edit(feed, pages=Pages.ALWAYS)
    assert desk.work.pages_waiting() == 3
    desk.undo()
    assert desk.work.pages_waiting() == 0
    desk.feeds.edit(feed, pages=Pages.ALWAYS)
    assert desk.work.fetch_pages(defer=True).pages == 3


def test_pages_for_reading_offline(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 4), pages=Pages.NEVER)
    refresh(desk)
    site.serve("/page/2", status=404)
    numbers = [row.id for row in desk.lists.headlines(View(), 0, 9)]
    steps: list[tuple[str, int, int]] = []
    report = desk.work.fetch_pages(
        numbers, defer=True, progress=lambda step: steps.append((step.stage, step.done, step.total))
    )
    assert report.pages == 3
    assert steps == [("pages", n, 4) for n in (1, 2, 3, 4)]
    assert [trouble.origin for trouble in report.troubles] == [site.url("/page/2")]
    before = len(site.requests)
    assert desk.work.fetch_pages(numbers, defer=True).pages == 0
    assert len(site.requests) == before + 1, "what is stored is not asked for again"


def test_a_feed_text_that_its_page_confirms_is_no_teaser(desk: Desk, site: Site) -> None:
    note = "The committee met on Tuesday and agreed on the budget for the coming year after a long debate."
    subscribe(desk, paged(site, 1, text=note), pages=Pages.AUTO)
    site.serve("/page/0", f"<html><body><article><p>{note}</p></article></body></html>")
    refresh(desk)
    (row,) = desk.lists.headlines(View(), 0, 9)
    article = desk.articles.get(row.id)
    assert (article.provenance, article.extent) == (Provenance.FEED, Extent.WHOLE)
