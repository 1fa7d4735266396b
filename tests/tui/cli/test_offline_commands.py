"""The command that fetches pages for reading without a network."""

from collections.abc import Callable

import pytest
from click.testing import Result
from daily_feed import last_json
from newswire import paged, refresh, subscribe
from webserver import Site

from storage.desk import Desk
from storage.model import Pages, Provenance, View

Run = Callable[..., Result]


@pytest.fixture
def unread(desk: Desk, site: Site) -> list[int]:
    """Three unread articles whose pages nobody has fetched, and a read one."""
    subscribe(desk, paged(site, 4), pages=Pages.NEVER)
    refresh(desk)
    newest, *others = [row.id for row in desk.lists.headlines(View(), 0, 9)]
    desk.mark_read([newest])
    return others


def of_pages(desk: Desk) -> list[int]:
    rows = desk.lists.headlines(View(), 0, 9)
    return [row.id for row in rows if desk.articles.get(row.id).provenance is Provenance.PAGE]


def test_the_pages_of_what_is_unread_are_fetched(desk: Desk, run: Run, unread: list[int]) -> None:
    assert run("offline", "--defer").stdout == "3 pages\n"
    assert of_pages(desk) == unread
    assert run("offline", "--defer").stdout == "There was nothing to fetch.\n"


def test_a_limit_takes_the_newest(desk: Desk, run: Run, unread: list[int]) -> None:
    assert last_json(run("offline", "--defer", "--limit", "1", "--json"))["pages"] == 1
    assert of_pages(desk) == unread[:1]


def test_a_query_chooses(desk: Desk, run: Run, unread: list[int]) -> None:
    title = desk.articles.get(unread[-1]).title
    run("offline", "--defer", *title.split())
    assert of_pages(desk) == unread[-1:]


def test_what_cannot_be_fetched_is_named(desk: Desk, run: Run, site: Site, unread: list[int]) -> None:
    site.serve("/page/1", status=404)
    done = run("offline", "--defer")
    assert done.exit_code == 1
    assert "/page/1: " in done.stderr


def test_the_queue_has_no_query(run: Run, desk: Desk) -> None:
    done = run("offline", "--waiting", "iraq")
    assert done.exit_code == 2
    assert "leave out the query" in done.stderr
