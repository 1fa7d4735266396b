"""Which names in a text only say who reports."""

from dataclasses import replace

import pytest

from storage.analysis.boilerplate.attributions import OutletNames
from storage.model import Article, Provenance

BLANK = Article(1, "", "", "", "", "", "", None, "en", Provenance.FEED, "", read=False, starred=False)


def found(text: str, title: str = "Sheep stolen", **more: str) -> list[str]:
    """Return the names that only say who reports, on a desk with the source Harbour Post."""
    article = replace(BLANK, title=title, text=text, **more)  # type: ignore[arg-type]
    return [text[start:end] for start, end in OutletNames(["Harbour Post"]).attributions(article, "")]


@pytest.mark.parametrize(
    "text",
    [
        "He told the [BBC] that nobody slept.",
        "Rain is on its way, according to [Reuters].",
        "[AFP] reported that the bridge holds.",
        "The price fell, the [Harbour Post] reports.",
        "In an interview with [Sky News] on Friday she laughed.",
        "The dam broke, a [CNN] correspondent in Hefei saw.",
        "The mayor resigned ([Kyodo]).",
        "Sie kommt, sagte er der [dpa].",
    ],
)
def test_tellers(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert found(plain) == [text[text.index("[") + 1 : text.index("]")]]


@pytest.mark.parametrize(
    "text",
    [
        "The BBC will cut a hundred jobs, it told Reuters staff.",
        "Reporters asked why CNN was not there. He told CNN later.",
        "Sharif leads the PTI, which he told supporters on Sunday.",
    ],
)
def test_an_outlet_that_the_text_says_something_of_counts(text: str) -> None:
    assert not {"BBC", "CNN", "PTI"} & set(found(text))


def test_an_outlet_in_the_title_counts() -> None:
    assert found("Its chief told the BBC that he goes.", title="Chief of the BBC goes") == []


def test_the_publisher_counts_only_where_the_text_is_about_it() -> None:
    assert found("Bees live here. UPI has asked for comment. UPI waits.", source="UPI") == ["UPI", "UPI"]
    about = "UPI cuts jobs. At UPI they are angry. The owner of UPI is silent."
    assert found(about, source="UPI") == []


def test_the_short_name_of_the_publisher() -> None:
    text = "He told the Herald that Boston Common floods. The Herald Building, he told Boston Police, is dry."
    assert found(text, source="Boston Herald") == ["Herald"]
    assert found("She told Sky it rains. The sky is grey. Sky is big.", source="Sky News") == ["Sky"]
    assert found("He told the Herald that it rains.", source="Accra Courier") == []


def test_the_agency_of_a_dateline_is_a_publisher() -> None:
    assert found("TURIN, May 4 (Ansaldo) -- It rains. Ansaldo waits.", source="Daily") == [
        "Ansaldo",
        "Ansaldo",
    ]


def test_reporters_of_the_byline() -> None:
    text = "It rains in Zug. Jana Kessler, our correspondent, is wet. Jana Kessler"
    assert found(text, byline="By Jana Kessler and Max Orr") == ["Jana Kessler"] * 2
    assert found(text, title="Jana Kessler is honoured", byline="Jana Kessler") == []


@pytest.mark.parametrize("text", ["", "(Reuters)", "told the", "\n\n(", "BBC" * 1_000])
def test_odd_texts(text: str) -> None:
    assert set(found(text)) <= {"Reuters"}
