"""The brief of a desk."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from linkers import ELSEWHERE, SAME_EVENT, THIRD_REPORT, VERDICT, draft, link

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Brief, Draft

NOW = datetime.now(UTC)
MORE = (
    "Priit Laanemets of Kalevipank was sentenced in Tallinn to six years in prison. A second trial against "
    "the auditors Kestrel Partners begins in October, announced prosecutor Maarika Soo, who named seven "
    "Cypriot notaries as accomplices."
)


def report(title: str, text: str, hours: float, source: str, **more: object) -> Draft:
    return draft(title, text, NOW - timedelta(hours=hours), source=source, **more)


REPORTS = [
    report("Banker Laanemets sentenced to six years", VERDICT, 30, "A", url="https://a.example/verdict"),
    report("Banker Laanemets must go to prison", SAME_EVENT, 29, "B", url="https://b.example/prison"),
    report("Laanemets sentenced in Tallinn", THIRD_REPORT, 28, "C"),
    report("Volcano stops flights", ELSEWHERE, 5, "D", url="https://d.example/volcano"),
]


@pytest.fixture
def desk_with_news(desk: Desk, desk_file: DeskFile) -> Desk:
    link(desk_file, REPORTS)
    return desk


def two_days(desk: Desk) -> Brief:
    return desk.briefs.make(NOW - timedelta(days=2))


def said(brief: Brief) -> list[str]:
    return [
        sentence.text for story in brief.stories for report in story.news for sentence in report.sentences
    ]


def test_stories_come_with_sentences_of_their_reports_and_the_rest_by_source(desk_with_news: Desk) -> None:
    brief = two_days(desk_with_news)
    (story,) = brief.stories
    assert (story.articles, set(story.sources), story.before) == (3, {"A", "B", "C"}, None)
    for report_ in story.news:
        text = desk_with_news.article(report_.headline.id).text
        for sentence in report_.sentences:
            assert " ".join(text[sentence.start : sentence.end].split()) == sentence.text
    assert any("six years in prison" in sentence for sentence in said(brief))
    (feed,) = brief.feeds
    assert [entry.headline.title for entry in feed.entries] == ["Volcano stops flights"]
    assert (feed.title, feed.entries[0].url, feed.more) == ("D", "https://d.example/volcano", 0)
    assert (brief.articles, brief.more_stories, brief.more_feeds, brief.repeating) == (4, 0, 0, 0)


def test_only_what_is_new_is_said_of_a_story_that_is_known(desk_with_news: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [report("Auditors in the dock next", MORE, 1, "E")])
    brief = desk_with_news.briefs.make(NOW - timedelta(hours=2))
    (story,) = brief.stories
    assert [sentence[:14] for sentence in said(brief)] == ["A second trial"]
    assert story.before
    assert story.before.headline.id == 3
    assert story.before.sentences[0].text in desk_with_news.article(3).text.replace("\n", " ")
    assert story.sources == ("E",)


def test_what_repeats_is_counted_and_left_out(desk_with_news: Desk, desk_file: DeskFile) -> None:
    again = "The banker Priit Laanemets was sentenced in Tallinn to six years in prison on Tuesday."
    link(desk_file, [report("Six years for Priit Laanemets in Tallinn", again, 1, "E")])
    assert desk_with_news.stories.of(5)
    brief = desk_with_news.briefs.make(NOW - timedelta(hours=2))
    assert (brief.stories, brief.articles, brief.repeating) == ((), 1, 1)


def test_what_is_read_hidden_or_muted_is_left_out(desk_with_news: Desk) -> None:
    desk_with_news.articles.mark_read([4])
    assert two_days(desk_with_news).feeds == ()
    desk_with_news.articles.mark_read([4], False)
    desk_with_news.articles.hide([4])
    assert two_days(desk_with_news).feeds == ()
    story = desk_with_news.stories.of(1)
    assert story
    desk_with_news.stories.mute([story.id], NOW + timedelta(days=1))
    assert two_days(desk_with_news).articles == 0


def test_a_copy_is_told_once(desk_with_news: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [report("The same", VERDICT, 27, "F"), report("Volcano again", ELSEWHERE, 4, "G")])
    brief = two_days(desk_with_news)
    assert len(said(brief)) == len(set(said(brief)))
    assert "F" in brief.stories[0].sources
    assert brief.articles == 4


def test_followed_names_lift_stories_and_feeds(sample_desk: Desk) -> None:
    whole = sample_desk.briefs.make(datetime(2000, 1, 1, tzinfo=UTC))
    assert [story.followed for story in whole.stories] == [()]
    carlsen = next(one for one in sample_desk.names.search("Carlsen", None, 0, 5))
    abadi = next(one for one in sample_desk.names.search("Abadi", None, 0, 5))
    for entity in (carlsen, abadi):
        sample_desk.names.follow(entity.id, True)
    whole = sample_desk.briefs.make(datetime(2000, 1, 1, tzinfo=UTC))
    assert whole.stories[0].followed == ("Haidar al-Abadi",)
    assert whole.feeds[0].entries[0].followed == ("Magnus Carlsen",)


def test_stories_with_more_sources_come_first(desk: Desk, desk_file: DeskFile) -> None:
    ash = "Ash from the volcano on Sangeang has reached Lombok, where the airport is closed until Thursday."
    link(desk_file, [*REPORTS, report("Ash over Lombok", ash, 1, "D")])
    titles = [len(story.sources) for story in two_days(desk).stories]
    assert titles == [3, 1]


def test_the_next_brief_begins_where_the_last_ended(desk_with_news: Desk, desk_file: DeskFile) -> None:
    assert desk_with_news.briefs.last() is None
    first = desk_with_news.briefs.make()
    assert first.articles == 1  # the first one looks back a day
    assert desk_with_news.briefs.make().articles == 1
    desk_with_news.briefs.mark(first.until)
    assert desk_with_news.briefs.last() == first.until
    empty = desk_with_news.briefs.make()
    assert (empty.articles, empty.stories, empty.feeds) == (0, (), ())
    time.sleep(0.01)
    old = draft("A backlog of last year", "An article about nothing of today.", NOW - timedelta(days=300))
    link(desk_file, [report("Auditors in the dock next", MORE, 40, "E"), old])
    assert [story.articles for story in desk_with_news.briefs.make().stories] == [1]
    assert desk_with_news.undo() == "Undone: brief marked as read"
    assert desk_with_news.briefs.last() is None
    desk_with_news.redo()
    assert desk_with_news.briefs.last() == first.until


def test_a_brief_is_bounded(desk: Desk, desk_file: DeskFile) -> None:
    from storage.database.articles import articles

    with desk_file.writing() as connection:
        for number in range(400):
            articles.store(
                connection, report(f"Title {number}", f"Text {number}.", 1, f"Source {number % 40}")
            )
    brief = desk.briefs.make(NOW - timedelta(days=1))
    assert len(brief.feeds) == 15
    assert brief.more_feeds == 25
    assert all(len(feed.entries) == 5 and feed.more == 5 for feed in brief.feeds)
