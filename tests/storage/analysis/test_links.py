"""Links between made-up articles; `test_links_on_the_sample` has real ones."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.links import SharedName, best, compare, tie, ties
from storage.analysis.portrait import Portrait, portrait
from storage.analysis.rarity import Rarity
from storage.model import Draft, Evidence, LinkKind, Tie

RARITY = Rarity()
DAY = datetime(2023, 5, 2, 9, 30, tzinfo=UTC)

VERDICT = """A court in Tallinn has sentenced the banker Priit Laanemets to six years in prison. The
judge, Helve Torim, said on Tuesday that he had moved 48 million euros through shell companies in
Limassol.

Laanemets denied the charges until the end. His lawyer announced an appeal. The bank, Kalevipank, lost
its licence two years ago after inspectors found 1,340 suspicious accounts. Prosecutors had asked for
nine years.

The case began when a clerk at the Limassol branch copied the books and gave them to reporters. She now
lives abroad under another name. The court thanked her for her courage. Depositors have got back most of
their money from the guarantee fund. Six more managers of Kalevipank wait for their trial, which opens
in October."""
SAME_EVENT = """Priit Laanemets, once the best paid banker in Estonia, must go to prison for six years.
That is the sentence of the court in Tallinn, which found him guilty of laundering 48 million euros with
the help of firms in Limassol. Judge Helve Torim spoke of unusual greed.

