import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.sources.lists.folder_paths import folder_names, folder_path

NAMES = st.lists(st.text(st.sampled_from("ab/\\∕ "), min_size=1))


@given(NAMES)
@example(["a/b", "a∕b", "a\\/b", "a\\∕b", "\\", "/", "∕"])
def test_a_path_gives_back_the_names_it_was_made_of(names: list[str]) -> None:
    assert folder_names(folder_path(names)) == tuple(names)


@given(NAMES, NAMES)
def test_different_folders_have_different_paths(one: list[str], other: list[str]) -> None:
    assert (folder_path(one) == folder_path(other)) == (one == other)


@given(NAMES)
def test_each_slash_of_a_path_leads_one_level_down(names: list[str]) -> None:
    assert folder_path(names).count("/") == max(len(names) - 1, 0)


def test_a_path_looks_like_its_names() -> None:
    assert folder_path(["News", "Asia/Pacific", r"C:\x"]) == r"News/Asia∕Pacific/C:\x"


@pytest.mark.parametrize("path", ["", "/", "//"])
def test_empty_names_are_no_folders(path: str) -> None:
    assert folder_names(path) == ()
    assert folder_path(folder_names(path)) == ""
