"""How an article from a feed looks with all that it can have, and the screen while a refresh goes on."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from newsroom import draft
from processes import HeldTask
from textual.pilot import Pilot

from storage.database.articles import articles, pages_to_fetch
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Enclosure, Extent, Provenance, Role, Span
from storage.settings import Settings
from tui.app import Newsdesk
from tui.navigation.places import Pane, ReadingPlace

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]
ARTICLE = 8
PARTS: list[tuple[str, Role | None]] = [
    ("The telescope unfolds, and so does the program that steers it.", None),
    ("How it is steered", Role.HEADING),
    (
        "for mirror in mirrors:\n    mirror.align(step=0.5)  # and so on until none of them is left over",
        Role.CODE,
    ),
    ("Call align() once a day, and unfold() only once.", None),
    ("Nobody has seen it fail.", Role.QUOTE),
    ("eighteen mirrors\nof gold", Role.ITEM),
    ("five layers of shade", Role.ITEM),
]


def _text() -> tuple[str, tuple[Span, ...]]:
    text, spans = "", []
    for part, role in PARTS:
        text += "\n\n" if text else ""
        if role:
            spans.append(Span(len(text), len(text) + len(part), role))
        text += part
    places = ((text.index(code), len(code)) for code in ("align()", "unfold()"))
    return text, (*spans, *(Span(start, start + length, Role.CODE) for start, length in places))


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(worker.is_running for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_an_article_with_everything(
    snap_compare: Compare, sample_desk: Desk, desk_file: DeskFile, size: tuple[int, int]
) -> None:
    text, spans = _text()
    one = draft(
        "How the mirrors are aligned",
        text,
        datetime(2021, 12, 25, tzinfo=UTC),
        source="Mirrors Weekly",
        byline="A. Reporter",
        url="https://example.org/mirrors",
        provenance=Provenance.FEED,
        extent=Extent.TRUNCATED,
        spans=spans,
        enclosures=(Enclosure("https://example.org/mirrors.mp3", "audio/mpeg", 23_400_000),),
        categories=("Space", "Engineering"),
    )
    with desk_file.writing() as connection:
        articles.store(connection, one)
        articles.set_analysed(connection, ARTICLE)
        page = replace(one, text="Another text.", provenance=Provenance.PAGE)
        pages_to_fetch.keep_as_alternative(connection, ARTICLE, page, time.time())

    async def opened(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, Newsdesk)
        app.router.go(ReadingPlace(article=ARTICLE, pane=Pane.ARTICLE))
        await settle(pilot)

    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=opened)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_refresh_under_way(
    snap_compare: Compare,
    sample_desk: Desk,
    desk_file: DeskFile,
    held: list[HeldTask],
    size: tuple[int, int],
) -> None:
    async def half_done(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, Newsdesk)
        app.shell.tasks.refresh()
        with desk_file.writing() as connection:
            articles.store(connection, draft("Just in", "It is over.", datetime(2022, 2, 1, tzinfo=UTC)))
            articles.set_analysed(connection, ARTICLE)
        app.router.reading.desk_changed()
        await settle(pilot)
        held[0].advance("fetching", 23, 40, "The Daily")
        await settle(pilot)

    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=size, run_before=half_done)
