"""Labels of articles and feeds: adding, removing, renaming, deleting, and undo of it all."""

import pytest
from deliveries import arrival, deliver, subscribe
from hypothesis import given
from hypothesis import strategies as st

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import DeskError, NotFoundError
from storage.model import Draft, Label, Subscription, View
from storage.text.label_names import label_name, label_names


def labels_of(desk: Desk, *numbers: int) -> list[tuple[str, ...]]:
    return [desk.articles.get(one).labels for one in numbers]


def test_labels_of_an_article(sample_desk: Desk) -> None:
    assert sample_desk.labels.change([1, 2, 99], ["To read, iraq", "#IRAQ"]) == 2
    assert labels_of(sample_desk, 1, 2, 3) == [("iraq", "To read"), ("iraq", "To read"), ()]
    assert sample_desk.labels.change([2, 3], ["Iraq"], ["to READ"]) == 2
    assert labels_of(sample_desk, 2, 3) == [("iraq",), ("iraq",)]
    assert sample_desk.labels.all() == [Label("iraq", 3, 3, 0), Label("To read", 1, 1, 0)]
    assert sample_desk.lists.headlines(View(query="baghdad"), 0, 1)[0].labels == ("iraq",)
    assert sample_desk.articles.document(1)["labels"] == ["iraq", "To read"]
    assert sample_desk.labels.change([1], ["iraq"], ["nowhere"]) == 0


def test_undo_and_redo_of_a_change(sample_desk: Desk) -> None:
    sample_desk.labels.change([1], ["b"])
    sample_desk.labels.change([1, 2], ["a", "c"], ["b"])
    said = "2 articles labelled “a”, “c” and no longer labelled “b”"
    assert sample_desk.undo() == f"Undone: {said}"
    assert labels_of(sample_desk, 1, 2) == [("b",), ()]
    assert sample_desk.labels.names() == ["b"]
    assert sample_desk.redo() == f"Redone: {said}"
    assert labels_of(sample_desk, 1, 2) == [("a", "c"), ("a", "c")]
    assert sample_desk.labels.names() == ["a", "c"]
    sample_desk.undo()
    assert sample_desk.undo() == "Undone: 1 article labelled “b”"
    assert sample_desk.labels.all() == []


def test_rename(sample_desk: Desk) -> None:
    sample_desk.labels.change([1, 2], ["Irak"])
    assert sample_desk.labels.rename("irak", "IRAK") == "label “Irak” renamed to “IRAK”"
    assert labels_of(sample_desk, 1) == [("IRAK",)]
    sample_desk.undo()
    assert labels_of(sample_desk, 1) == [("Irak",)]
    sample_desk.redo()
    sample_desk.labels.change([2, 3], ["Iraq"])
    sample_desk.labels.rename("Irak", "iraq")
    assert labels_of(sample_desk, 1, 2, 3) == [("Iraq",)] * 3
    sample_desk.undo()
    assert labels_of(sample_desk, 1, 2, 3) == [("IRAK",), ("IRAK", "Iraq"), ("Iraq",)]
    with pytest.raises(NotFoundError, match="no label “nothing”"):
        sample_desk.labels.rename("nothing", "something")
    with pytest.raises(DeskError, match="needs a name"):
        sample_desk.labels.rename("iraq", " #, ")


def test_delete(sample_desk: Desk, desk_file: DeskFile) -> None:
    (feed,) = subscribe(desk_file, "first")
    sample_desk.labels.change([1, 2], ["old"])
    sample_desk.feeds.edit(feed, labels=["old"])
    assert sample_desk.labels.delete("OLD") == "label “old” deleted"
    assert (labels_of(sample_desk, 1), sample_desk.feeds.get(feed).labels) == ([()], ())
    sample_desk.undo()
    assert (labels_of(sample_desk, 1, 2), sample_desk.feeds.get(feed).labels) == ([("old",)] * 2, ("old",))
    with pytest.raises(NotFoundError):
        sample_desk.labels.delete("new")


