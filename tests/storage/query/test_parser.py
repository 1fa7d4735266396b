"""From the text of queries to trees and back; every mistake has a sentence and a position."""

import pytest
from any_query import ANY_TEXT, mistake_in
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.errors import QueryError
from storage.model import Sort
from storage.query.nodes import And, FieldName, Node, Not, Or, Query, Term, Words
from storage.query.parser import parse
from storage.query.printer import printed


def words(text: str) -> Words:
    return Words(text)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("iraq", words("iraq")),
        ("Iraq war", And((words("Iraq"), words("war")))),
        ('"war against" is', And((words("war against"), words("is")))),
        ("“war against” is", And((words("war against"), words("is")))),
        ("vict*", Words("vict", prefix=True)),
        ('"prime min"*', Words("prime min", prefix=True)),
        ("war -baghdad", And((words("war"), Not(words("baghdad"))))),
        ("a b or c d", And((words("a"), Or((words("b"), words("c"))), words("d")))),
        ("a OR b or c", Or((words("a"), words("b"), words("c")))),
        ("(a b) or c", Or((And((words("a"), words("b"))), words("c")))),
        ("(a (b c)) d", And((words("a"), words("b"), words("c"), words("d")))),
        ("-(a -b)", Not(And((words("a"), Not(words("b")))))),
        ("-(-a)", words("a")),
        ("al-Abadi", words("al Abadi")),
        ("vict\u006f\u0301ry", words("vict\u00f3ry")),
        ("victory _ - -- iraq", And((words("victory"), words("iraq")))),
        ('-"!" iraq', words("iraq")),
        ("--force", words("force")),
        ("10:30", words("10 30")),
        ("https://example.org/a", words("https example org a")),
        ('"or"', words("or")),
        ("-or", Not(words("or"))),
        ("f(x)", And((words("f"), words("x")))),
        ("Title:Mosul", Term(FieldName.TITLE, "Mosul")),
        ("-title:vict*", Not(Term(FieldName.TITLE, "vict", prefix=True))),
        ('feed:"The  Daily"', Term(FieldName.FEED, "The Daily")),
        ('label:"to ""read"""', Term(FieldName.LABEL, 'to "read"')),
        ("label:*", Term(FieldName.LABEL, "", prefix=True)),
        ("is:Unread or b", Or((Term(FieldName.IS, "unread"), words("b")))),
        ("lang:German", Term(FieldName.LANG, "de")),
        ("lang:pt-BR", Term(FieldName.LANG, "pt")),
        ("after:2021-3", Term(FieldName.AFTER, "2021-03")),
        ("before:2021/03/09", Term(FieldName.BEFORE, "2021-03-09")),
        ("after:Yesterday", Term(FieldName.AFTER, "yesterday")),
        ("newer:03D", Term(FieldName.NEWER, "3d")),
        ("", None),
        (" \t\n", None),
    ],
)
def test_what_a_text_says(text: str, root: Node | None) -> None:
    assert parse(text) == Query(root)
    assert parse(printed(Query(root))) == Query(root)


def test_the_order_of_the_result() -> None:
    assert parse("sort:source") == Query(None, Sort.SOURCE)
    assert parse("war SORT:Oldest mosul").sort is Sort.OLDEST
    assert printed(parse("sort:date war")) == "war sort:date"
    assert [
        parse(text).order for text in ("war", "is:read", "war or is:read", "war is:read", "-war", "")
    ] == [
        Sort.RELEVANCE,
        Sort.DATE,
        Sort.DATE,
        Sort.RELEVANCE,
        Sort.DATE,
        Sort.DATE,
    ]


