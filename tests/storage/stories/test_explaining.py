"""Which links are kept, which of them get evidence, and when a link is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from growing_vocabulary import GrowingVocabulary
from linkers import draft

from storage.analysis.article_analysis import ArticleAnalysis
from storage.analysis.similarity.comparison import Comparison
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories.links import LinkRecord
from storage.desk import Desk
from storage.model import SAME_STORY_LIKELIHOOD, Evidence, Field, Kind, Mention
from storage.names.recording import record_names
from storage.stories.explaining import Explainer

STRONG = ("Bridge at Ain al-Kerma reopened", "Divers checked Ain al-Kerma. The suspension cables held.")
WEAK = ("The day in brief", "People said that the weather will be good in the town.")
OWN_NAME = ("Bridge reopened", "In Ain al-Kerma the mayor Leocadia Ubarri spoke of suspension cables.")


def records(
    desk_file: DeskFile, new: tuple[str, str], old: Sequence[tuple[str, str]], compared: Sequence[Comparison]
) -> list[LinkRecord]:
    vocabulary = GrowingVocabulary()
    vectors = vocabulary.article_vectors(*((title, text, None) for title, text in old))
    with desk_file.reading() as connection:
        own = replace(vocabulary.article_vectors((*new, None)), articles=[99])
        explainer = Explainer(connection, own, vocabulary.explained(*new), vectors)
        return list(explainer.records(compared).values())


def compared(
    index: int = 0, *, likelihood: float = 0.0, relatedness: float = 0.0, overlap: float = 0.0
) -> Comparison:
    return Comparison(index, likelihood, max(likelihood, relatedness), 2.0, overlap)


@pytest.mark.parametrize(
    ("one", "kept"),
    [
        (compared(overlap=0.9), 24),
        (compared(likelihood=0.9), 24),
        (compared(relatedness=0.9), 30),
    ],
    ids=["copies", "same story", "related"],
)
def test_the_best_of_each_kind_are_kept_and_eight_have_evidence(
    desk: Desk, desk_file: DeskFile, one: Comparison, kept: int
) -> None:
    every = [
        Comparison(index, one.likelihood, one.relatedness - index / 100, 2.0, one.overlap)
        for index in range(30)
    ]
    found = records(desk_file, STRONG, [STRONG] * 30, every)
    assert len(found) == kept
    assert [one.evidence is not None for one in found] == [True] * 8 + [False] * (kept - 8)


@pytest.mark.parametrize(
    ("text", "one", "is_shown"),
    [
        (STRONG, compared(relatedness=0.2), True),  # little in common, but convincing
        (WEAK, compared(relatedness=0.2), False),  # nothing that a reader would understand
        (WEAK, compared(relatedness=0.49), False),
        (WEAK, compared(relatedness=0.5), True),  # without recognised names
        (WEAK, compared(likelihood=0.9), True),
        (WEAK, compared(overlap=0.7), True),
    ],
)
def test_a_weak_link_without_convincing_evidence_is_not_shown(
    desk: Desk, desk_file: DeskFile, text: tuple[str, str], one: Comparison, is_shown: bool
) -> None:
    (found,) = records(desk_file, text, [text], [one])
    assert (found.evidence is not None) is is_shown


@pytest.mark.parametrize(
    ("one", "doubt"),
    [
        (compared(likelihood=0.5), "Leocadia Ubarri"),
        (compared(likelihood=0.79), "Leocadia Ubarri"),
        (compared(likelihood=0.8), "Leocadia Ubarri"),  # a teaser is never certain
        (compared(likelihood=0.49, relatedness=0.9), ""),  # only related
        (compared(likelihood=0.6, overlap=0.9), ""),  # a copy
    ],
)
def test_a_doubtful_link_names_what_only_one_article_has(
    desk: Desk, desk_file: DeskFile, one: Comparison, doubt: str
) -> None:
    (found,) = records(desk_file, OWN_NAME, [STRONG], [one])
    assert found.evidence is not None
    assert found.evidence.only_one == doubt


def test_a_copy_has_its_overlap_as_evidence(desk: Desk, desk_file: DeskFile) -> None:
    (found,) = records(desk_file, STRONG, [STRONG], [compared(likelihood=0.9, overlap=0.75)])
    assert found.evidence == Evidence(overlap=0.75, days=2.0)


@pytest.mark.parametrize(
    ("name", "kind", "is_linked", "is_story"),
    [
        ("Glasgow", Kind.PLACE, False, False),
        ("Uzbekova", Kind.PERSON, True, False),
        ("Uzbekova", Kind.ORGANISATION, True, True),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_town_or_a_person_that_both_name_makes_no_story(
    desk_file: DeskFile, name: str, kind: Kind, is_linked: bool, is_story: bool
) -> None:
    texts = [(f"Tram stops for {name}", "It was late."), (f"Bakers thank {name}", "Bread is cheap.")]
    vocabulary = GrowingVocabulary()
    with desk_file.writing() as connection:
        for number, (title, text) in enumerate(texts, start=1):
            articles.store(connection, draft(title, text))
            start = title.index(name)
            mention = Mention(Field.TITLE, start, start + len(name), kind, 1.0)
            record_names(connection, articles.fetch(connection, number), ArticleAnalysis("en", (mention,)))
        old, new = (
            replace(vocabulary.article_vectors((*one, None)), articles=[n]) for n, one in enumerate(texts, 1)
        )
        explainer = Explainer(connection, new, vocabulary.explained(*texts[1]), old)
        (found,) = explainer.records([compared(likelihood=0.7)]).values()
    assert (found.evidence is not None) is is_linked
    assert (found.likelihood >= SAME_STORY_LIKELIHOOD) is is_story


def test_recognised_names_come_first(sample_desk: Desk, desk_file: DeskFile) -> None:
    vocabulary = GrowingVocabulary()
    new, old = (sample_desk.articles.get(number) for number in (2, 1))
    explained = vocabulary.explained(new.title, new.text)
    vectors = vocabulary.article_vectors((old.title, old.text, None))
    with desk_file.reading() as connection:
        own = replace(vocabulary.article_vectors((new.title, new.text, None)), articles=[2])
        explainer = Explainer(connection, own, explained, replace(vectors, articles=[1]))
        (found,) = explainer.records([compared(likelihood=0.9)]).values()
    assert found.evidence is not None
    assert found.evidence.names[0] == "Haidar al-Abadi"
    assert {"Islamic State", "Iraq"} & set(found.evidence.names)


def linked(desk_file: DeskFile, pages: Sequence[tuple[str, str]], names: Sequence[str]) -> Evidence:
    """Return the evidence for the link between two articles in which these people are recognised."""
    vocabulary = GrowingVocabulary()
    with desk_file.writing() as connection:
        for number, (title, text) in enumerate(pages, start=1):
            articles.store(connection, draft(title, text))
            mentions = tuple(
                Mention(Field.TEXT, found.start(), found.end(), Kind.PERSON, 1.0)
                for name in names
                for found in re.finditer(re.escape(name), text)
            )
            record_names(connection, articles.fetch(connection, number), ArticleAnalysis("en", mentions))
        old, new = (
            replace(vocabulary.article_vectors((*page, None)), articles=[number])
            for number, page in enumerate(pages, 1)
        )
        explainer = Explainer(connection, new, vocabulary.explained(*pages[1]), old)
        (found,) = explainer.records([compared(likelihood=0.7)]).values()
    assert found.evidence is not None
    return found.evidence


SPELLED = ("Mustafa al-Tarhuni", "Mustafa al-Tarhouni")


def test_a_name_in_two_spellings_is_one_name_of_a_reason(desk: Desk, desk_file: DeskFile) -> None:
    text = "The engineer {} came to Sirte. Later {} saw the desalination works there.".format(*SPELLED)
    pages = [("Desalination works open", text), ("Works open at last", text)]
    evidence = linked(desk_file, pages, SPELLED)
    assert sum("Mustafa" in name for name in evidence.names) == 1


def test_a_doubt_names_what_is_recognised_in_one_article_alone(desk: Desk, desk_file: DeskFile) -> None:
    old = f"In Zliten {SPELLED[0]} opened the desalination works with Ottoline Quarrie. Pumps started."
    new = f"ZLITEN - Zeppelins and desalination pumps: {SPELLED[1]} and Thorvald Okonjima opened the works."
    pages = [("Desalination works open", old), ("Desalination works run", new)]
    assert linked(desk_file, pages, (*SPELLED, "Ottoline Quarrie", "Okonjima")).only_one == "Okonjima"