def test_labels_of_a_feed(desk: Desk, desk_file: DeskFile) -> None:
    subscription = Subscription("https://first.example/feed", folder="F", labels=("b", "a"))
    feed = desk.feeds.subscribe(subscription)
    assert feed.labels == ("a", "b")
    deliver(desk_file, feed.id, [arrival("x"), arrival("y")])
    desk.articles.mark_read([1])
    desk.labels.change([1, 2], ["a"])
    assert desk.labels.all() == [Label("a", 2, 1, 1), Label("b", 2, 1, 1)]
    for one in desk.labels.all():
        view = View(query=f"label:{one.name}")
        assert (desk.lists.count(view), desk.lists.count_unread(view)) == (one.articles, one.unread)
    assert desk.articles.get(1).labels == ("a",)
    assert desk.feeds.edit(feed.id, labels=["c, a"]).labels == ("a", "c")
    assert desk.undo() == "Undone: edited https://first.example/feed"
    assert desk.feeds.get(feed.id).labels == ("a", "b")
    desk.redo()
    assert desk.feeds.get(feed.id).labels == ("a", "c")
    assert desk.feeds.edit(feed.id, labels=["C", "A"]).labels == ("a", "c")
    assert desk.undo() == "Undone: edited https://first.example/feed"
    desk.feeds.unsubscribe(feed.id)
    assert [(one.name, one.feeds) for one in desk.labels.all()] == [("a", 0), ("b", 0)]
    assert desk.feeds.subscribe(Subscription(feed.url, labels=("z",))).labels == ("z",)
    desk.undo()
    desk.undo()
    assert desk.feeds.get(feed.id).labels == ("a", "b")


def test_hidden_articles_are_not_counted(sample_desk: Desk) -> None:
    sample_desk.labels.change([1, 3], ["a"])
    sample_desk.articles.hide([1])
    assert sample_desk.labels.all() == [Label("a", 1, 1, 0)]


def test_a_deleted_article_comes_back_with_its_labels(sample_desk: Desk) -> None:
    sample_desk.labels.change([1], ["a", "b"])
    sample_desk.articles.delete([1])
    assert sample_desk.labels.names() == []
    sample_desk.undo()
    assert labels_of(sample_desk, 1) == [("a", "b")]


def test_an_import_adds_labels(desk: Desk, desk_file: DeskFile) -> None:
    from storage.database.articles import articles

    with desk_file.writing() as connection:
        articles.store(connection, Draft("k", "T", "Text", "o", source="S", labels=("a",)))
    desk.labels.change([1], ["own"], ["a"])
    with desk_file.writing() as connection:
        articles.store(connection, Draft("k", "T", "Text", "o", source="S", labels=("a",)))
    assert labels_of(desk, 1) == [("own",)]
    with desk_file.writing() as connection:
        articles.store(connection, Draft("k", "T", "Text", "o", source="S", labels=("b",)))
    assert labels_of(desk, 1) == [("b", "own")]


def test_names_of_labels() -> None:
    assert label_names(["a, b", "A", " #c ", "+d", "", ", ,"]) == ["a", "b", "c", "d"]
    assert label_name('say "hi",\x1b[31m\n twice') == "say hi twice"
    assert label_names(["/a/b/", "0/", "/"]) == ["a/b", "0"]
    assert len(label_name("x" * 1000)) == 60


@given(st.text())
def test_a_name_is_its_own_name(text: str) -> None:
    name = label_name(text)
    assert label_name(name) == name
    assert "," not in name
    assert '"' not in name


def test_accents_and_case_do_not_matter(sample_desk: Desk) -> None:
    sample_desk.labels.change([1], ["Übung"])
    sample_desk.labels.change([2], ["ubung"])
    assert sample_desk.labels.names() == ["Übung"]
