"""Two reports compared: sentences and names that only one of them has."""

import pytest
from linkers import DAY, REPORTS, draft, link, link_again

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import ComparisonError, NotFoundError


def test_sentences_that_only_one_says(reported: Desk) -> None:
    found = reported.stories.compare(1, 2)
    assert found.analysed
    article = found.left.article
    only = [" ".join(article.text[start:end].split()) for start, end in found.left.only]
    assert any("a clerk at the Limassol branch copied the books" in sentence for sentence in only)
    assert not any("sentenced the banker" in sentence for sentence in only)
    swapped = reported.stories.compare(2, 1)
    assert (swapped.left, swapped.right) == (found.right, found.left)


def test_names_that_only_one_has(sample_desk: Desk) -> None:
    found = sample_desk.stories.compare(1, 2)
    assert [name.entity.name for name in found.left.only_names] == ["Mosul"]
    assert found.right.only_names == ()
    sample_desk.names.mute(found.left.only_names[0].entity.id, True)
    assert sample_desk.stories.compare(1, 2).left.only_names == ()


def test_an_article_whose_text_has_changed_is_not_compared_yet(reported: Desk, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        connection.execute("update article set text = 'Another text.', analysed = null where id = 2")
    found = reported.stories.compare(1, 2)
    assert not found.analysed
    assert found.left.only == found.right.only == ()
    link_again(desk_file, 2)
    with desk_file.writing() as connection:
        connection.execute("update article set analysed = 1 where id = 2")
    assert reported.stories.compare(1, 2).analysed


def test_the_other_reports_of_a_story_likeliest_first(reported: Desk, desk_file: DeskFile) -> None:
    scores = {link.other.id: link.score for link in reported.articles.links(1)}
    first, second = (one.id for one in reported.stories.reports(1))
    assert {first, second} == {2, 3}
    assert round(scores[first], 3) >= round(scores[second], 3)
    assert reported.stories.reports(4) == []
    (copy,) = link(desk_file, [draft("A copy", REPORTS[0].text, DAY)])
    assert {one.id for one in reported.stories.reports(copy)} <= {1, 2, 3}
    assert copy not in [one.id for one in reported.stories.reports(1)]


def test_articles_that_cannot_be_compared(reported: Desk) -> None:
    with pytest.raises(ComparisonError, match="with itself"):
        reported.stories.compare(1, 1)
    with pytest.raises(NotFoundError):
        reported.stories.compare(1, 99)
