"""Names in articles, and the page of a name."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import ABADI, DRAFTS, IRAQ, MOSUL, draft
from statements import traced

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions, name_page
from storage.database.names.name_page import REACH, sentence_around
from storage.database.text_folding import fold
from storage.desk import Desk
from storage.model import Field, Filter, Kind, Mention, Route, View, publication_day


def store(desk_file: DeskFile, text: str, name: str, when: datetime | None) -> None:
    """Store an article that mentions a place once."""
    start = text.index(name)
    mention = Mention(Field.TEXT, start, start + len(name), Kind.PLACE)
    with desk_file.writing() as connection:
        articles.store(connection, draft(text[:40], text, when))
        (article,) = connection.execute("select max(id) from article").fetchone()
        known = entities.search(connection, name, None, 0, 1)
        entity = known[0].id if known else entities.create(connection, name, Kind.PLACE)
        found = mentions.ResolvedMention(mention, name, name.lower(), Route.NEW)
        mentions.record(connection, article, [mentions.Appearance(entity, [found], 1.0)])


def test_the_mentions_of_names_are_where_the_article_has_them(sample_desk: Desk) -> None:
    article = sample_desk.articles.get(1)
    found = {name.entity.name: name.mentions for name in sample_desk.articles.names(1)}
    assert set(found) == {ABADI, IRAQ, MOSUL, "Islamic State"}
    for name, places in found.items():
        for mention in places:
            field = article.title if mention.field is Field.TITLE else article.text
            assert field[mention.start : mention.end] == name
    assert [mention.field for mention in found[IRAQ]] == [Field.TITLE, Field.TEXT, Field.TEXT]


def test_searching_names(sample_desk: Desk) -> None:
    assert [entity.name for entity in sample_desk.names.search("abadi")] == [ABADI]
    assert sample_desk.names.search("%") == []
    assert sample_desk.names.search("_raq") == []
    places = sample_desk.names.search(kind=Kind.PLACE)
    assert [entity.name for entity in places] == [IRAQ, MOSUL]
    assert sample_desk.names.count(kind=Kind.PLACE) == 2
    assert sample_desk.names.search(kind=Kind.PLACE, offset=1, limit=1) == places[1:]


@pytest.mark.parametrize(
    "typed", ["munchen", "MÜNCHEN", "Mu\u0308nchen", "mün", "moskwa", "МОСКВА", "istanbul"]
)
def test_search_ignores_case_and_accents(desk: Desk, desk_file: DeskFile, typed: str) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft("Three cities", "München, Moskwa Москва, İstanbul"))
        for start, name in enumerate(("München", "Moskwa Москва", "İstanbul")):
            mention = Mention(Field.TEXT, start, start + 1, Kind.PLACE)
            found = mentions.ResolvedMention(mention, name, name, Route.NEW)
            city = entities.create(connection, name, Kind.PLACE)
            mentions.record(connection, 1, [mentions.Appearance(city, [found], 1.0)])
    assert desk.names.count(typed) == 1
    assert len(desk.names.search(typed)) == 1
    assert desk.names.search(f"{typed}%") == []


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_part_of_a_text_is_in_it_after_folding(one: str, other: str) -> None:
    assert fold(fold(one)) == fold(one)
    assert fold(one) in fold(f"{other} {one}")


def test_occurrences_have_the_sentence_of_the_first_mention(sample_desk: Desk) -> None:
    mosul = sample_desk.names.search(MOSUL)[0]
    occurrences = sample_desk.names.occurrences(mosul.id, 0, 10)
    assert [occurrence.headline.id for occurrence in occurrences] == [1, 3]
    assert occurrences[0].sentence == "Mosul was taken back in July."
    for occurrence in occurrences:
        assert occurrence.sentence[occurrence.start : occurrence.end] == MOSUL


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_occurrences_take_two_statements_however_many_there_are(
    sample_desk: Desk, desk_file: DeskFile, limit: int
) -> None:
    iraq = sample_desk.names.search(IRAQ)[0]
    with traced(desk_file) as statements, desk_file.reading() as connection:
        assert len(name_page.occurrences(connection, iraq.id, 0, limit)) == limit
    assert len(statements) == 2


def test_occurrences_of_a_window_are_in_order(sample_desk: Desk) -> None:
    iraq = sample_desk.names.search(IRAQ)[0]
    whole = sample_desk.names.occurrences(iraq.id, 0, 10)
    assert [one.headline.id for one in whole] == [2, 1, 3]
    assert [sample_desk.names.occurrences(iraq.id, row, 1) for row in range(4)] == [
        [one] for one in whole
    ] + [[]]


def test_a_mention_far_into_a_text_has_its_sentence(desk: Desk, desk_file: DeskFile) -> None:
    text = "Nothing happened. " * 500 + "Mosul fell." + " Nothing happened." * 500
    store(desk_file, text, MOSUL, None)
    (entity,) = desk.names.search(MOSUL)
    (occurrence,) = desk.names.occurrences(entity.id, 0, 10)
    assert (occurrence.sentence, occurrence.start, occurrence.end) == ("Mosul fell.", 0, 5)


def test_timeline_and_co_occurring_names(sample_desk: Desk) -> None:
    iraq = sample_desk.names.search(IRAQ)[0]
    assert sample_desk.names.timeline(iraq.id) == [(date(2017, 7, 10), 1), (date(2017, 12, 9), 4)]
    together = {entity.name: articles for entity, articles in sample_desk.names.co_occurring(iraq.id)}
    assert together == {"Islamic State": 3, ABADI: 2, MOSUL: 2}


def test_names_that_are_boilerplate_occur_with_nobody(sample_desk: Desk, desk_file: DeskFile) -> None:
    iraq, state = (sample_desk.names.search(name)[0] for name in (IRAQ, "Islamic State"))
    with desk_file.writing() as connection:
        for number in sample_desk.articles.ids():
            mentions.set_weights(connection, number, {state.id: 0.0})
    together = {entity.name: articles for entity, articles in sample_desk.names.co_occurring(iraq.id)}
    assert together == {ABADI: 2, MOSUL: 2}


EAST = timezone(timedelta(hours=9))
TIMES = (
    datetime(2022, 1, 2, 1, tzinfo=EAST),
    datetime(2022, 1, 1, 20, tzinfo=UTC),
    datetime(2022, 1, 2, 6, tzinfo=UTC),
    datetime(2022, 1, 3, 0, tzinfo=EAST),  # a day without a time
    datetime(2022, 1, 3, 0, 0, 0, 500, tzinfo=EAST),
)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("UTC", {1: 2, 2: 2, 3: 1}),
        ("Asia/Tokyo", {2: 3, 3: 2}),
        ("America/Los_Angeles", {1: 3, 2: 1, 3: 1}),
    ],
)
def test_days_are_those_of_the_clock_of_the_reader(
    desk: Desk, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch, zone: str, days: dict[int, int]
) -> None:
    for when in TIMES:
        store(desk_file, f"Mosul at {when}", MOSUL, when)
    (entity,) = desk.names.search(MOSUL)
    with monkeypatch.context() as clock:
        clock.setenv("TZ", zone)
        time.tzset()
        timeline = desk.names.timeline(entity.id)
        (spelling,) = desk.names.spellings(entity.id)
        expected = sorted(map(publication_day, TIMES))
    time.tzset()
    assert timeline == [(date(2022, 1, day), number) for day, number in days.items()]
    assert timeline == [(day, expected.count(day)) for day in sorted({*expected})]
    assert (spelling.first, spelling.last) == (expected[0], expected[-1])


def test_undated_articles_have_no_day(desk: Desk, desk_file: DeskFile) -> None:
    store(desk_file, "Mosul fell.", MOSUL, None)
    (entity,) = desk.names.search(MOSUL)
    assert desk.names.timeline(entity.id) == []
    (spelling,) = desk.names.spellings(entity.id)
    assert (spelling.first, spelling.last) == (None, None)


def test_followed_names_have_the_numbers_of_their_unread_articles(
    sample_desk: Desk, desk_file: DeskFile
) -> None:
    assert sample_desk.names.followed_with_unread() == []
    for name in (MOSUL, IRAQ, ABADI):
        sample_desk.names.follow(sample_desk.names.search(name)[0].id)
    sample_desk.articles.mark_read([1])
    found = sample_desk.names.followed_with_unread()
    assert [(one.name, unread) for one, unread in found] == [(ABADI, 1), (IRAQ, 2), (MOSUL, 1)]
    for one, unread in found:
        assert sample_desk.lists.count(View(Filter.UNREAD, entity=one.id)) == unread
    with traced(desk_file) as statements, desk_file.reading() as connection:
        assert entities.followed_with_unread(connection) == found
    assert len(statements) == 1


def test_both_articles_of_a_link_have_it(sample_desk: Desk) -> None:
    there = sample_desk.articles.links(1)
    assert [(link.other.id, link.kind) for link in there] == [(2, "same story"), (3, "related")]
    (back,) = sample_desk.articles.links(3)
    assert (back.other.id, back.reason, back.evidence) == (1, there[1].reason, there[1].evidence)


def test_a_long_sentence_is_cut_at_words() -> None:
    text = "word " * 200 + "Mosul" + " word" * 200
    start = text.index("Mosul")
    sentence, begin, end = sentence_around(text, start, start + 5)
    assert sentence[begin:end] == "Mosul"
    assert sentence.startswith("…word ")
    assert sentence.endswith(" word…")
    assert len(sentence) < 2 * REACH + 10


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rained. U.S. troops left Mosul. They were tired.", "U.S. troops left Mosul."),
        (
            "“Go.” Gen. J. Smith saw Mosul (No. 3 on the list)! Then",
            "Gen. J. Smith saw Mosul (No. 3 on the list)!",
        ),
        (
            "Heading\n\nMosul, it said, approx. half of it, fell. 2014 was bad.",
            "Mosul, it said, approx. half of it, fell.",
        ),
        ("雨。Mosul陷落了。结束。", "Mosul陷落了。"),
        ("Mosul", "Mosul"),
    ],
)
def test_the_limits_of_a_sentence(text: str, sentence: str) -> None:
    start = text.index("Mosul")
    assert sentence_around(text, start, start + 5)[0] == sentence


@given(st.text(max_size=900), st.integers(0, 900), st.integers(1, 60))
def test_the_place_of_the_mention_in_its_sentence_is_right(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    sentence, begin, finish = sentence_around(text, start, end)
    assert sentence[begin:finish] == text[start:end].replace("\n", " ")


def test_the_heading_of_the_sample_is_where_its_span_says() -> None:
    heading = DRAFTS[0].spans[0]
    assert DRAFTS[0].text[heading.start : heading.end] == "What comes next"
