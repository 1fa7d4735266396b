"""The contents of notes, and their front matter as a YAML reader sees it."""

from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from newsroom import draft

from storage.formats.front_matter import front_matter, tag
from storage.formats.notes import Paths, article_note, plain_text, wiki_link
from storage.model import Article, Enclosure, Entity, Field, Kind, Mention, Name, Provenance, Role, Span


def article(title: str = "It is over", text: str = "Haidar al-Abadi said so.", **more: object) -> Article:
    one = draft(title, text)
    fields = {
        "url": "https://example.org/a", "source": "The Daily", "byline": "A. Reporter",
        "published": datetime(2017, 12, 9, 14, 30, tzinfo=UTC), **more,
    }  # fmt: skip
    return Article(
        id=7, key=one.key, title=title, text=text, language="en", provenance=Provenance.FEED, origin="feed",
        read=False, **{"starred": True, **fields},
    )  # type: ignore[arg-type]  # fmt: skip


ABADI = Name(
    Entity(3, "Haidar al-Abadi", Kind.PERSON, 2, 5),
    (Mention(Field.TITLE, 0, 2, Kind.PERSON), Mention(Field.TEXT, 0, 15, Kind.PERSON)),
)


def test_an_article_as_a_note() -> None:
    sound = Enclosure("https://example.org/a.mp3", "audio/mpeg")
    found = article_note(article(enclosures=(sound,), labels=("to read", "2024")), [ABADI])
    head, body = found.removeprefix("---\n").split("---\n", 1)
    assert yaml.safe_load(head) == {
        "title": "It is over",
        "url": "https://example.org/a",
        "source": "The Daily",
        "author": "A. Reporter",
        "date": date(2017, 12, 9),
        "published": "2017-12-09T14:30:00+00:00",
        "language": "en",
        "tags": ["to-read", "2024-"],
        "starred": True,
        "names": ["Haidar al-Abadi"],
        "newsdesk": 7,
    }
    assert body == (
        "\n# It is over\n\nHaidar al-Abadi said so.\n\n## Files\n\n- [audio/mpeg](https://example.org/a.mp3)\n"
    )


def test_names_become_links_where_they_have_notes() -> None:
    note = article_note(article(), [ABADI], paths=Paths(names={3: "Names/Haidar al-Abadi"}))
    assert "\n[[Names/Haidar al-Abadi|Haidar al-Abadi]] said so.\n" in note
    assert '  - "[[Names/Haidar al-Abadi|Haidar al-Abadi]]"' in note


def test_a_link_of_the_text_stays_where_it_is_a_name_too() -> None:
    span = Span(0, 15, Role.LINK, "https://example.org/abadi")
    note = article_note(article(spans=(span,)), [ABADI], paths=Paths(names={3: "Names/Abadi"}))
    assert "\n[Haidar al-Abadi](https://example.org/abadi) said so.\n" in note


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_from_front_matter(text: str) -> None:
    head = front_matter({"title": text, "tags": [text], "off": False})
    assert head.startswith("---\n")
    assert head.endswith("---\n")
    read = yaml.safe_load(head.removeprefix("---\n").removesuffix("---\n"))
    assert read == ({"title": text, "tags": [text]} if text else {"tags": [""]})


@given(st.text())
def test_a_tag_has_no_spaces_and_is_no_number(words: str) -> None:
    found = tag(words)
    assert not found.isdecimal()
    assert not any(char.isspace() or char in "#,[]" for char in found)


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("a|b]]", "[[A/b|a b]]"),
        ("", "[[A/b]]"),
        ("A/b", "[[A/b]]"),
        ("title", "[[A/b|title]]"),
    ],
)
def test_links_from_note_to_note(words: str, link: str) -> None:
    assert wiki_link("A/b", words) == link


def test_plain_text() -> None:
    assert plain_text(article()) == (
        "It is over\n\nThe Daily · A. Reporter · 2017-12-09\nhttps://example.org/a\n\n"
        "Haidar al-Abadi said so.\n"
    )
