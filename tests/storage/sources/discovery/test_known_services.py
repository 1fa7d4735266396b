import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.discovery.known_services import service_feed
from storage.sources.web.web_addresses import web_address

CHANNEL = "UCabcdefghijklmnopqrstuv"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"


@pytest.mark.parametrize(
    ("pasted", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos?view=0", f"{VIDEOS}?channel_id={CHANNEL}"),
        ("youtube.com/playlist?list=PL3A5849BDE0581B19", f"{VIDEOS}?playlist_id=PL3A5849BDE0581B19"),
        ("https://www.youtube.com/watch?v=x&list=PLabc&index=2", f"{VIDEOS}?playlist_id=PLabc"),
        ("https://www.youtube.com/user/somebody", f"{VIDEOS}?user=somebody"),
        ("https://vimeo.com/staffpicks/", "https://vimeo.com/staffpicks/videos/rss"),
        ("https://vimeo.com/channels/premieres", "https://vimeo.com/channels/premieres/videos/rss"),
        ("https://old.reddit.com", "https://www.reddit.com/.rss"),
        ("https://www.reddit.com/r/python/", "https://www.reddit.com/r/python/.rss"),
        ("https://www.reddit.com/r/python/top/?t=week", "https://www.reddit.com/r/python/top/.rss"),
        ("https://reddit.com/r/a/comments/1x/title/", "https://www.reddit.com/r/a/comments/1x/title/.rss"),
        ("r/python+rust", "https://www.reddit.com/r/python+rust/.rss"),
        ("https://www.reddit.com/u/somebody", "https://www.reddit.com/user/somebody/.rss"),
        ("https://www.reddit.com/user/somebody/m/mix", "https://www.reddit.com/user/somebody/m/mix/.rss"),
        ("https://github.com/python/cpython", "https://github.com/python/cpython/releases.atom"),
        ("github.com/python/cpython.git", "https://github.com/python/cpython/releases.atom"),
        ("https://github.com/a/b/releases/tag/v1", "https://github.com/a/b/releases.atom"),
        ("https://github.com/a/b/tags", "https://github.com/a/b/tags.atom"),
        ("https://github.com/a/b/commits/main/docs", "https://github.com/a/b/commits/main/docs.atom"),
        ("https://github.com/a/b/tree/3.12", "https://github.com/a/b/commits/3.12.atom"),
        ("https://github.com/python", "https://github.com/python.atom"),
        ("https://gitlab.com/group/sub/project", "https://gitlab.com/group/sub/project/-/releases.atom"),
        (
            "https://gitlab.gnome.org/GNOME/gimp/-/tags",
            "https://gitlab.gnome.org/GNOME/gimp/-/tags?format=atom",
        ),
        ("https://gitlab.com/somebody", "https://gitlab.com/somebody.atom"),
        ("https://codeberg.org/forgejo/forgejo", "https://codeberg.org/forgejo/forgejo/releases.rss"),
        ("https://git.sr.ht/~a/b", "https://git.sr.ht/~a/b/refs/rss.xml"),
        ("https://pypi.org/project/textual/", "https://pypi.org/rss/project/textual/releases.xml"),
        ("https://mastodon.social/@Gargron", "https://mastodon.social/@Gargron.rss"),
        ("https://mastodon.social/@Gargron/1234567", "https://mastodon.social/@Gargron.rss"),
        ("https://mastodon.social/@a@example.org", "https://example.org/@a.rss"),
        ("@Gargron@mastodon.social", "https://mastodon.social/@Gargron.rss"),
        ("https://fosstodon.org/tags/python", "https://fosstodon.org/tags/python.rss"),
        ("https://bsky.app/profile/bsky.app", "https://bsky.app/profile/bsky.app/rss"),
        ("https://medium.com/@somebody/a-post-1a2b", "https://medium.com/feed/@somebody"),
        ("https://medium.com/netflix-techblog", "https://medium.com/feed/netflix-techblog"),
        ("https://paper.medium.com/a-post", "https://paper.medium.com/feed"),
        ("https://paper.substack.com/p/a-post", "https://paper.substack.com/feed"),
        ("https://staff.tumblr.com/post/1/x", "https://staff.tumblr.com/rss"),
        ("https://www.tumblr.com/staff", "https://staff.tumblr.com/rss"),
        ("https://paper.wordpress.com/2020/01/01/x/", "https://paper.wordpress.com/feed/"),
        ("https://paper.wordpress.com/tag/iraq/", "https://paper.wordpress.com/tag/iraq/feed/"),
        ("https://paper.blogspot.co.uk/2020/x.html", "https://paper.blogspot.co.uk/feeds/posts/default"),
        ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
        ("https://lobste.rs/t/python", "https://lobste.rs/t/python.rss"),
        ("https://lobste.rs/s/abc123/a_title", "https://lobste.rs/s/abc123.rss"),
        ("https://stackoverflow.com/questions/12/how-to", "https://stackoverflow.com/feeds/question/12"),
        (
            "https://unix.stackexchange.com/questions/tagged/vim",
            "https://unix.stackexchange.com/feeds/tag/vim",
        ),
        (
            "https://de.m.wikipedia.org/wiki/M%C3%BCnchen",
            "https://de.wikipedia.org/w/index.php?title=M%C3%BCnchen&action=history&feed=atom",
        ),
        ("https://arxiv.org/list/cs.CL/recent", "https://rss.arxiv.org/rss/cs.CL"),
        ("https://news.google.com/search?q=iraq&hl=en", "https://news.google.com/rss/search?q=iraq&hl=en"),
    ],
)
def test_service_feed(pasted: str, feed: str) -> None:
    assert service_feed(pasted) == feed
    assert service_feed(feed) in (feed, None)


@pytest.mark.parametrize(
    "pasted",
    [
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/c/somebody",
        "https://youtu.be/abc",
        "https://vimeo.com/12345",
        "https://github.com/topics/python",
        "https://github.com/explore",
        "https://github.com/a/b/releases.atom",
        "https://substack.com/@somebody",
        "https://www.tiktok.com/@somebody",
        "https://x.com/somebody",
        "https://news.ycombinator.com/item?id=1",
        "https://example.org/",
        "https://example.org/blog/@archive/x/y",
        "https://notreddit.com/r/python",
        "file:///tmp/github.com/a/b",
        "no address",
        "",
    ],
)
def test_pages_without_a_known_feed(pasted: str) -> None:
    assert service_feed(pasted) is None


@given(st.one_of(st.text(), st.text(st.sampled_from("htps:/.fed@a1[]#?% "))))
def test_only_usable_feeds_come_out(pasted: str) -> None:
    feed = service_feed(pasted)
    assert feed is None or web_address(feed) == feed
