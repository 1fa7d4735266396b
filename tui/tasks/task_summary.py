"""The result of a task in a sentence, made from the report that its process printed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tui.layout import wording
from tui.tasks.task import Task, TaskKind


class TaskSummary(NamedTuple):
    """The result of a task in a `sentence`, with a sentence for each of its `problems`.

    `news` is true if a quiet task shows it too. `hint` continues the sentence; its braces stand for
    the key of `action`.
    """

    sentence: str
    problems: tuple[str, ...] = ()
    news: bool = True
    action: str = ""
    hint: str = ""


_SEE_FEEDS = ("feeds_page", ": press {}")
_MORE = re.compile(r".*: ([\d,]+) more problems")  # the last problem of a report that leaves some out


def count_problems(problems: Sequence[str]) -> int:
    """Return how many problems there were, with those that the report only counts."""
    more = _MORE.fullmatch(problems[-1]) if problems else None
    return len(problems) - 1 + int(more[1].replace(",", "")) if more else len(problems)


def failure(task: Task, why: str) -> TaskSummary:
    """Return the summary of a task that failed, with the reason."""
    if task.kind in (TaskKind.ADD, TaskKind.PAGE):
        return TaskSummary(_sentence(why))
    return TaskSummary(f"The {task.kind} failed.", (why,))


def summary(task: Task, report: Mapping[str, Any]) -> TaskSummary:
    """Return the summary of a task that was done."""
    match task.kind:
        case TaskKind.REFRESH:
            return _refreshed(report, everything="--all" in task.command)
        case TaskKind.ADD:
            return _added(report)
        case TaskKind.PAGE | TaskKind.PICTURES:
            return _fetched(report)
        case TaskKind.PAGES:
            return TaskSummary(
                f"{wording.count(report['pages'], 'page')} fetched.", (), bool(report["pages"])
            )
        case TaskKind.DOWNLOAD:
            return TaskSummary(f"Downloaded as {report['downloaded']}", (), True)
        case TaskKind.IMPORT | TaskKind.ANALYSIS:
            return _imported(report)


def _imported(report: Mapping[str, Any]) -> TaskSummary:
    subscribed, searches = report.get("subscribed", 0), report.get("searches", 0)
    lists = [
        *([wording.count(subscribed, "new feed")] if subscribed else []),
        *([wording.count(searches, "saved search", "saved searches")] if searches else []),
    ]
    parts = [
        *lists,
        *([wording.count(report["new"], "new article")] if report["new"] or not lists else []),
        *([f"{report['changed']:,} changed"] if report["changed"] else []),
        *([f"{report['unchanged']:,} already known"] if report["unchanged"] else []),
    ]
    stored = report["new"] + report["changed"] + subscribed + searches
    return TaskSummary(f"{', '.join(parts)}.", _problems(report), bool(stored))


def _refreshed(report: Mapping[str, Any], *, everything: bool) -> TaskSummary:
    feeds, failed, new = report["feeds"], report["failed"], report["new"]
    if not feeds and everything:
        return TaskSummary("There are no feeds yet", (), False, "add_feed", ": {} adds one.")
    if not feeds:
        return TaskSummary("No feed is due yet", (), False, "refresh_all", ": {} fetches them anyway.")
    if failed and failed == feeds:
        return TaskSummary(_all_failed(report), (), False, *_SEE_FEEDS)
    brought = wording.count(new, "new article") if new else "Nothing new"
    changed = f" · {report['changed']:,} changed" if report["changed"] else ""
    sentence = f"{brought} from {wording.count(feeds, 'feed')}{changed}"
    if postponed := report.get("postponed", 0):
        sentence += f" · {wording.count(postponed, 'feed')} postponed, as the server asks"
    if failed:
        return TaskSummary(f"{sentence} · {wording.count(failed, 'feed')} failed", (), bool(new), *_SEE_FEEDS)
    return TaskSummary(f"{sentence}.", _problems(report), bool(new))


def _all_failed(report: Mapping[str, Any]) -> str:
    reasons = {trouble["message"] for trouble in report["troubles"]}
    if len(reasons) == 1:
        return _sentence(reasons.pop()).rstrip(".")
    return f"{wording.count(report['failed'], 'feed')} failed"


def _added(report: Mapping[str, Any]) -> TaskSummary:
    feeds, problems = report["feeds"], _problems(report)
    if not feeds:
        return TaskSummary(_first(report) or "No feed was found there.")
    first = feeds[0]
    if len(feeds) == 1 and first.get("known"):
        where = f" in {first['folder']}" if first["folder"] else ""
        return TaskSummary(f"You are already subscribed to “{first['title']}”{where}.", problems)
    new = sum(feed.get("new", 0) for feed in feeds)
    what = f"“{first['title']}” is added" if len(feeds) == 1 else f"{len(feeds)} feeds are added"
    parts = [what, *([wording.count(new, "new article")] if new else [])]
    if others := len(report.get("candidates", ())):
        parts.append(wording.count(others, "other feed") + " there")
    return TaskSummary(f"{' · '.join(parts)}.", problems)


def _fetched(report: Mapping[str, Any]) -> TaskSummary:
    return TaskSummary(_first(report), news=bool(report["troubles"]))


def _first(report: Mapping[str, Any]) -> str:
    troubles: Sequence[Mapping[str, Any]] = report.get("troubles", ())
    return _sentence(troubles[0]["message"]) if troubles else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def _problems(report: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_problem(trouble) for trouble in report.get("troubles", ()))


def _problem(trouble: Mapping[str, Any]) -> str:
    place = f"{trouble['origin']}:{trouble['line']}" if trouble.get("line") else trouble["origin"]
    return f"{place}: {trouble['message']}"
