"""What the comparison asks of the desk: functions that run in a thread and return one message."""

from textual.message import Message

from storage.desk import Desk
from storage.model import ComparedReport, NewSentence
from tui.layout.article_page import Page, Shape
from tui.navigation.places import ComparePlace
from tui.queries.results.stories import ComparePlaceFound, ComparisonLoaded, NothingToCompare

ALONE = "No other article in this desk reports this."


def load_comparison(desk: Desk, place: ComparePlace, shape: Shape) -> Message:
    """Load two reports; without a right one, the best other report of the story is taken."""
    with desk.snapshot():
        others = desk.stories.reports(place.left)
        right = place.right if place.right is not None else next((one.id for one in others), None)
        if right is None:
            return NothingToCompare(ALONE)
        found = desk.stories.compare(place.left, right)
        stories = _story(desk, place.left), _story(desk, right)
    return ComparisonLoaded(
        asked=place,
        comparison=found,
        pages=(_page(found.left, shape), _page(found.right, shape)),
        stories=stories,
        reports=len(others) + 1,
    )


def next_report(desk: Desk, place: ComparePlace, on_right: bool, step: int) -> Message:
    """Find the next report of the story (`step` 1), or the one before (-1), for one of the sides."""
    if place.right is None:
        return NothingToCompare(ALONE)
    kept, replaced = (place.left, place.right) if on_right else (place.right, place.left)
    others = [one.id for one in desk.stories.reports(kept)]
    if not others or others == [replaced]:
        return NothingToCompare("The story has no other report.")
    at = others.index(replaced) + step if replaced in others else 0
    wanted = others[at % len(others)]
    return ComparePlaceFound(ComparePlace(kept, wanted) if on_right else ComparePlace(wanted, kept))


def _story(desk: Desk, article: int) -> int | None:
    story = desk.stories.of(article)
    return story.id if story else None


def _page(report: ComparedReport, shape: Shape) -> Page:
    return Page(report.article, report.names, shape, news=[NewSentence(*place) for place in report.only])
