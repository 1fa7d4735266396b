"""Links between made-up articles, as a desk makes them; `test_intake` has those of the sample desk."""

import random
from datetime import timedelta

import pytest
from linkers import (
    BACKGROUND,
    DAY,
    ELSEWHERE,
    NOTICE,
    SAME_EVENT,
    VERDICT,
    VERDICT_DRAFT,
    draft,
    link,
    link_again,
    link_pair,
)

from storage.database.connection import DeskFile
from storage.database.stories import retrieval_index
from storage.desk import Desk
from storage.model import LinkKind
from storage.stories.linking import Linker

BOILERPLATE = """Sign up for our newsletter. Follow us for more stories like this one. All rights
reserved. This material may not be published, broadcast or rewritten."""


def test_two_reports_of_one_event_are_the_same_story(desk: Desk, desk_file: DeskFile) -> None:
    found = link_pair(
        desk, desk_file, draft("Banker Laanemets must go to prison", SAME_EVENT, DAY + timedelta(hours=4))
    )
    assert found
    assert found.kind is LinkKind.SAME_STORY
    assert found.certain
    assert found.label == "same story"
    assert found.evidence.numbers == ("1,340",)
    assert found.evidence.title_words == ("Banker",)
    assert found.evidence.days == pytest.approx(4 / 24, abs=0.01)
    assert found.reason.startswith("both name ")
    assert "Helve Torim" in found.evidence.names
    assert found.reason.endswith("; 4 hours apart")


def test_an_article_from_long_before_is_related(desk: Desk, desk_file: DeskFile) -> None:
    before = draft("Tallinn closes Kalevipank", BACKGROUND, DAY - timedelta(days=700))
    found = link_pair(desk, desk_file, before)
    assert found
    assert found.kind is LinkKind.RELATED
    assert found.score <= 0.5
    assert "2 years apart" in found.reason


def test_another_subject_is_not_linked(desk: Desk, desk_file: DeskFile) -> None:
    assert link_pair(desk, desk_file, draft("Volcano stops flights to Lombok", ELSEWHERE, DAY)) is None


@pytest.mark.parametrize(("days", "kind"), [(3, LinkKind.SAME_STORY), (90, LinkKind.RELATED)])
def test_a_story_does_not_go_on_for_ever(desk: Desk, desk_file: DeskFile, days: int, kind: LinkKind) -> None:
    later = draft("Banker Laanemets must go to prison", SAME_EVENT, DAY + timedelta(days=days))
    found = link_pair(desk, desk_file, later)
    assert found
    assert found.kind is kind


def test_a_doubtful_link_says_what_speaks_against_it(desk: Desk, desk_file: DeskFile) -> None:
    old = draft(
        "Robbers escape from Nakuru bank",
        "Police in Nakuru look for the robbers of a bank. Adaeze Okonkwo saw them. They fled in a van. The "
        "manager of the branch was not hurt.",
        DAY,
    )
    new = draft(
        "Police look for bank robbers in Nakuru",
        "In Nakuru the inspector Zebulon Kirui looks for the robbers of a bank, who fled in a van. Two "
        "witnesses spoke of a motorcycle on the road to Eldoret.",
        DAY + timedelta(hours=4),
    )
    found = link_pair(desk, desk_file, new, old)
    assert found
    assert not found.certain
    assert found.label == "likely the same story"
    assert found.reason.split("only one names ")[1] in ("Zebulon Kirui", "Eldoret")


# Copies


def shortened(text: str, share: float, seed: int) -> str:
    sentences = text.replace("\n", " ").split(". ")
    drop = set(random.Random(seed).sample(range(len(sentences)), round(len(sentences) * share)))
    return ". ".join(s for place, s in enumerate(sentences) if place not in drop)


@pytest.mark.parametrize("seed", range(20))
def test_a_shortened_text_with_boilerplate_is_a_copy(desk: Desk, desk_file: DeskFile, seed: int) -> None:
    copy = draft("Prison for banker", f"{shortened(VERDICT, 0.2, seed)} {BOILERPLATE}", DAY)
    found = link_pair(desk, desk_file, copy)
    assert found
    assert found.kind is LinkKind.COPY
    assert found.reason.startswith(
        f"{round(100 * found.evidence.overlap)}% of the shorter text is the same words"
    )


