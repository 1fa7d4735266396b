"""Links of odd articles: nearly empty, very long, in other languages, in great numbers."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from linkers import (
    DAY,
    SAME_EVENT,
    VERDICT,
    VERDICT_DRAFT,
    draft,
    link,
    link_pair,
)

from storage.database.articles.headlines import headlines
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import LinkKind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("", "x"),
        ("Now", "Only three words"),
        ("", "!!! ... ???"),
        ("x" * 10_000, ""),
        ("APR 28", ""),
    ],
)
def test_next_to_nothing_is_not_linked(desk: Desk, desk_file: DeskFile, title: str, text: str) -> None:
    link(desk_file, [VERDICT_DRAFT, draft(title, text), draft(title, text, datetime(9999, 1, 1, tzinfo=UTC))])
    assert desk.articles.links(1) == []


def test_a_very_long_text_is_compared(desk: Desk, desk_file: DeskFile) -> None:
    found = link_pair(desk, desk_file, draft("Banker sentenced", VERDICT + " and so on" * 50_000, DAY))
    assert found
    assert found.kind is LinkKind.COPY


def test_a_date_in_the_far_future_is_only_a_distance(desk: Desk, desk_file: DeskFile) -> None:
    found = link_pair(desk, desk_file, draft("Banker", SAME_EVENT, datetime(9999, 12, 31, 23, tzinfo=UTC)))
    assert found
    assert found.kind is LinkKind.RELATED


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
def test_other_languages_link_to_themselves_and_not_to_others(
    desk: Desk, desk_file: DeskFile, title: str, text: str
) -> None:
    link(
        desk_file,
        [VERDICT_DRAFT, draft(title, text, DAY), draft(title, f"{text} {text[: len(text) // 2]}", DAY)],
    )
    assert desk.articles.links(1) == []
    (same,) = desk.articles.links(2)
    assert same.kind in (LinkKind.COPY, LinkKind.SAME_STORY)


def test_function_words_of_another_language_tie_nothing(desk: Desk, desk_file: DeskFile) -> None:
    one = "Der Landtag hat über den Haushalt beraten. Die Abgeordneten stritten über neue Schulen."
    two = "Ein Sturm hat an der Küste Dächer abgedeckt. Die Feuerwehr fuhr aus, viele Straßen waren gesperrt."
    assert link_pair(desk, desk_file, draft("Streit um Haushalt", one, DAY), draft("Sturm", two, DAY)) is None


def test_very_many_identical_articles_are_one_row(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft("Verdict", VERDICT, DAY + timedelta(minutes=n)) for n in range(250)])
    assert desk.lists.counts().articles == 1
    assert desk.stories.newest() == []
    story = desk.stories.get(desk.articles.document(1)["story"])
    assert (story.articles, story.unread) == (250, 1)
    assert all(one.kind is LinkKind.COPY for one in desk.articles.links(1))


COMPANIES = [
    f"{a}{b}"
    for a in ("Alder", "Brent", "Corvin", "Dorset", "Elgar", "Farrow")
    for b in ("tech", "corp", "field", "mount")
]


def test_a_flood_of_market_notices_makes_no_large_story(desk: Desk, desk_file: DeskFile) -> None:
    chance = random.Random(4)
    drafts = []
    for n in range(300):
        name = f"{chance.choice(COMPANIES)} {chance.choice(('Inc', 'Ltd', 'Holdings'))} {n}"
        cents, month = chance.randrange(5, 90), chance.choice(("March", "April", "June"))
        drafts.append(
            draft(
                f"{name} sets quarterly dividend",
                f"{name} said its board declared a regular quarterly dividend of {cents} cents a share, "
                f"payable {month} {chance.randrange(1, 28)} to shareholders of record on {month} "
                f"{chance.randrange(1, 28)}. The prior dividend was {cents - 1} cents.",
                DAY + timedelta(minutes=n),
            )
        )
    link(desk_file, drafts)
    assert max((story.articles for story in desk.stories.newest()), default=0) < 45


def test_the_same_article_again_and_again_with_small_changes(desk: Desk, desk_file: DeskFile) -> None:
    link(
        desk_file,
        [
            draft("Banker sentenced", f"{VERDICT}\n\nUpdated {n} times.", DAY + timedelta(minutes=n))
            for n in range(60)
        ],
    )
    assert desk.lists.counts().articles == 1
    with desk_file.reading() as connection:
        shown = headlines(connection, [1])[0]
    assert shown.copies == 59 or shown.copy_of
