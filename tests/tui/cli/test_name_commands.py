"""Names on the command line: lists, pages, corrections, and how these travel to another desk."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import ABADI, IRAQ, MOSUL

from storage.desk import Desk
from storage.model import Kind
from tui.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def run(sample_desk: Desk) -> Run:
    """Run a command on the sample desk of the tests."""

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, ["--desk", str(sample_desk.path), *map(str, words)])

    return run


def shown(desk: Desk) -> set[str]:
    return {entity.name for entity in desk.names.search()}


def test_a_word_that_is_no_command_is_a_query(run: Run) -> None:
    assert MOSUL in run("names", "mos").stdout
    assert MOSUL in run("names").stdout
    assert MOSUL in run("names", "--kind", "place").stdout
    assert ABADI not in run("names", "--kind", "place", "--limit", "5").stdout
    searched = run("names", "--", "same")
    assert (searched.exit_code, searched.stdout) == (0, "")
    assert "No names" in searched.stderr
    assert "not-same" in run("names", "--help").stdout


def test_names_as_json(run: Run) -> None:
    (mosul,) = json.loads(run("names", MOSUL, "--json").stdout)
    assert mosul["spellings"] == [{"text": MOSUL, "mentions": 4, "first": "2017-07-10", "last": "2017-12-09"}]
    assert (mosul["ambiguous"], mosul["followed"], mosul["muted"]) == (False, False, False)


def test_the_page_of_a_name(run: Run) -> None:
    page = run("names", "show", MOSUL).stdout
    assert page.splitlines()[0] == MOSUL
    assert "4 mentions, 10 Jul 2017 to 9 Dec 2017" in page
    assert "Mosul was taken back in July." in page
    document = json.loads(run("names", "show", MOSUL, "--json").stdout)
    assert [one["id"] for one in document["articles"]] == [1, 3]
    assert (
        document["articles"][0]["sentence"][slice(*(document["articles"][0][k] for k in ("start", "end")))]
        == MOSUL
    )


def test_corrections_by_command_are_undone_by_command(run: Run, sample_desk: Desk) -> None:
    before = shown(sample_desk)
    done = run("names", "same", "Islamic State", IRAQ)
    assert done.exit_code == 0
    assert "are the same" in done.stdout
    assert len(shown(sample_desk)) == len(before) - 1
    assert run("undo").stdout == "Undone: “Islamic State” and “Iraq” are the same\n"
    assert shown(sample_desk) == before
    assert "Redone" in run("redo").stdout
    assert "Undone" in run("undo").stdout
    assert run("undo").stdout == "There is nothing to undo.\n"


def test_every_correction_has_its_command(run: Run, sample_desk: Desk) -> None:
    assert run("names", "kind", MOSUL, "organisation").exit_code == 0
    assert sample_desk.names.search(MOSUL)[0].kind is Kind.ORGANISATION
    assert run("names", "forget", "James Webb").exit_code == 0
    assert "James Webb" not in shown(sample_desk)
    assert run("names", "always", "telescope", "other").exit_code == 0
    assert "telescope" in shown(sample_desk)
    assert run("names", "rename", ABADI, "The prime minister").exit_code == 0
    assert "The prime minister" in shown(sample_desk)
    assert run("names", "rename", "The prime minister").exit_code == 0
    assert ABADI in shown(sample_desk)
    assert run("names", "follow", ABADI).exit_code == 0
    assert "followed" in run("names", "abadi").stdout
    assert run("names", "follow", ABADI, "--off").exit_code == 0
    assert run("names", "mute", IRAQ).exit_code == 0
    assert "muted" in run("names", IRAQ).stdout
    run("names", "same", ABADI, "Magnus Carlsen")
    answer = run("names", "not-same", ABADI, "Magnus Carlsen", "--json")
    assert "No longer" in json.loads(answer.stdout)["done"]
    assert len(run("names", "corrections").stdout.splitlines()) == 5


@pytest.mark.parametrize(
    "words",
    [
        ("same", "Nobody", IRAQ),
        ("same", "99", IRAQ),
        ("same", "9" * 30, IRAQ),
        ("show", str(2**63)),
        ("show", "9" * 5000),
        ("same", IRAQ, IRAQ),
        ("not-same", IRAQ, "Iran"),
        ("not-same", IRAQ, IRAQ),
        ("always", "…", "place"),
        ("always", "x" * 500, "place"),
        ("show", "I"),
    ],
)
def test_impossible_corrections_are_explained(run: Run, sample_desk: Desk, words: tuple[str, ...]) -> None:
    failed = run("names", *words)
    assert failed.exit_code == 1
    assert failed.stdout == ""
    assert failed.stderr.rstrip().endswith(".")
    assert "Traceback" not in failed.stderr
    assert sample_desk.names.corrections() == []


def test_an_ambiguous_name_needs_its_number(run: Run, sample_desk: Desk) -> None:
    run("names", "rename", ABADI, MOSUL)
    failed = run("names", "show", MOSUL)
    assert failed.exit_code == 1
    assert "give the number" in failed.stderr
    for entity in sample_desk.names.search(MOSUL):
        assert str(entity.id) in failed.stderr


def test_wrong_usage_exits_with_2(run: Run) -> None:
    assert run("names", "kind", IRAQ, "planet").exit_code == 2
    assert run("names", "same", IRAQ).exit_code == 2
    assert run("reanalyse", "--names", "--pending").exit_code == 2


def test_corrections_travel_to_another_desk(run: Run, sample_desk: Desk, tmp_path: Path) -> None:
    run("names", "same", "Islamic State", IRAQ)
    run("names", "kind", MOSUL, "organisation")
    run("names", "rename", ABADI, "Abadi")
    lines = run("export", "corrections").stdout.splitlines()
    assert json.loads(lines[0]) == {
        "correction": "same",
        "name": "Islamic State",
        "kind": "organisation",
        "other": IRAQ,
        "other_kind": "place",
    }
    file = tmp_path / "corrections.jsonl"
    file.write_text(
        "\n".join(
            [
                *lines,
                '{"correction": "strange", "name": "x", "kind": "place"}',
                '{"correction": "same", "name": "x", "kind": "place"}',
            ]
        )
        + "\n"
    )
    other = tmp_path / "other.db"
    taken = CliRunner().invoke(main, ["--desk", str(other), "import", str(file)])
    assert taken.exit_code == 1
    assert "corrections.jsonl:4" in taken.stderr
    assert "3 corrections" in taken.stdout
    with Desk.open(other) as desk:
        assert desk.names.corrections() == sample_desk.names.corrections()


def test_names_resolved_again_by_command(run: Run, sample_desk: Desk) -> None:
    before = list(sample_desk.articles.documents())
    assert run("reanalyse", "--names").exit_code == 0
    after = list(sample_desk.articles.documents())
    assert [{name["name"] for name in one["names"]} for one in after] == [
        {name["name"] for name in one["names"]} for one in before
    ]


def test_names(sample_desk: Desk, run: Run) -> None:
    assert "Haidar al-Abadi  person · 2 articles" in run("names", "abadi").stdout
    assert json.loads(run("names", "abadi", "--json").stdout)[0]["spellings"] == [
        {"text": "Haidar al-Abadi", "mentions": 3, "first": "2017-12-09", "last": "2017-12-09"}
    ]
    places = json.loads(run("names", "--kind", "place", "--json").stdout)
    assert [place["name"] for place in places] == ["Iraq", "Mosul"]
    assert run("names", "nobody").stderr == "No names.\n"


def test_what_is_so_already_is_no_mistake(run: Run) -> None:
    answer = run("names", "kind", IRAQ, "place")
    assert (answer.exit_code, answer.stdout.strip()) == (0, f"“{IRAQ}” has this kind already.")
    answer = run("names", "not-same", IRAQ, ABADI)
    assert answer.exit_code == 0
    assert answer.stdout.strip().endswith("they were two names already.")
