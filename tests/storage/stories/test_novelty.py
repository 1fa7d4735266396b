"""Which sentences are new, by the stored terms of sentences."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkers import DAY, SAME_EVENT, VERDICT_DRAFT, draft, link, link_again

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.terms import sentence_index
from storage.analysis.similarity.tokens import NUMBER, tokens, word
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import sentence_indexes
from storage.desk import Desk
from storage.pipeline.analyse import Analysis, mark_for_reanalysis
from storage.stories.novelty import new_sentences
from storage.text.sentences import sentences

READ = (
    "A court in Tallinn sentenced the banker Priit Laanemets to six years in prison on Tuesday. He had moved "
    "48 million euros through companies in Limassol. His lawyer announced an appeal."
)
LATER = (
    "The banker Priit Laanemets was sentenced in Tallinn to six years in prison. A second trial against the "
    "auditors Kestrel Partners opens in October, prosecutor Maarika Soo said. An appeal was announced."
)


def new_spans(text: str, read: Sequence[str]) -> list[tuple[int, int]]:
    """Return what is new by indexes that were stored and read again."""
    stored = [sentence_indexes.unpack(sentence_indexes.pack(sentence_index(one))) for one in (text, *read)]
    return new_sentences(stored[0], stored[1:])


def new(text: str, read: Sequence[str]) -> list[str]:
    return [text[start:end] for start, end in new_spans(text, read)]


def test_only_what_no_read_text_says_is_new() -> None:
    (found,) = new(LATER, [READ])
    assert found.startswith("A second trial")
    assert new(READ, [READ]) == []
    assert new(LATER, [READ, LATER]) == []


def test_everything_is_new_after_a_text_on_another_subject() -> None:
    assert len(new(LATER, ["The volcano on Sangeang has thrown ash."])) == 2


@pytest.mark.parametrize(
    ("sentence", "is_new"),
    [
        ("Sure. So it goes. He left Zanzibar.", False),  # fewer than four terms
        ("The banker Laanemets from Tallinn visited Zanzibar.", False),  # one new term
        ("The banker Laanemets flew from Tallinn to Zanzibar with Adaeze Okonkwo.", True),
        ("Prison guards carried 1,340 letters of Zanzibar merchants.", True),
        (
            "Laanemets, the banker, got six years in a Tallinn prison, it emerged.",
            False,
        ),  # said in one sentence
    ],
)
def test_a_sentence_is_new_if_enough_of_it_is(sentence: str, is_new: bool) -> None:
    assert bool(new(sentence, [READ])) is is_new


WORDS = [*f"{READ} {LATER}".split(), "Zanzibar", "1,340", "12", "7", "伊拉克总理宣布", "the", "of", "\n"]
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=80)


@given(texts, st.lists(texts, max_size=3))
def test_stored_terms_give_the_same_as_the_texts_themselves(text: str, read: list[str]) -> None:
    assert new_spans(text, read) == _by_texts(text, read)


@given(texts)
def test_an_index_comes_back_from_its_bytes(text: str) -> None:
    index = sentence_index(text)
    assert sentence_indexes.unpack(sentence_indexes.pack(index)) == index


def test_a_long_text_is_indexed_to_a_bound() -> None:
    index = sentence_index("Every word is counted here. " * 5_000)
    assert index.sentences[-1].end <= 20_000
    assert sentence_indexes.unpack(sentence_indexes.pack(index)) == index


def test_an_index_is_small() -> None:
    assert len(sentence_indexes.pack(sentence_index(VERDICT_DRAFT.text))) < 1.5 * len(VERDICT_DRAFT.text)


def _by_texts(text: str, read: Sequence[str]) -> list[tuple[int, int]]:
    """Return what is new by a plain comparison of the texts, without hashes and indexes."""
    said = [_weights(one[start:end]) for one in read for start, end in sentences(one)]
    return [(start, end) for start, end in sentences(text) if _is_new(_weights(text[start:end]), said)]


def _is_new(sentence: dict[str, float], said: Sequence[dict[str, float]]) -> bool:
    known = {term for one in said for term in one}
    whole = sum(sentence.values())
    unsaid = [weight for term, weight in sentence.items() if term not in known]
    if len(sentence) < 4 or len(unsaid) < 2 or sum(unsaid) < 0.35 * whole:
        return False
    return all(sum(w for term, w in sentence.items() if term in one) < 0.6 * whole for one in said)


def _weights(sentence: str) -> dict[str, float]:
    found = [word(token) for token in tokens(sentence)]
    terms = [
        one.term or one.folded for one in found if one.term or (one.shape == NUMBER and len(one.folded) >= 2)
    ]
    known = background()
    return {term: log((known.articles + 1) / (known.frequency.get(term, 0) + 0.5)) for term in terms}


# On a desk


@pytest.fixture
def read_desk(desk: Desk, desk_file: DeskFile) -> Desk:
    """Two reports of one event, of which the second was read."""
    link(desk_file, [VERDICT_DRAFT, draft("Banker Laanemets must go to prison", SAME_EVENT, DAY)])
    desk.articles.mark_read([2])
    return desk


def said(desk: Desk, article: int) -> str:
    text = desk.articles.get(article).text
    return " ".join(text[start:end] for start, end in desk.stories.new_sentences(article))


def test_the_desk_knows_what_is_new_after_the_articles_read_before(read_desk: Desk) -> None:
    assert "clerk at the Limassol branch" in said(read_desk, 1).replace("\n", " ")
    assert read_desk.stories.new_sentences(2) == []
    read_desk.articles.mark_read([1])
    assert "clerk at the Limassol branch" in said(read_desk, 1).replace("\n", " ")
    read_desk.articles.mark_read([2], read=False)
    assert read_desk.stories.new_sentences(1) == []


def test_what_is_new_stays_while_all_articles_are_analysed_again(
    read_desk: Desk, desk_file: DeskFile
) -> None:
    before = read_desk.stories.new_sentences(1)
    assert before
    with desk_file.writing() as connection:
        mark_for_reanalysis(connection)
    assert read_desk.stories.new_sentences(1) == before


def test_a_changed_text_is_judged_by_its_new_analysis(read_desk: Desk, desk_file: DeskFile) -> None:
    added = "Adaeze Okonkwo of Zanzibar testified about diamonds."
    with desk_file.writing() as connection:
        articles.store(connection, replace(VERDICT_DRAFT, text=f"{added} {VERDICT_DRAFT.text}"))
    assert read_desk.stories.new_sentences(1) == []
    link_again(desk_file, 1)
    with desk_file.writing() as connection:
        articles.set_analysed(connection, 1)
    assert said(read_desk, 1).startswith(added)


@pytest.mark.parametrize("article", [1, 2])
def test_articles_analysed_by_an_earlier_version_are_brought_up_to_date(
    read_desk: Desk, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch, article: int
) -> None:
    before = read_desk.stories.new_sentences(1)
    with desk_file.writing() as connection:  # as the migration leaves them
        connection.execute("update sentence_index set sentences = null where article = ?", (article,))
    assert read_desk.stories.new_sentences(1) == []
    monkeypatch.delattr("storage.pipeline.analyse.AnalysisProcess")
    Analysis(desk_file, lambda _: None).run()
    assert read_desk.stories.new_sentences(1) == before


def test_the_screen_loads_nothing_of_the_analysis_to_show_what_is_new(read_desk: Desk) -> None:
    code = (
        "import sys; from pathlib import Path; from storage.desk import Desk\n"
        "with Desk.open(Path(sys.argv[1])) as desk:\n"
        "    assert desk.stories.new_sentences(1)\n"
        "    assert desk.stories.page(desk.stories.of(1).id).news\n"
        "print([name for name in sys.modules if name.partition('.')[0] == 'numpy' or "
        "name.startswith('storage.analysis')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(read_desk.path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
