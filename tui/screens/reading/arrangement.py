"""Which panes of the reading screen are in sight, how wide they are, and the rules between them."""

from collections.abc import Mapping, Sequence

from textual.widget import Widget

from tui.layout.columns import Columns, columns
from tui.navigation.places import Pane
from tui.widgets.frame import RuleSegment

_LEAST_LINKS = 3


def panes_in_sight(width: int, pane: Pane, alone: bool) -> tuple[Pane, ...]:
    """Return the panes on screen, from left to right, when `pane` has the focus."""
    if alone:
        return (Pane.ARTICLE,)
    match columns(width).panes:
        case 1:
            return (pane,)
        case 2:
            left = Pane.NAVIGATOR if pane is Pane.NAVIGATOR else Pane.LIST
            return (left, Pane.ARTICLE, Pane.LINKS)
        case _:
            return tuple(Pane)


def neighbour(width: int, pane: Pane, step: int, around: bool) -> Pane:
    """Return the pane beside `pane`; `around` goes on at the other end and leaves out what has no column."""
    order = [one for one in Pane if one is not Pane.NAVIGATOR or not around or columns(width).panes > 2]
    if pane not in order:
        return Pane.LIST
    at = order.index(pane) + step
    return order[at % len(order)] if around else order[max(0, min(at, len(order) - 1))]


def links_height(height: int) -> int:
    """Return how many lines the links have below an article, of the `height` of both."""
    return max(_LEAST_LINKS, min(16, height * 35 // 100))


def top_stretches(
    width: int, pane: Pane, shown: Sequence[Pane], titles: Mapping[Pane, str]
) -> list[RuleSegment]:
    """Return the stretches of the rule above the panes."""
    if len(shown) == 1:
        return [RuleSegment(width, titles[shown[0]], focused=True)]
    shares = columns(width)
    return [RuleSegment(share, titles[one], one is pane) for one in shown if (share := share_of(shares, one))]


def share_of(shares: Columns, pane: Pane) -> int:
    """Return the width of a pane's column; the links below an article have none."""
    if pane is Pane.NAVIGATOR and not shares.navigator:
        return shares.list
    return int(getattr(shares, pane.value))


def arrange(panes: Mapping[Pane, Widget], shown: Sequence[Pane], width: int) -> None:
    """Show these panes alone, each as wide as its column."""
    shares = columns(width)
    for pane, widget in panes.items():
        widget.display = pane in shown
        if pane in (Pane.NAVIGATOR, Pane.LIST):
            widget.styles.width = share_of(shares, pane) if len(shown) > 1 else "1fr"
