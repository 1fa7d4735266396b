"""Fixtures: real desks, filled without the language model."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from empty_desks import empty_desk
from hypothesis import settings
from newsroom import DRAFTS, fill
from webserver import Site

from storage.database.connection import DeskFile
from storage.desk import Desk

# Machines differ in speed, and what CI finds must be found again: no deadline, and there no chance.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    """The path of `desk`."""
    return empty_desk(tmp_path / "desk.db")


@pytest.fixture
def desk(desk_path: Path) -> Iterator[Desk]:
    """An empty desk in a file of its own."""
    with Desk.open(desk_path) as opened:
        yield opened


@pytest.fixture
def desk_file(desk_path: Path) -> Iterator[DeskFile]:
    """The file of `desk`, opened for SQL."""
    opened = DeskFile(desk_path)
    yield opened
    opened.close()


@pytest.fixture
def sample_desk(desk: Desk, desk_file: DeskFile) -> Desk:
    """A desk of seven articles, with names and links, the last two of them odd."""
    fill(desk_file, DRAFTS)
    return desk


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this computer whose answers a test sets."""
    with Site() as serving:
        yield serving
