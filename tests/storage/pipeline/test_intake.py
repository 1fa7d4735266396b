"""The whole pipeline on real files, with the real model in its own process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paths import ROOT

from storage.database.connection import DeskFile
from storage.desk import Desk, sample_paths
from storage.model import Field, IntakeReport, Kind, LinkKind, Progress, View
from storage.stories.linking import Linker

SEEDS = ROOT / "seeds"
GIVEN = SEEDS / "000_988967f5c6e1c539.txt"
UNRELATED = ("webb", "dart", "chess")

pytestmark = pytest.mark.xdist_group("intake")  # they share a desk that is analysed once


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk as `newsdesk import seeds` makes it."""
    desk = Desk.open(tmp_path_factory.mktemp("seeded") / "desk.db")
    report = desk.work.import_files([SEEDS])
    assert report == IntakeReport(new=20, analysed=20)
    yield desk
    desk.close()


def number(desk: Desk, beginning: str) -> int:
    """The number of the article whose title begins like this."""
    (found,) = [row.id for row in desk.lists.headlines(View(), 0, 100) if row.title.startswith(beginning)]
    return found


def spelt(desk: Desk, article: int) -> dict[str, tuple[Kind, set[str]]]:
    """Every name of an article, with its kind and the ways in which it is written there."""
    one = desk.articles.get(article)
    fields = {Field.TITLE: one.title, Field.TEXT: one.text}
    return {
        name.entity.name: (name.entity.kind, {fields[m.field][m.start : m.end] for m in name.mentions})
        for name in desk.articles.names(article)
    }


def test_the_sample_desk_is_the_folder_of_seeds() -> None:
    assert sample_paths() == [SEEDS]


def test_the_names_of_the_given_document(seeded: Desk) -> None:
    names = spelt(seeded, number(seeded, "Anti-IS mission ended"))
    wanted = [
        (Kind.PLACE, {"Iraq"}),
        (Kind.PLACE, {"Baghdad"}),
        (Kind.PLACE, {"US", "USA", "United States"}),
        (Kind.ORGANISATION, {"IS", "ISIS", "Islamic State"}),
        (Kind.ORGANISATION, {"Bundeswehr"}),
        (Kind.ORGANISATION, {"White House"}),
        (Kind.PERSON, {"Mustafa al-Kasimi"}),
        (Kind.PERSON, {"Haidar al-Abadi"}),
    ]
    for kind, spellings in wanted:
        bearers = [(found, written) for found, written in names.values() if written & spellings]
        assert len(bearers) == 1, spellings
        assert bearers[0][0] is kind, spellings
        assert bearers[0][1] >= spellings
    assert names["Twitter"][0] is not Kind.PERSON


def test_spellings_of_one_name_are_one_entity(seeded: Desk) -> None:
    for spellings in (
        {"Mustafa al-Kasimi", "Mustafa al-Kadhimi"},
        {"Haidar al-Abadi", "Haider al-Abadi"},
        {"IS", "ISIS", "Islamic State", "Daesh", "ISIL"},
        {"US", "USA", "United States", "U.S."},
    ):
        found = {
            one: [e.id for e in seeded.names.search(one, limit=500) if one in written(seeded, e.id)]
            for one in spellings
        }
        assert len({tuple(ids) for ids in found.values()}) == 1, found
        assert all(len(ids) == 1 for ids in found.values()), found


def written(desk: Desk, entity: int) -> set[str]:
    return {spelling.text for spelling in desk.names.spellings(entity)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anti-IS mission ended", "Anti-IS combat mission in Iraq is over"),
        ("Anti-IS mission ended", "Coalition ends combat role"),
        ("Coalition ends combat role", "Anti-IS combat mission in Iraq is over"),
        ("Haider al-Abadi declares end of war", "Iraq proclaims victory"),
        ("Biden and al-Kadhimi agree", "USA to end combat mission"),
        ("Ariane 5 carries Webb", "James Webb Space Telescope lifts off"),
    ],
)
def test_reports_of_one_event_are_linked_from_both_sides(seeded: Desk, one: str, other: str) -> None:
    here, there = number(seeded, one), number(seeded, other)
    for start, end in ((here, there), (there, here)):
        (link,) = [link for link in seeded.articles.links(start) if link.other.id == end]
        assert link.kind is LinkKind.SAME_STORY
        assert "both name" in link.reason


def test_only_reports_of_one_event_are_the_same_story(seeded: Desk) -> None:
    stories = {
        frozenset((row.id, link.other.id))
        for row in seeded.lists.headlines(View(), 0, 100)
        for link in seeded.articles.links(row.id)
        if link.kind is LinkKind.SAME_STORY
    }
    assert len(stories) == 6


def test_articles_on_other_subjects_are_not_linked(seeded: Desk) -> None:
    for row in seeded.lists.headlines(View(), 0, 100):
        apart = any(word in row.title.lower() for word in UNRELATED)
        for link in seeded.articles.links(row.id):
            assert any(word in link.other.title.lower() for word in UNRELATED) == apart, (row.title, link)


