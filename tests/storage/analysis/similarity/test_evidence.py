from growing_vocabulary import GrowingVocabulary
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.evidence import gather_evidence, shared_terms, unshared_name
from storage.model import Evidence

NEW = (
    "Ain al-Kerma's bridges reopened",
    "Divers checked Ain al-Kerma. 1,250 divers' suspension cables held.",
)
OLD = ("Flooded: bridge of AIN AL-KERMA", "In Ain al-Kerma the suspension cable held for 1250 days.")


def found(new: tuple[str, str], old: tuple[str, str], *names: str) -> Evidence:
    vocabulary = GrowingVocabulary()
    others = vocabulary.vectors(("Nothing", "to see"), old)
    explained = vocabulary.explained(*new)
    return gather_evidence(explained, shared_terms(explained, others, 1), names, 0.0)


def doubt(new: tuple[str, str], old: tuple[str, str]) -> str:
    vocabulary = GrowingVocabulary()
    others = vocabulary.vectors(old)
    return unshared_name(vocabulary.explained(*new), others, 0)


def test_evidence_is_in_the_words_of_the_newer_article() -> None:
    evidence = found(NEW, OLD)
    assert evidence.names == ("Ain al-Kerma",)
    assert evidence.title_words == ("bridges",)
    assert evidence.phrases == ("suspension cables",)
    assert evidence.numbers == ("1,250",)
    assert evidence.days == 0


def test_known_names_go_before_those_of_the_text() -> None:
    assert found(NEW, OLD, "Aïn al-Kerma").names == ("Aïn al-Kerma",)
    assert found(NEW, OLD, "Algeria").names == ("Algeria", "Ain al-Kerma")


def test_a_name_is_no_longer_than_both_write_it() -> None:
    old = ("Laanemets in prison", "In Tallinn, Laanemets was sentenced.")
    new = ("A banker in prison", "In Tallinn the banker Priit Laanemets was sentenced.")
    assert "Priit Laanemets" not in found(new, old).names
    assert "Laanemets" in found(new, old).names


def test_chinese_title_words_are_whole() -> None:
    evidence = found(("巴格达举行新选举", "投票"), ("伊拉克：巴格达机场", "飞机"))
    assert evidence.title_words == ("巴格达",)


def test_a_doubt_is_a_name_that_the_new_article_alone_has() -> None:
    other = ("Bridge reopened", "In Ain al-Kerma the mayor Leocadia Ubarri spoke.")
    assert doubt(other, NEW) == "Leocadia Ubarri"
    assert doubt(NEW, NEW) == ""


WORDS = "the of in court Tallinn Laanemets prison Limassol bank clerk years Judge Torim 48 1,340 May 9 ."
sentences = st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)


@given(st.tuples(sentences, sentences), st.tuples(sentences, sentences))
def test_evidence_stands_in_both_articles(new: tuple[str, str], old: tuple[str, str]) -> None:
    evidence = found(new, old)
    own, others = "\n".join(new), "\n".join(old).lower()
    assert all(words in new[0] for words in evidence.title_words)
    for words in (*evidence.names, *evidence.phrases, *evidence.numbers):
        assert words in own
    for words in (*evidence.names, *evidence.title_words, *evidence.numbers):
        assert words.lower().replace(",", "") in others.replace(",", "")
    assert len(str(evidence)) <= 140
