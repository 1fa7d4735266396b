"""Rules at arrival, after the analysis, and on demand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from deliveries import NOW, arrival, subscribe
from newsroom import MOSUL

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database import hidden_articles
from storage.database.articles import articles, pages_to_fetch
from storage.database.connection import DeskFile
from storage.database.feeds.feed_entries import store_entries
from storage.database.stories import stories
from storage.desk import Desk
from storage.model import Arrival, Draft, Field, Kind, Mention, Provenance, Rule, RuleNotice, View
from storage.names.recording import record_names
from storage.pipeline.rules.application import HELD_SECONDS, RuleApplication
from storage.query.parser import parse
from storage.rules.judging import needs_analysis

SPORT = arrival("sport", "The match ended two to one.", title="Match report", source="BBC Sport")
WAR = arrival("war", "The war in Iraq goes on.", title="Iraq", source="BBC News")


def rule(query: str, **actions: object) -> Rule:
    root = parse(query).root
    assert root
    return Rule(name=query, query=query, analysed=needs_analysis(root), **actions)  # type: ignore[arg-type]


def deliver(
    desk_file: DeskFile, rules: Sequence[Rule], arrivals: Sequence[Arrival], *, outside: bool = True
) -> None:
    """Store entries of a feed in one write, with the rules applied."""
    application = RuleApplication(rules, outside=outside)
    with desk_file.writing() as connection:
        before = application.last_number(connection)
        store_entries(connection, 1, arrivals, NOW)
        application.arrived(connection, before, NOW)


def analyse(desk_file: DeskFile, rules: Sequence[Rule], number: int, *names: str) -> None:
    """Analyse an article, in which these are the names of persons."""
    with desk_file.writing() as connection:
        article = articles.fetch(connection, number)
        found = [
            Mention(Field.TEXT, start, start + len(name), Kind.PERSON)
            for name in names
            if (start := article.text.find(name)) >= 0
        ]
        record_names(connection, article, ArticleAnalysis("en", tuple(found)))
        articles.set_analysed(connection, number)
        RuleApplication(rules).analysed(connection, number, NOW)


def ids(desk: Desk, view: View = View()) -> list[int]:  # noqa: B008 - frozen
    return sorted(row.id for row in desk.lists.headlines(view, 0, 100))


@pytest.fixture(autouse=True)
def _feed(desk: Desk, desk_file: DeskFile) -> None:
    subscribe(desk_file, "first")


def test_everything_at_arrival(desk: Desk, desk_file: DeskFile) -> None:
    rules = [
        rule("source:sport", read=True, labels=("sport",)),
        rule("iraq", star=True),
        rule("title:match", labels=("match",), mute=timedelta(days=1)),
    ]
    deliver(desk_file, rules, [SPORT, WAR])
    sport, war = desk.articles.get(1), desk.articles.get(2)
    assert (sport.read, sport.starred, sport.labels, sport.hidden) == (True, False, ("match", "sport"), True)
    assert sport.hidden_until
    assert sport.hidden_until.timestamp() == NOW + 86_400
    assert (war.read, war.starred, war.labels, war.hidden) == (False, True, (), False)
    assert ids(desk) == [2]
    assert desk.undo() == "Undone: subscribed to https://first.example/feed"  # what rules do is not undone
    assert [one.matched for one in desk.rules.records(rules)] == [1, 1, 1]


def test_all_rules_see_an_article_as_it_came(desk: Desk, desk_file: DeskFile) -> None:
    deliver(desk_file, [rule("iraq", hide=True, read=True), rule("is:unread iraq", labels=("a",))], [WAR])
    assert desk.articles.get(1).labels == ("a",)


def test_a_rule_is_applied_once(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("iraq", star=True, hide=True)]
    deliver(desk_file, rules, [WAR])
    desk.articles.star(1, False)
    desk.articles.unhide([1])
    deliver(desk_file, rules, [WAR])
    assert desk.rules.apply(rules) == ([0], [])
    article = desk.articles.get(1)
    assert (article.starred, article.hidden) == (False, False)
    assert desk.rules.apply(rules, again=True) == ([1], [])
    assert desk.articles.get(1).starred


def test_a_rule_with_another_action_is_another_rule(desk: Desk, desk_file: DeskFile) -> None:
    deliver(desk_file, [rule("iraq", star=True)], [WAR])
    changed = [rule("iraq", labels=("x",))]
    assert desk.rules.records(changed)[0].matched == 1
    assert desk.rules.apply(changed) == ([1], [])
    assert desk.articles.get(1).labels == ("x",)
    assert desk.rules.records(changed)[0].matched == 2


def test_a_mute_that_has_passed_hides_nothing(desk: Desk, desk_file: DeskFile) -> None:
    deliver(desk_file, [rule("iraq", mute=datetime(2020, 1, 1, tzinfo=UTC), star=True)], [WAR])
    article = desk.articles.get(1)
    assert (article.hidden, article.starred) == (False, True)


LONG = arrival("long", "Mary Berenson met nobody. " * 3, title="A portrait", source="BBC")


def test_what_a_name_may_hide_is_not_seen_before_the_analysis(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("person:berenson source:bbc", hide=True), rule("-person:berenson", labels=("no",))]
    deliver(desk_file, rules, [LONG, WAR, arrival("other", "Mary Berenson.", source="Elsewhere")])
    assert ids(desk) == [3]  # no rule can hide it
    until = desk.articles.get(1).hidden_until
    assert until
    assert until.timestamp() == NOW + HELD_SECONDS
    analyse(desk_file, rules, 2)
    assert (ids(desk), desk.articles.get(2).labels) == ([2, 3], ("no",))
    analyse(desk_file, rules, 1, "Mary Berenson")
    article = desk.articles.get(1)
    assert (article.hidden, article.hidden_until, article.labels) == (True, None, ())


def test_an_article_is_judged_once_after_its_analysis(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("person:berenson", star=True)]
    deliver(desk_file, rules, [LONG])
    assert ids(desk) == [1]  # a star may come late
    analyse(desk_file, rules, 1)
    assert not desk.articles.get(1).starred
    analyse(desk_file, rules, 1, "Mary Berenson")
    assert not desk.articles.get(1).starred
    assert desk.rules.apply(rules) == ([1], [])


def test_what_is_held_comes_back_by_itself(desk: Desk, desk_file: DeskFile) -> None:
    deliver(desk_file, [rule("person:x", hide=True)], [WAR])
    assert ids(desk) == []
    with desk_file.writing() as connection:
        hidden_articles.unhide_due(connection, NOW + HELD_SECONDS)
    assert ids(desk) == [1]


def test_what_was_held_stays_hidden_with_its_muted_story(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule('person:"Somebody Else"', hide=True)]
    deliver(desk_file, [], [SPORT, arrival("more", "One more report.")])
    with desk_file.writing() as connection:
        story = stories.create(connection)
        stories.assign(connection, [1, 2], story)
        stories.update_summary(connection, story, 1)
    desk.stories.mute([story], datetime.now(UTC) + timedelta(days=1))
    deliver(desk_file, rules, [WAR])
    with desk_file.writing() as connection:
        stories.assign(connection, [3], story)
    analyse(desk_file, rules, 3)
    assert ids(desk) == []


def test_what_the_reader_hid_meanwhile_stays_hidden(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("person:x", hide=True)]
    deliver(desk_file, rules, [WAR])
    desk.articles.hide([1])
    analyse(desk_file, rules, 1)
    assert desk.articles.get(1).hidden


def test_words_of_the_page_are_found_after_the_analysis(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("sponsored", hide=True), rule("iraq", star=True)]
    teaser = arrival("t", "Iraq.", wants_page=True)
    deliver(desk_file, rules, [teaser, WAR])
    assert desk.articles.get(1).starred
    desk.articles.star(1, False)
    page = Draft("p", "T", "Iraq. Sponsored by an oil company.", "", provenance=Provenance.PAGE)
    with desk_file.writing() as connection:
        pages_to_fetch.store_page(connection, 1, page, NOW)
    analyse(desk_file, rules, 1)
    article = desk.articles.get(1)
    assert (article.hidden, article.starred) == (True, False)
    assert [one.matched for one in desk.rules.records(rules)] == [1, 2]


def test_no_rules_leave_no_trace(desk: Desk, desk_file: DeskFile) -> None:
    deliver(desk_file, [], [WAR])
    deliver(desk_file, [rule("nothing", hide=True)], [SPORT])
    with desk_file.reading() as connection:
        for table in ("rule", "rule_match", "rule_waiting", "rule_run", "rule_notice"):
            assert connection.execute(f"select count(*) from {table}").fetchone()[0] == 0


# On demand


def test_apply_is_one_action_for_undo(sample_desk: Desk) -> None:
    desk = sample_desk
    rules = [
        rule("iraq", read=True, labels=("iraq",)),
        rule(f"name:{MOSUL}", star=True, hide=True),
        rule("carlsen", mute=timedelta(days=1)),
    ]
    desk.articles.star(1)
    before = [desk.articles.document(number) for number in range(1, 8)]
    assert desk.rules.apply(rules) == ([3, 2, 1], [])
    assert (ids(desk), ids(desk, View(query="is:hidden"))) == ([2, 5, 6, 7], [1, 3, 4])
    assert desk.articles.get(2).labels == ("iraq",)
    after = [desk.articles.document(number) for number in range(1, 8)]
    said = f"rules “iraq”, “name:{MOSUL}”, “carlsen” applied"
    assert desk.undo() == f"Undone: {said}"
    assert [desk.articles.document(number) for number in range(1, 8)] == before
    assert desk.redo() == f"Redone: {said}"
    assert [desk.articles.document(number) for number in range(1, 8)] == after
    assert desk.undo() == f"Undone: {said}"
    assert desk.rules.apply(rules) == ([0, 0, 0], [])
    assert [desk.articles.document(number) for number in range(1, 8)] == before


def test_applying_what_changes_nothing_is_no_action(sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    assert sample_desk.rules.apply([rule("victory", star=True)]) == ([1], [])
    assert sample_desk.undo() == "Undone: 1 article starred"


def test_hidden_articles_are_found_only_when_asked_for(sample_desk: Desk) -> None:
    sample_desk.articles.hide([1])
    assert sample_desk.rules.apply([rule("victory", star=True)]) == ([0], [])
    assert sample_desk.rules.apply([rule("victory is:hidden", star=True)]) == ([1], [])


def test_a_test_changes_nothing(sample_desk: Desk) -> None:
    rules = [rule("iraq", hide=True), rule("zebra", star=True)]
    sample_desk.rules.apply([rule("victory", hide=False, star=True)])
    version = sample_desk.version()
    first, second = sample_desk.rules.test(rules, shown=2)
    assert (first.found, first.done, [row.id for row in first.newest]) == (3, 0, [2, 1])
    assert (second.found, second.newest) == (0, ())
    assert (sample_desk.version(), ids(sample_desk)) == (version, [1, 2, 3, 4, 5, 6, 7])
    sample_desk.rules.apply(rules[:1])
    assert sample_desk.rules.test([rule("iraq is:hidden", hide=True)])[0].found == 3


# Notices


def test_notices_are_taken_once(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("source:bbc", notify=True), rule("iraq", notify=True)]
    deliver(desk_file, rules, [SPORT, WAR])
    assert desk.rules.has_notices()
    assert desk.rules.take_notices() == [
        RuleNotice("source:bbc", 2, "Iraq"),
        RuleNotice("iraq", 1, "Iraq"),
    ]
    assert not desk.rules.has_notices()
    assert desk.rules.take_notices() == []


def test_an_import_tells_nothing_and_runs_nothing(desk: Desk, desk_file: DeskFile) -> None:
    rules = [rule("iraq", star=True, notify=True, run=("p",)), rule("person:x", notify=True)]
    deliver(desk_file, rules, [WAR, LONG], outside=False)
    analyse(desk_file, rules, 2, "Mary Berenson")
    assert desk.articles.get(1).starred
    assert not desk.rules.has_notices()
    with desk_file.reading() as connection:
        assert connection.execute("select count(*) from rule_run").fetchone()[0] == 0
