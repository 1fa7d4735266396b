import pytest
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
OTHER = ("Bridge reopened", "In Ain al-Kerma the mayor Leocadia Ubarri spoke.")


def found(new: tuple[str, str], old: tuple[str, str], *names: str) -> Evidence:
    vocabulary = GrowingVocabulary()
    others = vocabulary.vectors(("Nothing", "to see"), old)
    explained = vocabulary.explained(*new)
    return gather_evidence(explained, shared_terms(explained, others, 1), names, 0.0)


def test_evidence_is_in_the_words_of_the_newer_article() -> None:
    evidence = found(NEW, OLD)
    assert evidence.names == ("Ain al-Kerma",)
    assert evidence.title_words == ("bridges",)
    assert evidence.phrases == ("suspension cables",)
    assert evidence.numbers == ("1,250",)
    assert evidence.days == 0


@pytest.mark.parametrize(
    ("new", "old", "recognised", "names"),
    [
        (NEW, OLD, (), ("Ain al-Kerma",)),
        (NEW, OLD, ("Aïn al-Kerma",), ("Aïn al-Kerma",)),  # the recognised name covers the written one
        (NEW, OLD, ("Algeria",), ("Algeria", "Ain al-Kerma")),  # recognised names come first
        (NEW, OLD, ("Algeria", "Oran"), ("Algeria", "Oran")),  # two recognised names are enough
        (NEW, OLD, tuple("ABCDEFGH"), tuple("ABCDEF")),  # at most six
        (  # no longer than both write it
            ("A banker in prison", "In Tallinn the banker Priit Laanemets was sentenced."),
            ("Laanemets in prison", "In Tallinn, Laanemets was sentenced."),
            (),
            ("Laanemets", "Tallinn"),
        ),
    ],
)
def test_names_in_both(
    new: tuple[str, str], old: tuple[str, str], recognised: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert found(new, old, *recognised).names == names


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (("Zyxomma lands on a bridge", "A bridge for the Zyxomma"), ("Zyxomma", "bridge")),  # in its order
        (("Bridges of Oran", "The bridge of Oran"), ("Bridges", "Oran")),  # as the newer one writes them
        (("Bridges closed", "Roads closed"), ("closed",)),
        (("What people say", "People say that"), ()),  # too common
        (("巴格达举行新选举", "伊拉克：巴格达机场"), ("巴格达",)),  # overlapping pairs are one word
    ],
)
def test_words_of_both_titles(titles: tuple[str, str], words: tuple[str, ...]) -> None:
    assert found((titles[0], ""), (titles[1], "")).title_words == words


@pytest.mark.parametrize(
    ("new", "old", "numbers"),
    [
        (("", "It cost 1,250 euros."), ("", "They paid 1250 euros."), ("1,250",)),
        (("", "It cost 48 euros."), ("", "They paid 48 euros."), ()),  # two digits, not in the title
        (("48 euros", ""), ("", "They paid 48 euros."), ("48",)),
        (("", "It was in 2021."), ("", "That was 2021."), ()),  # a year
        (("", "It cost 1,250 euros."), ("", "They paid 1,251 euros."), ()),
    ],
)
def test_numbers_in_both(new: tuple[str, str], old: tuple[str, str], numbers: tuple[str, ...]) -> None:
    assert found(new, old).numbers == numbers


@pytest.mark.parametrize(
    ("new", "old", "name"),
    [
        (OTHER, NEW, "Leocadia Ubarri"),
        (NEW, NEW, ""),
        (("Bridge reopened", "In Ain al-Kerma the mayor spoke."), NEW, ""),  # says no other name
        (("Bridge reopened", "In Ain al-Kerma Obama spoke."), NEW, ""),  # too common to speak against a link
    ],
)
def test_the_rarest_name_that_only_the_newer_article_has(
    new: tuple[str, str], old: tuple[str, str], name: str
) -> None:
    vocabulary = GrowingVocabulary()
    others = vocabulary.vectors(old)
    assert unshared_name(vocabulary.explained(*new), others, 0) == name


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
