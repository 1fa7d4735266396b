"""What the brief asks of the desk: functions that run in a thread and return one message."""

from datetime import UTC, datetime, timedelta

from storage.desk import Desk
from tui.messages import Written
from tui.navigation.places import BriefPlace
from tui.queries.results.stories import BriefLoaded


def load_brief(desk: Desk, place: BriefPlace) -> BriefLoaded:
    """Load the brief of a place: the one that was made for it, else a new one."""
    with desk.snapshot():
        if place.since is not None and place.until is not None:
            since, until = (datetime.fromtimestamp(time, UTC) for time in (place.since, place.until))
            found = desk.briefs.again(since, until, by_arrival=place.by_arrival)
        elif place.days:
            found = desk.briefs.make(datetime.now(UTC) - timedelta(days=place.days))
        else:
            found = desk.briefs.make()
    return BriefLoaded(place, found)


def mark_brief(desk: Desk, until: datetime) -> Written:
    """Let the next brief begin where this one ends."""
    if not desk.briefs.mark(until):
        return Written("You have read this brief already, or a later one.")
    return Written("The brief is read: the next one begins here", undo_steps=1)
