"""newsdesk line by line: a key and Enter, and what is said."""

import io
import os
import pty
import re
import subprocess
from collections.abc import Callable

import pytest
from command_process import newsdesk
from paths import ROOT

from storage.desk import Desk
from storage.model import Filter, View
from tui import keys
from tui.keymap import Keys
from tui.plain import article_page
from tui.plain.desk_pages import DeskPages
from tui.plain.session import PlainSession


@pytest.fixture
def said(sample_desk: Desk) -> Callable[..., list[str]]:
    """What is said when lines are typed one after the other, without the first list."""

    def type_lines(*typed: str, keys: dict[str, str] | None = None) -> list[str]:
        lines: list[str] = []
        given = io.StringIO("".join(f"{line}\n" for line in typed))
        session = PlainSession(sample_desk, sample_desk.path, Keys(keys or {}), given, lines.append)
        session.run()
        first = next(at for at, line in enumerate(lines) if "lists the keys" in line)
        return lines[first + 1 :]

    return type_lines


def linked(desk: Desk) -> tuple[int, int]:
    """The row, from 1, and the number of an article that has links and a person in its text."""
    for row, one in enumerate(desk.lists.headlines(View(), 0, 50), 1):
        kinds = {name.entity.kind for name in desk.articles.names(one.id)}
        if desk.articles.links(one.id) and "person" in kinds:
            return row, one.id
    raise AssertionError("the sample desk has no such article")


