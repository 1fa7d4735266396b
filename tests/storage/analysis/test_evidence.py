from datetime import UTC, datetime

import pytest

from storage.analysis.evidence import doubt, gather, reason
from storage.analysis.portrait import Portrait, portrait
from storage.analysis.rarity import Rarity
from storage.analysis.shared_names import Weighed
from storage.model import Draft, Evidence

RARITY = Rarity()


def read(title: str, text: str) -> Portrait:
    published = datetime(2022, 3, 1, 8, tzinfo=UTC)
    return portrait(Draft(key="", title=title, text=text, origin="", published=published), RARITY)


NEW = read(
    "Ain al-Kerma's bridges reopened", "Divers checked Ain al-Kerma. 1,250 divers' suspension cables held."
)
OLD = read("Flooded: bridge of AIN AL-KERMA", "In Ain al-Kerma the suspension cable held for 1250 days.")


def test_evidence_is_in_the_words_of_the_newer_article() -> None:
    found = gather(NEW, OLD, (), RARITY)
    assert found.names == ("Ain al-Kerma",)
    assert found.title_words == ("bridges",)
    assert found.phrases == ("suspension cables",)
    assert found.numbers == ("1,250",)
    assert found.days == 0


def test_given_names_go_before_those_of_the_text() -> None:
    names = (Weighed("Aïn al-Kerma", 0.9), Weighed("Africa", 0.02))
    assert gather(NEW, OLD, names, RARITY).names == ("Aïn al-Kerma",)
    assert gather(NEW, OLD, names[1:], RARITY).names == ("Africa",)


def test_chinese_title_words_are_whole() -> None:
    found = gather(read("巴格达举行新选举", "投票"), read("伊拉克：巴格达机场", "飞机"), (), RARITY)
    assert found.title_words == ("巴格达",)


def test_a_doubt_is_a_name_that_one_article_alone_has() -> None:
    other = read("Bridge reopened", "In Ain al-Kerma the mayor Leocadia Ubarri spoke.")
    assert doubt(NEW, other, RARITY) == "Leocadia Ubarri"
    assert doubt(NEW, NEW, RARITY) == ""


@pytest.mark.parametrize(
    ("evidence", "line"),
    [
        (Evidence(), "many of the same words"),
        (Evidence(overlap=0.874), "87% of the shorter text is the same words"),
        (
            Evidence(names=("Haidar al-Abadi", "Mosul"), title_words=("victory", "declared"), days=3.2),
            "both name Haidar al-Abadi, Mosul; title words victory, declared; 3 days apart",
        ),
        (Evidence(title_words=("victory",), days=0.0), "title word victory; same day"),
        (Evidence(phrases=("combat mission",), numbers=("2,500",)), "“combat mission”; number 2,500"),
        (Evidence(names=("Mosul",), days=0.04), "both name Mosul; 1 hour apart"),
        (Evidence(names=("Mosul",), days=0.5), "both name Mosul; 12 hours apart"),
        (Evidence(names=("Mosul",), days=1.0), "both name Mosul; 1 day apart"),
        (Evidence(names=("Mosul",), days=1461.0), "both name Mosul; 4 years apart"),
    ],
)
def test_the_reason_in_one_line(evidence: Evidence, line: str) -> None:
    assert reason(evidence) == line


def test_counter_evidence_comes_last() -> None:
    line = reason(Evidence(names=("Mosul",), days=11.0), "Jackson")
    assert line == "both name Mosul; 11 days apart; only one names Jackson"


def test_a_reason_stays_short() -> None:
    names = (
        "United Nations Office for Project Services",
        "Organisation for Security and Co-operation",
        "Mosul",
    )
    line = reason(
        Evidence(names=names, title_words=("reconstruction", "agreement"), numbers=("555",), days=2.0)
    )
    assert len(line) <= 110
    assert line.startswith(f"both name {names[0]}, {names[1]}; ")
    assert line.endswith("; 2 days apart")
