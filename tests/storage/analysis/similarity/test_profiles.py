from hypothesis import given
from hypothesis import strategies as st
from linkers import VERDICT
from shelf import Shelf

from storage.analysis.similarity.profiles import Profiles, pack
from storage.analysis.similarity.terms import terms

TITLE = "Combat mission ends: 555 leave"
TEXT = "In July, Mustafa al-Kadhimi met 2,500 troops in Baghdad on 9 December 2021. Troops leave Baghdad."


def test_a_profile_tells_what_was_read() -> None:
    shelf = Shelf()
    found = Profiles([shelf.packed(TITLE, TEXT)])
    read = terms(TITLE, TEXT)
    spoken = {number: term for term, number in shelf.numbers.items()}
    words = found.words
    assert tuple(spoken[int(term)] for term in words.term) == read.words
    assert {
        spoken[int(t)] for t, is_name in zip(words.term, words.is_name, strict=True) if is_name
    } == read.names
    assert int(words.in_title.sum()) == read.title
    assert int(words.in_lead.sum()) == read.lead
    assert len(found.numbers.what) == len(read.numbers)
    assert len(found.title_numbers.what) == len(read.title_numbers) == 1
    assert found.dates.what.tolist() == [12 << 5 | 9]
    assert found.years.tolist() == [2021]


def test_profiles_stand_side_by_side() -> None:
    shelf = Shelf()
    packed = [shelf.packed(*one) for one in ((TITLE, TEXT), ("", ""), ("Ash", TEXT))]
    together = Profiles(packed)
    assert together.size == 3
    for place, alone in enumerate(packed):
        words = Profiles([alone]).words
        mine = together.words.owner == place
        assert together.words.term[mine].tolist() == words.term.tolist()
        assert together.words.in_title[mine].tolist() == words.in_title.tolist()
        numbers = together.numbers
        assert numbers.what[numbers.owner == place].tolist() == Profiles([alone]).numbers.what.tolist()


def test_pairs_stand_side_by_side_in_one_sentence() -> None:
    shelf = Shelf()
    title = "Combat mission ends"
    items, in_title = Profiles(
        [shelf.packed(title, "Combat troops leave. Iraq and Syria agree.")]
    ).words.pairs
    spoken = {number: term for term, number in shelf.numbers.items()}
    said = [
        (spoken[int(p) >> 28], spoken[int(p) & 0xFFFFFFF], bool(t))
        for p, t in zip(items.what, in_title, strict=True)
    ]
    assert said == [
        ("combat", "mission", True),
        ("mission", "end", True),
        ("combat", "troop", False),
        ("troop", "leave", False),
        ("syria", "agree", False),
    ]


def test_nothing_can_be_read_too() -> None:
    empty = Profiles([])
    assert empty.size == len(empty.words.term) == len(empty.numbers.what) == 0


def test_a_profile_is_small() -> None:
    assert len(Shelf().packed("Banker sentenced", VERDICT)) < len(VERDICT) / 3


@given(st.lists(st.text(), max_size=4), st.text())
def test_any_text_comes_back(titles: list[str], text: str) -> None:
    shelf = Shelf()
    found = Profiles([shelf.packed(title, text) for title in titles])
    assert len(found.words.term) == sum(len(terms(title, text).words) for title in titles)


def test_large_numbers_of_terms_are_kept_whole() -> None:
    read = terms("zyxomma", "")
    found = Profiles([pack(read, {"zyxomma": (1 << 28) - 1})])
    assert found.words.term.tolist() == [(1 << 28) - 1]
