"""Names of persons: parts, spellings, similarity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.entities.person_names import (
    SAME_ACROSS_ARTICLES,
    SAME_IN_ARTICLE,
    person_name,
    similarity,
    skeleton_keys,
    skeletons,
)

SAME = [
    ("Mustafa al-Kasimi", "Mustafa al-Kadhimi"),
    ("Haidar al-Abadi", "Haider al-Abadi"),
    ("Muammar Gaddafi", "Moammar Qaddafi"),
    ("Abdel Fattah el-Sissi", "Abdul Fattah al-Sisi"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Nouri al-Maliki", "Nuri al-Maliki"),
    ("Adil Abdul-Mahdi", "Adel Abdul Mahdi"),
    ("Vladimir Putin", "Wladimir Putin"),
    ("Barack Obama", "Barack Hussein Obama"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Shana Aronson", "Shana Aaronson"),
    ("W. Mark Felt", "Mark Felt"),
    ("Mark Felt, Jr.", "Mark Felt Junior"),
]
DIFFERENT = [
    ("George W. Bush", "George H. W. Bush"),
    ("Wei Zhang", "Wei Zheng"),
    ("Martin Schulz", "Martina Schulz"),
    ("Jane Smith", "June Smith"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Park Jin", "Park Yong-jin"),
    ("Paul Martin", "Paul Morton"),
    ("John Lackey", "John Locke"),
    ("Dzhokhar Dudayev", "Alla Dudayeva"),
    ("Laura Bush", "George Bush"),
    ("Mark Felt", "Mark Felt Jr."),
    ("Mark Felt Sr.", "Mark Felt Jr."),
    ("Thurston Howell II", "Thurston Howell III"),
    ("Charles II", "Charles III"),
    ("Ahmad Nasser Al-Mohammad Al-Sabah", "Ahmad Nawaf Al-Ahmad Al-Sabah"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_similar_and_share_a_key(one: str, other: str) -> None:
    first, second = person_name(one), person_name(other)
    assert similarity(first, second) >= SAME_ACROSS_ARTICLES
    assert skeleton_keys(first) & skeleton_keys(second)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_persons_are_not_similar(one: str, other: str) -> None:
    assert similarity(person_name(one), person_name(other)) < SAME_IN_ARTICLE


@pytest.mark.parametrize(
    ("one", "other"), [("J. Smith", "John Smith"), ("Stan Wawrinka", "Stanislas Wawrinka")]
)
def test_short_given_names_are_enough_only_within_an_article(one: str, other: str) -> None:
    assert SAME_IN_ARTICLE <= similarity(person_name(one), person_name(other)) < SAME_ACROSS_ARTICLES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "William Clinton"),
        ("Katie Jenkin", "Kathryn Jenkin"),
    ],
)
def test_nicknames_are_the_same_given_name(one: str, other: str) -> None:
    assert similarity(person_name(one), person_name(other)) >= SAME_ACROSS_ARTICLES


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Mustafa al-Kadhimi", ("mustafa", "kadhimi")),
        ("al-Abadi", ("abadi",)),
        ("Al Gore", ("al", "gore")),
        ("Ursula von der Leyen", ("ursula", "leyen")),
        ("Martin Luther King, Jr.", ("martin", "luther", "king")),
        ('Harold "Junior" Theriault', ("harold", "theriault")),
        ("Ban Ki-moon", ("ban", "kimoon")),
        ("...", ()),
    ],
)
def test_the_core_of_a_name(text: str, core: tuple[str, ...]) -> None:
    assert person_name(text).core == core


def test_an_ambiguous_letter_gives_two_skeletons() -> None:
    assert skeletons("kadhimi") == {"ksm", "kdm"}
    assert skeletons("kasimi") == {"ksm"}


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    first, second = person_name(one), person_name(other)
    assert similarity(first, second) == pytest.approx(similarity(second, first))
    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, first) == 1


@settings(deadline=None)
@given(st.text(alphabet="dhtqkz", max_size=500))
def test_a_word_has_few_skeletons(word: str) -> None:
    assert len(skeletons(word)) <= 8
