"""Which sentences are new, by the stored indexes of sentences."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkers import DAY, SAME_EVENT, VERDICT_DRAFT, draft, link, link_again

from storage.analysis.recognition import sentence_encoder
from storage.analysis.recognition.sentence_encoder import LazyEncoder, SentenceEncoder
from storage.analysis.similarity.sentence_indexing import sentence_index, sentences_of
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import sentence_indexes
from storage.desk import Desk
from storage.model.sentence_index import SentenceIndex
from storage.pipeline.analyse import Analysis, mark_for_reanalysis
from storage.stories.novelty import MOST_SENTENCES, all_new_sentences, new_sentences
from storage.stories.sentence_novelty import judge

READ = (
    "A court in Tallinn sentenced the banker Priit Laanemets to six years in prison on Tuesday. He had moved "
    "48 million euros through companies in Limassol. His lawyer announced an appeal. Some 120 savers came to "
    "hear the verdict, and five of them were led out of the room."
)
TITLE = "Banker Laanemets gets six years"


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return sentence_encoder.load()


def index(encoder: SentenceEncoder | None, text: str, title: str = "") -> SentenceIndex:
    """Return an index that was stored and read again; without an encoder, as in a foreign language."""
    vectors = encoder.encode(sentences_of(title, text)) if encoder else ()
    return sentence_indexes.unpack(sentence_indexes.pack(sentence_index(title, text, vectors, 2023)))


def new(encoder: SentenceEncoder | None, text: str, read: Sequence[str] = (READ,)) -> list[str]:
    said = [index(encoder, one, TITLE) for one in read]
    return [text[one.start : one.end] for one in new_sentences(index(encoder, text), said)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The banker was arrested at the airport.",
        "His wife has left the country.",
        "He must pay back 48 million euros within a year to the depositors of Kalevipank.",
        "A second trial against the auditors Kestrel Partners opens in October.",
        "About 300 savers came to hear the verdict.",
        "He had moved 61 million euros through companies in Limassol.",
    ],
)
def test_new_facts_are_new_in_common_words_too(encoder: SentenceEncoder, sentence: str) -> None:
    assert new(encoder, f"{sentence} {READ}") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Priit Laanemets must go to jail for six years, judges in the Estonian capital have ruled.",
        "Laanemets transferred 48m euros with the help of Cypriot firms.",
        "His attorney said that he would appeal against it.",
        "Ten dozen depositors had come to listen to the ruling.",
        "Laanemets, the banker, was sentenced on Tuesday to six years in prison.",
    ],
)
def test_what_was_said_in_other_words_is_not_new(encoder: SentenceEncoder, sentence: str) -> None:
    assert new(encoder, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank was founded in 1992 by a former teacher.",
        "Estonia has had several cases of that kind in recent years.",
        "New auditors for Kalevipank",  # a heading
        "Sure, Oskar.",
    ],
)
def test_background_and_fragments_are_not_new(encoder: SentenceEncoder, sentence: str) -> None:
    assert new(encoder, f"{sentence}\n\n{READ}") == []


def test_what_any_of_several_articles_says_is_not_new(encoder: SentenceEncoder) -> None:
    more = "Prosecutors will ask for the extradition of his brother, who lives in Brazil."
    assert new(encoder, more) == [more]
    assert new(encoder, more, [READ, f"His brother is in Brazil. {more}"]) == []


def test_at_most_five_sentences_are_marked_those_that_add_most(encoder: SentenceEncoder) -> None:
    facts = [
        f"The {who} of the bank {what} on Friday."
        for who, what in zip(
            ("director", "cashier", "lawyer", "owner", "auditor", "driver", "founder"),
            ("resigned", "fled to Peru", "was shot", "denied it", "wept", "sold a yacht", "fell ill"),
            strict=True,
        )
    ]
    own, read = index(encoder, " ".join(facts)), [index(encoder, READ)]
    found, every = new_sentences(own, read), all_new_sentences(own, read)
    assert len(found) == MOST_SENTENCES < len(every)
    least = min(one.probability for one in found)
    assert all(one in found or one.probability <= least for one in every)
    assert found == sorted(found)


def test_a_changed_number_says_what_it_was(encoder: SentenceEncoder) -> None:
    text = "Some 300 savers came to hear the verdict, and five of them were led out of the room."
    (found,) = new_sentences(index(encoder, text), [index(encoder, READ, TITLE)])
    assert [(change.before.value, change.after.value) for change in found.changes] == [(120, 300)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The two senators of Lusk called on the governor to veto it.",
            "Three senators of Lusk agree.",
        ),
        ("Greece gets a loan of 110 billion euros.", "Greece gets a loan of $144 billion."),
        ("A month ago 36 deputies signed a letter on the tax.", "Congress may wait two weeks with the tax."),
        ("The deputy leaves a wife and two sons.", "The 35 - year - old deputy was shot by a man on Friday."),
        ("He missed ten games of the Saints.", "The Saints play at 8 p. m. in the Dome."),
    ],
)
def test_numbers_of_different_things_are_not_set_side_by_side(
    encoder: SentenceEncoder, before: str, after: str
) -> None:
    judged = judge(index(encoder, after), [index(encoder, f"{before} {READ}")])
    assert [one.changes for one in judged] == [()]


@pytest.mark.parametrize(
    ("said", "again"),
    [
        (
            "Two savers in three have got their money back.",
            "Of the savers, 66 percent have got their money back.",
        ),
        ("Only seven in ten savers came.", "No more than 70 percent of the savers came."),
        ("Some 110 savers came.", "Over a hundred savers came."),
        ("The safe is 1,500 years old.", "The safe is fifteen centuries old."),
        ("His contract lasts for four years.", "He has a contract until 2027."),
        ("He was born in Tartu in 1963.", "In Tartu he was born 60 years ago."),
    ],
)
def test_a_number_in_another_form_is_not_new(encoder: SentenceEncoder, said: str, again: str) -> None:
    assert new(encoder, again, [f"{said} {READ}"]) == []


def test_without_vectors_shared_words_count() -> None:
    assert new(None, READ) == []
    assert new(None, "Der Bankier Laanemets hat in Sansibar heimlich die Juristin Adaeze Okonkwo geheiratet.")
    assert new(None, "His lawyer announced an appeal on Tuesday.") == []


WORDS = [
    *READ.split(),
    "Zanzibar",
    "1,340",
    "12",
    "7",
    "伊拉克总理宣布",
    "the",
    "of",
    "\n",
    "half a million euros.",
]
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=80)


vectors = st.lists(st.integers(-7, 7), min_size=8, max_size=8).map(
    lambda some: bytes(one & 255 for one in some)
)


@given(texts, texts, st.lists(vectors, max_size=3))
def test_an_index_comes_back_from_its_bytes(title: str, text: str, made_of: list[bytes]) -> None:
    made = sentence_index(title, text, made_of[: len(sentences_of(title, text))], 2023)
    assert sentence_indexes.unpack(sentence_indexes.pack(made)) == made


@given(texts, st.lists(texts, max_size=3))
def test_what_was_read_itself_is_never_new(text: str, read: list[str]) -> None:
    said = [index(None, one) for one in (*read, text)]
    assert new_sentences(index(None, text), said) == []


def test_a_long_text_is_indexed_to_a_bound() -> None:
    long = sentence_index("", "Every word is counted here. " * 5_000)
    assert long.sentences[-1].end <= 20_000
    assert sentence_indexes.unpack(sentence_indexes.pack(long)) == long


def test_an_index_is_small(encoder: SentenceEncoder) -> None:
    read = sentences_of(VERDICT_DRAFT.title, VERDICT_DRAFT.text)
    made = sentence_index(VERDICT_DRAFT.title, VERDICT_DRAFT.text, encoder.encode(read))
    assert len(sentence_indexes.pack(made)) < 2.3 * len(VERDICT_DRAFT.text)


# On a desk


@pytest.fixture
def read_desk(desk: Desk, desk_file: DeskFile) -> Desk:
    """Two reports of one event, of which the second was read."""
    reports = [VERDICT_DRAFT, draft("Banker Laanemets must go to prison", SAME_EVENT, DAY)]
    link(desk_file, reports, encoder=LazyEncoder())
    desk.articles.mark_read([2])
    return desk


def said(desk: Desk, article: int) -> str:
    text = desk.articles.get(article).text
    return " ".join(text[one.start : one.end] for one in desk.stories.new_sentences(article))


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
