from growing_vocabulary import GrowingVocabulary
from hypothesis import given
from hypothesis import strategies as st
from linkers import VERDICT

from storage.analysis.similarity.profiles import Profiles, pack_profile
from storage.analysis.similarity.terms import terms

TITLE = "Combat mission ends: 555 leave"
TEXT = "In July, Mustafa al-Kadhimi met 2,500 troops in Baghdad on 9 December 2021. Troops leave Baghdad."


def test_a_profile_has_the_terms_of_its_article() -> None:
    vocabulary = GrowingVocabulary()
    found = Profiles([vocabulary.packed(TITLE, TEXT)])
    read = terms(TITLE, TEXT)
    term_of = vocabulary.term_of
    words = found.words
    assert tuple(term_of[int(term)] for term in words.term) == read.words
    assert {
        term_of[int(t)] for t, is_name in zip(words.term, words.is_name, strict=True) if is_name
    } == read.names
    assert int(words.in_title.sum()) == read.title
    assert int(words.in_lead.sum()) == read.lead
    assert len(found.numbers.value) == len(read.numbers)
    assert len(found.title_numbers.value) == len(read.title_numbers) == 1
    assert found.dates.value.tolist() == [12 << 5 | 9]
    assert found.years.tolist() == [2021]


def test_profiles_stand_side_by_side() -> None:
    vocabulary = GrowingVocabulary()
    packed = [vocabulary.packed(*one) for one in ((TITLE, TEXT), ("", ""), ("Ash", TEXT))]
    every = Profiles(packed)
    assert every.size == 3
    for place, alone in enumerate(packed):
        words = Profiles([alone]).words
        rows = every.words.owner == place
        assert every.words.term[rows].tolist() == words.term.tolist()
        assert every.words.in_title[rows].tolist() == words.in_title.tolist()
        numbers = every.numbers
        assert numbers.value[numbers.owner == place].tolist() == Profiles([alone]).numbers.value.tolist()


def test_pairs_stand_side_by_side_in_one_sentence() -> None:
    vocabulary = GrowingVocabulary()
    title = "Combat mission ends"
    items, in_title = Profiles(
        [vocabulary.packed(title, "Combat troops leave. Iraq and Syria agree.")]
    ).words.pairs
    term_of = vocabulary.term_of
    said = [
        (term_of[int(p) >> 28], term_of[int(p) & 0xFFFFFFF], bool(t))
        for p, t in zip(items.value, in_title, strict=True)
    ]
    assert said == [
        ("combat", "mission", True),
        ("mission", "end", True),
        ("combat", "troop", False),
        ("troop", "leave", False),
        ("syria", "agree", False),
    ]


def test_no_profiles_give_empty_arrays() -> None:
    empty = Profiles([])
    assert empty.size == len(empty.words.term) == len(empty.numbers.value) == 0


def test_a_profile_is_small() -> None:
    assert len(GrowingVocabulary().packed("Banker sentenced", VERDICT)) < len(VERDICT) / 3


@given(st.lists(st.text(), max_size=4), st.text())
def test_any_text_comes_back(titles: list[str], text: str) -> None:
    vocabulary = GrowingVocabulary()
    found = Profiles([vocabulary.packed(title, text) for title in titles])
    assert len(found.words.term) == sum(len(terms(title, text).words) for title in titles)


def test_large_numbers_of_terms_are_kept_whole() -> None:
    read = terms("zyxomma", "")
    found = Profiles([pack_profile(read, {"zyxomma": (1 << 28) - 1})])
    assert found.words.term.tolist() == [(1 << 28) - 1]