def test_every_mention_selects_a_known_spelling(seeded: Desk) -> None:
    for document in seeded.articles.documents():
        for name in document["names"]:
            spellings = written(seeded, name["id"])
            for place in name["mentions"]:
                assert document[place["field"]][place["start"] : place["end"]] in spellings


def test_the_evidence_of_a_link_is_in_both_articles(seeded: Desk) -> None:
    for row in seeded.lists.headlines(View(), 0, 100):
        links = seeded.articles.links(row.id)
        assert sum(link.kind is LinkKind.RELATED for link in links) <= 5
        for link in links:
            assert link.evidence.names or link.evidence.title_words or link.evidence.phrases
            texts = [seeded.article(n) for n in (row.id, link.other.id)]
            for number_ in link.evidence.numbers:
                assert all(number_ in f"{text.title} {text.text}" for text in texts)


def test_importing_and_analysing_again_changes_only_the_numbers_of_names(seeded: Desk) -> None:
    before = list(seeded.articles.documents())
    assert seeded.work.import_files([SEEDS]) == IntakeReport(unchanged=20)
    assert list(seeded.articles.documents()) == before
    assert seeded.work.reanalyse() == IntakeReport(analysed=20)
    after = list(seeded.articles.documents())
    same_names = set(zip(name_numbers(before), name_numbers(after), strict=True))
    assert len(same_names) == len({old for old, _ in same_names}) == len({new for _, new in same_names})
    assert list(map(without_name_numbers, after)) == list(map(without_name_numbers, before))


def name_numbers(documents: list[dict[str, Any]]) -> list[int]:
    return [name["id"] for document in documents for name in document["names"]]


def without_name_numbers(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "names": [{**name, "id": 0} for name in document["names"]]}


def test_progress_is_reported_once_for_each_article(desk: Desk) -> None:
    steps: list[Progress] = []
    desk.work.import_files([GIVEN], progress=steps.append)
    title = "Anti-IS mission ended: Foreign combat troops have left Iraq"
    assert steps == [Progress("reading", 1, 1, title), Progress("analysing", 1, 1, title)]


def test_deferred_articles_are_analysed_later(desk: Desk) -> None:
    assert desk.work.import_files([GIVEN], defer=True) == IntakeReport(new=1)
    assert desk.articles.names(1) == []
    assert desk.work.reanalyse(everything=False) == IntakeReport(analysed=1)
    assert desk.articles.names(1) != []
    assert desk.work.reanalyse(everything=False) == IntakeReport()


def test_a_changed_text_gets_new_names_and_links(desk: Desk, desk_file: DeskFile, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    header = "A headline that stays\nurl: https://example.org/1\n\n"
    file.write_text(header + "Angela Merkel met Emmanuel Macron in Berlin.")
    desk.work.import_files([file])
    file.write_text(header + "Joe Biden flew to Ottawa.")
    assert desk.work.import_files([file]) == IntakeReport(changed=1, analysed=1)
    assert {name.entity.name for name in desk.articles.names(1)} == {"Joe Biden", "Ottawa"}
    assert desk.names.search("Merkel") == []
    with desk_file.reading() as connection:
        left = {row[0] for row in connection.execute("select distinct entity from alias")}
        assert left == {entity.id for entity in desk.names.search(limit=100)}


def test_unusual_texts_are_analysed_without_trouble(desk: Desk, tmp_path: Path) -> None:
    texts = {
        "arabic.txt": "عنوان الخبر\n\nقال رئيس الوزراء في بغداد إن الحرب انتهت.",
        "chinese.txt": "伊拉克宣布胜利\n\n伊拉克总理说战争已经结束。",
        "title.txt": "T" * 10_000,
        "symbols.txt": "!!!\n\n??? ... --- ***",
        "long.txt": "Long\n\n" + "word " * 50_000,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert desk.work.import_files([tmp_path]) == IntakeReport(new=5, analysed=5)


def test_an_article_waits_until_its_links_are_stored(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Linker, "link", die)
        with pytest.raises(KeyboardInterrupt):
            desk.work.import_files([SEEDS])
    assert desk.lists.counts().pending == 20
    desk.work.reanalyse(everything=False)
    assert desk.lists.counts().pending == 0
    assert desk.articles.links(number(desk, "Anti-IS mission ended")) != []


def test_a_killed_import_keeps_what_was_stored(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    text = "Haidar al-Abadi spoke in Baghdad. " * 20
    rows.write_text(
        "".join(json.dumps({"id": n, "title": f"Title {n}", "text": text}) + "\n" for n in range(60))
    )
    path = tmp_path / "desk.db"
    command = [sys.executable, "-m", "tui", "--desk", path, "import", "--json", rows]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["stage"] == "analysing":
                process.kill()
                break
    with Desk.open(path) as desk:
        assert desk.lists.counts().articles == 60
        done = sum(bool(desk.articles.names(article)) for article in range(1, 61))
        assert 0 < done < 60
        assert desk.work.reanalyse(everything=False).analysed >= 60 - done
        assert all(desk.articles.names(article) for article in range(1, 61))
