import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.text.plain_text import clean, clean_line, truncate_line

# Characters that rules meet over: introducers, terminators, breaks, joiners, marks, bases, hidden ones.
TRICKY = (
    "aZ1#m;[]PX^_\\ \t\n\r"
    "\x0b\x0c\x07\x08\x1b\x1f\x7f\x85\x90\x98\x9b\x9c\x9d\x9f\xa0\xad\u2028\u2029\u3000\u2800"
    "\u200b\u200c\u200d\u200e\u202e\u2066\u2069\ufeff\ufe00\ufe0e\ufe0f\u20e3\u034f\u0301\u0316\u0338\u0344\u0345"
    "\u0627\u0628\u064b\u0654\u0915\u0930\u093c\u094d\u0958\u09c7\u09be\u1100\u1161\u1820\u180b\u180e\u2190\u2329"
    "\u2640\u2764\U0001f468\U0001f3fb\U000e0067\U000e0100\ue000\ufdd0\uffff\ud800\udc00\u304b\u3099"
)
TEXTS = st.text(st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=60)


@given(TEXTS)
@example("a\u0301\u0301\u0301\u0301\u200d\u0301\u0301\u0301")
@example("\u0628\u0301\u200d\u0316\u200d\u0628")
@example("x\u0301\u200d\u0655\u200d\u0628")
@example("\u2190\u200b\u0338\u200d\u2640")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TEXTS)
def test_nothing_forbidden_is_left(forbidden: Callable[[str], list[str]], text: str) -> None:
    assert forbidden(clean(text)) == []
    assert forbidden(clean_line(text)) == []


@given(TEXTS)
def test_text_is_composed_and_tidy(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned
    assert "  " not in cleaned
    assert all(line == line.strip() for line in cleaned.split("\n"))
    assert clean_line(text) == " ".join(cleaned.split())


@given(TEXTS)
def test_marks_never_pile_up_or_lack_a_base(text: str) -> None:
    run, before = 0, "\n"
    for char in clean(text):
        is_mark = unicodedata.category(char) in ("Mn", "Me")
        assert not (is_mark and before == "\n")
        run = run + 1 if is_mark else run if char in "\u200c\u200d" else 0
        assert run <= 5
        before = char


@given(st.text(st.characters(categories=["L", "N", "P"], exclude_characters="\u115f\u1160\u3164\uffa0")))
def test_ordinary_characters_stay(text: str) -> None:
    assert clean_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x9b31mred", "ared"),
        ("a\x1b[38;5;1", "a"),
        ("a\x1b[2J\x1b[Hb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;cm0gLXJm\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1bPq#0;2;0\x1b\\b", "ab"),
        ("a\x90payload\x9cb", "ab"),
        ("a\x1b_payload\x1b\\b\x1b^payload\x1b\\c\x1bXpayload\x1b\\d", "abcd"),
        ("a\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bcb", "ab"),
        ("a\x1b(0b", "ab"),
        ("a\x1b", "a"),
        ("a\x1b\x1b[31mb", "ab"),
        ("a\x1bé", "aé"),
    ],
)
def test_escape_sequences_are_removed_as_a_whole(text: str, left: str) -> None:
    assert clean(text) == left


@pytest.mark.parametrize("introducer", ["\x1b]0;", "\x1bP", "\x90", "\x9d2;", "\x1b_"])
def test_an_unclosed_control_string_removes_no_text(introducer: str) -> None:
    assert clean(f"Before {introducer}the end\nof the story") == "Before the end\nof the story"


def test_wrongly_decoded_quotes_swallow_nothing() -> None:
    wrong = "“No,” he said. “Never.” They left.".encode().decode("latin-1")
    assert "he said." in clean(wrong)
    assert "Never." in clean(wrong)
    assert "They left." in clean(wrong)


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_break_is_a_newline(line_break: str) -> None:
    assert clean(f"one{line_break}two") == "one\ntwo"
    assert clean_line(f"one{line_break}two") == "one two"


def test_one_blank_line_separates_blocks() -> None:
    assert clean("\n\n one\t two \n \n\n\n three\u00a0\u3000four\nfive\n\n") == "one two\n\nthree four\nfive"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: without the non-joiner the word is misspelt
        "श्री क्\u200dष",
        "ന്\u200d",  # Malayalam, joiner after a virama at the end of the word
        "\U0001f469\u200d\u2695\ufe0f",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f469\U0001f3fd\u200d\U0001f680",
        "\u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3",
        "\u203c\ufe0f",
        "שָׁלוֹם",
        "tiếng Việt",
        "ᠮᠣᠩᠭᠣᠯ\u180b",
        "\u06dd\u0661",
        "中文，日本語",
        "ก็ตาม",
    ],
)
def test_scripts_and_emoji_keep_what_they_need(text: str) -> None:
    assert clean_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ad\u200dmin", "admin"),
        ("ad\u200cmin", "admin"),
        ("می\u200c\u200c\u200dخواهم", "می\u200cخواهم"),
        ("می\u200c", "می"),
        ("a\ufe0fb", "ab"),
        ("1\ufe0f2", "12"),
        ("葛\U000e0100城", "葛城"),
        ("a\u202eb\u2066c\u2069d\u200fe\u061cf", "abcdef"),
        ("pass\u00adword\u200b\ufeff\u2060", "password"),
        ("a\U000e0067\U000e007fb", "ab"),
        ("a\ue000b\U0010fffdc", "abc"),
        ("a\ud83db", "ab"),
        ("a\uffffb\ufdd0c", "abc"),
        ("\ufff9a\ufffab\ufffb", "ab"),
        ("\u0301a", "a"),
        ("a" + "\u0301" * 40, "\u00e1" + "\u0301" * 5),
        ("\u3164\u3164", ""),
        ("e\u200b\u0301", "é"),
    ],
)
def test_invisible_tricks_are_removed(text: str, left: str) -> None:
    assert clean_line(text) == left


@given(st.text(), st.integers(2, 90))
def test_truncated_lines_fit(line: str, width: int) -> None:
    assert len(truncate_line(line, width)) <= width
