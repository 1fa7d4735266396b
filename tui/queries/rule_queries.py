"""What the app asks about rules: blocking functions that each return one message."""

from collections.abc import Mapping

from storage.desk import Desk
from storage.model import Rule, RuleNotice
from tui.layout import wording
from tui.messages import Part, Written
from tui.queries.results.desk import RulesMatched

_MOST_NAMED = 3  # rules in one sentence


def take_notices(desk: Desk) -> RulesMatched:
    """Find out what rules have to tell the reader, as one sentence; it is told once."""
    return RulesMatched(notice(desk.rules.take_notices()) if desk.rules.has_notices() else "")


def notice(notices: list[RuleNotice]) -> str:
    """Return one sentence for all that rules have found."""
    if len(notices) == 1 and notices[0].articles == 1:
        return f"{notices[0].rule}: {notices[0].title or 'Untitled'}"
    named = [f"{one.rule}: {wording.count(one.articles, 'article')}" for one in notices[:_MOST_NAMED]]
    more = len(notices) - _MOST_NAMED
    return "; ".join([*named, *([f"{more} more rules"] if more > 0 else [])])


def save_rule(desk: Desk, values: Mapping[str, object], rule: Rule, *, here: bool) -> Written:
    """Append a rule to the settings file and, if wanted, apply it to the articles that are here."""
    from storage.settings.adding import add_rule  # noqa: PLC0415 - only for a new rule

    file = add_rule(values)
    if not here:
        return Written(f"Saved in {file.name}; the rule acts on what arrives.")
    (number,), _ = desk.rules.apply([rule])
    sentence = f"Saved; applied to {wording.count(number, 'article')}"
    return Written(sentence, Part.ALL, undo_steps=1) if number else Written(f"{sentence}.", Part.ALL)
