"""Which of a few articles a list has: the same as the whole list says, for neighbours and for others."""

import pytest
from deliveries import arrival, deliver, subscribe

from storage.database.connection import DeskFile
from storage.database.lists import article_lists
from storage.desk import Desk
from storage.model import View

QUERIES = [
    "iraq",
    "-iraq",
    "iraq or carlsen",
    '"islamic state" -mosul',
    "伊",
    "title:war",
    "source:daily or by:reporter",
    "feed:first",
    "feed:first.example word3*",
    "-feed:second",
    "folder:a",
    "label:x",
    "label:fed",
    "-label:*",
    "person:haidar",
    "place:mosul -person:carlsen",
    "name:iraq or name:webb",
    "story:1",
    "story:*",
    "story:iraq",
    "is:unread",
    "is:starred or is:hidden",
    "is:hidden iraq",
    "has:links",
    "after:2018 before:2023",
    "older:2y",
    "lang:en or -lang:de",
]


@pytest.fixture
def furnished(sample_desk: Desk, desk_file: DeskFile) -> Desk:
    first, second = subscribe(desk_file, "first", folder="A") + subscribe(desk_file, "second")
    deliver(desk_file, first, [arrival(f"f{n}", f"Some word{n} of Iraq.") for n in range(40)])
    deliver(desk_file, second, [arrival(f"s{n}", f"Other word{n}.") for n in range(40)])
    sample_desk.articles.mark_read([1, 10])
    sample_desk.articles.star(2)
    sample_desk.labels.change([3, 50], ["x"])
    sample_desk.feeds.edit(second, labels=["fed"])
    sample_desk.articles.hide([4, 20])
    return sample_desk


@pytest.mark.parametrize("query", QUERIES)
def test_they_are_those_of_the_whole_list(furnished: Desk, desk_file: DeskFile, query: str) -> None:
    view = View(query=query)
    with desk_file.reading() as connection:
        whole = set(article_lists.ids(connection, view))
        for some in ([1], range(1, 8), range(8, 48), [2, 3, 5, 8], [1, 30, 60, 87], [5, 5, 99], []):
            assert article_lists.ids_among(connection, view, some) == whole & {*some}, list(some)
