"""The nouns of newsdesk: frozen values that cross threads and layers.

Each stage has its own type: a `Draft` becomes an `Article`, a `Mention` becomes part of a `Name`. So a value
that is not stored yet can't be passed where a stored one is needed. All offsets are half-open ranges of
Unicode code points.
"""

from storage.model.articles import (
    Article,
    Change,
    Draft,
    Enclosure,
    Extent,
    Field,
    Format,
    Headline,
    Marks,
    Picture,
    Provenance,
    Replacement,
    Revision,
    Role,
    Span,
    publication_day,
)
from storage.model.boilerplate import Boilerplate
from storage.model.briefs import Brief, BriefEntry, BriefFeed, BriefReport, BriefSentence, BriefStory
from storage.model.comparisons import ComparedReport, Comparison
from storage.model.feeds import Arrival, Candidate, Feed, Pages, ParsedFeed, Subscription
from storage.model.labels import Label
from storage.model.lists import WITHOUT_FEED, Counts, Filter, Sort, StoryFilter, View
from storage.model.names import (
    Correction,
    Entity,
    Introduction,
    Kind,
    Mention,
    Name,
    Occurrence,
    Route,
    Spelling,
    Verdict,
)
from storage.model.rules import Rule, RuleNotice, RuleRecord, RuleTest
from storage.model.searches import SavedSearch, SearchDraft
from storage.model.stories import (
    CERTAIN,
    SAME_STORY_LIKELIHOOD,
    Evidence,
    Link,
    LinkKind,
    NewSentences,
    Story,
    StoryMerge,
    StoryPage,
)
from storage.model.work import IntakeReport, NotesReport, Progress, RefreshReport, Trouble

__all__ = [
    "CERTAIN",
    "SAME_STORY_LIKELIHOOD",
    "WITHOUT_FEED",
    "Arrival",
    "Article",
    "Boilerplate",
    "Brief",
    "BriefEntry",
    "BriefFeed",
    "BriefReport",
    "BriefSentence",
    "BriefStory",
    "Candidate",
    "Change",
    "ComparedReport",
    "Comparison",
    "Correction",
    "Counts",
    "Draft",
    "Enclosure",
    "Entity",
    "Evidence",
    "Extent",
    "Feed",
    "Field",
    "Filter",
    "Format",
    "Headline",
    "IntakeReport",
    "Introduction",
    "Kind",
    "Label",
    "Link",
    "LinkKind",
    "Marks",
    "Mention",
    "Name",
    "NewSentences",
    "NotesReport",
    "Occurrence",
    "Pages",
    "ParsedFeed",
    "Picture",
    "Progress",
    "Provenance",
    "RefreshReport",
    "Replacement",
    "Revision",
    "Role",
    "Route",
    "Rule",
    "RuleNotice",
    "RuleRecord",
    "RuleTest",
    "SavedSearch",
    "SearchDraft",
    "Sort",
    "Span",
    "Spelling",
    "Story",
    "StoryFilter",
    "StoryMerge",
    "StoryPage",
    "Subscription",
    "Trouble",
    "Verdict",
    "View",
    "publication_day",
]