Kalevipank, the bank that he led, was closed after inspectors came upon 1,340 suspicious accounts."""
BACKGROUND = """Inspectors have closed Kalevipank, a small bank in Tallinn. Its licence was withdrawn at
noon. At the branch in Limassol, officials carried away boxes of papers. Priit Laanemets, the head of
the bank, was not to be reached. Savers queued in front of the doors; deposits up to 100,000 euros are
guaranteed."""
ELSEWHERE = """The volcano on the island of Sangeang has thrown ash four kilometres high. Fishermen left
the northern shore. Flights to Lombok were cancelled, the authorities in Jakarta said, and schools stay
closed."""
BOILERPLATE = """Sign up for our newsletter. Follow us for more stories like this one. All rights
reserved. This material may not be published, broadcast or rewritten."""


def draft(title: str, text: str, published: datetime | None = None) -> Draft:
    return Draft(key="", title=title, text=text, origin="", published=published)


def read(title: str, text: str, published: datetime | None = None) -> Portrait:
    return portrait(draft(title, text, published), RARITY)


def link(new: Portrait, old: Portrait, shared: Sequence[SharedName] = ()) -> Tie | None:
    return tie(compare(new, old, RARITY, shared), RARITY)


VERDICT_READ = read("Banker Laanemets sentenced to six years", VERDICT, DAY)


def test_two_reports_of_one_event_are_the_same_story() -> None:
    found = link(
        read("Banker Laanemets must go to prison", SAME_EVENT, DAY + timedelta(hours=4)), VERDICT_READ
    )
    assert found
    assert found.kind is LinkKind.SAME_STORY
    assert found.score > 0.9
    assert found.evidence.numbers == ("1,340",)
    assert found.evidence.title_words == ("Banker",)
    assert found.evidence.days == pytest.approx(4 / 24)
    assert found.reason.startswith("both name ")
    assert "Helve Torim" in found.evidence.names
    assert found.reason.endswith("; 4 hours apart")


def test_what_happened_long_before_is_related() -> None:
    before = read("Tallinn closes Kalevipank", BACKGROUND, DAY - timedelta(days=700))
    found = link(VERDICT_READ, before)
    assert found
    assert found.kind is LinkKind.RELATED
    assert found.score < 0.6
    assert "2 years apart" in found.reason


def test_another_subject_is_not_linked() -> None:
    assert link(read("Volcano stops flights to Lombok", ELSEWHERE, DAY), VERDICT_READ) is None


@pytest.mark.parametrize(("days", "kind"), [(3, LinkKind.SAME_STORY), (60, LinkKind.RELATED)])
def test_a_story_does_not_last_for_ever(days: int, kind: LinkKind) -> None:
    later = read("Banker Laanemets must go to prison", SAME_EVENT, DAY + timedelta(days=days))
    found = link(later, VERDICT_READ)
    assert found
    assert found.kind is kind


def test_shared_names_are_shown_rarest_first() -> None:
    shared = [SharedName("Estonia", 9), SharedName("Kalevipank", 2), SharedName("Priit Laanemets", 3)]
    found = link(read("Six years in prison", SAME_EVENT, DAY), VERDICT_READ, shared)
    assert found
    assert found.evidence.names[0] in ("Kalevipank", "Priit Laanemets")
    assert set(found.evidence.names) <= {name.name for name in shared}
    assert found.reason.endswith("same day")


def test_rare_names_relate_what_is_hardly_alike() -> None:
    old = read("Tallinn closes Kalevipank", BACKGROUND)
    rare = [SharedName("Kalevipank", 2), SharedName("Priit Laanemets", 2)]
    common = [SharedName("Kalevipank", 480), SharedName("Priit Laanemets", 490)]
    for shared, kind in ((rare, LinkKind.RELATED), (common, None), ([], None)):
        found = compare(VERDICT_READ, old, Rarity(500), shared)
        assert replace(found, likelihood=0.07, kinship=0.07).kind is kind
        assert replace(found, likelihood=0.01, kinship=0.01).kind is None


@pytest.mark.parametrize(("likelihood", "doubted"), [(0.7, True), (0.9, False)])
def test_a_doubtful_link_says_what_speaks_against_it(likelihood: float, doubted: bool) -> None:
    old = read(
        "Bank robbed in Nakuru", "Police in Nakuru look for the robbers. Adaeze Okonkwo saw them.", DAY
    )
    new = read("Robbery in Nakuru", "In Nakuru the inspector Zebulon Kirui looks for bank robbers.", DAY)
    found = tie(replace(compare(new, old, RARITY), likelihood=likelihood), RARITY)
    assert found
    assert found.kind is LinkKind.SAME_STORY
    assert ("only one names " in found.reason) is doubted
    if doubted:
        assert found.reason.split("only one names ")[1] in ("Adaeze Okonkwo", "Zebulon Kirui")


def shortened(text: str, share: float, seed: int) -> str:
    sentences = text.replace("\n", " ").split(". ")
    drop = set(random.Random(seed).sample(range(len(sentences)), round(len(sentences) * share)))
    return ". ".join(s for place, s in enumerate(sentences) if place not in drop)


@pytest.mark.parametrize("seed", range(20))
def test_a_shortened_text_with_boilerplate_is_a_copy(seed: int) -> None:
    copy = read("Prison for banker", f"{shortened(VERDICT, 0.2, seed)} {BOILERPLATE}", DAY)
    found = link(copy, VERDICT_READ)
    assert found
    assert found.kind is LinkKind.COPY
    assert found.score > 0.5
    assert found.reason == f"{round(100 * found.evidence.overlap)}% of the shorter text is the same words"


NOTICE = """The Treasury of Sylvania will auction {amount} million crowns of bonds on {day}. The bonds
fall due in {years} years and carry a coupon of {rate} percent. Bids must reach the central bank by
noon. The results are published the same afternoon. Primary dealers may buy a further tenth of the
amount at the average price."""


@pytest.mark.parametrize("titles", [("Auction of 250 million", "Auction of 400 million"), ("Bonds", "Bonds")])
def test_a_form_filled_in_twice_is_no_copy(titles: tuple[str, str]) -> None:
    first = NOTICE.format(amount=250, day="March 4", years=10, rate="4.25")
    second = NOTICE.format(amount=400, day="April 8", years=30, rate="3.75")
    made = link(read(titles[0], first, DAY), read(titles[1], second, DAY + timedelta(days=35)))
    assert made is None or made.kind is not LinkKind.COPY
    same = link(read(titles[0], first, DAY), read(titles[0], first, DAY))
    assert same
    assert same.kind is LinkKind.COPY


def test_an_undated_article_takes_the_date_of_the_report_it_repeats() -> None:
    years_before = read("Laanemets gets prison, asks for appeal", SAME_EVENT, DAY - timedelta(days=400))
    undated = read("Banker sentenced", VERDICT)
    alone = ties(undated, {1: years_before}, RARITY, {})
    with_twin = ties(
        undated, {1: years_before, 2: read("Six years", shortened(VERDICT, 0.5, 1), DAY)}, RARITY, {}
    )
    assert alone[1].kind is LinkKind.SAME_STORY
    assert with_twin[2].kind in (LinkKind.COPY, LinkKind.SAME_STORY)
    assert with_twin[1].kind is LinkKind.RELATED
    assert with_twin[1].evidence.days is None


def test_five_related_articles_are_enough() -> None:
    made = {n: Tie(LinkKind.RELATED, n / 100, "", Evidence()) for n in range(10, 20)}
    made |= {n: Tie(LinkKind.SAME_STORY, 0.7, "", Evidence()) for n in range(20, 30)}
    made |= {30: Tie(LinkKind.COPY, 0.9, "", Evidence())}
    assert list(best(made)) == [30, *range(20, 30), 19, 18, 17, 16, 15]
    assert best({}) == {}


def test_five_hundred_identical_articles_are_copies() -> None:
    others = {number: replace(VERDICT_READ) for number in range(500)}
    found = ties(VERDICT_READ, others, RARITY, {})
    assert len(found) == 500
    assert {made.kind for made in found.values()} == {LinkKind.COPY}
    assert {made.score for made in found.values()} == {1.0}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "مصطفى الكاظمي يعلن انتهاء المهمة القتالية",
            "أعلن رئيس الوزراء مصطفى الكاظمي في بغداد انتهاء مهمة التحالف القتالية في العراق بعد محادثات.",
        ),
        (
            "伊拉克总理宣布战胜伊斯兰国",
            "伊拉克总理阿巴迪宣布，政府军已经控制伊拉克与叙利亚的边境。",
        ),
        (
            "Bundestag verlängert Mandat",
            "Der Bundestag hat den Einsatz der Bundeswehr im Irak bis Oktober verlängert.",
        ),
    ],
)
def test_other_languages_link_to_themselves_and_not_to_others(title: str, text: str) -> None:
    same = link(read(title, text, DAY), read(title, f"{text} {text[: len(text) // 2]}", DAY))
    assert same
    assert same.kind in (LinkKind.COPY, LinkKind.SAME_STORY)
    assert link(read(title, text, DAY), VERDICT_READ) is None


GERMAN = (
    "Der Landtag hat über den Haushalt beraten. Die Abgeordneten stritten die ganze Nacht über neue Schulen.",
    "Ein Sturm hat an der Küste Dächer abgedeckt. Die Feuerwehr fuhr aus, und viele Straßen waren gesperrt.",
)


def test_function_words_of_another_language_tie_nothing() -> None:
    assert (
        link(read("Streit um den Haushalt", GERMAN[0], DAY), read("Sturm an der Küste", GERMAN[1], DAY))
        is None
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [("", ""), ("", "x"), ("Now", "Only three words"), ("", "!!! ... ???"), ("x" * 10_000, "")],
)
def test_next_to_nothing_is_not_linked(title: str, text: str) -> None:
    assert link(read(title, text, DAY), VERDICT_READ) is None
    assert link(VERDICT_READ, read(title, text, datetime(9999, 1, 1, tzinfo=UTC))) is None


def test_nothing_is_not_linked_to_nothing() -> None:
    assert link(read("", "", DAY), read("", "", DAY)) is None


def test_a_very_long_text_is_compared() -> None:
    long = read("Banker sentenced", VERDICT + " and so on" * 50_000, DAY)
    found = link(long, VERDICT_READ)
    assert found
    assert found.kind is LinkKind.COPY


texts = st.text(max_size=200)
dates = st.none() | st.datetimes(timezones=st.just(UTC))
LEXICON = (
    "the of in court Tallinn Laanemets prison Limassol bank clerk years Judge Torim 48 1,340 U.S. May 9 ."
)
sentences = st.lists(st.sampled_from(LEXICON.split()), max_size=40).map(" ".join)


@given(
    st.builds(draft, texts | sentences, texts | sentences, dates), st.builds(draft, sentences, texts, dates)
)
def test_either_side_sees_the_same_link(one: Draft, other: Draft) -> None:
    a, b = portrait(one, RARITY), portrait(other, RARITY)
    forth, back = compare(a, b, RARITY), compare(b, a, RARITY)
    assert (forth.kind, forth.score, forth.days) == (back.kind, back.score, back.days)
    assert 0 <= forth.likelihood <= 1
    assert 0 <= forth.score <= 1


TEMPLATE = {"both", "name", "title", "word", "words", "same", "day", "days", "hour", "hours", "apart"}
TEMPLATE |= {
    "number",
    "numbers",
    "year",
    "years",
    "only",
    "one",
    "names",
    "many",
    "of",
    "the",
    "shorter",
    "text",
    "is",
}


@given(st.builds(draft, sentences, sentences, dates), st.builds(draft, sentences, sentences, dates))
def test_a_reason_says_only_what_stands_in_the_articles(one: Draft, other: Draft) -> None:
    new, old = portrait(one, RARITY), portrait(other, RARITY)
    found = link(new, old)
    if found is None or found.kind is LinkKind.COPY:
        return
    evidence, own, others = found.evidence, f"{one.title}\n{one.text}", f"{other.title}\n{other.text}"
    assert all(words in one.title for words in evidence.title_words)
    for words in (*evidence.names, *evidence.phrases, *evidence.numbers):
        assert words in own
    for words in (*evidence.names, *evidence.title_words, *evidence.numbers):
        assert words.lower() in others.lower()
    said = found.reason.replace("“", " ").replace("”", " ").replace(";", " ").replace(", ", " ").split()
    ending = {word for word, unit in pairwise(said) if unit.startswith(("day", "hour", "year"))}
    assert set(said) <= {*own.split(), *others.split(), *TEMPLATE} | ending
    assert len(found.reason) <= 140
