"""How links and their evidence are put into words."""

import pytest

from storage.model import Evidence, Headline, Link, LinkKind

OTHER = Headline(1, "Mosul is free", "The Daily", None, False, False)
NAMES = ("Haidar al-Abadi", "Mosul", "Iraq", "Tikrit", "Kirkuk")


@pytest.mark.parametrize(
    ("evidence", "line"),
    [
        (Evidence(), "many of the same words"),
        (Evidence(days=2.0), "many of the same words; 2 days apart"),
        (Evidence(overlap=0.874), "87% of the shorter text is the same words"),
        (Evidence(overlap=1.0, days=0.0), "100% of the shorter text is the same words; same day"),
        (
            Evidence(overlap=0.9, names=("Mosul",), only_one="Kirkuk"),
            "90% of the shorter text is the same words",
        ),
        (
            Evidence(names=NAMES[:2], title_words=("victory", "declared"), days=3.2),
            "both name Haidar al-Abadi, Mosul; title words victory, declared; 3 days apart",
        ),
        (Evidence(names=NAMES), "both name Haidar al-Abadi, Mosul, Iraq, Tikrit"),
        (Evidence(title_words=("victory",), days=0.0), "title word victory; same day"),
        (Evidence(title_words=tuple("abcde")), "title words a, b, c, d"),
        (Evidence(phrases=("combat mission",), numbers=("2,500",)), "“combat mission”; number 2,500"),
        (Evidence(phrases=("one two", "two six", "six ten")), "“one two”, “two six”"),
        (Evidence(numbers=("11", "222", "3,333", "44,444")), "numbers 11, 222, 3,333"),
        (
            Evidence(names=("Mosul",), days=11.0).with_only_one("Kirkuk"),
            "both name Mosul; 11 days apart; only one names Kirkuk",
        ),
        (Evidence(only_one="Kirkuk"), "many of the same words; only one names Kirkuk"),
        (Evidence(names=("Mosul",), teaser=True), "both name Mosul; one is a teaser"),
    ],
)
def test_the_reason_in_one_line(evidence: Evidence, line: str) -> None:
    assert str(evidence) == line


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0.0, "same day"),
        (0.01, "1 hour apart"),
        (0.04, "1 hour apart"),
        (0.5, "12 hours apart"),
        (0.99, "24 hours apart"),
        (1.0, "1 day apart"),
        (1.6, "2 days apart"),
        (400.0, "400 days apart"),
        (560.0, "2 years apart"),
        (1461.0, "4 years apart"),
    ],
)
def test_the_time_between_in_words(days: float | None, words: str) -> None:
    assert Evidence(days=days).time_apart == words


def test_a_reason_stays_short() -> None:
    names = (
        "United Nations Office for Project Services",
        "Organisation for Security and Co-operation",
        "Mosul",
    )
    line = str(Evidence(names=names, title_words=("reconstruction", "agreement"), numbers=("555",), days=2.0))
    assert len(line) <= 110
    assert line.startswith(f"both name {names[0]}, {names[1]}; ")
    assert line.endswith("; 2 days apart")


@pytest.mark.parametrize(
    ("kind", "score", "label"),
    [
        (LinkKind.SAME_STORY, 0.8, "same story"),
        (LinkKind.SAME_STORY, 0.79, "likely the same story"),
        (LinkKind.COPY, 0.6, "copy"),
        (LinkKind.RELATED, 0.2, "related"),
    ],
)
def test_only_a_same_story_link_can_be_doubtful(kind: LinkKind, score: float, label: str) -> None:
    link = Link(OTHER, kind, score)
    assert link.label == label
    assert link.certain is not label.startswith("likely")