@pytest.mark.parametrize(
    ("text", "sentence", "position"),
    [
        ("!!!", "Nothing to search for in “!!!”: type a word or a phrase.", 0),
        ('iraq "war', "This quotation mark is never closed.", 5),
        ('title:"war', "This quotation mark is never closed.", 6),
        ("iraq (war", "The bracket that begins here is not closed.", 5),
        ("iraq) war", "There is no opening bracket for this one.", 4),
        ("iraq ()", "There is nothing in these brackets.", 5),
        ("iraq or", "Something must follow “or”.", 5),
        ("or iraq", "There must be something on both sides of “or”.", 0),
        ("iraq (or war)", "There must be something on both sides of “or”.", 6),
        ("iraq or or war", "There must be something on both sides of “or”.", 8),
        ("x titel:war", "There is no field “titel:”; did you mean “title:”?", 2),
        ("x re:war", "There is no field “re:”; text with a colon goes in quotes.", 2),
        ("title: war", "“title:” needs a value right behind the colon.", 0),
        ("title:(war)", "“title:” needs a value right behind the colon.", 0),
        ("title:*", "“title:” needs a value with a letter or digit.", 6),
        ('title:"!!"', "“title:” needs a value with a letter or digit.", 6),
        ("is:unred", "“is:” has no value “unred”; did you mean “is:unread”?", 3),
        ("has:x", "“has:” has no value “x”; it takes page, enclosure or links.", 4),
        ("is:un*", "“is:” takes a whole value, without “*”.", 3),
        ("lang:germen", "“germen” is not a language; did you mean “german”?", 5),
        ("after:2021-02-30", "There is no day “2021-02-30” in the calendar.", 6),
        ("after:0000", "There is no day “0000” in the calendar.", 6),
        ("after:soon", "“soon” is not a date; write 2021, 2021-03 or 2021-03-09, today or yesterday.", 6),
        ("newer:0d", "“0d” is not an age; write a number with h, d, w, m or y, such as 3d or 2w.", 6),
        ("sort:title", "“sort:” has no value “title”; it takes date, oldest, relevance, source or story.", 5),
        ("sort:date sort:source", "A query has one “sort:”.", 10),
        ("(war sort:date)", "“sort:” stands outside brackets.", 5),
        ("-sort:date", "“sort:” stands alone, without “-” or “or”.", 1),
        ("war or sort:date", "“sort:” stands alone, without “-” or “or”.", 7),
        ("war\0", "There is a control character here (0x00).", 3),
        ("war\ud800", "There is half a character here, which no text has.", 3),
        ("(" * 40 + "a" + ")" * 40, "More than 8 brackets are nested here.", 8),
        ("a" * 10_000, "A query can have at most 4,000 characters; this one has 10,000.", 4_000),
        ("a " * 201, "A query can have at most 200 words and fields.", 400),
    ],
)
def test_a_mistake_is_explained_where_it_is(text: str, sentence: str, position: int) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)
    assert (str(refused.value), refused.value.position) == (sentence, position)


@given(ANY_TEXT)
def test_any_text_is_a_query_or_has_a_mistake_at_a_position(text: str) -> None:
    mistake = mistake_in(text)
    if mistake is None:
        assert parse(printed(parse(text))) == parse(text)
    else:
        assert 0 <= mistake.position < len(text)
        assert str(mistake).endswith((".", "?"))


_WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
_VALUES: dict[FieldName, st.SearchStrategy[str]] = {
    FieldName.IS: st.sampled_from(["unread", "read", "starred", "copy", "cut", "hidden"]),
    FieldName.HAS: st.sampled_from(["page", "enclosure", "links"]),
    FieldName.LANG: st.sampled_from(["de", "en", "xx"]),
    FieldName.AFTER: st.dates().map(str),
    FieldName.BEFORE: st.sampled_from(["2021", "2020-02", "today"]),
    FieldName.NEWER: st.sampled_from(["3d", "2w"]),
    FieldName.OLDER: st.sampled_from(["1y", "5h"]),
    FieldName.LABEL: st.text(min_size=1, max_size=8),
}
_TEXTS = [name for name in FieldName if name not in _VALUES]


def _trees() -> st.SearchStrategy[str]:
    fields = st.sampled_from(list(FieldName)).flatmap(
        lambda name: _VALUES.get(name, _WORD).map(lambda value: f"{name}:{_quoted(value)}")
    )
    beginnings = st.tuples(st.sampled_from(["", *(f"{name}:" for name in _TEXTS)]), _WORD).map(
        lambda parts: f"{parts[0]}{_quoted(parts[1])}*"
    )
    leaves = st.one_of(_WORD.map(_quoted), st.lists(_WORD, min_size=2, max_size=3).map(" ".join).map(_quoted))
    return st.recursive(
        st.one_of(leaves, fields, beginnings),
        lambda inner: st.one_of(
            inner.map(lambda one: f"-({one})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' '.join(some)})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' or '.join(some)})"),
        ),
        max_leaves=8,
    )


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


@given(_trees(), st.sampled_from(["", *Sort]))
def test_a_printed_query_is_the_same_query(text: str, sort: str) -> None:
    text = f"{text} sort:{sort}" if sort else text
    assume(mistake_in(text) is None)  # a label may have no visible letter
    assert parse(printed(parse(text))) == parse(text)
