"""Which sentences can stand in a brief."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Article, Provenance, Role, Span
from storage.stories.brief_sentences import FIT, best, candidates, lead


def article(text: str, title: str = "", spans: tuple[Span, ...] = ()) -> Article:
    return Article(
        1, "k", title, text, "", "", "", datetime(2026, 1, 1, tzinfo=UTC), "en", Provenance.FEED, "tests",
        read=False, starred=False, spans=spans,
    )  # fmt: skip


GOOD = "The council of Tallinn has closed the harbour bridge until the end of March."


@pytest.mark.parametrize(
    "dateline",
    [
        "TALLINN, March 3 (Reuters) - ",
        "TALLINN (AP) — ",
        "WASHINGTON — ",
        "DAKAR, Senegal, Jul 25 2022 (IPS) - ",
        "(CNN) -- ",
        "NEW YORK (AFP) – ",
    ],
)
def test_a_dateline_is_left_out(dateline: str) -> None:
    (found,) = candidates(article(f"{dateline}{GOOD}"))
    assert found.text == GOOD
    assert (found.start, found.end) == (len(dateline), len(dateline) + len(GOOD))


@pytest.mark.parametrize(
    "sentence",
    [
        "Jean-Claude Juncker said the talks in Brussels would go on until Sunday night.",
        "The US–Mexico border was closed on Monday after the storm had reached Texas.",
        "Volkswagen - the largest carmaker of Europe - closes three of its plants in Saxony.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(sentence: str) -> None:
    (found,) = candidates(article(sentence))
    assert found.text == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Too short to say much.",
        "and then the council of Tallinn closed the harbour bridge until March.",
        "The council of Tallinn has closed the harbour bridge until",
        "Read more: the council of Tallinn has closed the harbour bridge for weeks.",
        "The council of Tallinn has closed the bridge (see www.example.org for more).",
        "Reporting by Mari Maasikas in Tallinn and John Smith in London; editing by Jo Doe.",
        "The score of the season so far stood at 182 to 158 in all games played (.",
        "Has the council of Tallinn closed the harbour bridge until the end of March?",
        f"The council {'very ' * 90}closed the bridge.",
        "“The harbour bridge of Tallinn stays closed until the end of March, and that is final.”",
    ],
)
def test_what_is_no_whole_sentence_of_the_article_is_left_out(sentence: str) -> None:
    assert candidates(article(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "They said that the harbour bridge of Tallinn stays closed until the end of March.",
        "But the council of Tallinn has closed the harbour bridge until the end of March.",
        "“The bridge in Tallinn stays closed for now,” he said after the meeting on Monday.",
        "The harbour bridge in Tallinn is not the place where I want to spend my evening.",
        "It’s the end of the harbour bridge in Tallinn, as far as the council is concerned.",
    ],
)
def test_what_leans_on_another_sentence_is_not_fit(sentence: str) -> None:
    assert all(one.fitness < FIT for one in candidates(article(sentence)))
    assert best(candidates(article(sentence)), 2) == []


def test_headings_lists_and_the_title_are_left_out() -> None:
    heading = "Why the council of Tallinn has closed the harbour bridge at last."
    text = f"{heading}\n\n{GOOD}"
    found = candidates(article(text, GOOD, (Span(0, len(heading), Role.HEADING),)))
    assert found == []


def test_the_lead_says_what_the_title_says() -> None:
    scene = "Mari Maasikas stood in the wind of Kadriorg and looked at the water for an hour."
    news = "Tallinn closes the harbour bridge for repairs until March, mayor Jaan Kask announced."
    more = "Buses of line 21 take another way through Kopli until the work on it is done."
    found = lead(article(f"{scene} {news} {more}", "Tallinn closes harbour bridge until March"), 2)
    assert [one.text for one in found] == [scene, news]
    (first,) = lead(article(f"{scene} {news} {more}", "Tallinn closes harbour bridge until March"), 1)
    assert first.text == news


def test_sentences_of_scripts_without_spaces() -> None:
    (found,) = candidates(article("塔林市议会决定将港口大桥关闭至三月底进行维修。短。"))
    assert found.text == "塔林市议会决定将港口大桥关闭至三月底进行维修。"


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from([GOOD, "They left.", "\n\n", " ", "(AP) — ", "“"])).map("".join)
)
def test_every_candidate_is_a_part_of_the_text(text: str) -> None:
    for one in candidates(article(text)):
        assert " ".join(text[one.start : one.end].split()) == one.text
