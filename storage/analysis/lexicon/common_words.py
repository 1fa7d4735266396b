"""Words that are common in any news: function words, and how often terms occur in news at large.

`scripts/background.py` writes `background.tsv`, and `scripts/abbreviations.py` writes `abbreviations.tsv`;
they name their sources.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

# In the languages of most feeds: a desk that is too small for word frequencies of its own would otherwise
# link two German articles because both have "der" and "und".
_WORDS = """
a about above across after again against ago all almost along already also although always am among an and
another any anyone anything are around as at away back be became because become been before behind being
below between both but by can cannot could did do does doing done down during each either else enough even
ever every everyone everything few first for from further get gets getting go goes going got had has have
having he her here hers herself him himself his how however if in indeed instead into is it its itself just
last later least less let like likely made make makes making many may maybe me might mine more most much
must my myself near nearly neither never next no nobody none nor not nothing now of off often on once one
only onto or other others our ours out over own per perhaps put quite rather really same say saying says
said see seen several shall she should since so some someone something soon still such take taken than that
the their theirs them themselves then there therefore these they thing things this those though three
through throughout thus to today together told tomorrow too took toward towards tuesday two under until up
upon us use used using very via was way we well went were what whatever when where whether which while who
whom whose why will with within without would yes yesterday yet you your yours yourself monday wednesday
thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mr mrs ms dr al el edt est pdt
pst gmt utc four five six seven eight nine ten dozen hundred thousand million billion
aber als am an auch auf aus bei bis das dass dem der des durch ein eine einem einen einer eines er es für
ich ihr im in ist mit nach nicht noch nur oder sich sie sind so über um und uns unter vom von vor was wie
wird wir zu zum zur
au aux avec ce ces cette dans de des du elle elles en est et il ils je la le les leur lui mais ne nous on
ont ou par pas plus qu que qui sa se ses sont sur un une vous
al como con de del desde el ella en entre es esta este fue ha la las le lo los más no o para pero por que se
ser sin sobre su sus un una y ya
che ci come con da dal dalla degli dei del della delle di e gli ha i il in la le lo ma nel nella non per più
questo si sono su sul sulla un una
ao aos as com da das de do dos e em foi mais mas na nas no nos não o os para pela pelo por que se seu sua um
uma
aan bij dat de een en er het hij ik is maar naar niet nog om ook op te uit voor was worden wordt zijn
att av det där ett från för har hon inte med och om på som vid är
af at blev der det en er et fra han har hun ikke jeg på til ved
do i jest na nie o od po się to w z za że
ve bir bu da de için ile ne
и в не на что с по как это он она они из за от для но при его к у
من في على إلى عن أن التي الذي هذا هذه ما لا مع كان قد بعد كل أو ثم
که از به را با است این آن برای
"""

FUNCTION_WORDS = frozenset(_WORDS.split())

_TABLE = Path(__file__).with_name("background.tsv")
_MOSTLY_LOWER = 80  # percent of the uses of an ordinary word
_COMMON = 10  # articles of the background that have an ordinary word: of rarer ones the share is not known
_ABBREVIATIONS = Path(__file__).with_name("abbreviations.tsv")


@dataclass(frozen=True, slots=True)
class Background:
    """Statistics of the words in a large sample of news."""

    articles: int
    """How many articles the frequencies refer to."""
    frequency: Mapping[str, int]
    """The number of these articles that contain a term."""
    lower: Mapping[str, int]
    """How often a term is in lower case, in percent of its uses."""


@lru_cache(maxsize=1)
def background() -> Background:
    """Return the table that ships with newsdesk."""
    head, *rows = _TABLE.read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    return Background(
        articles=int(head),
        frequency={term: int(articles) for term, articles, _ in cells if articles != "0"},
        lower={term: int(lower) for term, _, lower in cells},
    )


def is_mostly_lower(word: str) -> bool:
    """Tell whether a lower-case word is a common one that news hardly writes with a capital."""
    table = background()
    return any(
        table.lower.get(term, 0) >= _MOSTLY_LOWER and table.frequency.get(term, 0) >= _COMMON
        for term in (word, word.removesuffix("s"))
    )


@cache
def abbreviations() -> Mapping[str, bool]:
    """Return the abbreviations in capitals that are ordinary words, and whether this is sure ("ATM", "ID").

    Those that are not sure may be names too.
    """
    rows = (row.split("\t") for row in _ABBREVIATIONS.read_text(encoding="utf-8").splitlines())
    return {word: evidence == "noun" for word, evidence in rows}
