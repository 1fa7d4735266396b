from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.novelty import new_sentences
from storage.text.sentences import sentences

READ = (
    "A court in Tallinn sentenced the banker Priit Laanemets to six years in prison on Tuesday. He had moved "
    "48 million euros through companies in Limassol. His lawyer announced an appeal."
)
LATER = (
    "The banker Priit Laanemets was sentenced in Tallinn to six years in prison. A second trial against the "
    "auditors Kestrel Partners opens in October, prosecutor Maarika Soo said. An appeal was announced."
)


def said(text: str, read: list[str]) -> list[str]:
    return [text[start:end] for start, end in new_sentences(text, read)]


def test_only_what_was_not_said_is_new() -> None:
    (new,) = said(LATER, [READ])
    assert new.startswith("A second trial")
    assert said(READ, [READ]) == []
    assert said(LATER, [READ, LATER]) == []


def test_all_is_new_to_who_has_read_of_something_else() -> None:
    assert len(said(LATER, ["The volcano on Sangeang has thrown ash."])) == 2


def test_a_short_remark_is_no_news() -> None:
    assert said("Sure. So it goes. He left Zanzibar.", [READ]) == []


@given(st.text(), st.lists(st.text(), max_size=3))
def test_sentences_lie_within_the_text_one_after_another(text: str, read: list[str]) -> None:
    spans = list(sentences(text))
    assert set(new_sentences(text, read)) <= set(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in spans).split())
