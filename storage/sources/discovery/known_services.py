"""The feeds of well-known services, by the address of a page.

Each row of the table is for one kind of page. Its pattern matches the address without scheme, "www." and a
slash at the end, with or without a query; its template is the address of the feed, and empty where only the
page itself can tell. The first row that matches counts.
"""

import re
from urllib.parse import urlsplit

from storage.sources.discovery.pasted_addresses import normalise_address

_FEED_SUFFIX = re.compile(r"\.(?:rss|atom|xml)$", re.IGNORECASE)

_GITHUB_OWN = (
    "about|account|apps|blog|codespaces|collections|contact|customer-stories|dashboard|enterprise|events|explore|"
    "features|issues|join|login|logout|marketplace|new|notifications|organizations|orgs|pricing|pulls|search|"
    "security|sessions|settings|signup|site|solutions|sponsors|stars|team|topics|trending|users|watching"
)
_STACK = (
    r"((?:[\w.-]+\.)?"
    r"(?:(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu)\.com|mathoverflow\.net))"
)
_WIKI = r"([\w-]+)(?:\.m)?\.(wik(?:ipedia|tionary|inews|ivoyage|iquote|ibooks|isource|iversity))\.org"
_YOUTUBE = r"(?:(?:m|music)\.)?youtube\.com"
_REDDIT = r"(?:(?:old|new|np|m)\.)?reddit\.com"
_GITLAB = r"(gitlab\.[\w.-]+)"
_FORGE = r"(codeberg\.org|gitea\.com|[\w-]*(?:gitea|forgejo)\.[\w.-]+)"
_REST = r"(?:/.*)?"