@pytest.mark.parametrize("titles", [("Auction of 250 million", "Auction of 400 million"), ("Bonds", "Bonds")])
def test_a_form_filled_in_twice_is_neither_copy_nor_story(
    desk: Desk, desk_file: DeskFile, titles: tuple[str, str]
) -> None:
    first = NOTICE.format(amount=250, day="March 4", years=10, rate="4.25")
    second = NOTICE.format(amount=400, day="April 8", years=30, rate="3.75")
    made = link_pair(
        desk,
        desk_file,
        draft(titles[1], second, DAY + timedelta(days=35)),
        draft(titles[0], first, DAY),
    )
    assert made is None or made.kind is LinkKind.RELATED
    assert desk.stories.newest() == []


def test_the_same_notice_twice_is_a_copy(desk: Desk, desk_file: DeskFile) -> None:
    text = NOTICE.format(amount=250, day="March 4", years=10, rate="4.25")
    made = link_pair(desk, desk_file, draft("Bonds", text, DAY), draft("Auction of bonds", text, DAY))
    assert made
    assert made.kind is LinkKind.COPY


def test_an_update_with_new_figures_is_the_same_story(desk: Desk, desk_file: DeskFile) -> None:
    text = (
        "A bus has fallen into a gorge near Pokhara in Nepal. {} people died, police in Pokhara said, and {} "
        "were taken to hospital. The driver, Hari Thapa, had lost control in the rain. Soldiers are looking "
        "for others. It is the worst accident on the Prithvi highway in years."
    )
    made = link_pair(
        desk,
        desk_file,
        draft("Bus crash in Nepal kills 23", text.format(23, 41), DAY + timedelta(hours=3)),
        draft("Bus crash in Nepal kills 12", text.format(12, 30), DAY),
    )
    assert made
    assert made.kind is LinkKind.SAME_STORY


# On a desk


def test_only_a_handful_of_related_articles_is_shown(desk: Desk, desk_file: DeskFile) -> None:
    others = [
        draft(
            f"Kalevipank report {n}",
            BACKGROUND.replace("noon", f"{n} o'clock {'x' * n}"),
            DAY - timedelta(days=400 * n),
        )
        for n in range(1, 12)
    ]
    *_, number = link(desk_file, [*others, VERDICT_DRAFT])
    kinds = [one.kind for one in desk.articles.links(number)]
    assert kinds.count(LinkKind.RELATED) == 5


def test_linking_again_changes_nothing(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [VERDICT_DRAFT, draft("Volcano", ELSEWHERE, DAY), draft("Prison", SAME_EVENT, DAY)])
    before = desk.articles.links(1), desk.articles.links(3), desk.stories.newest(), _counted(desk_file)
    link_again(desk_file, 3)
    assert (
        desk.articles.links(1),
        desk.articles.links(3),
        desk.stories.newest(),
        _counted(desk_file),
    ) == before


def test_a_changed_text_is_linked_by_its_present_words(desk: Desk, desk_file: DeskFile) -> None:
    linker = Linker()
    link(desk_file, [VERDICT_DRAFT, draft("Six years", "Wait for the text.", DAY, url="u")], linker)
    assert desk.articles.links(2) == []
    with desk_file.writing() as connection:
        connection.execute("update article set text = ? where id = 2", (SAME_EVENT,))
    link_again(desk_file, 2, linker)
    assert [one.kind for one in desk.articles.links(2)] == [LinkKind.SAME_STORY]
    assert _found_under(desk_file, "wait") == 0


def _counted(desk_file: DeskFile) -> tuple[int, list[tuple[int, int]]]:
    with desk_file.reading() as connection:
        return retrieval_index.count_articles(connection), retrieval_index.document_frequencies(connection)


def _found_under(desk_file: DeskFile, term: str) -> int:
    with desk_file.reading() as connection:
        row = connection.execute(
            "select length(entries) from posting join term on term.id = posting.term where text = ?", (term,)
        ).fetchone()
    return int(row[0]) if row else 0


def test_counts_of_terms_are_kept_between_linkers(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [VERDICT_DRAFT])
    link(desk_file, [draft("Prison", SAME_EVENT, DAY)])
    with desk_file.reading() as connection:
        known = dict(
            connection.execute("select text, articles from term where text like 'laanemet%'").fetchall()
        )
    assert known == {"laanemet": 2}


def test_a_deleted_article_is_no_longer_found(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [VERDICT_DRAFT])
    desk.articles.delete([1])
    (number,) = link(desk_file, [draft("Banker in prison", SAME_EVENT, DAY)])
    assert desk.articles.links(number) == []
