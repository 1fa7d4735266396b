"""`is:new` finds the unread articles that say what the read articles of their stories do not."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linkers import DAY, REPORTS, draft, link, story_of

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import View
from storage.stories.novelty import new_in_articles

SAYS_MORE = draft(
    "Laanemets sentenced, auditors in the dock next",
    "Priit Laanemets of Kalevipank was sentenced in Tallinn to six years in prison for moving 48 million "
    "euros through Limassol, said judge Helve Torim. A second trial against the auditors Kestrel Partners "
    "begins in October, announced prosecutor Maarika Soo, who named seven Cypriot notaries as accomplices.",
    DAY,
    source="E",
)
NEW = View(query="is:new")


def found(desk: Desk, view: View = NEW) -> list[int]:
    return sorted(desk.lists.ids(view))


def really_new(desk: Desk, desk_file: DeskFile) -> list[int]:
    unread = [one for one in desk.lists.ids(View(query="is:unread")) if one]
    with desk_file.reading() as connection:
        return sorted(one for one, spans in new_in_articles(connection, unread).items() if spans)


def test_what_is_new_depends_on_what_was_read(desk: Desk, desk_file: DeskFile) -> None:
    first, second, third, more = link(desk_file, [*REPORTS, SAYS_MORE])
    assert len({story_of(desk, one) for one in (first, second, third, more)}) == 1
    assert found(desk) == []
    desk.mark_read([first])
    assert more in found(desk)
    assert found(desk) == really_new(desk, desk_file)
    opened = View(query="is:new", since=0.0)
    desk.mark_read([more])
    assert more not in found(desk)
    assert more in found(desk, opened)  # the row stays while the list is open
    desk.undo()
    assert more in found(desk)
    desk.mark_read([first], False)
    assert found(desk) == []


def test_a_later_report_is_new_or_not(desk: Desk, desk_file: DeskFile) -> None:
    first, *_ = link(desk_file, REPORTS[:2])
    desk.mark_read([first])
    (more,) = link(desk_file, [SAYS_MORE])
    assert more in found(desk) == really_new(desk, desk_file)
    desk.stories.not_this_story(more)
    assert more not in found(desk)
    desk.undo()
    assert more in found(desk)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8))
def test_marks_in_any_order(desk: Desk, desk_file: DeskFile, marks: list[tuple[int, bool]]) -> None:
    if not desk.lists.count(View()):
        link(desk_file, [*REPORTS, SAYS_MORE])
    for number, read in marks:
        desk.mark_read([number + 1], read)
    assert found(desk) == really_new(desk, desk_file)
