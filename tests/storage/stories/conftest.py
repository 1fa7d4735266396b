"""A desk with a story."""

import pytest
from linkers import DAY, ELSEWHERE, REPORTS, draft, link

from storage.database.connection import DeskFile
from storage.desk import Desk


@pytest.fixture
def reported(desk: Desk, desk_file: DeskFile) -> Desk:
    """Three reports of a verdict and one of a volcano."""
    link(desk_file, [*REPORTS, draft("Volcano stops flights", ELSEWHERE, DAY)])
    return desk
