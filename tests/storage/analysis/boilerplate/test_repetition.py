"""What a source repeats, told from background and from versions of one text."""

from collections.abc import Sequence

from storage.analysis.boilerplate.repetition import (
    ArticleSentences,
    RepeatedForms,
    are_unrelated,
    repeated,
    to_compare,
)
from storage.analysis.boilerplate.sentence_forms import sentence_forms

FERRY = (
    "Ferry runs aground near Hirtshals",
    "A ferry ran aground near Hirtshals before dawn. Divers look for leaks.",
)
BAKERS = (
    "Bakers of Turin strike",
    "Ovens stayed cold in Turin as bakers walked out. They want a free Sunday.",
)
COMET = ("Comet returns", "A comet can be seen over Patagonia this week. Astronomers measure its tail.")
TRIAL = (
    "Dentist on trial in Galway",
    "A dentist from Galway denied in court that he drilled healthy teeth. Prosecutor Niamh Roche called him "
    "greedy.",
)
NEXT_DAY = (
    "Galway dentist: nurse heard",
    "A nurse told the court in Galway how the dentist drilled. Prosecutor Niamh Roche showed healthy teeth.",
)
FOOT = "Write to us at The Kitchen Clock. Tell a friend about us."


def article(of: tuple[str, str], more: str = "") -> ArticleSentences:
    text = f"{of[1]} {more}".strip()
    return ArticleSentences(of[0], text, sentence_forms(text))


def found(own: ArticleSentences, others: Sequence[ArticleSentences]) -> list[str]:
    """Return the sentences of an article that are boilerplate beside others of its source."""
    forms = {
        number: RepeatedForms(other.words | other.templates, frozenset())
        for number, other in enumerate(others)
    }
    flags = repeated(own, forms, [others[number] for number in to_compare(own, forms)])
    return [own.sentence(form) for form, flag in zip(own.forms, flags, strict=True) if flag]


def test_the_second_article_with_the_same_foot_shows_what_is_repeated() -> None:
    assert found(article(BAKERS, FOOT), [article(FERRY, FOOT)]) == [
        "Write to us at The Kitchen Clock.",
        "Tell a friend about us.",
    ]


def test_a_template_needs_neighbours_or_several_articles() -> None:
    presented = "Presented by Ann Lee. Produced by Bo Dahl."
    others = [article(FERRY, "Presented by Cy Orr. Produced by Di Poe.")]
    assert len(found(article(BAKERS, presented), others)) == 2
    alone = [article(one, f"Presented by {name}.") for one, name in ((FERRY, "Cy Orr"), (COMET, "Di Poe"))]
    assert found(article(BAKERS, "Presented by Ann Lee."), alone) == []
    more = [*alone, article(TRIAL, "Presented by Ed Fox.")]
    assert found(article(BAKERS, "Presented by Ann Lee."), more) == ["Presented by Ann Lee."]


def test_a_lead_of_a_usual_form_is_no_boilerplate() -> None:
    towns = ("Turin", "Malmo", "Oporto", "Gdansk")
    reports = [
        article((f"Arrest in {town}", f"A man was arrested in {town} on Monday. {one[1]}"))
        for town, one in zip(towns, (FERRY, COMET, TRIAL, BAKERS), strict=True)
    ]
    assert found(reports[0], reports[1:]) == []


def test_background_of_related_articles_is_none() -> None:
    background = "He is accused of filling 300 healthy teeth. The practice was closed in spring."
    assert found(article(NEXT_DAY, background), [article(TRIAL, background)]) == []


def test_versions_of_one_text_have_none() -> None:
    longer = article(FERRY, f"{FOOT} A tug has arrived from Aalborg with pumps.")
    assert found(longer, [article(FERRY, FOOT)]) == []
    assert found(article(FERRY, FOOT), [article(FERRY, FOOT)] * 5) == []


def test_one_text_under_other_titles_has_none() -> None:
    others = [article((title, FERRY[1])) for title in ("Divers at work", "Aground!", "Morning in Denmark")]
    assert found(article(FERRY), others) == []


def test_a_short_sentence_in_the_middle_needs_several_articles() -> None:
    reports = [
        article((one[0], f"{one[1]} Nobody was hurt. {end}"))
        for one, end in (
            (FERRY, "Pumps arrive from Aalborg tomorrow."),
            (BAKERS, "Talks resume after Easter."),
            (COMET, "Telescopes in Chile follow it."),
            (TRIAL, "Judge Orla Keane adjourned."),
        )
    ]
    assert found(reports[0], reports[1:2]) == []
    assert found(reports[0], reports[1:]) == ["Nobody was hurt."]


def test_what_is_known_needs_no_comparison() -> None:
    own, foot = article(COMET, FOOT), article(("", FOOT))
    known = {number: RepeatedForms(foot.words, foot.words) for number in range(3)}
    assert to_compare(own, known) == []
    assert sum(repeated(own, known, [])) == 2


def test_unrelated_are_articles_on_different_subjects() -> None:
    assert are_unrelated(article(FERRY), article(COMET))
    assert not are_unrelated(article(TRIAL), article(NEXT_DAY))
    assert not are_unrelated(article(("", "")), article(COMET))
