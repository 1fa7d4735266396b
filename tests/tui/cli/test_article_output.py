"""An article as it is printed for people."""

from dataclasses import replace

import pytest

from storage.desk import Desk
from storage.model import Enclosure, Entity, Headline, Kind, Link, LinkKind, Name
from tui.cli import article_output


def test_an_article_is_shown_with_files_and_not_too_many_links(
    sample_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = Headline(1, "Other", "Daily", None, False, False)
    links = [Link(replace(drawn, id=number), LinkKind.RELATED, 0.4) for number in range(40)]
    audio = Enclosure("https://a.example/a.mp3", "audio/mpeg", 2_000_000)
    article = replace(sample_desk.articles.get(1), enclosures=(audio,))
    article_output.article(article, [Name(Entity(1, "Mosul", Kind.PLACE, 1, 1), ())], links, None)
    lines = capsys.readouterr().out.splitlines()
    names = lines.index("Names")
    assert lines[names - 2 : names] == ["  https://a.example/a.mp3 (audio/mpeg, 2.0 MB)", ""]
    assert sum(line.startswith("Related: ") for line in lines) == 12
    assert lines[-1] == "and 28 more links; --json has them all"


def test_the_language_of_an_article_is_shown_by_its_name(
    sample_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    article = sample_desk.articles.get(1)
    article_output.article(replace(article, language="pt-BR"), [], [], None)
    assert " · from a file · in Portuguese · https://" in capsys.readouterr().out
    article_output.article(replace(article, language="en-US"), [], [], None)
    assert " · from a file · https://" in capsys.readouterr().out
