"""Words in a text, and the same place in another text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.text_positions import FoldedText, relocate

FEED = (
    "Mosul is free again. The war is over, said the prime minister.\n\n"
    "The towns lie in ruins. More on our site."
)
PAGE = (
    "By A. Reporter\n\nMosul is free again. The war is over, said the prime minister.\n\n"
    + "What he did not say filled the papers of the next day. " * 20
    + "\n\nThe towns lie in ruins. Nobody has come home."
)


@pytest.mark.parametrize("words", ["free again", "The war is over", "The towns lie in ruins."])
def test_the_same_words_are_found(words: str) -> None:
    assert relocate(FEED, PAGE, FEED.index(words)) == PAGE.index(words)
    assert relocate(PAGE, FEED, PAGE.index(words)) == FEED.index(words)


def test_of_several_places_the_nearest_is_taken() -> None:
    text = "Again and again the same words. " * 40
    position = 32 * 20
    assert relocate(text, text, position) == position


@pytest.mark.parametrize(
    ("old", "new", "position", "expected"),
    [
        ("", "Mosul is free.", 5, 0),
        ("Mosul is free.", "", 5, 0),
        (FEED, FEED, 0, 0),
        (FEED, f"Update. {FEED}", 7, 15),
        (f"Update. {FEED}", FEED, 15, 7),
        (FEED, FEED.upper(), 66, 64),  # other words: the start of the paragraph there
    ],
)
def test_the_position_in_another_version(old: str, new: str, position: int, expected: int) -> None:
    assert relocate(old, new, position) == expected


def test_words_that_follow_will_do() -> None:
    old = (
        "Only here stands this sentence of so many words. The war is over, said the prime minister, at last."
    )
    new = f"{'Something else altogether. ' * 3}The war is over, said the prime minister, at last."
    assert abs(relocate(old, new, 3) - (new.index("The war") - old.index("The war") + 3)) <= 40


def test_without_words_in_common_it_is_as_far_in() -> None:
    new = "\n\n".join("abcdefghi " * 10 for _ in range(10))
    place = relocate("x" * 1000, new, 500)
    assert abs(place - len(new) // 2) <= 110
    assert new[place - 1] == "\n"


@given(st.text(max_size=300), st.text(max_size=300), st.integers(0, 300))
def test_it_is_always_a_place_in_the_text(old: str, new: str, position: int) -> None:
    assert 0 <= relocate(old, new, min(position, len(old))) <= len(new)
    assert relocate(old, new, 0) == 0


_LETTERS = "aAsSßİiıeéﬁ½ \u0301\u200d\n漢"


@given(st.text(_LETTERS, max_size=80), st.text(_LETTERS, max_size=4))
def test_a_find_returns_places_in_order_that_have_the_words(text: str, words: str) -> None:
    places = FoldedText(text).find(words)
    assert places == sorted(set(places))
    for start, end in places:
        assert 0 <= start < end <= len(text)
        assert FoldedText(text[start:end]).find(words)
        assert not unicodedata.combining(text[end : end + 1] or " "), "no mark is left behind"


@given(st.text(_LETTERS, max_size=20), st.text(_LETTERS, max_size=4), st.text(_LETTERS, max_size=20))
def test_a_find_leaves_nothing_out(before: str, words: str, after: str) -> None:
    text = before + words + after
    found = FoldedText(text).find(words)
    wanted = [letter for letter in words if not letter.isspace() and not unicodedata.combining(letter)]
    if wanted:
        assert any(start < len(before + words) and end > len(before) for start, end in found)
    else:
        assert not found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Straße", "s", ["S", "ß"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("İstanbul, istanbul", "istanbul", ["İstanbul", "istanbul"]),
        ("cafe\u0301 cafe", "cafe", ["cafe\u0301", "cafe"]),
        ("a b", "a \u0301", ["a"]),
        ("a\n\nb", "a b", ["a\n\nb"]),
        ("nothing", "\u0301", []),
    ],
)
def test_what_a_find_finds(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in FoldedText(text).find(words)] == found