def test_lists_are_read_row_by_row(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    titles = [row.title for row in sample_desk.lists.headlines(View(), 0, 3)]
    second, third, first, top = said("j", "j", "g", "k")
    assert second.startswith(f"2. unread: {titles[1]} · ")
    assert third.startswith(f"3. unread: {titles[2]} · ")
    assert first.startswith("1. ")
    assert top == "This is the first row."


def test_an_article_is_read_in_parts_with_the_kinds_of_its_names(
    said: Callable[..., list[str]], sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_page, "_PART", 80)
    row, article = linked(sample_desk)
    lines = said(str(row), *[""] * 20)
    assert lines[0] == sample_desk.articles.get(article).title
    assert "Enter reads on." in lines
    named = next(one for one in sample_desk.articles.names(article) if one.entity.kind == "person")
    assert any(f"[person: {named.entity.name.split()[0]}" in line for line in lines)
    links = sample_desk.articles.links(article)
    assert [line for line in lines if line.startswith("Link ")] == [
        line
        for line in lines
        if any(line.startswith(f"Link {at + 1}, {one.label}: ") for at, one in enumerate(links))
    ]
    assert lines[-1] == "This is the end of the article."
    assert sample_desk.articles.get(article).read


def test_a_number_follows_a_link_and_q_goes_back(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    row, article = linked(sample_desk)
    other = sample_desk.articles.links(article)[0].other
    lines = said(str(row), "1", "q", "q", "99")
    assert other.title in lines
    assert lines[-1] == "There is no row 99 in this list."
    assert said(str(row), "99")[-1] == "There is no link 99 here."


def test_names_are_walked_and_opened(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    row, _ = linked(sample_desk)
    lines = said(str(row), "[", "]", "")
    spoken = next(line for line in lines if line.startswith(("person: ", "place: ", "organisation: ")))
    after = lines[lines.index(spoken) + 1 :]
    assert after[0].startswith("In: ")
    assert after[1].startswith(spoken)
    assert after[2].startswith("1. ")


def test_n_reads_the_next_unread_article(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    rows = sample_desk.lists.headlines(View(), 0, 3)
    sample_desk.articles.mark_read([rows[1].id])
    lines = said("1", "n")
    assert rows[2].title in lines
    assert {row.id for row in rows if sample_desk.articles.get(row.id).read} == {row.id for row in rows}


def test_marks_are_set_and_taken_back(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    one = sample_desk.lists.headlines(View(), 0, 1)[0].id
    assert said("s", "m", "u", "u") == [
        "Starred.", "Marked read.", "Undone: 1 article marked read", "Undone: 1 article starred",
    ]  # fmt: skip
    assert not sample_desk.articles.get(one).starred
    assert said("1", "m", "s")[-2:] == ["Marked unread.", "Starred."]
    before = sample_desk.lists.count(View())
    assert said("Del")[0].endswith("u takes it back.")
    assert sample_desk.lists.count(View()) == before - 1
    assert "marked read; u takes it back." in said("A")[0]
    assert sample_desk.lists.count(View(Filter.UNREAD)) == 0


def test_searches_names_stories_and_lists(said: Callable[..., list[str]]) -> None:
    assert said("/Mosul")[0].startswith("Search: Mosul, ")
    assert said("/", "Mosul")[0].startswith("Search: Mosul, ")
    assert "“foo:”" in said("/foo:bar")[0]
    assert said("/zzzzqq") == ["Search: zzzzqq", "No articles are in this list."]
    assert said("e")[0].startswith("Names, ")
    assert said("S", "1")[-1][0].isdecimal()
    assert said("!") == ["Feeds", "There are no feeds."]
    assert said("h")[1].startswith("1. All articles, ")


def test_what_is_no_key_and_what_needs_the_screen(said: Callable[..., list[str]]) -> None:
    assert said("zz") == ["“zz” is not a key. ? and Enter lists the keys."]
    assert said("t")[0].endswith("not here, or only on the full screen.")
    shown = said("?")
    assert any(line.startswith("j, ↓: ") for line in shown)
    assert not any("theme" in line for line in shown)


def test_the_keys_of_the_settings_hold(said: Callable[..., list[str]]) -> None:
    assert said("Z", keys={"down": "Z"})[0].startswith("2. ")


def test_it_ends_with_the_first_list_or_the_input(said: Callable[..., list[str]]) -> None:
    assert said("q", "j") == ["Goodbye."]
    assert said() == []


def test_newsdesk_plain_needs_no_terminal(sample_desk: Desk) -> None:
    command = [*newsdesk(sample_desk), "--plain"]
    done = subprocess.run(command, input=b"1\nq\nq\n", capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1] == "> Goodbye."


def test_a_terminal_breaks_lines_between_words(sample_desk: Desk) -> None:
    (shown, *_) = sample_desk.lists.headlines(View(), 0, 1)
    text = sample_desk.articles.get(shown.id).text
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        done = subprocess.run(
            [*newsdesk(sample_desk), "--plain"],
            input=b"1\n",
            stdout=theirs,
            env={**os.environ, "COLUMNS": "40"},
            cwd=ROOT,
            check=False,
        )
        os.close(theirs)
        lines = screen.read(100_000).decode().splitlines()
    assert done.returncode == 0
    assert max(map(len, lines)) <= 40
    first_words = text.split()[:20]
    assert " ".join(first_words) in re.sub(r"\[\w+: ([^]]+)\]", r"\1", " ".join(lines))


def test_keys_act_on_the_row_that_was_said(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    numbers = [row.id for row in sample_desk.lists.headlines(View(), 0, 50)]
    lines = said("h", "2", "G", "m", "m", "m")
    assert lines[-3:] == ["Marked read.", "Marked unread.", "Marked read."]
    assert [one for one in numbers if sample_desk.articles.get(one).read] == numbers[-1:]
    found = said("/is:unread", "m", "j", "m")
    assert found[-3:] == ["Marked read.", found[-2], "Marked read."]
    assert [one for one in numbers if sample_desk.articles.get(one).read] == [*numbers[:2], numbers[-1]]


def test_the_row_after_a_deleted_one_is_said(said: Callable[..., list[str]], sample_desk: Desk) -> None:
    rows = sample_desk.lists.headlines(View(), 0, 50)
    lines = said("G", "Del", "Del", "s")
    assert lines[1].startswith(f"Deleted: {rows[-1].title}. ")
    assert lines[2].startswith(f"{len(rows) - 1}. ")
    assert lines[3].startswith(f"Deleted: {rows[-2].title}. ")
    assert sample_desk.articles.get(rows[-3].id).starred
    assert said(*["Del"] * len(rows), "Del", "m", "n")[-3:] == ["No articles are in this list."] * 3


def test_numbers_stay_those_of_the_rows_that_were_said(sample_desk: Desk) -> None:
    first, second, *_ = sample_desk.lists.headlines(View(), 0, 50)
    lines: list[str] = []

    class Typed(io.StringIO):
        """Another program deletes the first article before the reader types anything."""

        def readline(self, size: int | None = -1, /) -> str:
            if not self.tell():
                sample_desk.articles.delete([first.id])
            return super().readline(size)

    session = PlainSession(sample_desk, sample_desk.path, Keys({}), Typed("m\ns\n2\n"), lines.append)
    session.run()
    assert second.title in lines, "the second row as it was said"
    assert not sample_desk.articles.get(second.id).starred


def test_every_action_of_a_page_has_a_key(sample_desk: Desk) -> None:
    pages = DeskPages(sample_desk, "u")
    for page in (pages.articles(View()), pages.article(1)):
        assert page.actions.keys() <= keys.BY_NAME.keys()
    assert pages.article(1).actions["number_links"]().opening()[0] == "Links in the text"
