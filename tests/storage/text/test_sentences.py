from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left. Others came.", ["They left.", "Others came."]),
        ("They left! Why? Nobody knew…", ["They left!", "Why?", "Nobody knew…"]),
        ("The U.S. Senate met. J. Smith spoke.", ["The U.S. Senate met.", "J. Smith spoke."]),
        ("Dr. Lind and Mr. Ek came on 3 Dec. 2021.", ["Dr. Lind and Mr. Ek came on 3 Dec. 2021."]),
        ("He paid approx. ten euros. Then he left.", ["He paid approx. ten euros.", "Then he left."]),
        ("“We left.” “They came.”", ["“We left.”", "“They came.”"]),
        ("A headline\n\nThe text begins.", ["A headline", "The text begins."]),
        ("他们走了。其他人来了。", ["他们走了。", "其他人来了。"]),
        ("No full stop", ["No full stop"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_texts_are_split_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(st.sampled_from("aB .!?”\n。」"), max_size=60))
def test_sentences_do_not_overlap_and_lose_no_text(text: str) -> None:
    spans = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
