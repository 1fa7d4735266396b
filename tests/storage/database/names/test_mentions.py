"""Names in articles and what the desk knows about them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import ABADI, DRAFTS, IRAQ, MOSUL, draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.database.names.name_page import REACH, sentence_around
from storage.database.text_folding import fold
from storage.desk import Desk
from storage.model import Field, Kind, Mention, Route


def test_names_of_an_article_with_their_places(sample_desk: Desk) -> None:
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
def test_case_and_accents_do_not_matter(desk: Desk, desk_file: DeskFile, typed: str) -> None:
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
def test_what_is_in_a_name_is_found_in_it_folded(one: str, other: str) -> None:
    assert fold(fold(one)) == fold(one)
    assert fold(one) in fold(f"{other} {one}")


def test_sightings_show_the_sentence(sample_desk: Desk) -> None:
    mosul = sample_desk.names.search(MOSUL)[0]
    sightings = sample_desk.names.occurrences(mosul.id, 0, 10)
    assert [sighting.headline.id for sighting in sightings] == [1, 3]
    assert sightings[0].sentence == "Mosul was taken back in July."
    for sighting in sightings:
        assert sighting.sentence[sighting.start : sighting.end] == MOSUL


def test_timeline_and_company(sample_desk: Desk) -> None:
    iraq = sample_desk.names.search(IRAQ)[0]
    assert sample_desk.names.timeline(iraq.id) == [(date(2017, 7, 10), 1), (date(2017, 12, 9), 4)]
    together = {entity.name: articles for entity, articles in sample_desk.names.co_occurring(iraq.id)}
    assert together == {"Islamic State": 3, ABADI: 2, MOSUL: 2}


def test_links_are_seen_from_both_sides(sample_desk: Desk) -> None:
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
def test_where_a_sentence_begins_and_ends(text: str, sentence: str) -> None:
    start = text.index("Mosul")
    assert sentence_around(text, start, start + 5)[0] == sentence


@given(st.text(max_size=900), st.integers(0, 900), st.integers(1, 60))
def test_the_mention_is_always_where_it_is_said_to_be(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    sentence, begin, finish = sentence_around(text, start, end)
    assert sentence[begin:finish] == text[start:end].replace("\n", " ")


def test_drafts_of_the_fixture_hold_what_the_tests_say() -> None:
    heading = DRAFTS[0].spans[0]
    assert DRAFTS[0].text[heading.start : heading.end] == "What comes next"
