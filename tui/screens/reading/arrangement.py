"""Which panes of the reading screen are in sight, how wide they are, and the rules between them."""

from collections.abc import Mapping, Sequence

from textual.geometry import Size
from textual.widget import Widget

from tui.layout.columns import Columns, columns
from tui.navigation.places import Pane
from tui.screens.base import LOW
from tui.widgets.frame import HorizontalRule, RuleSegment, VerticalRule

TITLES = {Pane.NAVIGATOR: "Lists", Pane.LIST: "Articles", Pane.ARTICLE: "Article", Pane.LINKS: "Links"}
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


def top_rule(width: int, pane: Pane, in_sight: Sequence[Pane]) -> list[RuleSegment]:
    """Return the segments of the rule above the panes."""
    if len(in_sight) == 1:
        return [RuleSegment(width, TITLES[in_sight[0]], focused=True)]
    shares = columns(width)
    return [
        RuleSegment(share, TITLES[one], one is pane) for one in in_sight if (share := share_of(shares, one))
    ]


def share_of(shares: Columns, pane: Pane) -> int:
    """Return the width of a pane's column; the links below an article have none."""
    if pane is Pane.NAVIGATOR and not shares.navigator:
        return shares.list
    return int(getattr(shares, pane.value))


class Arrangement:
    """Shows the panes of a container that there is room for, and the rules between them."""

    def __init__(self, container: Widget, boxes: Mapping[Pane, Widget]) -> None:
        """Arrange the widgets of `container`, of which `boxes` are the panes."""
        self._container = container
        self._boxes = boxes

    def share_out(self, size: Size, pane: Pane, alone: bool) -> None:
        """Share a terminal of this size when `pane` has the focus; with `alone`, the article is alone."""
        width, height = size
        in_sight = panes_in_sight(width, pane, alone)
        several = len(in_sight) > 1
        beside, below = several and columns(width).panes == 4, several and columns(width).panes == 2
        body = height - (2 if height < LOW else 4)
        links_lines = links_height(body)
        self._show_boxes(in_sight, width)
        for name, shown in (
            ("right", Pane.ARTICLE in in_sight or Pane.LINKS in in_sight),
            ("navigator-rule", beside),
            ("list-rule", several),
            ("links-upright", beside),
            ("links-rule", below),
        ):
            self._container.query_one(f"#{name}").display = shown
        self._container.set_class(beside, "-beside")
        self._container.set_class(height < LOW, "-low")
        links = self._boxes[Pane.LINKS]
        links.styles.height = links_lines if below else "1fr"
        links.styles.width = columns(width).links if beside else "1fr"
        joint = body - links_lines - 1 if below else None
        self._container.query_one("#list-rule", VerticalRule).join(joint)
        self._draw_rules(width, pane, in_sight)

    def _show_boxes(self, in_sight: Sequence[Pane], width: int) -> None:
        shares = columns(width)
        for pane, box in self._boxes.items():
            box.display = pane in in_sight
            if pane in (Pane.NAVIGATOR, Pane.LIST):
                box.styles.width = share_of(shares, pane) if len(in_sight) > 1 else "1fr"

    def _draw_rules(self, width: int, pane: Pane, in_sight: Sequence[Pane]) -> None:
        segments = top_rule(width, pane, in_sight)
        below = RuleSegment(columns(width).article, TITLES[Pane.LINKS], pane is Pane.LINKS)
        for name, shown in (
            ("top", segments),
            ("bottom", [RuleSegment(segment.width) for segment in segments]),
            ("links-rule", [below]),
        ):
            self._container.query_one(f"#{name}", HorizontalRule).show(shown)
