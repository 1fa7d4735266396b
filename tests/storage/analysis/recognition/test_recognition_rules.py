"""The recognition rules, each on the smallest text that shows it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.recognition import recognition_rules
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.gazetteer_rules import add_well_known_names
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


def marks(text: str, *marked: tuple[str, Kind], field: Field = Field.TEXT) -> list[Mention]:
    """Return a mention of the first occurrence of each name, with little confidence."""
    return [
        Mention(field, text.index(name), text.index(name) + len(name), kind, 0.6) for name, kind in marked
    ]


def applied(text: str, *marked: tuple[str, Kind], title: str = "") -> list[tuple[str, Kind]]:
    """Return the names after all rules, those of the title first."""
    article = AnnotatedText(title, text)
    return [(article.surface(m), m.kind) for m in recognition_rules.apply(title, text, marks(text, *marked))]


def test_titles_are_trimmed_from_doubtful_persons() -> None:
    text = "So President Geingob met Prince Charles there."
    mentions = [
        Mention(Field.TEXT, 3, 20, PERSON, 0.6),
        Mention(Field.TEXT, 25, 39, PERSON, 0.9),
    ]
    article = AnnotatedText("", text)
    assert [article.surface(m) for m in recognition_rules.apply("", text, mentions)] == [
        "Geingob",
        "Prince Charles",
    ]


def test_half_a_compound_is_not_a_name() -> None:
    assert applied("An Anti-IS mission.", ("Anti", ORGANISATION), ("IS", ORGANISATION)) == [
        ("IS", ORGANISATION)
    ]


def test_a_compound_is_split_after_its_first_word() -> None:
    text = "The pro-Iranian Shiite militias, and the Iranian Jews."
    assert applied(text, ("Iranian Shiite", OTHER), ("Iranian Jews", OTHER)) == [
        ("Iranian", PLACE),
        ("Shiite", OTHER),
        ("Iranian Jews", OTHER),
    ]


def test_affixes_are_trimmed() -> None:
    text = "Anti-IS missions of the US-led coalition."
    assert applied(text, ("Anti-IS", ORGANISATION), ("US-led", PLACE)) == [
        ("IS", ORGANISATION),
        ("US", PLACE),
    ]


def test_mentions_with_little_confidence_are_dropped() -> None:
    text = "Ana met Hana."
    mentions = [Mention(Field.TEXT, 0, 3, PERSON, 0.4), Mention(Field.TEXT, 8, 12, PERSON, 0.39)]
    assert [m.start for m in recognition_rules.apply("", text, mentions)] == [0]


def test_the_full_stop_of_an_abbreviation_belongs_to_the_name() -> None:
    text = "Enron Corp. said. It left Ford Motor Co. Then came the D.C. area, with LG Co. Ltd. shares."
    marked = [
        ("Enron Corp", ORGANISATION),
        ("Ford Motor Co", ORGANISATION),
        ("D.C", PLACE),
        ("LG Co. Ltd", ORGANISATION),
    ]
    names = [name for name, _ in applied(text, *marked)]
    assert names == ["Enron Corp.", "Ford Motor Co", "D.C.", "LG Co. Ltd."]


@pytest.mark.parametrize("marked", ["1984", "@", "A" * 200, "Mosul\n\nTikrit"])
def test_mentions_that_cannot_be_names_are_dropped(marked: str) -> None:
    assert applied(f"So {marked} was it.", (marked, OTHER)) == []


def test_an_acronym_in_brackets_means_the_name_before_it() -> None:
    text = "The Roll Back Malaria (RBM) plan. RBM is new. It (IT) is not."
    assert applied(text, ("Roll Back Malaria", ORGANISATION)) == [
        ("Roll Back Malaria", ORGANISATION),
        ("RBM", ORGANISATION),
        ("RBM", ORGANISATION),
    ]


def test_the_acronym_of_a_proven_name_is_found_in_compounds_and_in_the_title() -> None:
    text = "The Islamic State (IS) fell. The anti-IS mission is over."
    assert applied(text, ("Islamic State", ORGANISATION), title="Anti-IS mission ended") == [
        ("IS", ORGANISATION),
        ("Islamic State", ORGANISATION),
        ("IS", ORGANISATION),
        ("IS", ORGANISATION),
    ]


def test_countries_demonyms_and_well_known_names_get_their_kind() -> None:
    text = "The Iraqi army and the Bundeswehr told Twitter that Shiite fighters left Malawi."
    marked = (
        ("Iraqi", OTHER),
        ("Bundeswehr", PLACE),
        ("Twitter", PERSON),
        ("Shiite", OTHER),
        ("Malawi", PERSON),
    )
    assert dict(applied(text, *marked)) == {
        "Iraqi": PLACE,
        "Bundeswehr": ORGANISATION,
        "Twitter": ORGANISATION,
        "Shiite": OTHER,
        "Malawi": PLACE,
    }


def test_a_country_stays_a_person_if_it_is_a_surname_in_the_article() -> None:
    text = "Michael Jordan was there. Then Jordan left."
    assert applied(text, ("Michael Jordan", PERSON), ("Jordan left"[:6], PERSON))[-1] == ("Jordan", PERSON)


def certain(text: str) -> list[tuple[str, Kind]]:
    """Return the names that are found without the recogniser."""
    article = AnnotatedText("", text)
    return [(article.surface(m), m.kind) for m in add_well_known_names(article, [])]


def test_acronyms_of_countries_are_found_but_not_pronouns_and_currencies() -> None:
    text = "They told us that the UK and the U.S. pay US$ 5, US $6 or 7 US dollars to NATO and the EU."
    found = [("UK", PLACE), ("U.S.", PLACE), ("NATO", ORGANISATION), ("EU", ORGANISATION)]
    assert certain(text) == found


def test_a_line_in_capitals_has_no_acronyms() -> None:
    assert certain("THEY TOLD US WHO CAME") == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He sued Kenya Power Company for it.", "Kenya Power Company", ORGANISATION),
        ("They swam in Lake Turkana.", "Lake Turkana", PLACE),
        ("We watched the Tunis Film Festival there.", "Tunis Film Festival", OTHER),
    ],
)
def test_the_head_noun_decides_the_kind(text: str, name: str, kind: Kind) -> None:
    assert applied(text, (name, PERSON)) == [(name, kind)]


def test_a_name_has_one_kind_by_vote() -> None:
    text = "Here Sapper ran, there Sapper sat, and they saw Sapper."
    mentions = [
        Mention(Field.TEXT, start, start + 6, kind, 0.6)
        for start, kind in ((5, ORGANISATION), (23, PERSON), (48, PERSON))
    ]
    assert {mention.kind for mention in recognition_rules.apply("", text, mentions)} == {PERSON}


def test_a_full_name_outvotes_doubts_about_its_surname() -> None:
    text = "Ana Kovac came. Then Kovac spoke. Kovac left."
    mentions = [
        Mention(Field.TEXT, 0, 9, PERSON, 0.9),
        Mention(Field.TEXT, 21, 26, PLACE, 0.7),
        Mention(Field.TEXT, 34, 39, PLACE, 0.7),
    ]
    assert {mention.kind for mention in recognition_rules.apply("", text, mentions)} == {PERSON}


def test_a_name_is_found_everywhere_in_the_article() -> None:
    text = "He saw Ana Kovac here. They asked Kovac, but Kovac’s friend and Kovac-led men left."
    assert applied(text, ("Ana Kovac", PERSON), title="Kovac in trouble") == [
        ("Kovac", PERSON),
        ("Ana Kovac", PERSON),
        ("Kovac", PERSON),
        ("Kovac", PERSON),
        ("Kovac", PERSON),
    ]


def test_a_part_of_a_longer_name_or_a_common_word_is_not_propagated() -> None:
    text = "He met Osijek there. The Osijek Airport Group. An Action was taken; action and Action."
    assert applied(text, ("Osijek", PLACE), ("Action", ORGANISATION)) == [
        ("Osijek", PLACE),
        ("Action", ORGANISATION),
    ]


def test_a_headline_in_capitals_gets_the_names_of_the_text() -> None:
    text = "The minister Mustafa al-Kasimi is in Baghdad with the Islamic State (IS) beaten."
    marked = (("Mustafa al-Kasimi", PERSON), ("Baghdad", PLACE), ("Islamic State", ORGANISATION))
    title = "MUSTAFA AL-KASIMI IS BACK IN BAGHDAD"
    mentions = recognition_rules.apply(title, text, marks(text, *marked))
    assert [title[m.start : m.end] for m in mentions if m.field is Field.TITLE] == [
        "MUSTAFA AL-KASIMI",
        "BAGHDAD",
    ]


PARTS = "the Iraq anti-IS US-led Mr al-Abadi (IS) Islamic State said in IS ’s “ Bank of USA - , / Ä . العراق"
WORDS = st.sampled_from([*PARTS.split(), "\n\n", "\u200b"])
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text()


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str, Sequence[Mention]]:
    """An article with any mentions, overlapping and out of bounds too."""
    title, text = draw(TEXTS), draw(TEXTS)
    place = st.integers(-2, max(len(title), len(text)) + 2)
    mention = st.builds(
        Mention, st.sampled_from(Field), place, place, st.sampled_from(Kind), st.floats(0, 1, width=16)
    )
    return title, text, draw(st.lists(mention, max_size=12))


@settings(deadline=None)
@given(articles())
def test_mentions_are_sorted_and_inside_and_do_not_overlap(
    article: tuple[str, str, Sequence[Mention]],
) -> None:
    title, text, mentions = article
    result = recognition_rules.apply(title, text, mentions)
    article = AnnotatedText(title, text)
    for mention in result:
        assert 0 <= mention.start < mention.end <= len(article.field_text(mention.field))
        assert "\n\n" not in article.surface(mention)
        assert 0 <= mention.confidence <= 1
    for before, after in pairwise(result):
        assert before.field is Field.TITLE or after.field is Field.TEXT
        assert before.field is not after.field or before.end <= after.start


@settings(deadline=None)
@given(articles())
def test_after_each_rule_mentions_do_not_overlap(article: tuple[str, str, Sequence[Mention]]) -> None:
    title, text, mentions = article
    for rule in recognition_rules.RULES:
        result = recognition_rules.apply(title, text, mentions, [rule])
        assert all(a.field is not b.field or a.end <= b.start for a, b in pairwise(result))


def test_many_and_long_names_take_little_time() -> None:
    text = " ".join(f"Anna saw Name{i} near {'X' * 500}" for i in range(3000))
    mentions, position = [], 0
    for word in text.split(" "):
        kind = OTHER if word.islower() else PERSON
        mentions.append(Mention(Field.TEXT, position, position + len(word), kind, 0.6))
        position += len(word) + 1
    assert len(recognition_rules.apply("Anna", text, mentions)) == 6001


def test_an_ordinary_word_for_a_work_is_found_only_once() -> None:
    title = "Early Orange Sold"
    assert applied("A film called Orange was shown.", ("Orange", OTHER), title=title) == [("Orange", OTHER)]


def test_many_organisations_take_little_time() -> None:
    text = " ".join(f"Firm{i} Works and Firm{i} Works {'x' * 100}" for i in range(3000))
    mentions = [
        Mention(Field.TEXT, m.start(), m.end(), ORGANISATION, 0.6) for m in re.finditer(r"Firm\d+", text)
    ]
    found = recognition_rules.apply("", text, mentions)
    assert {m.end - m.start for m in found} == {len(f"Firm{i} Works") for i in (1, 10, 100, 1000)}


def test_thousands_of_pairs_and_parties_are_read_in_time() -> None:
    sentences = "".join(
        f"Rep. Ann Smith{i % 50} (D-NY) and Alfa{i} and Beta{i} of Marks and Sons met. " for i in range(1_500)
    )
    found = re.finditer(r"Ann Smith\d+|Alfa\d+ and Beta\d+|Marks and Sons", sentences)
    mentions = [
        Mention(Field.TEXT, one.start(), one.end(), PERSON if one[0][:3] == "Ann" else ORGANISATION, 0.9)
        for one in found
    ]
    began = process_time()
    recognition_rules.apply("Anna", sentences, mentions)
    assert process_time() - began < 10  # it took minutes to look for every half in the whole text
