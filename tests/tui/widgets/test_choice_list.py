"""Lists in dialogs."""

from datetime import datetime

import pytest
from textual.app import App, ComposeResult

from storage.model import Entity, Headline, Kind
from tui.widgets.choice_list import ChoiceList, FeedCandidates, FeedChoice

MOSUL = Entity(1, "Mosul", Kind.PLACE, 3, 5, followed=True)
REPORT = Headline(2, "Mosul is free", "Daily", datetime(2017, 7, 10).astimezone(), read=False, starred=False)
UNTITLED = Headline(3, "", "", None, read=False, starred=False)
FEEDS = [
    FeedChoice("https://example.org/1.xml", "The news", 7),
    FeedChoice("https://example.org/2.xml", ""),
    FeedChoice("https://example.org/3.xml", "The comments"),
]


class Stand(App[None]):
    def compose(self) -> ComposeResult:
        yield ChoiceList("choices")
        yield FeedCandidates("candidates")


@pytest.mark.parametrize("width", [20, 40, 80])
async def test_names_and_articles(width: int) -> None:
    app = Stand()
    async with app.run_test(size=(100, 30)):
        choices = app.query_one(ChoiceList)
        choices.show([MOSUL, REPORT, UNTITLED])
        rows = choices.build(width)
        assert [row.item for row in rows] == [MOSUL, REPORT, UNTITLED]
        lines = [row.lines[0] for row in rows]
        assert all(line.cell_len <= width for line in lines)
        if width == 80:
            assert [" ".join(line.plain.split()) for line in lines] == [
                "Mosul place · followed · 3 articles",
                "Mosul is free Daily · 10 Jul 2017",
                "Untitled undated",
            ]


async def test_other_choices_begin_at_the_top() -> None:
    app = Stand()
    async with app.run_test(size=(100, 30)) as pilot:
        choices = app.query_one(ChoiceList)
        choices.show([MOSUL, REPORT])
        choices.focus()
        await pilot.press("j")
        assert choices.current is REPORT
        choices.show([UNTITLED, REPORT])
        assert choices.current is UNTITLED


async def test_feeds_show_whether_they_are_subscribed_to() -> None:
    app = Stand()
    async with app.run_test(size=(100, 30)) as pilot:
        candidates = app.query_one(FeedCandidates)
        candidates.show(FEEDS, pending=FEEDS[2].url)
        lines = [[line.plain.rstrip() for line in row.lines] for row in candidates.build(80)]
        assert lines == [
            ["[✓] The news", "    https://example.org/1.xml"],
            ["[ ] https://example.org/2.xml", "    https://example.org/2.xml"],
            ["[…] The comments", "    https://example.org/3.xml"],
        ]
        candidates.focus()
        await pilot.press("j")
        assert candidates.candidate == FEEDS[1]
        assert all(line.cell_len <= 12 for row in candidates.build(12) for line in row.lines)