_ROWS = (
    # Video and sound
    (rf"{_YOUTUBE}/channel/(UC[\w-]{{22}}){_REST}", r"https://www.youtube.com/feeds/videos.xml?channel_id=\1"),
    (
        rf"{_YOUTUBE}/(?:playlist|watch)\?(?:.*&)?list=((?:PL|UU|FL|OL)[\w-]+).*",
        r"https://www.youtube.com/feeds/videos.xml?playlist_id=\1",
    ),
    (rf"{_YOUTUBE}/user/([\w.-]+){_REST}", r"https://www.youtube.com/feeds/videos.xml?user=\1"),
    (rf"(?:{_YOUTUBE}|youtu\.be)/.*", ""),
    (r"vimeo\.com/(channels|groups)/([\w-]+)(?:/videos)?", r"https://vimeo.com/\1/\2/videos/rss"),
    (r"vimeo\.com/(?:user)?\d+/.*|vimeo\.com/\d+", ""),
    (r"vimeo\.com/([\w-]+)(?:/videos)?", r"https://vimeo.com/\1/videos/rss"),
    (r"dailymotion\.com/user/([\w-]+)", r"https://www.dailymotion.com/rss/user/\1"),
    (r"odysee\.com/(@[^/?]+)", r"https://odysee.com/$/rss/\1"),
    # Discussions
    (rf"{_REDDIT}", "https://www.reddit.com/.rss"),
    (
        rf"{_REDDIT}/(r/[\w+-]+(?:/(?:new|top|rising|hot|controversial|comments/[^?]+?))?)",
        r"https://www.reddit.com/\1/.rss",
    ),
    (rf"{_REDDIT}/(?:u|user)/([\w-]+)(/m/\w+|/(?:submitted|comments))?", r"https://www.reddit.com/user/\1\2/.rss"),
    (r"news\.ycombinator\.com(?:/news)?", "https://news.ycombinator.com/rss"),
    (r"news\.ycombinator\.com/show", "https://news.ycombinator.com/showrss"),
    (r"lobste\.rs", "https://lobste.rs/rss"),
    (r"lobste\.rs/(newest|comments)", r"https://lobste.rs/\1.rss"),
    (r"lobste\.rs/((?:t|s|domains)/[\w.,-]+)(?:/[\w-]+)?", r"https://lobste.rs/\1.rss"),
    (rf"{_STACK}/(?:questions|q)/(\d+){_REST}", r"https://\1/feeds/question/\2"),
    (rf"{_STACK}/questions/tagged/([^/?]+)", r"https://\1/feeds/tag/\2"),
    (rf"{_STACK}/users/(\d+){_REST}", r"https://\1/feeds/user/\2"),
    (rf"{_STACK}(?:/questions)?", r"https://\1/feeds"),
    (r"(lemmy\.[\w.-]+)/(c|u)/([\w-]+)", r"https://\1/feeds/\2/\3.xml"),
    # Software
    (rf"github\.com/(?:{_GITHUB_OWN})", ""),
    (r"github\.com/(?:topics|collections|sponsors|apps|marketplace|features|settings|search)/.*", ""),
    (r"github\.com/(?:orgs/)?([\w-]+)", r"https://github.com/\1.atom"),
    (r"github\.com/orgs/([\w-]+)/(?:repositories|people)", r"https://github.com/\1.atom"),
    (r"github\.com/([\w-]+/[\w.-]+?)(?:\.git)?(?:/releases(?:/(?:latest|tag/.*))?)?", r"https://github.com/\1/releases.atom"),
    (r"github\.com/([\w-]+/[\w.-]+)/(tags|commits|discussions|wiki)", r"https://github.com/\1/\2.atom"),
    (r"github\.com/([\w-]+/[\w.-]+)/(?:commits|tree)/([^?]+?)", r"https://github.com/\1/commits/\2.atom"),
    (rf"{_GITLAB}/(.+?)/-/(releases|issues)", r"https://\1/\2/-/\3.atom"),
    (rf"{_GITLAB}/(.+?)/-/(tags|commits/[^?]+)", r"https://\1/\2/-/\3?format=atom"),
    (rf"{_GITLAB}/(.+?)/-/tree/([^?]+)", r"https://\1/\2/-/commits/\3?format=atom"),
    (rf"{_GITLAB}/(?:explore|users|help|search|dashboard|groups|api)(?:/.*)?", ""),
    (rf"{_GITLAB}/([\w.-]+)", r"https://\1/\2.atom"),
    (rf"{_GITLAB}/([\w.-]+(?:/(?!-/)[\w.-]+)+)", r"https://\1/\2/-/releases.atom"),
    (rf"{_FORGE}/([\w.-]+/[\w.-]+)(?:/releases)?", r"https://\1/\2/releases.rss"),
    (rf"{_FORGE}/([\w.-]+/[\w.-]+)/tags", r"https://\1/\2/tags.rss"),
    (rf"{_FORGE}/(?!explore\b)([\w-]+)", r"https://\1/\2.rss"),
    (r"git\.sr\.ht/(~[\w.-]+/[\w.-]+)(?:/refs)?", r"https://git.sr.ht/\1/refs/rss.xml"),
    (r"git\.sr\.ht/(~[\w.-]+/[\w.-]+)/log", r"https://git.sr.ht/\1/log/rss.xml"),
    (rf"pypi\.org/project/([\w.-]+){_REST}", r"https://pypi.org/rss/project/\1/releases.xml"),
    (rf"store\.steampowered\.com/(?:news/)?app/(\d+){_REST}", r"https://store.steampowered.com/feeds/news/app/\1/"),
    # Writing
    (r"medium\.com/(@[\w.-]+)(?:/.*)?", r"https://medium.com/feed/\1"),
    (r"medium\.com/tag/([\w-]+)(?:/.*)?", r"https://medium.com/feed/tag/\1"),
    (r"medium\.com/(?:feed|m|me|about|search|p)(?:/.*)?", ""),
    (r"medium\.com/([\w-]+)", r"https://medium.com/feed/\1"),
    (r"([\w-]+)\.medium\.com(?:/(?!feed\b).*)?", r"https://\1.medium.com/feed"),
    (r"(?:open\.)?substack\.com(?:/.*)?", ""),
    (r"([\w-]+)\.substack\.com(?:/(?!feed\b).*)?", r"https://\1.substack.com/feed"),
    (r"tumblr\.com/(?:blog/(?:view/)?)?([\w-]+)(?:/\d+(?:/.*)?)?", r"https://\1.tumblr.com/rss"),
    (r"([\w-]+)\.tumblr\.com/tagged/([^/?]+)", r"https://\1.tumblr.com/tagged/\2/rss"),
    (r"([\w-]+)\.tumblr\.com(?:/(?:archive|post/.*))?", r"https://\1.tumblr.com/rss"),
    (r"([\w-]+)\.wordpress\.com/(category|tag|author)/([^/?]+)", r"https://\1.wordpress.com/\2/\3/feed/"),
    (r"(?!en\.|developer\.|public-api\.)([\w-]+)\.wordpress\.com(?:/\d{4}/.*)?", r"https://\1.wordpress.com/feed/"),
    (r"([\w-]+\.blogspot\.[a-z.]+)/search/label/([^/?]+)", r"https://\1/feeds/posts/default/-/\2"),
    (r"([\w-]+\.blogspot\.[a-z.]+)(?:/(?!feeds/).*)?", r"https://\1/feeds/posts/default"),
    (r"dev\.to/t/([\w-]+)", r"https://dev.to/feed/tag/\1"),
    (r"letterboxd\.com/([\w-]+)", r"https://letterboxd.com/\1/rss/"),
    # News and knowledge
    (r"news\.google\.com(?:/home)?", "https://news.google.com/rss"),
    (r"news\.google\.com/((?:topics|search|publications)(?:/[^?]+)?(?:\?.*)?)", r"https://news.google.com/rss/\1"),
    (rf"{_WIKI}/wiki/([^?]+)", r"https://\1.\2.org/w/index.php?title=\3&action=history&feed=atom"),
    (r"(?:export\.)?arxiv\.org/(?:list|archive)/([\w.-]+)(?:/\w+)?", r"https://rss.arxiv.org/rss/\1"),
    # Social networks: those without feeds come first, as "/@name" elsewhere is probably Mastodon.
    (r"(?:threads\.net|(?:threads|tiktok|twitter|x|instagram|facebook|flipboard)\.com)/.*", ""),
    (r"bsky\.app/profile/([\w.:-]+)(?:/.*)?", r"https://bsky.app/profile/\1/rss"),
    (r"[^/]+/(?:web/)?@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)(?:/.*)?", r"https://\2/@\1.rss"),
    (r"([^/]+)/(?:web/)?@([\w-]+(?:\.[\w-]+)*?)(?:/(?:\d+|with_replies|media))?", r"https://\1/@\2.rss"),
    (r"([^/]+)/@([\w-]+)/tagged/([^/?]+)", r"https://\1/@\2/tagged/\3.rss"),
    (r"(mastodon\.[\w.-]+|mas\.to|mstdn\.[\w.-]+|fosstodon\.org|hachyderm\.io)/tags/([^/?]+)", r"https://\1/tags/\2.rss"),
)  # fmt: skip

_SERVICES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?:\?.*)?"), template) for pattern, template in _ROWS
)


def service_feed(url: str) -> str | None:
    """Return the address of the feed for a page of a well-known service, `None` if it is unknown.

    Sends no request. On an unknown host, a path that begins with "/@name" counts as a Mastodon profile; the
    page itself may tell otherwise.
    """
    url = normalise_address(url)
    if not url.startswith(("http:", "https:")):
        return None
    parts = urlsplit(url)
    if _FEED_SUFFIX.search(parts.path):
        return None
    page = parts.netloc.rpartition("@")[2].lower().removeprefix("www.") + parts.path.rstrip("/")
    page += f"?{parts.query}" if parts.query else ""
    for pattern, template in _SERVICES:
        if match := pattern.fullmatch(page):
            return match.expand(template) if template else None
    return None
