"""newsdesk query explain."""

import json


def test_a_query_is_explained(run) -> None:
    done = run("query", "explain", "mosul is:unread -by:bo newer:2w")
    assert done.stdout == (
        "Articles with “mosul”, that are unread, without “bo” in the byline, and from the last 2 weeks; "
        "the best match first.\n"
    )
    assert json.loads(run("query", "explain", "--json", "lang:german", "SORT:source").stdout) == {
        "query": "lang:de sort:source",
        "explanation": "Articles in German; by source.",
        "sort": "source",
    }


def test_a_mistake_is_marked(run) -> None:
    done = run("query", "explain", "mosul", "-titel:war")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "newsdesk: There is no field “titel:”; did you mean “title:”?\n  mosul -titel:war\n         ^\n"
    )
